package masking

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// narrow maps full-width forms to ASCII and the ideographic space to a blank,
// rune for rune, so that positions stay those of the original.
func narrow(r rune) rune {
	switch {
	case r < 0x2010:
		if r == 0xA0 {
			return ' '
		}
		return r
	case r >= 0xFF01 && r <= 0xFF5E:
		return r - 0xFEE0
	case r == 0x3000, r >= 0x2000 && r <= 0x200A, r == 0x202F, r == 0x205F:
		return ' '
	case r >= 0x2010 && r <= 0x2015, r == 0x2212, r == 0xFE63:
		return '-'
	}
	return r
}

// narrowed returns s with full-width forms as ASCII.
func narrowed(s string) string {
	for i := 0; i < len(s); i++ {
		if s[i] == 0xEF { // U+F000 and up
			return strings.Map(narrow, s)
		}
	}
	return s
}

// digit returns the value of an ASCII or full-width digit, -1 for others.
func digit(r rune) int {
	if r >= '0' && r <= '9' {
		return int(r - '0')
	}
	if r >= '０' && r <= '９' {
		return int(r - '０')
	}
	return -1
}

// anyDigit is digit that also knows Chinese numerals written digit by digit
// (一三八…, 幺三八…), bank numerals, circled and Roman digits.
func anyDigit(r rune) int {
	if r < 0x80 {
		if r >= '0' && r <= '9' {
			return int(r - '0')
		}
		return -1
	}
	switch r {
	case '〇', '零', '洞', '⓪', '⓿':
		return 0
	case '一', '壹', '幺', '①':
		return 1
	case '二', '贰', '貳', '弐', '两', '兩', '②':
		return 2
	case '三', '叁', '參', '③':
		return 3
	case '四', '肆', '④':
		return 4
	case '五', '伍', '⑤':
		return 5
	case '六', '陆', '陸', '⑥':
		return 6
	case '七', '柒', '拐', '⑦':
		return 7
	case '八', '捌', '⑧':
		return 8
	case '九', '玖', '勾', '⑨':
		return 9
	}
	if r < 0x2160 || r > 0x3300 {
		return rareDigit(r)
	}
	for _, one := range [...]rune{'⑴', '⒈', '➀', '➊', '❶', 'Ⅰ', 'ⅰ', '㈠', '㊀'} {
		if r >= one && r < one+9 {
			return int(r-one) + 1
		}
	}
	return digit(r)
}

// rareDigit is digit that also knows raised, lowered and mathematical digits.
func rareDigit(r rune) int {
	switch {
	case r == '²', r == '³':
		return int(r-'²') + 2
	case r == '¹':
		return 1
	case r == '⁰', r >= '⁴' && r <= '⁹':
		return int(r - '⁰')
	case r >= '₀' && r <= '₉':
		return int(r - '₀')
	case r >= 0x1D7CE && r <= 0x1D7FF: // five faces, ten digits each
		return int(r-0x1D7CE) % 10
	}
	return digit(r)
}

// isExtender reports whether r belongs to the character before it: combining
// marks, variation selectors, joiners, emoji modifiers.
func isExtender(r rune) bool {
	switch {
	case r < 0x300:
		return false
	case r >= 0x3400 && r <= 0xD7AF, r >= 0xE000 && r <= 0xF8FF:
		return false
	case r >= 0xFE00 && r <= 0xFE0F, r >= 0xE0100 && r <= 0xE01EF:
		return true
	case r == 0x200C, r == 0x200D, r == 0x2060, r == 0xFEFF:
		return true
	case r >= 0x1F3FB && r <= 0x1F3FF:
		return true
	}
	return unicode.In(r, unicode.Mn, unicode.Me, unicode.Mc)
}

// isSeparator reports whether fold drops r: what people put between the
// digits of a number or the parts of a name.
func isSeparator(r rune) bool {
	switch r {
	case ' ', '\t', '-', '_', '.', '(', ')', 0xAD,
		'·', '•', '・', '‧', '∙', '⋅', '—', '–':
		return true
	}
	return false
}

// folded is a rune as texts are compared: no case, width, accents or
// separators, digits of any script as ASCII. The bits above hold marks.
type folded = int32

const (
	foldRune  folded = 1<<21 - 1
	foldBreak folded = 1 << 22 // a separator or blank stood before it
)

// asciiFold folds ASCII; 0 stands for a separator.
var asciiFold = func() (t [128]byte) {
	for i := range t {
		r := rune(i)
		switch {
		case isSeparator(r):
		case r >= 'A' && r <= 'Z':
			t[i] = byte(r) + 'a' - 'A'
		case r == '\r', r == 0:
			t[i] = '\n'
		default:
			t[i] = byte(r)
		}
	}
	return t
}()

// mayBeNumeral has a bit for the low ten bits of every Chinese numeral: a quick
// no for most characters.
var mayBeNumeral = lowBits("零一壹二贰貳三叁參四肆五伍六陆陸七柒八捌九玖幺洞拐勾弐两兩")

// appendFold appends the folded form of text. Line ends stay, as '\n': what
// stands on two lines is not one number.
func appendFold(dst []folded, text string) []folded {
	n := len(dst)
	dst = slices.Grow(dst, len(text))[:n+len(text)] // a rune takes a byte at least
	brk := foldBreak
	for i := 0; i < len(text); {
		var r rune
		if c := text[i]; c < utf8.RuneSelf {
			i++
			if r = rune(asciiFold[c]); r == 0 {
				brk = foldBreak
				continue
			}
		} else if r = hanAt(text, i); r != 0 {
			i += 3
			if mayBeNumeral[r>>6&15]>>(r&63)&1 != 0 {
				if d := anyDigit(r); d >= 0 {
					r = '0' + rune(d)
				}
			}
		} else {
			var w int
			r, w = utf8.DecodeRuneInString(text[i:])
			i += w
			if isSeparator(r) {
				brk = foldBreak
				continue
			}
			if r = foldRare(r); r < 0 {
				continue
			}
			if isSeparator(r) {
				brk = foldBreak
				continue
			}
		}
		dst[n] = r | brk
		n++
		brk = 0
	}
	return dst[:n]
}

// hanAt returns the common Han character, U+4E00 to U+9FFF, at byte i of s, 0
// where something else stands. It spares most characters a call.
func hanAt(s string, i int) rune {
	if i+2 >= len(s) || s[i]-0xE4 > 5 {
		return 0
	}
	b, c := s[i+1]^0x80, s[i+2]^0x80
	r := rune(s[i]&0xF)<<12 | rune(b)<<6 | rune(c)
	if b|c > 0x3F || r < 0x4E00 {
		return 0
	}
	return r
}

// foldRare folds what is neither ASCII nor a common Han character; -1 drops it.
func foldRare(r rune) rune {
	if d := anyDigit(r); d >= 0 {
		return '0' + rune(d)
	}
	if isExtender(r) {
		return -1
	}
	r = narrow(r)
	if r >= 0xC0 && r < 0x2000 {
		var b [4]byte
		n := len(string(r))
		copy(b[:], string(r))
		if d := norm.NFD.Properties(b[:n]).Decomposition(); d != nil {
			for _, base := range string(d) {
				r = base
				break
			}
		}
	}
	return unicode.ToLower(r)
}

// composed returns s as valid UTF-8, and in NFC when it holds combining marks
// or conjoining jamo: whole-text NFC would also replace compatibility
// ideographs, which are other characters to the people who bear them.
func composed(s string) string {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c < utf8.RuneSelf {
			continue
		}
		// U+3100 to U+CFFF, and so nearly all of Han and Hangul, U+3000 to U+303F
		// and U+FF00 to U+FF7F, their punctuation: valid by the look of two more
		// bytes, and nothing that composes.
		if c >= 0xE3 && i+2 < len(s) && s[i+1]&0xC0 == 0x80 && s[i+2]&0xC0 == 0x80 &&
			(c >= 0xE4 && c <= 0xEC || c == 0xE3 && (s[i+1] > 0x83 || s[i+1] == 0x80) || c == 0xEF && (s[i+1] == 0xBC || s[i+1] == 0xBD)) {
			i += 2
			continue
		}
		return composedRest(s, i)
	}
	return s
}

// composedRest is composed for a text that has something else from byte i on.
func composedRest(s string, i int) string {
	if !utf8.ValidString(s[i:]) {
		s = strings.ToValidUTF8(s, "\uFFFD")
	}
	s = withoutInvisible(s, i)
	for _, r := range s[i:] {
		if r >= 0x300 && r <= 0x36F || r >= 0x1100 && r <= 0x11FF || r == 0x3099 || r == 0x309A {
			return norm.NFC.String(s)
		}
	}
	return s
}

// isInvisible reports whether r takes no room and joins or parts nothing that
// is seen: zero-width blanks and joiners, soft hyphens, marks of direction.
func isInvisible(r rune) bool {
	switch {
	case r < 0x2000:
		return r == 0xAD || r == 0x180E
	case r >= 0x200B && r <= 0x200F, r >= 0x202A && r <= 0x202E, r >= 0x2060 && r <= 0x2064, r >= 0x2066 && r <= 0x2069, r == 0xFEFF:
		return true
	}
	return false
}

// withoutInvisible drops from byte i on what is not seen between digits and
// ideographs, where it can only hide a number: emoji and other scripts need
// their joiners.
func withoutInvisible(s string, i int) string {
	k := strings.IndexFunc(s[i:], isInvisible)
	if k < 0 {
		return s
	}
	i += k
	plain := func(r rune) bool {
		return r < utf8.RuneSelf || anyDigit(r) >= 0 || scriptOf(r) == scriptHan || scriptOf(r) == scriptPunct
	}
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	var b strings.Builder
	b.WriteString(s[:i])
	for i < len(s) {
		end := i
		r, w := utf8.DecodeRuneInString(s[i:])
		for end < len(s) && isInvisible(r) {
			end += w
			r, w = utf8.DecodeRuneInString(s[end:])
		}
		if end > i && !(plain(before) && (end == len(s) || plain(r))) {
			b.WriteString(s[i:end])
		}
		if end == len(s) {
			break
		}
		b.WriteString(s[end : end+w])
		before, i = r, end+w
	}
	return b.String()
}
