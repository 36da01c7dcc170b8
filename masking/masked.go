package masking

// Masked is a shipment as it may stand on a label. Only [Policy.Apply] makes
// one; the zero value holds nothing and reports IsZero.
//
// A Masked is immutable and safe for concurrent use. Its values never hold
// what the policy hid.
type Masked struct{ r *record }

// record is what Apply fills in. Values are kept by field number, so that
// Field costs one switch and no allocation.
type record struct {
	row     int
	policy  *Policy
	shown   [fieldCount]string
	items   []maskedItem
	extras  []maskedExtra
	hidden  Secrets
	changes []change
	notes   []Note
}

type maskedItem struct{ name, quantity string }

type maskedExtra struct{ column, value string }

// IsZero reports whether m was not made by Apply.
func (m Masked) IsZero() bool { return m.r == nil }

// Row is the 1-based record number in the input, for messages.
func (m Masked) Row() int {
	if m.r == nil {
		return 0
	}
	return m.r.row
}

// Field returns the value of a field as it may be printed, and false for a
// name that [FieldKnown] does not know. A field that is empty, dropped by the
// policy, or beyond the record's items or extras is "", true.
func (m Masked) Field(name string) (string, bool) {
	id, n, rest := lookup(name)
	switch {
	case id == noField:
		return "", false
	case m.r == nil:
		return "", true
	case id == fieldItemName || id == fieldItemQuantity:
		if n >= len(m.r.items) {
			return "", true
		}
		if id == fieldItemName {
			return m.r.items[n].name, true
		}
		return m.r.items[n].quantity, true
	case id == fieldExtra:
		for i := range m.r.extras {
			if m.r.extras[i].column == rest {
				return m.r.extras[i].value, true
			}
		}
		return "", true
	}
	return m.r.shown[id], true
}

// Items is the number of rows of goods: items.0.name … items.N-1.name.
func (m Masked) Items() int {
	if m.r == nil {
		return 0
	}
	return len(m.r.items)
}

// Secrets returns what this record hid, for the leak gate. It is never nil.
func (m Masked) Secrets() *Secrets {
	if m.r == nil {
		return new(Secrets)
	}
	return &m.r.hidden
}

// Changes lists what the policy changed, in the order of the fields: names,
// rules, classes and reasons, never the hidden text.
func (m Masked) Changes() []Change {
	if m.r == nil {
		return nil
	}
	all := make([]Change, len(m.r.changes))
	for i, c := range m.r.changes {
		all[i] = Change{c.field.name(), c.rule, c.class, c.reason}
	}
	return all
}

// Notes lists what a person should look at: shapes the engine did not
// recognise (hidden as a whole), input that was masked before, expired
// virtual numbers.
func (m Masked) Notes() []Note {
	if m.r == nil {
		return nil
	}
	return m.r.notes
}
