package bitmap

import (
	"image"
	"image/color"
)

// white is the brightest grey; ink is what is darker than half of it.
const white = 0xffff

// Dither scales img to w by h dots by averaging areas, over white, and
// renders its greys by Floyd–Steinberg error diffusion, every other row from
// the right so that no direction shows. All arithmetic is on integers: the
// same picture gives the same dots on every machine.
func Dither(img image.Image, w, h int) *Bitmap {
	g := scaleGrey(img, w, h)
	b := New(g.w, g.h)
	for y := 0; y < g.h; y++ {
		dir, x := 1, 0
		if y%2 == 1 {
			dir, x = -1, g.w-1
		}
		for ; x >= 0 && x < g.w; x += dir {
			err := g.pix[y*g.w+x]
			if err < (white+1)/2 {
				b.Set(x, y, true)
			} else {
				err -= white
			}
			// The last share takes what rounding left, so no grey is lost.
			right, downLeft, down := err*7/16, err*3/16, err*5/16
			g.add(x+dir, y, right)
			g.add(x-dir, y+1, downLeft)
			g.add(x, y+1, down)
			g.add(x+dir, y+1, err-right-downLeft-down)
		}
	}
	return b
}

// Threshold scales img like Dither and inks what is darker than half: the
// better way for line art.
func Threshold(img image.Image, w, h int) *Bitmap {
	g := scaleGrey(img, w, h)
	b := New(g.w, g.h)
	for i, v := range g.pix {
		if v < (white+1)/2 {
			b.Set(i%g.w, i/g.w, true)
		}
	}
	return b
}

// grey is a picture of 16-bit greys with room for diffused error.
type grey struct {
	w, h int
	pix  []int32
}

func (g *grey) add(x, y int, v int32) {
	if x >= 0 && x < g.w && y < g.h {
		g.pix[y*g.w+x] += v
	}
}

// scaleGrey returns the mean grey of the area that each of w by h dots covers
// in img. An empty picture is white.
//
// Source columns are w units wide and dots as wide as the source has columns,
// so that every overlap is a whole number of units; rows likewise.
func scaleGrey(img image.Image, w, h int) *grey {
	g := &grey{w: max(w, 0), h: max(h, 0)}
	g.pix = make([]int32, g.w*g.h)
	r := img.Bounds()
	sw, sh := r.Dx(), r.Dy()
	if sw == 0 || sh == 0 {
		for i := range g.pix {
			g.pix[i] = white
		}
		return g
	}
	if len(g.pix) == 0 {
		return g
	}
	var (
		line = make([]uint64, g.w) // one source row, summed across
		sum  = make([]uint64, g.w) // of the dots' row
		area = uint64(sw) * uint64(sh)
	)
	for sy := range sh {
		sumRow(img, r, sy, line)
		overlaps(sy, sh, g.h, func(y int, weight uint64) {
			for x, v := range line {
				sum[x] += v * weight
			}
			if (y+1)*sh > (sy+1)*g.h {
				return // the dots' row goes on in the next source row
			}
			for x, v := range sum {
				g.pix[y*g.w+x] = int32((v + area/2) / area)
			}
			clear(sum)
		})
	}
	return g
}

// sumRow sets line to source row sy scaled across, times the source's width.
func sumRow(img image.Image, r image.Rectangle, sy int, line []uint64) {
	clear(line)
	for sx := range r.Dx() {
		v := luma(img, r.Min.X+sx, r.Min.Y+sy)
		overlaps(sx, r.Dx(), len(line), func(x int, weight uint64) { line[x] += v * weight })
	}
}

// overlaps calls f with each of to cells that cell i of from cells touches,
// and the length they share, the whole being from*to.
func overlaps(i, from, to int, f func(cell int, length uint64)) {
	for at, end := i*to, (i+1)*to; at < end; {
		cell := at / from
		next := min((cell+1)*from, end)
		f(cell, uint64(next-at))
		at = next
	}
}

// luma returns the grey of a pixel over white, 0 to white, by the weights of
// ITU-R BT.601, which image/color uses as well.
func luma(img image.Image, x, y int) uint64 {
	var c color.RGBA64
	if m, ok := img.(image.RGBA64Image); ok {
		c = m.RGBA64At(x, y)
	} else {
		r, g, b, a := img.At(x, y).RGBA()
		c = color.RGBA64{R: uint16(r), G: uint16(g), B: uint16(b), A: uint16(a)}
	}
	// Colours are premultiplied: what alpha leaves open is white paper.
	// A colour brighter than its alpha, which is invalid, counts as white.
	v := (19595*uint64(c.R)+38470*uint64(c.G)+7471*uint64(c.B)+1<<15)>>16 + white - uint64(c.A)
	return min(v, white)
}
