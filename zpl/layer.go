package zpl

import (
	"errors"
	"fmt"
	"image"

	"waybill/internal/bitmap"
	"waybill/internal/font"
	"waybill/internal/paint"
	"waybill/internal/symbol"
	"waybill/label"
)

// A layer takes a document apart: what the printer draws itself goes to
// native as commands, all else is inked on one bitmap, and inks tells where.
// Everything on a label only adds ink, so order does not matter, but for
// reversed text, which stands behind its box.
type layer struct {
	profile Profile
	typist  typist
	painter paint.Painter     // of the bitmap
	inks    []image.Rectangle // one per drawn item, may overlap
	native  []byte
	sep     string // behind every field: a line end where size is no matter
	setup   *Setup // what the printer has, nil for nothing
	content []byte // data of the field being written
	key     []byte
}

func newLayer(p Profile, fonts *font.Set) layer {
	return layer{
		profile: p,
		typist:  newTypist(p, fonts),
		painter: paint.Painter{DPI: p.DPI, Text: font.NewRasterizer(fonts)},
		sep:     "\n",
	}
}

// errMedia says that a document's size is none that ^FO can address.
var errMedia = errors.New("media size out of range")

// WidthError says that a label is wider than the printer prints.
type WidthError struct {
	Profile string
	Have    label.Length // width of the label
	Max     label.Length // width that the profile gives the printer
}

func (e *WidthError) Error() string {
	return fmt.Sprintf("label of %v is wider than the %v of printer profile %s", e.Have, e.Max, e.Profile)
}

// Fits returns a *WidthError for labels that are wider than the printer prints.
func (p Profile) Fits(size label.Size) error {
	if p.Width > 0 && size.W > p.Width {
		return &WidthError{Profile: p.Name, Have: size.W, Max: p.Width}
	}
	return nil
}

// maxOrigin is the largest coordinate of ^FO.
const maxOrigin = 32000

// open makes the layer a blank one for labels of a size.
func (l *layer) open(size label.Size) error {
	w, h := l.profile.DPI.Dots(size.W), l.profile.DPI.Dots(size.H)
	if w <= 0 || h <= 0 || w > maxOrigin || h > maxOrigin {
		return errMedia
	}
	if err := l.profile.Fits(size); err != nil {
		return err
	}
	if page := l.painter.Page; page == nil || page.W != w || page.H != h {
		l.painter.Page = bitmap.New(w, h)
	} else if len(l.inks) > 0 {
		clear(page.Bits)
	}
	l.inks, l.native = l.inks[:0], l.native[:0]
	return nil
}

// draw puts an item on the layer. Errors name the element.
func (l *layer) draw(it label.Item) error {
	if err := l.item(it); err != nil {
		return fmt.Errorf("element %s: %w", it.Meta().Element, err)
	}
	return nil
}

// item lets the printer draw what it draws to the dot, and text that it can
// set; it paints all else.
func (l *layer) item(it label.Item) error {
	switch it := it.(type) {
	case label.Line:
		// Dashes are painted: as a graphic, repetition costs next to nothing.
		if it.Dash <= 0 {
			l.fill(l.profile.DPI.Snap(it.R))
			return nil
		}
	case label.Box:
		if !it.Filled || len(it.Knockout) == 0 {
			l.box(it)
			return nil
		}
		if l.recall(it) || l.reverse(it) {
			return nil
		}
		return l.ink(it)
	}
	var s slot
	var ok bool
	if l.content, s, ok = l.field(l.content[:0], it); ok {
		l.native = append(s.append(l.native, l.content), l.sep...)
		return nil
	}
	if l.recall(it) {
		return nil
	}
	return l.ink(it)
}

// ink paints an item.
func (l *layer) ink(it label.Item) error {
	ink, err := l.painter.Item(it)
	if err != nil {
		return err
	}
	if ink = ink.Intersect(l.media()); !ink.Empty() {
		l.inks = append(l.inks, ink)
	}
	return nil
}

// field appends ^FD and the data of an item that the printer sets as a field,
// and returns its slot; false where that is not possible or not certain to
// come out right.
func (l *layer) field(dst []byte, it label.Item) ([]byte, slot, bool) {
	switch it := it.(type) {
	case label.Text:
		if s, ok := l.typist.slot(it, l.media()); ok {
			return l.typist.appendContent(dst, it.String), s, true
		}
	case label.Symbol:
		at, err := it.Place(l.profile.DPI)
		if err != nil || !at.Dots().In(l.media()) {
			return dst, slot{}, false
		}
		switch it.Code.Kind {
		case symbol.Code128, symbol.GS1128:
			return appendCode128(dst, it.Code, at, l.profile.SetSwitches)
		case symbol.QR:
			if l.profile.NativeQR {
				return appendQR(dst, it.Code, at)
			}
		}
	}
	return dst, slot{}, false
}

// recall draws an item as a graphic that the printer has.
func (l *layer) recall(it label.Item) bool {
	if l.setup == nil || len(l.setup.pictures) == 0 {
		return false
	}
	var ok bool
	if l.key, ok = appendKey(l.key[:0], it); !ok {
		return false
	}
	p, ok := l.setup.pictures[string(l.key)]
	if ok {
		l.native = append(append(l.native, p.recall...), l.sep...)
	}
	return ok
}

// reverse draws a box with its texts left out, where the printer can set
// them: the box, then the texts reversed (^FR). Bold text gets no thicker: a
// copy over itself would turn it back.
func (l *layer) reverse(b label.Box) bool {
	r := l.profile.DPI.Snap(b.R)
	if !r.In(l.media()) {
		return false
	}
	start := len(l.native)
	l.fill(r)
	for _, t := range b.Knockout {
		s, ok := l.typist.slot(t, r)
		if !ok {
			l.native = l.native[:start]
			return false
		}
		s.smear = 0
		l.content = l.typist.appendContent(l.content[:0], t.String)
		l.native = append(s.appendText(l.native, "^FR", l.content), l.sep...)
	}
	return true
}

// media is the area that ^FO can address. Ink outside is left out here: a
// negative coordinate is an error to printers, and what lies beyond the right
// or bottom edge costs bytes for nothing.
func (l *layer) media() image.Rectangle {
	return image.Rect(0, 0, l.painter.Page.W, l.painter.Page.H)
}

// fill lets the printer fill an area.
func (l *layer) fill(r image.Rectangle) {
	if r = r.Intersect(l.media()); !r.Empty() {
		l.native = append(appendFill(l.native, r), l.sep...)
	}
}

// box lets the printer draw a box: a frame as one ^GB, or as four bars where a
// side is cut off by the media's edge.
func (l *layer) box(b label.Box) {
	r := l.profile.DPI.Snap(b.R)
	if !b.Filled && r.In(l.media()) {
		t := l.profile.DPI.Stroke(b.Thickness)
		l.native = append(appendBox(l.native, r, min(t, r.Dx(), r.Dy())), l.sep...)
		return
	}
	for bar := range b.Bars(l.profile.DPI) {
		l.fill(bar)
	}
}
