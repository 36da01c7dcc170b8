package graphic

import (
	"bytes"
	"encoding/binary"
	"math"
	"math/bits"
)

const hexDigits = "0123456789ABCDEF"

// maxRun is the longest run of one hex digit that two count letters express:
// z (400) and Y (19). The guide lets counts add up without end, but nobody is
// known to have tried three letters on a clone.
const maxRun = 419

// AppendACS appends rows, each of stride bytes, in the ASCII compression
// scheme of the guide's chapter on ~DG: hex digits with counts before them,
// "," for a rest of zeros, ":" for a row equal to the one before.
//
// The "!" token is never used: decoders fill the row with 1 or with F. The
// first row uses neither "," nor ":" as its first byte: a leading colon
// announces :B64: or :Z64:, and a leading comma looks like an empty
// parameter.
func AppendACS(dst, rows []byte, stride int) []byte {
	var prev []byte
	for len(rows) > 0 {
		row := rows[:stride]
		rows = rows[stride:]
		if prev != nil && bytes.Equal(row, prev) {
			dst = append(dst, ':')
		} else {
			dst = appendACSRow(dst, row, prev == nil)
		}
		prev = row
	}
	return dst
}

func appendACSRow(dst, row []byte, first bool) []byte {
	end := len(row)
	for end > 0 && row[end-1] == 0 {
		end--
	}
	zeros := 2 * (len(row) - end) // digits at the row's end
	if end == 0 {
		if first {
			return appendRun(dst, '0', zeros)
		}
		return append(dst, ',')
	}
	run, last := 0, row[0]>>4
	for row = row[:end]; len(row) > 0; {
		// Sixteen digits at a time. Where a digit differs from the one before
		// it, changes is not 0; long runs pass without a look at each digit.
		var word [8]byte
		n := copy(word[:], row)
		row = row[n:]
		digits := binary.BigEndian.Uint64(word[:])
		changes := (digits ^ (digits>>4 | uint64(last)<<60)) & (math.MaxUint64 << (64 - 8*n))
		counted := 0
		for changes != 0 {
			at := bits.LeadingZeros64(changes) / 4
			dst = appendRun(dst, hexDigits[last], run+at-counted)
			run, counted = 0, at
			last = byte(digits>>(60-4*at)) & 0x0f
			changes &= 1<<(60-4*at) - 1
		}
		run += 2*n - counted
	}
	// The comma fills whole bytes: an older guide asks for a digit 0 before
	// it where the zeros are odd in number, as the CUPS driver writes them.
	// It costs a byte on such rows and every decoder agrees on it.
	dst = appendRun(dst, hexDigits[last], run)
	if zeros > 0 {
		dst = append(dst, ',')
	}
	return dst
}

// appendRun appends n times the hex digit d in the fewest bytes.
//
// A token costs 1 byte for a single digit, 2 bytes with one count letter (2
// to 19, and the multiples of 20 to 400), 3 bytes with two (up to maxRun). Up
// to maxRun one token is never longer than two.
func appendRun(dst []byte, d byte, n int) []byte {
	if n > maxRun {
		full, z := splitRun(n)
		n -= full*maxRun + z*400
		for range full {
			dst = appendToken(dst, d, maxRun)
		}
		for range z {
			dst = appendToken(dst, d, 400)
		}
		if n == 0 {
			return dst
		}
	}
	return appendToken(dst, d, n)
}

// splitRun splits a run above maxRun, which only rows of more than 1,676 dots
// can have, into tokens of maxRun, tokens of 400 and a rest of at most maxRun.
// Greed would miss the best: 821 is 419+402 in 6 bytes, 400+400+21 takes 7.
// The tests compare it with all splits there are.
func splitRun(n int) (full, z int) {
	best := n
	for f := 0; f*maxRun <= n; f++ {
		rest := n - f*maxRun
		for _, k := range [...]int{rest / 400, max(rest/400-1, 0)} {
			if last := rest - k*400; last <= maxRun {
				if c := 3*f + 2*k + tokenCost(last); c < best {
					best, full, z = c, f, k
				}
			}
		}
	}
	return full, z
}

// appendToken appends one run of n digits, 1 to maxRun.
func appendToken(dst []byte, d byte, n int) []byte {
	switch n {
	case 1:
		return append(dst, d)
	case 2: // as short as a count, and any decoder reads it
		return append(dst, d, d)
	}
	if n >= 20 {
		dst = append(dst, 'f'+byte(n/20))
		n %= 20
	}
	if n > 0 {
		dst = append(dst, 'F'+byte(n))
	}
	return append(dst, d)
}

// tokenCost is the length of appendToken's output.
func tokenCost(n int) int {
	switch {
	case n <= 1:
		return n
	case n < 20, n%20 == 0:
		return 2
	}
	return 3
}
