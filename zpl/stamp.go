package zpl

import (
	"bytes"
	"errors"
	"image"

	"waybill/internal/bitmap"
)

// ErrNoFormat says that ZPL holds no whole format.
var ErrNoFormat = errors.New("zpl: no format from ^XA to ^XZ")

// Stamp adds a picture to the last format of zpl, its corner at the dot x, y:
// for marks that a label gets after it was made, such as 补打. It takes ZPL of
// this package, whose prefixes are the usual ones and whose origin is 0.
func Stamp(zpl []byte, mark *bitmap.Bitmap, at image.Point) ([]byte, error) {
	end := bytes.LastIndex(zpl, []byte("^XZ"))
	if end < 0 || !bytes.Contains(zpl[:end], []byte("^XA")) {
		return nil, ErrNoFormat
	}
	// On a page of its own, so that the graphic's place is the mark's.
	page := bitmap.New(at.X+mark.W, at.Y+mark.H)
	page.Or(mark, at.X, at.Y)
	var g grapher
	out := bytes.Clone(zpl[:end])
	out, err := g.appendGraphic(out, page, image.Rectangle{at, image.Pt(page.W, page.H)}, "\n")
	if err != nil {
		return nil, err
	}
	return append(out, zpl[end:]...), nil
}
