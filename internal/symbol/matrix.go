package symbol

import (
	"image"
	"unicode/utf8"

	"github.com/boombuler/barcode/aztec"
	"github.com/boombuler/barcode/datamatrix"

	"waybill/internal/bitmap"
)

// checkText refuses data that is not UTF-8: no reader could tell what it is.
func checkText(s *Symbol) error {
	if !utf8.ValidString(s.Data) {
		return refuse(s.Kind, "not UTF-8")
	}
	return nil
}

// The largest Data Matrix of this program is 132 by 132 modules, which holds
// so many digits (ISO/IEC 16022 table 7). The next, 144 by 144, deals its
// check words out in an order of its own that the library does not keep: a
// reader finds more errors in it than it can correct.
const (
	maxDataMatrix     = 2608
	maxDataMatrixSize = 132
)

// encodeDataMatrix encodes UTF-8 as a square ECC 200 symbol (ISO/IEC 16022).
func encodeDataMatrix(s *Symbol) error {
	if err := checkText(s); err != nil {
		return err
	}
	if len(s.Data) > maxDataMatrix {
		return refuse(DataMatrix, "%d bytes, more than %d", len(s.Data), maxDataMatrix)
	}
	// The library takes a first byte of this value for GS1's function
	// character, and would print another text.
	if s.Data[0] == datamatrix.FNC1 {
		return refuse(DataMatrix, "the first character cannot begin a symbol")
	}
	b, err := guard(DataMatrix, func() (image.Image, error) { return datamatrix.Encode(s.Data) })
	if err != nil {
		return err
	}
	if b.W > maxDataMatrixSize {
		return refuse(DataMatrix, "too long for %d by %[1]d modules", maxDataMatrixSize)
	}
	s.setBits(b)
	return nil
}

// maxAztec is the number of digits that the largest symbol holds
// (ISO/IEC 24778 table 1).
const maxAztec = 3832

// encodeAztec encodes UTF-8 with the library's usual 33 % of error
// correction (ISO/IEC 24778 recommends 23 % at least).
func encodeAztec(s *Symbol) error {
	if err := checkText(s); err != nil {
		return err
	}
	if len(s.Data) > maxAztec {
		return refuse(Aztec, "%d bytes, more than %d", len(s.Data), maxAztec)
	}
	b, err := guard(Aztec, func() (image.Image, error) {
		return aztec.Encode([]byte(s.Data), aztec.DEFAULT_EC_PERCENT, aztec.DEFAULT_LAYERS)
	})
	if err != nil {
		return err
	}
	s.setBits(b)
	return nil
}

// fromRows copies rows of packed modules, 1 = dark.
func fromRows(size, stride int, rows []byte) *bitmap.Bitmap {
	b := bitmap.New(size, size)
	for y := range size {
		copy(b.Row(y), rows[y*stride:])
		if r := size & 7; r != 0 {
			b.Row(y)[b.Stride-1] &= 0xff << (8 - r)
		}
	}
	return b
}
