package interp

import (
	"errors"
	"image"

	"waybill/internal/bitmap"
	"waybill/zpl/internal/charset"
)

// ErrLimit ends a job that goes beyond Limits.Work or Limits.Labels.
var ErrLimit = errors.New("the job goes beyond the limits")

// A Label is one printed label.
type Label struct {
	Index   int64 // from 0, copies not counted
	Offset  int64 // of its ^XA
	Copies  int   // how often this very label is printed
	Pause   int   // ^PQ: labels after which the printer pauses or cuts; 0: none
	Dots    *bitmap.Bitmap
	Fields  []Field // in order of drawing, with Options.Fields
	printer *Printer
}

// Take returns the label's dots for good, and the printer takes new ones.
func (l *Label) Take() *bitmap.Bitmap {
	if l.printer.page == l.Dots {
		l.printer.page = nil
	}
	return l.Dots
}

// A Field is what a label shows at one place.
type Field struct {
	Offset  int64  `json:"offset"`  // of the command that holds the text or draws
	Command string `json:"command"` // "^A0", "^BC", "^GF", "^GB" …
	Text    string `json:"text,omitempty"`
	X       int    `json:"x"` // of ^FO or ^FT, in dots
	Y       int    `json:"y"`
	Typeset bool   `json:"ft,omitempty"` // placed by ^FT
	Font    string `json:"font,omitempty"`
	Height  int    `json:"height,omitempty"` // dots, as the command has it
	Width   int    `json:"width,omitempty"`
	Turn    string `json:"orientation,omitempty"` // N, R, I or B
	Reverse bool   `json:"reverse,omitempty"`
	Number  *int   `json:"fn,omitempty"` // ^FN
	Object  string `json:"object,omitempty"`
	Box     Box    `json:"box"` // on the label, before ^PM and ^PO; may reach over its edge
}

// A Box is a rectangle of dots.
type Box struct {
	X int `json:"x"`
	Y int `json:"y"`
	W int `json:"w"`
	H int `json:"h"`
}

func boxOf(r image.Rectangle) Box { return Box{r.Min.X, r.Min.Y, r.Dx(), r.Dy()} }

// label is the state of the label being drawn.
type label struct {
	serialNo  int  // from 0: which of the labels that differ
	printable bool // it has a field: the printer feeds a label
	stored    bool // ^DF took it
	serial    bool // ^SN or ^SF: copies differ
	quantity  int
	replicate int // ^PQ: copies of each serial number
	pause     int
	keep      bool // ^MCN
	numbers   map[int]value
	collected map[string]bool // formats whose defaults are in numbers
	fields    []Field
	depth     int // of ^XF
	next      image.Point
	nextSet   bool
	late      []lateField
	save      []saveImage
	misread   bool        // encodingHint has spoken
	reach     image.Point // how far ink goes, as far as it may leave the page
}

// value is what ^FN stands for.
type value struct {
	e      *entry
	raw    []byte
	chars  charset.Decoder
	serial *serial
}

// finishFormat draws and hands on the label of the open format.
func (p *Printer) finishFormat() {
	before := p.set
	for printed := 0; ; {
		p.label = label{serialNo: p.label.serialNo, quantity: 1, replicate: 1, fields: p.label.fields[:0]}
		p.field = field{}
		if p.format.numbered {
			p.label.numbers, p.label.collected = map[int]value{}, map[string]bool{}
			p.collect(p.format.list, before.chars, 0)
		}
		p.clearPage()
		p.runEntries(p.format.list)
		p.finishField(nil)
		p.saveImages()
		if p.ended != nil || p.label.stored || !p.label.printable {
			break
		}
		if !p.label.serial {
			p.emit(p.label.quantity)
			break
		}
		same := min(p.label.replicate, p.label.quantity-printed)
		p.emit(same)
		if printed += same; printed >= p.label.quantity || p.ended != nil {
			break
		}
		p.set, p.quiet = before, true
		p.label.serialNo++
	}
	p.quiet = false
	p.closeFormat()
}

// runEntries runs the commands of a format.
func (p *Printer) runEntries(list []entry) {
	for i := range list {
		if p.ended != nil {
			return
		}
		e := &list[i]
		if e.name == "^DF" && p.label.depth == 0 {
			p.storeFormat(e, list[i+1:])
			return
		}
		p.execute(e)
	}
}

// pageSize returns the label's size in dots as drawn: under ^JMB half of them.
func (p *Printer) pageSize() (w, h int) {
	w, h = p.o.Width, p.o.Height
	if !p.o.FixedSize {
		if p.set.width > 0 {
			w = p.set.width
		}
		if p.set.length > 0 {
			h = p.set.length
		}
	}
	if p.set.half {
		w, h = (w+1)/2, (h+1)/2
	}
	if most := p.o.Limits.LabelDots; w > most/max(h, 1) {
		w = min(w, most)
		h = max(1, most/w)
	}
	return w, h
}

// clearPage blanks the page, or puts there what ^MCN left.
func (p *Printer) clearPage() {
	w, h := p.pageSize()
	if p.page == nil || p.page.W != w || p.page.H != h {
		p.page = bitmap.New(w, h)
	} else {
		clear(p.page.Bits)
	}
	p.spend(len(p.page.Bits) / 8)
	if p.fixed != nil {
		p.page.Or(p.fixed, 0, 0)
	}
}

// resizePage follows ^PW and ^LL within a label.
func (p *Printer) resizePage() {
	w, h := p.pageSize()
	if p.page == nil || p.page.W == w && p.page.H == h {
		return
	}
	old := p.page
	p.page = bitmap.New(w, h)
	p.page.Or(old, 0, 0)
	p.spend(len(p.page.Bits) + len(old.Bits))
}

// emit turns the page as it comes out and hands it on.
func (p *Printer) emit(copies int) {
	if p.label.keep {
		p.fixed = p.page.Crop(image.Rect(0, 0, p.page.W, p.page.H))
	} else {
		p.fixed = nil
	}
	p.drawLate()
	p.edgeHint()
	dots := p.page
	for _, step := range []struct {
		wanted bool
		turn   func(*bitmap.Bitmap) *bitmap.Bitmap
	}{
		{p.set.mirror, mirrored},
		{p.set.invert, func(b *bitmap.Bitmap) *bitmap.Bitmap { return turned(b, 'I') }},
		{p.set.half, func(b *bitmap.Bitmap) *bitmap.Bitmap { return b.Scale(2) }},
	} {
		if step.wanted {
			if !p.spend(4 * len(dots.Bits)) {
				return
			}
			dots = step.turn(dots)
		}
	}
	if l := p.o.Limits.Labels; l >= 0 && p.labels+int64(copies) > l {
		p.quiet = false
		p.diagnose(p.opened, "^XA", Error, "more than %d labels: the job ends here", l)
		defer func() { p.ended = ErrLimit }()
		if copies = int(l - p.labels); copies == 0 {
			return
		}
	}
	l := &Label{Index: p.index, Offset: p.opened, Copies: copies, Pause: p.label.pause, Dots: dots, Fields: p.label.fields, printer: p}
	p.labels += int64(copies)
	p.index++
	if !p.spend(len(dots.Bits) / 8) {
		return
	}
	if err := p.handler.Label(l); err != nil && p.ended == nil {
		p.ended = err
	}
}
