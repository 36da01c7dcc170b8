package raster

import (
	"fmt"
	"io"

	"waybill/internal/bitmap"
	"waybill/internal/font"
	"waybill/internal/paint"
	"waybill/label"
)

// maxDots bounds the bitmap: 64 MB, a metre of 300 mm paper at 600 dpi.
const maxDots = 1 << 29

// Render draws d at dpi. Items only add ink, as on a printer: reversed text
// shows what else lies beneath its box. Ink outside the media is clipped.
//
// Errors name the template's element. A character without a glyph is a
// *font.MissingError, a symbol too wide for its area a *label.SymbolError.
// A Rasterizer is not safe for concurrent use, so neither are two calls with
// the same one.
func Render(d *label.Document, dpi label.DPI, r *font.Rasterizer) (*bitmap.Bitmap, error) {
	w, h := dpi.Dots(d.Size.W), dpi.Dots(d.Size.H)
	if w <= 0 || h <= 0 || h > maxDots/w {
		return nil, fmt.Errorf("raster: media of %v by %v at %d dpi", d.Size.W, d.Size.H, dpi)
	}
	p := paint.Painter{Page: bitmap.New(w, h), DPI: dpi, Text: r}
	for _, it := range d.Items {
		if _, err := p.Item(it); err != nil {
			return nil, fmt.Errorf("raster: element %s: %w", it.Meta().Element, err)
		}
	}
	return p.Page, nil
}

// WritePNG renders d and writes it as a 1-bit PNG that states its resolution.
// The same document gives the same bytes. Errors are those of Render and w.
func WritePNG(w io.Writer, d *label.Document, dpi label.DPI, r *font.Rasterizer) error {
	b, err := Render(d, dpi, r)
	if err != nil {
		return err
	}
	return b.WritePNG(w, dpi.PerMetre())
}
