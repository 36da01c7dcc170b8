package interp

import "waybill/internal/symbol"

// pdf417 draws ^B7: orientation, dots of a row, security level, columns, rows,
// truncated.
func (c *code) pdf417() (drawn, bool) {
	o := symbol.PDF417Options{
		Security:  c.whole(2, 0, 8, 0),
		Columns:   c.whole(3, 0, 30, 0),
		Rows:      c.whole(4, 0, 90, 0),
		Truncated: c.yes(5, false),
	}
	if o.Rows != 0 && o.Rows < 3 {
		c.r("parameter 5 is less than 3")
		o.Rows = 3
	}
	high := c.dots(1, 0)
	given := c.arg(1) != ""
	if given {
		o.RowHeight = float64(high) / float64(c.module)
	}
	b, err := symbol.EncodePDF417(c.raw, o)
	if err != nil && o.Columns != 0 {
		// Printers do not print it; a picture that shows the data helps more.
		c.r("%v: columns and rows chosen by the data", err)
		o.Columns, o.Rows = 0, 0
		b, err = symbol.EncodePDF417(c.raw, o)
	}
	if err == nil && !given {
		// The bars' height of ^BY is that of the whole symbol.
		high = max(c.height/b.H, 1)
	}
	return c.modules(b, err, c.module, high)
}

// microPDF417 draws ^BF: orientation, dots of a row, mode, which is the size.
func (c *code) microPDF417() (drawn, bool) {
	mode := c.whole(2, 0, symbol.MicroPDF417Modes-1, 0)
	high := c.dots(1, c.height)
	b, err := symbol.EncodeMicroPDF417(c.raw, mode)
	if err != nil {
		c.r("%v: drawn in the smallest size that holds the data", err)
		b, err = symbol.EncodeMicroPDF417(c.raw, -1)
	}
	return c.modules(b, err, c.module, high)
}
