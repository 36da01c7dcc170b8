package symbol

import (
	"strings"

	"waybill/internal/bitmap"
)

// maxCode128 is the longest data in characters. The standard sets no limit;
// past this no scanner or label is wide enough.
const maxCode128 = 80

// Symbol values with a meaning of their own (ISO/IEC 15417 table 1).
const (
	valShift  = 98  // in sets A and B: next character from the other
	valCodeC  = 99  // in sets A and B
	valCodeB  = 100 // in sets A and C
	valCodeA  = 101 // in sets B and C
	valFNC1   = 102
	valStartA = 103
	valStop   = 106
)

// fnc1 stands for the function character among ASCII data.
const fnc1 = 0xf1

// A codeSet is one of the character sets, in the order in which ties between
// encodings of the same width are broken: B before C before A. Data without
// control characters therefore never uses set A.
type codeSet int

const (
	setB codeSet = iota
	setC
	setA
	numSets
)

// start returns the symbol value that opens a symbol in the set.
func (s codeSet) start() byte { return [numSets]byte{104, 105, valStartA}[s] }

// latch returns the symbol value that changes to the set.
func (s codeSet) latch() byte { return [numSets]byte{valCodeB, valCodeC, valCodeA}[s] }

// value returns the symbol value of character c in set A or B, and whether
// the set has it.
func (s codeSet) value(c byte) (byte, bool) {
	switch {
	case c == fnc1:
		return valFNC1, true
	case c >= 0x80:
		return 0, false
	case c < 0x20:
		return c + 64, s == setA
	case c < 0x60:
		return c - 0x20, true
	}
	return c - 0x20, s == setB
}

// A move is one way to encode what comes next without changing the set.
type move struct {
	vals  [2]byte
	nvals int
	chars int // characters consumed; 0 is no move
}

// next returns the only sensible move of set s at data, which is not empty.
// Sets A and B take one character, by a shift if need be; C takes two digits.
func (s codeSet) next(data []byte) move {
	c := data[0]
	if s == setC {
		switch {
		case c == fnc1:
			return move{[2]byte{valFNC1}, 1, 1}
		case len(data) > 1 && isDigit(c) && isDigit(data[1]):
			return move{[2]byte{(c-'0')*10 + data[1] - '0'}, 1, 2}
		}
		return move{}
	}
	if v, ok := s.value(c); ok {
		return move{[2]byte{v}, 1, 1}
	}
	other := setA
	if s == setA {
		other = setB
	}
	v, _ := other.value(c)
	return move{[2]byte{valShift, v}, 2, 1}
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// code128Values returns the fewest symbol values for data, at most maxCode128
// of ASCII and fnc1, with start, check and stop.
//
// It is a dynamic programme from the end over (position, set): rest[i][s] is
// the fewest values for data[i:] when set s is in force and the next value is
// not a change of set. Two changes in a row never help, so one change may
// precede each move.
func code128Values(data []byte) []byte {
	const never = 1 << 20
	var rest [maxCode128 + 1][numSets]int
	n := len(data)
	for i := n - 1; i >= 0; i-- {
		for s := range numSets {
			rest[i][s] = never
			if m := s.next(data[i:]); m.chars > 0 {
				_, tail := cheapest(&rest[i+m.chars], s)
				rest[i][s] = m.nvals + tail
			}
		}
	}
	out := make([]byte, 0, 2*n+3)
	set := setB
	for s := range numSets {
		if rest[0][s] < rest[0][set] {
			set = s
		}
	}
	out = append(out, set.start())
	for i := 0; i < n; {
		if to, _ := cheapest(&rest[i], set); to != set {
			set = to
			out = append(out, set.latch())
		}
		m := set.next(data[i:])
		out = append(out, m.vals[:m.nvals]...)
		i += m.chars
	}
	sum := int(out[0])
	for i, v := range out[1:] {
		sum += (i + 1) * int(v)
	}
	return append(out, byte(sum%103), valStop)
}

// cheapest returns the set to go on in from set s, which it keeps on a tie,
// and what that costs, the change included.
func cheapest(rest *[numSets]int, s codeSet) (codeSet, int) {
	best, cost := s, rest[s]
	for t := range numSets {
		if t != s && rest[t]+1 < cost {
			best, cost = t, rest[t]+1
		}
	}
	return best, cost
}

// encodeCode128 encodes plain ASCII data (ISO/IEC 15417).
func encodeCode128(s *Symbol) error {
	if len(s.Data) > maxCode128 {
		return refuse(s.Kind, "%d bytes, more than %d", len(s.Data), maxCode128)
	}
	for i := 0; i < len(s.Data); i++ {
		if s.Data[i] >= 0x80 {
			return refuse(s.Kind, "byte %d is not ASCII", i+1)
		}
	}
	s.Text = printable(s.Data)
	s.drawCode128([]byte(s.Data))
	return nil
}

// printable drops the control characters, which have no glyph to stand under
// a symbol.
func printable(data string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x20 || r == 0x7f {
			return -1
		}
		return r
	}, data)
}

// drawCode128 encodes tokens, ASCII and fnc1, and draws the modules.
func (s *Symbol) drawCode128(tokens []byte) {
	s.Codewords = code128Values(tokens)
	b := bitmap.New(11*len(s.Codewords)+2, 1)
	x := 0
	for _, v := range s.Codewords {
		p, n := code128Patterns[v], 11
		if v == valStop {
			n = 13
		}
		for k := n - 1; k >= 0; k-- {
			if p>>k&1 != 0 {
				b.Bits[x>>3] |= 0x80 >> (x & 7)
			}
			x++
		}
	}
	s.setBits(b)
}
