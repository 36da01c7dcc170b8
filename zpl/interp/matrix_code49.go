package interp

import (
	"strconv"

	"waybill/internal/bitmap"
	"waybill/internal/symbol"
)

// Quiet zones of Code 49 in modules, which belong to the symbol: the bars
// above and below run over them.
const quietBefore49, quietAfter49 = 10, 1

// code49 draws ^B4: orientation, modules of a row's height, interpretation
// line (N, A above, B below), starting mode 0 to 5 or A.
func (c *code) code49() (drawn, bool) {
	high := c.dots(1, c.height) * c.module
	side := c.letter(2, "NAB", 'N')
	c.line, c.above = side != 'N', side == 'A'
	mode := c.letter(3, "A012345", 'A')
	var b *bitmap.Bitmap
	var err error
	text := string(c.raw)
	if mode == 'A' {
		b, err = symbol.EncodeCode49(c.raw)
	} else {
		var n int
		if n, err = strconv.Atoi(string(mode)); err == nil {
			var part symbol.Code49Part
			part, err = symbol.EncodeCode49Mode(c.raw, n)
			b, text = part.Bits, part.Text
			c.leftOut(len(c.raw) - part.Taken)
		}
	}
	if err != nil {
		c.r("not drawn: %v", err)
		return drawn{}, false
	}
	m := c.module
	sh := strokes{
		width:  (quietBefore49 + symbol.Code49Width + quietAfter49) * m,
		height: b.H*high + (b.H+1)*m,
	}
	if sh.height > maxCodeHeight {
		c.r("not drawn: %d rows of %d dots are too many", b.H, high)
		return drawn{}, false
	}
	sh.rows(b, quietBefore49*m, m, m, high, m)
	for r := range b.H + 1 {
		top := r * (high + m)
		line := bar{quietBefore49 * m, symbol.Code49Width * m, top, top + m}
		if r == 0 || r == b.H {
			line.x, line.w = 0, sh.width
		}
		sh.bars = append(sh.bars, line)
	}
	return c.compose(c.withLine(sh, printed(text)))
}
