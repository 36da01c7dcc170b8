package graphic

import (
	"bytes"
	"compress/zlib"
	"encoding/base64"
	"fmt"
)

// Deflater makes :Z64: data. It keeps its state between calls and allocates
// nothing once its buffers have grown; the same data always give the same
// bytes. The zero value is ready; it serves one goroutine.
type Deflater struct {
	rows   rowDeflater
	packed []byte
	zw     *zlib.Writer
	comp   bytes.Buffer
}

// AppendRows appends the rows of a picture, each of stride bytes, as :Z64:,
// zlib compressed in Base64, with its check.
//
// It takes a third of the time of compress/zlib at level 6 and gives as many
// bytes: on the text of waybills 1 % fewer, on whole pages 0.5 % more.
func (z *Deflater) AppendRows(dst, rows []byte, stride int) []byte {
	z.packed = z.rows.appendZlib(z.packed[:0], rows, stride)
	return appendWrapped(dst, ":Z64:", z.packed)
}

// AppendZ64 appends a file, such as a font, as :Z64:. It takes its time: a
// file is sent once for many labels.
func (z *Deflater) AppendZ64(dst, file []byte) ([]byte, error) {
	z.comp.Reset()
	if z.zw == nil {
		zw, err := zlib.NewWriterLevel(&z.comp, zlib.BestCompression)
		if err != nil {
			return dst, fmt.Errorf("z64: %w", err)
		}
		z.zw = zw
	} else {
		z.zw.Reset(&z.comp)
	}
	if _, err := z.zw.Write(file); err != nil {
		return dst, fmt.Errorf("z64: %w", err)
	}
	if err := z.zw.Close(); err != nil {
		return dst, fmt.Errorf("z64: %w", err)
	}
	return appendWrapped(dst, ":Z64:", z.comp.Bytes()), nil
}

// AppendB64 appends data as :B64:, Base64 with its check.
func AppendB64(dst, data []byte) []byte { return appendWrapped(dst, ":B64:", data) }

// appendWrapped appends intro, data in Base64, a colon and the checksum.
func appendWrapped(dst []byte, intro string, data []byte) []byte {
	dst = append(dst, intro...)
	text := len(dst)
	dst = base64.StdEncoding.AppendEncode(dst, data)
	sum := CRC(dst[text:])
	// Exactly four digits: printers drop the graphic without a word otherwise.
	return append(dst, ':', hexDigits[sum>>12], hexDigits[sum>>8&15], hexDigits[sum>>4&15], hexDigits[sum&15])
}

// CRC is CRC-16/XMODEM: polynomial 0x1021, initial value 0, not reflected.
// ZPL computes it over the Base64 text without line ends, not over what the
// text stands for.
func CRC(text []byte) uint16 {
	var c uint16
	for ; len(text) >= 2; text = text[2:] {
		c = crcTable[1][byte(c>>8)^text[0]] ^ crcTable[0][byte(c)^text[1]]
	}
	if len(text) > 0 {
		c = c<<8 ^ crcTable[0][byte(c>>8)^text[0]]
	}
	return c
}

// crcTable holds the remainders of every byte before 16 zero bits, and before
// 24.
var crcTable = func() (t [2][256]uint16) {
	for b := range t[0] {
		c := uint16(b) << 8
		for k := range 16 {
			if k == 8 {
				t[0][b] = c
			}
			carry := c>>15 != 0
			if c <<= 1; carry {
				c ^= 0x1021
			}
		}
		t[1][b] = c
	}
	return t
}()
