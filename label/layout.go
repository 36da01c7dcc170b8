package label

import (
	"fmt"
	"image"
	"strconv"
	"strings"

	"waybill/internal/symbol"
	"waybill/masking"
)

// Options of a layout.
type Options struct {
	Fonts  *Fonts                 // needed
	Copies int                    // identical copies, 0 = 1
	Images map[string]image.Image // pictures for a template's image slots
}

// Layout lays out one masked shipment. Every string and every symbol's data
// has passed the leak gate when it returns without an error.
//
// Errors: *FitError (text too long for its box at the smallest size),
// *TooManyError (more items than rows), *BarHeightError (no room for bars),
// *DataError (data that the bar code cannot hold) and *MissingGlyphError, both
// wrapped with the element, *LeakError, ErrNotMasked. A bar code that is too
// wide is found by the outputs, which know the dots: *SymbolError.
func Layout(t *Template, m masking.Masked, o Options) (*Document, error) {
	if m.IsZero() {
		return nil, ErrNotMasked
	}
	l := layouter{m: m, o: o}
	d := &Document{Template: t.Name, Size: t.Media, Copies: max(o.Copies, 1)}
	d.WaybillNo, _ = m.Field("waybill_no")
	if err := l.elements(t.elements, 0, 0, -1, d); err != nil {
		return nil, err
	}
	if err := Gate(d, m.Secrets().Find); err != nil {
		return nil, err
	}
	return d, nil
}

// FitError says that a text does not fit its element at the smallest size.
type FitError struct {
	Element string
	Fields  []string // that the text is made of
	Chars   int      // length of the text
	Box     Rect
	Min     Length // smallest size allowed
}

func (e *FitError) Error() string {
	s := fmt.Sprintf("element %s: %d characters do not fit %v x %v at the smallest size %v",
		e.Element, e.Chars, e.Box.W, e.Box.H, e.Min)
	if len(e.Fields) > 0 {
		s += " (" + strings.Join(e.Fields, ", ") + ")"
	}
	return s
}

// BarHeightError says that the readable text of a bar code leaves its bars no
// height.
type BarHeightError struct {
	Element string
	Kind    string
	Have    Length // height of the area
	Text    Length // height of the text and the gap
}

func (e *BarHeightError) Error() string {
	return fmt.Sprintf("element %s: no room for the bars of a %s: its text takes %v of %v", e.Element, e.Kind, e.Text, e.Have)
}

// TooManyError says that a repeat has more rows than room.
type TooManyError struct {
	Element   string
	Have, Max int
}

func (e *TooManyError) Error() string {
	return fmt.Sprintf("element %s: %d items, room for %d", e.Element, e.Have, e.Max)
}

// fieldSource is what layout asks of a record. A masking.Masked is one; the
// template check uses its own with the longest values.
type fieldSource interface {
	Field(name string) (string, bool)
	Items() int
}

type layouter struct {
	m fieldSource
	o Options
}

// lookup returns a field's masked value; row is the repeat's row or -1.
func (l *layouter) lookup(name string, row int) string {
	if rest, ok := strings.CutPrefix(name, "item."); ok {
		switch rest {
		case "n":
			return strconv.Itoa(row + 1)
		case "count":
			return strconv.Itoa(l.m.Items())
		case "rest": // rows that "more" stands for: all from this one on
			return strconv.Itoa(l.m.Items() - row)
		}
		name = "items." + strconv.Itoa(row) + "." + rest
	} else if slot, ok := strings.CutPrefix(name, "image."); ok {
		if l.o.Images[slot] != nil {
			return "1"
		}
		return ""
	}
	v, _ := l.m.Field(name)
	return v
}

func (l *layouter) elements(els []element, dx, dy Length, row int, d *Document) error {
	get := func(name string) string { return l.lookup(name, row) }
	for i := range els {
		e := &els[i]
		if e.when != nil && !e.when.Eval(get) {
			continue
		}
		info := Meta{Element: e.id, Static: e.static() && row < 0}
		r := Rect{e.box.X + dx, e.box.Y + dy, e.box.W, e.box.H}
		var err error
		switch {
		case e.rule != nil:
			d.Items = append(d.Items, Line{Info: info, R: r, Dash: e.rule.dash})
		case e.text != nil:
			err = l.text(e.text, info, r, get, func(ts []Text) {
				for _, t := range ts {
					d.Items = append(d.Items, t)
				}
			})
		case e.frame != nil:
			err = l.frame(e, info, r, get, d)
		case e.code != nil:
			err = l.code(e.code, info, r, get, d)
		case e.pic != nil:
			l.image(e.pic, info, r, d)
		case e.repeat != nil:
			err = l.repeat(e, dx, dy, d)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (l *layouter) text(t *textElement, info Meta, r Rect, get func(string) string, emit func([]Text)) error {
	s, ok := t.pattern.expand(get)
	if !ok || s == "" {
		return nil
	}
	spec := t.spec
	spec.box = r
	lines, fits, err := fit(l.o.Fonts, s, spec)
	if err != nil {
		return fmt.Errorf("element %s: %w", info.Element, err)
	}
	if !fits {
		return &FitError{Element: info.Element, Fields: t.pattern.fields(), Chars: len([]rune(s)), Box: r, Min: spec.min}
	}
	for i := range lines {
		lines[i].Info = info
	}
	emit(lines)
	return nil
}

func (l *layouter) frame(e *element, info Meta, r Rect, get func(string) string, d *Document) error {
	f := e.frame
	b := Box{Info: info, R: r, Thickness: f.thickness, Filled: f.filled}
	if f.text != nil {
		empty := true
		inner := f.text.spec.box
		inner.X, inner.Y = inner.X+r.X-e.box.X, inner.Y+r.Y-e.box.Y
		err := l.text(f.text, info, inner, get, func(ts []Text) { b.Knockout, empty = ts, false })
		if err != nil || empty {
			return err
		}
	}
	d.Items = append(d.Items, b)
	return nil
}

func (l *layouter) code(c *codeElement, info Meta, r Rect, get func(string) string, d *Document) error {
	data, ok := c.data.expand(get)
	if !ok || data == "" {
		return nil
	}
	code, err := symbol.Encode(c.kind, data, symbol.Options{Level: c.level})
	if err != nil {
		return fmt.Errorf("element %s: %w", info.Element, err)
	}
	s := Symbol{Info: info, Area: r, Code: code, Module: c.module, MinModule: c.minModule, Align: c.align}
	if c.hri != nil && code.Text != "" {
		h := c.hri
		text := grouped(code.Text, h.group)
		spec := textSpec{box: r, min: h.min, max: h.size, bold: h.bold, align: Center, maxLines: 1, lineHeight: 1}
		spec.box.H = h.size
		s.Area.H -= h.size + h.gap
		if h.above {
			s.Area.Y += h.size + h.gap
		} else {
			spec.box.Y = r.Y + r.H - h.size
		}
		if s.Area.H <= 0 {
			return &BarHeightError{Element: info.Element, Kind: string(c.kind), Have: r.H, Text: h.size + h.gap}
		}
		// The text centres on the bars, not on the area.
		nominal := Length(code.W+code.Quiet.Left+code.Quiet.Right) * c.module
		if nominal < r.W {
			spec.box.W = nominal
			switch c.align {
			case Center:
				spec.box.X += (r.W - nominal) / 2
			case Right:
				spec.box.X += r.W - nominal
			}
		}
		lines, fits, err := fit(l.o.Fonts, text, spec)
		if err != nil {
			return fmt.Errorf("element %s: %w", info.Element, err)
		}
		if !fits {
			return &FitError{Element: info.Element, Fields: c.data.fields(), Chars: len(text), Box: spec.box, Min: h.min}
		}
		for _, t := range lines {
			t.Info = info
			d.Items = append(d.Items, t)
		}
	}
	d.Items = append(d.Items, s)
	return nil
}

// grouped puts a blank after every n characters.
func grouped(s string, n int) string {
	if n <= 0 {
		return s
	}
	var b strings.Builder
	for i, r := range s {
		if i > 0 && i%n == 0 {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
	}
	return b.String()
}

func (l *layouter) image(p *imageElement, info Meta, r Rect, d *Document) {
	pic := p.pic
	if p.slot != "" {
		pic = l.o.Images[p.slot]
	}
	if pic == nil {
		return
	}
	d.Items = append(d.Items, Image{Info: info, R: contain(r, pic.Bounds()), Pic: pic, Dither: p.dither})
}

// contain centres a picture of the given proportions in r.
func contain(r Rect, pic image.Rectangle) Rect {
	w, h := r.W, Length(int64(r.W)*int64(pic.Dy())/int64(max(pic.Dx(), 1)))
	if h > r.H {
		w, h = Length(int64(r.H)*int64(pic.Dx())/int64(max(pic.Dy(), 1))), r.H
	}
	return Rect{r.X + (r.W-w)/2, r.Y + (r.H-h)/2, w, h}
}

func (l *layouter) repeat(e *element, dx, dy Length, d *Document) error {
	n, rows, rep := l.m.Items(), l.m.Items(), e.repeat
	if n > rep.max {
		if rep.more == nil {
			return &TooManyError{Element: e.id, Have: n, Max: rep.max}
		}
		rows = rep.max - 1
	}
	x, y := e.box.X+dx, e.box.Y+dy
	for i := range rows {
		if err := l.elements(rep.elements, x, y+Length(i)*rep.step, i, d); err != nil {
			return err
		}
	}
	if rows == n {
		return nil
	}
	get := func(name string) string { return l.lookup(name, rows) }
	r := rep.more.spec.box
	r.X, r.Y = r.X+x, r.Y+y+Length(rows)*rep.step
	return l.text(rep.more, Meta{Element: e.id + ".more"}, r, get, func(ts []Text) {
		for _, t := range ts {
			d.Items = append(d.Items, t)
		}
	})
}
