package masking

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// check is the last look at what Apply would print. A secret that stands in a
// value otherwise than by chance hides the value as a whole; a field that
// cannot be hidden, such as the waybill number, refuses the record.
func (m *masker) check() error {
	if m.secrets.isEmpty() || !m.anyHit() {
		return nil
	}
	for sd := sender; sd <= recipient; sd++ {
		m.checkAddress(sd)
	}
	for _, f := range lineFields {
		v := m.r.shown[f]
		if len(v) < minSecretBytes || m.isClean(f) || !m.leaks(f, v) {
			continue
		}
		if !canHide(f) {
			return &RecordError{m.in.Row, f.name(), ErrLeak}
		}
		m.hideWhole(f, &m.r.shown[f])
	}
	for i := range m.r.items {
		if it := &m.r.items[i]; m.leaks(fieldItems, it.name) {
			m.hideWhole(fieldItems, &it.name)
			m.r.shown[fieldItems] = wholeMask
		}
	}
	for i := range m.r.extras {
		if x := &m.r.extras[i]; m.leaks(fieldExtra, x.value) {
			m.hideWhole(fieldExtra, &x.value)
		}
	}
	return nil
}

// lineFields are the fields that are checked one by one: all but goods, which
// are rows, and the columns of the addresses, which are one line.
var lineFields = func() (list []fieldID) {
	for f := range fieldID(fieldCount) {
		if _, part := partOf(f); f != fieldItems && !isAddressPart(part) {
			list = append(list, f)
		}
	}
	return list
}()

// anyHit looks once at all values together, each on a line of its own and the
// columns of an address on one: most records show nothing that is like a
// secret, and need no look at each value.
func (m *masker) anyHit() bool {
	m.fold = m.fold[:0]
	for sd := sender; sd <= recipient; sd++ {
		for _, part := range addressParts {
			m.fold = appendFold(m.fold, m.r.shown[sd.field(part)])
		}
		m.fold = append(m.fold, '\n')
	}
	for _, f := range lineFields {
		if v := m.r.shown[f]; len(v) >= minSecretBytes && !m.isClean(f) {
			m.addLine(v)
		}
	}
	for i := range m.r.items {
		m.addLine(m.r.items[i].name)
	}
	for i := range m.r.extras {
		m.addLine(m.r.extras[i].value)
	}
	found := false
	m.secrets.scan(m.fold, func(hit) bool {
		found = true
		return false
	})
	return found
}

// addLine adds a value to those that anyHit looks at.
func (m *masker) addLine(v string) {
	m.fold = appendFold(m.fold, v)
	m.fold = append(m.fold, '\n')
}

// minSecretBytes is the length of the shortest secret, a name of three
// letters.
const minSecretBytes = 3

// canHide tells the fields without which there is no parcel, or that hold
// nothing but a number.
func canHide(f fieldID) bool {
	switch f {
	case fieldWaybillNo, fieldRoutingCode, fieldPiece, fieldPieces, fieldQuantity, fieldWeight,
		fieldCOD, fieldInsured, fieldCODAmount, fieldInsuredAmount, fieldReprint, fieldPrintTime:
		return false
	}
	_, part := partOf(f)
	return part != partCountry
}

// checkAddress looks at the columns of an address one after another as they
// are printed: a number may begin in one and end in the next.
func (m *masker) checkAddress(sd side) {
	var ends [len(addressParts)]int
	m.fold = m.fold[:0]
	for i, part := range addressParts {
		m.fold = appendFold(m.fold, m.r.shown[sd.field(part)])
		ends[i] = len(m.fold)
	}
	var hide [len(addressParts)]bool
	found := false
	m.secrets.scan(m.fold, func(h hit) bool {
		from := 0
		for i, part := range addressParts {
			to := ends[i]
			if h.from < to && h.to > from {
				f := sd.field(part)
				inside := h.from >= from && h.to <= to
				if inside && !m.isClean(f) {
					in := h
					in.from, in.to = h.from-from, h.to-from
					inside = m.chance(f, m.r.shown[f], m.fold[from:to], in)
				} else if !inside {
					inside = !h.strict && h.how != howDigits
				}
				hide[i] = hide[i] || !inside
				found = found || !inside
			}
			from = to
		}
		return true
	})
	if !found {
		return
	}
	all := ""
	for i, part := range addressParts {
		f := sd.field(part)
		if hide[i] {
			m.hideWhole(f, &m.r.shown[f])
		}
		all += m.r.shown[f]
	}
	m.r.shown[sd.field(partAddress)] = all
}

// wholeMask stands for a value that is hidden as a whole.
const wholeMask = "***"

func (m *masker) hideWhole(f fieldID, dst *string) {
	*dst = wholeMask
	m.note(f, NoteUnparsed, "what would have been shown still held something hidden; hidden as a whole")
}

// setClean notes that the value of f holds none of the secrets known by now.
func (m *masker) setClean(f fieldID) {
	if f >= 0 && f < fieldCount {
		m.clean[f] = m.secrets.count()
	}
}

// isClean reports whether setClean was called for f, and no secret came since.
func (m *masker) isClean(f fieldID) bool {
	return m.clean[f] != 0 && m.clean[f] == m.secrets.count()
}

// leaks reports whether a value holds a secret otherwise than by chance.
func (m *masker) leaks(f fieldID, v string) bool {
	m.fold = appendFold(m.fold[:0], v)
	leak := false
	m.secrets.scan(m.fold, func(h hit) bool {
		leak = !m.chance(f, v, m.fold, h)
		return !leak
	})
	return leak
}

// chance reports whether hit h in the value v of field f, folded in text, is
// taken for chance. All else is hidden, or refuses the record; the rules are
// in docs/masking.md, under "The leak gate".
//
//   - Names of three characters and more, whole numbers, numbers less one
//     digit, and ten of their digits in a row (strict hits) never are.
//   - Fewer digits are chance within codes, amounts, and a number that is
//     printed on purpose. A waybill number of 13 digits has 8 places for six
//     digits, two mobiles have 12 such: 8 × 12 / 10⁶, one label in 10,000,
//     would be refused for nothing. Ten digits meet by chance once in
//     600 million labels (4 × 4 / 10¹⁰).
//   - An order number can be hidden, so it is shown only if it is one unbroken
//     run and shares seven digits at most.
//   - A name of two characters, or a given name, is often part of a word:
//     建设 of 建设路. Which fields say it with other words, and which
//     without, is told below.
//   - A part of an address is chance if it has three characters at most and is
//     part of a longer word, or is the name of a division.
func (m *masker) chance(f fieldID, v string, text []folded, h hit) bool {
	side, part := partOf(f)
	division := side >= 0 && part >= partProvince && part <= partDistrict
	switch {
	case h.strict:
		return false
	case h.how == howRoom: // of goods, 500 is a number of grams
		return f != fieldRemark && f != fieldExtra && (side < 0 || part != partCompany) && (f != fieldItems || h.to-h.from <= minRoomDigits)
	case division && h.how != howDigits && h.how != howText && isDivision(v):
		return true
	case sameOwner(f, h.field):
		return false
	}
	code := !canHide(f) && part != partCountry || part == partPostalCode && side >= 0
	whole := h.from == 0 && h.to == len(text)
	switch h.how {
	case howDigits:
		return code || side >= 0 && part == partPhone || f == fieldOrderNo && !whole && h.to-h.from < 8 && isUnbroken(v)
	case howFullName:
		switch {
		case division:
			return h.to < len(text) && strings.ContainsRune("省市区區县縣旗州盟镇鎮乡鄉", text[h.to]&foldRune)
		case side >= 0 && (part == partStreet || part == partDetail), f == fieldItems:
			return !isAlone(text, h)
		case f == fieldHub || code:
			return !isAlone(text, h) && code || isDivision(m.names[h.field.side()].text)
		}
		return false
	case howNamePart:
		if f == fieldRemark || f == fieldExtra {
			return false
		}
		return text[h.from]&foldRune < 0x2E80 || !isAlone(text, h) || isDivision(v)
	case howAddress:
		switch {
		case h.to-h.from < minSecretRunes && !isAlone(text, h):
			return true
		case code:
			return !whole && isASCII(text[h.from:h.to])
		}
		return isDivision(unfolded(text[h.from:h.to]))
	case howText:
		return code && !whole
	}
	return true // howDropped: a text that was not searched is no one's name
}

// isAlone reports whether the hit is no part of a longer word.
func isAlone(text []folded, h hit) bool {
	joins := func(r folded) bool {
		r &= foldRune
		return isWordRune(r) || r >= 0x2E80 && (r < 0x3000 || r > 0x303F)
	}
	before := h.from > 0 && text[h.from]&foldBreak == 0 && joins(text[h.from-1])
	behind := h.to < len(text) && text[h.to]&foldBreak == 0 && joins(text[h.to])
	return !before && !behind
}

// isUnbroken reports whether v is letters and digits only, as codes are.
func isUnbroken(v string) bool {
	for i := range len(v) {
		if c := v[i] | 0x20; (c < 'a' || c > 'z') && (c < '0' || c > '9') {
			return false
		}
	}
	return true
}

func isASCII(text []folded) bool {
	for _, r := range text {
		if r&foldRune >= 0x80 {
			return false
		}
	}
	return true
}

func unfolded(text []folded) string {
	var b strings.Builder
	for _, r := range text {
		b.WriteRune(r & foldRune)
	}
	return b.String()
}

// isDivision reports whether name is a division of mainland China, with or
// without the word for its kind: 海淀区, 海淀.
func isDivision(name string) bool {
	name = norm.NFC.String(name)
	if len(name) < len("海淀") {
		return false
	}
	for rest := divisions; ; {
		i := strings.Index(rest, name)
		if i < 0 {
			return false
		}
		end := rest[i+len(name):]
		kind, _, _ := strings.Cut(end, "\n")
		if (i == 0 || strings.IndexByte("\n=-", rest[i-1]) >= 0) && (kind == "" || kind == "省" || kind == "市" || kind == "区" || kind == "县") {
			return true
		}
		rest = end
	}
}
