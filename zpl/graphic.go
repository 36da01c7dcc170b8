package zpl

import (
	"image"
	"strconv"

	"waybill/internal/bitmap"
	"waybill/zpl/internal/graphic"
)

// maxGraphic is the largest byte count that ^GF takes; printers clamp larger
// ones and print garbage for the rest.
const maxGraphic = 99_999

// grapher writes ^GF commands. It keeps its buffers from label to label.
type grapher struct {
	compression Compression
	z           graphic.Deflater
	rows        []byte // the graphic's rows, without gaps
	acs, z64    []byte // its candidate codings
}

// appendGraphic appends the part of b inside r as ^GF fields at r's place, in
// bands that ^GF can hold, each with sep behind it.
func (g *grapher) appendGraphic(dst []byte, b *bitmap.Bitmap, r image.Rectangle, sep string) ([]byte, error) {
	r = r.Intersect(image.Rect(0, 0, b.W, b.H))
	stride := (r.Dx() + 7) / 8
	if stride == 0 {
		return dst, nil
	}
	for y := r.Min.Y; y < r.Max.Y; {
		h := min(r.Max.Y-y, maxGraphic/stride)
		g.rows = b.AppendRows(g.rows[:0], image.Rect(r.Min.X, y, r.Max.X, y+h))
		var err error
		if dst, err = g.appendField(dst, r.Min.X, y, stride); err != nil {
			return dst, err
		}
		dst = append(dst, sep...)
		y += h
	}
	return dst, nil
}

// appendField appends g.rows as one field.
func (g *grapher) appendField(dst []byte, x, y, stride int) ([]byte, error) {
	data, err := g.code(stride)
	if err != nil {
		return dst, err
	}
	n := int64(len(g.rows))
	dst = appendOrigin(dst, x, y)
	// The byte counts before and after decoding are given alike, as the guide
	// asks for format A.
	dst = append(dst, "^GFA,"...)
	dst = strconv.AppendInt(dst, n, 10)
	dst = append(dst, ',')
	dst = strconv.AppendInt(dst, n, 10)
	dst = append(dst, ',')
	dst = strconv.AppendInt(dst, int64(stride), 10)
	dst = append(dst, ',')
	dst = append(dst, data...)
	return append(dst, "^FS"...), nil
}

// code returns g.rows in the shortest coding that the profile allows.
func (g *grapher) code(stride int) ([]byte, error) {
	g.acs = graphic.AppendACS(g.acs[:0], g.rows, stride)
	// Below this no zlib stream with its wrapping is shorter, and a deflater
	// takes 50 µs to start.
	const hopeless = 64
	if g.compression != Shortest || len(g.acs) < hopeless {
		return g.acs, nil
	}
	g.z64 = g.z.AppendRows(g.z64[:0], g.rows, stride)
	if len(g.z64) < len(g.acs) {
		return g.z64, nil
	}
	return g.acs, nil
}

// appendOrigin appends ^FO.
func appendOrigin(dst []byte, x, y int) []byte {
	dst = append(dst, "^FO"...)
	dst = strconv.AppendInt(dst, int64(x), 10)
	dst = append(dst, ',')
	return strconv.AppendInt(dst, int64(y), 10)
}
