package symbol

import (
	"math/big"
	"slices"
	"strings"
)

// Codewords with a meaning of their own (ISO/IEC 15438 5.4.2).
const (
	pdfText    = 900 // latch to text compaction, and padding
	pdfBytes   = 901 // latch to byte compaction
	pdfNumeric = 902 // latch to numeric compaction
	pdfByte    = 913 // the next codeword is a byte
	pdfBytes6  = 924 // latch to byte compaction of a multiple of six bytes
)

// The sub-modes of text compaction, each with the characters of its values
// (ISO/IEC 15438 tables 5 to 8); 0 marks values that are no characters.
const (
	pdfAlpha = iota
	pdfLower
	pdfMixed
	pdfPunct
)

var pdfChars = [4]string{
	"ABCDEFGHIJKLMNOPQRSTUVWXYZ \x00\x00\x00",
	"abcdefghijklmnopqrstuvwxyz \x00\x00\x00",
	"0123456789&\r\t,:#-.$/+%*=^\x00 \x00\x00\x00",
	";<>@[\\]_`~!\r\t,:\n-.$/\"|*()?{}'\x00",
}

// Values that change the sub-mode, by the sub-mode they stand in.
var pdfLatches = [4][]struct{ value, to int }{
	{{27, pdfLower}, {28, pdfMixed}},
	{{28, pdfMixed}},
	{{25, pdfPunct}, {27, pdfLower}, {28, pdfAlpha}},
	{{29, pdfAlpha}},
}

const (
	pdfToPunct = 29 // shift to punctuation for one value, and padding
	pdfToAlpha = 27 // in lower: shift to alpha for one value
)

// pdfValue returns the value of c in the sub-mode, or -1.
func pdfValue(sub int, c byte) int {
	if c == 0 {
		return -1
	}
	return strings.IndexByte(pdfChars[sub], c)
}

// A pdfState is what is in force between two characters: text with its
// sub-mode and whether half a codeword is filled (0 to 7), bytes with the
// number of the group of six so far (8 to 13), digits with the number of the
// group of 44 so far (14 to 57).
type pdfState = int

const (
	pdfStart    pdfState = -1
	pdfInBytes  pdfState = 8
	pdfInDigits pdfState = 14
	pdfStates            = 58
)

// pdfHalf is the cost of half a codeword. The rest of the scale breaks ties:
// digits go rather into numeric compaction, as printers put them.
const pdfHalf = 1 << 12

// A pdfStep is how a state was reached most cheaply.
type pdfStep struct {
	cost int // in units of pdfHalf
	from pdfState
	same bool // from is at the same position: no character was taken
	step byte // what was done: one of the steps below
}

const (
	stepStart byte = iota
	stepValue      // text: a character of the sub-mode
	stepPunct      // text: a shift and a character
	stepAlpha      // text: a shift and a capital
	stepShift      // text: a byte by codeword 913
	stepByte
	stepDigit
	stepLatch // text: change of sub-mode
	stepToText
	stepToBytes
	stepToDigits
)

// pdfCompact returns the fewest codewords for the data. The mode in force at
// the start is text compaction, alpha; where micro is set bytes, as in
// MicroPDF417, whose symbols therefore begin with a latch
// (ISO/IEC 24728 5.4.1).
//
// It is a dynamic programme over (position, state).
func pdfCompact(data []byte, micro bool) []int {
	steps := make([][pdfStates]pdfStep, len(data)+1)
	for i := range steps {
		for s := range steps[i] {
			steps[i][s].cost = pdfNever
		}
	}
	// Bytes are in force at the start of a MicroPDF417 symbol, but a latch to
	// them counts all the same: it says how many there are.
	start := []pdfStep{{from: pdfStart, step: stepStart}}
	if micro {
		start = []pdfStep{
			{cost: 2 * pdfHalf, from: pdfStart, step: stepToText},
			{cost: 2 * pdfHalf, from: pdfStart, step: stepToBytes},
			{cost: 2 * pdfHalf, from: pdfStart, step: stepToDigits},
		}
	}
	for i, s := range start {
		steps[0][[]pdfState{0, pdfInBytes, pdfInDigits}[i]] = s
	}
	for i := range steps {
		at := &steps[i]
		pdfRelax(at)
		if i == len(data) {
			break
		}
		for s := range at {
			if at[s].cost < pdfNever {
				pdfTake(at[s].cost, s, data[i], &steps[i+1])
			}
		}
	}
	end, best := 0, pdfNever
	for s, st := range steps[len(data)] {
		if c := pdfWhole(st.cost, s); c < best {
			end, best = s, c
		}
	}
	return pdfWrite(data, steps, end)
}

// pdfNever is more than any data costs.
const pdfNever = 1 << 30

// pdfWhole returns a cost with the half codeword filled, if there is one.
func pdfWhole(cost int, s pdfState) int {
	if s < pdfInBytes && s%2 != 0 {
		cost += pdfHalf
	}
	return cost
}

// improve notes a cheaper way.
func (p *pdfStep) improve(cost int, from pdfState, same bool, step byte) bool {
	if cost >= p.cost {
		return false
	}
	*p = pdfStep{cost: cost, from: from, same: same, step: step}
	return true
}

// pdfRelax adds to a position the states reached by latches.
func pdfRelax(at *[pdfStates]pdfStep) {
	for changed := true; changed; {
		changed = false
		for s := range at {
			c := at[s].cost
			if c >= pdfNever {
				continue
			}
			whole := pdfWhole(c, s)
			if s < pdfInBytes {
				for _, l := range pdfLatches[s/2] {
					if at[l.to*2+1-s%2].improve(c+pdfHalf, s, true, stepLatch) {
						changed = true
					}
				}
			} else if at[0].improve(whole+2*pdfHalf, s, true, stepToText) {
				changed = true
			}
			if s != pdfInBytes && at[pdfInBytes].improve(whole+2*pdfHalf, s, true, stepToBytes) {
				changed = true
			}
			if at[pdfInDigits].improve(whole+2*pdfHalf, s, true, stepToDigits) {
				changed = true
			}
		}
	}
}

// pdfTake adds to the next position the states that take character c.
func pdfTake(cost int, s pdfState, c byte, next *[pdfStates]pdfStep) {
	switch {
	case s < pdfInBytes:
		sub, half := s/2, s%2
		if isDigit(c) {
			cost++
		}
		if pdfValue(sub, c) >= 0 {
			next[sub*2+1-half].improve(cost+pdfHalf, s, false, stepValue)
		}
		if sub != pdfPunct && pdfValue(pdfPunct, c) >= 0 {
			next[s].improve(cost+2*pdfHalf, s, false, stepPunct)
		}
		if sub == pdfLower && pdfValue(pdfAlpha, c) >= 0 {
			next[s].improve(cost+2*pdfHalf, s, false, stepAlpha)
		}
		if half == 0 {
			next[s].improve(cost+4*pdfHalf, s, false, stepShift)
		}
	case s < pdfInDigits:
		k := (s - pdfInBytes + 1) % 6
		if k != 0 {
			cost += 2 * pdfHalf // the sixth byte of a group costs nothing
		}
		next[pdfInBytes+k].improve(cost, s, false, stepByte)
	case isDigit(c):
		k := s - pdfInDigits + 1
		if k == 1 || k%3 == 0 {
			cost += 2 * pdfHalf // n digits take n/3+1 codewords
		}
		next[pdfInDigits+k%44].improve(cost, s, false, stepDigit)
	}
}

// pdfWrite turns the cheapest way to state end into codewords.
func pdfWrite(data []byte, steps [][pdfStates]pdfStep, end pdfState) []int {
	type move struct {
		pdfStep
		to pdfState
		c  byte
	}
	var way []move
	for i, s := len(data), end; s != pdfStart; {
		m := move{pdfStep: steps[i][s], to: s}
		if !m.same && m.from != pdfStart {
			i--
			m.c = data[i]
		}
		way = append(way, m)
		s = m.from
	}
	slices.Reverse(way)

	var out, values []int
	flush := func() {
		if len(values)%2 != 0 {
			values = append(values, pdfToPunct)
		}
		for i := 0; i < len(values); i += 2 {
			out = append(out, values[i]*30+values[i+1])
		}
		values = values[:0]
	}
	for i := 0; i < len(way); i++ {
		m := way[i]
		sub := m.from / 2
		switch m.step {
		case stepValue:
			values = append(values, pdfValue(sub, m.c))
		case stepPunct:
			values = append(values, pdfToPunct, pdfValue(pdfPunct, m.c))
		case stepAlpha:
			values = append(values, pdfToAlpha, pdfValue(pdfAlpha, m.c))
		case stepLatch:
			for _, l := range pdfLatches[sub] {
				if l.to == m.to/2 {
					values = append(values, l.value)
				}
			}
		case stepShift:
			flush()
			out = append(out, pdfByte, int(m.c))
		case stepToText:
			out = append(out, pdfText)
		case stepToBytes, stepToDigits:
			flush()
			var run []byte
			want := stepByte
			if m.step == stepToDigits {
				want = stepDigit
			}
			for i+1 < len(way) && way[i+1].step == want {
				i++
				run = append(run, way[i].c)
			}
			if want == stepDigit {
				out = appendPDFDigits(append(out, pdfNumeric), run)
			} else {
				out = appendPDFBytes(out, run)
			}
		}
	}
	flush()
	return out
}

// appendPDFBytes appends a latch and bytes: six to five codewords of base
// 900, the rest as they are (ISO/IEC 15438 5.4.3).
func appendPDFBytes(dst []int, run []byte) []int {
	if len(run)%6 == 0 {
		dst = append(dst, pdfBytes6)
	} else {
		dst = append(dst, pdfBytes)
	}
	for ; len(run) >= 6; run = run[6:] {
		n := uint64(0)
		for _, c := range run[:6] {
			n = n<<8 | uint64(c)
		}
		var five [5]int
		for i := 4; i >= 0; i-- {
			five[i] = int(n % 900)
			n /= 900
		}
		dst = append(dst, five[:]...)
	}
	for _, c := range run {
		dst = append(dst, int(c))
	}
	return dst
}

// appendPDFDigits appends digits: up to 44 with a 1 before them as a number of
// base 900 (ISO/IEC 15438 5.4.4).
func appendPDFDigits(dst []int, run []byte) []int {
	base := big.NewInt(900)
	for len(run) > 0 {
		k := min(len(run), 44)
		n, _ := new(big.Int).SetString("1"+string(run[:k]), 10)
		words := make([]int, k/3+1)
		var r big.Int
		for i := len(words) - 1; i >= 0; i-- {
			n.DivMod(n, base, &r)
			words[i] = int(r.Int64())
		}
		dst = append(dst, words...)
		run = run[k:]
	}
	return dst
}
