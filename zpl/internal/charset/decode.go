package charset

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// Decode returns field data as text. What stands for no character becomes
// U+FFFD.
//
// Sets 0 to 13 are single bytes. UTF-8 under them is what it is on a printer:
// the wrong characters.
func (d *Decoder) Decode(data []byte) string {
	if d.set <= 13 {
		return d.single(data)
	}
	enc := d.wide()
	if enc == nil {
		return strings.ToValidUTF8(string(data), string(utf8.RuneError))
	}
	out, err := enc.NewDecoder().Bytes(data)
	if err != nil {
		// These decoders replace what they cannot read; an error would be
		// theirs, and the text still must not be lost silently.
		return strings.Repeat(string(utf8.RuneError), len(data))
	}
	return string(out)
}

// single decodes the sets on code page 850.
func (d *Decoder) single(data []byte) string {
	var b strings.Builder
	b.Grow(len(data))
	for _, c := range data {
		if d.remapped {
			c = d.remap[c]
		}
		b.WriteRune(d.character(c))
	}
	return b.String()
}

// character returns the character of a code of the current set, 0 to 13.
func (d *Decoder) character(c byte) rune {
	if i := strings.IndexByte(replaced, c); i >= 0 {
		return national[d.set][i]
	}
	if c == euroCode {
		return '€'
	}
	return charmap.CodePage850.DecodeByte(c)
}

// Backslash returns the character that the code of the backslash stands for:
// ^FB escapes with it, whatever it prints.
func (d *Decoder) Backslash() rune {
	if d.set > 13 {
		return '\\'
	}
	if d.remapped {
		return d.character(d.remap['\\'])
	}
	return d.character('\\')
}
