package symbol

import (
	"strings"

	"rsc.io/qr/coding"

	"waybill/internal/bitmap"
)

// A QRSegment is a run of QR data in one mode (ISO/IEC 18004 7.3).
type QRSegment struct {
	// Mode is N (digits), A (digits, capitals and " $%*+-./:"), B (bytes), K
	// (pairs of Shift JIS) or 0 for the modes that make the symbol smallest,
	// K not among them.
	Mode byte
	Data string
}

// qrSeries is the mode of a segment made by QRSeries.
const qrSeries = 'S'

// QRSeries returns the segment that must stand first in a symbol that is one
// of several, up to 16, with the parity of all their data
// (ISO/IEC 18004 7.4.14, structured append).
func QRSeries(number, of int, parity byte) QRSegment {
	return QRSegment{Mode: qrSeries, Data: string([]byte{byte(number-1)<<4 | byte(of-1)&15, parity})}
}

// QRSegmentFits reports whether the segment's mode has all of its data.
func QRSegmentFits(s QRSegment) bool {
	if s.Mode == 0 {
		return true
	}
	e := s.encoding()
	return e != nil && e.Check() == nil
}

// maxQR is the number of digits that the largest QR symbol holds.
const maxQR = 7089

// PrintedQR draws a QR symbol (model 2) as label printers do: in the smallest
// version that holds the segments at the level ('L', 'M', 'Q' or 'H'), at a
// higher level if that costs no larger version, and with the mask that
// ISO/IEC 18004 7.8 prefers, or the one given (0 to 7; -1 for the best).
func PrintedQR(segments []QRSegment, level byte, mask int) (b *bitmap.Bitmap, err error) {
	l := strings.IndexByte("LMQH", level)
	if l < 0 {
		return nil, refuse(QR, "the level must be L, M, Q or H")
	}
	if mask < -1 || mask > 7 {
		return nil, refuse(QR, "the mask must be 0 to 7")
	}
	total := 0
	for i, s := range segments {
		if total += len(s.Data); total > maxQR {
			return nil, refuse(QR, "more than %d bytes", maxQR)
		}
		if !QRSegmentFits(s) {
			return nil, refuse(QR, "segment %d has characters that its mode lacks", i+1)
		}
	}
	if total == 0 {
		return nil, refuse(QR, "no data")
	}
	defer func() {
		if recover() != nil {
			b, err = nil, refuse(QR, "the encoder does not take this data")
		}
	}()
	version, parts := qrVersion(segments, coding.Level(l))
	if version == 0 {
		return nil, refuse(QR, "%d bytes do not fit at level %c", total, level)
	}
	need := qrBits(parts, version)
	for l < int(coding.H) && need <= version.DataBytes(coding.Level(l+1))*8 {
		l++
	}
	first, last := mask, mask
	if mask < 0 {
		first, last = 0, 7
	}
	least := 0
	for m := first; m <= last; m++ {
		plan, err := coding.NewPlan(version, coding.Level(l), coding.Mask(m))
		if err != nil {
			return nil, refuse(QR, "no plan for version %d", version)
		}
		code, err := plan.Encode(parts...)
		if err != nil {
			return nil, refuse(QR, "the encoder does not take this data")
		}
		c := fromRows(code.Size, code.Stride, code.Bitmap)
		if p := qrPenalty(c); b == nil || p < least {
			b, least = c, p
		}
	}
	return b, nil
}

// qrVersion returns the smallest version that holds the segments at the level
// and their encodings in it, or 0.
func qrVersion(segments []QRSegment, l coding.Level) (coding.Version, []coding.Encoding) {
	// The fields of counts grow at versions 10 and 27, and with them the
	// best division into modes.
	for _, class := range [][2]coding.Version{{1, 9}, {10, 26}, {27, 40}} {
		var parts []coding.Encoding
		for _, s := range segments {
			if s.Mode != 0 {
				parts = append(parts, s.encoding())
				continue
			}
			for _, p := range qrDivide(s.Data, class[0]) {
				parts = append(parts, p.encoding())
			}
		}
		for v := class[0]; v <= class[1]; v++ {
			if qrBits(parts, v) <= v.DataBytes(l)*8 {
				return v, parts
			}
		}
	}
	return 0, nil
}

func qrBits(parts []coding.Encoding, v coding.Version) int {
	n := 0
	for _, p := range parts {
		n += p.Bits(v)
	}
	return n
}

func (s QRSegment) encoding() coding.Encoding {
	switch s.Mode {
	case 'N':
		return coding.Num(s.Data)
	case 'A':
		return coding.Alpha(s.Data)
	case 'B':
		return coding.String(s.Data)
	case 'K':
		return qrKanji(s.Data)
	case qrSeries:
		return qrHead(s.Data)
	}
	return nil
}

// qrKanji is a segment of Shift JIS characters of two bytes, 13 bits each
// (ISO/IEC 18004 7.3.6).
type qrKanji string

// value returns the number of character i, and false for pairs outside the
// two ranges of the mode.
func (s qrKanji) value(i int) (uint, bool) {
	c := uint(s[2*i])<<8 | uint(s[2*i+1])
	switch {
	case c >= 0x8140 && c <= 0x9ffc:
		c -= 0x8140
	case c >= 0xe040 && c <= 0xebbf:
		c -= 0xc140
	default:
		return 0, false
	}
	return c>>8*0xc0 + c&0xff, true
}

func (s qrKanji) Check() error {
	for i := range len(s) / 2 {
		if _, ok := s.value(i); !ok {
			return refuse(QR, "no kanji")
		}
	}
	if len(s)%2 != 0 {
		return refuse(QR, "half a kanji")
	}
	return nil
}

// countBits returns the size of the count field: 8, 10 or 12 bits.
func (s qrKanji) countBits(v coding.Version) int {
	switch {
	case v < 10:
		return 8
	case v < 27:
		return 10
	}
	return 12
}

func (s qrKanji) Bits(v coding.Version) int { return 4 + s.countBits(v) + len(s)/2*13 }

func (s qrKanji) Encode(b *coding.Bits, v coding.Version) {
	b.Write(8, 4)
	b.Write(uint(len(s)/2), s.countBits(v))
	for i := range len(s) / 2 {
		c, _ := s.value(i)
		b.Write(c, 13)
	}
}

// qrHead is the header of structured append: position and number of symbols
// in a byte, then the parity.
type qrHead string

func (h qrHead) Check() error {
	if len(h) != 2 {
		return refuse(QR, "no header")
	}
	return nil
}

func (h qrHead) Bits(coding.Version) int { return 20 }

func (h qrHead) Encode(b *coding.Bits, _ coding.Version) {
	b.Write(3, 4)
	b.Write(uint(h[0]), 8)
	b.Write(uint(h[1]), 8)
}
