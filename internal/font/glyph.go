package font

import (
	"fmt"
	"unicode"
)

// Em is a distance in thousandths of an em, the only unit of horizontal
// metrics: layout and all outputs round alike because they never see another.
type Em int

// Glyph is what a character looks like in one of the faces of a Set.
type Glyph struct {
	Face    *Face  // nil if the character is invisible: nothing to draw
	ID      uint16 // in Face
	Rune    rune   // after mapping GBK private-use codes to standard characters
	Advance Em
}

// MissingError says that no face of the Set has a character. It names the code
// point only.
type MissingError struct {
	Rune rune
}

func (e *MissingError) Error() string {
	if unprintable(e.Rune) {
		return fmt.Sprintf("U+%04X cannot be printed", e.Rune)
	}
	return fmt.Sprintf("no font has U+%04X", e.Rune)
}

// unprintable reports whether r stands for no character at all: controls, line
// and paragraph separators, noncharacters, and the replacement character, which
// only says that decoding failed earlier.
func unprintable(r rune) bool {
	return unicode.Is(unicode.Cc, r) || r == 0x2028 || r == 0x2029 ||
		r == unicode.ReplacementChar || r&0xFFFE == 0xFFFE || (0xFDD0 <= r && r <= 0xFDEF) ||
		!(0 <= r && r <= unicode.MaxRune) || (0xD800 <= r && r <= 0xDFFF)
}

// invisible reports whether r is a default-ignorable code point: joiners,
// variation selectors, byte order marks, direction marks and the like, which
// take no room and leave no ink. The list is Default_Ignorable_Code_Point of
// Unicode 15 (DerivedCoreProperties.txt).
func invisible(r rune) bool {
	if r < 0xAD {
		return false
	}
	switch {
	case r == 0x00AD, r == 0x034F, r == 0x061C,
		0x115F <= r && r <= 0x1160,
		0x17B4 <= r && r <= 0x17B5,
		0x180B <= r && r <= 0x180F,
		0x200B <= r && r <= 0x200F,
		0x202A <= r && r <= 0x202E,
		0x2060 <= r && r <= 0x206F,
		r == 0x3164,
		0xFE00 <= r && r <= 0xFE0F,
		r == 0xFEFF, r == 0xFFA0,
		0xFFF0 <= r && r <= 0xFFF8,
		0x1BCA0 <= r && r <= 0x1BCA3,
		0x1D173 <= r && r <= 0x1D17A,
		0xE0000 <= r && r <= 0xE0FFF:
		return true
	}
	return false
}
