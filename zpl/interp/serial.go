package interp

import "bytes"

// serial is ^SN or ^SF: how a field's data change from label to label.
type serial struct {
	mask []byte // ^SF; nil: ^SN
	step []byte // ^SF: what is added, as text in the mask's digits

	by    int64 // ^SN
	zeros bool  // ^SN: keep leading zeros
}

// at returns the data of label n, from 0.
func (s *serial) at(data []byte, n int) []byte {
	if s.mask == nil {
		return s.counted(data, n)
	}
	out := bytes.Clone(data)
	s.advance(out, n)
	return out
}

// maxSerial is the longest number that ^SN counts: "12 digits".
const maxSerial = 12

// counted adds to the last digits of data.
func (s *serial) counted(data []byte, n int) []byte {
	end := len(data)
	for end > 0 && (data[end-1] < '0' || data[end-1] > '9') {
		end--
	}
	start := end
	for start > 0 && end-start < maxSerial && data[start-1] >= '0' && data[start-1] <= '9' {
		start--
	}
	if start == end {
		return data
	}
	var value, modulus int64 = 0, 1
	for _, c := range data[start:end] {
		value, modulus = value*10+int64(c-'0'), modulus*10
	}
	value = (value + s.by*int64(n)) % modulus
	if value < 0 {
		value += modulus
	}
	digits := make([]byte, end-start)
	for i := len(digits) - 1; i >= 0; i-- {
		digits[i] = byte('0' + value%10)
		value /= 10
	}
	if !s.zeros {
		for len(digits) > 1 && digits[0] == '0' {
			digits = digits[1:]
		}
	}
	return append(append(bytes.Clone(data[:start]), digits...), data[end:]...)
}

// advance adds the step n times. Mask and step stand under the end of the
// data; a carry runs to the left over what the mask counts.
func (s *serial) advance(data []byte, n int) {
	carry := 0
	for i := 1; i <= len(s.mask) && i <= len(data); i++ {
		c := &data[len(data)-i]
		digits, base := digitsOf(s.mask[len(s.mask)-i])
		v := digitValue(digits, *c)
		if v < 0 {
			continue
		}
		v += carry
		switch {
		case i <= len(s.step):
			v += n * max(0, digitValue(digits, s.step[len(s.step)-i]))
		case len(s.step) == 0 && i == 1:
			v += n // the default: one
		}
		carry = v / base
		upper := *c < 'a'
		*c = digits[v%base]
		if upper && *c >= 'a' {
			*c &^= 0x20
		}
	}
}

// digitsOf returns the digits that a place of the mask counts through; none
// where it leaves the place alone.
func digitsOf(mask byte) (string, int) {
	const all = "0123456789abcdefghijklmnopqrstuvwxyz"
	s := ""
	switch mask | 0x20 {
	case 'd':
		s = all[:10]
	case 'h':
		s = all[:16]
	case 'o':
		s = all[:8]
	case 'a':
		s = all[10:]
	case 'n':
		s = all
	}
	return s, len(s)
}

// digitValue returns which of the digits c is, -1 if none.
func digitValue(digits string, c byte) int {
	if c >= 'A' && c <= 'Z' {
		c |= 0x20
	}
	for i := range len(digits) {
		if digits[i] == c {
			return i
		}
	}
	return -1
}

// serialNumber is ^SN: data, step and leading zeros.
func serialNumber(p *Printer, e *entry) {
	start, s := serialOf(p.parameters(e))
	p.takeData(e, start)
	p.field.serial = s
	p.label.serial = true
}

func serialOf(a parameters) ([]byte, *serial) {
	start := a.value(0)
	if len(start) == 0 {
		start = []byte("1")
	}
	return start, &serial{by: int64(a.number(1, 1, -999_999_999, 999_999_999)), zeros: a.yes(2, false)}
}

// serialField is ^SF: mask and step for the data of ^FD.
func serialField(p *Printer, e *entry) {
	a := p.parameters(e)
	if !a.given(0) {
		p.warn(e, "no mask: the field stays the same")
		return
	}
	const longest = 3072
	mask, step := a.value(0), a.value(1)
	if len(mask) > longest || len(step) > longest {
		p.fail(e, "mask or step of more than %d characters", longest)
		return
	}
	p.field.serial = &serial{mask: mask, step: step}
	p.label.serial = true
}
