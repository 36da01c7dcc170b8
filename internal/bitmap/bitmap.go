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

// Fill inks a rectangle, clipped.
func (b *Bitmap) Fill(x, y, w, h int) {
	r := b.clip(image.Rect(x, y, x+max(w, 0), y+max(h, 0)))
	for y := r.Min.Y; y < r.Max.Y; y++ {
		inkRun(b.Row(y), r.Min.X, r.Max.X)
	}
}

// Clear blanks a rectangle, clipped.
func (b *Bitmap) Clear(x, y, w, h int) {
	r := b.clip(image.Rect(x, y, x+max(w, 0), y+max(h, 0)))
	for y := r.Min.Y; y < r.Max.Y; y++ {
		clearRun(b.Row(y), r.Min.X, r.Max.X)
	}
}

// Or draws src with its top left corner at x, y, clipped.
func (b *Bitmap) Or(src *Bitmap, x, y int) {
	src, x, y = b.visible(src, x, y)
	for sy := range src.H {
		orRow(b.Row(y + sy)[x>>3:], src.Row(sy), uint(x&7))
	}
}

// AndNot clears the dots that src inks, with its corner at x, y, clipped.
func (b *Bitmap) AndNot(src *Bitmap, x, y int) {
	src, x, y = b.visible(src, x, y)
	for sy := range src.H {
		andNotRow(b.Row(y + sy)[x>>3:], src.Row(sy), uint(x&7))
	}
}

// clip returns the part of r that lies on b.
func (b *Bitmap) clip(r image.Rectangle) image.Rectangle {
	return r.Intersect(image.Rect(0, 0, b.W, b.H))
}

// visible returns what of src, drawn at x, y, lies on b, and where: src itself
// unless it has to be cut.
func (b *Bitmap) visible(src *Bitmap, x, y int) (*Bitmap, int, int) {
	if x >= 0 && y >= 0 && x+src.W <= b.W && y+src.H <= b.H {
		return src, x, y
	}
	r := b.clip(image.Rect(x, y, x+src.W, y+src.H))
	return src.Crop(r.Sub(image.Pt(x, y))), r.Min.X, r.Min.Y
}

// Ink returns the smallest rectangle that holds all ink, empty if none.
func (b *Bitmap) Ink() image.Rectangle {
	top, bottom := 0, len(b.Bits)
	for top < bottom && b.Bits[top] == 0 {
		top++
	}
	if top == bottom {
		return image.Rectangle{}
	}
	for b.Bits[bottom-1] == 0 {
		bottom--
	}
	r := image.Rectangle{Min: image.Pt(b.W, top/b.Stride), Max: image.Pt(0, (bottom-1)/b.Stride+1)}
	// Of each row only the margins are read that those above have left.
	for y := r.Min.Y; y < r.Max.Y; y++ {
		row := b.Row(y)
		for i := 0; i*8 < r.Min.X; i++ {
			if v := row[i]; v != 0 {
				r.Min.X = min(r.Min.X, i*8+bits.LeadingZeros8(v))
			}
		}
		for i := len(row) - 1; i*8+8 > r.Max.X; i-- {
			if v := row[i]; v != 0 {
				r.Max.X = max(r.Max.X, i*8+8-bits.TrailingZeros8(v))
			}
		}
	}
	return r
}

// Crop returns a copy of the part of b inside r, clipped.
func (b *Bitmap) Crop(r image.Rectangle) *Bitmap {
	r = b.clip(r)
	c := Bitmap{W: r.Dx(), H: r.Dy(), Stride: (r.Dx() + 7) / 8}
	c.Bits = b.AppendRows(make([]byte, 0, c.Stride*c.H), r)
	return &c
}

// AppendRows appends the rows of the part of b inside r, clipped, as the Bits
// of a bitmap of that size.
func (b *Bitmap) AppendRows(dst []byte, r image.Rectangle) []byte {
	r = b.clip(r)
	stride := (r.Dx() + 7) / 8
	off, shift := r.Min.X>>3, uint(r.Min.X&7)
	tail := byte(0xff) << (-r.Dx() & 7)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		n := len(dst)
		dst = append(dst, b.Row(y)[off:off+stride]...)
		row := dst[n:]
		if shift != 0 {
			shiftLeft(row, shift)
			if next := off + stride; next < b.Stride {
				row[stride-1] |= b.Row(y)[next] >> (8 - shift)
			}
		}
		row[stride-1] &= tail
	}
	return dst
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
