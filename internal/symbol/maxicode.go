package symbol

import (
	"strconv"
	"strings"

	"waybill/internal/bitmap"
)

// MaxiCode stands beside the symbologies of Kinds.
const MaxiCode Kind = "maxicode"

// A MaxiCarrier is the structured carrier message of modes 2 and 3
// (ISO/IEC 16023 4.4.2).
type MaxiCarrier struct {
	Postal  string // mode 2: up to nine digits; mode 3: six characters of set A
	Country int    // 0 to 999
	Service int    // 0 to 999
}

// MaxiOptions are the choices of MaxiCode.
type MaxiOptions struct {
	// Mode 2 and 3 have a carrier; 4 is plain, 5 has more error correction, 6
	// sets up a reader.
	Mode    int
	Carrier MaxiCarrier
	// Part and Parts place the symbol in a series of up to 8, both 1 for a
	// symbol on its own.
	Part, Parts int
}

// The rows and columns of MaxiCode's hexagons; odd rows have one fewer.
const (
	MaxiRows    = 33
	MaxiColumns = 30
)

var maxiField = newGF2(0x43)

// EncodeMaxiCode encodes bytes of Latin-1 (ISO/IEC 16023). The result has a
// dot for each hexagon; odd rows are to be drawn half a hexagon to the right,
// and the bull's eye is not in it.
func EncodeMaxiCode(data []byte, o MaxiOptions) (*bitmap.Bitmap, error) {
	if o.Mode < 2 || o.Mode > 6 {
		return nil, refuse(MaxiCode, "the mode must be 2 to 6")
	}
	if len(data) > 1000 {
		return nil, refuse(MaxiCode, "%d bytes, more than fit", len(data))
	}
	part, parts := max(o.Part, 1), max(o.Parts, 1)
	if part > parts || parts > 8 {
		return nil, refuse(MaxiCode, "part %d of %d", part, parts)
	}
	words := maxiCodewords(data)
	if parts > 1 {
		words = append([]int{maxiPad, (part-1)<<3 | (parts - 1)}, words...)
	}
	var primary []int
	room := 84
	switch o.Mode {
	case 2, 3:
		var err error
		if primary, err = maxiCarrier(o.Mode, o.Carrier); err != nil {
			return nil, err
		}
	default:
		primary = []int{o.Mode}
		room += 9
		if o.Mode == 5 {
			room -= 16
		}
	}
	if len(words) > room {
		return nil, refuse(MaxiCode, "%d codewords, %d fit", len(words), room)
	}
	for len(words) < room {
		words = append(words, maxiPad)
	}
	n := 10 - len(primary)
	primary = append(primary, words[:n]...)
	secondary := words[n:]
	all := append(primary, maxiField.check(primary, 10)...)
	all = append(all, secondary...)
	// Odd and even codewords of the secondary message are checked apart.
	checks := (124 - len(secondary)) / 2
	var halves [2][]int
	for i, w := range secondary {
		halves[i%2] = append(halves[i%2], w)
	}
	odd, even := maxiField.check(halves[0], checks), maxiField.check(halves[1], checks)
	for i := range checks {
		all = append(all, odd[i], even[i])
	}
	b := bitmap.New(MaxiColumns, MaxiRows)
	for y, row := range maxiGrid {
		for x, v := range row {
			if v == maxiDark || v > 0 && all[(v-1)/6]>>(5-(v-1)%6)&1 != 0 {
				b.Set(x, y, true)
			}
		}
	}
	return b, nil
}

// maxiCarrier returns the primary message of modes 2 and 3: bits of 60,
// packed from the end (ISO/IEC 16023 annex B.2).
func maxiCarrier(mode int, c MaxiCarrier) ([]int, error) {
	if c.Country < 0 || c.Country > 999 || c.Service < 0 || c.Service > 999 {
		return nil, refuse(MaxiCode, "country and class of service must be 0 to 999")
	}
	n := uint64(c.Service)<<10 | uint64(c.Country)
	if mode == 2 {
		if len(c.Postal) > 9 || !allDigits(c.Postal) {
			return nil, refuse(MaxiCode, "the postal code of mode 2 has up to nine digits")
		}
		code, _ := strconv.ParseUint("0"+c.Postal, 10, 64)
		n = n<<6 | uint64(len(c.Postal))
		n = n<<30 | code
	} else {
		postal := strings.ToUpper(c.Postal)
		if len(postal) > 6 {
			return nil, refuse(MaxiCode, "the postal code of mode 3 has six characters")
		}
		for i := range 6 {
			v := 32 // blanks fill the code up
			if i < len(postal) {
				if v = maxiValue(maxiA, postal[i]); v < 0 {
					return nil, refuse(MaxiCode, "character %d of the postal code is not in set A", i+1)
				}
			}
			n = n<<6 | uint64(v)
		}
	}
	n = n<<4 | uint64(mode)
	words := make([]int, 10)
	for i := range words {
		words[i] = int(n >> (6 * i) & 63)
	}
	return words, nil
}
