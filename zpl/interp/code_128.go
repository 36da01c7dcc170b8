package interp

import (
	"strings"

	"waybill/internal/symbol"
)

// Code 128 values with a meaning of their own (ISO/IEC 15417 table 1).
const (
	valShift  = 98  // in A and B
	valCodeC  = 99  // in A and B
	valCodeB  = 100 // in A and C; FNC4 in B
	valCodeA  = 101 // in B and C; FNC4 in A
	valFNC1   = 102
	valStartA = 103
	valStartB = 104
	valStartC = 105
)

// code128 draws ^BC. Its modes are N (the data has invocation codes), U (UCC
// case), A (sets are the printer's choice) and D (GS1).
func (c *code) code128() (strokes, bool) {
	mode := c.letter(5, "NUAD", 'N')
	if c.check && mode != 'N' {
		c.check = false // these see to check digits themselves
	}
	var values []byte
	var text string
	switch mode {
	case 'U':
		values, text = c.uccCase()
	case 'A':
		values, text = c.automatic()
	case 'D':
		values, text = c.gs1()
	default:
		values, text = c.invoked()
	}
	if len(values) < 2 {
		c.r("not drawn: no data")
		return strokes{}, false
	}
	s, ok := c.strip(symbol.StripCode128(values))
	if !ok {
		return strokes{}, false
	}
	sh := c.stripStrokes(s)
	if mode == 'D' {
		return c.withGS1Line(sh, text), true
	}
	return c.withLine(sh, text), true
}

// leftOut says how many bytes of the data are not drawn.
func (c *code) leftOut(n int) {
	if n > 0 {
		c.r("%d bytes of the data have no place in the bar code: left out", n)
	}
}

// automatic returns the values and text of mode A. All of ASCII stands for
// itself, > too.
func (c *code) automatic() ([]byte, string) {
	var ascii []byte
	for _, b := range c.raw {
		if b < 0x80 {
			ascii = append(ascii, b)
		}
	}
	c.leftOut(len(c.raw) - len(ascii))
	values, err := symbol.Code128Switched(ascii)
	if err != nil {
		return nil, ""
	}
	return values, printed(string(ascii))
}

// uccCase returns the values and text of mode U: 19 digits and their check
// digit in set C behind FNC1.
func (c *code) uccCase() ([]byte, string) {
	digits := c.data(digitSet)
	switch n := len(digits); {
	case n == 0:
		return nil, ""
	case n > 19:
		c.r("%d digits: those behind the first 19 are left out", n)
		digits = digits[:19]
	case n < 19:
		c.r("%d digits: zeros are put behind them to make 19", n)
		digits += strings.Repeat("0", 19-n)
	}
	digits += string(symbol.CheckDigit(digits))
	values := []byte{valStartC, valFNC1}
	for i := 0; i < len(digits); i += 2 {
		values = append(values, (digits[i]-'0')*10+digits[i+1]-'0')
	}
	return values, digits
}

// gs1 returns the values and text of mode D: FNC1 first, then the data without
// parentheses and blanks. >8 is FNC1 between elements. The check digit of an
// SSCC or GTIN that ends the data and lacks it is put there.
func (c *code) gs1() ([]byte, string) {
	tokens := []byte{symbol.FNC1}
	var text, element []byte
	dropped := 0
	complete := func() {
		if d, ok := missingCheck(string(element)); ok {
			tokens, text = append(tokens, d), append(text, d)
		}
		element = element[:0]
	}
	for i := 0; i < len(c.raw); i++ {
		switch b := c.raw[i]; {
		case b == '>' && i+1 < len(c.raw) && c.raw[i+1] == '8':
			i++
			complete()
			tokens = append(tokens, symbol.FNC1)
		case b == '(' || b == ')' || b == ' ':
			if b == '(' {
				complete()
			}
			element, text = append(element, b), append(text, b)
		case b < ' ' || b >= 0x7f:
			dropped++
		default:
			tokens, element, text = append(tokens, b), append(element, b), append(text, b)
		}
	}
	complete()
	c.leftOut(dropped)
	if len(tokens) == 1 {
		return nil, ""
	}
	values, err := symbol.Code128Switched(tokens)
	if err != nil {
		return nil, ""
	}
	return values, string(text)
}

// missingCheck returns the check digit of an element with its identifier in
// parentheses, where it is one that ends in a check digit and is a digit short.
func missingCheck(element string) (byte, bool) {
	if !strings.HasPrefix(element, "(") || len(element) < 4 || element[3] != ')' {
		return 0, false
	}
	value := strings.ReplaceAll(element[4:], " ", "")
	switch {
	case element[1:3] == "00" && len(value) == 17:
	case (element[1:3] == "01" || element[1:3] == "02") && len(value) == 13:
	default:
		return 0, false
	}
	if strings.Trim(value, digitSet) != "" {
		return 0, false
	}
	return symbol.CheckDigit(value), true
}

// An invocation reads the data of mode N: characters of set B, pairs of digits
// in sets A and C, and codes of > and a character (the guide, ^BC, "Code 128
// Invocation Characters").
type invocation struct {
	set     byte // 'A', 'B' or 'C'
	shift   bool
	values  []byte
	text    []byte
	digits  []byte // of the data, for the check digit
	dropped int
}

// codes are the values that > and a character mean in all sets.
var invocationCodes = map[byte]byte{
	'<': 62, '0': 30, '=': 94, '1': 95, '2': 96, '3': 97, '4': valShift, '5': valCodeC,
	'6': valCodeB, '7': valCodeA, '8': valFNC1,
}

// invoked returns the values and text of mode N.
func (c *code) invoked() ([]byte, string) {
	v := invocation{set: 'B'}
	data := c.raw
	first := byte(valStartB)
	if len(data) > 1 && data[0] == '>' {
		switch data[1] {
		case '9':
			first, v.set, data = valStartA, 'A', data[2:]
		case ':':
			data = data[2:]
		case ';':
			first, v.set, data = valStartC, 'C', data[2:]
		}
	}
	v.values = append(v.values, first)
	for len(data) > 0 {
		n := v.code(data)
		if n == 0 {
			if v.set == 'B' || v.shift {
				n = v.character(data[0])
			} else if n = v.pair(data); n == 1 && c.check && len(data) == 1 && v.set == 'C' && isDigit(data[0]) {
				// A last digit alone is made a pair by the UCC check digit.
				v.dropped--
				d := symbol.CheckDigit(string(append(v.digits, data[0])))
				v.values = append(v.values, (data[0]-'0')*10+d-'0')
				v.text = append(v.text, data[0], d)
				c.check = false
			}
		}
		data = data[n:]
	}
	c.leftOut(v.dropped)
	if c.check {
		c.r("the UCC check digit is added only to an odd number of digits that ends in set C")
	}
	if len(v.values) == 1 {
		return nil, ""
	}
	return v.values, string(v.text)
}

// code takes an invocation code from the front of the data and returns its
// length, 0 where there is none.
func (v *invocation) code(data []byte) int {
	if data[0] != '>' || len(data) < 2 {
		return 0
	}
	b := data[1]
	switch b { // start characters behind the start only change the set
	case '9':
		b = '7'
	case ':':
		b = '6'
	case ';':
		b = '5'
	}
	value, ok := invocationCodes[b]
	if !ok {
		return 0
	}
	to := v.set
	switch value {
	case valCodeA:
		to = 'A'
	case valCodeB:
		to = 'B'
	case valCodeC:
		to = 'C'
	}
	if b != data[1] && to == v.set {
		return 2 // the start character of the set in force
	}
	switch {
	case v.set == 'C' && (value < valCodeC || value == valCodeC):
		v.dropped += 2 // means a pair of digits there
		return 2
	case v.set == 'C' || value == valCodeC:
		v.set = to
	case value == valCodeA && v.set == 'B', value == valCodeB && v.set == 'A':
		v.set = to
	case value == valShift:
		v.values, v.shift = append(v.values, value), true
		return 2
	case value < 95:
		v.text = append(v.text, ' '+value)
	}
	v.values, v.shift = append(v.values, value), false
	return 2
}

// character takes a character of set B, or of A where B is shifted, or the
// other way round.
func (v *invocation) character(b byte) int {
	set := v.set
	if v.shift {
		set = 'A' + 'B' - v.set
	}
	switch {
	case set == 'B' && ' ' <= b && b < 0x80, set == 'A' && ' ' <= b && b < 0x60:
		v.values = append(v.values, b-' ')
		if b != 0x7f {
			v.text = append(v.text, b)
		}
		if isDigit(b) {
			v.digits = append(v.digits, b)
		}
		v.shift = false
	default:
		v.dropped++ // printers drop control characters there
	}
	return 1
}

// pair takes two digits in set A or C. What is no digit is left out, a pair
// whose second character is none as a whole, and a digit alone before a code
// or the end.
func (v *invocation) pair(data []byte) int {
	switch {
	case !isDigit(data[0]), len(data) == 1, data[1] == '>':
		v.dropped++
		return 1
	case !isDigit(data[1]):
		v.dropped += 2
		return 2
	}
	value := (data[0]-'0')*10 + data[1] - '0'
	switch {
	case v.set == 'C':
		v.text, v.digits = append(v.text, data[:2]...), append(v.digits, data[:2]...)
	case value >= 96: // a function or a change of set, which have codes
		v.dropped += 2
		return 2
	case value < 64:
		v.text = append(v.text, ' '+value)
	}
	v.values = append(v.values, value)
	return 2
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }
