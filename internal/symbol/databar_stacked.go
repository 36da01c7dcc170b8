package symbol

import "waybill/internal/bitmap"

// EncodeDataBarExpandedStacked encodes as EncodeDataBarExpanded does, in rows
// of so many characters (2 to 22, even) with separators of three rows between
// (ISO/IEC 24724 7.2.8). It is one row if all characters fit in it.
func EncodeDataBarExpandedStacked(data string, segments int) ([]DataBarRow, error) {
	if segments < 2 || segments > maxDBCharacters || segments%2 != 0 {
		return nil, refuse(DataBar, "a row must have 2 to %d characters, an even number", maxDBCharacters)
	}
	values, err := dbExpandedValues(data, segments)
	if err != nil {
		return nil, err
	}
	chars, finders := dbExpandedCharacters(values)
	const high, finderWide, pairWide = 34, 15, 49
	var rows []DataBarRow
	w := 0
	for r := 0; r*segments < len(chars); r++ {
		from, to := r*segments, min((r+1)*segments, len(chars))
		// Finder patterns of a second row begin with the colour that the row
		// above left off with; where that is the wrong one, the row is turned
		// round, or moved by a module if it would be the same turned round.
		second := r%2 == 1
		turned := second && segments%4 == 0
		bits := dbRow(dbExpandedElements(chars[from:to], finders[from/2:(to+1)/2]), second && !turned)
		sep := bitmap.New(bits.W, 1)
		for x := 4; x < bits.W-4; x++ {
			dark := !bits.At(x, 0)
			// The third module of a pair's finder pattern and on: light
			// modules that follow light ones alternate.
			if in := (x - 19) % pairWide; x >= 19 && in < finderWide && dark && !bits.At(x-1, 0) {
				dark = !sep.At(x-1, 0)
			}
			sep.Set(x, 0, dark)
		}
		if r == 0 {
			w = bits.W
		}
		at := 0
		switch {
		case !turned:
		case to-from < segments && (to-from+1)/2%2 == 1:
			at = 1
		default:
			bits, sep = mirrored(bits), mirrored(sep)
		}
		bits, sep = movedInto(bits, w, at), movedInto(sep, w, at)
		if r > 0 {
			middle := bitmap.New(w, 1)
			for x := 5; x < w-4; x += 2 {
				middle.Set(x, 0, true)
			}
			rows = append(rows, DataBarRow{middle, 1}, DataBarRow{sep, 1})
		}
		rows = append(rows, DataBarRow{bits, high})
		if to < len(chars) {
			rows = append(rows, DataBarRow{sep, 1})
		}
	}
	return rows, nil
}

// mirrored returns a row from right to left.
func mirrored(row *bitmap.Bitmap) *bitmap.Bitmap {
	m := bitmap.New(row.W, 1)
	for x := range row.W {
		m.Set(row.W-1-x, 0, row.At(x, 0))
	}
	return m
}

// movedInto returns a row of width w with the modules of another from x on.
func movedInto(row *bitmap.Bitmap, w, x int) *bitmap.Bitmap {
	if row.W == w && x == 0 {
		return row
	}
	m := bitmap.New(w, 1)
	m.Or(row, x, 0)
	return m
}
