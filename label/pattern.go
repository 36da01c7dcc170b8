package label

import (
	"fmt"
	"strings"
)

// pattern is a template text with placeholders: "收件人 {recipient.name}".
// "{{" and "}}" stand for the braces themselves.
type pattern struct {
	parts []patternPart
}

type patternPart struct {
	literal string
	field   string // placeholder when not empty
}

func parsePattern(s string) (pattern, error) {
	var p pattern
	var lit strings.Builder
	flush := func() {
		if lit.Len() > 0 {
			p.parts = append(p.parts, patternPart{literal: lit.String()})
			lit.Reset()
		}
	}
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case (c == '{' || c == '}') && i+1 < len(s) && s[i+1] == c:
			lit.WriteByte(c)
			i++
		case c == '}':
			return p, fmt.Errorf("\"}\" without \"{\" (write \"}}\" for the character itself)")
		case c == '{':
			end := strings.IndexByte(s[i:], '}')
			if end < 0 {
				return p, fmt.Errorf("placeholder is not closed (write \"{{\" for the character itself)")
			}
			name := strings.TrimSpace(s[i+1 : i+end])
			if name == "" {
				return p, fmt.Errorf("placeholder without a field name")
			}
			flush()
			p.parts = append(p.parts, patternPart{field: name})
			i += end
		default:
			lit.WriteByte(c)
		}
	}
	flush()
	return p, nil
}

// fields lists the placeholders' names.
func (p pattern) fields() []string {
	var out []string
	for _, part := range p.parts {
		if part.field != "" {
			out = append(out, part.field)
		}
	}
	return out
}

// expand fills in the placeholders. ok is false where there are placeholders
// and all are empty: then there is nothing to print.
func (p pattern) expand(get func(string) string) (s string, ok bool) {
	if len(p.parts) == 1 {
		if p.parts[0].field == "" {
			return p.parts[0].literal, true
		}
		s = get(p.parts[0].field)
		return s, s != ""
	}
	var b strings.Builder
	have, filled := false, false
	for _, part := range p.parts {
		if part.field == "" {
			b.WriteString(part.literal)
			continue
		}
		v := get(part.field)
		have, filled = true, filled || v != ""
		b.WriteString(v)
	}
	return b.String(), filled || !have
}
