package zpl

import (
	"fmt"
	"strconv"

	"waybill/internal/font"
	"waybill/internal/paint"
	"waybill/label"
)

// Formatter turns documents into ZPL formats. It keeps buffers between labels
// and is not safe for concurrent use: each goroutine makes its own; they may
// share the fonts.
type Formatter struct {
	layer   layer
	grapher grapher
}

// NewFormatter returns a Formatter that writes for p and draws text with fonts:
// those that the documents were laid out with.
func NewFormatter(p Profile, fonts *label.Fonts) *Formatter {
	return &Formatter{
		layer:   layer{profile: p, painter: paint.Painter{DPI: p.DPI, Text: font.NewRasterizer(fonts)}},
		grapher: grapher{compression: p.Compression},
	}
}

// header opens a format. Origin, reversal, mirroring and the default
// orientation outlive the label that set them, so another program's last
// label could turn ours; text is UTF-8.
//
// Nothing else is set. The printer was calibrated for the media it holds:
// ^PW, ^LL, ^MN and ~TA from here would make it skip or print blank labels
// where they differ, and cannot put more on its media than fits.
const header = "^XA^CI28^LH0,0^LRN^PMN^FWN\n"

// AppendLabel appends d as one format, ^XA to ^XZ, printed d.Copies times. The
// same document and profile give the same bytes, whatever was written before.
//
// Errors name the template's element; dst is returned as it was. A character
// without a glyph is a *label.MissingGlyphError, a symbol too wide for its area
// a *label.SymbolError.
func (f *Formatter) AppendLabel(dst []byte, d *label.Document) ([]byte, error) {
	start := len(dst)
	if err := f.layer.draw(d); err != nil {
		return dst, fmt.Errorf("zpl: %w", err)
	}
	dst = append(dst, header...)
	dst = append(dst, f.layer.native...)
	waste := 0
	if f.layer.profile.Compression == Shortest {
		waste = mergeWaste
	}
	for _, r := range regions(f.layer.inks, waste) {
		var err error
		if dst, err = f.grapher.appendGraphic(dst, f.layer.painter.Page, r); err != nil {
			return dst[:start], fmt.Errorf("zpl: %w", err)
		}
	}
	dst = append(dst, "^PQ"...)
	dst = strconv.AppendInt(dst, int64(max(d.Copies, 1)), 10)
	return append(dst, "\n^XZ\n"...), nil
}

// EncodeLabel appends d as one format for p. To encode many labels, keep a
// Formatter.
func EncodeLabel(dst []byte, d *label.Document, p Profile, fonts *label.Fonts) ([]byte, error) {
	return NewFormatter(p, fonts).AppendLabel(dst, d)
}
