package interp

import (
	"strconv"

	"waybill/internal/bitmap"
)

// matrixCodes are the commands of matrix and stacked codes.
var matrixCodes map[string]func(c *code) (drawn, bool)

func init() {
	matrixCodes = map[string]func(c *code) (drawn, bool){
		"^B0": (*code).aztec,
		"^BO": (*code).aztec,
		"^B4": (*code).code49,
		"^B7": (*code).pdf417,
		"^BB": (*code).codablock,
		"^BD": (*code).maxiCode,
		"^BF": (*code).microPDF417,
		"^BQ": (*code).qr,
		"^BR": (*code).dataBar,
		"^BT": (*code).tlc39,
		"^BX": (*code).dataMatrix,
	}
}

// drawMatrix returns the dots of a matrix or stacked symbol, false if there is
// nothing to draw.
func drawMatrix(s codeSpec, t *typesetter, r report) (drawn, bool) {
	draw, ok := matrixCodes[s.command]
	if !ok {
		r("this bar code is not drawn yet")
		return drawn{}, false
	}
	c := &code{codeSpec: s, t: t, r: r}
	c.module = min(max(c.module, 1), maxModule)
	c.height = min(max(c.height, 1), maxCodeHeight)
	switch c.head {
	case 6, 8, 12, 24:
	default:
		c.head = 8
	}
	if len(c.raw) == 0 {
		return drawn{}, false // printers draw nothing either
	}
	if len(c.raw) > maxCodeData {
		c.r("more than %d bytes of data: the rest is left out", maxCodeData)
		c.raw = c.raw[:maxCodeData]
	}
	return draw(c)
}

// whole returns parameter i, a whole number from lo to hi.
func (c *code) whole(i, lo, hi, missing int) int {
	if i >= len(c.args) || c.args[i] == "" {
		return missing
	}
	n, err := strconv.Atoi(c.args[i])
	switch {
	case err != nil:
		c.r("parameter %d is not a number", i+1)
		return missing
	case n < lo:
		c.r("parameter %d is less than %d", i+1, lo)
		return lo
	case n > hi:
		c.r("parameter %d is more than %d", i+1, hi)
		return hi
	}
	return n
}

// maxMagnification is the largest module of ^B0 and ^BQ in dots: 10 in the
// guide, 100 in newer firmware.
const maxMagnification = 100

// magnification returns parameter i, dots of a module, whose default grows
// with the head's resolution (the guide, ^B0 and ^BQ).
func (c *code) magnification(i int) int {
	missing := map[int]int{6: 1, 8: 2, 12: 3, 24: 6}[c.head]
	return c.whole(i, 1, maxMagnification, max(missing, 1))
}

// modules draws a symbol's modules as rectangles of w by h dots.
func (c *code) modules(b *bitmap.Bitmap, err error, w, h int) (drawn, bool) {
	if err != nil {
		c.r("not drawn: %v", err)
		return drawn{}, false
	}
	if b.W*w > maxCodeWidth || b.H*h > maxCodeHeight || b.W*w*b.H*h > defaultFieldDots {
		c.r("not drawn: %d by %d modules of %d by %d dots are too many", b.W, b.H, w, h)
		return drawn{}, false
	}
	return drawn{box: b.ScaleXY(w, h), base: b.H * h}, true
}
