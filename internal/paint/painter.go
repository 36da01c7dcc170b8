package paint

import (
	"fmt"
	"image"

	"waybill/internal/bitmap"
	"waybill/internal/font"
	"waybill/label"
)

// A Painter inks items on a page. Items only add ink, as on a printer, so
// their order does not matter; ink outside the page is clipped. It is not safe
// for concurrent use.
type Painter struct {
	Page *bitmap.Bitmap
	DPI  label.DPI
	Text *font.Rasterizer
}

// Item inks one item and returns an area that holds its ink, empty if there is
// none; it may reach over the page's edges. Nothing is inked if there is an
// error: a *font.MissingError for a character without a glyph, a
// *label.SymbolError for a symbol too wide for its area.
func (p *Painter) Item(it label.Item) (ink image.Rectangle, err error) {
	switch it := it.(type) {
	case label.Text:
		return p.write(it)
	case label.Line:
		for bar := range it.Bars(p.DPI) {
			p.fill(bar)
		}
		return p.DPI.Snap(it.R), nil
	case label.Box:
		if it.Filled && len(it.Knockout) > 0 {
			return p.reverse(it)
		}
		for bar := range it.Bars(p.DPI) {
			p.fill(bar)
		}
		return p.DPI.Snap(it.R), nil
	case label.Symbol:
		return p.symbol(it)
	case label.Image:
		r := p.DPI.Snap(it.R)
		return p.or(Picture(it, r.Dx(), r.Dy()), r.Min), nil
	}
	return image.Rectangle{}, fmt.Errorf("unknown item %T", it)
}

func (p *Painter) fill(r image.Rectangle) { p.Page.Fill(r.Min.X, r.Min.Y, r.Dx(), r.Dy()) }

// or inks b with its corner at the dot at.
func (p *Painter) or(b *bitmap.Bitmap, at image.Point) image.Rectangle {
	p.Page.Or(b, at.X, at.Y)
	return b.Ink().Add(at)
}

func (p *Painter) write(t label.Text) (image.Rectangle, error) {
	pen := t.Pen(p.DPI)
	ink, err := p.Text.InkBounds(pen.X64, pen.Baseline, pen.Em64, t.Bold, t.String)
	if err != nil || ink.Empty() {
		return ink, err
	}
	return ink, p.Text.Draw(p.Page, pen.X64, pen.Baseline, pen.Em64, t.Bold, t.String, false)
}

// reverse inks a filled box with its texts left out. Knocked out on a bitmap
// of their own, they erase nothing that lies beneath the box.
func (p *Painter) reverse(b label.Box) (image.Rectangle, error) {
	r := p.DPI.Snap(b.R).Intersect(image.Rect(0, 0, p.Page.W, p.Page.H))
	area := bitmap.New(r.Dx(), r.Dy())
	area.Fill(0, 0, area.W, area.H)
	for _, t := range b.Knockout {
		pen := t.Pen(p.DPI).From(r.Min)
		if err := p.Text.Draw(area, pen.X64, pen.Baseline, pen.Em64, t.Bold, t.String, true); err != nil {
			return image.Rectangle{}, err
		}
	}
	return p.or(area, r.Min), nil
}

// symbol inks whole dots per module; a bar code's single row is stretched to
// its height.
func (p *Painter) symbol(s label.Symbol) (image.Rectangle, error) {
	at, err := s.Place(p.DPI)
	if err != nil {
		return image.Rectangle{}, err
	}
	return p.or(s.Code.Bits.ScaleXY(at.Module, at.H/s.Code.H), at.Dots().Min), nil
}

// Picture returns an image in w by h dots.
func Picture(i label.Image, w, h int) *bitmap.Bitmap {
	if i.Dither {
		return bitmap.Dither(i.Pic, w, h)
	}
	return bitmap.Threshold(i.Pic, w, h)
}
