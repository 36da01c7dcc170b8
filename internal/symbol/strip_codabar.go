package symbol

import "strings"

// codabarSet is the character set, the four start and stop characters last.
const codabarSet = "0123456789-$:/.+ABCD"

// codabarPatterns holds four bars and three spaces in turn, 1 = wide (EN 798
// table 1).
var codabarPatterns = [20]string{
	"0000011", "0000110", "0001001", "1100000", "0010010", "1000010", "0100001", "0100100",
	"0110000", "1001000", "0001100", "0011000", "1000101", "1010001", "1010100", "0010101",
	"0011010", "0101001", "0001011", "0001110",
}

// StripCodabar encodes digits and - $ : / . + between start and stop
// characters A to D (EN 798).
func StripCodabar(data string, start, stop byte) (Strip, error) {
	if err := checkSet(Codabar, data, codabarSet[:16]); err != nil {
		return Strip{}, err
	}
	if start < 'A' || start > 'D' || stop < 'A' || stop > 'D' {
		return Strip{}, refuse(Codabar, "start and stop are A, B, C or D")
	}
	s := Strip{Text: data}
	for i, c := range []byte(string(start) + data + string(stop)) {
		if i > 0 {
			s.addTwo("0")
		}
		s.addTwo(codabarPatterns[strings.IndexByte(codabarSet, c)])
	}
	return s, nil
}

const code11Set = "0123456789-"

// code11Patterns holds three bars and two spaces in turn, 1 = wide; the last
// is the start and stop character (USS Code 11).
var code11Patterns = [12]string{
	"00001", "10001", "01001", "11000", "00101", "10100", "01100", "00011", "10010", "10000", "00100", "00110",
}

// StripCode11 encodes digits and - as Code 11 with the check character C, and
// with K too if two is set.
func StripCode11(data string, two bool) (Strip, error) {
	if err := checkSet(Code11, data, code11Set); err != nil {
		return Strip{}, err
	}
	s := Strip{Text: data, Check: code11Check(data, 10)}
	if two {
		s.Check += code11Check(data+s.Check, 9)
	}
	s.addTwo(code11Patterns[11])
	for _, c := range []byte(data + s.Check) {
		s.addTwo("0")
		s.addTwo(code11Patterns[strings.IndexByte(code11Set, c)])
	}
	s.addTwo("0")
	s.addTwo(code11Patterns[11])
	return s, nil
}

// code11Check returns the modulo 11 check character with weights from 1 to
// most from the right, over and over.
func code11Check(data string, most int) string {
	sum := 0
	for i := range len(data) {
		sum += ((len(data)-1-i)%most + 1) * strings.IndexByte(code11Set, data[i])
	}
	return code11Set[sum%11 : sum%11+1]
}
