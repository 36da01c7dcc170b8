package label

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Line breaking for mixed Chinese, Latin and digits: the part of UAX #14 that
// labels need, with the kinsoku rules of 中文排版需求 (CLREQ 3.1.7): no line
// begins with closing punctuation or ends with opening punctuation, and Latin
// words, numbers and masks stay whole.

// noBegin holds the characters that must not begin a line, noEnd those that
// must not end one.
const (
	noBegin = "、。，．・：；？！）］｝〕〉》」』】〗〙’”…—～·•,.:;?!)]}>%‰℃°￥/々ー-_"
	noEnd   = "（［｛〔〈《「『【〖〘‘“([{<$¥￥€£#＃@×"
)

// clusters splits s into grapheme clusters as far as printing needs it: a
// base with its combining marks, variation selectors and joiners.
func clusters(s string) []string {
	var out []string
	start := 0
	joined := false
	for i, r := range s {
		if i == 0 {
			continue
		}
		if extends(r) {
			joined = r == '\u200d'
			continue
		}
		if joined {
			joined = false
			continue
		}
		out = append(out, s[start:i])
		start = i
	}
	if start < len(s) {
		out = append(out, s[start:])
	}
	return out
}

func extends(r rune) bool {
	if r < 0x300 {
		return false
	}
	return unicode.Is(unicode.M, r) || r == '\u200d' || r >= 0x1F3FB && r <= 0x1F3FF ||
		r >= 0xE0020 && r <= 0xE007F || norm.NFC.PropertiesString(string(r)).CCC() != 0
}

// wordRune reports whether r is part of an unbreakable run: Latin and other
// alphabetic letters, digits, and the asterisks of a mask.
func wordRune(r rune) bool {
	switch {
	case r == '*' || r == '＊' || r == '_' || r == '@' || r == '^' || r == '+' || r == '#' || r == '&' || r == '\'':
		return true
	case r < 0x2E80:
		return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r)
	case r >= 0xFF10 && r <= 0xFF19, r >= 0xFF21 && r <= 0xFF3A, r >= 0xFF41 && r <= 0xFF5A: // full-width
		return true
	}
	return false
}

// tiesWords holds the characters that keep the words on both sides together:
// 3-2-501, 12.50, Garcia-Lopez.
func tiesWords(r rune) bool {
	return r == '-' || r == '.' || r == '－' || r == ',' || r == ':' || r == '/'
}

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}

func lastBase(s string) rune { return firstRune(s) } // clusters begin with their base

// mayBreak reports whether a line may end between clusters a and b.
func mayBreak(prev, a, b string) bool {
	ra, rb := lastBase(a), firstRune(b)
	switch {
	case unicode.IsSpace(rb):
		return false // spaces hang at the end of the line
	case strings.ContainsRune(noBegin, rb):
		return false
	case strings.ContainsRune(noEnd, ra):
		return false
	case unicode.IsSpace(ra):
		return ra != '\u00a0'
	case wordRune(ra) && wordRune(rb):
		return false
	case rb == '*' || rb == '＊':
		return false // a mask stays with what it follows
	case tiesWords(ra) && wordRune(rb) && prev != "" && wordRune(lastBase(prev)):
		return false
	}
	return true
}

// opportunities returns for each cluster whether a line may end after it.
func opportunities(cl []string) []bool {
	ok := make([]bool, len(cl))
	for i := range cl {
		if i == len(cl)-1 {
			ok[i] = true
			break
		}
		prev := ""
		if i > 0 {
			prev = cl[i-1]
		}
		ok[i] = mayBreak(prev, cl[i], cl[i+1])
	}
	return ok
}
