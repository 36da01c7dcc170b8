package interp

import (
	"math"

	"waybill/internal/bitmap"
)

// symbol draws ^GS: A to C are ®, © and ™, D and E the marks of two test
// laboratories, UL and CSA.
func (p *Printer) symbol(data []byte, height, width int, r report) (drawn, bool) {
	if height == 0 && width == 0 {
		height, width = p.set.fontHeight, p.set.fontWidth
	}
	if height == 0 {
		height = width
	}
	if width == 0 {
		width = height
	}
	if height == 0 {
		height, width = 12, 12
	}
	const most = 256
	if len(data) > most {
		r("more than %d symbols: the rest is left out", most)
		data = data[:most]
	}
	if width > p.o.Limits.FieldDots/height/max(1, len(data)) {
		r("symbols of more than %d dots", p.o.Limits.FieldDots)
		return drawn{}, false
	}
	box := bitmap.New(width*len(data), height)
	known := true
	for i, c := range data {
		if b := p.mark(c, width, height, r); b != nil {
			box.Or(b, i*width+(width-b.W)/2, (height-b.H)/2)
		} else if c != ' ' {
			known = false
		}
	}
	if !known {
		r("a symbol that is none of A to E")
	}
	return drawn{box: box, base: height * 3 / 4}, len(data) > 0
}

// mark draws one symbol in a cell.
func (p *Printer) mark(c byte, w, h int, r report) *bitmap.Bitmap {
	var text string
	size, ring := 0.6, true
	switch c {
	case 'A':
		text = "R"
	case 'B':
		text = "C"
	case 'C':
		text, size, ring = "TM", 0.5, false
	case 'D':
		text, size = "UL", 0.5
	case 'E':
		text, size = "CSA", 0.35
	default:
		return nil
	}
	b := bitmap.New(w, h)
	d := min(w, h)
	if ring {
		t := max(1, d/14)
		s := ellipse(d, d, t)
		for y := range d {
			left, right := s(y)
			drawRun(b, y+(h-d)/2, left.x0+(w-d)/2, left.x1+(w-d)/2, ink)
			drawRun(b, y+(h-d)/2, right.x0+(w-d)/2, right.x1+(w-d)/2, ink)
		}
	}
	glyph, ok := p.text.draw(textSpec{font: "0", height: max(8, int(math.Round(float64(d)*size))), text: text, direction: 'H'}, r)
	if !ok || glyph.box == nil {
		return b
	}
	in := glyph.box.Ink()
	if in.Empty() {
		return b
	}
	g := glyph.box.Crop(in)
	y := (h - g.H) / 2
	if !ring {
		y = h / 8
	}
	b.Or(g, (w-g.W)/2, y)
	return b
}
