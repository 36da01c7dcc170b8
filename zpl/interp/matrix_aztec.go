package interp

import (
	"bytes"
	"strconv"

	"waybill/internal/symbol"
)

// aztec draws ^B0 and ^BO: orientation, magnification, escapes in the data,
// size or error correction, menu symbol, number of symbols, their name.
func (c *code) aztec() (drawn, bool) {
	size := c.magnification(1)
	if c.yes(2, false) {
		c.r("escapes in Aztec data are not resolved")
	}
	if c.yes(4, false) {
		c.r("the mark of an Aztec menu symbol is left out")
	}
	if c.whole(5, 1, 26, 1) > 1 {
		c.r("Aztec symbols in series are drawn as single ones")
	}
	var o symbol.AztecOptions
	switch n := c.whole(3, 0, 300, 0); {
	case n == 300:
		v, err := strconv.Atoi(string(bytes.TrimSpace(c.raw)))
		if err != nil {
			c.r("an Aztec rune needs a number of 0 to 255")
			return drawn{}, false
		}
		b, err := symbol.AztecRune(v)
		return c.modules(b, err, size, size)
	case n <= 99:
		o.Percent = n
	case n >= 101 && n <= 104:
		o.Compact, o.Layers = true, n-100
	case n >= 201 && n <= 232:
		o.Layers = n - 200
	default:
		c.r("parameter 4 is no size or error correction of Aztec")
	}
	b, err := symbol.PrintedAztec(c.raw, o)
	if err != nil && o.Layers > 0 {
		c.r("%v: drawn in the smallest size that holds the data", err)
		b, err = symbol.PrintedAztec(c.raw, symbol.AztecOptions{})
	}
	return c.modules(b, err, size, size)
}
