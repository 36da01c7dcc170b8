package masking

import (
	"strings"
	"unicode/utf8"
)

// region is a country or territory with rules of its own.
type region uint8

const (
	regionNone region = iota
	regionCN
	regionHK
	regionMO
	regionTW
	regionKR
	regionJP
	regionUS
	regionOther
)

var regionCodes = [...]string{"", "CN", "HK", "MO", "TW", "KR", "JP", "US", "other"}

func (r region) String() string { return regionCodes[r] }

// regionOf reads an ISO 3166-1 alpha-2 code.
func regionOf(code string) region {
	for i, c := range regionCodes[:regionOther] {
		if c == code {
			return region(i)
		}
	}
	return regionOther
}

// regionOfCode reads a country calling code.
func regionOfCode(code string) region {
	switch code {
	case "86":
		return regionCN
	case "852":
		return regionHK
	case "853":
		return regionMO
	case "886":
		return regionTW
	case "82":
		return regionKR
	case "81":
		return regionJP
	case "1":
		return regionUS
	}
	return regionOther
}

// twoDigitCodes are the country calling codes of two digits (ITU-T E.164);
// zones 1 and 7 have one digit, all others three.
const twoDigitCodes = "20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98 "

// countryCodeLen returns the length of the country code that ds begins with.
func countryCodeLen(ds []byte) int {
	if len(ds) < 4 || ds[0] < '1' || ds[0] > '9' {
		return 0
	}
	if ds[0] == '1' || ds[0] == '7' {
		return 1
	}
	for i := 0; i < len(twoDigitCodes); i += 3 {
		if twoDigitCodes[i] == ds[0] && twoDigitCodes[i+1] == ds[1] {
			return 2
		}
	}
	return 3
}

// decode is utf8.DecodeRuneInString with a fast path for ASCII.
func decode(s string) (rune, int) {
	if s[0] < utf8.RuneSelf {
		return rune(s[0]), 1
	}
	return utf8.DecodeRuneInString(s)
}

// decodeLast is utf8.DecodeLastRuneInString with a fast path for ASCII.
func decodeLast(s string) (rune, int) {
	if c := s[len(s)-1]; c < utf8.RuneSelf {
		return rune(c), 1
	}
	return utf8.DecodeLastRuneInString(s)
}

// regionOf tells where a party is: what the record says, or what the spelling
// of its address shows, or the policy's home.
func (m *masker) regionOf(sd side) region {
	p := m.party(sd)
	if p.Country != "" {
		return regionOf(p.Country)
	}
	province := p.Province.Reveal()
	if province == "" {
		province = p.Detail.Reveal()
	}
	if province == "" {
		return regionNone
	}
	if r, _ := decode(province); !strings.ContainsRune("香澳台臺東北大京", r) && scriptOf(r) == scriptHan {
		return regionCN
	}
	for _, known := range [...]struct {
		prefix string
		region region
	}{
		{"香港", regionHK}, {"澳门", regionMO}, {"澳門", regionMO}, {"台湾", regionTW}, {"臺灣", regionTW}, {"台灣", regionTW},
		{"東京都", regionJP}, {"北海道", regionJP}, {"大阪府", regionJP}, {"京都府", regionJP},
	} {
		if strings.HasPrefix(province, known.prefix) {
			return known.region
		}
	}
	for i, r := range province {
		switch sc := scriptOf(r); {
		case sc == scriptHangul:
			return regionKR
		case sc == scriptKana:
			return regionJP
		case sc == scriptHan:
			return regionCN
		case i > 16:
			return regionNone
		}
	}
	return regionNone
}
