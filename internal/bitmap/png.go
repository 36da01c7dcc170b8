package bitmap

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
)

// WritePNG writes b as a PNG of 1-bit greys, black ink on white, with its
// resolution in dots per metre unless that is 0 or less. The same bitmap
// gives the same bytes.
//
// image/png writes 1-bit pictures only with a palette, one byte a dot in
// memory; this packs the rows as they stand. A PNG cannot be empty: a bitmap
// without dots is an error.
func (b *Bitmap) WritePNG(w io.Writer, dotsPerMetre int) error {
	if b.W <= 0 || b.H <= 0 {
		return errors.New("bitmap: a PNG cannot be empty")
	}
	var out bytes.Buffer
	out.WriteString("\x89PNG\r\n\x1a\n")
	// Bit depth 1, colour type 0 (grey), deflate, filters, not interlaced
	// (PNG specification 11.2.2).
	head := binary.BigEndian.AppendUint32(nil, uint32(b.W))
	head = binary.BigEndian.AppendUint32(head, uint32(b.H))
	chunk(&out, "IHDR", append(head, 1, 0, 0, 0, 0))
	if dotsPerMetre > 0 {
		phys := binary.BigEndian.AppendUint32(nil, uint32(dotsPerMetre))
		phys = binary.BigEndian.AppendUint32(phys, uint32(dotsPerMetre))
		chunk(&out, "pHYs", append(phys, 1)) // unit 1: metre
	}
	chunk(&out, "IDAT", b.deflate())
	chunk(&out, "IEND", nil)
	_, err := w.Write(out.Bytes())
	return err
}

// deflate returns the rows, 1 = white as PNG has it, each behind its filter
// byte. Filter Up (differences to the row above) turns the vertical runs of
// bars, rules and blank paper into zeros.
func (b *Bitmap) deflate() []byte {
	var z bytes.Buffer
	// The level is valid and a Buffer takes every write: no error can occur.
	zw, _ := zlib.NewWriterLevel(&z, pngLevel)
	line := make([]byte, 1+b.Stride)
	for y := range b.H {
		row := b.Row(y)
		if y == 0 {
			line[0] = filterNone
			for i, v := range row {
				line[1+i] = ^v
			}
		} else {
			line[0] = filterUp
			above := b.Row(y - 1)
			for i, v := range row {
				line[1+i] = above[i] - v // ^v - ^above
			}
		}
		zw.Write(line)
	}
	zw.Close()
	return z.Bytes()
}

// Filter types of the PNG specification 9.2.
const (
	filterNone = 0
	filterUp   = 2
)

const pngLevel = zlib.DefaultCompression

// chunk appends a PNG chunk: length, type, data and their checksum.
func chunk(out *bytes.Buffer, kind string, data []byte) {
	start := out.Len()
	var n [4]byte
	binary.BigEndian.PutUint32(n[:], uint32(len(data)))
	out.Write(n[:])
	out.WriteString(kind)
	out.Write(data)
	binary.BigEndian.PutUint32(n[:], crc32.ChecksumIEEE(out.Bytes()[start+4:]))
	out.Write(n[:])
}
