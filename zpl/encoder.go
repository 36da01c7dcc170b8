package zpl

import (
	"io"

	"waybill/label"
)

// Encoder writes a job to a printer or a file: Begin, a Label for each
// document, End. It holds a Formatter and, like it, serves one goroutine.
type Encoder struct {
	w   io.Writer
	f   *Formatter
	buf []byte
}

// NewEncoder returns an Encoder that writes to w for p and draws text with
// fonts.
func NewEncoder(w io.Writer, p Profile, fonts *label.Fonts) *Encoder {
	return &Encoder{w: w, f: NewFormatter(p, fonts)}
}

// Begin is for what is sent once before the labels. Any label of the job's
// template may be given: its static items are what a printer could store. No
// profile stores anything yet, so Begin writes nothing and returns nil.
func (e *Encoder) Begin(*label.Document) error { return nil }

// Label writes one label in a single Write. A document that cannot be encoded
// writes nothing; the errors are those of [Formatter.AppendLabel] and of the
// writer.
func (e *Encoder) Label(d *label.Document) error {
	var err error
	if e.buf, err = e.f.AppendLabel(e.buf[:0], d); err != nil {
		return err
	}
	_, err = e.w.Write(e.buf)
	return err
}

// End is for what undoes Begin: like it, it writes nothing yet and returns nil.
// It does not close the writer.
func (e *Encoder) End() error { return nil }
