package symbol

import (
	_ "embed"
	"strings"
	"sync"

	"waybill/internal/bitmap"
)

// pdf417Table has a line for each codeword: the widths of its bars and spaces
// in clusters 0, 3 and 6 (ISO/IEC 15438 annex A).
//
// Taken as data from bwip-js (MIT, THIRD_PARTY_NOTICES.md).
//
//go:embed pdf417_patterns.txt
var pdf417Table string

// pdf417Patterns returns the modules of each codeword by row modulo 3: 17
// bits, 1 = bar.
var pdf417Patterns = sync.OnceValue(func() (patterns [3][929]uint32) {
	for v, line := range strings.Split(strings.TrimSpace(pdf417Table), "\n") {
		for cluster, widths := range strings.Fields(line) {
			patterns[cluster][v] = barBits(widths)
		}
	}
	return patterns
})

// barBits turns widths, a bar first, into modules.
func barBits(widths string) uint32 {
	var bits uint32
	for i := range len(widths) {
		for range widths[i] - '0' {
			bits = bits<<1 | uint32(1-i%2)
		}
	}
	return bits
}

const (
	pdf417Start = 0b11111111010101000  // 17 modules
	pdf417Stop  = 0b111111101000101001 // 18 modules
	maxPDF417   = 928                  // codewords of a symbol, checks included
)

// PDF417 symbologies, which stand beside those of Kinds: labels of templates
// do not use them.
const (
	PDF417      Kind = "pdf417"
	MicroPDF417 Kind = "micropdf417"
)

// PDF417Options are the choices of PDF417.
type PDF417Options struct {
	// Security is the error correction level, 0 to 8.
	Security int
	// Columns and Rows of data, 1 to 30 and 3 to 90; 0 leaves them open.
	Columns, Rows int
	// RowHeight is the height of a row in widths of a module; it weighs in
	// where Columns and Rows are open. 0 is 3.
	RowHeight float64
	// Truncated leaves out the right row indicators and all but one module of
	// the stop pattern.
	Truncated bool
}

// EncodePDF417 encodes bytes (ISO/IEC 15438). Each row of the result is a row
// of the symbol, one module wide and to be drawn RowHeight modules high.
//
// With Columns and Rows open the symbol has the fewest columns that make it
// no higher than wide.
func EncodePDF417(data []byte, o PDF417Options) (*bitmap.Bitmap, error) {
	switch {
	case len(data) == 0:
		return nil, refuse(PDF417, "no data")
	case o.Security < 0 || o.Security > 8:
		return nil, refuse(PDF417, "the security level must be 0 to 8")
	case o.Columns < 0 || o.Columns > 30:
		return nil, refuse(PDF417, "the columns must be 1 to 30")
	case o.Rows != 0 && (o.Rows < 3 || o.Rows > 90):
		return nil, refuse(PDF417, "the rows must be 3 to 90")
	case len(data) > 3000:
		return nil, refuse(PDF417, "%d bytes, more than fit", len(data))
	}
	words := pdfCompact(data, false)
	checks := 2 << o.Security
	total := 1 + len(words) + checks
	if total > maxPDF417 {
		return nil, refuse(PDF417, "%d codewords, more than %d", total, maxPDF417)
	}
	columns, rows := pdf417Shape(total, o)
	if columns > 30 || rows > 90 || columns*rows < total || columns*rows > maxPDF417 {
		return nil, refuse(PDF417, "%d codewords do not fit the columns and rows", total)
	}
	n := columns*rows - checks
	words = append([]int{n}, words...)
	for len(words) < n {
		words = append(words, pdfText)
	}
	words = append(words, gf929Check(words, checks)...)
	return pdf417Draw(words, columns, rows, o), nil
}

// pdf417Shape returns the columns and rows for a number of codewords.
func pdf417Shape(total int, o PDF417Options) (columns, rows int) {
	height := o.RowHeight
	if height <= 0 {
		height = 3
	}
	columns, rows = o.Columns, o.Rows
	switch {
	case columns > 0 && rows > 0:
	case columns > 0:
		rows = max((total+columns-1)/columns, 3)
	case rows > 0:
		columns = max((total+rows-1)/rows, 1)
	default:
		for columns = 1; columns < 30; columns++ {
			rows = max((total+columns-1)/columns, 3)
			wide := float64(17*(columns+4) + 1)
			if rows <= 90 && columns*rows <= maxPDF417 && wide >= float64(rows)*height {
				break
			}
		}
		rows = max((total+columns-1)/columns, 3)
	}
	return columns, rows
}

// pdf417Draw draws codewords in rows with start, row indicators and stop
// (ISO/IEC 15438 5.11.3).
func pdf417Draw(words []int, columns, rows int, o PDF417Options) *bitmap.Bitmap {
	patterns := pdf417Patterns()
	w := 17*(columns+4) + 1
	if o.Truncated {
		w = 17*(columns+2) + 1
	}
	b := bitmap.New(w, rows)
	for r := range rows {
		c := r % 3
		base := r / 3 * 30
		// The indicators tell rows, columns and level, dealt over three rows.
		facts := [3]int{(rows - 1) / 3, o.Security*3 + (rows-1)%3, columns - 1}
		left, right := base+facts[c], base+facts[(c+2)%3]
		p := pen{b: b, y: r}
		p.put(pdf417Start, 17)
		p.put(patterns[c][left], 17)
		for _, v := range words[r*columns : (r+1)*columns] {
			p.put(patterns[c][v], 17)
		}
		if o.Truncated {
			p.put(1, 1)
			continue
		}
		p.put(patterns[c][right], 17)
		p.put(pdf417Stop, 18)
	}
	return b
}

// A pen writes modules along a row.
type pen struct {
	b    *bitmap.Bitmap
	x, y int
}

// put writes the lowest n bits, the highest of them first.
func (p *pen) put(bits uint32, n int) {
	for k := n - 1; k >= 0; k-- {
		if bits>>k&1 != 0 {
			p.b.Set(p.x, p.y, true)
		}
		p.x++
	}
}
