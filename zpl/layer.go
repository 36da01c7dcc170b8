package zpl

import (
	"errors"
	"fmt"
	"image"

	"waybill/internal/bitmap"
	"waybill/internal/font"
	"waybill/internal/symbol"
	"waybill/label"
)

// A layer takes a document apart: what the printer draws itself goes to
// native as commands, all else is inked on one bitmap, and inks tells where.
// Everything on a label only adds ink, so order does not matter.
type layer struct {
	profile Profile
	text    *font.Rasterizer
	page    *bitmap.Bitmap
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
	if l.page == nil || l.page.W != w || l.page.H != h {
		l.page = bitmap.New(w, h)
	} else {
		clear(l.page.Bits)
	}
	l.inks, l.native = l.inks[:0], l.native[:0]
	for _, it := range d.Items {
		if err := l.item(it); err != nil {
			return fmt.Errorf("element %s: %w", it.Meta().Element, err)
		}
	}
	return nil
}

func (l *layer) item(it label.Item) error {
	switch it := it.(type) {
	case label.Text:
		return l.line(it)
	case label.Line:
		l.rule(it)
	case label.Box:
		return l.box(it)
	case label.Symbol:
		return l.symbol(it)
	case label.Image:
		r := l.snap(it.R)
		convert := bitmap.Threshold
		if it.Dither {
			convert = bitmap.Dither
		}
		l.ink(convert(it.Pic, r.Dx(), r.Dy()), r.Min)
	default:
		return fmt.Errorf("unknown item %T", it)
	}
	return nil
}

// media is the area that ^FO can address. Ink outside is left out here: a
// negative coordinate is an error to printers, and what lies beyond the right
// or bottom edge costs bytes for nothing.
func (l *layer) media() image.Rectangle { return image.Rect(0, 0, l.page.W, l.page.H) }

// snap puts an area on the grid as raster does: each edge on its own nearest
// dot, at least one dot wide and high.
func (l *layer) snap(r label.Rect) image.Rectangle {
	dots := l.profile.DPI.Dots
	x, y := dots(r.X), dots(r.Y)
	return image.Rect(x, y, max(dots(r.X+r.W), x+1), max(dots(r.Y+r.H), y+1))
}

// ink draws b on the page with its corner at p.
func (l *layer) ink(b *bitmap.Bitmap, p image.Point) {
	l.page.Or(b, p.X, p.Y)
	l.inked(b.Ink().Add(p))
}

func (l *layer) inked(r image.Rectangle) {
	if r = r.Intersect(l.media()); !r.Empty() {
		l.inks = append(l.inks, r)
	}
}

// pen returns where and how large a text is, in 1/64 dots but for the
// baseline. The size is in quarter dots, as in raster.
func (l *layer) pen(t label.Text) (x64, baseline, em64 int) {
	dpi := l.profile.DPI
	return dpi.Px64(t.X), dpi.Dots(t.Baseline), (dpi.Px64(t.Size) + 8) / 16 * 16
}

func (l *layer) line(t label.Text) error {
	x, y, em := l.pen(t)
	r, err := l.text.InkBounds(x, y, em, t.Bold, t.String)
	if err != nil || r.Empty() {
		return err
	}
	l.inked(r)
	return l.text.Draw(l.page, x, y, em, t.Bold, t.String, false)
}

// rule draws a line: solid ones by the printer, dashes as a graphic, where
// the repetition costs next to nothing.
func (l *layer) rule(r label.Line) {
	area := l.snap(r.R)
	if r.Dash <= 0 {
		l.native = appendFill(l.native, area.Intersect(l.media()))
		return
	}
	dash := max(l.profile.DPI.Dots(r.Dash), 1)
	if area.Dx() >= area.Dy() {
		for x := area.Min.X; x < area.Max.X; x += 2 * dash {
			l.page.Fill(x, area.Min.Y, min(dash, area.Max.X-x), area.Dy())
		}
	} else {
		for y := area.Min.Y; y < area.Max.Y; y += 2 * dash {
			l.page.Fill(area.Min.X, y, area.Dx(), min(dash, area.Max.Y-y))
		}
	}
	l.inked(area)
}

func (l *layer) box(b label.Box) error {
	r := l.snap(b.R)
	switch {
	case b.Filled && len(b.Knockout) == 0:
		l.native = appendFill(l.native, r.Intersect(l.media()))
	case b.Filled:
		r = r.Intersect(l.media())
		area := bitmap.New(r.Dx(), r.Dy())
		area.Fill(0, 0, area.W, area.H)
		for _, t := range b.Knockout {
			x, y, em := l.pen(t)
			err := l.text.Draw(area, x-64*r.Min.X, y-r.Min.Y, em, t.Bold, t.String, true)
			if err != nil {
				return err
			}
		}
		l.ink(area, r.Min)
	default:
		l.frame(r, max(l.profile.DPI.Dots(b.Thickness), 1))
	}
	return nil
}

// frame draws a frame of t dots: one ^GB, or four bars where a side is cut
// off by the media's edge.
func (l *layer) frame(r image.Rectangle, t int) {
	t = min(t, r.Dx(), r.Dy())
	media := l.media()
	if r.In(media) {
		l.native = appendBox(l.native, r, t)
		return
	}
	for _, bar := range [...]image.Rectangle{
		image.Rect(r.Min.X, r.Min.Y, r.Max.X, r.Min.Y+t),
		image.Rect(r.Min.X, r.Max.Y-t, r.Max.X, r.Max.Y),
		image.Rect(r.Min.X, r.Min.Y, r.Min.X+t, r.Max.Y),
		image.Rect(r.Max.X-t, r.Min.Y, r.Max.X, r.Max.Y),
	} {
		l.native = appendFill(l.native, bar.Intersect(media))
	}
}

func (l *layer) symbol(s label.Symbol) error {
	at, err := s.Place(l.profile.DPI)
	if err != nil {
		return err
	}
	if image.Rect(at.X, at.Y, at.X+at.W, at.Y+at.H).In(l.media()) {
		var ok bool
		switch s.Code.Kind {
		case symbol.Code128, symbol.GS1128:
			l.native, ok = appendCode128(l.native, s.Code, at, l.profile.SetSwitches)
		case symbol.QR:
			if l.profile.NativeQR {
				l.native, ok = appendQR(l.native, s.Code, at)
			}
		}
		if ok {
			return nil
		}
	}
	ny := at.Module
	if !s.Code.TwoD() {
		ny = at.H
	}
	l.ink(s.Code.Bits.ScaleXY(at.Module, ny), image.Pt(at.X, at.Y))
	return nil
}
