package symbol

import "waybill/internal/bitmap"

// Codablock stands beside the symbologies of Kinds.
const Codablock Kind = "codablock f"

// The bounds of CODABLOCK F (EN 12323).
const (
	minBlockColumns, maxBlockColumns = 4, 62
	minBlockRows, maxBlockRows       = 2, 44
)

// EncodeCodablock encodes ASCII, and FNC1 for the byte of that name, as
// CODABLOCK F: rows of Code 128 between bars (EN 12323). Columns are the
// symbol characters of a row that hold data, rows their number; 0 leaves them
// open, both 0 takes what makes the symbol about as wide as high. The result
// has a row for each row of the symbol, to be drawn with bars between.
func EncodeCodablock(data []byte, columns, rows int) (*bitmap.Bitmap, error) {
	if len(data) == 0 {
		return nil, refuse(Codablock, "no data")
	}
	if len(data) > 2725 {
		return nil, refuse(Codablock, "%d bytes, more than fit", len(data))
	}
	for i, c := range data {
		if c >= 0x80 && c != fnc1 {
			return nil, refuse(Codablock, "byte %d is not ASCII", i+1)
		}
	}
	if columns != 0 && (columns < minBlockColumns || columns > maxBlockColumns) || rows != 0 && (rows < minBlockRows || rows > maxBlockRows) {
		return nil, refuse(Codablock, "%d to %d columns and %d to %d rows are possible", minBlockColumns, maxBlockColumns, minBlockRows, maxBlockRows)
	}
	first, last := minBlockColumns, maxBlockColumns
	if columns != 0 {
		first, last = columns, columns
	}
	for n := first; n <= last; n++ {
		body := blockRows(data, n)
		high := max(len(body), rows)
		if high > maxBlockRows || rows != 0 && high > rows || rows == 0 && columns == 0 && high > n && n < last {
			continue
		}
		for len(body) < high {
			// Rows of padding go before the last, which ends in the checks.
			body = append(body, blockRow{set: setB})
		}
		return drawBlock(data, body, n), nil
	}
	return nil, refuse(Codablock, "%d bytes do not fit the columns and rows", len(data))
}

// A blockRow is the values of a row's data and the set it begins with.
type blockRow struct {
	set, end codeSet
	values   []byte
}

// blockRows divides data into rows of n values; the last leaves room for the
// two checks.
func blockRows(data []byte, n int) []blockRow {
	var rows []blockRow
	for len(data) > 0 {
		r := blockRow{set: setB}
		if digitRun(data) >= 4 || digitRun(data) == len(data) && len(data)%2 == 0 {
			r.set = setC
		} else if textSet(data) == setA {
			r.set = setA
		}
		r.end = r.set
		for len(data) > 0 && len(r.values) < n {
			left := n - len(r.values)
			m := r.end.next(data)
			if r.end != setC && digitRun(data) >= 4 && left >= 3 {
				r.values, r.end = append(r.values, valCodeC), setC
				continue
			}
			if m.chars == 0 { // C without a pair
				r.end = textSet(data)
				r.values = append(r.values, r.end.latch())
				continue
			}
			if m.nvals > left {
				break
			}
			r.values = append(r.values, m.vals[:m.nvals]...)
			data = data[m.chars:]
		}
		rows = append(rows, r)
	}
	if k := len(rows) - 1; len(rows[k].values) > n-2 {
		rows = append(rows, blockRow{set: setB})
	}
	for len(rows) < minBlockRows {
		rows = append(rows, blockRow{set: setB})
	}
	return rows
}

// drawBlock fills the rows and draws them.
func drawBlock(data []byte, rows []blockRow, n int) *bitmap.Bitmap {
	k1, k2 := 0, 0
	for i, c := range data {
		if c == fnc1 {
			continue // function characters do not count
		}
		k1 = (k1 + (i+1)*int(c)) % 86
		k2 = (k2 + i*int(c)) % 86
	}
	b := bitmap.New(11*(n+5)+2, len(rows))
	for y, r := range rows {
		room := n
		if y == len(rows)-1 {
			room -= 2
		}
		for len(r.values) < room {
			// Padding changes the set to and fro.
			if r.end == setC {
				r.end = setB
			} else {
				r.end = setC
			}
			r.values = append(r.values, r.end.latch())
		}
		if y == len(rows)-1 {
			r.values = append(r.values, blockValue(k1, r.end), blockValue(k2, r.end))
		}
		number := y + 42
		if y == 0 {
			number = len(rows) - 2
		}
		selector := map[codeSet]byte{setA: valShift, setB: valCodeB, setC: valCodeC}[r.set]
		values := append([]byte{valStartA, selector, blockValue(number, r.set)}, r.values...)
		sum := int(values[0])
		for i, v := range values[1:] {
			sum += (i + 1) * int(v)
		}
		values = append(values, byte(sum%103))
		p := pen{b: b, y: y}
		for _, v := range values {
			p.put(uint32(code128Patterns[v]), 11)
		}
		p.put(uint32(code128Patterns[valStop]), 13)
	}
	return b
}

// blockValue returns the symbol value that stands for a number up to 85 in a
// set: itself in C, else that of a character which A and B share or not
// (EN 12323 table 2).
func blockValue(n int, set codeSet) byte {
	switch {
	case set == setC:
		return byte(n)
	case n <= 31:
		return byte(n + 64)
	case n <= 47:
		return byte(n - 32)
	}
	return byte(n - 22)
}
