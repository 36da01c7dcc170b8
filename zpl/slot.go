package zpl

import "strconv"

// A slot is the geometry of a field that the printer draws: everything but
// its data. Equal slots of different labels are the same field of a stored
// format.
type slot struct {
	kind slotKind
	x, y int // dots: of ^FT for text, of ^FO for symbols
	h    int // text: character height; Code 128: bar height
	w    int // text: character width; symbols: dots of a module
	// smear is how many dots bold text is thickened to the right.
	smear int
}

type slotKind uint8

const (
	textSlot slotKind = iota
	code128Slot
	qrSlot
)

// fontLetter is the name under which labels use the font of text modes: one
// that no printer has built in (^CW).
const fontLetter = 'W'

// append appends the field with content: "^FN7", or "^FD" and data.
func (s slot) append(dst, content []byte) []byte {
	switch s.kind {
	case code128Slot:
		dst = appendOrigin(dst, s.x, s.y)
		dst = append(dst, "^BY"...)
		dst = strconv.AppendInt(dst, int64(s.w), 10)
		dst = append(dst, "^BCN,"...)
		dst = strconv.AppendInt(dst, int64(s.h), 10)
		// No interpretation line (layout draws it as text), no UCC check
		// digit, no mode: the data itself says which set is in force.
		dst = append(dst, ",N,N,N,N"...)
	case qrSlot:
		dst = appendOrigin(dst, s.x, s.y-byHeight)
		dst = append(dst, "^BY2,3,"...)
		dst = strconv.AppendInt(dst, byHeight, 10)
		dst = append(dst, "^BQN,2,"...)
		dst = strconv.AppendInt(dst, int64(s.w), 10)
	default:
		return s.appendText(dst, "", content)
	}
	dst = append(dst, content...)
	return append(dst, "^FS"...)
}

// maxSmear is the farthest that copies of bold text may lie apart without a
// gap in thin strokes.
const maxSmear = 2

// appendText appends a text field. Bold text is printed over itself a little
// to the right: the same as internal/font does to its dots.
func (s slot) appendText(dst []byte, reverse string, content []byte) []byte {
	copies := (s.smear+maxSmear-1)/maxSmear + 1
	for i := range copies {
		x := s.x
		if i > 0 {
			x += s.smear * i / (copies - 1)
		}
		dst = append(dst, "^FT"...)
		dst = strconv.AppendInt(dst, int64(x), 10)
		dst = append(dst, ',')
		dst = strconv.AppendInt(dst, int64(s.y), 10)
		dst = append(dst, reverse...)
		dst = append(dst, "^A"...)
		dst = append(dst, fontLetter, 'N', ',')
		dst = strconv.AppendInt(dst, int64(s.h), 10)
		dst = append(dst, ',')
		dst = strconv.AppendInt(dst, int64(s.w), 10)
		dst = append(dst, content...)
		dst = append(dst, "^FS"...)
	}
	return dst
}
