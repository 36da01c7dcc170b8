package pdf

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"waybill/internal/font"
	"waybill/label"
)

// line is a line of text as it will be drawn.
type line struct {
	label.Text
	drawn string // what the runs show: without invisible characters
	runs  []run
}

// run is a part of a line that one face draws in one way.
type run struct {
	face   int
	x      font.Em // from the line's start
	text   []rune
	glyphs []glyph
	mask   bool // drawn as a picture
}

// typeset finds the glyphs of all texts of the document, in drawing order.
func (w *Writer) typeset(j *job) error {
	add := func(texts ...label.Text) error {
		for _, t := range texts {
			l, late, err := w.line(t)
			if err != nil {
				return fmt.Errorf("pdf: element %s: %w", t.Info.Element, err)
			}
			j.late = j.late || late
			j.lines = append(j.lines, l)
		}
		return nil
	}
	for _, item := range j.doc.Items {
		var err error
		switch item := item.(type) {
		case label.Text:
			err = add(item)
		case label.Box:
			if item.Filled {
				err = add(item.Knockout...)
			}
		case label.Line, label.Symbol, label.Image:
		default:
			err = fmt.Errorf("pdf: element %s: cannot draw a %T", item.Meta().Element, item)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// line finds the glyphs of a text. late tells that it has characters above
// U+FFFF, whose codes only Append can give.
func (w *Writer) line(t label.Text) (l line, late bool, err error) {
	l.Text = t
	left := utf8.RuneCountInString(t.String)
	var drawn strings.Builder
	drawn.Grow(len(t.String))
	var x font.Em
	for _, r := range t.String {
		g, ok := w.fonts.Glyph(r)
		if !ok {
			return line{}, false, &font.MissingError{Rune: r}
		}
		if g.Face != nil {
			mask := !w.faces[g.Face.Index()].embeddable()
			n := len(l.runs)
			if n == 0 || l.runs[n-1].face != g.Face.Index() || l.runs[n-1].mask != mask {
				l.runs = append(l.runs, run{face: g.Face.Index(), x: x, mask: mask,
					text: make([]rune, 0, left), glyphs: make([]glyph, 0, left)})
				n++
			}
			last := &l.runs[n-1]
			last.text = append(last.text, g.Rune)
			last.glyphs = append(last.glyphs, glyph{g.ID, g.Advance})
			late = late || !mask && g.Rune > 0xFFFF
			drawn.WriteRune(g.Rune)
		}
		x += g.Advance
		left--
	}
	l.drawn = drawn.String()
	return l, late, nil
}

// whole reports whether one string operator shows all of the line.
func (l *line) whole() bool { return len(l.runs) == 1 && !l.runs[0].mask }
