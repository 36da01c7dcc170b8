package masking

import (
	"slices"
	"strconv"
	"sync"
	"time"

	"waybill"
)

// Options are the circumstances of Apply.
type Options struct {
	// Now decides whether a virtual number has expired; zero means time.Now.
	Now time.Time
}

// masker is the working space of one Apply. Values are written one after
// another into out, and become strings together at the end.
type masker struct {
	policy  *Policy
	in      *waybill.Shipment
	options Options
	r       *record
	out     []byte
	pending []pendingValue
	secrets Secrets // being built; finish copies it into the record
	changes []change
	clean   [fieldCount]int // how many secrets were known when none was found in the field

	clusters [2][]cluster
	vis      []visibility
	names    [2]name
	phones   [2][maxNumbers]phone
	regions  [2]region
	addr     addrScan
	text     textScan
	offsets  []int32 // byte offset of each rune of the line at hand, and its length
	fold     []folded
	line     []byte
	cuts     []span

	brackets [2]bracketExt // extensions that go behind name and address

	inBuilding bool     // the street of the address at hand ends with a building
	roomsFrom  addrFrom // from where rooms are hidden in free text
}

// pendingValue is a value in out that becomes *dst.
type pendingValue struct {
	dst      *string
	from, to int
}

var maskers = sync.Pool{New: func() any { return new(masker) }}

// Apply masks one record. It fails, with a *RecordError, rather than return a
// record that shows what it hides: ErrExpired for an expired virtual number
// where the policy refuses those, ErrLeak where a field that must be printed
// as it is (waybill number, routing code, amounts) holds a secret otherwise
// than by chance.
func (p *Policy) Apply(s *waybill.Shipment, o Options) (Masked, error) {
	m := maskers.Get().(*masker)
	defer maskers.Put(m)
	r := &record{row: s.Row, policy: p}
	m.policy, m.in, m.options, m.r = p, s, o, r
	m.out, m.pending, m.changes = m.out[:0], m.pending[:0], m.changes[:0]
	m.secrets.reset()
	m.clean = [fieldCount]int{}
	m.brackets = [2]bracketExt{}
	err := m.run()
	m.release()
	if err != nil {
		return Masked{}, err
	}
	return Masked{r}, nil
}

// release drops what m refers to: in the pool it would keep clear values, and
// the whole record, from being freed.
func (m *masker) release() {
	m.in, m.r = nil, nil
	clear(m.pending)
	for sd := range m.names {
		m.names[sd].text, m.names[sd].rest, m.names[sd].suffix = "", "", ""
		for i := range m.phones[sd] {
			if p := &m.phones[sd][i]; p.written != "" {
				p.written = ""
			}
		}
	}
}

// run fills the record: what is printed as it is, then names and phones,
// whose secrets the free texts are searched for, then addresses and texts.
func (m *masker) run() error {
	m.fillPublic()
	m.maskNames()
	if err := m.maskPhones(); err != nil {
		return err
	}
	m.maskAddresses()
	m.writeBrackets()
	m.maskTexts()
	m.writeItems()
	m.finish()
	return m.check()
}

// put makes what was written since from the value of *dst.
func (m *masker) put(dst *string, from int) {
	m.pending = append(m.pending, pendingValue{dst, from, len(m.out)})
}

// finish turns the written bytes into strings: one allocation for all.
func (m *masker) finish() {
	all := string(m.out)
	for _, p := range m.pending {
		*p.dst = all[p.from:p.to]
	}
	m.r.changes = slices.Clone(m.changes)
	m.r.hidden.copyFrom(&m.secrets)
	m.r.hidden.shown = m.r
}

// change records what was done to a field.
func (m *masker) change(f fieldID, rule, class, reason string) {
	m.changes = append(m.changes, change{f, rule, class, reason})
}

// note records what a person should look at.
func (m *masker) note(f fieldID, kind NoteKind, reason string) {
	m.r.notes = append(m.r.notes, Note{f.name(), kind, reason})
}

// fillPublic copies the fields that are printed as they are. Carrier, product
// and hub are texts, and left to maskTexts.
func (m *masker) fillPublic() {
	v, s := &m.r.shown, m.in
	v[fieldWaybillNo] = s.WaybillNo
	v[fieldRoutingCode] = s.RoutingCode
	v[fieldPiece], v[fieldPieces] = pieces(s.Piece, s.Pieces)
	v[fieldQuantity] = count(s.Quantity)
	v[fieldWeight] = s.Weight
	m.putAmount(&v[fieldCOD], "", s.COD)
	m.putAmount(&v[fieldInsured], "", s.Insured)
	m.putAmount(&v[fieldCODAmount], currencyPrefix(s.COD), s.COD)
	m.putAmount(&v[fieldInsuredAmount], currencyPrefix(s.Insured), s.Insured)
	v[fieldReprint] = count(s.Reprint)
	if !s.PrintAt.IsZero() {
		v[fieldPrintTime] = s.PrintAt.Format("2006-01-02 15:04:05")
	}
	v[fieldSender+fieldID(partCountry)] = s.Sender.Country
	v[fieldRecipient+fieldID(partCountry)] = s.Recipient.Country
}

// party returns a side's clear values.
func (m *masker) party(sd side) *waybill.Party {
	if sd == sender {
		return &m.in.Sender
	}
	return &m.in.Recipient
}

// field returns the number of a party's field.
func (sd side) field(p partID) fieldID {
	if sd == sender {
		return fieldSender + fieldID(p)
	}
	return fieldRecipient + fieldID(p)
}

// subject describes a side for the conditions of rules.
func (m *masker) subject(sd side) subject {
	s := subject{side: sd, party: true, region: m.regions[sd], class: m.names[sd].class, carrier: m.in.Carrier}
	if s.class == nameOrganisation {
		s.who = organisation
	}
	return s
}

// count writes a number, "" for 0.
func count(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// pieces writes which piece of how many a label is for. A count alone does not
// say which piece; without either there is one.
func pieces(piece, all int) (string, string) {
	switch {
	case piece > 0:
		return count(piece), count(max(all, piece))
	case all > 0:
		return "", count(all)
	}
	return "1", "1"
}

// currencyPrefix is what stands before an amount in print: ¥ for yuan, the
// ISO code and a blank for others.
func currencyPrefix(amount waybill.Money) string {
	if amount.Currency == "" || amount.Currency == "CNY" {
		return "¥"
	}
	return amount.Currency + " "
}

// putAmount writes minor units as a decimal with two places behind prefix,
// nothing for none.
func (m *masker) putAmount(dst *string, prefix string, amount waybill.Money) {
	if amount.IsZero() {
		return
	}
	from, v := len(m.out), amount.Minor
	m.out = append(m.out, prefix...)
	if v < 0 {
		m.out = append(m.out, '-')
		v = -v
	}
	m.out = strconv.AppendInt(m.out, v/100, 10)
	m.out = append(m.out, '.', byte('0'+v%100/10), byte('0'+v%10))
	m.put(dst, from)
}
