package symbol

// eanDigits holds a digit's elements in number set A, a space first; set B is
// the same from behind, set C as set A with bars and spaces exchanged
// (ISO/IEC 15420 table 1).
var eanDigits = [10]string{
	"3211", "2221", "2122", "1411", "1132", "1231", "1114", "1312", "1213", "3112",
}

// ean13Sets tells by the first digit of an EAN-13 in which sets the next six
// stand (ISO/IEC 15420 table 2).
var ean13Sets = [10]string{
	"AAAAAA", "AABABB", "AABBAB", "AABBBA", "ABAABB", "ABBAAB", "ABBBAA", "ABABAB", "ABABBA", "ABBABA",
}

// upceSets tells by the check digit of a UPC-E of number system 0 in which
// sets its digits stand; for system 1, A and B are exchanged.
var upceSets = [10]string{
	"BBBAAA", "BBABAA", "BBAABA", "BBAAAB", "BABBAA", "BAABBA", "BAAABB", "BABABA", "BABAAB", "BAABAB",
}

// addEAN appends a digit of a number set.
func (s *Strip) addEAN(digit, set byte) {
	p := eanDigits[digit-'0']
	if set == 'B' {
		p = string([]byte{p[3], p[2], p[1], p[0]})
	}
	s.add(p)
}

// StripEAN13 encodes 12 digits and the check digit behind them
// (ISO/IEC 15420).
func StripEAN13(data string) (Strip, error) {
	s, err := eanStrip(EAN13, data, 12)
	if err != nil {
		return s, err
	}
	s.halves(data[1:7], ean13Sets[data[0]-'0'], data[7:]+s.Check)
	s.Long = [][2]int{{0, 3}, {45, 50}, {92, 95}}
	return s, nil
}

// StripUPCA encodes 11 digits and the check digit behind them
// (ISO/IEC 15420). The bars of the first and last digit are long too.
func StripUPCA(data string) (Strip, error) {
	s, err := eanStrip(UPCA, data, 11)
	if err != nil {
		return s, err
	}
	s.halves(data[:6], ean13Sets[0], data[6:]+s.Check)
	s.Long = [][2]int{{0, 10}, {45, 50}, {85, 95}}
	return s, nil
}

// StripEAN8 encodes seven digits and the check digit behind them
// (ISO/IEC 15420).
func StripEAN8(data string) (Strip, error) {
	s, err := eanStrip(EAN8, data, 7)
	if err != nil {
		return s, err
	}
	s.halves(data[:4], ean13Sets[0], data[4:]+s.Check)
	s.Long = [][2]int{{0, 3}, {31, 36}, {64, 67}}
	return s, nil
}

// eanStrip checks that data is n digits, and begins a strip with text and
// check digit.
func eanStrip(k Kind, data string, n int) (Strip, error) {
	if err := checkSet(k, data, digits10); err != nil {
		return Strip{}, err
	}
	if len(data) != n {
		return Strip{}, refuse(k, "%d digits, need %d", len(data), n)
	}
	return Strip{Text: data, Check: string(gs1Check(data))}, nil
}

// halves appends the elements of a symbol with a centre pattern.
func (s *Strip) halves(left, sets, right string) {
	s.add("111")
	for i := range len(left) {
		s.addEAN(left[i], sets[i])
	}
	s.add("11111")
	for i := range len(right) {
		s.addEAN(right[i], 'C')
	}
	s.add("111")
}

// StripUPCE encodes eleven digits of a UPC-A whose number system is 0 or 1
// and whose zeros can be suppressed as a UPC-E (ISO/IEC 15420 annex). Text is
// the number system and the six digits that are printed.
func StripUPCE(data string) (Strip, error) {
	s, err := eanStrip(UPCE, data, 11)
	if err != nil {
		return s, err
	}
	if data[0] > '1' {
		return Strip{}, refuse(UPCE, "the number system is not 0 or 1")
	}
	six, ok := suppressZeros(data[1:])
	if !ok {
		return Strip{}, refuse(UPCE, "the zeros cannot be suppressed")
	}
	s.Text = data[:1] + six
	s.add("111")
	for i, set := range []byte(upceSets[s.Check[0]-'0']) {
		if data[0] == '1' {
			set = 'A' + 'B' - set
		}
		s.addEAN(six[i], set)
	}
	s.add("111111")
	s.Long = [][2]int{{0, 3}, {45, 51}}
	return s, nil
}

// suppressZeros returns the six digits for the five of a maker and five of a
// product.
func suppressZeros(d string) (string, bool) {
	maker, product := d[:5], d[5:]
	switch {
	case maker[3:] == "00" && maker[2] <= '2' && product[:2] == "00":
		return maker[:2] + product[2:] + maker[2:3], true
	case maker[3:] == "00" && product[:3] == "000":
		return maker[:3] + product[3:] + "3", true
	case maker[4] == '0' && product[:4] == "0000":
		return maker[:4] + product[4:] + "4", true
	case product[:4] == "0000" && product[4] >= '5':
		return maker + product[4:], true
	}
	return "", false
}

// ExpandUPCE returns the eleven digits of the UPC-A that the number system
// and six digits of a UPC-E stand for, and false for anything else.
func ExpandUPCE(d string) (string, bool) {
	if len(d) != 7 || !allDigits(d) {
		return "", false
	}
	switch last := d[6]; {
	case last <= '2':
		return d[:3] + d[6:] + "0000" + d[3:6], true
	case last == '3':
		return d[:4] + "00000" + d[4:6], true
	case last == '4':
		return d[:5] + "00000" + d[5:6], true
	}
	return d[:6] + "0000" + d[6:], true
}

// addOnSets tells by the check value of a five-digit add-on in which sets its
// digits stand (ISO/IEC 15420 table 6).
var addOnSets = [10]string{
	"BBAAA", "BABAA", "BAABA", "BAAAB", "ABBAA", "AABBA", "AAABB", "ABABA", "ABAAB", "AABAB",
}

// StripAddOn encodes the two or five digits that stand to the right of an EAN
// or UPC (ISO/IEC 15420).
func StripAddOn(data string) (Strip, error) {
	if err := checkSet(AddOn, data, digits10); err != nil {
		return Strip{}, err
	}
	var sets string
	switch len(data) {
	case 2:
		sets = [4]string{"AA", "AB", "BA", "BB"}[((data[0]-'0')*10+data[1]-'0')%4]
	case 5:
		sum := 0
		for i := range len(data) {
			sum += int(data[i]-'0') * (3 + i%2*6)
		}
		sets = addOnSets[sum%10]
	default:
		return Strip{}, refuse(AddOn, "%d digits, need 2 or 5", len(data))
	}
	s := Strip{Text: data}
	s.add("112")
	for i := range len(data) {
		if i > 0 {
			s.add("11")
		}
		s.addEAN(data[i], sets[i])
	}
	return s, nil
}
