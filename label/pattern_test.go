package label

import (
	"strings"
	"testing"
)

func TestPattern(t *testing.T) {
	env := map[string]string{"a": "1", "b": "2", "none": ""}
	get := func(f string) string { return env[f] }
	for _, c := range []struct {
		src, want string
		ok        bool
	}{
		{"plain", "plain", true},
		{"{a}", "1", true},
		{"{ a }{b}", "12", true},
		{"收 {a}/{b}件", "收 1/2件", true},
		{"{{a}}", "{a}", true},
		{"{{{a}}}", "{1}", true},
		{"备注 {none}", "备注 ", false},
		{"{none}", "", false},
		{"{none}{a}", "1", true},
	} {
		p, err := parsePattern(c.src)
		if err != nil {
			t.Errorf("%q: %v", c.src, err)
			continue
		}
		if s, ok := p.expand(get); s != c.want || ok != c.ok {
			t.Errorf("%q expands to %q, %v; want %q, %v", c.src, s, ok, c.want, c.ok)
		}
	}
	for _, bad := range []string{"{", "a}", "{}", "{ }", "{a", "}}}"} {
		if _, err := parsePattern(bad); err == nil {
			t.Errorf("%q was accepted", bad)
		}
	}
}

func FuzzPattern(f *testing.F) {
	f.Add("{a} {{b}} 备注 {none}", "v")
	f.Fuzz(func(t *testing.T, src, value string) {
		p, err := parsePattern(src)
		if err != nil {
			return
		}
		s, _ := p.expand(func(string) string { return value })
		want := 0
		for _, part := range p.parts {
			want += len(part.literal)
			if part.field != "" {
				want += len(value)
			}
		}
		if len(s) != want && len(p.parts) > 0 {
			t.Fatalf("%d bytes, want %d", len(s), want)
		}
		if strings.Count(src, "{") == 0 && strings.Count(src, "}") == 0 && src != "" && s != src {
			t.Fatal("text without braces changed")
		}
	})
}
