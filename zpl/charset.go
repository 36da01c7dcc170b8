package zpl

import (
	"bytes"
	"strconv"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// A charset decodes field data by the number of the last ^CI. The zero value
// is the printer's default.
type charset struct{ ci int }

// choose takes the first parameter of ^CI.
func (c *charset) choose(number []byte) {
	if n, err := strconv.Atoi(string(bytes.TrimSpace(number))); err == nil {
		c.ci = n
	}
}

// decode returns text in UTF-8. The double-byte sets depend on a table in the
// printer (^SE); the Chinese one is taken. Under single-byte sets and UTF-8,
// text that is no UTF-8 is read as Chinese too: nobody writes names in code
// page 850, and the gate must not miss one for want of ^CI26.
func (c *charset) decode(text []byte) string {
	var enc encoding.Encoding
	switch c.ci {
	case 14, 16, 24, 26:
		enc = simplifiedchinese.GB18030
	case 15:
		enc = japanese.ShiftJIS
	case 17, 29:
		enc = unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	case 30:
		enc = unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	default:
		if utf8.Valid(text) {
			return string(text)
		}
		enc = simplifiedchinese.GB18030
	}
	// These decoders never fail: what they cannot read becomes U+FFFD.
	out, err := enc.NewDecoder().Bytes(text)
	if err != nil {
		return string(bytes.ToValidUTF8(text, []byte("\ufffd")))
	}
	return string(out)
}
