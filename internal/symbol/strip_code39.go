package symbol

import "strings"

// code39Set is the character set in the order of the check character's values
// (ISO/IEC 16388 annex A).
const code39Set = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%"

// code39Patterns holds five bars and four spaces in turn, 1 = wide; the last
// is the start and stop character (ISO/IEC 16388 table 1).
var code39Patterns = [44]string{
	"000110100", "100100001", "001100001", "101100000", "000110001", // 0
	"100110000", "001110000", "000100101", "100100100", "001100100", // 5
	"100001001", "001001001", "101001000", "000011001", "100011000", // A
	"001011000", "000001101", "100001100", "001001100", "000011100", // F
	"100000011", "001000011", "101000010", "000010011", "100010010", // K
	"001010010", "000000111", "100000110", "001000110", "000010110", // P
	"110000001", "011000001", "111000000", "010010001", "110010000", // U
	"011010000", "010000101", "110000100", "011000100", "010101000", // Z - . space $
	"010100010", "010001010", "000101010", "010010100", // / + % *
}

// StripCode39 encodes the 43 characters of Code 39, with the modulo 43 check
// character if check is set (ISO/IEC 16388). Data of other characters are a
// *DataError; Code39Pairs writes all of ASCII in these.
func StripCode39(data string, check bool) (Strip, error) {
	if err := checkSet(Code39, data, code39Set); err != nil {
		return Strip{}, err
	}
	s := Strip{Text: data}
	sum := 0
	for i := range len(data) {
		sum += strings.IndexByte(code39Set, data[i])
	}
	if check {
		s.Check = code39Set[sum%43 : sum%43+1]
	}
	s.addTwo(code39Patterns[43])
	for _, c := range []byte(data + s.Check) {
		s.addTwo("0") // the gap between characters
		s.addTwo(code39Patterns[strings.IndexByte(code39Set, c)])
	}
	s.addTwo("0")
	s.addTwo(code39Patterns[43])
	return s, nil
}

// Code39Character returns a character of the set without start and stop, which
// is the link flag of TLC39; nothing if it is not in the set.
func Code39Character(c byte) Strip {
	var s Strip
	if i := strings.IndexByte(code39Set, c); i >= 0 {
		s.addTwo(code39Patterns[i])
	}
	return s
}

// Code39Pairs writes ASCII in the characters of Code 39 for scanners in full
// ASCII mode: what the set lacks, and the characters that open a pair, become
// pairs (ISO/IEC 16388 annex A). Bytes above 127 are a *DataError.
func Code39Pairs(data string) (string, error) {
	var b strings.Builder
	for i := range len(data) {
		c := data[i]
		switch {
		case c >= 0x80:
			return "", refuse(Code39, "byte %d is not ASCII", i+1)
		case c != '$' && c != '/' && c != '+' && c != '%' && strings.IndexByte(code39Set, c) >= 0:
			b.WriteByte(c)
		default:
			p := asciiPair(c)
			b.Write(p[:])
		}
	}
	return b.String(), nil
}

// asciiPair returns the pair of Code 39 and Code 93 for an ASCII character:
// one of $ % / + and a letter.
func asciiPair(c byte) [2]byte {
	switch {
	case c == 0:
		return [2]byte{'%', 'U'}
	case c <= 26:
		return [2]byte{'$', 'A' + c - 1}
	case c <= 31:
		return [2]byte{'%', 'A' + c - 27}
	case c <= '/':
		return [2]byte{'/', 'A' + c - '!'}
	case c == ':':
		return [2]byte{'/', 'Z'}
	case c <= '?':
		return [2]byte{'%', 'F' + c - ';'}
	case c == '@':
		return [2]byte{'%', 'V'}
	case c <= '_':
		return [2]byte{'%', 'K' + c - '['}
	case c == '`':
		return [2]byte{'%', 'W'}
	case c <= 'z':
		return [2]byte{'+', 'A' + c - 'a'}
	}
	return [2]byte{'%', 'P' + c - '{'}
}
