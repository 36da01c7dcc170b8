package masking

import (
	"strings"
	"unicode/utf8"

	"waybill"
)

// maxNumbers bounds the numbers in one phone field.
const maxNumbers = 4

// parseNumbers reads the numbers of a phone field into m.phones and returns
// how many there are, at least one. A field in which no number is recognised
// is one unknown number.
func (m *masker) parseNumbers(line string, sd side, kind waybill.PhoneKind) int {
	home := m.regions[sd]
	if home == regionNone || home == regionOther || home == regionUS {
		home = m.policy.rules.home
	}
	all := &m.phones[sd]
	if all[0] = parsePhone(line, home, kind); all[0].kind != phoneUnknown {
		return 1
	}
	for with := slashes; with <= blanks; with++ {
		if n := cutNumbers(all, line, with, home, kind); n > 1 {
			return n
		}
	}
	if all[0] = parsePhone(numberCore(line), home, kind); all[0].kind == phoneVirtual && all[0].written != line {
		all[0].kind = phoneUnknown // words beside it: not printed as it is
	}
	return 1
}

// cutNumbers reads the numbers of line between separators up to the level
// with. It returns 0 if one of the parts is no number, or there are too many.
//
// A record that calls its number virtual cannot mean two: of several, those
// are virtual that look like it, the others are masked like any.
func cutNumbers(all *[maxNumbers]phone, line string, with separatorLevel, home region, kind waybill.PhoneKind) int {
	each := kind
	if kind == waybill.PhoneVirtual {
		each = waybill.PhoneUnknown
	}
	n, joiner := 0, ' '
	for rest := line; rest != ""; {
		i, w := nextSeparator(rest, with)
		part := strings.TrimSpace(rest[:i])
		if holdsDigits(part) { // else words: 家 138… 公司 139…
			if n == maxNumbers {
				return 0
			}
			p := parsePhone(part, home, each)
			if p.kind == phoneUnknown {
				p = parsePhone(numberCore(part), home, each)
			}
			if p.kind == phoneUnknown && !p.smiled {
				return 0
			}
			if kind == waybill.PhoneVirtual && p.looksVirtual() {
				p.kind = phoneVirtual
			}
			p.joiner, joiner = joiner, ' '
			all[n] = p
			n++
		}
		if w > 0 {
			joiner = printedJoiner(joiner, rest[i:i+w])
		}
		rest = rest[i+w:]
	}
	return n
}

// looksVirtual reports whether a number of several that are called virtual is
// one: by a relay's shape, or by the extension of a mobile. A landline with an
// extension is somebody's desk.
func (p *phone) looksVirtual() bool {
	return p.kind == phoneRelay || p.kind == phoneMobile && !p.masked && (p.extLen > 0 || p.region == regionCN && relayPrefix(p.symbols()))
}

// separatorLevel ranks what parts two numbers: a comma may begin an extension,
// and a blank may stand inside a number, so they are tried later.
type separatorLevel uint8

const (
	slashes separatorLevel = iota
	commas
	blanks
)

// nextSeparator finds what parts two numbers of a field; w is 0 at the end.
func nextSeparator(s string, with separatorLevel) (i, w int) {
	for i, r := range s {
		level := blanks + 1
		switch r {
		case '/', ';', '|', '\\', '&', '\n', '\r', '、', '；', '／', '｜', '或', '和':
			level = slashes
		case ',', '，':
			level = commas
		case ' ', '\t', '　', '\u00a0':
			level = blanks
		}
		if level <= with {
			return i, utf8.RuneLen(r)
		}
	}
	return len(s), 0
}

// printedJoiner is what is printed between two numbers: what was written if it
// is one of a few, else a blank. before is the choice so far.
func printedJoiner(before rune, sep string) rune {
	r, _ := utf8.DecodeRuneInString(sep)
	switch r = narrow(r); r {
	case '/', ';', '、', ',':
		if before == ' ' {
			return r
		}
	}
	return before
}

// holdsDigits reports whether s holds a digit of any script, or stands for one.
func holdsDigits(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return anyDigit(r) >= 0 || isMaskRune(r) })
}

// numberCore cuts words before and behind a number: 电话：138…（妈妈）.
func numberCore(s string) string {
	isCore := func(r rune) bool { return digit(r) >= 0 || isMaskRune(r) }
	from := strings.IndexFunc(s, func(r rune) bool { return isCore(r) || r == '+' || r == '＋' })
	if from < 0 {
		return s
	}
	to := strings.LastIndexFunc(s, isCore)
	if to < from {
		return s
	}
	_, w := decode(s[to:])
	return s[from : to+w]
}
