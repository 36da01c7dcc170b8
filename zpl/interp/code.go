package interp

import (
	"image"
	"slices"
	"strconv"
	"strings"

	"waybill/internal/bitmap"
	"waybill/internal/symbol"
)

// Bounds of a bar code.
const (
	maxCodeData   = 3072  // bytes of ^FD (the guide)
	maxCodeHeight = 32000 // dots (the guide)
	maxCodeWidth  = 32000 // dots: wider than any head by far
	maxModule     = 100   // dots; printers take 10
)

// A linearCode says where a bar code command has its parameters, counted from
// 0, the orientation; 0 where it has none of the kind.
type linearCode struct {
	height int
	line   int // Y: interpretation line
	above  int // Y: it stands above the bars
	check  int // Y: check digit, or that it is printed

	hidden    bool // no interpretation line unless asked for
	overBars  bool // above the bars unless told otherwise
	withCheck bool // check unless told otherwise

	draw func(c *code) (strokes, bool)
}

// linearCodes are the commands of bar codes of one row, with the defaults of
// the guide.
var linearCodes map[string]linearCode

func init() {
	linearCodes = map[string]linearCode{
		"^B1": {check: 1, height: 2, line: 3, above: 4, draw: (*code).code11},
		"^B2": {height: 1, line: 2, above: 3, check: 4, draw: (*code).interleaved25},
		"^B3": {check: 1, height: 2, line: 3, above: 4, draw: (*code).code39},
		"^B5": {height: 1, line: 2, above: 3, hidden: true, draw: (*code).planet},
		"^B8": {height: 1, line: 2, above: 3, draw: (*code).ean8},
		"^B9": {height: 1, line: 2, above: 3, check: 4, withCheck: true, draw: (*code).upcE},
		"^BA": {height: 1, line: 2, above: 3, check: 4, draw: (*code).code93},
		"^BC": {height: 1, line: 2, above: 3, check: 4, draw: (*code).code128},
		"^BE": {height: 1, line: 2, above: 3, draw: (*code).ean13},
		"^BI": {height: 1, line: 2, above: 3, draw: (*code).industrial25},
		"^BJ": {height: 1, line: 2, above: 3, draw: (*code).standard25},
		"^BK": {height: 2, line: 3, above: 4, draw: (*code).codabar},
		"^BL": {height: 1, above: 2, draw: (*code).logmars},
		"^BM": {height: 2, line: 3, above: 4, check: 5, draw: (*code).msi},
		"^BP": {check: 1, height: 2, line: 3, above: 4, draw: (*code).plessey},
		"^BS": {height: 1, line: 2, above: 3, overBars: true, draw: (*code).addOn},
		"^BU": {height: 1, line: 2, above: 3, check: 4, withCheck: true, draw: (*code).upcA},
		"^BZ": {height: 1, line: 2, above: 3, hidden: true, draw: (*code).postal},
	}
}

// A code is a bar code of one row being drawn.
type code struct {
	codeSpec
	t *typesetter
	r report

	wide         int // dots of a wide element
	line, above  bool
	check        bool
	capitalsOnly bool
}

// drawCode returns the dots of a bar code field, false if there is nothing to
// draw.
func drawCode(s codeSpec, t *typesetter, r report) (drawn, bool) {
	l, ok := linearCodes[s.command]
	if !ok {
		return drawMatrix(s, t, r)
	}
	c := &code{codeSpec: s, t: t, r: r}
	if len(c.raw) > maxCodeData {
		r("more than %d bytes of data: the rest is left out", maxCodeData)
		c.raw = c.raw[:maxCodeData]
	}
	c.module = min(max(c.module, 1), maxModule)
	// Printers cut the wide element to whole dots (the guide, ^BY, table of
	// ratios).
	c.wide = c.module * min(max(c.ratio, 20), 30) / 10
	c.height = c.dots(l.height, c.height)
	c.line = l.line == 0 || c.yes(l.line, !l.hidden)
	c.above = c.yes(l.above, l.overBars)
	c.check = c.yes(l.check, l.withCheck)
	sh, ok := l.draw(c)
	if !ok {
		return drawn{}, false
	}
	return c.compose(sh)
}

// arg returns parameter i in capitals, "" where it is missing or i is 0.
func (c *code) arg(i int) string {
	if i == 0 || i >= len(c.args) {
		return ""
	}
	return strings.ToUpper(c.args[i])
}

// yes returns parameter i, Y or N.
func (c *code) yes(i int, missing bool) bool {
	switch c.arg(i) {
	case "":
	case "Y":
		return true
	case "N":
		return false
	default:
		c.r("parameter %d is not Y or N", i+1)
	}
	return missing
}

// letter returns parameter i, one of the letters.
func (c *code) letter(i int, letters string, missing byte) byte {
	a := c.arg(i)
	if len(a) == 1 && strings.Contains(letters, a) {
		return a[0]
	}
	if a != "" {
		c.r("parameter %d is not one of %s", i+1, letters)
	}
	return missing
}

// dots returns parameter i, a height.
func (c *code) dots(i, missing int) int {
	n := missing
	if a := c.arg(i); a != "" {
		v, err := strconv.ParseFloat(a, 64)
		switch {
		case err != nil || v != v:
			c.r("parameter %d is not a number", i+1)
		case v < 1:
			c.r("parameter %d is less than 1", i+1)
			n = 1
		case v > maxCodeHeight:
			c.r("parameter %d is more than %d", i+1, maxCodeHeight)
			n = maxCodeHeight
		default:
			n = int(v)
		}
	}
	return min(max(n, 1), maxCodeHeight)
}

// data returns the characters of the data that stand in set, and says what is
// left out.
func (c *code) data(set string) string {
	kept := make([]byte, 0, len(c.raw))
	for _, b := range c.raw {
		if c.capitalsOnly && 'a' <= b && b <= 'z' {
			b -= 'a' - 'A'
		}
		if strings.IndexByte(set, b) >= 0 {
			kept = append(kept, b)
		}
	}
	if n := len(c.raw) - len(kept); n > 0 {
		c.r("%d bytes are not in the character set of the bar code: left out", n)
	}
	return string(kept)
}

// strip hands on what an encoder returned.
func (c *code) strip(s symbol.Strip, err error) (symbol.Strip, bool) {
	if err != nil {
		c.r("not drawn: %v", err)
		return s, false
	}
	return s, true
}

// strokes are what a bar code shows around the top left corner of its bars.
type strokes struct {
	bars   []bar
	width  int // of the bars with the spaces between
	height int // of the bars but for those that are longer
	texts  []codeText
}

// A bar is inked from top to bottom; x is its left edge.
type bar struct{ x, w, top, bottom int }

// codeText is a text with the place of its cell.
type codeText struct {
	d    drawn
	x, y int
}

// box returns where the dots of the text stand.
func (t codeText) box() image.Rectangle {
	x, y := t.x-t.d.over.left, t.y-t.d.over.top
	return image.Rect(x, y, x+t.d.box.W, y+t.d.box.H)
}

// stripStrokes returns the bars of a strip.
func (c *code) stripStrokes(s symbol.Strip) strokes {
	sh := strokes{height: c.height}
	for i, w := range s.Dots(c.module, c.wide) {
		if i%2 == 0 {
			sh.bars = append(sh.bars, bar{sh.width, w, 0, c.height})
		}
		sh.width += w
	}
	return sh
}

// compose paints strokes. The field's cell is that of the bars, also where the
// field is turned; what stands around it, long bars among it, hangs over.
func (c *code) compose(sh strokes) (drawn, bool) {
	if sh.width > maxCodeWidth {
		c.r("wider than %d dots: the rest is left out", maxCodeWidth)
		sh.width = maxCodeWidth
	}
	all := image.Rect(0, 0, sh.width, sh.height)
	for _, b := range sh.bars {
		all.Max.Y = max(all.Max.Y, b.bottom)
	}
	for _, t := range sh.texts {
		all = all.Union(t.box())
	}
	all = all.Intersect(image.Rect(-maxCodeWidth, -maxCodeHeight, 2*maxCodeWidth, 2*maxCodeHeight))
	if all.Dx()*all.Dy() > c.t.fieldDots {
		c.r("not drawn: %d by %d dots are too many", all.Dx(), all.Dy())
		return drawn{}, false
	}
	box := bitmap.New(all.Dx(), all.Dy())
	sh.ink(box, all.Min)
	for _, t := range sh.texts {
		at := t.box().Min.Sub(all.Min)
		box.Or(t.d.box, at.X, at.Y)
	}
	over := margins{-all.Min.X, -all.Min.Y, all.Max.X - sh.width, all.Max.Y - sh.height}
	return drawn{box: box, over: over, base: sh.height}, true
}

// ink paints the bars, origin being where the box begins. Between the heights at
// which bars begin and end all rows are the same.
func (sh strokes) ink(box *bitmap.Bitmap, origin image.Point) {
	var cuts []int
	for _, b := range sh.bars {
		if !slices.Contains(cuts, b.top) {
			cuts = append(cuts, b.top)
		}
		if !slices.Contains(cuts, b.bottom) {
			cuts = append(cuts, b.bottom)
		}
	}
	slices.Sort(cuts)
	for i := 1; i < len(cuts); i++ {
		from, to := cuts[i-1]-origin.Y, cuts[i]-origin.Y
		for _, b := range sh.bars {
			if b.top <= cuts[i-1] && b.bottom >= cuts[i] {
				box.Fill(b.x-origin.X, from, min(b.w, max(sh.width-b.x, 0)), 1)
			}
		}
		for y := from + 1; y < to; y++ {
			copy(box.Row(y), box.Row(from))
		}
	}
}
