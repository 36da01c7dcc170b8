package bitmap

import (
	"image"
	"image/color"
	"math/rand/v2"
	"testing"
)

// A picture is the naive model of a Bitmap: one bool a dot.
type picture struct {
	w, h int
	dots []bool
}

func newPicture(w, h int) *picture { return &picture{w, h, make([]bool, w*h)} }

func (p *picture) at(x, y int) bool {
	return x >= 0 && y >= 0 && x < p.w && y < p.h && p.dots[y*p.w+x]
}

func (p *picture) set(x, y int, ink bool) {
	if x >= 0 && y >= 0 && x < p.w && y < p.h {
		p.dots[y*p.w+x] = ink
	}
}

func (p *picture) rect(x, y, w, h int, ink bool) {
	for yy := y; yy < y+h; yy++ {
		for xx := x; xx < x+w; xx++ {
			p.set(xx, yy, ink)
		}
	}
}

func (p *picture) combine(src *picture, x, y int, ink bool) {
	for sy := range src.h {
		for sx := range src.w {
			if src.at(sx, sy) {
				p.set(x+sx, y+sy, ink)
			}
		}
	}
}

func (p *picture) crop(r image.Rectangle) *picture {
	r = r.Intersect(image.Rect(0, 0, p.w, p.h))
	c := newPicture(r.Dx(), r.Dy())
	for y := range c.h {
		for x := range c.w {
			c.set(x, y, p.at(r.Min.X+x, r.Min.Y+y))
		}
	}
	return c
}

func (p *picture) scale(nx, ny int) *picture {
	s := newPicture(p.w*nx, p.h*ny)
	for y := range s.h {
		for x := range s.w {
			s.set(x, y, p.at(x/nx, y/ny))
		}
	}
	return s
}

func (p *picture) ink() image.Rectangle {
	var r image.Rectangle
	for y := range p.h {
		for x := range p.w {
			if p.at(x, y) {
				r = r.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return r
}

// check compares b with its model dot by dot, and the invariant that bits
// right of W are 0.
func check(t *testing.T, what string, b *Bitmap, p *picture) {
	t.Helper()
	if b.W != p.w || b.H != p.h || b.Stride != (b.W+7)/8 || len(b.Bits) != b.Stride*b.H {
		t.Fatalf("%s: %dx%d stride %d with %d bytes, want %dx%d", what, b.W, b.H, b.Stride, len(b.Bits), p.w, p.h)
	}
	n := 0
	for y := range p.h {
		for x := range p.w {
			if b.At(x, y) != p.at(x, y) {
				t.Fatalf("%s: %dx%d dot %d,%d is %v", what, b.W, b.H, x, y, b.At(x, y))
			}
			if p.at(x, y) {
				n++
			}
		}
	}
	if b.Count() != n {
		t.Fatalf("%s: %d bits for %d dots: ink right of the edge", what, b.Count(), n)
	}
}

func random(rng *rand.Rand, w, h int) (*Bitmap, *picture) {
	b, p := New(w, h), newPicture(w, h)
	density := rng.IntN(5)
	for y := range h {
		for x := range w {
			ink := rng.IntN(4) < density
			b.Set(x, y, ink)
			p.set(x, y, ink)
		}
	}
	return b, p
}

// step does one random operation to both and compares.
func step(t *testing.T, rng *rand.Rand, b *Bitmap, p *picture) (*Bitmap, *picture) {
	t.Helper()
	x, y := rng.IntN(2*b.W+40)-b.W/2-20, rng.IntN(2*b.H+10)-b.H/2-5
	w, h := rng.IntN(b.W+30)-5, rng.IntN(b.H+10)-2
	what := ""
	switch rng.IntN(7) {
	case 0:
		what = "fill"
		b.Fill(x, y, w, h)
		p.rect(x, y, w, h, true)
	case 1:
		what = "clear"
		b.Clear(x, y, w, h)
		p.rect(x, y, w, h, false)
	case 2, 3:
		what = "or"
		sb, sp := random(rng, rng.IntN(40), rng.IntN(10))
		b.Or(sb, x, y)
		p.combine(sp, x, y, true)
	case 4:
		what = "and not"
		sb, sp := random(rng, rng.IntN(40), rng.IntN(10))
		b.AndNot(sb, x, y)
		p.combine(sp, x, y, false)
	case 5:
		r := image.Rect(x, y, x+w, y+h)
		check(t, "crop", b.Crop(r), p.crop(r))
	case 6:
		nx, ny := 1+rng.IntN(5), 1+rng.IntN(3)
		check(t, "scale", b.ScaleXY(nx, ny), p.scale(nx, ny))
	}
	check(t, what, b, p)
	if b.Ink() != p.ink() {
		t.Fatalf("after %s: ink %v, want %v", what, b.Ink(), p.ink())
	}
	return b, p
}

func TestOperationsAgainstNaive(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 400 {
		b, p := random(rng, rng.IntN(70), rng.IntN(20))
		for range 12 {
			b, p = step(t, rng, b, p)
		}
	}
}

func FuzzOperations(f *testing.F) {
	f.Add(uint64(1), uint8(17), uint8(5))
	f.Add(uint64(2), uint8(8), uint8(1))
	f.Fuzz(func(t *testing.T, seed uint64, w, h uint8) {
		rng := rand.New(rand.NewPCG(seed, 0))
		b, p := random(rng, int(w), int(h%32))
		for range 6 {
			b, p = step(t, rng, b, p)
		}
	})
}

func TestSetOutside(t *testing.T) {
	b := New(9, 2)
	for _, p := range []image.Point{{-1, 0}, {9, 0}, {0, -1}, {0, 2}, {15, 1}} {
		b.Set(p.X, p.Y, true)
		if b.At(p.X, p.Y) {
			t.Errorf("ink at %v outside", p)
		}
	}
	if b.Count() != 0 {
		t.Error("ink outside reached the bits")
	}
}

func TestEqual(t *testing.T) {
	a, b := New(9, 2), New(9, 2)
	a.Set(8, 1, true)
	if a.Equal(b) {
		t.Error("a dot more is equal")
	}
	b.Set(8, 1, true)
	if !a.Equal(b) {
		t.Error("same dots are not equal")
	}
	if New(8, 2).Equal(New(7, 2)) {
		t.Error("another width of the same stride is equal")
	}
}

func TestPaletted(t *testing.T) {
	b := New(11, 3)
	b.Set(10, 2, true)
	p := b.Paletted()
	for y := range 3 {
		for x := range 11 {
			want := color.Gray16{0xffff}
			if b.At(x, y) {
				want = color.Gray16{0}
			}
			if got := color.Gray16Model.Convert(p.At(x, y)); got != want {
				t.Errorf("%d,%d is %v", x, y, got)
			}
		}
	}
}

func TestScaleBelowOne(t *testing.T) {
	for _, n := range []int{0, -3} {
		if s := New(5, 5).Scale(n); s.W != 0 || s.H != 0 {
			t.Errorf("scale %d: %dx%d", n, s.W, s.H)
		}
	}
}

func BenchmarkScale(b *testing.B) {
	src, _ := random(rand.New(rand.NewPCG(1, 1)), 177, 1)
	for b.Loop() {
		src.ScaleXY(2, 120)
	}
}

func BenchmarkOr(b *testing.B) {
	page := New(800, 1200)
	glyph, _ := random(rand.New(rand.NewPCG(1, 1)), 40, 40)
	for b.Loop() {
		page.Or(glyph, 123, 456)
	}
}
