package interp

// graphicField is ^GF.
func graphicField(p *Printer, e *entry) {
	list, data := e.head(4)
	a := parameters{p, e, list}
	if !a.given(2) || !a.given(3) {
		p.fail(e, "size missing: left out")
		return
	}
	format := a.letter(0, 'A', "ABC")
	total, stride := a.number(2, 0, 0, 1<<30), a.number(3, 0, 0, 1<<16)
	if e.short {
		p.warn(e, "the job ends within the data")
	}
	p.spend(len(data) + min(total, p.o.Limits.FieldDots/8))
	b, ok := decodeGraphic(format, data, total, stride, p.o, p.reporter(e))
	if !ok || b == nil {
		p.label.printable = true
		return
	}
	p.setGraphic(&graphic{e: e, dots: b, w: b.W, h: b.H})
}

// reporter hands on what is wrong with the data of e.
func (p *Printer) reporter(e *entry) report {
	return func(format string, args ...any) { p.fail(e, format, args...) }
}

// downloadGraphic is ~DGd:o.x,t,w,data.
func downloadGraphic(p *Printer, e *entry) {
	list, data := e.head(3)
	a := parameters{p, e, list}
	total, stride := a.number(1, 0, 0, 1<<30), a.number(2, 0, 0, 1<<16)
	p.spend(len(data) + min(total, p.o.Limits.FieldDots/8))
	if b, ok := decodeGraphic('A', data, total, stride, p.o, p.reporter(e)); ok && b != nil {
		p.put(e, object{name: a.name(0, "R:", ".GRF"), kind: kindGraphic, picture: b})
	}
}

// downloadObject is ~DYd:f,b,x,t,w,data.
func downloadObject(p *Printer, e *entry) {
	list, data := e.head(5)
	a := parameters{p, e, list}
	format := a.letter(1, 'A', "ABCP")
	ext := a.letter(2, 'G', "BEGPTXNCFH")
	total, stride := a.number(3, 0, 0, 1<<30), a.number(4, 0, 0, 1<<16)
	if e.short {
		p.warn(e, "the job ends within the data")
	}
	p.spend(len(data) + min(total, p.o.Limits.FieldDots/8))
	name := func(x string) string { return fullName(withoutExtension(string(a.value(0))), "R:", x) }
	r := p.reporter(e)
	if format == 'P' && e.data != nil {
		format = 'B' // a PNG as it is
	}
	switch ext {
	case 'G':
		if b, ok := decodeGraphic(format, data, total, stride, p.o, r); ok && b != nil {
			p.put(e, object{name: name(".GRF"), kind: kindGraphic, picture: b})
		}
		return
	}
	if !p.spendMuch(p.payloadWork(total)) {
		return
	}
	file, ok := decodePayload(format, data, total, p.o, r)
	if !ok {
		return
	}
	switch ext {
	case 'P':
		if !p.spendMuch(pictureWork(file, p.o)) {
			return
		}
		if b, ok := decodePicture(file, p.o, r); ok && b != nil {
			p.put(e, object{name: name(".PNG"), kind: kindGraphic, picture: b})
		}
	case 'T':
		p.put(e, object{name: name(".TTF"), kind: kindFont, data: file})
	case 'E':
		p.put(e, object{name: name(".TTE"), kind: kindFont, data: file})
	default:
		p.note(e, "an object of this kind is stored, not used")
		p.put(e, object{name: name("." + string(ext)), kind: kindOther, data: file})
	}
}

// payloadWork is what it costs to decode a file of so many bytes, which may come
// deflated to a thousandth.
func (p *Printer) payloadWork(total int) int64 {
	const perByte = 8
	return perByte * int64(min(max(total, 0), p.o.Limits.ObjectBytes))
}

// withoutExtension cuts a file name's extension.
func withoutExtension(name string) string {
	for i := len(name) - 1; i >= 0 && name[i] != ':'; i-- {
		if name[i] == '.' {
			return name[:i]
		}
	}
	return name
}

// downloadFont is ~DUd:o.x,s,data and ~DT: a TrueType font.
func downloadFont(p *Printer, e *entry) {
	list, data := e.head(2)
	a := parameters{p, e, list}
	total := a.number(1, 0, 0, 1<<30)
	if !p.spendMuch(int64(len(data)) + p.payloadWork(total)) {
		return
	}
	if file, ok := decodePayload('A', data, total, p.o, p.reporter(e)); ok {
		p.put(e, object{name: a.name(0, "R:", ".FNT"), kind: kindFont, data: file})
	}
}

// downloadBitmapFont is ~DB: the characters are read when they are drawn.
func downloadBitmapFont(p *Printer, e *entry) {
	list, data := e.head(1)
	a := parameters{p, e, list}
	if data == nil {
		p.fail(e, "no characters: left out")
		return
	}
	p.put(e, object{name: a.name(0, "R:", ".FNT"), kind: kindBitmapFont, data: append([]byte(nil), data...)})
}

// downloadTable is ~DE: a table of codes. It is kept, not used: the sets that
// ^SE names are built in.
func downloadTable(p *Printer, e *entry) {
	list, data := e.head(2)
	a := parameters{p, e, list}
	p.note(e, "the table is stored, not used: the usual ones are built in")
	p.put(e, object{name: a.name(0, "R:", ".DAT"), kind: kindTable, data: append([]byte(nil), data...)})
}

// downloadOther is ~DS and ~DL.
func downloadOther(p *Printer, e *entry) {
	p.note(e, "fonts of this kind are not drawn: a font of ours takes their place")
}

// cancel is ~JA and ~JX: the open format is dropped.
func cancel(p *Printer, e *entry) {
	if p.open {
		p.note(e, "the open format is cancelled")
	}
	p.closeFormat()
}

// reset is ~JR.
func reset(p *Printer, e *entry) {
	p.note(e, "the printer starts anew: its memory and settings are as when switched on")
	p.powerOn()
}
