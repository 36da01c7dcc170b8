package pdf

import (
	"errors"
	"slices"
	"strings"

	"waybill/label"
	"waybill/masking"
)

// LeakError says that a page or file holds what masking had hidden. It names
// the place and what was found, never the value.
type LeakError struct {
	Page     int    // 1-based, 0 where unknown
	Where    string // element of the template, or place in a file
	Findings []masking.Finding
}

func (e *LeakError) Error() string {
	var b strings.Builder
	b.WriteString("pdf: " + e.Where + " holds what masking hid")
	for i, f := range e.Findings {
		b.WriteString([]string{": ", ", "}[min(i, 1)])
		b.WriteString(f.String())
	}
	return b.String()
}

// errReadBack means that the finished content stream does not hold exactly
// the strings that passed the gate.
var errReadBack = errors.New("pdf: page does not read back as drawn")

// Gate searches every string of a PDF file and fails with a *LeakError for the
// first that find objects to, or with the errors of Texts. Pieces that stand
// on one line are searched together too. For a file of many records it takes
// every record's secrets at once; a Writer checks each page against its own.
func Gate(pdf []byte, find Find) error {
	texts, err := Texts(pdf)
	if err != nil {
		return err
	}
	for _, t := range append(joined(texts), texts...) {
		if f := find(t.String); len(f) > 0 {
			return &LeakError{Page: t.Page, Where: t.Where, Findings: f}
		}
	}
	return nil
}

// joined returns the lines of content streams that consist of pieces, as one
// Text each.
func joined(texts []Text) []Text {
	var out []Text
	for i := 0; i < len(texts); {
		first := texts[i]
		j := i + 1
		for j < len(texts) && texts[j].Line == first.Line && texts[j].Object == first.Object &&
			texts[j].Where == first.Where && (first.Where == "page" || first.Where == "form") {
			j++
		}
		if j > i+1 {
			line := first
			for _, t := range texts[i+1 : j] {
				line.String += t.String
			}
			out = append(out, line)
		}
		i = j
	}
	return out
}

// gate searches every string and payload of the document.
func (j *job) gate() error {
	if j.find == nil {
		return errors.New("pdf: no leak gate given")
	}
	see := func(m label.Meta, s string) error {
		if s == "" {
			return nil
		}
		if f := j.find(s); len(f) > 0 {
			return &LeakError{Where: "element " + m.Element, Findings: f}
		}
		return nil
	}
	for _, l := range j.lines {
		if err := see(l.Info, l.String); err != nil {
			return err
		}
		if l.drawn == l.String {
			continue
		}
		if err := see(l.Info, l.drawn); err != nil {
			return err
		}
	}
	for _, item := range j.doc.Items {
		s, ok := item.(label.Symbol)
		if !ok {
			continue
		}
		for _, p := range []string{s.Code.Data, s.Code.Text} {
			if err := see(s.Info, p); err != nil {
				return err
			}
		}
	}
	return nil
}

// check reads the content stream back: it must paint exactly the strings that
// passed the gate, in order.
func (c *canvas) check() error {
	p := interpreter{font: c.decoder}
	p.run(c.content)
	var got []string
	for _, s := range p.out {
		got = append(got, s.s)
	}
	if !slices.Equal(got, c.painted) {
		return errReadBack
	}
	return nil
}
