package interp

import (
	"bytes"
	"encoding/hex"
	"image"

	"waybill/internal/bitmap"
	"waybill/zpl/internal/charset"
)

// maxFieldData is the most field data kept. The guide has 3072 bytes.
const maxFieldData = 1 << 16

// field is the open field: what came since the last ^FS.
type field struct {
	touched bool // something came

	placed   bool // ^FO or ^FT
	typeset  bool // ^FT
	x, y     int
	noX, noY bool // ^FT without them: after the last field
	justify  int

	font          string // ^A; "": that of ^CF
	height, width int
	turn          byte // of text, code or symbol; 0: ^FW's

	symbol bool // ^GS
	code   string
	args   []string

	block     *blockSpec
	direction byte
	gap       int
	reverse   bool
	hex       bool
	indicator byte

	number int // ^FN, -1
	hasFN  bool
	data   *datum
	serial *serial

	graphic *graphic
}

// datum is the data of a field.
type datum struct {
	e        *entry
	raw      []byte // ^FH resolved
	chars    charset.Decoder
	variable bool // ^FV
}

// graphic is what a field draws that is no text and no code.
type graphic struct {
	e      *entry
	dots   *bitmap.Bitmap // or
	shape  shape
	w, h   int
	white  bool
	object string
}

// lateField is a field that is not part of what ^MCN keeps.
type lateField struct {
	at   image.Point
	dots *bitmap.Bitmap
	mode mode
}

// position takes ^FO and ^FT. A field that still is open ends here.
func (p *Printer) position(e *entry, typeset bool) {
	if p.field.drawable() {
		p.warn(e, "the field before has no ^FS: it ends here")
		p.finishField(e)
	}
	a := p.parameters(e)
	f := &p.field
	f.touched = true
	f.placed, f.typeset = true, typeset
	f.x, f.y = a.dots(0, 0, -32000, 32000), a.dots(1, 0, -32000, 32000)
	f.noX, f.noY = !a.given(0), !a.given(1)
	f.justify = a.number(2, p.set.justify, 0, 2)
	p.label.printable = true
}

func (f *field) drawable() bool { return f.data != nil || f.graphic != nil }

// takeData takes ^FD, ^FV and ^SN.
func (p *Printer) takeData(e *entry, raw []byte) {
	f := &p.field
	if f.data != nil {
		p.warn(e, "the field has data already: the last counts")
	}
	f.touched = true
	f.data = &datum{e: e, raw: p.clean(e, raw), chars: p.set.chars, variable: e.name == "^FV"}
	p.label.printable = p.label.printable || !f.hasFN
}

// clean resolves ^FH and drops line ends, which print nothing.
func (p *Printer) clean(e *entry, raw []byte) []byte {
	if len(raw) > maxFieldData {
		p.fail(e, "more than %d bytes of data: the rest is left out", maxFieldData)
		raw = raw[:maxFieldData]
	}
	f := &p.field
	hexed := f.hex
	f.hex = false
	return cleanData(raw, hexed, f.indicator)
}

func cleanData(raw []byte, hexed bool, indicator byte) []byte {
	if bytes.IndexByte(raw, '\r') < 0 && bytes.IndexByte(raw, '\n') < 0 && !(hexed && bytes.IndexByte(raw, indicator) >= 0) {
		return raw
	}
	out := make([]byte, 0, len(raw))
	for i := 0; i < len(raw); i++ {
		switch c := raw[i]; {
		case c == '\r' || c == '\n':
		case hexed && c == indicator && i+2 < len(raw):
			var b [1]byte
			if _, err := hex.Decode(b[:], raw[i+1:i+3]); err != nil {
				out = append(out, c)
				continue
			}
			out = append(out, b[0])
			i += 2
		default:
			out = append(out, c)
		}
	}
	return out
}

// finishField draws the open field. e is the command that ends it, nil at the
// end of the format.
func (p *Printer) finishField(e *entry) {
	f := &p.field
	if e == nil && f.drawable() {
		d := f.graphicOrData()
		p.diagnose(d.offset, d.name, Warning, "the field has no ^FS: it ends with the format")
	}
	if f.graphic != nil {
		p.drawGraphic(f)
	}
	if f.hasFN {
		p.fill(f)
	}
	if f.data != nil {
		p.drawData(f)
	}
	*f = field{}
}

func (f *field) graphicOrData() *entry {
	if f.data != nil {
		return f.data.e
	}
	return f.graphic.e
}

// fill gives a numbered field what ^FN elsewhere brings.
func (p *Printer) fill(f *field) {
	v, ok := p.label.numbers[f.number]
	if !ok {
		return
	}
	if f.data != nil {
		f.data.raw, f.data.chars = v.raw, v.chars
	} else {
		f.data = &datum{e: v.e, raw: v.raw, chars: v.chars}
	}
	if v.serial != nil {
		f.serial = v.serial
		p.label.serial = true
	}
	// Without a place it only brings the value.
	if !f.placed {
		f.data = nil
	}
}

// drawData draws a text, a symbol or a bar code.
func (p *Printer) drawData(f *field) {
	d := f.data
	if f.hasFN && !f.placed {
		return
	}
	raw := d.raw
	if f.serial != nil {
		raw = f.serial.at(raw, p.label.serialNo)
	}
	e := d.e
	var failed bool
	r := func(format string, args ...any) {
		failed = true
		p.warn(e, format, args...)
	}
	var out drawn
	var ok bool
	shown := Field{Offset: e.offset, Command: e.name, Text: d.chars.Decode(raw)}
	turn := f.turn
	if turn == 0 {
		turn = p.set.turn
	}
	switch {
	case f.code != "":
		shown.Command = f.code
		if !p.spend(codeWork(len(raw))) {
			return
		}
		out, ok = drawCode(codeSpec{command: f.code, args: f.args, module: p.set.module, ratio: p.set.ratio, height: p.set.barHeight, head: p.o.DotsPerMM, raw: raw, text: shown.Text}, p.text, r)
	case f.symbol:
		shown.Command, shown.Height, shown.Width = "^GS", f.height, f.width
		out, ok = p.symbol(raw, f.height, f.width, r)
	default:
		p.encodingHint(e, d, raw)
		s := textSpec{font: f.font, height: f.height, width: f.width, text: shown.Text, block: f.block, direction: f.direction, gap: f.gap, backslash: d.chars.Backslash()}
		if s.font == "" {
			s.font, s.height, s.width = p.set.font, p.set.fontHeight, p.set.fontWidth
		} else if s.height == 0 && s.width == 0 {
			s.height, s.width = p.set.fontHeight, p.set.fontWidth
		}
		if s.direction == 0 {
			s.direction = 'H'
		}
		shown.Font, shown.Height, shown.Width = s.font, s.height, s.width
		out, ok = p.text.draw(s, r)
	}
	p.spend(64 * len(raw))
	if !ok || out.box == nil {
		if !failed && len(bytes.TrimSpace(raw)) > 0 {
			p.fail(e, "nothing drawn")
		}
		p.show(f, shown, turn, image.Rectangle{Min: p.origin(f)})
		return
	}
	box := p.place(f, out, turn, false, d.variable)
	p.show(f, shown, turn, box)
}

// codeWork is what a bar code of n bytes costs: the mask and the correction of
// a large matrix take tens of milliseconds.
func codeWork(n int) int { return n * (8192 + 16*min(n, 4096)) }

// show lists a field for Label.Fields.
func (p *Printer) show(f *field, s Field, turn byte, box image.Rectangle) {
	if !p.o.Fields {
		return
	}
	s.X, s.Y, s.Typeset, s.Reverse = f.x, f.y, f.typeset, f.reverse
	if turn != 0 {
		s.Turn = string(turn)
	}
	if f.hasFN {
		n := f.number
		s.Number = &n
	}
	s.Box = boxOf(box)
	p.label.fields = append(p.label.fields, s)
}
