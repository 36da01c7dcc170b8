package symbol

import (
	"math/big"
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

// pdfCompact returns data as codewords. The division into modes is that seen
// in pictures of printers' symbols, which are not always the smallest
// possible: rows would be fewer than on paper.
//
// A MicroPDF417 begins in another mode than a PDF417, so that its text needs a
// latch (ISO/IEC 24728 5.4.1).
func pdfCompact(data []byte, micro bool) []int {
	var out []int
	runs := pdfRuns(data)
	for i, r := range runs {
		run := data[:r.n]
		data = data[r.n:]
		switch r.mode {
		case pdfText:
			if i > 0 || micro {
				out = append(out, pdfText)
			}
			out = appendPDFText(out, run)
		case pdfNumeric:
			out = appendPDFDigits(out, run)
		default:
			if r.n == 1 && i > 0 && runs[i-1].mode == pdfText {
				out = append(out, pdfByte, int(run[0]))
			} else {
				out = appendPDFBytes(out, run)
			}
		}
	}
	return out
}

// A pdfRun is a number of bytes in one mode.
type pdfRun struct{ mode, n int }

// pdfRuns divides data into modes: by the kinds of characters, then short
// runs join their neighbours'.
func pdfRuns(data []byte) []pdfRun {
	var runs []pdfRun
	for _, c := range data {
		mode := pdfBytes
		switch {
		case isDigit(c):
			mode = pdfNumeric
		case c >= ' ' && c < 0x7f, c == '\t', c == '\n', c == '\r':
			mode = pdfText
		}
		runs = append(runs, pdfRun{mode, 1})
	}
	runs = pdfJoin(runs)
	for i, r := range runs {
		if r.mode == pdfNumeric {
			runs[i].mode = pdfDigitsIn(r.n, pdfMode(runs, i-1), pdfMode(runs, i+1))
		}
	}
	runs = pdfJoin(runs)
	for i, r := range runs {
		if r.mode == pdfText && i > 0 {
			runs[i].mode = pdfTextIn(r.n, pdfMode(runs, i-1), pdfMode(runs, i+1))
		}
	}
	return pdfJoin(runs)
}

// pdfMode returns the mode of run i, 0 outside.
func pdfMode(runs []pdfRun, i int) int {
	if i < 0 || i >= len(runs) {
		return 0
	}
	return runs[i].mode
}

// pdfDigitsIn returns the mode of n digits between runs of two modes.
func pdfDigitsIn(n, before, after int) int {
	least := map[[2]int]struct{ n, mode int }{
		{0, pdfText}:         {8, pdfText},
		{0, pdfBytes}:        {2, pdfBytes},
		{pdfText, 0}:         {7, pdfText},
		{pdfBytes, 0}:        {2, pdfBytes},
		{pdfBytes, pdfBytes}: {4, pdfBytes},
		{pdfBytes, pdfText}:  {4, pdfText},
		{pdfText, pdfBytes}:  {5, pdfText},
		{pdfText, pdfText}:   {8, pdfText},
	}
	if l := least[[2]int{before, after}]; n < l.n {
		return l.mode
	}
	return pdfNumeric
}

// pdfTextIn returns the mode of n characters of text between runs of two
// modes.
func pdfTextIn(n, before, after int) int {
	switch {
	case after == 0 && before == pdfBytes && n == 1,
		after != 0 && before == pdfBytes && after == pdfBytes && n < 5,
		after != 0 && (before == pdfBytes) != (after == pdfBytes) && n < 3:
		return pdfBytes
	}
	return pdfText
}

// pdfJoin makes neighbours of the same mode one run.
func pdfJoin(runs []pdfRun) []pdfRun {
	var out []pdfRun
	for _, r := range runs {
		if k := len(out) - 1; k >= 0 && out[k].mode == r.mode {
			out[k].n += r.n
		} else {
			out = append(out, r)
		}
	}
	return out
}

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

// pdfLatches are the values that change from a sub-mode to another.
var pdfLatches = [4][4][]int{
	{nil, {27}, {28}, {28, 25}},
	{{28, 28}, nil, {28}, {28, 25}},
	{{28}, {27}, nil, {25}},
	{{29}, {29, 27}, {29, 28}, nil},
}

const (
	pdfToPunct = 29 // shift to punctuation for one value, and padding
	pdfToAlpha = 27 // in lower: shift to alpha for one value
)

// pdfHas reports whether the sub-mode has the character.
func pdfHas(sub int, c byte) bool { return c != 0 && strings.IndexByte(pdfChars[sub], c) >= 0 }

// appendPDFText appends text, two values in a codeword (ISO/IEC 15438 5.4.2,
// annex N).
func appendPDFText(dst []int, run []byte) []int {
	var values []int
	sub := pdfAlpha
	put := func(sub int, c byte) { values = append(values, strings.IndexByte(pdfChars[sub], c)) }
	for i, c := range run {
		if pdfHas(sub, c) {
			put(sub, c)
			continue
		}
		// The first sub-mode that has this character, and the next if one
		// has both.
		to, single := -1, true
		for s := range pdfChars {
			if pdfHas(s, c) && i+1 < len(run) && pdfHas(s, run[i+1]) {
				to, single = s, false
				break
			}
		}
		switch {
		case single && sub == pdfLower && pdfHas(pdfAlpha, c):
			values = append(values, pdfToAlpha)
			put(pdfAlpha, c)
			continue
		case single && pdfHas(pdfPunct, c):
			values = append(values, pdfToPunct)
			put(pdfPunct, c)
			continue
		}
		for s := 0; to < 0; s++ {
			if pdfHas(s, c) {
				to = s
			}
		}
		values = append(values, pdfLatches[sub][to]...)
		sub = to
		put(sub, c)
	}
	if len(values)%2 != 0 {
		values = append(values, pdfToPunct)
	}
	for i := 0; i < len(values); i += 2 {
		dst = append(dst, values[i]*30+values[i+1])
	}
	return dst
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
// base 900 (ISO/IEC 15438 5.4.4). Each such number has a latch of its own, as
// seen in printers' symbols; it could do without.
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
		dst = append(append(dst, pdfNumeric), words...)
		run = run[k:]
	}
	return dst
}
