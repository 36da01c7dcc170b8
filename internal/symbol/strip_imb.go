package symbol

import (
	"math/big"
	"math/bits"
	"strings"
)

// IMB is USPS Intelligent Mail.
const IMB Kind = "intelligent mail"

// The bars of an IntelligentMail symbol.
const (
	BarTracker   = 'T' // in the middle third
	BarAscender  = 'A' // reaches up too
	BarDescender = 'D' // reaches down too
	BarFull      = 'F'
)

// IntelligentMail encodes 20 digits of tracking code and 0, 5, 9 or 11 of
// routing code, and returns the 65 bars (USPS-B-3200).
func IntelligentMail(data string) (string, error) {
	if err := checkSet(IMB, data, digits10); err != nil {
		return "", err
	}
	// Behind each number of routing digits the values of the shorter ones.
	base, ok := map[int]int64{20: 0, 25: 1, 29: 100_001, 31: 1_000_100_001}[len(data)]
	if !ok {
		return "", refuse(IMB, "%d digits, need 20, 25, 29 or 31", len(data))
	}
	if data[1] > '4' {
		return "", refuse(IMB, "the second digit is more than 4")
	}
	n := new(big.Int)
	if len(data) > 20 {
		n.SetString(data[20:], 10)
		n.Add(n, big.NewInt(base))
	}
	push := func(factor int64, d byte) {
		n.Mul(n, big.NewInt(factor))
		n.Add(n, big.NewInt(int64(d-'0')))
	}
	push(10, data[0])
	push(5, data[1])
	for i := 2; i < 20; i++ {
		push(10, data[i])
	}
	check := imbCheck(n.FillBytes(make([]byte, 13)))
	chars := imbCharacters(n, check)
	bars := make([]byte, len(imbBars))
	for i, b := range imbBars {
		down := chars[b[0]-'A']>>b[1]&1 != 0
		up := chars[b[2]-'A']>>b[3]&1 != 0
		switch {
		case up && down:
			bars[i] = BarFull
		case up:
			bars[i] = BarAscender
		case down:
			bars[i] = BarDescender
		default:
			bars[i] = BarTracker
		}
	}
	return string(bars), nil
}

// imbCheck returns the 11-bit frame check of 102 bits in 13 bytes.
func imbCheck(data []byte) uint16 {
	const generator = 0x0f35
	fcs := uint16(0x07ff)
	take := func(b byte, n int) {
		v := uint16(b) << (11 - 8)
		v <<= 8 - n
		for range n {
			if (fcs^v)&0x400 != 0 {
				fcs = fcs<<1 ^ generator
			} else {
				fcs <<= 1
			}
			fcs &= 0x7ff
			v <<= 1
		}
	}
	take(data[0], 6)
	for _, b := range data[1:] {
		take(b, 8)
	}
	return fcs
}

// imbCharacters splits the number into ten codewords and returns their
// characters of 13 bits.
func imbCharacters(n *big.Int, check uint16) [10]uint16 {
	var words [10]int
	rest := new(big.Int)
	divide := func(by int64) int {
		n.DivMod(n, big.NewInt(by), rest)
		return int(rest.Int64())
	}
	words[9] = divide(636) * 2
	for i := 8; i > 0; i-- {
		words[i] = divide(1365)
	}
	words[0] = int(n.Int64())
	if check>>10&1 != 0 {
		words[0] += 659
	}
	five, two := imbTable(5, 1287), imbTable(2, 78)
	var chars [10]uint16
	for i, w := range words {
		if w < len(five) {
			chars[i] = five[w]
		} else {
			chars[i] = two[w-len(five)]
		}
		if check>>i&1 != 0 {
			chars[i] = ^chars[i] & 0x1fff
		}
	}
	return chars
}

// imbTable returns the n 13-bit values with so many bits set in the order of
// USPS-B-3200 appendix E: each with its mirror image behind it, those that are
// their own from the end of the table.
func imbTable(set, n int) []uint16 {
	table := make([]uint16, n)
	low, high := 0, n-1
	for v := range uint16(1 << 13) {
		if bits.OnesCount16(v) != set {
			continue
		}
		switch mirror := bits.Reverse16(v) >> 3; {
		case mirror < v:
		case mirror == v:
			table[high] = v
			high--
		default:
			table[low], table[low+1] = v, mirror
			low += 2
		}
	}
	return table
}

// imbBars tells of each bar which bit of which character, A to J, makes it
// reach down, and which up (USPS-B-3200 table 22).
var imbBars = func() (out [65][4]byte) {
	const table = "H2E3 BaA0 JcC8 F5Gb I9D1 A1Fc C5B8 E4Jb G3Ia D9H6 FbB4 I5Cc JaA2 " +
		"H1G7 D6E9 A3I6 G4C7 B1J9 HaF2 E0D8 G2A4 IbB0 J8Dc C6H7 F1Ea BcG9 " +
		"H3I0 F8J7 E6Ca D4A5 I4F7 HbB9 G0J6 A6E8 C1D2 F9Ic EbG1 J5H4 D3B2 " +
		"A7C0 B3E1 GaD5 I7J4 CbF6 A8Hc E2I1 FaD0 J3A9 G5C4 H8B7 F0E5 C3Aa " +
		"GcJ2 DbB6 I8H9 F4Ab B5C2 J1Ec I3G6 H0D7 E7H5 AcBb C9J0 G8F3 DaI2"
	for i, b := range strings.Fields(table) {
		out[i] = [4]byte{b[0], bitNumber(b[1]), b[2], bitNumber(b[3])}
	}
	return out
}()

// bitNumber reads 0 to 9 and a to c.
func bitNumber(c byte) byte {
	if c >= 'a' {
		return c - 'a' + 10
	}
	return c - '0'
}
