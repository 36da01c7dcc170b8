package label

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"waybill/internal/font"
	"waybill/internal/symbol"
)

// Problem is something that a template check found.
type Problem struct {
	Warning bool // prints, but not well; otherwise some label will be refused
	Element string
	// Err says what and where: a *ParseError with line, column and excerpt.
	Err *ParseError
}

func (p Problem) String() string { return p.Err.Error() }

// minReadable is the smallest size that stays readable on a 203 dpi head: 16
// dots (facts measured by reading printed Chinese back).
const minReadable = 2 * Millimetre

// CheckOptions of a template check.
type CheckOptions struct {
	Fonts *Fonts
	DPIs  []DPI // print heads that symbols must fit, nil = 203, 300 and 600
}

// Check looks for what would refuse or spoil labels of this template: items
// off the media, overlaps, symbols that are too wide or lose their quiet
// zone, texts that cannot hold their worst case, sizes nobody can read.
func (t *Template) Check(o CheckOptions) []Problem {
	if o.DPIs == nil {
		o.DPIs = []DPI{DPI203, DPI300, DPI600}
	}
	c := checker{t: t, o: o, src: reparse(t)}
	c.area(t.elements, Rect{W: t.Media.W, H: t.Media.H}, "the media")
	c.overlaps(t.elements)
	c.contents(t.elements, 0, 0, -1)
	slices.SortStableFunc(c.found, func(a, b Problem) int {
		return 1000*(a.Err.Line-b.Err.Line) + a.Err.Column - b.Err.Column
	})
	return c.found
}

// reparse gives the places of elements; the source was valid when it was
// compiled.
func reparse(t *Template) *source {
	var raw rawTemplate
	s, err := decodeYAML(t.Source, t.file, &raw)
	if err != nil {
		return &source{name: t.file, src: t.Source, quotable: true}
	}
	s.quotable = true // it is a template, however it is written
	return s
}

type checker struct {
	t     *Template
	o     CheckOptions
	src   *source
	found []Problem
}

func (c *checker) add(e *element, key string, warning bool, format string, args ...any) {
	path := e.path
	if key != "" {
		path += "." + key
	}
	err := c.src.errorf(path, "%s: %s", e.id, fmt.Sprintf(format, args...))
	c.found = append(c.found, Problem{Warning: warning, Element: e.id, Err: err})
}

func inside(r, outer Rect) bool {
	return r.X >= outer.X && r.Y >= outer.Y && r.X+r.W <= outer.X+outer.W && r.Y+r.H <= outer.Y+outer.H
}

func intersects(a, b Rect) bool {
	return a.X < b.X+b.W && b.X < a.X+a.W && a.Y < b.Y+b.H && b.Y < a.Y+a.H
}

func (c *checker) area(els []element, area Rect, what string) {
	for i := range els {
		e := &els[i]
		if !inside(e.box, area) {
			key := "box"
			if e.rule != nil {
				key = "line"
			}
			c.add(e, key, false, "reaches off %s (%v x %v)", what, area.W, area.H)
		}
		if e.repeat != nil {
			c.area(e.repeat.elements, Rect{W: e.box.W, H: e.repeat.step}, "its row")
		}
	}
}

func (c *checker) overlaps(els []element) {
	for i := range els {
		a := &els[i]
		if a.repeat != nil {
			c.overlaps(a.repeat.elements)
		}
		for j := range els[:i] {
			b := &els[j]
			if intersects(a.box, b.box) && !mayOverlap(a, b) && !mayOverlap(b, a) && !exclusive(a.when, b.when) {
				c.add(a, "", false, "overlaps %s", b.id)
			}
		}
	}
}

// mayOverlap reports whether a may lie over b: rules and frames may meet and
// cross each other, and anything may stand inside an empty frame.
func mayOverlap(a, b *element) bool {
	line := func(e *element) bool { return e.rule != nil || e.frame != nil && !e.frame.filled }
	if line(a) && line(b) {
		return true
	}
	if b.frame != nil && !b.frame.filled {
		th := b.frame.thickness
		inner := Rect{b.box.X + th, b.box.Y + th, b.box.W - 2*th, b.box.H - 2*th}
		return inside(a.box, inner)
	}
	return false
}

func (c *checker) contents(els []element, dx, dy Length, row int) {
	l := layouter{m: worstCase{}, o: Options{Fonts: c.o.Fonts}}
	get := func(name string) string { return l.lookup(name, row) }
	for i := range els {
		e := &els[i]
		text := e.text
		if e.frame != nil {
			text = e.frame.text
		}
		switch {
		case text != nil:
			c.text(e, text, &l, get)
		case e.code != nil:
			c.code(e, &l, get)
		case e.repeat != nil:
			c.contents(e.repeat.elements, dx+e.box.X, dy+e.box.Y, 0)
			if m := e.repeat.more; m != nil {
				c.text(e, m, &l, func(name string) string { return l.lookup(name, e.repeat.max) })
			}
		}
	}
}

func (c *checker) text(e *element, t *textElement, l *layouter, get func(string) string) {
	if t.spec.min < minReadable {
		c.add(e, "size", true, "text of %v is hard to read on a 203 dpi head (at least %v)", t.spec.min, minReadable)
	}
	err := l.text(t, Meta{Element: e.id}, t.spec.box, get, func([]Text) {})
	var fe *FitError
	var me *font.MissingError
	switch {
	case errors.As(err, &fe):
		what := "its text"
		if len(fe.Fields) > 0 {
			what = "the longest " + strings.Join(fe.Fields, " + ")
		}
		c.add(e, "text", false, "%s (%d characters) does not fit %v x %v at %v", what, fe.Chars, fe.Box.W, fe.Box.H, fe.Min)
	case errors.As(err, &me):
		c.add(e, "text", false, "%v", me)
	case err != nil:
		c.add(e, "text", false, "%v", err)
	}
}

func (c *checker) code(e *element, l *layouter, get func(string) string) {
	var d Document
	code := *e.code
	switch code.kind {
	case symbol.GS1128, symbol.ITF, symbol.EAN13:
		// These hold digits of a shape that worstCase knows nothing of.
		if len(code.data.fields()) > 0 {
			code.data = pattern{parts: []patternPart{{literal: symbol.Worst(code.kind, 14, symbol.Digits)}}}
		}
	}
	err := l.code(&code, Meta{Element: e.id}, e.box, get, &d)
	if err != nil {
		c.add(e, "box", false, "%v", err)
		return
	}
	for _, it := range d.Items {
		s, ok := it.(Symbol)
		if !ok {
			continue
		}
		if !s.Code.TwoD() && s.Area.H < 5*Millimetre {
			c.add(e, "box", true, "bars of %v are low for hand scanners (at least 5 mm)", s.Area.H)
		}
		for _, dpi := range c.o.DPIs {
			var se *SymbolError
			if _, err := s.Place(dpi); errors.As(err, &se) {
				c.add(e, "box", false, "a %s of %d modules needs %v with its quiet zones at %d dpi", se.Kind, se.Modules, se.Need, dpi)
				break
			}
		}
	}
}
