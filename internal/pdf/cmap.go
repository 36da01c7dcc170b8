package pdf

import (
	"strings"
	"unicode/utf16"
)

// decoder turns the codes of one font into characters.
type decoder struct {
	wide bool // two-byte codes
	// codes maps single codes, ranges runs of codes; codes counts first.
	codes  map[int]string
	ranges []codeRange
	// identity takes codes that are mapped nowhere as UTF-16 or Latin-1.
	identity bool
}

type codeRange struct {
	lo, hi int
	to     []uint16 // for lo; the last unit counts up
}

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
	for _, r := range d.ranges {
		if code < r.lo || code > r.hi || len(r.to) == 0 {
			continue
		}
		u := append([]uint16(nil), r.to...)
		u[len(u)-1] += uint16(code - r.lo)
		return string(utf16.Decode(u))
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
				d.bfrange(args)
				args = nil
			}
		}
	}
}

func (d *decoder) bfrange(args []any) {
	lo, ok1 := code(args[0])
	hi, ok2 := code(args[1])
	if !ok1 || !ok2 {
		return
	}
	switch to := args[2].(type) {
	case text:
		d.ranges = append(d.ranges, codeRange{lo, hi, units(to)})
	case array:
		for i, v := range to {
			if t, ok := v.(text); ok && lo+i <= hi {
				d.codes[lo+i] = string(utf16.Decode(units(t)))
			}
		}
	}
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
