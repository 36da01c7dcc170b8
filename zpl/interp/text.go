package interp

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"waybill/internal/bitmap"
	"waybill/zpl/internal/printerfont"
)

// A textline is characters in a row, placed.
type textline struct {
	glyphs []placed
	width  int // 1/64 dots: where the pen ends
}

// placed is a glyph with its pen in 1/64 dots from the line's beginning.
type placed struct {
	r   rune
	pen int
}

// draw returns the dots of a text field, false if there is nothing to draw.
func (t *typesetter) draw(s textSpec, r report) (drawn, bool) {
	f, ok := t.pick(s.font, s.height, s.width, hasHan(s.text), r)
	if !ok {
		return drawn{}, false
	}
	text := t.clean(s.text, r)
	t.sayMissing(&f, text, r)
	switch {
	case s.block != nil && s.block.clip:
		return t.drawClipped(&f, text, s, r)
	case s.block != nil:
		return t.drawBlock(&f, text, s, r)
	case s.direction == 'V':
		return t.drawDown(&f, text, s, r)
	}
	if s.direction == 'R' {
		text = backwards(text)
	}
	line := t.line(&f, text, s.gap)
	c := t.newCanvas(&f, r)
	c.line(line, 0, f.Base)
	return c.finish(dotsUp(line.width), f.Height, f.Base)
}

// clean returns text in normal form C, so that letters with marks are single
// characters where Unicode has them, without control characters, which print
// nothing.
func (t *typesetter) clean(text string, r report) string {
	text = norm.NFC.String(strings.ToValidUTF8(text, "\ufffd"))
	if strings.IndexFunc(text, unicode.IsControl) < 0 {
		return text
	}
	r("control characters in text print nothing")
	return strings.Map(func(c rune) rune {
		if unicode.IsControl(c) {
			return -1
		}
		return c
	}, text)
}

// sayMissing reports every character that no font has, once each.
func (t *typesetter) sayMissing(f *printerfont.Sized, text string, r report) {
	var said map[rune]bool
	for _, c := range text {
		if c < unicode.MaxASCII && c > ' ' || said[c] || !f.Glyph(c, 0).Missing {
			continue
		}
		if said == nil {
			said = map[rune]bool{}
		}
		said[c] = true
		if c == unicode.ReplacementChar {
			r("bytes that are no character of the set chosen by ^CI: a box is drawn")
		} else {
			r("no font has U+%04X: a box is drawn", c)
		}
	}
}

// backwards returns text with its characters in reverse order, each with the
// marks on it (^FPR).
func backwards(text string) string {
	runes := []rune(text)
	out := make([]rune, 0, len(runes))
	for end := len(runes); end > 0; {
		start := end - 1
		for start > 0 && isMark(runes[start]) {
			start--
		}
		out = append(out, runes[start:end]...)
		end = start
	}
	return string(out)
}

func isMark(r rune) bool { return unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Me, r) }

// line places the characters of text in a row. Between two of them gap dots
// are added (^FP).
func (t *typesetter) line(f *printerfont.Sized, text string, gap int) textline {
	var l textline
	last := 0 // advance of the character that a mark stands on
	for _, c := range text {
		g := f.Glyph(c, 0)
		if isMark(c) && len(l.glyphs) > 0 {
			pen := l.width - last
			if g.Bits != nil {
				// Over the middle of the character before.
				pen += (last-g.Bits.W<<6)/2 - g.X<<6
			}
			l.glyphs = append(l.glyphs, placed{c, pen})
			continue
		}
		if len(l.glyphs) > 0 && g.Advance != 0 {
			l.width += gap << 6
		}
		l.glyphs = append(l.glyphs, placed{c, l.width})
		l.width += g.Advance
		if g.Advance != 0 {
			last = g.Advance
		}
	}
	return l
}

// advance returns the width of one character in 1/64 dots, without gaps.
func advance(f *printerfont.Sized, c rune) int {
	if isMark(c) {
		return 0
	}
	return f.Glyph(c, 0).Advance
}

// drawDown draws characters one below the other, upright, in the middle of a
// column (^FPV).
func (t *typesetter) drawDown(f *printerfont.Sized, text string, s textSpec, r report) (drawn, bool) {
	wide := 0
	for _, c := range text {
		wide = max(wide, advance(f, c))
	}
	c := t.newCanvas(f, r)
	y := 0
	for runes := []rune(text); len(runes) > 0; {
		n := 1
		for n < len(runes) && isMark(runes[n]) {
			n++
		}
		l := t.line(f, string(runes[:n]), 0)
		runes = runes[n:]
		c.line(l, (wide-l.width)/2, y+f.Base)
		y += f.Height + s.gap
	}
	return c.finish(dotsUp(wide), max(y-s.gap, f.Height), f.Base)
}

// dotsUp turns 1/64 dots into whole ones, rounded up.
func dotsUp(x64 int) int { return (x64 + 63) >> 6 }

// A canvas collects glyphs before it is known how far they reach.
type canvas struct {
	font                     *printerfont.Sized
	report                   report
	most                     int // dots
	glyphs                   []inked
	left, top, right, bottom int
}

// inked is a glyph at its place on the canvas.
type inked struct {
	bits *bitmap.Bitmap
	x, y int
}

func (t *typesetter) newCanvas(f *printerfont.Sized, r report) *canvas {
	return &canvas{font: f, report: r, most: t.fieldDots}
}

// line puts a line on the canvas, x64 in 1/64 dots.
func (c *canvas) line(l textline, x64, baseline int) {
	for _, p := range l.glyphs {
		at := x64 + p.pen
		g := c.font.Glyph(p.r, at&63)
		if g.Bits == nil {
			continue
		}
		x := at >> 6
		if !c.font.Fine() {
			x = (at + 32) >> 6
		}
		c.put(g.Bits, x+g.X, baseline+g.Y)
	}
}

func (c *canvas) put(b *bitmap.Bitmap, x, y int) {
	c.reach(x, y, x+b.W, y+b.H)
	c.glyphs = append(c.glyphs, inked{b, x, y})
}

// finish draws what was collected. The cell of w by h dots is what the field
// takes on the label; ink may reach over it. The box holds the whole cell.
func (c *canvas) finish(w, h, base int) (drawn, bool) {
	c.reach(0, 0, w, h)
	return c.cut(w, h, base)
}

// reach makes the box hold a rectangle.
func (c *canvas) reach(left, top, right, bottom int) {
	if c.right == c.left || c.bottom == c.top {
		c.left, c.top, c.right, c.bottom = left, top, right, bottom
		return
	}
	c.left, c.top = min(c.left, left), min(c.top, top)
	c.right, c.bottom = max(c.right, right), max(c.bottom, bottom)
}

// cut is finish for cells that may be much larger than what stands in them:
// the box holds the ink only.
func (c *canvas) cut(w, h, base int) (drawn, bool) {
	across, down := c.right-c.left, c.bottom-c.top
	if across > c.most/max(down, 1) {
		c.report("text of %d by %d dots is larger than a field may be", across, down)
		return drawn{}, false
	}
	d := drawn{box: bitmap.New(across, down), base: base}
	for _, g := range c.glyphs {
		d.box.Or(g.bits, g.x-c.left, g.y-c.top)
	}
	lead := c.font.Lead
	d.over = margins{left: lead - c.left, top: -c.top, right: c.right - w - lead, bottom: c.bottom - h}
	return d, true
}
