package symbol

import (
	"strings"

	"waybill/internal/bitmap"
)

// dbExpandedGroups are those of Expanded's (17,4) characters.
var dbExpandedGroups = []dbGroup{
	{0, 4, 12, 5, 7, 2}, {348, 20, 10, 7, 5, 4}, {1388, 52, 8, 9, 4, 5}, {2948, 104, 6, 11, 3, 6}, {3988, 204, 4, 13, 1, 8},
}

// dbExpandedFinders are the finder patterns A to F in their first version;
// the second is the mirror image.
var dbExpandedFinders = [6][]int{
	{1, 8, 4, 1, 1}, {3, 6, 4, 1, 1}, {3, 4, 6, 1, 1}, {3, 2, 8, 1, 1}, {2, 6, 5, 1, 1}, {2, 2, 9, 1, 1},
}

// dbSequences are the finder patterns of symbols of 2 to 11 pairs of
// characters (ISO/IEC 24724 table 9): 2*pattern, +1 for the second version.
var dbSequences = [...][]int{
	{0, 1}, {0, 3, 2}, {0, 5, 2, 7}, {0, 9, 2, 7, 4}, {0, 9, 2, 7, 6, 11}, {0, 9, 2, 7, 8, 11, 10},
	{0, 1, 2, 3, 4, 5, 6, 7}, {0, 1, 2, 3, 4, 5, 6, 9, 8}, {0, 1, 2, 3, 4, 5, 6, 9, 10, 11},
	{0, 1, 2, 3, 4, 7, 6, 9, 8, 11, 10},
}

// maxDBCharacters is the most characters of a symbol, the check one among
// them.
const maxDBCharacters = 22

// EncodeDataBarExpanded encodes GS1 element strings without parentheses as
// DataBar Expanded in one row, group separators standing for FNC1
// (ISO/IEC 24724 7). A (01) at the beginning is compressed; the denser codings
// of weights, prices and dates are not used.
func EncodeDataBarExpanded(data string) (*bitmap.Bitmap, error) {
	values, err := dbExpandedValues(data, maxDBCharacters)
	if err != nil {
		return nil, err
	}
	chars, finders := dbExpandedCharacters(values)
	return dbRow(dbExpandedElements(chars, finders), false), nil
}

// dbExpandedValues returns the values of the characters behind the check
// character, for rows of so many characters.
func dbExpandedValues(data string, row int) ([]int, error) {
	if data == "" {
		return nil, refuse(DataBar, "no data")
	}
	if len(data) > 74 {
		return nil, refuse(DataBar, "%d characters, more than 74", len(data))
	}
	w := dbBits{row: row}
	rest := data
	length := 0 // where the field of the symbol's length stands
	if len(data) >= 16 && strings.HasPrefix(data, "01") && allDigits(data[:16]) {
		w.put(0b01, 2) // no composite, method 1
		length = len(w.bits)
		w.put(0, 2)
		w.put(int(data[2]-'0'), 4)
		for i := 3; i < 15; i += 3 {
			w.put(int(data[i]-'0')*100+int(data[i+1]-'0')*10+int(data[i+2]-'0'), 10)
		}
		rest = data[16:]
	} else {
		w.put(0b000, 3) // no composite, method 00
		length = len(w.bits)
		w.put(0, 2)
	}
	if err := w.general(rest); err != nil {
		return nil, err
	}
	n := max(len(w.bits)/12, 3)
	if n+1 > maxDBCharacters {
		return nil, refuse(DataBar, "%d characters are too many", len(data))
	}
	w.bits[length] = byte((n + 1) % 2)
	if n+1 > 14 {
		w.bits[length+1] = 1
	}
	values := make([]int, n)
	for i := range values {
		for _, bit := range w.bits[12*i : 12*i+12] {
			values[i] = values[i]<<1 | int(bit)
		}
	}
	return values, nil
}

// dbExpandedCharacters returns the elements of all characters as they stand
// in a row, the check character the first, and of the finder patterns, one
// behind each other character.
func dbExpandedCharacters(values []int) (chars, finders [][]int) {
	character := func(v int) []int {
		g := dbPick(dbExpandedGroups, v)
		v -= g.first
		return dbInterleave(dbWidths(v/g.other, g.odd, 4, g.oddWide, true), dbWidths(v%g.other, g.even, 4, g.evnWide, false))
	}
	total := len(values) + 1
	sequence := dbSequences[(total+1)/2-2]
	chars = make([][]int, 1, total)
	check := 0
	for i, v := range values {
		c := character(v)
		chars = append(chars, c)
		// The weights follow the finder pattern beside the character.
		k := i + 1
		weight := 1
		for range 8 * (2*sequence[k/2] + k%2 - 1) {
			weight = weight * 3 % 211
		}
		for _, e := range c {
			check += weight * e
			weight = weight * 3 % 211
		}
	}
	chars[0] = character(211*(total-4) + check%211)
	for k := 1; k < total; k += 2 {
		chars[k] = backwards(chars[k])
	}
	for _, s := range sequence {
		f := dbExpandedFinders[s/2]
		if s%2 == 1 {
			f = backwards(f)
		}
		finders = append(finders, f)
	}
	return chars, finders
}

// dbExpandedElements returns the elements of a row, guards included, the
// first light.
func dbExpandedElements(chars, finders [][]int) []int {
	e := []int{1, 1}
	for k, c := range chars {
		e = append(e, c...)
		if k%2 == 0 {
			e = append(e, finders[k/2]...)
		}
	}
	return append(e, 1, 1)
}

// dbBits are bits, one in a byte, for a symbol with rows of so many
// characters.
type dbBits struct {
	bits []byte
	row  int
}

func (w *dbBits) put(v, n int) {
	for k := n - 1; k >= 0; k-- {
		w.bits = append(w.bits, byte(v>>k&1))
	}
}

// The encodations of the general field (ISO/IEC 24724 7.2.5.5).
const (
	dbNumeric = iota
	dbAlnum
	dbISO646
)

// dbISO are the characters of ISO/IEC 646 with values of eight bits from 232
// on; alphanumeric encodation has "*,-./" of them.
const dbISO = "!\"%&'()*+,-./:;<=>?_ "

const dbFNC1 = '\x1d'

func dbIsAlnum(c byte) bool {
	return isDigit(c) || c == dbFNC1 || c >= 'A' && c <= 'Z' || strings.IndexByte("*,-./", c) >= 0
}

// general appends data in the general field, and padding to whole characters.
func (w *dbBits) general(data string) error {
	for i := range len(data) {
		c := data[i]
		if !dbIsAlnum(c) && (c < 'a' || c > 'z') && strings.IndexByte(dbISO, c) < 0 {
			return refuse(DataBar, "byte %d is not a character of GS1", i+1)
		}
	}
	mode := dbNumeric
	for len(data) > 0 {
		c := data[0]
		switch mode {
		case dbNumeric:
			if len(data) == 1 && isDigit(c) {
				w.lastDigit(int(c - '0'))
				data = ""
				continue
			}
			if len(data) < 2 || dbRun(data, isNumeric) < 2 || data[:2] == "\x1d\x1d" {
				w.put(0, 4)
				mode = dbAlnum
				continue
			}
			w.put(11*dbDigit(c)+dbDigit(data[1])+8, 7)
			data = data[2:]
			continue
		case dbAlnum:
			digits := dbRun(data, isNumeric)
			switch {
			case !dbIsAlnum(c):
				w.put(4, 5)
				mode = dbISO646
				continue
			case digits >= 6 || digits >= 4 && digits == len(data):
				w.put(0, 3)
				mode = dbNumeric
				continue
			}
			switch {
			case c == dbFNC1:
				w.put(15, 5)
				mode = dbNumeric
			case isDigit(c):
				w.put(int(c-'0')+5, 5)
			case c >= 'A':
				w.put(int(c-'A')+32, 6)
			default:
				w.put(58+strings.IndexByte("*,-./", c), 6)
			}
		default:
			plain := dbRun(data, dbIsAlnum)
			switch {
			case dbRun(data, isNumeric) >= 4 && (plain >= 10 || plain == len(data)):
				w.put(0, 3)
				mode = dbNumeric
				continue
			case plain >= 10 || plain >= 5 && plain == len(data):
				w.put(4, 5)
				mode = dbAlnum
				continue
			}
			switch {
			case c == dbFNC1:
				w.put(15, 5)
				mode = dbNumeric
			case isDigit(c):
				w.put(int(c-'0')+5, 5)
			case c >= 'A' && c <= 'Z':
				w.put(int(c-'A')+64, 7)
			case c >= 'a' && c <= 'z':
				w.put(int(c-'a')+90, 7)
			default:
				w.put(232+strings.IndexByte(dbISO, c), 8)
			}
		}
		data = data[1:]
	}
	// Padding begins with a latch to alphanumeric.
	if pad := w.room(); pad > 0 && mode == dbNumeric {
		w.put(0, min(pad, 4))
	}
	for pad := w.room(); pad > 0; pad = w.room() {
		w.put(4>>(5-min(pad, 5)), min(pad, 5))
	}
	return nil
}

// room returns the bits to the end of the last character, of four at least
// with the check character; a last row has two characters at least
// (ISO/IEC 24724 7.2.8).
func (w *dbBits) room() int {
	characters := max((len(w.bits)+11)/12, 3)
	if (characters+1)%w.row == 1 {
		characters++
	}
	return 12*characters - len(w.bits)
}

// lastDigit appends a digit on its own at the end: four bits where it is all
// that fits, else with FNC1 as a pair.
func (w *dbBits) lastDigit(d int) {
	if pad := w.room(); pad >= 4 && pad <= 6 {
		w.put(d+1, 4)
		return
	}
	w.put(11*d+10+8, 7)
}

func isNumeric(c byte) bool { return isDigit(c) || c == dbFNC1 }

// dbDigit returns a digit, FNC1 being 10.
func dbDigit(c byte) int {
	if c == dbFNC1 {
		return 10
	}
	return int(c - '0')
}

// dbRun returns how many bytes at the beginning are of a kind.
func dbRun(data string, is func(byte) bool) int {
	n := 0
	for n < len(data) && is(data[n]) {
		n++
	}
	return n
}
