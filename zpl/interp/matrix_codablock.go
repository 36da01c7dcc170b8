package interp

import (
	"waybill/internal/bitmap"
	"waybill/internal/symbol"
)

// codablock draws ^BB: orientation, dots of a row, security level, characters
// in a row, rows, mode A, E or F.
func (c *code) codablock() (drawn, bool) {
	high := c.dots(1, 8)
	columns := c.whole(3, 2, 62, 0)
	if columns > 0 && columns < 4 {
		columns = 4 // the least of mode F
	}
	rows := c.whole(4, 1, 44, 0)
	if rows == 1 {
		c.r("CODABLOCK of one row is drawn with two")
		rows = 2
	}
	data := c.raw
	switch c.letter(5, "AEF", 'F') {
	case 'A':
		c.r("CODABLOCK A is drawn as CODABLOCK F")
	case 'E':
		data = append([]byte{symbol.FNC1}, data...)
	}
	b, err := symbol.EncodeCodablock(data, columns, rows)
	if err != nil && (columns != 0 || rows != 0) {
		c.r("%v: columns and rows chosen by the data", err)
		b, err = symbol.EncodeCodablock(data, 0, 0)
	}
	if err != nil {
		return c.modules(nil, err, 0, 0)
	}
	// Bars a module high go above, between and below the rows; start and stop
	// patterns run through those between.
	total := b.H*high + (b.H+1)*c.module
	if b.W*c.module > maxCodeWidth || total > maxCodeHeight || b.W*c.module*total > defaultFieldDots {
		c.r("not drawn: %d rows of %d dots are too many", b.H, high)
		return drawn{}, false
	}
	box := bitmap.New(b.W*c.module, total)
	for y := range b.H {
		row := bitmap.New(b.W, 1)
		copy(row.Row(0), b.Row(y))
		top := y * (high + c.module)
		box.Or(row.ScaleXY(c.module, high), 0, top+c.module)
		if y == 0 {
			row.Fill(0, 0, b.W, 1)
		}
		row.Fill(11, 0, b.W-24, 1)
		box.Or(row.ScaleXY(c.module, c.module), 0, top)
	}
	box.Fill(0, total-c.module, box.W, c.module)
	return drawn{box: box, base: total}, true
}
