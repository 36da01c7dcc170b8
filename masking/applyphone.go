package masking

import (
	"strings"
	"time"
	"unicode/utf8"

	"waybill"
)

// hidePhone is what is done where no rule fits.
var hidePhone = phoneOp{replace: true, with: "*******", reason: reasonNoRule}

// maskPhones masks both phone fields and the 尾号.
func (m *masker) maskPhones() error {
	for sd := sender; sd <= recipient; sd++ {
		if err := m.maskPhone(sd); err != nil {
			return err
		}
	}
	return nil
}

func (m *masker) maskPhone(sd side) error {
	p := m.party(sd)
	line := strings.TrimSpace(p.Phone.Reveal())
	f := sd.field(partPhone)
	if line == "" {
		m.virtualTail(sd)
		return nil
	}
	kind, err := m.declaredKind(sd)
	if err != nil {
		return err
	}
	numbers := m.parseNumbers(line, sd, kind)
	if ext := p.PhoneExt.Reveal(); ext != "" && kind == waybill.PhoneVirtual && numbers == 1 {
		m.phones[sd][0].addExtension(ext)
	}
	var first *phoneOp
	from := len(m.out)
	for i := range numbers {
		ph := &m.phones[sd][i]
		start := len(m.out)
		if start > from {
			m.out = utf8.AppendRune(m.out, ph.joiner)
		}
		behind := len(m.out)
		op := m.writePhone(sd, ph)
		if len(m.out) == behind { // nothing of it is shown, so nothing joins it
			m.out = m.out[:start]
		}
		if i == 0 {
			first = op
		}
	}
	m.put(&m.r.shown[f], from)
	m.phoneTail(sd, &m.phones[sd][0], first)
	return nil
}

// declaredKind is what the record says of the number; a virtual number past
// its end is refused, or taken for a real one.
func (m *masker) declaredKind(sd side) (waybill.PhoneKind, error) {
	p := m.party(sd)
	if p.PhoneKind != waybill.PhoneVirtual || p.PhoneExpires.IsZero() {
		return p.PhoneKind, nil
	}
	now := m.options.Now
	if now.IsZero() {
		now = time.Now()
	}
	if now.Before(p.PhoneExpires) {
		return p.PhoneKind, nil
	}
	f := sd.field(partPhone)
	if m.policy.rules.expired == expiredRefuse {
		return "", &RecordError{m.in.Row, f.name(), ErrExpired}
	}
	m.note(f, NoteExpired, "the virtual number has expired; it is masked like a real one")
	return waybill.PhoneReal, nil
}

// addExtension sets the extension of a virtual number from its own column.
func (p *phone) addExtension(ext string) {
	var ds [8]byte
	n := 0
	for _, r := range ext {
		d := digit(r)
		if d < 0 || n == len(ds) {
			return
		}
		ds[n] = byte('0' + d)
		n++
	}
	if p.extLen == 0 && p.n > 0 {
		p.ext, p.extLen = ds, n
	}
}

// writePhone writes one number, makes it secret as far as it is hidden, and
// returns the operation that fitted.
func (m *masker) writePhone(sd side, p *phone) *phoneOp {
	f := sd.field(partPhone)
	if p.kind == phoneRelay && m.policy.rules.relay == relayByFlag {
		p.kind = phoneUnknown
		if p.n == 11 {
			p.kind = phoneMobile
		}
	}
	sub := m.subject(sd)
	sub.kind, sub.region = p.kind, p.region
	op := &hidePhone
	id := "no rule"
	if r := pick(m.policy.rules.phones, &sub); r != nil {
		op, id = &r.op, r.id
	}
	from := len(m.out)
	style := m.policy.rules.extStyle
	if style == extBracket && op.showAll && p.isRestyled() {
		style = m.bracketExtension(sd, p)
	}
	m.out = p.appendMasked(m.out, op, style)
	if string(m.out[from:]) != p.written {
		reason := op.reason
		if p.kind == phoneUnknown && !op.replace && !op.showAll && !p.smiled {
			reason = reasonNoShape
		}
		m.change(f, id, p.kind.String(), reason)
	}
	switch {
	case p.kind == phoneUnknown && !op.showAll && !p.smiled:
		m.note(f, NoteUnparsed, "no known shape of a phone number; hidden as a whole")
	case p.kind == phoneRelay && op.showAll:
		m.note(f, NoteRelayByShape, "taken for a relay number by its shape")
	}
	if p.masked {
		m.note(f, NoteMasked, "the input was masked before; the clear number is unknown")
	}
	m.phoneSecrets(f, p, op)
	return op
}

// phoneSecrets makes the digits secret that the rule does not show.
func (m *masker) phoneSecrets(f fieldID, p *phone, op *phoneOp) {
	if op.showAll {
		return
	}
	s := &m.secrets
	if p.kind == phoneUnknown {
		m.unknownSecrets(f, p)
		return
	}
	head, tail := op.window(p.n-p.area, p.trunk)
	if op.written {
		head, tail = max(op.keepFirst-p.area, 0), op.keepLast
		if p.code != "" {
			head = max(op.keepFirst-1-len(p.code), 0)
		}
	}
	strict := op.replace || m.policy.standard == standardGBT
	hidden := allHidden
	if !strict {
		hidden &^= bitsFrom(p.area, p.area+p.trunk+head) | bitsFrom(max(p.n-tail, p.area), p.n)
		if op.area == areaKeep {
			hidden &^= bitsFrom(0, p.area)
		}
	}
	s.addNumber(f, p.symbols(), hidden)
	// The number without its area code, as it stands in a letter head.
	if p.area > 0 && p.n-p.area >= windowLen+1 && !op.grouped && op.hideLast == 0 && !containsStar(p.symbols()) {
		s.addDigits(f, p.subscriber())
	}
}

// bitsFrom has the bits [from,to), none where to is not above from.
func bitsFrom(from, to int) uint64 {
	if to <= from {
		return 0
	}
	return (1<<(to-from) - 1) << from
}

func containsStar(ds []byte) bool {
	for _, d := range ds {
		if d == '*' {
			return true
		}
	}
	return false
}

// unknownSecrets makes every run of digits of an unrecognised number secret.
func (m *masker) unknownSecrets(f fieldID, p *phone) {
	var ds [64]byte
	n := 0
	flush := func() {
		if n >= windowLen {
			m.secrets.addNumber(f, ds[:n], allHidden)
		}
		n = 0
	}
	for _, r := range p.written {
		d := anyDigit(r)
		if d >= 0 && n < len(ds) {
			ds[n] = byte('0' + d)
			n++
		} else if !isSeparator(narrow(r)) {
			flush()
		}
	}
	flush()
}

// phoneTail fills the 尾号: the last digits of the real number.
func (m *masker) phoneTail(sd side, p *phone, op *phoneOp) {
	n := m.policy.rules.tail
	if n == 0 {
		return
	}
	if p.kind == phoneVirtual || p.kind == phoneRelay {
		m.virtualTail(sd)
		return
	}
	if p.kind != phoneMobile && p.kind != phoneLandline || op.replace || op.showAll || p.n-p.area < n {
		return
	}
	if _, tail := op.window(p.n-p.area, p.trunk); tail < n && !op.written {
		return
	}
	ds := p.symbols()[p.n-n:]
	if containsStar(ds) {
		return
	}
	from := len(m.out)
	m.out = append(m.out, ds...)
	m.put(&m.r.shown[sd.field(partTail)], from)
}

// virtualTail takes the tail of the real number from its own column.
func (m *masker) virtualTail(sd side) {
	n := m.policy.rules.tail
	var ds []byte
	for _, r := range m.party(sd).PhoneTail.Reveal() {
		if d := digit(r); d >= 0 {
			ds = append(ds, byte('0'+d))
		}
	}
	if n == 0 || len(ds) == 0 {
		return
	}
	if len(ds) > n {
		ds = ds[len(ds)-n:]
	}
	from := len(m.out)
	m.out = append(m.out, ds...)
	m.put(&m.r.shown[sd.field(partTail)], from)
}
