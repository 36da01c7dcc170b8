package symbol

import (
	"strings"
	"sync"

	"waybill/internal/bitmap"
)

// A microVariant is a size of MicroPDF417 (ISO/IEC 24728 table 1) with the
// row address patterns of its first row, 1 to 52.
type microVariant struct {
	columns, rows, checks int
	left, centre, right   int
}

// microVariants are the sizes in the order of the standard, which is also
// that of ^BF's modes.
var microVariants = [34]microVariant{
	{1, 11, 7, 1, 0, 9}, {1, 14, 7, 8, 0, 8}, {1, 17, 7, 36, 0, 36},
	{1, 20, 8, 19, 0, 19}, {1, 24, 8, 9, 0, 17}, {1, 28, 8, 25, 0, 33},
	{2, 8, 8, 1, 0, 1}, {2, 11, 9, 1, 0, 9}, {2, 14, 9, 8, 0, 8},
	{2, 17, 10, 36, 0, 36}, {2, 20, 11, 19, 0, 19}, {2, 23, 13, 9, 0, 17}, {2, 26, 15, 27, 0, 35},
	{3, 6, 12, 1, 1, 1}, {3, 8, 14, 7, 7, 7}, {3, 10, 16, 15, 15, 15}, {3, 12, 18, 25, 25, 25},
	{3, 15, 21, 37, 37, 37}, {3, 20, 26, 1, 17, 33}, {3, 26, 32, 1, 9, 17},
	{3, 32, 38, 21, 29, 37}, {3, 38, 44, 15, 31, 47}, {3, 44, 50, 1, 25, 49},
	{4, 4, 8, 47, 19, 43}, {4, 6, 12, 1, 1, 1}, {4, 8, 14, 7, 7, 7}, {4, 10, 16, 15, 15, 15},
	{4, 12, 18, 25, 25, 25}, {4, 15, 21, 37, 37, 37}, {4, 20, 26, 1, 17, 33}, {4, 26, 32, 1, 9, 17},
	{4, 32, 38, 21, 29, 37}, {4, 38, 44, 15, 31, 47}, {4, 44, 50, 1, 25, 49},
}

// Row address patterns 1 to 52 of the sides and of the centre, as widths of
// bars and spaces (ISO/IEC 24728 tables 2 and 3).
const (
	microSides = "221311 311311 312211 222211 213211 214111 223111 313111 322111 412111 421111 331111 241111 " +
		"232111 231211 321211 411211 411121 411112 321112 312112 311212 311221 311131 311122 311113 " +
		"221113 221122 221131 221221 222121 312121 321121 231121 231112 222112 213112 212212 212221 " +
		"212131 212122 212113 211213 211123 211132 211141 211231 211222 211312 211321 211411 212311"
	microCentres = "112231 121231 122131 131131 131221 132121 141121 141211 142111 133111 132211 131311 122311 " +
		"123211 124111 115111 114211 114121 123121 123112 122212 122221 121321 121411 112411 113311 " +
		"113221 113212 113122 122122 131122 131113 122113 113113 112213 112222 112312 112321 111421 " +
		"111331 111322 111232 111223 111133 111124 111214 112114 121114 121123 121132 112132 112141"
)

// microAddresses returns the modules of the row address patterns, side and
// centre.
var microAddresses = sync.OnceValue(func() (a [2][52]uint32) {
	for side, list := range []string{microSides, microCentres} {
		for i, widths := range strings.Fields(list) {
			a[side][i] = barBits(widths)
		}
	}
	return a
})

// MicroPDF417Modes is the number of sizes of MicroPDF417.
const MicroPDF417Modes = len(microVariants)

// EncodeMicroPDF417 encodes bytes (ISO/IEC 24728) in the size of that number,
// 0 to 33 in the order of the standard: from 1 column of 11 rows to 4 columns
// of 44; -1 takes the smallest that holds the data. Each row of the result is
// a row of the symbol.
func EncodeMicroPDF417(data []byte, mode int) (*bitmap.Bitmap, error) {
	switch {
	case len(data) == 0:
		return nil, refuse(MicroPDF417, "no data")
	case len(data) > 400:
		return nil, refuse(MicroPDF417, "%d bytes, more than fit", len(data))
	case mode < -1 || mode >= MicroPDF417Modes:
		return nil, refuse(MicroPDF417, "the mode must be 0 to %d", MicroPDF417Modes-1)
	}
	words := pdfCompact(data, true)
	if mode < 0 {
		best := 1 << 20
		for i, v := range microVariants {
			if area := v.columns * v.rows; area-v.checks >= len(words) && area < best {
				mode, best = i, area
			}
		}
	}
	if mode < 0 {
		return nil, refuse(MicroPDF417, "%d codewords, more than fit", len(words))
	}
	v := microVariants[mode]
	if room := v.room(); len(words) > room {
		return nil, refuse(MicroPDF417, "%d codewords, %d fit", len(words), room)
	}
	return microFill(words, v), nil
}

// room returns the codewords that are no checks.
func (v microVariant) room() int { return v.columns*v.rows - v.checks }

// microFill draws codewords with padding and checks.
func microFill(words []int, v microVariant) *bitmap.Bitmap {
	for len(words) < v.room() {
		words = append(words, pdfText)
	}
	return microDraw(append(words, gf929Check(words, v.checks)...), v)
}

// microDraw draws codewords between row address patterns; the cluster follows
// the left one (ISO/IEC 24728 5.11).
func microDraw(words []int, v microVariant) *bitmap.Bitmap {
	patterns, addresses := pdf417Patterns(), microAddresses()
	w := 10 + 17*v.columns + 10 + 1
	before := 0 // the column that the centre pattern stands before
	if v.centre != 0 {
		w += 10
		before = v.columns - 2
	}
	b := bitmap.New(w, v.rows)
	for r := range v.rows {
		p := pen{b: b, y: r}
		cluster := (v.left - 1 + r) % 3
		p.put(addresses[0][(v.left-1+r)%52], 10)
		for c, word := range words[r*v.columns : (r+1)*v.columns] {
			if v.centre != 0 && c == before {
				p.put(addresses[1][(v.centre-1+r)%52], 10)
			}
			p.put(patterns[cluster][word], 17)
		}
		p.put(addresses[0][(v.right-1+r)%52], 10)
		p.put(1, 1)
	}
	return b
}
