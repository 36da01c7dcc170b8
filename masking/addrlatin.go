package masking

import (
	"strings"
	"unicode/utf8"
)

// span is a part of a string in bytes.
type span struct{ from, to int }

// isLatinAddress reports whether s is written in letters and without
// ideographs, so that the forms "Flat B, 12/F" and "Apt 4C" apply.
func isLatinAddress(s string) bool {
	letters := 0
	for _, r := range s {
		switch scriptOf(r) {
		case scriptHan, scriptHangul, scriptKana:
			return false
		case scriptLatin:
			letters++
		}
	}
	return letters >= 3
}

// latinWord is a word of an address line with its place.
type latinWord struct {
	span
	low string // lower case, without a final full stop
}

// latinUnits stand before the number of a flat or floor.
var latinUnits = newWordSet("flat flt apt apartment unit room rm suite ste floor fl flr level lvl shop stall door dormitory dorm cubicle desk penthouse ph")

// latinBuildings stand before or in the name of a building.
var latinBuildings = newWordSet("tower plaza center centre building bldg mansion court house garden gardens square block hall")

// cutLatin appends the parts of s that lead to a household, from unit on.
// Commas part the line in segments, each of which is read on its own: English
// forms put the unit first.
func cutLatin(s string, cuts []span) []span {
	plain := narrowed(s)
	first := len(cuts)
	cuts = cutLatinSegments(plain, cuts)
	if plain != s {
		for i := range cuts[first:] { // rune for rune, but other bytes
			c := &cuts[first+i]
			c.from, c.to = sameRune(s, plain, c.from), sameRune(s, plain, c.to)
		}
	}
	return cuts
}

// sameRune returns the byte in s of the rune that is at byte i of plain.
func sameRune(s, plain string, i int) int {
	n := utf8.RuneCountInString(plain[:i])
	for k := range s {
		if n == 0 {
			return k
		}
		n--
	}
	return len(s)
}

func cutLatinSegments(s string, cuts []span) []span {
	for from := 0; from <= len(s); {
		to := strings.IndexByte(s[from:], ',')
		if to < 0 {
			to = len(s)
		} else {
			to += from
		}
		cuts = cutLatinSegment(s, from, to, cuts)
		from = to + 1
	}
	return cuts
}

// maxLatinWords bounds the words of one segment; what follows is hidden.
const maxLatinWords = 24

func cutLatinSegment(s string, from, to int, cuts []span) []span {
	var room [maxLatinWords]latinWord
	words := room[:0]
	for i := from; i < to; {
		if s[i] == ' ' {
			i++
			continue
		}
		j := i
		for j < to && s[j] != ' ' {
			j++
		}
		if len(words) == maxLatinWords {
			cuts = append(cuts, span{i, to})
			break
		}
		words = append(words, latinWord{span{i, j}, strings.TrimRight(strings.ToLower(s[i:j]), ".;")})
		i = j
	}
	for i := 0; i < len(words); {
		n := latinUnitAt(words, i)
		if n == 0 {
			if at := latinChain(words, i); at > 0 {
				cuts = append(cuts, span{words[i].from + at, words[i].to})
			}
			i++
			continue
		}
		cuts = append(cuts, span{words[i].from, words[i+n-1].to})
		i += n
	}
	return cuts
}

// latinUnitAt returns how many words at i name a unit, floor or room.
func latinUnitAt(words []latinWord, i int) int {
	w := words[i].low
	next := ""
	if i+1 < len(words) {
		next = words[i+1].low
	}
	switch {
	case w == "penthouse" || w == "basement" || w == "g/f" || w == "lg/f" || w == "ug/f":
		return 1
	case strings.HasPrefix(w, "#") && len(w) > 1 && isDigitRune(rune(w[1])):
		return 1
	case isFloorWord(w):
		return 1
	case latinUnits.has(w) && isUnitNumber(next):
		return 2
	case latinUnits.has(w) && isNumberWord(next):
		return 1 + numberWords(words[i+1:])
	case (next == "floor" || next == "level" || next == "storey") && isNumberWord(w):
		return 2
	case (next == "floor" || next == "fl" || next == "flr") && (isOrdinal(w) || w == "ground"):
		return 2
	case gluedUnit(w):
		return 1
	case i > 0 && i == len(words)-1 && countDigits(w) >= 3 && len(w) <= 5 && isLatinBuilding(words[:i]):
		return 1
	}
	return 0
}

// isLatinBuilding reports whether the words end with the name of a building
// or with a building's own number.
func isLatinBuilding(words []latinWord) bool {
	last := words[len(words)-1].low
	if latinBuildings.has(last) {
		return true
	}
	return len(words) > 1 && isUnitNumber(last) && latinBuildings.has(words[len(words)-2].low)
}

// isUnitNumber knows 4C, B, 1203, 12-A, #5.
func isUnitNumber(w string) bool {
	if w == "" {
		return false
	}
	return countDigits(w) > 0 || len(w) == 1
}

// latinNumbers are the words for numbers.
var latinNumbers = newWordSet("zero oh one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen " +
	"twenty thirty forty fifty sixty seventy eighty ninety hundred thousand " +
	"first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth " +
	"twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth")

// isNumberWord knows five and twenty-three.
func isNumberWord(w string) bool {
	for w != "" {
		part, rest, _ := strings.Cut(w, "-")
		if !latinNumbers.has(part) {
			return false
		}
		w = rest
		if w == "" {
			return true
		}
	}
	return false
}

// numberWords returns how many of words, from the first, make a number: one
// hundred and two.
func numberWords(words []latinWord) int {
	n := 0
	for n < len(words) && (isNumberWord(words[n].low) || words[n].low == "and" && n+1 < len(words) && isNumberWord(words[n+1].low)) {
		n++
	}
	return n
}

// isFloorWord knows 12/f and 12f.
func isFloorWord(w string) bool {
	n := len(w)
	if n < 2 || w[n-1] != 'f' {
		return false
	}
	w = strings.TrimSuffix(w[:n-1], "/")
	return w != "" && countDigits(w) == len(w) && len(w) <= 3
}

// isOrdinal knows 3rd and 12th, and bare numbers.
func isOrdinal(w string) bool {
	for _, end := range [...]string{"st", "nd", "rd", "th", ""} {
		if strings.HasSuffix(w, end) {
			w = w[:len(w)-len(end)]
			break
		}
	}
	return w != "" && countDigits(w) == len(w)
}

// gluedUnit knows apt4b, rm1203, flat12.
func gluedUnit(w string) bool {
	k := 0
	for k < len(w) && (w[k] < '0' || w[k] > '9') {
		k++
	}
	return k >= 2 && k < len(w) && latinUnits.has(strings.TrimRight(w[:k], ".#"))
}

// latinChain returns where the hidden part of a chain 3-2-501 begins, 0 if
// word i is none. A chain before other words is a house number (12-14 Main St).
func latinChain(words []latinWord, i int) int {
	w := words[i].low
	dash := strings.IndexByte(w, '-')
	if dash <= 0 || i == 0 && len(words) > 1 {
		return 0
	}
	for _, c := range []byte(w) {
		if c != '-' && (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return 0
		}
	}
	last := w[strings.LastIndexByte(w, '-')+1:]
	if countDigits(w[:dash]) == 0 || countDigits(last) == 0 || len(w) >= 10 && strings.Count(w, "-") == 1 {
		return 0 // 94086-1234 is a ZIP code
	}
	return dash + 1
}

func countDigits(s string) int {
	n := 0
	for i := 0; i < len(s); i++ {
		if s[i] >= '0' && s[i] <= '9' {
			n++
		}
	}
	return n
}
