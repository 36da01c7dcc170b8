package zpl

import (
	"sync"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// gbkCodes returns the two bytes in GBK of each character of the basic plane,
// 0 for those that GBK lacks. Private-use characters, which some tables put
// where GBK has nothing, count as lacking: fonts differ there.
var gbkCodes = sync.OnceValue(func() *[1 << 16]uint16 {
	codes := new([1 << 16]uint16)
	decoder := simplifiedchinese.GBK.NewDecoder()
	for lead := 0x81; lead <= 0xfe; lead++ {
		for trail := 0x40; trail <= 0xfe; trail++ {
			if trail == 0x7f {
				continue
			}
			s, err := decoder.Bytes([]byte{byte(lead), byte(trail)})
			if err != nil {
				continue
			}
			r := []rune(string(s))
			if len(r) != 1 || r[0] >= 0xe000 && r[0] < 0xf900 || r[0] >= 0xfff0 || r[0] < 0x80 || codes[r[0]] != 0 {
				continue
			}
			codes[r[0]] = uint16(lead)<<8 | uint16(trail)
		}
	}
	return codes
})

// inGBK returns the character that stands for r in Chinese character sets: the
// sign of the yuan has a code there, but not that of Latin-1.
func inGBK(r rune) rune {
	if r == '¥' {
		return '￥'
	}
	return r
}

// holds reports whether a font of this repertoire has the character of a GBK
// code.
func (c Repertoire) holds(code uint16) bool {
	lead, trail := code>>8, code&0xff // 0: no code
	if c == CoversGB2312 {
		// Rows 1 to 9 and 16 to 87; what the signs' rows leave open, GBK fills.
		return lead >= 0xa1 && lead <= 0xf7 && trail >= 0xa1 && !(lead >= 0xaa && lead <= 0xaf)
	}
	return code != 0
}
