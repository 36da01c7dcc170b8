package font

import (
	"errors"
	"fmt"
	"image"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/vector"

	"waybill/internal/bitmap"
)

// inkCoverage is the share of a dot, of 255, that an outline must cover to ink
// it. 112 (44 %) reads best for Noto Sans Medium at 16 to 24 dots an em, by the
// error rate of character recognition.
const inkCoverage = 112

const (
	// maxEm64 bounds the em: 4096 dots are 52 cm at 203 dpi.
	maxEm64 = 4096 << 6
	// maxGlyphDots and maxGlyphEms bound the area of one glyph's box, in dots
	// and in square ems, so that a damaged font cannot exhaust time or memory.
	maxGlyphDots = 1 << 25
	maxGlyphEms  = 64
	// maxCacheBytes bounds the glyphs that a Rasterizer keeps; a batch of
	// 500 labels needs less than 1 MB.
	maxCacheBytes = 16 << 20
)

// Rasterizer draws text as dots and keeps the glyphs it has drawn. It is not
// safe for concurrent use: each goroutine makes its own over a shared Set.
type Rasterizer struct {
	set    *Set
	cache  map[glyphKey]dots
	bytes  int
	buffer sfnt.Buffer
	vector vector.Rasterizer
	alpha  image.Alpha
}

type glyphKey struct {
	face int
	id   uint16
	bold bool
	px64 int
}

// dots is a drawn glyph. Its bitmap holds exactly the ink and is nil if there
// is none; at is its top left corner relative to the pen on the baseline.
type dots struct {
	bits *bitmap.Bitmap
	at   image.Point
}

// NewRasterizer returns a Rasterizer with an empty cache.
func NewRasterizer(s *Set) *Rasterizer {
	return &Rasterizer{set: s, cache: make(map[glyphKey]dots)}
}

// Draw inks one line of text, or clears its dots if erase is set (reversed
// text on a filled box). The pen starts at x64, in 1/64 dots, on the baseline
// between the rows baseline-1 and baseline; px64 is the em in 1/64 dots. Parts outside dst
// are clipped. Each glyph goes to the whole dot nearest to its exact place.
//
// Nothing is drawn if there is an error; a character that no face has is a
// *MissingError.
func (r *Rasterizer) Draw(dst *bitmap.Bitmap, x64, baseline, px64 int, bold bool, text string, erase bool) error {
	// First everything that can fail, so that no half line is left.
	if err := r.each(x64, px64, bold, text, func(int, dots) {}); err != nil {
		return err
	}
	return r.each(x64, px64, bold, text, func(x int, d dots) {
		if erase {
			dst.AndNot(d.bits, x+d.at.X, baseline+d.at.Y)
		} else {
			dst.Or(d.bits, x+d.at.X, baseline+d.at.Y)
		}
	})
}

// InkBounds returns the smallest rectangle that holds all dots Draw would ink,
// empty if there are none. Its arguments and errors are those of Draw.
func (r *Rasterizer) InkBounds(x64, baseline, px64 int, bold bool, text string) (image.Rectangle, error) {
	var ink image.Rectangle
	err := r.each(x64, px64, bold, text, func(x int, d dots) {
		at := d.at.Add(image.Pt(x, baseline))
		ink = ink.Union(image.Rectangle{Min: at, Max: at.Add(image.Pt(d.bits.W, d.bits.H))})
	})
	if err != nil {
		return image.Rectangle{}, err
	}
	return ink, nil
}

// each calls f with the whole-dot pen position of every inked glyph of a line.
func (r *Rasterizer) each(x64, px64 int, bold bool, text string, f func(x int, d dots)) error {
	if px64 <= 0 || px64 > maxEm64 {
		return fmt.Errorf("font: em of %d/64 dots", px64)
	}
	var pen Em
	for _, c := range text {
		g, ok := r.set.Glyph(c)
		if !ok {
			return &MissingError{Rune: c}
		}
		if g.Face != nil {
			d, err := r.glyph(g, px64, bold)
			if err != nil {
				return err
			}
			if d.bits != nil {
				f(penDot(x64, pen, px64), d)
			}
		}
		pen += g.Advance
	}
	return nil
}

// penDot rounds the pen, x64/64 + pen*px64/64000 dots, to the nearest dot.
// Integers keep the sum exact, so a long line does not drift.
func penDot(x64 int, pen Em, px64 int) int {
	return floorDiv(1000*x64+int(pen)*px64+32000, 64000)
}

func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// glyph returns the drawn glyph from the cache, or draws it.
func (r *Rasterizer) glyph(g Glyph, px64 int, bold bool) (dots, error) {
	key := glyphKey{face: g.Face.Index(), id: g.ID, bold: bold, px64: px64}
	if d, ok := r.cache[key]; ok {
		return d, nil
	}
	d, err := r.render(g, px64, bold)
	if err != nil {
		return dots{}, fmt.Errorf("font %s: U+%04X: %w", g.Face.Name(), g.Rune, err)
	}
	if r.bytes > maxCacheBytes {
		clear(r.cache)
		r.bytes = 0
	}
	const perEntry = 128 // key, struct and map overhead
	r.bytes += perEntry
	if d.bits != nil {
		r.bytes += len(d.bits.Bits)
	}
	r.cache[key] = d
	return d, nil
}

// render draws a glyph.
func (r *Rasterizer) render(g Glyph, px64 int, bold bool) (d dots, err error) {
	segments, err := g.Face.outline(&r.buffer, g.ID, px64)
	if err != nil {
		return dots{}, err
	}
	box := segments.Bounds()
	x0, y0 := box.Min.X.Floor(), box.Min.Y.Floor()
	w, h := box.Max.X.Ceil()-x0, box.Max.Y.Ceil()-y0
	if w <= 0 || h <= 0 {
		return dots{}, nil
	}
	area := min(maxGlyphDots, maxGlyphEms*(px64/64+1)*(px64/64+1))
	if w > area || h > area || w*h > area {
		return dots{}, errors.New("glyph is too large")
	}
	r.cover(segments, x0, y0, w, h)

	thick := 0
	if bold {
		thick = boldDots(px64)
	}
	b := bitmap.New(w+thick, h)
	for y := range h {
		row, coverage := b.Row(y), r.alpha.Pix[y*w:(y+1)*w]
		for x, c := range coverage {
			if c >= inkCoverage {
				row[x>>3] |= 0x80 >> (x & 7)
			}
		}
	}
	b = embolden(b, thick)
	ink := b.Ink()
	if ink.Empty() {
		return dots{}, nil
	}
	return dots{bits: b.Crop(ink), at: ink.Min.Add(image.Pt(x0, y0))}, nil
}

// cover computes into r.alpha how much of each dot of a box the outline covers.
func (r *Rasterizer) cover(segments sfnt.Segments, x0, y0, w, h int) {
	at := func(i int, s sfnt.Segment) (x, y float32) {
		return float32(int(s.Args[i].X)-x0<<6) / 64, float32(int(s.Args[i].Y)-y0<<6) / 64
	}
	v := &r.vector
	v.Reset(w, h)
	for _, s := range segments {
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			v.ClosePath()
			ax, ay := at(0, s)
			v.MoveTo(ax, ay)
		case sfnt.SegmentOpLineTo:
			ax, ay := at(0, s)
			v.LineTo(ax, ay)
		case sfnt.SegmentOpQuadTo:
			ax, ay := at(0, s)
			bx, by := at(1, s)
			v.QuadTo(ax, ay, bx, by)
		case sfnt.SegmentOpCubeTo:
			ax, ay := at(0, s)
			bx, by := at(1, s)
			cx, cy := at(2, s)
			v.CubeTo(ax, ay, bx, by, cx, cy)
		}
	}
	v.ClosePath()
	if cap(r.alpha.Pix) < w*h {
		r.alpha.Pix = make([]byte, w*h)
	}
	r.alpha.Pix = r.alpha.Pix[:w*h]
	r.alpha.Stride, r.alpha.Rect = w, image.Rect(0, 0, w, h)
	clear(r.alpha.Pix)
	v.Draw(&r.alpha, r.alpha.Rect, image.Opaque, image.Point{})
}

// boldDots returns how far bold text is thickened to the right: 1/24 em, at
// least a dot. Medium so thickened is near Noto's real Bold at 24 to 36 dots.
func boldDots(px64 int) int { return max(1, px64/(24<<6)) }

// embolden returns b smeared by n dots to the right. The n rightmost columns of
// b must be blank.
func embolden(b *bitmap.Bitmap, n int) *bitmap.Bitmap {
	if n == 0 {
		return b
	}
	thick := bitmap.New(b.W, b.H)
	for dx := range n + 1 {
		thick.Or(b, dx, 0)
	}
	return thick
}
