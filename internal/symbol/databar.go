package symbol

import (
	"strconv"

	"waybill/internal/bitmap"
)

// DataBar stands beside the symbologies of Kinds.
const DataBar Kind = "gs1 databar"

// DataBarRow is a row of a DataBar symbol and how many modules high it is.
type DataBarRow struct {
	Bits   *bitmap.Bitmap // one row
	Height int
}

// Groups of the outer (16,4) and the inner (15,4) characters.
var (
	dbOuter = []dbGroup{
		{0, 1, 12, 4, 8, 1}, {161, 10, 10, 6, 6, 3}, {961, 34, 8, 8, 4, 5},
		{2015, 70, 6, 10, 3, 6}, {2715, 126, 4, 12, 1, 8},
	}
	dbInner = []dbGroup{{0, 4, 5, 10, 2, 7}, {336, 20, 7, 8, 4, 5}, {1036, 48, 9, 6, 6, 3}, {1516, 81, 11, 4, 8, 1}}
)

// dbFinders are the finder patterns, numbered by the check value.
var dbFinders = [9][5]int{
	{3, 8, 2, 1, 1}, {3, 5, 5, 1, 1}, {3, 3, 7, 1, 1}, {3, 1, 9, 1, 1}, {2, 7, 4, 1, 1},
	{2, 5, 6, 1, 1}, {2, 3, 8, 1, 1}, {1, 5, 7, 1, 1}, {1, 3, 9, 1, 1},
}

// dbNumber returns the 13 digits of a GTIN without its check digit as a
// number: 13 digits, or 14 with the check digit, fewer with zeros before them.
func dbNumber(data string) (int, error) {
	if data == "" || len(data) > 14 || !allDigits(data) {
		return 0, refuse(DataBar, "needs 13 digits, or 14 with the check digit")
	}
	if len(data) == 14 {
		data = data[:13]
	}
	n, err := strconv.Atoi(data)
	if err != nil {
		return 0, refuse(DataBar, "needs 13 digits")
	}
	return n, nil
}

// dbOmni returns the 46 elements of an omnidirectional symbol, the first
// light (ISO/IEC 24724 5).
func dbOmni(data string) ([]int, error) {
	n, err := dbNumber(data)
	if err != nil {
		return nil, err
	}
	const half, quarter = 4537077, 1597
	left, right := n/half, n%half
	var chars [4][]int
	for i, v := range []int{left / quarter, left % quarter, right / quarter, right % quarter} {
		if i%2 == 0 {
			g := dbPick(dbOuter, v)
			v -= g.first
			chars[i] = dbInterleave(dbWidths(v/g.other, g.odd, 4, g.oddWide, false), dbWidths(v%g.other, g.even, 4, g.evnWide, true))
		} else {
			g := dbPick(dbInner, v)
			v -= g.first
			chars[i] = dbInterleave(dbWidths(v%g.other, g.odd, 4, g.oddWide, true), dbWidths(v/g.other, g.even, 4, g.evnWide, false))
		}
	}
	check, weight := 0, 1
	for _, c := range chars {
		for _, w := range c {
			check += weight * w
			weight = weight * 3 % 79
		}
	}
	check %= 79
	if check >= 8 {
		check++
	}
	if check >= 72 {
		check++
	}
	l, r := dbFinders[check/9], dbFinders[check%9]
	e := []int{1, 1}
	e = append(e, chars[0]...)
	e = append(e, l[:]...)
	e = append(e, backwards(chars[1])...)
	e = append(e, chars[3]...)
	e = append(e, backwards(r[:])...)
	e = append(e, backwards(chars[2])...)
	return append(e, 1, 1), nil
}

func backwards(e []int) []int {
	out := make([]int, len(e))
	for i, v := range e {
		out[len(e)-1-i] = v
	}
	return out
}

// dbRow draws elements, dark first if dark is set.
func dbRow(elements []int, dark bool) *bitmap.Bitmap {
	total := 0
	for _, w := range elements {
		total += w
	}
	b := bitmap.New(total, 1)
	x := 0
	for _, w := range elements {
		if dark {
			b.Fill(x, 0, w, 1)
		}
		x += w
		dark = !dark
	}
	return b
}

// EncodeDataBar encodes a GTIN as DataBar Omnidirectional, which is also
// Truncated if drawn lower: 33 modules high at least, or 13.
func EncodeDataBar(data string) (*bitmap.Bitmap, error) {
	e, err := dbOmni(data)
	if err != nil {
		return nil, err
	}
	return dbRow(e, false), nil
}

// EncodeDataBarStacked encodes a GTIN in two rows with separators between:
// Stacked, or Stacked Omnidirectional, whose rows are high enough to be read
// in any direction (ISO/IEC 24724 5.3).
func EncodeDataBarStacked(data string, omni bool) ([]DataBarRow, error) {
	e, err := dbOmni(data)
	if err != nil {
		return nil, err
	}
	top := dbRow(append(e[:23:23], 1, 1), false)
	bottom := dbRow(append([]int{1, 1}, e[23:]...), true)
	w := top.W
	if !omni {
		// The separator is the complement where the rows agree, else it
		// changes from module to module.
		sep := bitmap.New(w, 1)
		for x := 4; x < w-4; x++ {
			dark := !top.At(x, 0)
			if top.At(x, 0) != bottom.At(x, 0) {
				dark = !sep.At(x-1, 0)
			}
			sep.Set(x, 0, dark)
		}
		return []DataBarRow{{top, 5}, {sep, 1}, {bottom, 7}}, nil
	}
	middle := bitmap.New(w, 1)
	for x := 5; x < w-4; x += 2 {
		middle.Set(x, 0, true)
	}
	return []DataBarRow{
		{top, 33}, {dbSeparator(top, 18), 1}, {middle, 1}, {dbSeparator(bottom, 19), 1}, {bottom, 33},
	}, nil
}

// dbSeparator is the complement of a row, but above the thirteen light modules
// of the finder pattern from x on every second.
func dbSeparator(row *bitmap.Bitmap, finder int) *bitmap.Bitmap {
	sep := bitmap.New(row.W, 1)
	for x := 4; x < row.W-4; x++ {
		dark := !row.At(x, 0)
		if dark && x >= finder && x < finder+13 && sep.At(x-1, 0) {
			dark = false
		}
		sep.Set(x, 0, dark)
	}
	return sep
}

// dbLimitedGroups are those of Limited's (26,7) characters.
var dbLimitedGroups = []dbGroup{
	{0, 28, 17, 9, 6, 3}, {183064, 728, 13, 13, 5, 4}, {820064, 6454, 9, 17, 3, 6}, {1000776, 203, 15, 11, 5, 4},
	{1491021, 2408, 11, 15, 4, 5}, {1979845, 1, 19, 7, 8, 1}, {1996939, 16632, 7, 19, 1, 8},
}

// EncodeDataBarLimited encodes a GTIN that begins with 0 or 1
// (ISO/IEC 24724 6).
func EncodeDataBarLimited(data string) (*bitmap.Bitmap, error) {
	n, err := dbNumber(data)
	if err != nil {
		return nil, err
	}
	if n > 1999999999999 {
		return nil, refuse(DataBar, "limited holds numbers that begin with 0 or 1")
	}
	const half = 2013571
	var chars []int
	for _, v := range []int{n / half, n % half} {
		g := dbPick(dbLimitedGroups, v)
		v -= g.first
		chars = append(chars, dbInterleave(dbWidths(v/g.other, g.odd, 7, g.oddWide, false), dbWidths(v%g.other, g.even, 7, g.evnWide, true))...)
	}
	check, weight := 0, 1
	for _, w := range chars {
		check += weight * w
		weight = weight * 3 % 89
	}
	e := append([]int{1, 1}, chars[:14]...)
	e = append(e, dbLimitedCheck(check%89)...)
	e = append(e, chars[14:]...)
	return dbRow(append(e, 1, 1, 5), false), nil
}

// dbLimitedSeq numbers the 89 check characters of Limited among the patterns
// of their widths; the other patterns are too like finder patterns
// (ISO/IEC 24724 table 6).
var dbLimitedSeq = func() (seq []int) {
	for _, r := range [][2]int{
		{0, 43}, {45, 45}, {52, 52}, {57, 57}, {63, 66}, {73, 79}, {82, 82}, {126, 130}, {132, 132},
		{141, 146}, {210, 217}, {220, 220}, {316, 320}, {322, 323}, {326, 326}, {337, 337},
	} {
		for v := r[0]; v <= r[1]; v++ {
			seq = append(seq, v)
		}
	}
	return seq
}()

// dbLimitedCheck returns the elements of a check character.
func dbLimitedCheck(v int) []int {
	n := dbLimitedSeq[v]
	e := dbInterleave(dbWidths(n/21, 8, 6, 3, false), dbWidths(n%21, 8, 6, 3, false))
	return append(e, 1, 1)
}
