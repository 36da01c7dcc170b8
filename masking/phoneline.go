package masking

import "strings"

// phoneGroup is a run of symbols between separators.
type phoneGroup struct {
	at, n uint8
	sep   byte // before it: 0, ' ', '-', '(', ')', '.', ',' or 'e' for an extension word
}

// phoneLine is a phone field, or one of the numbers in it, cut in groups.
type phoneLine struct {
	symbols [48]byte
	groups  [16]phoneGroup
	n       int // groups
	total   int // symbols
	plus    bool
	odd     bool // something else than a number stands in it
	masked  bool
	smiled  bool // masked with ^_^, which stands for any number of digits
}

// smileMask is the mask of smile labels.
const smileMask = "^_^"

// cutPhone reads one number from s.
func cutPhone(s string) (l phoneLine) {
	sep, open, inMask := byte(0), false, false
	push := func(c byte) {
		if !open {
			if l.n == len(l.groups) {
				l.odd = true
				return
			}
			l.groups[l.n] = phoneGroup{at: uint8(l.total), sep: sep}
			l.n++
			open, sep = true, 0
		}
		if l.total == len(l.symbols) {
			l.odd = true
			return
		}
		l.symbols[l.total] = c
		l.total++
		l.groups[l.n-1].n++
	}
	for i, w := 0, 0; i < len(s); i += w {
		r, size := decode(s[i:])
		w = size
		if d := anyDigit(r); d >= 0 {
			push(byte('0' + d))
			inMask = false
			continue
		}
		if isMaskRune(r) || (r == 'x' || r == 'X') && (inMask || maskedX(s[i:])) {
			l.masked, inMask = true, r == 'x' || r == 'X'
			push('*')
			continue
		}
		open = false
		if r == '^' && strings.HasPrefix(s[i:], smileMask) {
			l.masked, l.smiled, l.odd = true, true, true
			w = len(smileMask)
			continue
		}
		switch r = narrow(r); r {
		case '+':
			if l.n > 0 {
				l.odd = true
			}
			l.plus = true
		case ' ', '\t':
			if sep == 0 {
				sep = ' '
			}
		case '-', '_', '.', '~':
			if sep != 'e' {
				sep = '-'
			}
		case '(', ')':
			if sep == 0 || sep == ' ' {
				sep = byte(r)
			}
		case ',', '#', '转', '轉', 'p', 'P', 'x', 'X', '内', '內':
			if sep = 'e'; l.n == 0 {
				l.odd = true
			}
		default:
			if n := extensionWord(s[i:]); n > 0 && l.n > 0 {
				sep, w = 'e', n
				continue
			}
			if !isExtender(r) {
				l.odd = true
			}
		}
	}
	return l
}

// extensionWord returns the length of a leading word for an extension.
func extensionWord(s string) int {
	for _, word := range [...]string{"分机号", "分機號", "分机", "分機", "extension", "ext.", "ext", "Ext.", "Ext", "EXT.", "EXT", "내선"} {
		if len(s) >= len(word) && s[:len(word)] == word {
			return len(word)
		}
	}
	return 0
}

// maskedX reports whether the x that s begins with stands for a hidden digit
// (138xxxx5678), not for "extension" (075566078276x350).
func maskedX(s string) bool {
	return len(s) > 1 && (s[1] == 'x' || s[1] == 'X') || len(s) == 1
}
