package interp

import (
	"strings"

	"waybill/internal/symbol"
)

// guardDots is how far the long bars of EAN and UPC reach below the others, at
// every module, as pictures of printers' output show them.
const guardDots = 13

// A digitCell is where a digit stands, in modules from the left bar.
type digitCell struct {
	from, to int
	digit    string
}

// digitCells returns the cells of digits of seven modules each.
func digitCells(from int, digits string) []digitCell {
	var out []digitCell
	for i := range len(digits) {
		out = append(out, digitCell{from + 7*i, from + 7*i + 7, digits[i : i+1]})
	}
	return out
}

// number returns the data as n digits: zeros go before fewer, those behind are
// left out. One more digit may be the check digit, which printers make
// themselves.
func (c *code) number(n int) string {
	d := c.data(digitSet)
	switch {
	case d == "":
		return ""
	case len(d) < n:
		c.r("%d digits: zeros are put before them to make %d", len(d), n)
		return strings.Repeat("0", n-len(d)) + d
	case len(d) == n+1 && d[n] == symbol.CheckDigit(d[:n]):
	case len(d) == n+1:
		c.r("the check digit is wrong: the right one is drawn")
	case len(d) > n:
		c.r("%d digits: those behind the first %d are left out", len(d), n)
	}
	return d[:n]
}

// ean13 draws ^BE.
func (c *code) ean13() (strokes, bool) {
	s, ok := c.strip(symbol.StripEAN13(c.number(12)))
	if !ok {
		return strokes{}, false
	}
	all := s.Text + s.Check
	cells := append(digitCells(-9, all[:1]), digitCells(3, all[1:7])...)
	return c.eanStrokes(s, append(cells, digitCells(50, all[7:])...)), true
}

// ean8 draws ^B8.
func (c *code) ean8() (strokes, bool) {
	s, ok := c.strip(symbol.StripEAN8(c.number(7)))
	if !ok {
		return strokes{}, false
	}
	all := s.Text + s.Check
	return c.eanStrokes(s, append(digitCells(3, all[:4]), digitCells(36, all[4:])...)), true
}

// upcA draws ^BU.
func (c *code) upcA() (strokes, bool) {
	s, ok := c.strip(symbol.StripUPCA(c.number(11)))
	if !ok {
		return strokes{}, false
	}
	cells := append(digitCells(-9, s.Text[:1]), digitCells(10, s.Text[1:6])...)
	cells = append(cells, digitCells(50, s.Text[6:])...)
	if c.check {
		cells = append(cells, digitCells(97, s.Check)...)
	}
	return c.eanStrokes(s, cells), true
}

// upcE draws ^B9. The data is a maker's and a product's five digits, whose
// zeros the printer suppresses; the short form is taken too.
func (c *code) upcE() (strokes, bool) {
	s, ok := c.strip(symbol.StripUPCE(c.upcEDigits()))
	if !ok {
		return strokes{}, false
	}
	cells := append(digitCells(-9, s.Text[:1]), digitCells(3, s.Text[1:])...)
	if c.check {
		cells = append(cells, digitCells(53, s.Check)...)
	}
	return c.eanStrokes(s, cells), true
}

// upcEDigits returns the eleven digits of the UPC-A that is drawn short.
func (c *code) upcEDigits() string {
	d := c.data(digitSet)
	var full string
	switch n := len(d); {
	case n == 0:
		return ""
	case n == 6:
		full, _ = symbol.ExpandUPCE("0" + d)
	case n == 7 || n == 8:
		full, _ = symbol.ExpandUPCE(d[:7])
	case n < 10:
		c.r("%d digits: zeros are put before them to make 10", n)
		full = strings.Repeat("0", 11-n) + d
	case n == 10:
		full = "0" + d
	default:
		if n > 12 {
			c.r("%d digits: those behind the first 11 are left out", n)
		}
		full = d[:11]
	}
	if n := len(d); (n == 8 || n == 12) && d[n-1] != symbol.CheckDigit(full) {
		c.r("the check digit is wrong: the right one is drawn")
	}
	return full
}

// addOn draws ^BS: two digits or five.
func (c *code) addOn() (strokes, bool) {
	d := c.data(digitSet)
	switch n := len(d); {
	case n == 0:
		c.r("not drawn: no data")
		return strokes{}, false
	case n == 1:
		c.r("one digit: a zero is put before it")
		d = "0" + d
	case n > 2 && n < 5:
		c.r("%d digits: zeros are put before them to make 5", n)
		d = strings.Repeat("0", 5-n) + d
	case n > 5:
		c.r("%d digits: those behind the first 5 are left out", n)
		d = d[:5]
	}
	s, ok := c.strip(symbol.StripAddOn(d))
	if !ok {
		return strokes{}, false
	}
	f := c.eanFont()
	f.above = f.below
	if f.name != "A" {
		f.above -= 2
	}
	return c.withText(c.stripStrokes(s), s.Text, f), true
}

// eanStrokes returns the bars of a strip, the long ones longer, and its digits.
func (c *code) eanStrokes(s symbol.Strip, cells []digitCell) strokes {
	sh := c.stripStrokes(s)
	for i, b := range sh.bars {
		for _, l := range s.Long {
			if b.x >= l[0]*c.module && b.x < l[1]*c.module {
				sh.bars[i].bottom += guardDots
			}
		}
	}
	f := c.eanFont()
	for _, cl := range cells {
		d, ok := c.lineOf(cl.digit, f)
		if !ok {
			break
		}
		w, _ := d.cell()
		x := ((cl.from+cl.to)*c.module - w) / 2
		sh.texts = append(sh.texts, codeText{d, x, c.lineTop(sh, d, f)})
	}
	return sh
}

// eanFont returns the font of EAN and UPC: font A up to a module of a quarter
// of a millimetre, then OCR-B, which is font E, twice as large from a module
// of a millimetre on (the guide, ^BU).
func (c *code) eanFont() lineFont {
	f := c.plainFont()
	f.below = 4
	if !c.line {
		return f
	}
	e, ok := c.t.draw(textSpec{font: "E", text: "0"}, c.r)
	if !ok {
		return f
	}
	// Font E keeps its size in millimetres, so its cell tells the resolution.
	_, high := e.cell()
	mm := 8 * high / 28
	last, twice := 2, 8
	switch {
	case mm < 8:
		last, twice = 1, 6
	case mm > 8:
		last, twice = 4, 12
	}
	if c.module <= last {
		return f
	}
	f.name, f.height, f.width, f.below = "E", high, 0, 5
	if c.module >= twice {
		f.height, f.below = 2*high, 7
	}
	return f
}
