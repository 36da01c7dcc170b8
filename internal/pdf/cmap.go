package pdf

import (
	"strings"
	"unicode/utf16"
)

// decoder turns the codes of one font into characters.
type decoder struct {
	wide  bool // two-byte codes
	codes map[int]string
	// identity takes codes that are mapped nowhere as UTF-16 or Latin-1.
	identity bool
}

// maxMappings bounds the work on one CMap; there are 65,536 codes.
const maxMappings = 1 << 20

// decode returns the characters of a shown string; a code without a character
// reads as U+FFFD.
func (d *decoder) decode(s text) string {
	var b strings.Builder
	step := 1
	if d.wide {
		step = 2
	}
	for i := 0; i+step <= len(s); i += step {
		code := int(s[i])
		if d.wide {
			code = code<<8 | int(s[i+1])
		}
		b.WriteString(d.char(code))
	}
	return b.String()
}

func (d *decoder) char(code int) string {
	if s, ok := d.codes[code]; ok {
		return s
	}
	if d.identity {
		return string(rune(code))
	}
	return "\ufffd"
}

// parseToUnicode reads a ToUnicode CMap (ISO 32000-1, 9.10.3; Adobe Technical
// Note 5411) into d.
func (d *decoder) parseToUnicode(b []byte) {
	d.codes = map[int]string{}
	l := lexer{b, 0}
	var section string
	var args []any
	left := maxMappings
	for {
		v, err := l.next(false)
		if err != nil {
			return
		}
		w, isWord := v.(word)
		switch {
		case isWord && strings.HasPrefix(string(w), "begin"):
			section, args = string(w)[len("begin"):], nil
		case isWord:
			section = ""
		case section == "codespacerange":
			if t, ok := v.(text); ok {
				d.wide = len(t) == 2
			}
		case section == "bfchar":
			if args = append(args, v); len(args) == 2 {
				if from, to, ok := two(args[0], args[1]); ok {
					d.codes[from] = string(utf16.Decode(to))
				}
				args = nil
			}
		case section == "bfrange":
			if args = append(args, v); len(args) == 3 {
				left -= d.bfrange(args, left)
				args = nil
			}
		}
	}
}

// bfrange maps a range of at most left codes, and returns their number.
func (d *decoder) bfrange(args []any, left int) int {
	lo, ok1 := code(args[0])
	hi, ok2 := code(args[1])
	if !ok1 || !ok2 || hi < lo {
		return 0
	}
	n := min(hi-lo+1, left)
	switch to := args[2].(type) {
	case text:
		u := units(to)
		for i := 0; i < n && len(u) > 0; i++ {
			d.codes[lo+i] = string(utf16.Decode(u))
			u[len(u)-1]++
		}
	case array:
		for i := 0; i < min(n, len(to)); i++ {
			if t, ok := to[i].(text); ok {
				d.codes[lo+i] = string(utf16.Decode(units(t)))
			}
		}
	}
	return n
}

func two(from, to any) (int, []uint16, bool) {
	c, ok := code(from)
	t, ok2 := to.(text)
	return c, units(t), ok && ok2
}

func code(v any) (int, bool) {
	t, ok := v.(text)
	if !ok || len(t) == 0 || len(t) > 2 {
		return 0, false
	}
	c := 0
	for _, b := range t {
		c = c<<8 | int(b)
	}
	return c, true
}

func units(t text) []uint16 {
	u := make([]uint16, 0, len(t)/2)
	for i := 0; i+1 < len(t); i += 2 {
		u = append(u, uint16(t[i])<<8|uint16(t[i+1]))
	}
	return u
}

// textString decodes a string outside content streams (7.9.2.2): UTF-16 with
// a byte order mark, UTF-8 with one, else taken as UTF-8 or Latin-1.
func textString(t text) string {
	switch {
	case len(t) >= 2 && t[0] == 0xfe && t[1] == 0xff:
		return string(utf16.Decode(units(t[2:])))
	case len(t) >= 2 && t[0] == 0xff && t[1] == 0xfe:
		u := units(t[2:])
		for i, v := range u {
			u[i] = v<<8 | v>>8
		}
		return string(utf16.Decode(u))
	case len(t) >= 3 && t[0] == 0xef && t[1] == 0xbb && t[2] == 0xbf:
		return string(t[3:])
	}
	return plain(t)
}
