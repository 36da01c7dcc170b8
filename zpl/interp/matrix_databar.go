package interp

import (
	"strings"

	"waybill/internal/bitmap"
	"waybill/internal/symbol"
)

// Heights of GS1 DataBar in modules, the least that the symbology allows
// (ISO/IEC 24724 5 to 7): printers draw these whatever height is given.
const (
	omniRows      = 33
	truncatedRows = 13
	limitedRows   = 10
)

// dataBar draws ^BR: orientation, kind 1 to 12, magnification, height of
// separators, height of the bars of UPC, EAN and GS1-128, segments in a row.
func (c *code) dataBar() (drawn, bool) {
	kind := c.whole(1, 1, 12, 1)
	c.module = c.whole(2, 1, maxModule, map[int]int{6: 2, 8: 2, 12: 3, 24: 6}[c.head])
	separator := c.whole(3, 1, 2, 1)
	high := c.dots(4, 25)
	data, _, composite := strings.Cut(string(c.raw), "|")
	if composite {
		c.r("the two-dimensional part of a composite symbol is not drawn")
	}
	var b *bitmap.Bitmap
	var err error
	rows := 1
	switch kind {
	case 1, 2:
		rows = omniRows
		if kind == 2 {
			rows = truncatedRows
		}
		b, err = symbol.EncodeDataBar(c.digits(data))
	case 3, 4:
		rows, err := symbol.EncodeDataBarStacked(c.digits(data), kind == 4)
		return c.dataBarRows(rows, err, separator)
	case 5:
		rows = limitedRows
		b, err = symbol.EncodeDataBarLimited(c.digits(data))
	case 6:
		segments := c.whole(5, 2, 22, 22)
		if segments%2 != 0 {
			c.r("parameter 6 is odd")
			segments++
		}
		rows, err := symbol.EncodeDataBarExpandedStacked(data, segments)
		return c.dataBarRows(rows, err, separator)
	default:
		return c.dataBarLinear(kind, data, high)
	}
	return c.modules(b, err, c.module, c.module*rows)
}

// digits returns the digits of data, a leading identifier of GTINs not
// included.
func (c *code) digits(data string) string {
	data = strings.TrimPrefix(data, "(01)")
	kept := c.only(data, "0123456789")
	if len(kept) > 14 {
		c.r("%d digits, 14 at most: the rest is left out", len(kept))
		kept = kept[:14]
	}
	return kept
}

// dataBarRows stacks rows, the separators as high as the parameter says.
func (c *code) dataBarRows(rows []symbol.DataBarRow, err error, separator int) (drawn, bool) {
	if err != nil {
		return c.modules(nil, err, 0, 0)
	}
	total := 0
	for i, r := range rows {
		if r.Height == 1 {
			rows[i].Height = separator
		}
		total += rows[i].Height
	}
	b := bitmap.New(rows[0].Bits.W, total)
	y := 0
	for _, r := range rows {
		b.Or(r.Bits.ScaleXY(1, r.Height), 0, y)
		y += r.Height
	}
	return c.modules(b, nil, c.module, c.module)
}

// dataBarLinear draws the kinds that are no DataBar: 7 UPC-A, 8 UPC-E, 9
// EAN-13, 10 EAN-8, 11 and 12 GS1-128.
func (c *code) dataBarLinear(kind int, data string, high int) (drawn, bool) {
	var s symbol.Strip
	var err error
	switch kind {
	case 7:
		s, err = symbol.StripUPCA(c.only(data, "0123456789"))
	case 8:
		s, err = symbol.StripUPCE(c.only(data, "0123456789"))
	case 9:
		s, err = symbol.StripEAN13(c.only(data, "0123456789"))
	case 10:
		s, err = symbol.StripEAN8(c.only(data, "0123456789"))
	default:
		s, err = symbol.StripGS1128(data)
	}
	if err != nil {
		return c.modules(nil, err, 0, 0)
	}
	dots := s.Dots(c.module, 3*c.module)
	total := 0
	for _, w := range dots {
		total += w
	}
	row := bitmap.New(total, 1)
	x := 0
	for i, w := range dots {
		if i%2 == 0 {
			row.Fill(x, 0, w, 1)
		}
		x += w
	}
	return c.modules(row, nil, 1, high)
}
