package interp

import (
	"bytes"
	"image"
	"strings"

	"waybill/internal/bitmap"
	"waybill/zpl/internal/charset"
)

// saveImage is ^IS, done when the label is drawn.
type saveImage struct {
	e    *entry
	name string
}

// name returns an object's name from a parameter, completed.
func (a parameters) name(i int, drive, ext string) string {
	v := string(a.value(i))
	if v == "" || strings.HasSuffix(v, ":") {
		v += "UNKNOWN"
	}
	return fullName(v, drive, ext)
}

// find looks for an object where the guide says: on its drive, or on all.
func (p *Printer) find(a parameters, i int, ext string) (object, bool) {
	v := strings.ToUpper(string(a.value(i)))
	if len(v) > 1 && v[1] == ':' {
		return p.mem.object(a.name(i, "", ext))
	}
	return p.mem.object(strings.TrimPrefix(a.name(i, "R:", ext), "R:"))
}

func (p *Printer) put(e *entry, o object) {
	if !p.mem.put(o) {
		p.fail(e, "the printer's memory is full (%d bytes): not stored", p.mem.limit)
	}
}

// storeFormat is ^DF: the rest of the format is kept, not printed.
func (p *Printer) storeFormat(e *entry, rest []entry) {
	a := p.parameters(e)
	p.label.stored = true
	if p.label.serialNo > 0 {
		return
	}
	o := object{name: a.name(0, "R:", ".ZPL"), kind: kindFormat}
	for i := range rest {
		o.format = append(o.format, rest[i].clone())
	}
	p.put(e, o)
}

// recall is ^XF.
func recall(p *Printer, e *entry) {
	p.finishField(e)
	o, ok := p.find(p.parameters(e), 0, ".ZPL")
	switch {
	case !ok || o.kind != kindFormat:
		p.fail(e, "no such format in the printer's memory")
	case p.label.depth >= p.o.Limits.Depth:
		p.fail(e, "formats recall each other more than %d deep", p.o.Limits.Depth)
	default:
		p.label.depth++
		for i := range o.format {
			if !p.spend(commandWork + len(o.format[i].args)) {
				return
			}
			p.execute(&o.format[i])
		}
		p.finishField(e)
		p.label.depth--
	}
}

// collect finds what fills the numbered fields: data of the format itself,
// then what recalled formats have as defaults.
func (p *Printer) collect(list []entry, chars charset.Decoder, depth int) {
	p.quiet = true // the same commands are run again
	defer func() { p.quiet = p.label.serialNo > 0 }()
	number, hexed := -1, false
	var indicator byte
	put := func(e *entry, raw []byte, s *serial) {
		_, have := p.label.numbers[number]
		if number < 0 || have && depth > 0 {
			return
		}
		p.label.numbers[number] = value{e: e, raw: cleanData(raw, hexed, indicator), chars: chars, serial: s}
	}
	for i := range list {
		e := &list[i]
		if !p.spend(commandWork + len(e.args)) {
			return
		}
		a := parameters{p: p}
		switch e.name {
		case "^FN":
			number, _ = fieldNumber(a.with(e))
		case "^CI":
			chooseChars(&chars, a.with(e))
		case "^FH":
			hexed, indicator = true, hexIndicator(a.with(e))
		case "^FD", "^FV":
			put(e, e.args[:min(len(e.args), maxFieldData)], nil)
			hexed = false
		case "^SN":
			start, s := serialOf(a.with(e))
			put(e, start, s)
			hexed = false
		case "^FS":
			number, hexed = -1, false
		case "^XF":
			if o, ok := p.find(a.with(e), 0, ".ZPL"); ok && !p.label.collected[o.name] && depth < p.o.Limits.Depth {
				p.label.collected[o.name] = true
				p.collect(o.format, chars, depth+1)
			}
		case "^DF":
			return
		}
	}
}

// imageSave is ^IS: the label's picture as an object.
func imageSave(p *Printer, e *entry) {
	a := p.parameters(e)
	p.label.save = append(p.label.save, saveImage{e, a.name(0, "R:", ".GRF")})
	if !a.yes(1, true) {
		p.label.stored = true
	}
}

// saveImages does what ^IS asked for.
func (p *Printer) saveImages() {
	if p.label.serialNo > 0 {
		return
	}
	for _, s := range p.label.save {
		if !p.spend(len(p.page.Bits)) {
			return
		}
		o := object{name: s.name, kind: kindGraphic, picture: p.page}
		if p.mem.fits(o) { // before it is copied
			o.picture = p.page.Crop(image.Rect(0, 0, p.page.W, p.page.H))
		}
		p.put(s.e, o)
	}
}

// imageLoad is ^IL: a stored picture under the whole label.
func imageLoad(p *Printer, e *entry) {
	if b, _ := p.picture(e); b != nil {
		p.label.printable = true
		p.blit(b, image.Pt(0, 0), ink)
	}
}

// picture returns the stored picture that a command names.
func (p *Printer) picture(e *entry) (*bitmap.Bitmap, string) {
	a := p.parameters(e)
	o, ok := p.find(a, 0, ".GRF")
	if !ok && !bytes.Contains(a.value(0), []byte(".")) {
		o, ok = p.find(a, 0, ".PNG")
	}
	if !ok || o.picture == nil {
		p.fail(e, "no such graphic in the printer's memory")
		return nil, ""
	}
	return o.picture, o.name
}

// imageMove is ^IM: a stored picture at the field's origin.
func imageMove(p *Printer, e *entry) {
	if b, name := p.picture(e); b != nil {
		p.setGraphic(&graphic{e: e, dots: b, w: b.W, h: b.H, object: name})
	}
}

// recallGraphic is ^XG: as ^IM, magnified.
func recallGraphic(p *Printer, e *entry) {
	b, name := p.picture(e)
	if b == nil {
		return
	}
	a := p.parameters(e)
	mx, my := a.number(1, 1, 1, 10), a.number(2, 1, 1, 10)
	if mx > 1 || my > 1 {
		if b.W*mx > p.o.Limits.FieldDots/max(1, b.H*my) {
			p.fail(e, "graphic of more than %d dots", p.o.Limits.FieldDots)
			return
		}
		p.spend(b.H * my * b.Stride * mx)
		b = b.ScaleXY(mx, my)
	}
	p.setGraphic(&graphic{e: e, dots: b, w: b.W, h: b.H, object: name})
}

// deleteObject is ^ID.
func deleteObject(p *Printer, e *entry) {
	if p.label.serialNo > 0 {
		return
	}
	a := p.parameters(e)
	if !a.given(0) {
		p.warn(e, "names no object: nothing is deleted")
		return
	}
	pattern := fullName(string(a.value(0)), "R:", ".GRF")
	if hasWildcard(pattern) && !p.spendMuch(p.mem.visit(len(pattern))) {
		return
	}
	if p.mem.remove(pattern) == 0 {
		p.note(e, "no such object in the printer's memory")
	}
}

// eraseGraphics is ~EG, ^EG.
func eraseGraphics(p *Printer, _ *entry) {
	p.eraseKind(kindGraphic)
}

// eraseFormats is ^EF.
func eraseFormats(p *Printer, _ *entry) {
	p.eraseKind(kindFormat)
}

func (p *Printer) eraseKind(k kind) {
	if p.spendMuch(p.mem.visit(0)) {
		p.mem.removeKind(k)
	}
}

// transfer is ^TO: objects are copied under another name.
func transfer(p *Printer, e *entry) {
	if p.label.serialNo > 0 {
		return
	}
	a := p.parameters(e)
	o, ok := p.find(a, 0, "")
	if !ok {
		p.fail(e, "no such object in the printer's memory")
		return
	}
	to := strings.ToUpper(string(a.value(1)))
	name := o.name[2:]
	if _, as, found := strings.Cut(to, ":"); found && as != "" && !strings.ContainsAny(as, "*?") {
		name = as
	}
	drive := "R:"
	if len(to) > 1 && to[1] == ':' {
		drive = to[:2]
	}
	o.name = drive + name
	p.put(e, o)
}
