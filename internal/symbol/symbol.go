package symbol

import "waybill/internal/bitmap"

// Kind is a symbology.
type Kind string

// Symbologies.
const (
	Code128    Kind = "code128"
	GS1128     Kind = "gs1-128"
	ITF        Kind = "itf"
	Code39     Kind = "code39"
	EAN13      Kind = "ean13"
	QR         Kind = "qr"
	DataMatrix Kind = "datamatrix"
	Aztec      Kind = "aztec"
)

// Quiet is a quiet zone in modules.
type Quiet struct{ Left, Right, Top, Bottom int }

// Symbol is an encoded symbol in modules.
type Symbol struct {
	Kind  Kind
	Data  string         // the payload as given
	Text  string         // human-readable interpretation, "" for matrix codes
	W, H  int            // modules without quiet zones; H is 1 for bar codes
	Bits  *bitmap.Bitmap // W by H, 1 = dark
	Quiet Quiet          // what the symbology asks for
	// Codewords holds a Code 128's symbol values with start, check and stop
	// (ISO/IEC 15417 4.3), nil for other kinds.
	Codewords []byte
	// Level is the QR error correction level (L, M, Q or H), 0 for others.
	Level byte
}

// TwoD reports whether the symbol is a matrix code.
func (s *Symbol) TwoD() bool { return s.H > 1 }
