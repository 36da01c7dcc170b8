package symbol

import "strings"

// Data Matrix tokens: 0 to 255 are bytes, others as below.
const (
	// DataMatrixFNC1 is the function character of GS1 data.
	DataMatrixFNC1 = 256
	// dmRaw marks a codeword that stands for itself: structured append,
	// reader programming, ECI.
	dmRaw = 0x1000
)

// Codewords of ASCII encodation with a meaning of their own
// (ISO/IEC 16022 table 2).
const (
	dmPad        = 129
	dmToC40      = 230
	dmToBase256  = 231
	dmFNC1       = 232
	dmUpperShift = 235
	dmToX12      = 238
	dmToText     = 239
	dmToEDIFACT  = 240
	dmUnlatch    = 254
)

// The encodations (ISO/IEC 16022 table 1).
const (
	dmASCII = iota
	dmC40
	dmText
	dmX12
	dmEDIFACT
	dmBase256
	dmModes
)

// dmLatch is the codeword of ASCII that changes to each encodation.
var dmLatch = [dmModes]int{0, dmToC40, dmToText, dmToX12, dmToEDIFACT, dmToBase256}

// dmC40Values appends the values of a token in C40, or text where text is
// set (ISO/IEC 16022 table 4); nil for tokens that have none.
func dmC40Values(dst []int, t int, text bool) []int {
	if t == DataMatrixFNC1 {
		return append(dst, 1, 27)
	}
	if t > 255 {
		return nil
	}
	if t > 127 {
		dst = append(dst, 1, 30)
		t -= 128
	}
	basic, third := byte('A'), byte('a')
	if text {
		basic, third = third, basic
	}
	c := byte(t)
	switch {
	case c == ' ':
		return append(dst, 3)
	case isDigit(c):
		return append(dst, 4+t-'0')
	case c >= basic && c < basic+26:
		return append(dst, 14+int(c-basic))
	case c >= third && c < third+26:
		return append(dst, 2, 1+int(c-third))
	case c < ' ':
		return append(dst, 0, t)
	case c == '`':
		return append(dst, 2, 0)
	case c > 'z':
		return append(dst, 2, t-96)
	}
	const second = "!\"#$%&'()*+,-./:;<=>?@[\\]^_"
	return append(dst, 1, strings.IndexByte(second, c))
}

// dmX12Value returns the value of a token in X12, or -1.
func dmX12Value(t int) int {
	if t > 127 {
		return -1
	}
	switch c := byte(t); {
	case isDigit(c):
		return 4 + t - '0'
	case c >= 'A' && c <= 'Z':
		return 14 + t - 'A'
	default:
		return strings.IndexByte("\r*> ", c)
	}
}

func dmDigit(t int) bool { return t >= '0' && t <= '9' }

// dmAppendGroups appends the whole groups among the values and returns the
// rest.
func dmAppendGroups(out, values []int, mode int) (_, _ []int) {
	if mode == dmEDIFACT {
		for ; len(values) >= 4; values = values[4:] {
			n := values[0]<<18 | values[1]<<12 | values[2]<<6 | values[3]
			out = append(out, n>>16, n>>8&0xff, n&0xff)
		}
		return out, values
	}
	for ; len(values) >= 3; values = values[3:] {
		n := 1600*values[0] + 40*values[1] + values[2] + 1
		out = append(out, n>>8, n&0xff)
	}
	return out, values
}

// dmAppendASCII appends tokens in ASCII, two digits as one codeword.
func dmAppendASCII(out, tokens []int) []int {
	for i := 0; i < len(tokens); i++ {
		t := tokens[i]
		switch {
		case dmDigit(t) && i+1 < len(tokens) && dmDigit(tokens[i+1]):
			i++
			out = append(out, 130+10*(t-'0')+tokens[i]-'0')
		case t == DataMatrixFNC1:
			out = append(out, dmFNC1)
		case t >= dmRaw:
			out = append(out, t&0xff)
		case t > 127:
			out = append(out, dmUpperShift, t-127)
		default:
			out = append(out, t+1)
		}
	}
	return out
}

// dmAppendBase256 appends the length of a run of bytes and the run, scrambled
// (ISO/IEC 16022 5.2.9, annex B.2).
func dmAppendBase256(out, run []int) []int {
	var head []int
	if n := len(run); n < 250 {
		head = []int{n}
	} else {
		head = []int{249 + n/250, n % 250}
	}
	for _, v := range append(head, run...) {
		pos := len(out) + 1
		out = append(out, (v+149*pos%255+1)&0xff)
	}
	return out
}
