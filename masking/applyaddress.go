package masking

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// addressParts are the columns of an address, from large to small.
var addressParts = [...]partID{partProvince, partCity, partDistrict, partStreet, partDetail}

// hideAddress is what is done where no rule fits.
var hideAddress = addrOp{from: fromAll, with: "***"}

// maskAddresses masks the columns of both addresses, and joins them.
func (m *masker) maskAddresses() {
	m.roomsFrom = fromNothing
	for sd := sender; sd <= recipient; sd++ {
		m.maskAddress(sd)
		m.joinAddress(sd)
		m.maskPostalCode(sd)
	}
}

// hidesRooms returns from where rooms are hidden in free text by op.
func (op *addrOp) hidesRooms() addrFrom {
	if op.numbers || op.keepFirst > 0 {
		return fromUnit
	}
	return min(op.from, fromUnit)
}

// column returns a clear column of the address.
func (m *masker) column(sd side, part partID) string {
	p := m.party(sd)
	switch part {
	case partProvince:
		return p.Province.Reveal()
	case partCity:
		return p.City.Reveal()
	case partDistrict:
		return p.District.Reveal()
	case partStreet:
		return p.Street.Reveal()
	}
	return p.Detail.Reveal()
}

func (m *masker) maskAddress(sd side) {
	sub := m.subject(sd)
	op, id := &hideAddress, "no rule"
	if r := pick(m.policy.rules.addresses, &sub); r != nil {
		op, id = &r.op, r.id
	}
	m.roomsFrom = max(m.roomsFrom, op.hidesRooms())
	left := op.keepFirst
	hidden := false
	m.inBuilding = false
	for _, part := range addressParts {
		v := composed(m.column(sd, part))
		if v == "" {
			continue
		}
		f := sd.field(part)
		dst := &m.r.shown[f]
		switch {
		case op.keepFirst > 0:
			left = m.keepFirst(f, dst, v, left, op, id, &hidden)
		case hidden:
			m.hideColumn(f, v, id)
		case op.numbers && isLatinAddress(v):
			s := sub
			s.field = textDetail
			m.cutLatinLine(f, dst, v, op, id, &s)
		case op.numbers:
			m.maskNumbers(f, dst, v, id, m.regions[sd])
		case op.from >= fromStreet:
			hidden = m.hideBelow(sd, part, dst, v, op, id)
		case part < partStreet && isPlainName(v):
			*dst = v
		case part == partDetail && op.from != fromNothing && isNumberOnly(v):
			m.hideNumber(f, dst, v, op.with, id)
		default:
			hidden = m.cutLine(sd, f, dst, v, op, id) && part == partStreet
		}
	}
}

// isPlainName reports whether a column holds a name and no part of a building,
// as those of divisions do: no digit, and none of the words for one. Any other
// is read as an address.
func isPlainName(v string) bool {
	for i := 0; i < len(v); {
		r := hanAt(v, i)
		if r == 0 {
			if c := v[i]; c >= '0' && c <= '9' || c >= 0x80 {
				return false
			}
			i++
			continue
		}
		switch r {
		case '楼', '樓', '栋', '棟', '幢', '座', '号', '號', '单', '單', '室':
			return false
		}
		i += 3
	}
	return true
}

// keepFirst shows the first left characters over all columns.
func (m *masker) keepFirst(f fieldID, dst *string, v string, left int, op *addrOp, id string, hidden *bool) int {
	if *hidden {
		m.hideColumn(f, v, id)
		return 0
	}
	n := utf8.RuneCountInString(v)
	if n <= left && f.part() != partDetail {
		*dst = v
		return left - n
	}
	end := 0
	for k := 0; k < left && end < len(v); k++ {
		_, w := decode(v[end:])
		end += w
	}
	m.hideTail(f, dst, v, end, op.with, id, "beyond the first characters")
	*hidden = true
	return 0
}

// part returns the part of a party's field.
func (f fieldID) part() partID {
	_, p := partOf(f)
	return p
}

// hideTail shows v up to end and the mask behind it.
func (m *masker) hideTail(f fieldID, dst *string, v string, end int, with, id, reason string) {
	from := len(m.out)
	m.out = append(m.out, v[:end]...)
	m.out = append(m.out, with...)
	m.put(dst, from)
	m.change(f, id, "address", reason)
	m.secrets.addTerm(f, howAddress, v[end:], 4, false)
	m.lineSecrets(f, v, end)
}

// hideColumn drops a column behind the one where hiding began.
func (m *masker) hideColumn(f fieldID, v, id string) {
	m.change(f, id, "address", "behind the hidden part")
	m.secrets.addTerm(f, howAddress, v, 4, false)
	m.lineSecrets(f, v, 0)
}

// hideBelow shows the columns above the level of the rule, and of a line that
// holds the whole address what can be told to be above it.
func (m *masker) hideBelow(sd side, part partID, dst *string, v string, op *addrOp, id string) bool {
	last := map[addrFrom]partID{fromStreet: partStreet, fromDistrict: partCity, fromCity: partProvince, fromAll: -1}[op.from]
	if part <= last {
		*dst = v
		return false
	}
	end := 0
	if m.r.shown[sd.field(partProvince)] == "" && m.r.shown[sd.field(partCity)] == "" && op.from != fromAll {
		end = adminPrefix(v, op.from, m.regions[sd])
	}
	m.hideTail(sd.field(part), dst, v, end, op.with, id, "below the level shown")
	return true
}

// load decodes a line for the address scanner.
func (m *masker) load(v string) {
	runes, offsets := slices.Grow(m.addr.runes[:0], len(v))[:len(v)], slices.Grow(m.offsets[:0], len(v)+1)[:len(v)+1]
	k := 0
	for i, w := 0, 0; i < len(v); i += w {
		r := hanAt(v, i)
		if w = 3; r == 0 {
			r, w = decode(v[i:])
			r = unitFold(r)
		} else if mayFold[r>>6&15]>>(r&63)&1 != 0 {
			r = unitFold(r)
		}
		runes[k], offsets[k] = r, int32(i)
		k++
	}
	offsets[k] = int32(len(v))
	m.addr.runes, m.offsets = runes[:k], offsets[:k+1]
}

// cutLine hides the part of a line that leads to a household. It reports
// whether it hid something.
func (m *masker) cutLine(sd side, f fieldID, dst *string, v string, op *addrOp, id string) bool {
	sub := m.subject(sd)
	sub.field = textDetail
	if op.from == fromNothing {
		m.maskText(dst, f, v, &sub)
		return false
	}
	if isLatinAddress(v) {
		return m.cutLatinLine(f, dst, v, op, id, &sub)
	}
	start, from := 0, len(m.out)
	hidden, once := false, true
	for start < len(v) {
		m.load(v[start:])
		m.addr.scan()
		c, ok := m.addr.findCut(addrContext{region: m.regions[sd], building: m.inBuilding})
		if ok {
			c = m.addr.adjust(c, op.from)
		} else {
			c, ok = m.addr.above(op.from)
		}
		if !ok {
			break
		}
		line := v[start:]
		kept := m.keptEnd(c)
		once = !hidden && !c.resume
		hidden = true
		m.out = append(m.out, line[:kept]...)
		head := len(m.out)
		m.out = append(m.out, op.with...)
		m.elementSecrets(f, line, &c)
		cutFrom, cutTo := m.offsets[c.from], m.offsets[c.to]
		quiet := isQuiet(m.addr.runes[:c.from])
		if !isQuiet(m.addr.runes[c.from:c.to]) {
			m.hiddenPhones(f, line[cutFrom:cutTo])
		}
		m.change(f, id, c.level.String(), levelReasons[c.level])
		if c.unparsed {
			m.note(f, NoteUnparsed, unexplained)
		}
		start += int(cutTo)
		if once && !m.hasSpans(f, v[:head-from], &sub, quiet) {
			m.put(dst, from) // by far the most common way
			m.setClean(f)
			return true
		}
		if !c.resume {
			start = len(v)
			break
		}
		m.out = append(m.out, ' ')
	}
	if !hidden {
		m.inBuilding = f.part() == partStreet && m.addr.endsInBuilding()
		m.maskText(dst, f, v, &sub)
		return false
	}
	m.out = append(m.out, v[start:]...)
	kept := string(m.out[from:])
	m.out = m.out[:from]
	m.maskText(dst, f, kept, &sub)
	return true
}

// unexplained is the note on what is hidden because no rule explains it.
const unexplained = "what stands behind the building is explained by no rule; hidden"

// isNumberOnly reports whether a line is one number, in any script: a room
// whose building stands in the column before.
func isNumberOnly(v string) bool {
	for _, r := range v {
		if r = unitFold(r); !isDigitRune(r) && !isHanNumeral(r) && anyDigit(r) < 0 && r != ' ' {
			return false
		}
	}
	return true
}

// hideNumber hides a line that is only a number.
func (m *masker) hideNumber(f fieldID, dst *string, v, with, id string) {
	*dst = with
	m.change(f, id, levelRoom.String(), "a number alone")
	if n := utf8.RuneCountInString(v); n < phoneDigits {
		m.roomSecret(f, v)
		return
	}
	m.hiddenPhones(f, v)
}

// keptEnd returns the end, in bytes, of what stays before the cut.
func (m *masker) keptEnd(c cut) int32 {
	end := c.from
	for end > 0 && (m.addr.runes[end-1] == ' ' || m.addr.runes[end-1] == ',') {
		end--
	}
	return m.offsets[end]
}

// cutLatinLine hides the units of an address written in Latin letters.
func (m *masker) cutLatinLine(f fieldID, dst *string, v string, op *addrOp, id string, sub *subject) bool {
	m.cuts = cutLatin(v, m.cuts[:0])
	if len(m.cuts) == 0 {
		m.maskText(dst, f, v, sub)
		return false
	}
	from, done := len(m.out), 0
	for i, c := range m.cuts {
		m.secrets.addTerm(f, howAddress, v[c.from:c.to], 4, false)
		if i > 0 && strings.Trim(v[done:c.from], " ,") == "" {
			done = c.to // one mask for Flat B, 12/F
			continue
		}
		m.out = append(m.out, v[done:c.from]...)
		m.out = append(m.out, op.with...)
		done = c.to
	}
	m.out = append(m.out, v[done:]...)
	m.change(f, id, "unit", "hidden from unit")
	kept := string(m.out[from:])
	m.out = m.out[:from]
	m.maskText(dst, f, kept, sub)
	return true
}

// maskPostalCode applies the rules for postal codes; without one it is shown.
func (m *masker) maskPostalCode(sd side) {
	v := m.party(sd).PostalCode.Reveal()
	f := sd.field(partPostalCode)
	sub := m.subject(sd)
	r := pick(m.policy.rules.postal, &sub)
	if r == nil || r.op.keepFirst < 0 {
		m.r.shown[f] = v
		return
	}
	from, k := len(m.out), 0
	for _, c := range v {
		alnum := scriptOf(c) == scriptDigit || scriptOf(c) == scriptLatin
		if alnum {
			k++
		}
		if alnum && k > r.op.keepFirst {
			m.out = append(m.out, r.op.mask...)
		} else {
			m.out = utf8.AppendRune(m.out, c)
		}
	}
	m.put(&m.r.shown[f], from)
	m.change(f, r.id, "postal-code", "last characters")
}

// joinAddress writes the address as one: the columns one after another, and
// in Latin letters the line first, then what of the columns it does not name.
func (m *masker) joinAddress(sd side) {
	from := len(m.out)
	if !m.isLatinParty(sd) {
		for _, part := range addressParts {
			if m.column(sd, part) != "" {
				m.appendValue(sd.field(part))
			}
		}
		m.put(&m.r.shown[sd.field(partAddress)], from)
		return
	}
	detail := string(m.value(sd.field(partDetail)))
	m.out = append(m.out, detail...)
	for i := len(addressParts) - 2; i >= 0; i-- {
		v := string(m.value(sd.field(addressParts[i])))
		if v == "" || strings.Contains(detail, v) {
			continue
		}
		if len(m.out) > from {
			m.out = append(m.out, ", "...)
		}
		m.out = append(m.out, v...)
	}
	m.put(&m.r.shown[sd.field(partAddress)], from)
}

// isLatinParty reports whether the address of a party is written in Latin
// letters. A line that was masked as a whole is known by its columns.
func (m *masker) isLatinParty(sd side) bool {
	province, city, detail := m.column(sd, partProvince), m.column(sd, partCity), m.column(sd, partDetail)
	switch {
	case !isLatinColumn(province) || !isLatinColumn(city):
		return false
	case isLatinAddress(detail):
		return true
	}
	return isLatinAddress(province+city) && detail != "" && isMaskOnly(detail)
}

// isMaskOnly reports whether v holds nothing but mask characters, blanks and
// commas.
func isMaskOnly(v string) bool {
	for _, r := range v {
		if !isMaskRune(r) && r != ' ' && r != ',' {
			return false
		}
	}
	return true
}

func isLatinColumn(v string) bool { return v == "" || isLatinAddress(v) || len(v) <= 3 }

// appendValue appends a field's value to what is being written.
func (m *masker) appendValue(f fieldID) {
	if v := m.r.shown[f]; v != "" {
		m.out = append(m.out, v...) // not among the pending ones
		return
	}
	m.out = append(m.out, m.value(f)...)
}

// value returns a field's value while it is still being written.
func (m *masker) value(f fieldID) []byte {
	return m.written(&m.r.shown[f])
}

// written returns what *dst is to become. The result is read-only and lasts
// until the next write.
func (m *masker) written(dst *string) []byte {
	for i := len(m.pending) - 1; i >= 0; i-- {
		if p := &m.pending[i]; p.dst == dst {
			return m.out[p.from:p.to]
		}
	}
	m.line = append(m.line[:0], *dst...)
	return m.line
}
