package interp

import (
	"bytes"
	"image"
	"strconv"
	"strings"

	"waybill/zpl/internal/charset"
)

// The commands that say how what follows is drawn.

func labelHome(p *Printer, e *entry) {
	a := p.parameters(e)
	p.set.home = image.Pt(a.dots(0, 0, 0, 32000), a.dots(1, 0, 0, 32000))
}

func labelShift(p *Printer, e *entry) {
	p.set.shift = p.parameters(e).dots(0, 0, -9999, 9999)
}

func labelTop(p *Printer, e *entry) {
	p.set.top = p.parameters(e).dots(0, 0, -120, 120)
}

func printWidth(p *Printer, e *entry) {
	if a := p.parameters(e); a.given(0) {
		p.setSize(e, &p.set.width, a.dots(0, 0, 2, 32000))
	}
}

func labelLength(p *Printer, e *entry) {
	if a := p.parameters(e); a.given(0) {
		p.setSize(e, &p.set.length, a.dots(0, 0, 1, 32000))
	}
}

func (p *Printer) setSize(e *entry, side *int, n int) {
	old := *side
	*side = n
	w, h := max(p.set.width, 1), max(p.set.length, 1)
	if w > p.o.Limits.LabelDots/h {
		*side = old
		p.fail(e, "a label of more than %d dots: its size stays as it was", p.o.Limits.LabelDots)
		return
	}
	p.resizePage()
}

func mirrorImage(p *Printer, e *entry) { p.set.mirror = p.parameters(e).yes(0, p.set.mirror) }

func orientation(p *Printer, e *entry) {
	p.set.invert = p.parameters(e).letter(0, 'N', "NI") == 'I'
}

func labelReverse(p *Printer, e *entry) { p.set.reverse = p.parameters(e).yes(0, false) }

func resolution(p *Printer, e *entry) {
	p.set.half = p.parameters(e).letter(0, 'A', "AB") == 'B'
	p.resizePage()
}

// units is ^MU: the unit of measures, and a factor for formats made for
// another resolution.
func units(p *Printer, e *entry) {
	a := p.parameters(e)
	switch a.letter(0, 'D', "DIM") {
	case 'I':
		p.set.unit = float64(p.o.DotsPerMM) * 25.4
	case 'M':
		p.set.unit = float64(p.o.DotsPerMM)
	default:
		p.set.unit = 1
	}
	if from, to := a.number(1, 0, 0, 600), a.number(2, 0, 0, 600); from > 0 && to > 0 {
		p.set.scale = float64(to) / float64(from)
	}
}

func mapClear(p *Printer, e *entry) {
	p.label.keep = !p.parameters(e).yes(0, true)
}

func quantity(p *Printer, e *entry) {
	a := p.parameters(e)
	p.label.quantity = a.number(0, 1, 1, 99_999_999)
	p.label.pause = a.number(1, 0, 0, 99_999_999)
	p.label.replicate = max(1, a.number(2, 0, 0, 99_999_999))
}

func fieldOrientation(p *Printer, e *entry) {
	a := p.parameters(e)
	p.set.turn = a.letter(0, p.set.turn, "NRIB")
	if p.field.turn != 0 && a.given(0) {
		p.field.turn = p.set.turn // within a field it comes after ^A and counts
	}
	p.set.justify = a.number(1, p.set.justify, 0, 2)
}

func changeFont(p *Printer, e *entry) {
	a := p.parameters(e)
	if v := a.value(0); len(v) > 0 {
		p.set.font = string(bytes.ToUpper(v[:1]))
	}
	p.set.fontHeight, p.set.fontWidth = a.dots(1, 0, 0, 32000), a.dots(2, 0, 0, 32000)
}

func fontAlias(p *Printer, e *entry) {
	a := p.parameters(e)
	v := a.value(0)
	if len(v) != 1 || !a.given(1) {
		p.warn(e, "needs a letter and a font: left out")
		return
	}
	c := v[0]
	if c >= 'a' && c <= 'z' {
		c &^= 0x20
	}
	if name, ok := p.fontName(a, 1); ok {
		p.text.alias(c, name)
	}
}

// longestName is the most characters of an object's name by the guide, the
// extension left out.
const longestName = 16

// fontName returns the name of a font file; false for one that is none. Such
// a name may be any text, and would be repeated where the font is missing.
func (p *Printer) fontName(a parameters, i int) (string, bool) {
	name := a.name(i, "", ".FNT")
	base := withoutExtension(name)
	if at := strings.IndexByte(base, ':'); at >= 0 {
		base = base[at+1:]
	}
	if _, there := p.mem.object(name); !there && len(base) > longestName {
		p.warn(a.e, "parameter %d is no name of a file: left out", i+1)
		return "", false
	}
	return name, true
}

func changeSet(p *Printer, e *entry) {
	if !chooseChars(&p.set.chars, p.parameters(e)) {
		p.warn(e, "no such character set: the one before stays")
	}
}

func chooseChars(d *charset.Decoder, a parameters) bool {
	list := make([]string, len(a.list))
	for i := range a.list {
		list[i] = string(a.value(i))
	}
	return d.Choose(list)
}

func selectTable(p *Printer, e *entry) {
	if !p.set.chars.UseTable(string(p.parameters(e).value(0))) {
		p.warn(e, "not a table that is known: GB 18030 is taken")
	}
}

func barDefaults(p *Printer, e *entry) {
	a := p.parameters(e)
	p.set.module = a.dots(0, p.set.module, 1, 100)
	if a.given(1) {
		p.set.ratio = a.scaled(1, p.set.ratio, 20, 30, 10)
	}
	p.set.barHeight = a.dots(2, p.set.barHeight, 1, 32000)
}

// The commands of a field.

func fieldOrigin(p *Printer, e *entry)  { p.position(e, false) }
func fieldTypeset(p *Printer, e *entry) { p.position(e, true) }

func fieldSeparator(p *Printer, e *entry) { p.finishField(e) }

func fieldData(p *Printer, e *entry) { p.takeData(e, e.args) }

func fieldHex(p *Printer, e *entry) {
	p.field.touched, p.field.hex = true, true
	p.field.indicator = hexIndicator(p.parameters(e))
}

func hexIndicator(a parameters) byte {
	if v := a.value(0); len(v) > 0 {
		return v[0]
	}
	return '_'
}

func fieldReverse(p *Printer, _ *entry) { p.field.touched, p.field.reverse = true, true }

func fieldParameter(p *Printer, e *entry) {
	a := p.parameters(e)
	p.field.touched = true
	p.field.direction = a.letter(0, 'H', "HVR")
	p.field.gap = a.dots(1, 0, 0, 9999)
}

func fieldBlock(p *Printer, e *entry) {
	a := p.parameters(e)
	p.field.touched = true
	p.field.block = &blockSpec{
		width:   a.dots(0, 0, 0, 32000),
		lines:   a.number(1, 1, 1, 9999),
		space:   a.dots(2, 0, -9999, 9999),
		justify: a.letter(3, 'L', "LCRJ"),
		indent:  a.dots(4, 0, 0, 9999),
	}
}

func textBlock(p *Printer, e *entry) {
	a := p.parameters(e)
	p.field.touched = true
	if a.given(0) {
		p.field.turn = a.turn(0)
	}
	p.field.block = &blockSpec{width: a.dots(1, 1, 1, 32000), height: a.dots(2, 1, 1, 32000), lines: 9999, justify: 'L', clip: true}
}

func numberedField(p *Printer, e *entry) {
	n, ok := fieldNumber(p.parameters(e))
	if !ok {
		p.warn(e, "no number from 0 to 9999: left out")
		return
	}
	p.field.touched, p.field.hasFN, p.field.number = true, true, n
}

// fieldNumber reads the number of ^FN, which a prompt in quotes may follow.
func fieldNumber(a parameters) (int, bool) {
	v := a.value(0)
	n, digits := 0, 0
	for digits < len(v) && v[digits] >= '0' && v[digits] <= '9' && n <= 9999 {
		n = n*10 + int(v[digits]-'0')
		digits++
	}
	return n, n <= 9999 && (digits > 0 || len(v) == 0)
}

// fontField is ^A with the font as the letter behind it.
func fontField(p *Printer, e *entry) {
	a := p.parameters(e)
	f := &p.field
	f.touched = true
	f.font = e.name[2:]
	f.takeFont(a, 0)
}

func (f *field) takeFont(a parameters, first int) {
	f.turn = a.turn(first)
	f.height, f.width = a.dots(first+1, 0, 0, 32000), a.dots(first+2, 0, 0, 32000)
}

// namedFont is ^A@: a font by its object's name, which stays for the next.
func namedFont(p *Printer, e *entry) {
	a := p.parameters(e)
	if a.given(3) {
		if name, ok := p.fontName(a, 3); ok {
			p.set.named = name
		}
	}
	p.field.touched = true
	p.field.takeFont(a, 0)
	if p.field.font = p.set.named; p.field.font == "" {
		p.warn(e, "names no font, and none was named before")
	}
}

func symbolField(p *Printer, e *entry) {
	a := p.parameters(e)
	p.field.touched, p.field.symbol = true, true
	p.field.takeFont(a, 0)
}

// barCode takes all bar code commands. The first parameter is the
// orientation in all but ^BD.
func barCode(p *Printer, e *entry) {
	a := p.parameters(e)
	f := &p.field
	f.touched, f.code = true, e.name
	f.turn = 'N'
	if e.name != "^BD" {
		f.turn = a.turn(0)
	}
	f.args = make([]string, len(a.list))
	for i := range a.list {
		f.args[i] = string(a.value(i))
	}
	if p.set.unit == 1 && p.set.scale == 1 {
		return
	}
	for _, i := range codeMeasures(e.name) {
		if a.given(i) {
			f.args[i] = strconv.Itoa(a.dots(i, 1, 1, 32000))
		}
	}
}

// codeMeasures returns which parameters of a bar code are distances, to which
// ^MU applies.
func codeMeasures(name string) []int {
	switch name {
	case "^BO", "^B0", "^BD", "^BQ", "^B4":
		return nil
	case "^B1", "^B3", "^BK", "^BM", "^BP":
		return []int{2}
	case "^BR":
		return []int{3, 4}
	case "^BT":
		return []int{1, 3, 4, 5}
	}
	return []int{1}
}
