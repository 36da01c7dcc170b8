package interp

import (
	"strconv"
	"strings"

	"waybill/internal/symbol"
)

// tlc39Quiet is the quiet zone between the Code 39 of TLC39 and its link flag,
// in modules.
const tlc39Quiet = 10

// tlc39 draws ^BT: orientation, module, ratio and height of Code 39, module
// and row height of MicroPDF417, which stands above and begins where the Code
// 39 does (US 2001/0045461).
func (c *code) tlc39() (drawn, bool) {
	narrow, high, rowHigh := 2, 40, 4
	switch c.head {
	case 12:
		high = 60
	case 24:
		narrow, high, rowHigh = 4, 120, 8
	}
	c.module = c.whole(1, 1, 10, narrow)
	c.wide = c.module * c.tenths(2, 20, 30) / 10
	c.height = c.whole(3, 1, 9999, high)
	module := c.whole(4, 1, 10, narrow)
	row := c.whole(5, 1, 255, rowHigh)

	if len(c.raw) < 6 || strings.Trim(string(c.raw[:6]), digitSet) != "" {
		c.r("not drawn: TLC39 begins with six digits")
		return drawn{}, false
	}
	s, ok := c.strip(symbol.StripCode39(string(c.raw[:6]), false))
	if !ok {
		return drawn{}, false
	}
	if len(c.raw) < 7 || c.raw[6] != ',' {
		c.leftOut(len(c.raw) - 6)
		return c.compose(c.stripStrokes(s))
	}
	b, err := symbol.EncodeTLC39(string(c.raw[7:]))
	if err != nil {
		c.r("only the Code 39 is drawn: %v", err)
		return c.compose(c.stripStrokes(s))
	}
	// A dot is free above, and a module of Code 39 between the two.
	var sh strokes
	sh.rows(b, 0, 1, module, row, 0)
	top := 1 + b.H*row + c.module
	sh.height = top + c.height
	x := 0
	put := func(dots []int) {
		for i, w := range dots {
			if i%2 == 0 {
				sh.bars = append(sh.bars, bar{x, w, top, sh.height})
			}
			x += w
		}
	}
	put(s.Dots(c.module, c.wide))
	x += tlc39Quiet * c.module
	put(symbol.Code39Character('T').Dots(c.module, c.wide))
	sh.width = max(x, b.W*module)
	return c.compose(sh)
}

// tenths returns parameter i, a number, in tenths.
func (c *code) tenths(i, lo, hi int) int {
	a := c.arg(i)
	if a == "" {
		return lo
	}
	v, err := strconv.ParseFloat(a, 64)
	switch {
	case err != nil || v != v:
		c.r("parameter %d is not a number", i+1)
		return lo
	case v*10 < float64(lo):
		c.r("parameter %d is less than %g", i+1, float64(lo)/10)
		return lo
	case v*10 > float64(hi):
		c.r("parameter %d is more than %g", i+1, float64(hi)/10)
		return hi
	}
	return int(v*10 + 0.5)
}
