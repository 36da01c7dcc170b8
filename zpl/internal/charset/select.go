package charset

import (
	"strconv"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

// Decoder is the state that ^CI and ^SE set. The zero value is the printer's
// default: set 0, Chinese double-byte table.
type Decoder struct {
	set   int
	table encoding.Encoding // by ^SE; nil: GB 18030
	// remap says for each code which other code's character it prints, where
	// remapped is set.
	remap    [256]byte
	remapped bool
}

// Set returns the number of the current set.
func (d *Decoder) Set() int { return d.set }

// Choose takes the parameters of ^CI: the number of the set, then pairs
// "source, destination" of sets 0 to 13: the character at the source code is
// printed for the destination code too. The remapping of the last ^CI is
// forgotten. It reports false and changes nothing if there is no such set; a
// pair that is none, or names the blank, is passed over.
func (d *Decoder) Choose(params []string) bool {
	n := d.set
	if len(params) > 0 && strings.TrimSpace(params[0]) != "" {
		v, err := strconv.Atoi(strings.TrimSpace(params[0]))
		if err != nil || !known(v) {
			return false
		}
		n = v
	}
	d.set, d.remapped = n, false
	if n > 13 {
		return true
	}
	for i := range d.remap {
		d.remap[i] = byte(i)
	}
	for i := 1; i+1 < len(params); i += 2 {
		from, ok1 := code(params[i])
		to, ok2 := code(params[i+1])
		if ok1 && ok2 && to != ' ' {
			d.remap[to], d.remapped = from, true
		}
	}
	return true
}

func code(s string) (byte, bool) {
	v, err := strconv.ParseUint(strings.TrimSpace(s), 10, 8)
	return byte(v), err == nil
}

// known reports whether a set exists: 18 to 23, 25 and 32 are reserved.
func known(set int) bool {
	switch {
	case 0 <= set && set <= 17, set == 24, 26 <= set && set <= 31, 33 <= set && set <= 36:
		return true
	}
	return false
}

// UseTable takes the name of ^SE, such as "E:GB18030.DAT", and reports whether
// the table is one of those that are known by name; if not, GB 18030 is used.
func (d *Decoder) UseTable(name string) bool {
	t, ok := tableByName(name)
	d.table = t
	return ok
}

// tableByName knows the tables by what their names say, since their files are
// the makers' own: JIS.DAT, SHIFTJIS.DAT, EUC-JP.DAT, BIG5.DAT, KSC5601.DAT,
// GB2312.DAT and the like.
func tableByName(name string) (encoding.Encoding, bool) {
	name = strings.ToUpper(name)
	if i := strings.IndexByte(name, ':'); i >= 0 {
		name = name[i+1:]
	}
	name = strings.TrimSuffix(name, ".DAT")
	has := func(parts ...string) bool {
		for _, p := range parts {
			if strings.Contains(name, p) {
				return true
			}
		}
		return false
	}
	switch {
	case has("SJIS", "SHIFT", "CP932", "MS932"):
		return japanese.ShiftJIS, true
	case has("EUC-JP", "EUCJP", "EUC_JP", "JIS", "UJIS"):
		return japanese.EUCJP, true
	case has("BIG5", "BIG-5", "CP950"):
		return traditionalchinese.Big5, true
	case has("KSC", "KSX", "KS_C", "EUC-KR", "EUCKR", "JOHAB", "CP949", "UHC"):
		return korean.EUCKR, true
	case has("GB", "EUC-CN", "EUCCN", "CP936"):
		return simplifiedchinese.GB18030, true
	}
	return nil, false
}

// asian returns the double-byte table in force.
func (d *Decoder) asian() encoding.Encoding {
	if d.table != nil {
		return d.table
	}
	return simplifiedchinese.GB18030
}

// wide returns the decoder of a set above 13, nil for UTF-8.
func (d *Decoder) wide() encoding.Encoding {
	switch d.set {
	case 14, 16, 24, 26:
		return d.asian()
	case 15:
		return japanese.ShiftJIS
	case 17, 29:
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	case 30:
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case 27:
		return charmap.Windows1252
	case 31:
		return charmap.Windows1250
	case 33:
		return charmap.Windows1251
	case 34:
		return charmap.Windows1253
	case 35:
		return charmap.Windows1254
	case 36:
		return charmap.Windows1255
	}
	return nil // 28
}
