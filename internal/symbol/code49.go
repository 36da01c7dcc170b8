package symbol

import (
	_ "embed"
	"strings"
	"sync"

	"waybill/internal/bitmap"
)

// Code49 stands beside the symbologies of Kinds.
const Code49 Kind = "code 49"

// code49Table has a line for each value of two characters: the widths of its
// bars and spaces in even and in odd parity (ANSI/AIM BC6 appendix F).
//
// Taken as data from bwip-js (MIT, THIRD_PARTY_NOTICES.md).
//
//go:embed code49_patterns.txt
var code49Table string

// code49Patterns returns the modules of each value by parity, 0 even and 1
// odd: 16 bits, 1 = bar.
var code49Patterns = sync.OnceValue(func() (patterns [2][49 * 49]uint32) {
	for v, line := range strings.Split(strings.TrimSpace(code49Table), "\n") {
		for parity, widths := range strings.Fields(line) {
			patterns[parity][v] = barBits(widths)
		}
	}
	return patterns
})

// code49Parities are those of the four patterns of each row but the last,
// which has even ones (ANSI/AIM BC6 table 5).
var code49Parities = [7][4]int{
	{1, 0, 0, 1}, {0, 1, 0, 1}, {1, 1, 0, 0}, {0, 0, 1, 1}, {1, 0, 1, 0}, {0, 1, 1, 0}, {1, 1, 1, 1},
}

// code49Weights are those of the symbol checks X, Y and Z, which begin one
// behind the other (ANSI/AIM BC6 2.4.2).
var (
	code49Weights = [...]int{
		1, 9, 31, 26, 2, 12, 17, 23, 37, 18, 22, 6, 27, 44, 15, 43, 39,
		11, 13, 5, 41, 33, 36, 8, 4, 32, 3, 19, 40, 25, 29, 10, 24, 30,
	}
	code49First = [3]int{20, 16, 38} // of the character of rows and mode
)

// Code49Width is the width of a row of Code 49 in modules, without the quiet
// zones of 10 and 1 modules.
const Code49Width = 70

// EncodeCode49 encodes ASCII in the starting mode and compaction that the data
// call for (ANSI/AIM BC6). Each row of the result is a row of the symbol, 2 to
// 8, to be drawn with bars a module high above, below and between.
func EncodeCode49(data []byte) (*bitmap.Bitmap, error) {
	if len(data) == 0 {
		return nil, refuse(Code49, "no data")
	}
	if len(data) > 81 {
		return nil, refuse(Code49, "%d characters, more than fit", len(data))
	}
	words, mode, err := code49Automatic(data)
	if err != nil {
		return nil, err
	}
	return code49Symbol(words, mode)
}

// code49Symbol returns the symbol of data words and starting mode.
func code49Symbol(words []int, mode int) (*bitmap.Bitmap, error) {
	rows := 2
	for ; code49Room(rows) < len(words); rows++ {
		if rows == 8 {
			return nil, refuse(Code49, "%d characters of the symbol, more than %d", len(words), code49Room(8))
		}
	}
	for len(words) < code49Room(rows) {
		words = append(words, code49Numeric)
	}
	grid := make([][8]int, rows)
	for r := range rows {
		words = words[copy(grid[r][:7], words):]
	}
	code49Checks(grid, mode)
	patterns := code49Patterns()
	b := bitmap.New(Code49Width, rows)
	for r, row := range grid {
		p := pen{b: b, y: r}
		p.put(0b10, 2)
		for i := range 4 {
			parity := 0
			if r < rows-1 {
				parity = code49Parities[r][i]
			}
			p.put(patterns[parity][49*row[2*i]+row[2*i+1]], 16)
		}
		p.put(0b1111, 4)
	}
	return b, nil
}

// code49Room returns the words of data in a number of rows: the last row has
// two, none where it has a third check.
func code49Room(rows int) int {
	if rows >= 7 {
		return 7 * (rows - 1)
	}
	return 7*(rows-1) + 2
}

// code49Checks fills in the check characters of all rows and of the symbol.
func code49Checks(grid [][8]int, mode int) {
	rows := len(grid)
	last := &grid[rows-1]
	sum := func(row *[8]int) {
		row[7] = 0
		for _, v := range row[:7] {
			row[7] += v
		}
		row[7] %= 49
	}
	for r := range rows - 1 {
		sum(&grid[r])
	}
	last[6] = 7*(rows-2) + mode
	// check puts the check of that number, 0 for X, before the place at,
	// over all pairs before it.
	check := func(n, at int) {
		c := code49First[n] * last[6]
		k := 0
		for r := range rows {
			for i := 0; i < 8 && (r < rows-1 || i < at); i += 2 {
				c += code49Weights[k+n] * (49*grid[r][i] + grid[r][i+1])
				k++
			}
		}
		c %= 49 * 49
		last[at], last[at+1] = c/49, c%49
	}
	if rows >= 7 {
		check(2, 0)
	}
	check(1, 2)
	check(0, 4)
	sum(last)
}
