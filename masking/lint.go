package masking

import (
	"fmt"
	"strings"

	"waybill"
)

// Lint measures what a masked record shows against the three numbers known of
// GB/T 41833, whatever the policy: at least 1 Han character of each name and
// 6 digits of each phone hidden, no unit or room in an address; and looks for
// identity numbers and phones anywhere, masked input and expired virtual
// numbers. s is the record that m was made from. It returns nil for a record
// without findings.
func Lint(s *waybill.Shipment, m Masked) []Finding {
	if m.IsZero() {
		return nil
	}
	l := linter{m: m}
	l.party("sender.", &s.Sender)
	l.party("recipient.", &s.Recipient)
	for _, name := range [...]string{"remark", "order_no", "items", "sender.company", "recipient.company"} {
		l.text(name)
	}
	for _, x := range m.r.extras {
		l.line("extra."+x.column, x.value)
	}
	for _, n := range m.r.notes {
		if n.Kind == NoteMasked || n.Kind == NoteExpired {
			l.add(n.Field, n.Reason)
		}
	}
	return l.found
}

type linter struct {
	m     Masked
	found []Finding
}

func (l *linter) add(field, how string) { l.found = append(l.found, Finding{field, how}) }

func (l *linter) party(side string, p *waybill.Party) {
	l.name(side+"name", p.Name.Reveal())
	l.phone(side+"phone", p)
	l.address(side)
}

// name counts the Han characters that are hidden; organisations and a surname
// with a title name no person wholly.
func (l *linter) name(field, clear string) {
	n := parseName(clear, nil)
	if n.class == nameEmpty || n.class == nameOrganisation || n.class == nameTitle || n.class == nameMasked || n.masked || l.isMaskedName(n.text) {
		return // of a name that was masked before a character is hidden already
	}
	shown, _ := l.m.Field(field)
	if whole := foldedLetters(clear); whole != "" && strings.Contains(foldedLetters(shown), whole) {
		l.add(field, fmt.Sprintf("the name is shown whole; at least 1 character is to be hidden (%s)", n.class))
	}
}

// isMaskedName reports whether a name is the policy's word for nobody, or holds
// a mask of signs such as ^_^: it was masked before, and nobody knows it.
func (l *linter) isMaskedName(clear string) bool {
	rules := l.m.r.policy.rules.names
	for i := range rules {
		op := &rules[i].op
		if op.replace && clear == op.with || !op.replace && op.mask != "" && foldedLetters(op.mask) == "" && strings.Contains(clear, op.mask) {
			return true
		}
	}
	return false
}

// foldedLetters returns what of s tells a name, folded: no masks, blanks, dots
// and punctuation.
func foldedLetters(s string) string {
	var b strings.Builder
	for _, r := range appendFold(nil, composed(s)) {
		switch r &= foldRune; scriptOf(r) {
		case scriptBlank, scriptDot, scriptMark, scriptPunct:
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// phone counts the digits that are hidden, of each number.
func (l *linter) phone(field string, p *waybill.Party) {
	shown, _ := l.m.Field(field)
	if p.PhoneKind == waybill.PhoneVirtual || p.PhoneKind == waybill.PhoneService || shown == "" {
		return
	}
	m := &masker{policy: l.m.r.policy}
	n := m.parseNumbers(p.Phone.Reveal(), recipient, p.PhoneKind)
	digits, need := 0, 0
	for i := range n {
		switch ph := &m.phones[recipient][i]; ph.kind {
		case phoneService, phoneRelay:
			return
		default:
			digits += ph.n // with the stars of what was masked before: they hide one each
			if ph.smiled {
				digits += mobileDigits
			}
			need += gbtDigits
		}
	}
	visible := 0
	for _, part := range splitNumbers(shown) {
		ph := parsePhone(part, regionCN, waybill.PhoneReal)
		visible += countDigits(part) - len(ph.code)
	}
	if hidden := digits - visible; hidden < need && visible > 0 {
		l.add(field, fmt.Sprintf("联系电话隐藏 %d 位 < %d 位 (%d digits hidden, at least %d are to be)", max(hidden, 0), need, max(hidden, 0), need))
	}
}

func countStars(ds []byte) int {
	n := 0
	for _, d := range ds {
		if d == '*' {
			n++
		}
	}
	return n
}

// splitNumbers parts a masked phone field at the separators between numbers.
func splitNumbers(s string) []string {
	var all []string
	from := 0
	for i, r := range s {
		switch r {
		case '/', ';', '、', '；':
			all = append(all, s[from:i])
			from = i + len(string(r))
		}
	}
	return append(all, s[from:])
}

// address looks for a unit or room in what is shown. Street and detail are
// one line, as they are to Apply: the one may end with the building of the
// room in the other.
func (l *linter) address(side string) {
	building := false
	for _, part := range [...]string{"street", "detail"} {
		v, _ := l.m.Field(side + part)
		if v == "" {
			continue
		}
		l.line(side+part, v)
		v = composed(v)
		if isLatinAddress(v) {
			if len(cutLatin(v, nil)) > 0 {
				l.add(side+part, "unit or room is shown")
			}
			building = false
			continue
		}
		var m masker
		m.load(v)
		m.addr.scan()
		c, ok := m.addr.findCut(addrContext{region: regionOf(l.country(side)), building: building})
		switch {
		case ok && !l.isMask(&m, v, c.from):
			l.add(side+part, "unit or room is shown ("+c.level.String()+")")
		case !ok && part == "detail" && isNumberOnly(v):
			l.add(side+part, "unit or room is shown (a number alone)")
		}
		building = !ok && m.addr.endsInBuilding()
	}
}

// isMask reports whether a mask stands at rune i of v, loaded in m: one of the
// policy's, or of the signs that masks are made of.
func (l *linter) isMask(m *masker, v string, i int) bool {
	for i < len(m.addr.runes) && isSign(m.addr.runes[i]) {
		if l.startsWithMask(v[m.offsets[i]:]) {
			return true
		}
		i++
	}
	return isMaskRune(m.addr.at(i)) || isMaskRune(m.addr.at(i+1)) || l.startsWithMask(v[m.offsets[i]:])
}

func (l *linter) startsWithMask(v string) bool {
	rules := l.m.r.policy.rules.addresses
	for i := range rules {
		if with := rules[i].op.with; with != "" && strings.HasPrefix(v, with) {
			return true
		}
	}
	return false
}

func (l *linter) country(side string) string {
	v, _ := l.m.Field(side + "country")
	return v
}

func (l *linter) text(field string) {
	v, _ := l.m.Field(field)
	l.line(field, v)
}

// line looks for numbers that name a person in any text.
func (l *linter) line(field, v string) {
	if v == "" {
		return
	}
	v = composed(v)
	var m masker
	m.loadText(v)
	m.text.scan()
	for _, sp := range m.text.spans {
		l.add(field, sp.class.String()+" is shown")
	}
	f, _, _ := lookup(field)
	if field == "items" {
		f = fieldItems
	}
	if f == fieldRemark || f == fieldExtra {
		l.rooms(&m, field, v)
	}
	l.m.r.hidden.scan(appendFold(nil, v), func(h hit) bool {
		if h.how != howRoom || m.chance(f, v, nil, h) {
			return true
		}
		l.add(field, howTexts[howRoom])
		return false
	})
}

// rooms looks for units and rooms in a remark; v is loaded in m.text.
func (l *linter) rooms(m *masker, field, v string) {
	if !hasRoomLead(m.text.runes) {
		return
	}
	m.load(v)
	m.addr.scan()
	for _, sp := range m.addr.appendRooms(nil, fromUnit) {
		if !l.isMask(m, v, sp.from) {
			l.add(field, "unit or room is shown")
			return
		}
	}
}
