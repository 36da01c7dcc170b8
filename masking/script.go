package masking

import "unicode"

// script is what a rune is, as far as names and addresses care.
type script uint8

const (
	scriptOther script = iota // symbols, emoji
	scriptHan                 // ideographs, also private-use codes of the GBK era
	scriptKana
	scriptHangul
	scriptLatin // letters of any alphabet
	scriptDigit
	scriptBlank
	scriptDot  // the dot between the parts of a name
	scriptMark // mask characters
	scriptPunct
)

func scriptOf(r rune) script {
	switch {
	case r >= 0x4E00 && r <= 0x9FFF:
		return scriptHan
	case r < 0x80:
		return scriptOfASCII(r)
	case r >= 0xAC00 && r <= 0xD7A3, r >= 0x1100 && r <= 0x11FF, r >= 0x3130 && r <= 0x318F:
		return scriptHangul
	case r >= 0x3040 && r <= 0x30FF && r != '・', r >= 0x31F0 && r <= 0x31FF:
		return scriptKana
	case r >= 0x3400 && r <= 0x4DBF, r >= 0x20000 && r <= 0x3FFFF, r >= 0xF900 && r <= 0xFAFF,
		r >= 0xE000 && r <= 0xF8FF, r >= 0xF0000, r == '々', r == '〇', r >= 0x2E80 && r <= 0x2FDF:
		return scriptHan
	case isNameDot(r):
		return scriptDot
	case isMaskRune(r):
		return scriptMark
	case r >= 0xFF01 && r <= 0xFF5E:
		return scriptOfASCII(r - 0xFEE0)
	case narrow(r) == ' ':
		return scriptBlank
	case unicode.IsLetter(r):
		return scriptLatin
	case unicode.IsDigit(r):
		return scriptDigit
	case unicode.IsPunct(r):
		return scriptPunct
	}
	return scriptOther
}

func scriptOfASCII(r rune) script {
	switch {
	case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z':
		return scriptLatin
	case r >= '0' && r <= '9':
		return scriptDigit
	case r == ' ', r == '\t':
		return scriptBlank
	case r == '*':
		return scriptMark
	}
	return scriptPunct
}

// isNameDot knows the dots that people write between the parts of a name;
// the full stop is one only between ideographs, which the caller knows.
func isNameDot(r rune) bool {
	switch r {
	case '·', '•', '・', '‧', '∙', '⋅', '．', '･':
		return true
	}
	return false
}

// isMaskRune knows the characters that masks are made of, ours and others'.
func isMaskRune(r rune) bool {
	switch r {
	case '*', '＊', '×', '○', '●', '█', '■', '▇', '✱', '﹡':
		return true
	}
	return false
}
