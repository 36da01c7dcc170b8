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
