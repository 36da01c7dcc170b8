package zpl

import (
	"errors"
	"io"
	"iter"

	"waybill/label"
)

// Encoder writes a job to a printer or a file: Prepare if the documents are
// at hand, Begin, a Label for each document, End. Like a Formatter it serves
// one goroutine.
type Encoder struct {
	// Expect is how many labels will follow, 0 if that is not known. It
	// matters only without Prepare.
	Expect int
	// Asker answers queries of the printer that the labels go to; nil for
	// files and for printers that do not answer.
	Asker Asker

	w       io.Writer
	profile Profile
	fonts   *label.Fonts
	setup   *Setup
	f       *Formatter
	buf     []byte
}

// NewEncoder returns an Encoder that writes to w for p and draws text with
// fonts.
func NewEncoder(w io.Writer, p Profile, fonts *label.Fonts) *Encoder {
	return &Encoder{w: w, profile: p, fonts: fonts}
}

// Prepare looks at all documents of the job, for what they have in common and
// for the characters that a font must hold. It writes nothing. Documents that
// it has not seen can be sent all the same, at a greater length.
func (e *Encoder) Prepare(docs iter.Seq[*label.Document]) error {
	plan := NewPlan(e.profile, e.fonts)
	for d := range docs {
		if err := plan.See(d); err != nil {
			return err
		}
	}
	var err error
	e.setup, err = plan.Settle()
	return err
}

// Begin writes what is sent once before the labels. Without Prepare it takes
// that from d, any label of the job's template, and from Expect; d may be nil
// after Prepare. Where the printer answers (Asker), it is asked first whether
// it has the font that the profile names and room for what the job stores, and
// afterwards whether it stored it; if not, the labels do without.
func (e *Encoder) Begin(d *label.Document) error {
	if e.setup == nil {
		if d == nil {
			return errNoDocument
		}
		plan := NewPlan(e.profile, e.fonts)
		plan.Expect(e.Expect)
		if err := plan.See(d); err != nil {
			return err
		}
		var err error
		if e.setup, err = plan.Settle(); err != nil {
			return err
		}
	}
	e.ask()
	e.f = e.setup.NewFormatter()
	e.buf = e.setup.AppendBegin(e.buf[:0])
	if len(e.buf) == 0 {
		return nil
	}
	if _, err := e.w.Write(e.buf); err != nil {
		return err
	}
	e.confirm()
	return nil
}

var errNoDocument = errors.New("zpl: Begin needs a document, or Prepare before it")

// Label writes one label in a single Write. A document that cannot be encoded
// writes nothing; the errors are those of [Formatter.AppendLabel] and of the
// writer.
func (e *Encoder) Label(d *label.Document) error {
	if e.f == nil {
		e.f = NewFormatter(e.profile, e.fonts)
	}
	var err error
	if e.buf, err = e.f.AppendLabel(e.buf[:0], d); err != nil {
		return err
	}
	_, err = e.w.Write(e.buf)
	return err
}

// End takes out of the printer what Begin stored there. It does not close the
// writer.
func (e *Encoder) End() error {
	if e.setup == nil || len(e.setup.end) == 0 {
		return nil
	}
	_, err := e.w.Write(e.setup.end)
	return err
}
