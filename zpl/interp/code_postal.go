package interp

import "waybill/internal/symbol"

// planet draws ^B5.
func (c *code) planet() (strokes, bool) { return c.tallAndShort(symbol.Planet) }

// postal draws ^BZ, whose last parameter tells the code.
func (c *code) postal() (strokes, bool) {
	switch c.letter(4, "0123", '0') {
	case '1':
		return c.tallAndShort(symbol.Planet)
	case '2':
		c.r("not drawn: postal code 2 is reserved")
		return strokes{}, false
	case '3':
		return c.intelligentMail()
	}
	return c.tallAndShort(symbol.Postnet)
}

// tallAndShort draws bars of one module, two and a half modules from one to
// the next, the short ones two fifths of the height, as pictures of printers'
// output show them.
func (c *code) tallAndShort(k symbol.Kind) (strokes, bool) {
	data := c.data(digitSet)
	switch n := len(data); {
	case k == symbol.Postnet && n != 5 && n != 9 && n != 11:
		c.r("%d digits: POSTNET has 5, 9 or 11", n)
	case k == symbol.Planet && n != 11 && n != 13:
		c.r("%d digits: PLANET has 11 or 13", n)
	}
	tall, _, err := symbol.PostalBars(k, data)
	if err != nil {
		c.r("not drawn: %v", err)
		return strokes{}, false
	}
	sh := strokes{height: c.height}
	short := max((2*c.height+2)/5, 1)
	for i, t := range tall {
		b := bar{(5*i*c.module + 1) / 2, c.module, c.height - short, c.height}
		if t {
			b.top = 0
		}
		sh.bars = append(sh.bars, b)
		sh.width = b.x + b.w
	}
	return c.withLine(sh, data), true
}

// intelligentMail draws bars of the same pitch: trackers in the middle third
// of the height, ascenders and descenders reaching up and down from there.
func (c *code) intelligentMail() (strokes, bool) {
	data := c.data(digitSet)
	bars, err := symbol.IntelligentMail(data)
	if err != nil {
		c.r("not drawn: %v", err)
		return strokes{}, false
	}
	sh := strokes{height: c.height}
	third := (c.height + 1) / 3
	for i := range len(bars) {
		b := bar{(5*i*c.module + 1) / 2, c.module, third, max(c.height-third, third+1)}
		if bars[i] == symbol.BarFull || bars[i] == symbol.BarAscender {
			b.top = 0
		}
		if bars[i] == symbol.BarFull || bars[i] == symbol.BarDescender {
			b.bottom = c.height
		}
		sh.bars = append(sh.bars, b)
		sh.width = b.x + b.w
	}
	return c.withLine(sh, data), true
}
