package masking

// isRestyled reports whether a number that is printed whole gets the policy's
// spelling: a Chinese relay number that the record declares. It loses its +86;
// others stay as written.
func (p *phone) isRestyled() bool {
	return p.kind == phoneVirtual && p.region == regionCN && p.n >= 11 && (p.code != "" || p.extLen > 0)
}

// appendShown writes a number that is printed whole.
func (p *phone) appendShown(dst []byte, style extStyle) []byte {
	if !p.isRestyled() {
		return append(dst, p.written...)
	}
	dst = append(dst, p.symbols()...)
	if p.extLen == 0 || style == extBracket {
		return dst
	}
	switch style {
	case extDash:
		dst = append(dst, '-')
	case extComma:
		dst = append(dst, ',')
	default:
		dst = append(dst, "转"...)
	}
	return append(dst, p.extension()...)
}

// bracketExt is "[5678]", the extension of a virtual number as it is printed
// behind name and address; n is 0 for none.
type bracketExt struct {
	text [8 + len("[]")]byte
	n    int
}

func (b *bracketExt) bytes() []byte { return b.text[:b.n] }

// bracketExtension notes the extension of a printed number for name and
// address, and returns the style for the number itself. Without a name to
// carry the extension, or for a second number, it stays with the number.
func (m *masker) bracketExtension(sd side, p *phone) extStyle {
	b := &m.brackets[sd]
	if p.extLen == 0 {
		return extBracket
	}
	if b.n > 0 || len(m.value(sd.field(partName))) == 0 {
		return extZhuan
	}
	b.n = len(append(append(append(b.text[:0], '['), p.extension()...), ']'))
	return extBracket
}

// writeBrackets puts the extensions behind names and addresses.
func (m *masker) writeBrackets() {
	for sd := sender; sd <= recipient; sd++ {
		b := &m.brackets[sd]
		if b.n == 0 {
			continue
		}
		m.writeBracket(sd.field(partName), b, m.names[sd].suffix)
		for i := len(addressParts) - 1; i >= 0; i-- {
			if m.writeBracket(sd.field(addressParts[i]), b, "") {
				m.writeBracket(sd.field(partAddress), b, "")
				break
			}
		}
	}
}

// writeBracket puts b behind the value of field f, in place of suffix. An
// empty value stays empty: false.
func (m *masker) writeBracket(f fieldID, b *bracketExt, suffix string) bool {
	v := m.value(f)
	if len(v) == 0 {
		return false
	}
	from, n := len(m.out), len(v)
	if n >= len(suffix) && string(v[n-len(suffix):]) == suffix {
		n -= len(suffix)
	}
	m.out = append(m.out, v[:n]...)
	m.out = append(m.out, b.bytes()...)
	m.put(&m.r.shown[f], from)
	m.clean[f] = 0 // it was searched without the extension
	if f.part() != partAddress && string(m.out[from:]) != string(v) {
		m.change(f, m.policy.rules.extRule, phoneVirtual.String(), "extension of the virtual number added")
	}
	return true
}
