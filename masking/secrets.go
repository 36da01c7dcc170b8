package masking

import (
	"math/bits"
	"slices"
	"sync"
)

// Secrets is what one record hid. It serves the leak gate: every text that
// leaves the program is searched for it. It is safe for concurrent use.
//
// Comparison ignores case, width, accents, separators and the script of
// digits: 138-1234-5678, １３８… and 一三八… are one number.
type Secrets struct {
	terms   []term
	runes   []folded  // of all terms, one after another
	pairs   [4]uint64 // terms' first two runes, by pairBit
	windows []digitWindow
	bloom   [8]uint64 // windows, nine bits each
	almost  bool      // a term counts with one rune left out
	shown   *record   // whose public values may hold a secret by chance
	once    sync.Once
	public  []shownText
}

// term is a secret text.
type term struct {
	from, to int32
	first    folded // first rune
	field    fieldID
	how      secretHow
	strict   bool // never taken for chance
	word     bool // counts only between word boundaries
	almost   bool // counts with one rune left out as well
}

// digitWindow is six digits of a secret number.
type digitWindow struct {
	value  uint32
	at     int32 // of the window in runes, where the whole number stands
	before uint8 // digits of the number before it, 0 if it is not in runes
	field  fieldID
}

// windowLen is the number of digits of a personal number that may not stand
// together: GB/T 41833 wants six hidden.
const windowLen = 6

// windowValues is how many values six digits have.
const windowValues = 1_000_000

// almostLen is the number of digits of a personal number that never stand
// together by chance: all but one of a mobile's 11. A number that has as many
// or more is also known with any one digit left out.
const almostLen = 10

// reset empties s for the next record and keeps its room.
func (s *Secrets) reset() {
	s.terms, s.runes, s.windows = s.terms[:0], s.runes[:0], s.windows[:0]
	s.pairs, s.bloom, s.almost = [4]uint64{}, [8]uint64{}, false
}

// count is how many secrets there are.
func (s *Secrets) count() int { return len(s.terms) + len(s.windows) }

func (s *Secrets) isEmpty() bool { return s.count() == 0 }

// copyFrom makes s a copy of other, as large as need be.
func (s *Secrets) copyFrom(other *Secrets) {
	s.terms, s.runes, s.windows = slices.Clone(other.terms), slices.Clone(other.runes), slices.Clone(other.windows)
	s.pairs, s.bloom, s.almost = other.pairs, other.bloom, other.almost
}

// secretHow says how a secret was recognised.
type secretHow uint8

const (
	howFullName secretHow = iota
	howNamePart
	howNumber
	howDigits
	howAddress
	howText
	howRoom    // the number of a room, no more
	howDropped // a text hidden without being searched
)

var howTexts = [...]string{"the full name", "hidden part of the name", "the full number", "6 digits of the number",
	"hidden part of the address", "hidden part of the text", "the number of the room", "hidden part of the text"}

// shownText is a printed value of the record, folded, with its field.
type shownText struct {
	text  []folded
	field fieldID
}

// hit is a secret found in a folded text at [from,to).
type hit struct {
	from, to int
	field    fieldID
	how      secretHow
	strict   bool
}

// addTerm makes text a secret; texts that fold to fewer than min runes, at
// least two, or hold mask characters, are none.
func (s *Secrets) addTerm(f fieldID, how secretHow, text string, min int, strict bool) {
	from := len(s.runes)
	s.runes = appendFold(s.runes, text)
	latin, han := false, false
	for i := from; i < len(s.runes); i++ {
		switch r := s.runes[i] & foldRune; {
		case r >= 0x4E00 && r <= 0x9FFF:
			han = true
		case isDigitRune(r):
		case isLowerRune(r):
			latin = true
		case isMaskRune(r), r == '^':
			s.runes = s.runes[:from]
			return
		case r > 0x80 && scriptOf(r) == scriptLatin:
			latin = true
		default:
			han = true
		}
	}
	if len(s.runes)-from < min {
		s.runes = s.runes[:from]
		return
	}
	s.addRunes(from, f, how, strict, latin && !han)
}

// addDigits makes a number a secret that is never taken for chance.
func (s *Secrets) addDigits(f fieldID, ds []byte) {
	from := len(s.runes)
	for _, d := range ds {
		s.runes = append(s.runes, folded(d))
	}
	s.runes[from] |= foldBreak
	s.addRunes(from, f, howNumber, true, false)
}

// addRunes makes the runes from from on a term.
func (s *Secrets) addRunes(from int, f fieldID, how secretHow, strict, word bool) {
	bit := pairBit(s.runes[from], s.runes[from+1])
	s.pairs[bit>>6] |= 1 << (bit & 63)
	s.terms = append(s.terms, term{from: int32(from), to: int32(len(s.runes)), first: s.runes[from] & foldRune,
		field: f, how: how, strict: strict, word: word})
}

// pairBit is the bit in Secrets.pairs for a term that begins with a and b.
func pairBit(a, b folded) uint8 { return uint8(a<<5 - a + b) }

// wholeWord makes the last term count only between word boundaries: digits
// alone are often part of longer numbers.
func (s *Secrets) wholeWord() {
	if n := len(s.terms); n > 0 {
		s.terms[n-1].word = true
	}
}

// allHidden is a bit for each symbol of a number.
const allHidden = ^uint64(0)

// addNumber makes the digits of a personal number secret: the number as a
// whole, and every six digits of it. hidden has a bit for each symbol that the
// policy hides; six that are all shown are no secret.
func (s *Secrets) addNumber(f fieldID, ds []byte, hidden uint64) {
	if hidden &= 1<<len(ds) - 1; hidden == 0 || containsStar(ds) || s.hasNumber(ds) {
		return // nothing to hide, or in a remark or the other party's field as well
	}
	number := int32(-1) // in runes
	if len(ds) >= windowLen+1 {
		number = int32(len(s.runes))
		s.addDigits(f, ds)
		if len(ds) >= almostLen && bits.OnesCount64(hidden) > 1 {
			s.terms[len(s.terms)-1].almost, s.almost = true, true
		}
	}
	value := uint32(0) // of the last six digits
	for end, d := range ds {
		value = (value*10 + uint32(d-'0')) % windowValues
		i := end + 1 - windowLen
		if i < 0 || hidden>>i&(1<<windowLen-1) == 0 {
			continue
		}
		w := digitWindow{value: value, field: f}
		if number >= 0 {
			w.at, w.before = number+int32(i), uint8(i)
		}
		s.windows = append(s.windows, w)
		s.bloom[value>>6&7] |= 1 << (value & 63)
	}
}

// hasNumber reports whether ds is a secret number already.
func (s *Secrets) hasNumber(ds []byte) bool {
next:
	for k := range s.terms {
		t := &s.terms[k]
		if t.how != howNumber || int(t.to-t.from) != len(ds) {
			continue
		}
		for i, r := range s.runes[t.from:t.to] {
			if r&foldRune != folded(ds[i]) {
				continue next
			}
		}
		return true
	}
	return false
}

// scan reports the secrets in a folded text to found, until it says no. Its
// loop does what every character needs; the rest is in functions of its own.
func (s *Secrets) scan(text []folded, found func(hit) bool) {
	value, run := uint32(0), 0
	pairs, bloom := &s.pairs, &s.bloom
	for i, c := range text {
		if d := uint32(c&foldRune) - '0'; d <= 9 {
			value = (value*10 + d) % windowValues
			if run++; run >= windowLen {
				if bloom[value>>6&7]>>(value&63)&1 != 0 && !s.windowsAt(text, i, run, value, found) {
					return
				}
				if run >= almostLen-1 && s.almost && !s.almostAt(text[:i+1], run, found) {
					return
				}
			}
		} else {
			run = 0
		}
		if i+1 == len(text) {
			return
		}
		if bit := pairBit(c, text[i+1]); pairs[bit>>6]>>(bit&63)&1 != 0 && !s.termsAt(text, i, found) {
			return
		}
	}
}

// termsAt reports the terms that stand at text[i:].
func (s *Secrets) termsAt(text []folded, i int, found func(hit) bool) bool {
	r := text[i] & foldRune
	for k := range s.terms {
		t := &s.terms[k]
		if t.first == r && s.matches(t, text, i) && !found(hit{i, i + int(t.to-t.from), t.field, t.how, t.strict}) {
			return false
		}
	}
	return true
}

// windowsAt reports the six digits that end at text[i], in a run of digits.
func (s *Secrets) windowsAt(text []folded, i, run int, value uint32, found func(hit) bool) bool {
	for k := range s.windows {
		w := &s.windows[k]
		if w.value != value {
			continue
		}
		n := windowLen + s.before(w, text[i-run+1:i-windowLen+1])
		if !found(hit{i - n + 1, i + 1, w.field, howDigits, n >= almostLen}) {
			return false
		}
	}
	return true
}

// almostAt reports a number with one digit left out at the end of text.
func (s *Secrets) almostAt(text []folded, run int, found func(hit) bool) bool {
	h, ok := s.almostNumber(text, run)
	return !ok || found(h)
}

// before returns how many digits before window w are those at the end of text.
func (s *Secrets) before(w *digitWindow, text []folded) int {
	n := 0
	for n < len(text) && n < int(w.before) && (text[len(text)-1-n]^s.runes[int(w.at)-1-n])&foldRune == 0 {
		n++
	}
	return n
}

// almostNumber finds a number with one digit left out at the end of text,
// which ends with a run of digits.
func (s *Secrets) almostNumber(text []folded, run int) (hit, bool) {
	for k := range s.terms {
		t := &s.terms[k]
		n := int(t.to-t.from) - 1
		if !t.almost || run < n {
			continue
		}
		number, tail := s.runes[t.from:t.to], text[len(text)-n:]
		if first := tail[0] & foldRune; first != t.first && first != number[1]&foldRune {
			continue
		}
		same := 0
		for same < n && (tail[same]^number[same])&foldRune == 0 {
			same++
		}
		if sameRunes(number[same+1:], tail[same:]) {
			return hit{len(text) - n, len(text), t.field, howNumber, true}, true
		}
	}
	return hit{}, false
}

// matches reports whether term t stands at text[i:].
func (s *Secrets) matches(t *term, text []folded, i int) bool {
	want := s.runes[t.from:t.to]
	if len(text)-i < len(want) {
		return false
	}
	for k, r := range want {
		if (text[i+k]^r)&foldRune != 0 || k > 0 && t.how == howRoom && text[i+k]&foldBreak != 0 {
			return false // 15.03 and 11-22 are no rooms
		}
	}
	if !t.word {
		return true
	}
	end := i + len(want)
	return atWordStart(text, i) && (end == len(text) || atWordStart(text, end))
}

// atWordStart reports whether a word may begin at i.
func atWordStart(text []folded, i int) bool {
	if i == 0 || text[i]&foldBreak != 0 {
		return true
	}
	before, here := text[i-1]&foldRune, text[i]&foldRune
	return !isWordRune(before) || !isWordRune(here)
}

func isWordRune(r folded) bool {
	return isLowerRune(r) || isDigitRune(r) || r > 0x80 && scriptOf(r) == scriptLatin
}

// Find returns the secrets that stand in text, nil if none does.
//
// Whole names and numbers are found wherever they stand, and so are eight
// digits of a number. Less is not reported where it is part of another value
// that the record prints: [Policy.Apply] has looked at each of those, and what
// it left there is chance, such as six digits in the waybill number. A bare
// room number is not reported: it is a date or an amount as well; [Lint] looks
// for it where people write it.
func (s *Secrets) Find(text string) []Finding {
	if s == nil || s.isEmpty() {
		return nil
	}
	var room [192]folded
	line := appendFold(room[:0], composed(text))
	var found []Finding
	s.scan(line, func(h hit) bool {
		if h.how == howRoom || !h.strict && s.isShown(line, h) {
			return true
		}
		f := Finding{Field: h.field.name(), How: howTexts[h.how]}
		for _, x := range found {
			if x == f {
				return true
			}
		}
		found = append(found, f)
		return true
	})
	return found
}

// isShown reports whether hit h stands inside a printed value of the record.
func (s *Secrets) isShown(line []folded, h hit) bool {
	s.once.Do(s.foldPublic)
	for _, p := range s.public {
		if !sameOwner(p.field, h.field) && inside(line, h, p.text) {
			return true
		}
	}
	return false
}

// foldPublic folds the values that are printed, on the first hit only.
func (s *Secrets) foldPublic() {
	if s.shown == nil {
		return
	}
	add := func(f fieldID, v string) {
		if v != "" {
			s.public = append(s.public, shownText{appendFold(nil, v), f})
		}
	}
	for id, v := range s.shown.shown {
		add(fieldID(id), v)
	}
	for _, it := range s.shown.items {
		add(fieldItems, it.name)
	}
	for _, x := range s.shown.extras {
		add(fieldExtra, x.value)
	}
}

// sameOwner reports whether fields a and b are made from one another, so that
// the one is no excuse for the other's secret.
func sameOwner(a, b fieldID) bool {
	if a == b {
		return true
	}
	sideA, partA := partOf(a)
	sideB, partB := partOf(b)
	return sideA >= 0 && sideA == sideB && isAddressPart(partA) && isAddressPart(partB)
}

// partOf splits a field number in its party and part; party -1 for others.
func partOf(f fieldID) (fieldID, partID) {
	switch {
	case f >= fieldRecipient && f < fieldCount:
		return fieldRecipient, partID(f - fieldRecipient)
	case f >= fieldSender && f < fieldRecipient:
		return fieldSender, partID(f - fieldSender)
	}
	return -1, 0
}

func isAddressPart(p partID) bool {
	return p >= partProvince && p <= partAddress
}

// minContext is how much of a public value must stand around a secret when
// the text's own edge cuts the value, as a line break on a label does.
const minContext = 2

// inside reports whether the secret at line[h.from:h.to] stands there as part
// of the value p: the match of p around it reaches p's ends, or the edge of
// the line.
func inside(line []folded, h hit, p []folded) bool {
	n := h.to - h.from
	for k := 0; k+n <= len(p); k++ {
		if !sameRunes(p[k:k+n], line[h.from:h.to]) {
			continue
		}
		from, to := h.from, h.to
		pf, pt := k, k+n
		for pf > 0 && from > 0 && (p[pf-1]^line[from-1])&foldRune == 0 {
			pf--
			from--
		}
		for pt < len(p) && to < len(line) && (p[pt]^line[to])&foldRune == 0 {
			pt++
			to++
		}
		leftOK := pf == 0 || from == 0 || line[from-1]&foldRune == '\n'
		rightOK := pt == len(p) || to == len(line) || line[to]&foldRune == '\n'
		whole := pf == 0 && pt == len(p)
		if leftOK && rightOK && (whole || to-from >= n+minContext) {
			return true
		}
	}
	return false
}

func sameRunes(a, b []folded) bool {
	for i := range a {
		if (a[i]^b[i])&foldRune != 0 {
			return false
		}
	}
	return true
}
