package label

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

func TestCond(t *testing.T) {
	env := map[string]string{"cod": "26.80", "reprint": "0", "hub": "成都", "empty": "", "kind": "virtual"}
	get := func(f string) string { return env[f] }
	for src, want := range map[string]bool{
		"cod":                              true,
		"cod > 0":                          true,
		"cod > 26.8":                       false,
		"cod >= 26.80 and cod <= 26.80":    true,
		"reprint":                          false, // zero is false
		"reprint == 0":                     true,
		"empty == 0":                       true, // empty reads as zero
		"empty":                            false,
		"not empty":                        true,
		"hub == '成都'":                      true,
		`hub != "成都"`:                      false,
		"hub > 1":                          false, // text is no number
		"hub != 1":                         true,
		"kind == 'virtual' and not empty":  true,
		"empty or cod":                     true,
		"empty and cod or hub":             true, // and binds tighter
		"empty and (cod or hub)":           false,
		"not (empty or reprint) and hub":   true,
		"unknown":                          false,
		"reprint > 0 or reprint < 0":       false,
		"not not hub":                      true,
		"cod > -1 and reprint > -1 or hub": true,
	} {
		c, err := ParseCond(src)
		if err != nil {
			t.Errorf("%s: %v", src, err)
			continue
		}
		if got := c.Eval(get); got != want {
			t.Errorf("%s = %v, want %v", src, got, want)
		}
	}
}

func TestCondErrorsNameThePlace(t *testing.T) {
	for src, offset := range map[string]int{
		"":               0,
		"cod >":          5,
		"cod => 1":       4,
		"(cod":           4,
		"cod)":           3,
		"cod > 'x":       6,
		"cod & hub":      4,
		"and":            0,
		"cod > hub":      6,
		"5 > cod":        0,
		"cod > 1.2.3":    6,
		"cod hub":        4,
		"not":            3,
		"cod == 1 hub 2": 9,
	} {
		_, err := ParseCond(src)
		var ce *CondError
		if !errors.As(err, &ce) {
			t.Errorf("%q: no CondError: %v", src, err)
			continue
		}
		if ce.Offset != offset {
			t.Errorf("%q: at %d, want %d (%v)", src, ce.Offset, offset, err)
		}
	}
}

func TestExclusive(t *testing.T) {
	parse := func(s string) *Cond {
		if s == "" {
			return nil
		}
		c, err := ParseCond(s)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"cod > 0", "cod == 0", true},
		{"cod > 0", "not cod", true},
		{"cod > 0", "insured > 0", false},
		{"hub", "not hub", true},
		{"hub == 'a'", "hub == 'b'", true},
		{"hub == 'a'", "hub != 'b'", false},
		{"cod > 5", "cod < 9", false},
		{"cod > 9", "cod < 5", true},
		{"", "hub", false},
		{"hub and cod", "hub and not cod", true},
	} {
		if got := exclusive(parse(c.a), parse(c.b)); got != c.want {
			t.Errorf("%q and %q exclusive: %v, want %v", c.a, c.b, got, c.want)
		}
	}
}

// TestExclusiveGivesUp: six fields of twelve values each are three million
// combinations, which took half a minute.
func TestExclusiveGivesUp(t *testing.T) {
	var tests []string
	for _, field := range []string{"hub", "carrier", "product", "remark", "order_no", "routing_code"} {
		for i := range 9 {
			tests = append(tests, fmt.Sprintf("%s != 'v%d'", field, i))
		}
	}
	c, err := ParseCond(strings.Join(tests, " and "))
	if err != nil {
		t.Fatal(err)
	}
	calls := 0
	collect := map[string]map[string]bool{}
	collectValues(c.root, collect)
	if len(collect) != 6 {
		t.Fatalf("%d fields", len(collect))
	}
	not := &Cond{root: countedCond{condNot{c.root}, &calls}}
	if exclusive(c, not) || calls > maxCombinations {
		t.Errorf("%d combinations tried", calls)
	}
}

// countedCond counts how often it is asked.
type countedCond struct {
	condNode
	calls *int
}

func (c countedCond) eval(get func(string) string) bool {
	*c.calls++
	return c.condNode.eval(get)
}

func FuzzParseCond(f *testing.F) {
	for _, s := range []string{"cod > 0", "not (a or b) and c == 'x'", "((((", "a=='", "-1", "a > 1e5"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, src string) {
		c, err := ParseCond(src)
		if err != nil {
			var ce *CondError
			if !errors.As(err, &ce) || ce.Offset < 0 || ce.Offset > len(src) {
				t.Fatalf("error without a place: %v", err)
			}
			return
		}
		c.Eval(func(string) string { return "1" })
		if a, b := exclusive(c, nil), exclusive(nil, c); a || b {
			t.Fatal("a condition excludes what is always there")
		}
	})
}
