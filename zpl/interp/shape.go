package interp

import (
	"image"
	"math"

	"waybill/internal/bitmap"
)

// A shape draws row y of a line drawing as stretches of dots [x0, x1): a and b,
// empty where x0 >= x1. Frames are not made as bitmaps: a border around a
// whole label would be one of the whole label.
type shape func(y int) (a, b stretch)

type stretch struct{ x0, x1 int }

// frame is ^GB: a rectangle of w by h dots with a border of t, its corners
// rounded with radius r.
func frame(w, h, t int, r float64) shape {
	whole := 2*t >= w || 2*t >= h
	inner := max(0, r-float64(t))
	return func(y int) (stretch, stretch) {
		in := cornerInset(y, h, r)
		if whole || y < t || y >= h-t {
			return stretch{in, w - in}, stretch{}
		}
		x := t + cornerInset(y-t, h-2*t, inner)
		return stretch{in, x}, stretch{w - x, w - in}
	}
}

// cornerInset returns how far a corner of radius r takes row y of h rows in.
func cornerInset(y, h int, r float64) int {
	if r <= 0 {
		return 0
	}
	d := float64(min(y, h-1-y)) + 0.5
	if d >= r {
		return 0
	}
	return int(math.Round(r - math.Sqrt(r*r-(r-d)*(r-d))))
}

// ellipse is ^GE and, with w == h, ^GC: a border of t dots inside w by h.
func ellipse(w, h, t int) shape {
	whole := 2*t >= w || 2*t >= h
	return func(y int) (stretch, stretch) {
		out := chord(y, w, h)
		if whole || y < t || y >= h-t {
			return out, stretch{}
		}
		in := chord(y-t, w-2*t, h-2*t)
		if in.x0 >= in.x1 {
			return out, stretch{}
		}
		return stretch{out.x0, t + in.x0}, stretch{t + in.x1, out.x1}
	}
}

// chord returns the dots of row y whose middles are inside an ellipse.
func chord(y, w, h int) stretch {
	ry := float64(h) / 2
	d := (float64(y) + 0.5 - ry) / ry
	half := float64(w) / 2 * math.Sqrt(max(0, 1-d*d))
	x0 := int(math.Ceil(float64(w)/2 - half - 0.5))
	return stretch{x0, w - x0}
}

// diagonal is ^GD: a line of t dots in width through a box of w by h, up to
// the right or down to the right. It stands out of the box by t dots.
func diagonal(w, h, t int, down bool) shape {
	return func(y int) (stretch, stretch) {
		x := ((2*y+1)*w + h) / (2 * h)
		if !down {
			x = ((2*(h-1-y)+1)*w + h) / (2 * h)
		}
		return stretch{x, x + t}, stretch{}
	}
}

// drawShape puts a shape of h rows on the page.
func (p *Printer) drawShape(s shape, at image.Point, h int, m mode) {
	y0, y1 := max(0, -at.Y), min(h, p.page.H-at.Y)
	for y := y0; y < y1; y++ {
		a, b := s(y)
		if !p.spend(8 + (max(0, a.x1-a.x0)+max(0, b.x1-b.x0))/8) {
			return
		}
		drawRun(p.page, at.Y+y, at.X+a.x0, at.X+a.x1, m)
		drawRun(p.page, at.Y+y, at.X+b.x0, at.X+b.x1, m)
	}
}

func drawRun(b *bitmap.Bitmap, y, x0, x1 int, m mode) {
	x0, x1 = max(x0, 0), min(x1, b.W)
	if x0 >= x1 {
		return
	}
	switch m {
	case ink:
		b.Fill(x0, y, x1-x0, 1)
	case white:
		b.Clear(x0, y, x1-x0, 1)
	case flip:
		row := b.Row(y)
		for x := x0; x < x1; {
			if x&7 == 0 && x+8 <= x1 {
				row[x>>3] ^= 0xff
				x += 8
				continue
			}
			row[x>>3] ^= 0x80 >> (x & 7)
			x++
		}
	}
}

// setGraphic gives the open field something to draw. One that it has already
// is drawn first.
func (p *Printer) setGraphic(g *graphic) {
	f := &p.field
	if f.graphic != nil {
		p.drawGraphic(f)
	}
	f.touched, f.graphic = true, g
	p.label.printable = true
}

// drawGraphic draws what is no text and no code.
func (p *Printer) drawGraphic(f *field) {
	g := f.graphic
	f.graphic = nil
	shown := Field{Offset: g.e.offset, Command: g.e.name, Object: g.object, Width: g.w, Height: g.h}
	if g.dots != nil {
		box := p.place(f, drawn{box: g.dots, base: g.dots.H}, 'N', g.white, false)
		p.show(f, shown, 0, box)
		return
	}
	m := ink
	switch {
	case f.reverse || p.set.reverse:
		m = flip
	case g.white:
		m = white
	}
	at := p.origin(f)
	if f.justify == 1 {
		at.X -= g.w
	}
	if f.typeset {
		at.Y -= g.h
	}
	if m != white {
		p.label.inked(at.Add(image.Pt(g.w, g.h)))
	}
	p.drawShape(g.shape, at, g.h, m)
	p.show(f, shown, 0, image.Rect(at.X, at.Y, at.X+g.w, at.Y+g.h))
}

// The commands.

func graphicBox(p *Printer, e *entry) {
	a := p.parameters(e)
	t := a.dots(2, 1, 1, 32000)
	w, h := a.dots(0, t, 0, 32000), a.dots(1, t, 0, 32000)
	w, h = max(w, t), max(h, t)
	c := a.letter(3, 'B', "BW")
	r := float64(a.number(4, 0, 0, 8)) * float64(min(w, h)) / 16
	p.setGraphic(&graphic{e: e, shape: frame(w, h, t, r), w: w, h: h, white: c == 'W'})
}

func graphicCircle(p *Printer, e *entry) {
	a := p.parameters(e)
	d := a.dots(0, 3, 3, 4095)
	t := a.dots(1, 1, 1, 4095)
	c := a.letter(2, 'B', "BW")
	p.setGraphic(&graphic{e: e, shape: ellipse(d, d, t), w: d, h: d, white: c == 'W'})
}

func graphicEllipse(p *Printer, e *entry) {
	a := p.parameters(e)
	t := a.dots(2, 1, 1, 4095)
	w, h := a.dots(0, max(t, 3), 3, 4095), a.dots(1, max(t, 3), 3, 4095)
	c := a.letter(3, 'B', "BW")
	p.setGraphic(&graphic{e: e, shape: ellipse(w, h, t), w: w, h: h, white: c == 'W'})
}

func graphicDiagonal(p *Printer, e *entry) {
	a := p.parameters(e)
	t := a.dots(2, 1, 1, 32000)
	w, h := a.dots(0, max(t, 3), 1, 32000), a.dots(1, max(t, 3), 1, 32000)
	c := a.letter(3, 'B', "BW")
	v := a.value(4)
	down := len(v) > 0 && (v[0]|0x20 == 'l' || v[0] == '\\')
	p.setGraphic(&graphic{e: e, shape: diagonal(w, h, t, down), w: w, h: h, white: c == 'W'})
}
