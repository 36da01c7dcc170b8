package symbol

import (
	"fmt"
	"image"

	"waybill/internal/bitmap"
)

// Options are the choices a symbology leaves open. The zero value is the
// usual choice of each.
type Options struct {
	// Level is the QR error correction level: 'L', 'M', 'Q' or 'H'; 0 is 'M'.
	Level byte
	// MinVersion is the smallest QR version to use, 1 to 40; 0 is 1. It keeps
	// the symbols of one template the same size.
	MinVersion int
	// Ratio is the wide element in modules of Code 39 and ITF, 2 or 3; 0 is 3,
	// which thermal printing keeps readable.
	Ratio int
}

// Kinds returns every symbology, in a fixed order.
func Kinds() []Kind {
	return []Kind{Code128, GS1128, ITF, Code39, EAN13, QR, DataMatrix, Aztec}
}

// DataError says why data cannot be a symbol of this kind. It names positions
// and rules, never the data.
type DataError struct {
	Kind   Kind
	Reason string
}

func (e *DataError) Error() string { return string(e.Kind) + ": " + e.Reason }

func refuse(k Kind, format string, args ...any) error {
	return &DataError{Kind: k, Reason: fmt.Sprintf(format, args...)}
}

// Encode encodes data as a symbol of the kind. The same data and options give
// the same symbol. Data that the symbology cannot hold, options it does not
// have and an unknown kind are a *DataError.
//
// GS1-128 takes element strings with application identifiers in parentheses,
// (01)09501101530003(10)ABC123; EAN-13 takes 12 digits or 13 with the check
// digit; matrix codes take UTF-8.
func Encode(kind Kind, data string, o Options) (*Symbol, error) {
	if data == "" {
		return nil, refuse(kind, "no data")
	}
	s := &Symbol{Kind: kind, Data: data, Quiet: kind.Quiet()}
	var err error
	switch kind {
	case Code128:
		err = encodeCode128(s)
	case GS1128:
		err = encodeGS1128(s)
	case ITF:
		err = encodeITF(s, o)
	case Code39:
		err = encodeCode39(s, o)
	case EAN13:
		err = encodeEAN13(s)
	case QR:
		err = encodeQR(s, o)
	case DataMatrix:
		err = encodeDataMatrix(s)
	case Aztec:
		err = encodeAztec(s)
	default:
		err = refuse(kind, "unknown symbology")
	}
	if err != nil {
		return nil, err
	}
	return s, nil
}

// setBits gives the symbol its modules.
func (s *Symbol) setBits(b *bitmap.Bitmap) {
	s.W, s.H, s.Bits = b.W, b.H, b
}

// guard calls a library's encoder and returns its picture as modules. An
// error or a panic inside the library becomes a DataError of our words: the
// library's own may quote the data.
func guard(k Kind, encode func() (image.Image, error)) (b *bitmap.Bitmap, err error) {
	defer func() {
		if recover() != nil {
			b, err = nil, refuse(k, "the encoder does not take this data")
		}
	}()
	img, err := encode()
	if err != nil {
		return nil, refuse(k, "too long, or a character that the symbology lacks")
	}
	r := img.Bounds()
	b = bitmap.New(r.Dx(), r.Dy())
	for y := range b.H {
		for x := range b.W {
			if red, _, _, _ := img.At(r.Min.X+x, r.Min.Y+y).RGBA(); red < 0x8000 {
				b.Set(x, y, true)
			}
		}
	}
	return b, nil
}
