package zpl

import (
	"errors"
	"fmt"
	"image"

	"waybill/internal/bitmap"
	"waybill/internal/paint"
	"waybill/internal/symbol"
	"waybill/label"
)

// A layer takes a document apart: what the printer draws itself goes to
// native as commands, all else is inked on one bitmap, and inks tells where.
// Everything on a label only adds ink, so order does not matter.
type layer struct {
	profile Profile
	painter paint.Painter     // of the bitmap
	inks    []image.Rectangle // one per drawn item, may overlap
	native  []byte
}

// errMedia says that a document's size is none that ^FO can address.
var errMedia = errors.New("media size out of range")

// maxOrigin is the largest coordinate of ^FO.
const maxOrigin = 32000

// draw replaces the layer's content by d.
func (l *layer) draw(d *label.Document) error {
	w, h := l.profile.DPI.Dots(d.Size.W), l.profile.DPI.Dots(d.Size.H)
	if w <= 0 || h <= 0 || w > maxOrigin || h > maxOrigin {
		return errMedia
	}
	if page := l.painter.Page; page == nil || page.W != w || page.H != h {
		l.painter.Page = bitmap.New(w, h)
	} else {
		clear(page.Bits)
	}
	l.inks, l.native = l.inks[:0], l.native[:0]
	for _, it := range d.Items {
		if err := l.item(it); err != nil {
			return fmt.Errorf("element %s: %w", it.Meta().Element, err)
		}
	}
	return nil
}

// item lets the printer draw what it draws to the dot, and paints all else.
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
	case label.Symbol:
		if l.symbol(it) {
			return nil
		}
	}
	ink, err := l.painter.Item(it)
	if err != nil {
		return err
	}
	if ink = ink.Intersect(l.media()); !ink.Empty() {
		l.inks = append(l.inks, ink)
	}
	return nil
}

// media is the area that ^FO can address. Ink outside is left out here: a
// negative coordinate is an error to printers, and what lies beyond the right
// or bottom edge costs bytes for nothing.
func (l *layer) media() image.Rectangle {
	return image.Rect(0, 0, l.painter.Page.W, l.painter.Page.H)
}

// fill lets the printer fill an area.
func (l *layer) fill(r image.Rectangle) {
	l.native = appendFill(l.native, r.Intersect(l.media()))
}

// box lets the printer draw a box: a frame as one ^GB, or as four bars where a
// side is cut off by the media's edge.
func (l *layer) box(b label.Box) {
	r := l.profile.DPI.Snap(b.R)
	if !b.Filled && r.In(l.media()) {
		t := l.profile.DPI.Stroke(b.Thickness)
		l.native = appendBox(l.native, r, min(t, r.Dx(), r.Dy()))
		return
	}
	for bar := range b.Bars(l.profile.DPI) {
		l.fill(bar)
	}
}

// symbol lets the printer draw a symbol, and reports false where that is not
// possible or not certain to give the same dots.
func (l *layer) symbol(s label.Symbol) (ok bool) {
	at, err := s.Place(l.profile.DPI)
	if err != nil || !at.Dots().In(l.media()) {
		return false
	}
	switch s.Code.Kind {
	case symbol.Code128, symbol.GS1128:
		l.native, ok = appendCode128(l.native, s.Code, at, l.profile.SetSwitches)
	case symbol.QR:
		if l.profile.NativeQR {
			l.native, ok = appendQR(l.native, s.Code, at)
		}
	}
	return ok
}
