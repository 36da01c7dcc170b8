package interp

// Interpretation lines, as pictures of printers' output show them: font A,
// magnified by the module, its capitals gapBelow dots under the bars.
const (
	gapBelow   = 6
	gapLogmars = 10 // above
	fontAHigh  = 9  // cell
	fontAWide  = 5
)

// A lineFont is the font of an interpretation line.
type lineFont struct {
	name          string
	height, width int
	below, above  int // dots between its capitals and the bars
}

// plainFont is the font of all but EAN, UPC and GS1.
func (c *code) plainFont() lineFont {
	m := c.module
	return lineFont{"A", fontAHigh * m, fontAWide * m, gapBelow, 8 + 2*m}
}

// withLine adds an interpretation line, centred.
func (c *code) withLine(sh strokes, text string) strokes {
	return c.withText(sh, text, c.plainFont())
}

// withText adds a line in a font, centred.
func (c *code) withText(sh strokes, text string, f lineFont) strokes {
	if d, ok := c.lineOf(text, f); ok {
		w, _ := d.cell()
		sh.texts = append(sh.texts, codeText{d, (sh.width - w) / 2, c.lineTop(sh, d, f)})
	}
	return sh
}

// lineOf draws a line, false where there is none.
func (c *code) lineOf(text string, f lineFont) (drawn, bool) {
	if !c.line || text == "" {
		return drawn{}, false
	}
	if len(text)*max(f.width, f.height/4) > maxCodeWidth {
		c.r("interpretation line not drawn: it is wider than %d dots", maxCodeWidth)
		return drawn{}, false
	}
	d, ok := c.t.draw(textSpec{font: f.name, height: f.height, width: f.width, text: text}, c.r)
	return d, ok && d.box != nil
}

// lineTop returns where a line's cell begins.
func (c *code) lineTop(sh strokes, d drawn, f lineFont) int {
	if c.above {
		return -f.above - d.base
	}
	if f.name == "0" {
		// Not capitals but parentheses reach highest.
		return sh.height + f.below - (d.box.Ink().Min.Y - d.over.top)
	}
	// In the fonts of fixed cells capitals begin with the cell.
	return sh.height + f.below
}

// withGS1Line adds the line of ^BC's mode D: in font 0, nearly twice as large
// as others, made smaller where it would be wider than the bars.
func (c *code) withGS1Line(sh strokes, text string) strokes {
	f := c.plainFont()
	f.name, f.height, f.width = "0", 17*c.module, 0
	f.below += c.module
	d, ok := c.lineOf(text, f)
	if !ok {
		return sh
	}
	if w, _ := d.cell(); w > sh.width*94/100 {
		f.height = max((f.height*sh.width*94/100+w/2)/w, fontAHigh)
	}
	return c.withText(sh, text, f)
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
