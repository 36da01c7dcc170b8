package zpl

import (
	"bytes"
	"image"
	"strconv"

	"rsc.io/qr/coding"

	"waybill/internal/symbol"
	"waybill/label"
)

// maxModule is the widest module of ^BY and, on older firmware, the largest
// magnification of ^BQ.
const maxModule = 10

// appendFill appends a filled rectangle. ^GB fills where the line is as thick
// as the shorter side; width and height below the thickness would be raised
// to it.
func appendFill(dst []byte, r image.Rectangle) []byte {
	return appendBox(dst, r, min(r.Dx(), r.Dy()))
}

// appendBox appends a frame with lines of t dots drawn inward.
func appendBox(dst []byte, r image.Rectangle, t int) []byte {
	dst = appendOrigin(dst, r.Min.X, r.Min.Y)
	dst = append(dst, "^GB"...)
	dst = strconv.AppendInt(dst, int64(r.Dx()), 10)
	dst = append(dst, ',')
	dst = strconv.AppendInt(dst, int64(r.Dy()), 10)
	dst = append(dst, ',')
	dst = strconv.AppendInt(dst, int64(t), 10)
	return append(dst, "^FS"...)
}

// appendCode128 appends ^FD and the data of a Code 128 or GS1-128 that the
// printer draws with the very symbol characters of s, and returns its slot;
// false where that is not certain: the caller then sends graphics.
func appendCode128(dst []byte, s *symbol.Symbol, at label.Placement, switches bool) ([]byte, slot, bool) {
	if at.Module > maxModule {
		return dst, slot{}, false
	}
	out, ok := appendCode128Data(append(dst, "^FD"...), s.Codewords, switches)
	if !ok {
		return dst, slot{}, false
	}
	return out, slot{kind: code128Slot, x: at.X, y: at.Y, h: at.H, w: at.Module}, true
}

// Values of Code 128 with a code in ^BC data.
const (
	valCodeC  = 99
	valCodeB  = 100
	valFNC1   = 102
	valStartB = 104
	valStartC = 105
)

// appendCode128Data appends symbol characters as ^BC field data with
// invocation codes (the guide, ^BC, "Code 128 Invocation Characters"), a
// change of set among them only if switches allows it. It fails on what
// printers are not known to treat alike: set A and shifts, whose data are
// pairs of decimal digits, characters with codes of their own, and blanks.
func appendCode128Data(dst, codewords []byte, switches bool) ([]byte, bool) {
	if len(codewords) < 4 { // start, data, check, stop
		return dst, false
	}
	data := codewords[1 : len(codewords)-2]
	setC := false
	switch codewords[0] {
	case valStartB:
		// Set B is the default: a symbol of nothing else needs no codes.
		if bytes.IndexByte(data, valCodeC) >= 0 {
			dst = append(dst, ">:"...)
		}
	case valStartC:
		dst = append(dst, ">;"...)
		setC = true
	default:
		return dst, false
	}
	for _, v := range data {
		switch {
		case v == valFNC1:
			dst = append(dst, ">8"...)
		case setC && v < 100:
			dst = append(dst, '0'+v/10, '0'+v%10)
		case setC && v == valCodeB && switches:
			dst = append(dst, ">6"...)
			setC = false
		case !setC && v == valCodeC && switches:
			dst = append(dst, ">5"...)
			setC = true
		case !setC && plainInB(v):
			dst = append(dst, ' '+v)
		default:
			return dst, false
		}
	}
	return dst, true
}

// plainInB reports whether the character of value v stands for itself in set B.
func plainInB(v byte) bool {
	c := ' ' + v
	return c > ' ' && c < '~' && c != '>' && c != '^'
}

// byHeight is the bar code height of ^BY's default. Printers, and renderers
// that imitate them, put a QR symbol that many dots below its ^FO, taking the
// value of the last ^BY, which outlives the label.
const byHeight = 10

// appendQR appends ^FD and the data of a QR symbol that the printer draws, and
// returns its slot; false where its size is not certain to be that of s.
//
// The field sets ^BY's height to its default and moves up by as much, so it
// comes out right both where the offset follows ^BY and where it is fixed.
// (^FT has an offset of its own, which differs more.) The mode is given, not
// left to the printer, and only the two that leave no doubt about characters
// are used; the mask may differ, which readers do not see.
func appendQR(dst []byte, s *symbol.Symbol, at label.Placement) ([]byte, slot, bool) {
	if at.Module > maxModule || at.Y < byHeight {
		return dst, slot{}, false
	}
	mode, ok := qrMode(s)
	if !ok {
		return dst, slot{}, false
	}
	dst = append(dst, "^FD"...)
	dst = append(dst, s.Level, 'M', ',', mode) // M: mode given by hand
	return append(dst, s.Data...), slot{kind: qrSlot, x: at.X, y: at.Y, w: at.Module}, true
}

// qrMode returns the mode letter of digits (N) or capitals (A), and false for
// other data and for symbols larger than their data needs, which a printer
// would draw smaller.
func qrMode(s *symbol.Symbol) (byte, bool) {
	level := coding.L
	switch s.Level {
	case 'L':
	case 'M':
		level = coding.M
	case 'Q':
		level = coding.Q
	case 'H':
		level = coding.H
	default:
		return 0, false
	}
	var segment coding.Encoding
	mode := byte('N')
	segment = coding.Num(s.Data)
	if segment.Check() != nil {
		mode, segment = 'A', coding.Alpha(s.Data)
		if segment.Check() != nil {
			return 0, false
		}
	}
	v := coding.Version((s.W - 17) / 4)
	fits := func(v coding.Version) bool { return segment.Bits(v) <= v.DataBytes(level)*8 }
	if v < coding.MinVersion || v > coding.MaxVersion || !fits(v) {
		return 0, false
	}
	return mode, v == coding.MinVersion || !fits(v-1)
}
