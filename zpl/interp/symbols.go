package interp

import (
	"image"
	"math"

	"waybill/internal/bitmap"
)

// defaultSymbol is the height of ^GS in dots where nothing says another.
const defaultSymbol = 24

// symbol draws ^GS: A to C are ®, © and ™, D and E the marks of two test
// laboratories, UL and CSA. Of several symbols the first is drawn; blanks
// before it move it. Sizes are those of Labelary's pictures.
func (p *Printer) symbol(data []byte, height, width int, r report) (drawn, bool) {
	if height == 0 && width == 0 {
		height, width = p.set.fontHeight, p.set.fontWidth
	}
	if height == 0 {
		height = width
	}
	if height == 0 {
		height = defaultSymbol
	}
	if width == 0 {
		width = height
	}
	blanks := 0
	for blanks < len(data) && data[blanks] == ' ' {
		blanks++
	}
	const most = 256
	if data = data[blanks:]; len(data) == 0 || blanks > most {
		return drawn{}, true
	}
	if len(data) > 1 {
		r("of several symbols the first is drawn")
	}
	left := blanks * width * 13 / 12
	if left+width > p.o.Limits.FieldDots/height {
		r("symbols of more than %d dots", p.o.Limits.FieldDots)
		return drawn{}, false
	}
	box := bitmap.New(left+width, height)
	if !p.mark(box, data[0], left, width, height) {
		r("a symbol that is none of A to E")
		return drawn{}, false
	}
	return drawn{box: box, base: height}, true
}

// mark draws one symbol into the cell at x.
func (p *Printer) mark(b *bitmap.Bitmap, c byte, x, w, h int) bool {
	part := func(n int, share float64) int { return max(1, int(math.Round(float64(n)*share))) }
	switch c {
	case 'A', 'B':
		rw, rh := part(w, .62), part(h, .62)
		ring(b, x, 0, rw, rh, part(h, .06))
		p.letters(b, map[byte]string{'A': "R", 'B': "C"}[c], x+rw/4, rh/5, rw-rw/2, rh-2*(rh/5))
	case 'C':
		p.letters(b, "TM", x, 0, part(w, .79), part(h, .41))
	case 'D':
		ring(b, x, 0, w, h, part(h, .06))
		p.letters(b, "UL", x+w/5, h/5, w-2*(w/5), part(h, .5))
	case 'E':
		rw := part(w, .9)
		ring(b, x, 0, rw, h, part(h, .11))
		p.letters(b, "CSA", x+rw/6, h/3, rw-2*(rw/6), h-2*(h/3))
	default:
		return false
	}
	return true
}

// ring draws an ellipse of w by h dots with a border of t.
func ring(b *bitmap.Bitmap, x, y, w, h, t int) {
	s := ellipse(w, h, t)
	for row := range h {
		left, right := s(row)
		drawRun(b, y+row, x+left.x0, x+left.x1, ink)
		drawRun(b, y+row, x+right.x0, x+right.x1, ink)
	}
}

// letters draws capitals so that they fill a box.
func (p *Printer) letters(b *bitmap.Bitmap, text string, x, y, w, h int) {
	quiet := func(string, ...any) {}
	// Capitals of font 0 are about three quarters of its height.
	d, ok := p.text.draw(textSpec{font: "0", height: h*4/3 + 1, width: 2 * w / len(text), text: text, direction: 'H'}, quiet)
	if !ok || d.box == nil {
		return
	}
	in := d.box.Ink()
	if in.Empty() {
		return
	}
	in = in.Intersect(image.Rect(in.Min.X, in.Min.Y, in.Min.X+w, in.Min.Y+h))
	g := d.box.Crop(in)
	b.Or(g, x+(w-g.W)/2, y+(h-g.H)/2)
}
