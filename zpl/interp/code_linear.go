package interp

import (
	"strings"

	"waybill/internal/symbol"
)

const digitSet = "0123456789"

// code11 draws ^B1: with N, the default, two check digits, with Y one.
func (c *code) code11() (strokes, bool) {
	s, ok := c.strip(symbol.StripCode11(c.data(digitSet+"-"), !c.check))
	return c.withLine(c.stripStrokes(s), s.Text+s.Check), ok
}

// interleaved25 draws ^B2.
func (c *code) interleaved25() (strokes, bool) {
	s, ok := c.strip(symbol.StripInterleaved25(c.data(digitSet), c.check))
	return c.withLine(c.stripStrokes(s), s.Text+s.Check), ok
}

const code39Letters = digitSet + "ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%"

// code39 draws ^B3. Printers put the start and stop character into the line.
// Full ASCII is a matter of the scanner: the data holds the pairs.
func (c *code) code39() (strokes, bool) {
	c.capitalsOnly = true
	s, ok := c.strip(symbol.StripCode39(c.data(code39Letters), c.check))
	return c.withLine(c.stripStrokes(s), "*"+s.Text+s.Check+"*"), ok
}

// logmars draws ^BL: Code 39 with a check character that is always printed.
func (c *code) logmars() (strokes, bool) {
	c.capitalsOnly = true
	s, ok := c.strip(symbol.StripCode39(c.data(code39Letters), true))
	f := c.plainFont()
	f.above = gapLogmars
	return c.withText(c.stripStrokes(s), s.Text+s.Check, f), ok
}

// code93 draws ^BA. The check characters are always in the bars; Y prints
// them too. In the data & ' ( ) are the shift characters (the guide, ^BA,
// full ASCII mode).
func (c *code) code93() (strokes, bool) {
	ascii := make([]byte, 0, len(c.raw))
	for _, b := range c.raw {
		if b < 0x80 {
			ascii = append(ascii, b)
		}
	}
	if n := len(c.raw) - len(ascii); n > 0 {
		c.r("%d bytes are not in the character set of the bar code: left out", n)
	}
	shifts := strings.NewReplacer("&", string([]byte{symbol.Code93Dollar}), "'", string([]byte{symbol.Code93Percent}),
		"(", string([]byte{symbol.Code93Slash}), ")", string([]byte{symbol.Code93Plus}))
	s, ok := c.strip(symbol.StripCode93(shifts.Replace(string(ascii))))
	text := printed(string(ascii))
	if c.check {
		text += s.Check
	}
	return c.withLine(c.stripStrokes(s), text), ok
}

// industrial25 draws ^BI.
func (c *code) industrial25() (strokes, bool) {
	s, ok := c.strip(symbol.StripIndustrial25(c.data(digitSet)))
	return c.withLine(c.stripStrokes(s), s.Text), ok
}

// standard25 draws ^BJ.
func (c *code) standard25() (strokes, bool) {
	s, ok := c.strip(symbol.StripStandard25(c.data(digitSet)))
	return c.withLine(c.stripStrokes(s), s.Text), ok
}

// codabar draws ^BK. Start and stop are parameters, which have other names
// too, T N * E (the older guide), and are printed.
func (c *code) codabar() (strokes, bool) {
	c.capitalsOnly = true
	const names = "ABCDTN*E"
	start, stop := c.letter(5, names, 'A'), c.letter(6, names, 'A')
	bars := func(name byte) byte { return "ABCD"[strings.IndexByte(names, name)%4] }
	s, ok := c.strip(symbol.StripCodabar(c.data(digitSet+"-$:/.+"), bars(start), bars(stop)))
	return c.withLine(c.stripStrokes(s), string(start)+s.Text+string(stop)), ok
}

// msi draws ^BM. Y in the last parameter prints the check digits.
func (c *code) msi() (strokes, bool) {
	check := symbol.MSICheck(c.letter(1, "ABCD", 'B') - 'A')
	s, ok := c.strip(symbol.StripMSI(c.data(digitSet), check))
	text := s.Text
	if c.check {
		text += s.Check
	}
	return c.withLine(c.stripStrokes(s), text), ok
}

// plessey draws ^BP. The CRC is always in the bars; Y prints it too.
func (c *code) plessey() (strokes, bool) {
	c.capitalsOnly = true
	s, ok := c.strip(symbol.StripPlessey(c.data(digitSet + "ABCDEF")))
	text := s.Text
	if c.check {
		text += s.Check
	}
	return c.withLine(c.stripStrokes(s), text), ok
}
