package symbol

import (
	"strings"

	"waybill/internal/bitmap"
)

// code49Set is the character set in the order of values, the control
// characters as printers take them: shifts 1 and 2, functions 1 to 3, numeric
// shift (ANSI/AIM BC6 table 2; ZPL guide, ^B4).
const code49Set = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%<>:;?="

// Values of the control characters.
const (
	code49Shift1  = 43
	code49Numeric = 48
)

// code49Shifts are the characters of ASCII that a shift stands before, and
// what stands behind it (ANSI/AIM BC6 table 3).
var code49Shifts = [2]struct{ ascii, behind string }{
	{
		"\x00\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c\x0d\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a" +
			"\x1b\x1c\x1d\x1e\x1f!\"#&'()*,:",
		" ABCDEFGHIJKLMNOPQRSTUVWXYZ1234567890-.$/+",
	},
	{";<=>?@[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~\x7f", "1234567890-.ABCDEFGHIJKLMNOPQRSTUVWXYZ$/+% "},
}

// code49Character returns the words of a byte, none if it is not ASCII.
func code49Character(c byte) []int {
	for i, s := range code49Shifts {
		if k := strings.IndexByte(s.ascii, c); k >= 0 {
			return []int{code49Shift1 + i, strings.IndexByte(code49Set, s.behind[k])}
		}
	}
	if k := strings.IndexByte(code49Set[:code49Shift1], c); k >= 0 {
		return []int{k}
	}
	return nil
}

// code49Automatic returns the words of data and the starting mode. Five digits
// and more are compacted.
func code49Automatic(data []byte) (words []int, mode int, err error) {
	for i, c := range data {
		if c >= 0x80 {
			return nil, 0, refuse(Code49, "byte %d is not ASCII", i+1)
		}
	}
	numeric := digitRun(data) >= 5
	if numeric {
		mode = 2
	}
	for i := 0; i < len(data); {
		n := digitRun(data[i:])
		if numeric != (n >= 5) {
			words = append(words, code49Numeric)
			numeric = !numeric
		}
		if numeric {
			words = append(words, code49Digits(data[i:i+n])...)
			i += n
			continue
		}
		w := code49Character(data[i])
		if i == 0 && len(w) == 2 { // the mode is the shift
			mode, w = 4+w[0]-code49Shift1, w[1:]
		}
		words = append(words, w...)
		i++
	}
	return words, mode, nil
}

// code49Digits compacts digits: five in three words, the rest so that a reader
// can tell their number, which must not be 2 (ANSI/AIM BC6 2.3.3).
func code49Digits(digits []byte) []int {
	var words []int
	group := func(prefix, n, size int) {
		v := prefix
		for _, c := range digits[:n] {
			v = 10*v + int(c-'0')
		}
		digits = digits[n:]
		w := make([]int, size)
		for i := size - 1; i >= 0; i-- {
			w[i], v = v%48, v/48
		}
		words = append(words, w...)
	}
	for len(digits) >= 5 && len(digits) != 7 {
		group(0, 5, 3)
	}
	switch len(digits) {
	case 1:
		group(0, 1, 1)
	case 3:
		group(0, 3, 2)
	case 4:
		group(10, 4, 3)
	case 7:
		group(10, 4, 3)
		group(0, 3, 2)
	}
	return words
}

// A Code49Part is a symbol of the beginning of data.
type Code49Part struct {
	Bits  *bitmap.Bitmap // as EncodeCode49 returns it
	Text  string         // what a reader shows
	Taken int            // bytes of the data
}

// EncodeCode49Mode encodes data in Code 49's own character set, control
// characters as printers take them, in a starting mode: 0 alphanumeric, 1 part
// of several symbols, 2 numeric, 3 group, 4 and 5 behind a shift. It stops at
// the first sequence that is not possible.
func EncodeCode49Mode(data []byte, mode int) (symbol Code49Part, err error) {
	if mode < 0 || mode > 5 {
		return symbol, refuse(Code49, "the mode must be 0 to 5")
	}
	if len(data) > 500 {
		return symbol, refuse(Code49, "%d characters, more than fit", len(data))
	}
	var words []int
	var text []byte
	numeric := mode == 2
	shift := mode - 4 // of the next character, less than 0 for none
	i := 0
	for i < len(data) {
		if numeric {
			n := digitRun(data[i:])
			if n == 0 || n == 2 {
				break
			}
			words = append(words, code49Digits(data[i:i+n])...)
			text = append(text, data[i:i+n]...)
			if i += n; i == len(data) || data[i] != '=' {
				break
			}
			words = append(words, code49Numeric)
			numeric = false
			i++
			continue
		}
		v := strings.IndexByte(code49Set, data[i])
		switch {
		case v < 0:
		case shift >= 0:
			k := strings.IndexByte(code49Shifts[shift].behind, data[i])
			if k < 0 {
				v = -1
				break
			}
			text = append(text, code49Shifts[shift].ascii[k])
			shift = -1
		case v == code49Shift1 || v == code49Shift1+1:
			if shift = v - code49Shift1; i+1 == len(data) || strings.IndexByte(code49Shifts[shift].behind, data[i+1]) < 0 {
				v = -1
			}
		case v == code49Numeric:
			if numeric = i+1 < len(data) && isDigit(data[i+1]); !numeric {
				v = -1
			}
		case v < code49Shift1:
			text = append(text, data[i])
		}
		if v < 0 {
			break
		}
		words = append(words, v)
		i++
	}
	if len(words) == 0 {
		return symbol, refuse(Code49, "no data")
	}
	symbol.Taken, symbol.Text = i, string(text)
	symbol.Bits, err = code49Symbol(words, mode)
	return symbol, err
}
