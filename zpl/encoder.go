package zpl

import (
	"io"

	"waybill/internal/font"
	"waybill/label"
)

// Encoder writes a job: Begin, a Label for each document, End.
type Encoder struct {
	w   io.Writer
	f   *Formatter
	buf []byte
}

// NewEncoder returns an Encoder that writes to w for p with r's fonts.
func NewEncoder(w io.Writer, p Profile, r *font.Rasterizer) *Encoder {
	return &Encoder{w: w, f: NewFormatter(p, r)}
}

// Begin writes what is sent once before the labels. Any label of the job's
// template may be given: its static items are what a printer can store. The
// built-in profiles store nothing and write nothing here.
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

// End writes what undoes Begin. It does not close the writer.
func (e *Encoder) End() error { return nil }
