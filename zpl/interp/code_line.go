package interp

// Interpretation lines, as pictures of printers' output show them: font A,
// magnified by the module, its capitals gapBelow dots under the bars.
const (
	gapBelow   = 6
	fontAHigh  = 9 // cell
	fontAWide  = 5
	fontARise  = 7 // of capitals above the baseline
	gapLogmars = 10
)

// A lineFont is the font of an interpretation line.
type lineFont struct {
	name          string
	height, width int
	rise          int // dots of its digits above the baseline
}

// plainFont is the font of all but EAN, UPC and GS1.
func (c *code) plainFont() lineFont {
	m := c.module
	return lineFont{"A", fontAHigh * m, fontAWide * m, fontARise * m}
}

// gapAbove is between a line above the bars and the bars.
func (c *code) gapAbove() int { return 8 + 2*c.module }

// withLine adds an interpretation line, centred.
func (c *code) withLine(sh strokes, text string) strokes {
	return c.withText(sh, text, c.plainFont(), gapBelow, c.gapAbove())
}

// withText adds a line in a font, below dots under the bars or above dots over
// them.
func (c *code) withText(sh strokes, text string, f lineFont, below, above int) strokes {
	if !c.line || text == "" {
		return sh
	}
	if len(text)*max(f.width, f.height/4) > maxCodeWidth {
		c.r("interpretation line not drawn: it is wider than %d dots", maxCodeWidth)
		return sh
	}
	d, ok := c.t.draw(textSpec{font: f.name, height: f.height, width: f.width, text: text}, c.r)
	if !ok {
		return sh
	}
	y := sh.height + below + f.rise - d.base
	if c.above {
		y = -above - d.base
	}
	sh.texts = append(sh.texts, codeText{d, (sh.width - d.box.W) / 2, y})
	return sh
}

// withGS1Line adds the line of ^BC's mode D: in font 0, nearly twice as large
// as others, made smaller where it would be wider than the bars.
func (c *code) withGS1Line(sh strokes, text string) strokes {
	if !c.line || text == "" {
		return sh
	}
	if len(text)*4*c.module > maxCodeWidth {
		c.r("interpretation line not drawn: it is wider than %d dots", maxCodeWidth)
		return sh
	}
	size := 17 * c.module
	most := sh.width * 94 / 100
	for {
		d, ok := c.t.draw(textSpec{font: "0", height: size, text: text}, c.r)
		if !ok {
			return sh
		}
		if d.box.W <= most || size <= fontAHigh {
			return c.withText(sh, text, lineFont{"0", size, 0, size * 7 / 10}, gapBelow, c.gapAbove())
		}
		size = max(min(size*most/d.box.W, size-1), fontAHigh)
	}
}

// printed returns data without control characters, which have no glyphs.
func printed(data string) string {
	out := make([]byte, 0, len(data))
	for i := range len(data) {
		if data[i] >= ' ' && data[i] < 0x7f {
			out = append(out, data[i])
		}
	}
	return string(out)
}
