package symbol

import "fmt"

// MSICheck says what check digits an MSI symbol carries.
type MSICheck int

// Check digits of MSI.
const (
	MSINone       MSICheck = iota
	MSIMod10               // one, modulo 10
	MSIMod1010             // two, modulo 10 each
	MSIMod11Mod10          // modulo 11, then modulo 10 over all
)

// StripMSI encodes digits as MSI: each bit of a digit, the highest first, is
// a narrow bar and a wide space for 0, a wide bar and a narrow space for 1.
// A modulo 11 check of ten has no digit and is a *DataError.
func StripMSI(data string, check MSICheck) (Strip, error) {
	if err := checkSet(MSI, data, digits10); err != nil {
		return Strip{}, err
	}
	s := Strip{Text: data}
	switch check {
	case MSIMod10:
		s.Check = msiMod10(data)
	case MSIMod1010:
		s.Check = msiMod10(data)
		s.Check += msiMod10(data + s.Check)
	case MSIMod11Mod10:
		c := msiMod11(data)
		if c == 10 {
			return Strip{}, refuse(MSI, "the modulo 11 check is ten, which is no digit")
		}
		s.Check = string(rune('0' + c))
		s.Check += msiMod10(data + s.Check)
	}
	s.addTwo("10")
	for _, c := range []byte(data + s.Check) {
		for bit := 3; bit >= 0; bit-- {
			s.addBit((c-'0')>>bit&1 != 0)
		}
	}
	s.addTwo("010")
	return s, nil
}

// addBit appends a bar and a space, the bar wide for 1, the space for 0.
func (s *Strip) addBit(one bool) {
	if one {
		s.addTwo("10")
	} else {
		s.addTwo("01")
	}
}

// msiMod10 returns the Luhn check digit: every other digit from the right,
// the last among them, is doubled.
func msiMod10(data string) string {
	sum := 0
	for i := range len(data) {
		d := int(data[i] - '0')
		if (len(data)-i)%2 == 1 {
			d = d*2/10 + d*2%10
		}
		sum += d
	}
	return fmt.Sprint((10 - sum%10) % 10)
}

// msiMod11 returns the check value with weights 2 to 7 from the right, over
// and over; it may be 10.
func msiMod11(data string) int {
	sum := 0
	for i := range len(data) {
		sum += int(data[i]-'0') * ((len(data)-1-i)%6 + 2)
	}
	return (11 - sum%11) % 11
}

// StripPlessey encodes hexadecimal digits as Plessey: four bits a digit, the
// lowest first, each a narrow bar and a wide space for 0, a wide bar and a
// narrow space for 1, with eight bits of CRC behind (generator 1 1110 1001).
// Check holds the CRC as two hexadecimal digits in the order of their bars.
func StripPlessey(data string) (Strip, error) {
	const hex = "0123456789ABCDEF"
	if err := checkSet(Plessey, data, hex); err != nil {
		return Strip{}, err
	}
	s := Strip{Text: data}
	for _, one := range []bool{true, true, false, true} { // start
		s.addBit(one)
	}
	var crc byte
	for i := range len(data) {
		v := data[i] - '0'
		if v > 9 {
			v = data[i] - 'A' + 10
		}
		for bit := range 4 {
			one := v>>bit&1 != 0
			s.addBit(one)
			if one != (crc&0x80 != 0) {
				crc = crc<<1 ^ 0xe9
			} else {
				crc <<= 1
			}
		}
	}
	var check [2]byte
	for bit := range 8 {
		one := crc>>(7-bit)&1 != 0
		s.addBit(one)
		if one {
			check[bit/4] |= 1 << (bit % 4)
		}
	}
	s.Check = string([]byte{hex[check[0]], hex[check[1]]})
	// The termination bar, grown together with the reversed start's first
	// bar, then bits 0 0 1 1 with the space first.
	s.Widths = append(s.Widths, WideNarrow)
	s.addTwo("10100101")
	return s, nil
}
