package masking

import (
	"slices"
	"unicode"
)

// publicText is the rule for texts that name no person: policies do not speak
// of them, but what stands in them may be a person's all the same.
var publicText = rule[textOp]{id: "built-in: public text", op: textOp{
	scan: 1<<textPhone | 1<<textID | 1<<textEmail | 1<<textAccount, with: wholeMask}}

// maskTexts masks the texts that name no person, remark, goods, companies,
// order number and extras.
func (m *masker) maskTexts() {
	s := m.in
	m.searchText(&m.r.shown[fieldCarrier], fieldCarrier, s.Carrier, &publicText)
	m.searchText(&m.r.shown[fieldProduct], fieldProduct, s.Product, &publicText)
	m.searchText(&m.r.shown[fieldHub], fieldHub, s.Hub, &publicText)
	sub := subject{field: textRemark, carrier: s.Carrier}
	m.maskText(&m.r.shown[fieldRemark], fieldRemark, s.Remark.Reveal(), &sub)
	sub.field = textOrder
	m.maskText(&m.r.shown[fieldOrderNo], fieldOrderNo, s.OrderNo, &sub)
	m.maskItems(&sub)
	for sd := sender; sd <= recipient; sd++ {
		psub := m.subject(sd)
		psub.field = textCompany
		f := sd.field(partCompany)
		m.maskText(&m.r.shown[f], f, m.party(sd).Company.Reveal(), &psub)
	}
	if len(s.Extras) == 0 {
		return
	}
	sub.field = textExtra
	m.r.extras = make([]maskedExtra, len(s.Extras))
	for i, x := range s.Extras {
		m.r.extras[i].column = x.Column
		m.maskText(&m.r.extras[i].value, fieldExtra, x.Value.Reveal(), &sub)
	}
}

func (m *masker) maskItems(sub *subject) {
	if len(m.in.Items) == 0 {
		return
	}
	sub.field = textItems
	m.r.items = make([]maskedItem, len(m.in.Items))
	for i, it := range m.in.Items {
		m.r.items[i].quantity = count(it.Quantity)
		name := it.Name.Reveal()
		if m.policy.rules.goods != goodsKeep {
			if category := sensitiveGoods(name); category != "" {
				m.change(fieldItems, m.policy.name+": sensitive-goods", "sensitive goods", "category in place of the name")
				if m.policy.rules.goods == goodsCategory {
					m.r.items[i].name = category
				}
				continue
			}
		}
		m.maskText(&m.r.items[i].name, fieldItems, name, sub)
	}
}

// maskText masks one free text by the first rule that fits; without a rule it
// is hidden as a whole.
func (m *masker) maskText(dst *string, f fieldID, v string, sub *subject) {
	if v == "" {
		return
	}
	r := pick(m.policy.rules.texts, sub)
	if r == nil {
		*dst = wholeMask
		m.change(f, "no rule", "text", "hidden as a whole")
		m.secrets.addTerm(f, howDropped, v, 4, false)
		return
	}
	if r.op.drop {
		m.change(f, r.id, "text", "dropped")
		m.secrets.addTerm(f, howDropped, v, 4, false)
		return
	}
	m.searchText(dst, f, v, r)
}

// searchText masks in v what rule r looks for, and the record's own secrets.
func (m *masker) searchText(dst *string, f fieldID, v string, r *rule[textOp]) {
	if v == "" {
		return
	}
	v = composed(v)
	if !m.scanText(f, v, r) {
		*dst = v
		m.setClean(f)
		return
	}
	for _, sp := range m.text.spans[:m.text.own] {
		m.spanSecret(f, v, sp)
	}
	m.writeSpans(dst, f, v, r)
}

// hasSpans reports whether anything in v is to be hidden by the rules for text.
// quiet says that isQuiet held.
func (m *masker) hasSpans(f fieldID, v string, sub *subject, quiet bool) bool {
	r := pick(m.policy.rules.texts, sub)
	if r == nil || r.op.drop {
		return true
	}
	if !quiet {
		return m.scanText(f, v, r)
	}
	m.text.spans = m.text.spans[:0]
	m.text.runes = m.text.runes[:0] // findOwn looks there for digits only
	m.findOwn(f, v)
	return len(m.text.spans) > 0
}

// scanText finds in v what the rule looks for, and the record's own secrets.
func (m *masker) scanText(f fieldID, v string, r *rule[textOp]) bool {
	m.loadText(v)
	m.text.scan()
	spans := m.text.spans
	kept := spans[:0]
	for _, sp := range spans {
		if r.op.scan != 0 && r.op.scan.has(int(sp.class)) {
			kept = append(kept, sp)
		}
	}
	if r.op.scan != 0 {
		kept = m.findRooms(f, v, kept)
	}
	m.text.spans, m.text.own = kept, len(kept)
	m.findOwn(f, v)
	return len(m.text.spans) > 0
}

// findRooms adds the units and rooms that a remark names, as far as the
// addresses of the record hide theirs.
func (m *masker) findRooms(f fieldID, v string, spans []textSpan) []textSpan {
	if f != fieldRemark && f != fieldExtra || m.roomsFrom == fromNothing || !hasRoomLead(m.text.runes) {
		return spans
	}
	m.load(v)
	m.addr.scan()
	return m.addr.appendRooms(spans, m.roomsFrom)
}

// loadText decodes a text for the scanner.
func (m *masker) loadText(v string) {
	runes, offsets := slices.Grow(m.text.runes[:0], len(v))[:len(v)], slices.Grow(m.offsets[:0], len(v)+1)[:len(v)+1]
	k := 0
	for i, w := 0, 0; i < len(v); i += w {
		r := hanAt(v, i)
		if w = 3; r == 0 {
			r, w = decode(v[i:])
			if r = narrow(r); r >= 'A' && r <= 'Z' {
				r += 'a' - 'A'
			}
		}
		runes[k], offsets[k] = r, int32(i)
		k++
	}
	offsets[k] = int32(len(v))
	m.text.runes, m.offsets = runes[:k], offsets[:k+1]
}

// findOwn adds the places where the record's own secrets stand in the text
// otherwise than by chance: names, numbers, hidden parts of the addresses.
func (m *masker) findOwn(f fieldID, v string) {
	s := &m.secrets
	if s.isEmpty() {
		return
	}
	m.fold = appendFold(m.fold[:0], v)
	var places []int32
	s.scan(m.fold, func(h hit) bool {
		if m.chance(f, v, m.fold, h) {
			return true
		}
		if places == nil {
			places = foldPlaces(v)
		}
		class := textName
		switch h.how {
		case howNumber, howDigits:
			class = textPhone
		case howAddress, howRoom:
			class = textAddress
		}
		from, to := int(places[h.from]), int(places[h.to-1])+1
		if class == textPhone {
			for from > 0 && anyDigit(m.text.at(from-1)) >= 0 {
				from--
			}
			for anyDigit(m.text.at(to)) >= 0 {
				to++
			}
		}
		if h.how == howRoom {
			from, to = m.roomSpan(v, from, to)
		}
		sp := textSpan{from, to, class}
		if n := len(m.text.spans); n == 0 || m.text.spans[n-1] != sp {
			m.text.spans = append(m.text.spans, sp)
		}
		return true
	})
}

// roomSpan takes along what leads to the room at runes [from,to) of v, and the
// unit word behind it: 3单元1503, 2-3-1503, 1503号房.
func (m *masker) roomSpan(v string, from, to int) (int, int) {
	line := []rune(v)
	isUnit := func(r rune) bool {
		switch unitFold(r) {
		case '-', '#', '单', '元', '栋', '幢', '座', '号', '楼', '层', '门', '室', '房', '户':
			return true
		}
		return false
	}
	isNumber := func(r rune) bool { return anyDigit(r) >= 0 || isHanNumeral(r) }
	for {
		i := from
		for i > 0 && isUnit(line[i-1]) {
			i--
		}
		if i == 0 || i == from || !isNumber(line[i-1]) {
			break
		}
		for i > 0 && isNumber(line[i-1]) {
			i--
		}
		from = i
	}
	for to < len(line) && (line[to] == '号' || line[to] == '室' || line[to] == '房' || line[to] == '户') {
		to++
	}
	return from, to
}

// foldPlaces returns, for each rune that appendFold makes of v, the number of
// the rune of v that it comes from.
func foldPlaces(v string) []int32 {
	var places []int32
	var one [4]folded
	k := int32(0)
	for _, r := range v {
		if len(appendFold(one[:0], string(r))) > 0 {
			places = append(places, k)
		}
		k++
	}
	return places
}

// writeSpans writes v with a mask for each span.
func (m *masker) writeSpans(dst *string, f fieldID, v string, r *rule[textOp]) {
	spans := m.text.spans
	slices.SortFunc(spans, func(a, b textSpan) int { return a.from - b.from })
	from, done := len(m.out), 0
	for _, sp := range spans {
		to := m.graphemeEnd(sp.to)
		if sp.from >= done {
			m.out = append(m.out, v[m.offsets[done]:m.offsets[sp.from]]...)
			m.out = append(m.out, r.op.with...)
		}
		done = max(done, to)
		m.change(f, r.id, sp.class.String(), "found in the text")
	}
	m.out = append(m.out, v[m.offsets[done]:]...)
	m.put(dst, from)
}

// graphemeEnd moves an end behind the marks that belong to the rune before.
func (m *masker) graphemeEnd(i int) int {
	for i < len(m.text.runes) && isExtender(m.text.runes[i]) {
		i++
	}
	return i
}

// spanSecret makes what a span hides secret.
func (m *masker) spanSecret(f fieldID, v string, sp textSpan) {
	s := &m.secrets
	if sp.class == textAddress {
		return // some room; the record's own is known by its address
	}
	if sp.class != textPhone && sp.class != textID {
		s.addTerm(f, howText, v[m.offsets[sp.from]:m.offsets[sp.to]], 5, false)
		return
	}
	var ds [maxDigits]byte
	n := 0
	for _, r := range m.text.runes[sp.from:sp.to] {
		d := anyDigit(r)
		switch {
		case d >= 0 && n < len(ds):
			ds[n] = byte('0' + d)
			n++
		case unicode.IsLetter(r) && d < 0:
			sp.to = sp.from // the extension is no part of the number
		}
		if sp.to == sp.from {
			break
		}
	}
	from := 0
	if sp.class == textID && n > windowLen {
		from = windowLen // the first six digits only say where it was issued
	}
	if n-from >= windowLen {
		s.addNumber(f, ds[from:n], allHidden)
	}
}
