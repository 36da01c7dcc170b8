// Package bitmap is the 1-bit picture that every dot-based output shares.
// It stands below all floors: it imports nothing of this module.
package bitmap

import (
	"image"
	"image/color"
	"math/bits"
)

// Bitmap is a 1-bit picture: rows of Stride bytes, most significant bit
// leftmost, 1 = ink. Bits right of W in the last byte of a row are 0.
type Bitmap struct {
	W, H   int // dots
	Stride int // bytes per row, (W+7)/8
	Bits   []byte
}

// New returns a blank bitmap of w by h dots.
func New(w, h int) *Bitmap {
	stride := (w + 7) / 8
	return &Bitmap{W: w, H: h, Stride: stride, Bits: make([]byte, stride*h)}
}

// Row returns the bytes of row y.
func (b *Bitmap) Row(y int) []byte { return b.Bits[y*b.Stride : (y+1)*b.Stride] }

// At reports whether the dot is inked; outside it is not.
func (b *Bitmap) At(x, y int) bool {
	if x < 0 || y < 0 || x >= b.W || y >= b.H {
		return false
	}
	return b.Bits[y*b.Stride+x>>3]&(0x80>>(x&7)) != 0
}

// Set inks or clears one dot; outside it does nothing.
func (b *Bitmap) Set(x, y int, ink bool) {
	if x < 0 || y < 0 || x >= b.W || y >= b.H {
		return
	}
	p := &b.Bits[y*b.Stride+x>>3]
	if ink {
		*p |= 0x80 >> (x & 7)
	} else {
		*p &^= 0x80 >> (x & 7)
	}
}

// span applies f to each byte of the clipped rectangle with the mask of the
// bits that lie inside.
func (b *Bitmap) span(x, y, w, h int, f func(p *byte, mask byte)) {
	x1, y1 := min(x+w, b.W), min(y+h, b.H)
	x, y = max(x, 0), max(y, 0)
	if x >= x1 || y >= y1 {
		return
	}
	first, last := x>>3, (x1-1)>>3
	lm, rm := byte(0xff)>>(x&7), byte(0xff)<<(7-(x1-1)&7)
	for ; y < y1; y++ {
		row := b.Row(y)
		if first == last {
			f(&row[first], lm&rm)
			continue
		}
		f(&row[first], lm)
		for i := first + 1; i < last; i++ {
			f(&row[i], 0xff)
		}
		f(&row[last], rm)
	}
}

// Fill inks a rectangle, clipped.
func (b *Bitmap) Fill(x, y, w, h int) {
	b.span(x, y, w, h, func(p *byte, m byte) { *p |= m })
}

// Clear blanks a rectangle, clipped.
func (b *Bitmap) Clear(x, y, w, h int) {
	b.span(x, y, w, h, func(p *byte, m byte) { *p &^= m })
}

// Or draws src with its top left corner at x, y, clipped.
func (b *Bitmap) Or(src *Bitmap, x, y int) {
	b.rows(src, x, y, func(dst []byte, v byte, i int) { dst[i] |= v }, orRow)
}

// AndNot clears the dots that src inks, with its corner at x, y, clipped.
func (b *Bitmap) AndNot(src *Bitmap, x, y int) {
	b.rows(src, x, y, func(dst []byte, v byte, i int) { dst[i] &^= v }, andNotRow)
}

// rows combines src into b row by row. inner does the rows of a bitmap that
// lies wholly inside, the usual case; edge does single bytes of one that has
// to be clipped.
func (b *Bitmap) rows(src *Bitmap, x, y int, edge func(dst []byte, v byte, i int), inner func(dst, src []byte, shift uint)) {
	off, shift := x>>3, uint(x&7) // off is floor(x/8) also for negative x
	from, to := max(0, -y), min(src.H, b.H-y)
	if x >= 0 && x+src.W <= b.W {
		for sy := from; sy < to; sy++ {
			inner(b.Row(y + sy)[off:], src.Row(sy), shift)
		}
		return
	}
	lastMask := byte(0xff)
	if r := b.W & 7; r != 0 {
		lastMask = 0xff << (8 - r)
	}
	for sy := from; sy < to; sy++ {
		dst := b.Row(y + sy)
		put := func(i int, v byte) {
			if i < 0 || i >= len(dst) {
				return
			}
			if i == len(dst)-1 {
				v &= lastMask
			}
			edge(dst, v, i)
		}
		for i, v := range src.Row(sy) {
			put(off+i, v>>shift)
			put(off+i+1, v<<(8-shift)) // nothing where shift is 0
		}
	}
}

func orRow(dst, src []byte, shift uint) {
	var carry byte
	for i, v := range src {
		dst[i] |= carry | v>>shift
		carry = v << (8 - shift)
	}
	if carry != 0 {
		dst[len(src)] |= carry
	}
}

func andNotRow(dst, src []byte, shift uint) {
	var carry byte
	for i, v := range src {
		dst[i] &^= carry | v>>shift
		carry = v << (8 - shift)
	}
	if carry != 0 {
		dst[len(src)] &^= carry
	}
}

// Ink returns the smallest rectangle that holds all ink, empty if none.
func (b *Bitmap) Ink() image.Rectangle {
	r := image.Rectangle{Min: image.Pt(b.W, b.H)}
	for y := 0; y < b.H; y++ {
		row := b.Row(y)
		for i, v := range row {
			if v == 0 {
				continue
			}
			r.Min.Y, r.Max.Y = min(r.Min.Y, y), y+1
			r.Min.X = min(r.Min.X, i*8+bits.LeadingZeros8(v))
			r.Max.X = max(r.Max.X, i*8+8-bits.TrailingZeros8(v))
		}
	}
	if r.Empty() {
		return image.Rectangle{}
	}
	return r
}

// Crop returns a copy of the part of b inside r, clipped.
func (b *Bitmap) Crop(r image.Rectangle) *Bitmap {
	r = r.Intersect(image.Rect(0, 0, b.W, b.H))
	c := New(r.Dx(), r.Dy())
	for y := 0; y < c.H; y++ {
		dst, src := c.Row(y), b.Row(r.Min.Y+y)
		off, shift := r.Min.X>>3, uint(r.Min.X&7)
		for i := range dst {
			v := src[off+i] << shift
			if shift != 0 && off+i+1 < len(src) {
				v |= src[off+i+1] >> (8 - shift)
			}
			dst[i] = v
		}
		if k := c.W & 7; k != 0 {
			dst[len(dst)-1] &= 0xff << (8 - k)
		}
	}
	return c
}

// Count returns the number of inked dots.
func (b *Bitmap) Count() int {
	n := 0
	for _, v := range b.Bits {
		n += bits.OnesCount8(v)
	}
	return n
}

// Equal reports whether two bitmaps are the same in size and every dot.
func (b *Bitmap) Equal(c *Bitmap) bool {
	return b.W == c.W && b.H == c.H && string(b.Bits) == string(c.Bits)
}

// Paletted returns the bitmap as a black on white picture.
func (b *Bitmap) Paletted() *image.Paletted {
	p := image.NewPaletted(image.Rect(0, 0, b.W, b.H), color.Palette{color.White, color.Black})
	for y := 0; y < b.H; y++ {
		for x := 0; x < b.W; x++ {
			if b.At(x, y) {
				p.Pix[y*p.Stride+x] = 1
			}
		}
	}
	return p
}
