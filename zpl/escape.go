package zpl

import (
	"errors"
	"fmt"
	"unicode/utf8"
)

const hexDigits = "0123456789ABCDEF"

// maxField is the most bytes that ^FD holds.
const maxField = 3072

// Errors of EscapeField.
var (
	ErrFieldTooLong = fmt.Errorf("zpl: field data above %d bytes", maxField)
	ErrFieldUTF8    = errors.New("zpl: field data is not valid UTF-8")
)

// EscapeField returns s as the data of ^FD, ^FV or ^SN under ^CI28. Where hex
// is true the field must carry ^FH before the data, with its default
// indicator "_". Carets, tildes, the indicator and control characters become
// hex bytes, so that no text can hold a command.
//
// It knows nothing of the marks that some fields give a meaning: \& under
// ^FB, > under ^BC, the switches of ^BQ.
func EscapeField(s string) (data string, hex bool, err error) {
	if !utf8.ValidString(s) {
		return "", false, ErrFieldUTF8
	}
	for i := 0; i < len(s) && !hex; i++ {
		hex = unsafeByte(s[i])
	}
	if hex {
		out := make([]byte, 0, len(s)+16)
		for i := range len(s) {
			if c := s[i]; unsafeByte(c) || c == '_' {
				out = append(out, '_', hexDigits[c>>4], hexDigits[c&15])
			} else {
				out = append(out, c)
			}
		}
		s = string(out)
	}
	if len(s) > maxField {
		return "", false, ErrFieldTooLong
	}
	return s, hex, nil
}

// unsafeByte reports whether c may not stand for itself in field data.
// Control characters include what printers store instead of the prefixes
// (0x1E, 0x1F) and line ends, which old firmware drops.
func unsafeByte(c byte) bool {
	return c == '^' || c == '~' || c < 0x20 || c == 0x7f
}
