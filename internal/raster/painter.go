package raster

import (
	"fmt"
	"image"

	"waybill/internal/bitmap"
	"waybill/internal/font"
	"waybill/label"
)

// A painter draws items on one bitmap.
type painter struct {
	dst  *bitmap.Bitmap
	dpi  label.DPI
	text *font.Rasterizer
}

func (p *painter) draw(it label.Item) error {
	switch it := it.(type) {
	case label.Text:
		return p.write(p.dst, image.Point{}, it, false)
	case label.Line:
		p.line(it)
	case label.Box:
		return p.box(it)
	case label.Symbol:
		return p.symbol(it)
	case label.Image:
		p.image(it)
	default:
		return fmt.Errorf("unknown item %T", it)
	}
	return nil
}

// write draws or erases a line of text on dst, whose top left corner is at
// origin. Sizes are rounded to quarter dots, so that the nearly equal sizes
// of fitted text share their glyphs.
func (p *painter) write(dst *bitmap.Bitmap, origin image.Point, t label.Text, erase bool) error {
	const quarter = 64 / 4
	em := (p.dpi.Px64(t.Size) + quarter/2) / quarter * quarter
	return p.text.Draw(dst, p.dpi.Px64(t.X)-64*origin.X, p.dpi.Dots(t.Baseline)-origin.Y,
		em, t.Bold, t.String, erase)
}

// snap puts an area on the grid. Each edge goes to its own nearest dot, so
// that areas which touch in micrometres touch in dots; none vanishes.
func (p *painter) snap(r label.Rect) image.Rectangle {
	x, y := p.dpi.Dots(r.X), p.dpi.Dots(r.Y)
	return image.Rect(x, y, max(p.dpi.Dots(r.X+r.W), x+1), max(p.dpi.Dots(r.Y+r.H), y+1))
}

// line draws a solid line, or dashes and gaps of equal length that begin with
// a dash; the last one may be cut.
func (p *painter) line(l label.Line) {
	r := p.snap(l.R)
	if l.Dash <= 0 {
		p.dst.Fill(r.Min.X, r.Min.Y, r.Dx(), r.Dy())
		return
	}
	dash := max(p.dpi.Dots(l.Dash), 1)
	if r.Dx() >= r.Dy() {
		for x := r.Min.X; x < r.Max.X; x += 2 * dash {
			p.dst.Fill(x, r.Min.Y, min(dash, r.Max.X-x), r.Dy())
		}
		return
	}
	for y := r.Min.Y; y < r.Max.Y; y += 2 * dash {
		p.dst.Fill(r.Min.X, y, r.Dx(), min(dash, r.Max.Y-y))
	}
}

// box draws a frame inward from its area's edges, or a filled area with its
// texts left out.
func (p *painter) box(b label.Box) error {
	r := p.snap(b.R)
	if !b.Filled {
		t := max(p.dpi.Dots(b.Thickness), 1)
		tx, ty := min(t, r.Dx()), min(t, r.Dy())
		p.dst.Fill(r.Min.X, r.Min.Y, r.Dx(), ty)
		p.dst.Fill(r.Min.X, r.Max.Y-ty, r.Dx(), ty)
		p.dst.Fill(r.Min.X, r.Min.Y, tx, r.Dy())
		p.dst.Fill(r.Max.X-tx, r.Min.Y, tx, r.Dy())
		return nil
	}
	if len(b.Knockout) == 0 {
		p.dst.Fill(r.Min.X, r.Min.Y, r.Dx(), r.Dy())
		return nil
	}
	r = r.Intersect(image.Rect(0, 0, p.dst.W, p.dst.H))
	area := bitmap.New(r.Dx(), r.Dy())
	area.Fill(0, 0, area.W, area.H)
	for _, t := range b.Knockout {
		if err := p.write(area, r.Min, t, true); err != nil {
			return err
		}
	}
	p.dst.Or(area, r.Min.X, r.Min.Y)
	return nil
}

// symbol draws whole dots per module.
func (p *painter) symbol(s label.Symbol) error {
	at, err := s.Place(p.dpi)
	if err != nil {
		return err
	}
	ny := at.Module
	if !s.Code.TwoD() {
		ny = at.H
	}
	p.dst.Or(s.Code.Bits.ScaleXY(at.Module, ny), at.X, at.Y)
	return nil
}

func (p *painter) image(i label.Image) {
	r := p.snap(i.R)
	convert := bitmap.Threshold
	if i.Dither {
		convert = bitmap.Dither
	}
	p.dst.Or(convert(i.Pic, r.Dx(), r.Dy()), r.Min.X, r.Min.Y)
}
