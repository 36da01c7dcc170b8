package pdf

import (
	"bytes"
	"encoding/hex"
	"errors"
	"strconv"
)

// The PDF object types that the reader tells apart (ISO 32000-1, 7.3).
// Booleans and null read as words.
type (
	name   string         // without the slash, #xx undone
	word   string         // operator or keyword
	text   []byte         // literal or hexadecimal string, unescaped
	ref    int            // indirect reference; generations are ignored
	dict   map[string]any // keys without the slash
	array  []any
	number float64
)

// maxDepth bounds the nesting of arrays and dictionaries.
const maxDepth = 64

var (
	errEnd    = errors.New("pdf: end of data")
	errSyntax = errors.New("pdf: syntax error")
)

// lexer reads PDF objects and operators from b.
type lexer struct {
	b []byte
	i int
}

func isSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func isDelim(c byte) bool {
	switch c {
	case '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return true
	}
	return false
}

// skip passes white space and comments.
func (l *lexer) skip() {
	for l.i < len(l.b) {
		switch c := l.b[l.i]; {
		case isSpace(c):
			l.i++
		case c == '%':
			for l.i < len(l.b) && l.b[l.i] != '\n' && l.b[l.i] != '\r' {
				l.i++
			}
		default:
			return
		}
	}
}

// next returns the next object or word. In content streams refs is false:
// "1 0 R" cannot occur there.
func (l *lexer) next(refs bool) (any, error) { return l.value(refs, 0) }

func (l *lexer) value(refs bool, depth int) (any, error) {
	if depth > maxDepth {
		return nil, errSyntax
	}
	l.skip()
	if l.i >= len(l.b) {
		return nil, errEnd
	}
	switch c := l.b[l.i]; c {
	case '/':
		return l.name(), nil
	case '(':
		return l.literal(), nil
	case '[':
		l.i++
		return l.array(refs, depth)
	case '<':
		if l.i+1 < len(l.b) && l.b[l.i+1] == '<' {
			l.i += 2
			return l.dict(refs, depth)
		}
		return l.hex(), nil
	case '>':
		if l.i+1 < len(l.b) && l.b[l.i+1] == '>' {
			l.i++
		}
		l.i++
		return word(">>"), nil
	case ')', ']', '{', '}':
		l.i++
		return word(c), nil
	}
	w := l.bare()
	n, ok := parseNumber(w)
	if !ok {
		return word(w), nil
	}
	if refs {
		if r, ok := l.reference(w); ok {
			return r, nil
		}
	}
	return number(n), nil
}

// bare reads a run of regular characters; the caller has checked that there
// is at least one.
func (l *lexer) bare() []byte {
	start := l.i
	for l.i < len(l.b) && !isSpace(l.b[l.i]) && !isDelim(l.b[l.i]) {
		l.i++
	}
	return l.b[start:l.i]
}

// parseNumber knows PDF's numbers only: no exponents, no "inf".
func parseNumber(w []byte) (float64, bool) {
	for _, c := range w {
		if (c < '0' || c > '9') && c != '+' && c != '-' && c != '.' {
			return 0, false
		}
	}
	n, err := strconv.ParseFloat(string(w), 64)
	return n, err == nil
}

// int returns n as an index or a count, -1 where it can be none.
func (n number) int() int {
	if n < 0 || n > 1<<40 {
		return -1
	}
	return int(n)
}

// reference looks behind the number first for "G R"; it moves only on success.
func (l *lexer) reference(first []byte) (ref, bool) {
	n, err := strconv.ParseUint(string(first), 10, 31)
	if err != nil {
		return 0, false
	}
	t := lexer{l.b, l.i}
	t.skip()
	if gen := t.bare(); len(gen) == 0 || len(gen) > 5 || !digits(gen) {
		return 0, false
	}
	t.skip()
	if string(t.bare()) != "R" {
		return 0, false
	}
	l.i = t.i
	return ref(n), true
}

func digits(b []byte) bool {
	for _, c := range b {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}

func (l *lexer) name() name {
	l.i++
	b := l.bare()
	if bytes.IndexByte(b, '#') < 0 {
		return name(b)
	}
	out := make([]byte, 0, len(b))
	for i := 0; i < len(b); i++ {
		if b[i] == '#' && i+2 < len(b) {
			if v, err := hex.DecodeString(string(b[i+1 : i+3])); err == nil {
				out = append(out, v[0])
				i += 2
				continue
			}
		}
		out = append(out, b[i])
	}
	return name(out)
}

// literal reads a parenthesised string (7.3.4.2); an unclosed one ends with
// the data.
func (l *lexer) literal() text {
	l.i++
	out := text{}
	for depth := 1; l.i < len(l.b); l.i++ {
		c := l.b[l.i]
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				l.i++
				return out
			}
		case '\r':
			// An unescaped end of line reads as one line feed.
			if l.i+1 < len(l.b) && l.b[l.i+1] == '\n' {
				l.i++
			}
			c = '\n'
		case '\\':
			out = l.escape(out)
			continue
		}
		out = append(out, c)
	}
	return out
}

// escape reads the sequence after the backslash at l.i, and leaves l.i on its
// last byte.
func (l *lexer) escape(out text) text {
	l.i++
	if l.i >= len(l.b) {
		return out
	}
	switch c := l.b[l.i]; c {
	case 'n':
		return append(out, '\n')
	case 'r':
		return append(out, '\r')
	case 't':
		return append(out, '\t')
	case 'b':
		return append(out, '\b')
	case 'f':
		return append(out, '\f')
	case '\r':
		if l.i+1 < len(l.b) && l.b[l.i+1] == '\n' {
			l.i++
		}
		return out
	case '\n':
		return out
	default:
		if c < '0' || c > '7' {
			return append(out, c)
		}
		v := 0
		for n := 0; n < 3 && l.i < len(l.b) && l.b[l.i] >= '0' && l.b[l.i] <= '7'; n++ {
			v = v<<3 | int(l.b[l.i]-'0')
			l.i++
		}
		l.i--
		return append(out, byte(v))
	}
}

// hex reads a hexadecimal string; characters that are no digits are passed.
func (l *lexer) hex() text {
	l.i++
	out, half, hi := text{}, false, byte(0)
	for ; l.i < len(l.b); l.i++ {
		c := l.b[l.i]
		if c == '>' {
			l.i++
			break
		}
		v, ok := hexDigit(c)
		switch {
		case !ok:
		case half:
			out, half = append(out, hi<<4|v), false
		default:
			hi, half = v, true
		}
	}
	if half {
		out = append(out, hi<<4)
	}
	return out
}

func hexDigit(c byte) (byte, bool) {
	switch {
	case c >= '0' && c <= '9':
		return c - '0', true
	case c >= 'a' && c <= 'f':
		return c - 'a' + 10, true
	case c >= 'A' && c <= 'F':
		return c - 'A' + 10, true
	}
	return 0, false
}

func (l *lexer) array(refs bool, depth int) (any, error) {
	a := array{}
	for {
		v, err := l.value(refs, depth+1)
		if err != nil {
			return nil, err
		}
		if v == word("]") {
			return a, nil
		}
		a = append(a, v)
	}
}

func (l *lexer) dict(refs bool, depth int) (any, error) {
	d := dict{}
	for {
		k, err := l.value(refs, depth+1)
		if err != nil {
			return nil, err
		}
		if k == word(">>") {
			return d, nil
		}
		key, ok := k.(name)
		if !ok {
			return nil, errSyntax
		}
		v, err := l.value(refs, depth+1)
		if err != nil {
			return nil, err
		}
		if v == word(">>") { // key without value
			return d, nil
		}
		d[string(key)] = v
	}
}
