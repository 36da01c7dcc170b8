package symbol

import (
	"strings"

	"rsc.io/qr/coding"
)

// encodeQR encodes UTF-8 as one segment, the most compact of digits,
// capitals and bytes (ISO/IEC 18004), in the smallest version that holds it.
//
// The mask is always pattern 0: readers take any, and trying all eight would
// make a symbol eight times as slow. Bytes carry no ECI, as readers expect.
func encodeQR(s *Symbol, o Options) (err error) {
	if err := checkText(s); err != nil {
		return err
	}
	s.Level = o.Level
	if s.Level == 0 {
		s.Level = 'M'
	}
	level := strings.IndexByte("LMQH", s.Level)
	if level < 0 {
		return refuse(QR, "the level must be L, M, Q or H")
	}
	version := coding.Version(max(o.MinVersion, coding.MinVersion))
	if o.MinVersion < 0 || version > coding.MaxVersion {
		return refuse(QR, "the least version must be 1 to %d", coding.MaxVersion)
	}
	defer func() {
		if recover() != nil {
			err = refuse(QR, "the encoder does not take this data")
		}
	}()
	text := qrSegment(s.Data)
	for text.Bits(version) > version.DataBytes(coding.Level(level))*8 {
		version++
		if version > coding.MaxVersion {
			return refuse(QR, "%d bytes do not fit at level %c", len(s.Data), s.Level)
		}
	}
	plan, err := coding.NewPlan(version, coding.Level(level), 0)
	if err != nil {
		return refuse(QR, "no plan for version %d", version)
	}
	code, err := plan.Encode(text)
	if err != nil {
		return refuse(QR, "the encoder does not take this data")
	}
	s.setBits(fromRows(code.Size, code.Stride, code.Bitmap))
	return nil
}

// qrSegment picks the densest mode that has every character.
func qrSegment(data string) coding.Encoding {
	if e := coding.Num(data); e.Check() == nil {
		return e
	}
	if e := coding.Alpha(data); e.Check() == nil {
		return e
	}
	return coding.String(data)
}
