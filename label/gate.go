package label

import (
	"errors"
	"fmt"

	"waybill/masking"
)

// ErrNotMasked says that Layout was given a zero masking.Masked.
var ErrNotMasked = errors.New("record has not been masked")

// LeakError says that something that masking hid was about to be printed.
// It never holds the value.
type LeakError struct {
	Element string // the template's element
	Field   string // the record's field whose value leaked
	Kind    string // what leaked: name, phone, address ...
}

func (e *LeakError) Error() string {
	return fmt.Sprintf("leak gate: element %s would print the hidden %s of %s", e.Element, e.Kind, e.Field)
}

// Gate searches every text of d and every symbol's data and readable text with
// find, which is a masking.Secrets.Find. The lines of an element are searched
// one by one and together: a number that wraps is still a number. The first
// finding is a *LeakError.
func Gate(d *Document, find func(string) []masking.Finding) error {
	g := gate{find: find}
	for _, it := range d.Items {
		if err := g.item(it); err != nil {
			return err
		}
	}
	return g.flush()
}

// gate collects the lines of an element.
type gate struct {
	find    func(string) []masking.Finding
	element string
	joined  string
	lines   int
}

func (g *gate) item(it Item) error {
	if id := it.Meta().Element; id != g.element {
		if err := g.flush(); err != nil {
			return err
		}
		g.element = id
	}
	switch it := it.(type) {
	case Text:
		return g.line(it.String)
	case Box:
		for _, t := range it.Knockout {
			if err := g.line(t.String); err != nil {
				return err
			}
		}
	case Symbol:
		if err := g.check(it.Code.Data); err != nil {
			return err
		}
		return g.check(it.Code.Text)
	}
	return nil
}

func (g *gate) line(s string) error {
	g.joined += s
	g.lines++
	return g.check(s)
}

// flush ends an element.
func (g *gate) flush() error {
	s, lines := g.joined, g.lines
	g.joined, g.lines = "", 0
	if lines < 2 {
		return nil // searched as a line
	}
	return g.check(s)
}

func (g *gate) check(s string) error {
	if s == "" {
		return nil
	}
	if f := g.find(s); len(f) > 0 {
		return &LeakError{Element: g.element, Field: f[0].Field, Kind: f[0].How}
	}
	return nil
}
