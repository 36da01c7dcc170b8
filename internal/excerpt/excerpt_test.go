package excerpt_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"waybill/internal/excerpt"
)

func TestMostly(t *testing.T) {
	for src, want := range map[string]bool{
		"name: a\ntext: resident\n":                            true,
		"\ufeff# 打印机\r\nname: a\r\ntext: x\r\ncolour: red\r\n": true,
		"---\nname: a\nfont:\n  file: x\n":                     true,
		"name: a\n":                                            false,
		"name: a\nphone: 13800138000\n":                        false,
		"name: 张三\nspeed: x\n":                                 false,
		"name: a\ntext: 浙江省\n":                                 false,
		"a: 1\nb: 2\nc: 3\nname: a\ntext: b\n":                 false,
		"- name: a\n  text: b\n":                               false,
		"":                                                     false,
	} {
		if got := excerpt.Mostly([]byte(src), "name", "text", "font"); got != want {
			t.Errorf("%q: %v, want %v", src, got, want)
		}
	}
}

func TestKnown(t *testing.T) {
	const template = "name: mine\nmedia: 100x150\nelements:\n  - {type: text}\n"
	tests := []struct {
		name string
		src  string
		want bool
	}{
		{"template", template, true},
		{"carriage returns", strings.ReplaceAll(template, "\n", "\r\n"), true},
		{"byte order mark", "\ufeff" + template, true},
		{"comments before", "# mine\n\n%YAML 1.2\n---\n" + template, true},
		{"list at the margin", "elements:\n- {type: text}\n", true},
		{"broken later", "name: x\nmedia: 1x1\nelements\n", true},
		{"blank before the colon", "media : 100x150\n", true},
		{"empty", "", false},
		{"other keys", "name: Otto Beispiel\nphone: 13800138000\n", false},
		{"csv", "name,phone\nOtto Beispiel,13800138000\n", false},
		{"csv with a key in a cell", "name,remark\nOtto,\"see\nelements: all\"\n", false},
		{"json", "{\n\"elements\": 1\n}\n", false},
		{"flow mapping", "{elements: []}\n", false},
		{"sequence", "- elements: 1\nelements: 2\n", false},
		{"nested", "people:\n  elements: 2\n", false},
		{"prefix only", "elements_of: 2\n", false},
		{"no blank after the colon", "elements:2\n", false},
		{"binary", "PK\x03\x04\nelements: 1\n", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := excerpt.Known([]byte(tt.src), "media", "elements"); got != tt.want {
				t.Errorf("Known = %v", got)
			}
		})
	}
	if excerpt.Known([]byte(template)) {
		t.Error("known without keys")
	}
}

func TestAt(t *testing.T) {
	long := strings.Repeat("a", 200) + "X" + strings.Repeat("b", 200)
	tests := []struct {
		name         string
		src          string
		line, column int
		want         string
	}{
		{"first line", "ab: 1\ncd: 2\n", 1, 3, "   1 | ab: 1\n     |   ^"},
		{"line before", "ab: 1\r\ncd: 2\r\n", 2, 1, "   1 | ab: 1\n   2 | cd: 2\n     | ^"},
		{"wide characters", "名: x\n", 1, 2, "   1 | 名: x\n     |   ^"},
		{"control characters", "a\tb\x1b[31m: x\n", 1, 4, "   1 | a b·[31m: x\n     |    ^"},
		{"end of file", "ab: 1\n", 2, 1, "   1 | ab: 1\n   2 | \n     | ^"},
		{"column after the end", "ab\n", 1, 99, "   1 | ab\n     |   ^"},
		{"column zero", "ab\n", 1, 0, "   1 | ab\n     | ^"},
		{"no such line", "ab\n", 3, 1, ""},
		{"line zero", "ab\n", 0, 1, ""},
		{"long lines", long + "\n" + long + "\n", 2, 201,
			"   1 | …" + strings.Repeat("a", 60) + "X" + strings.Repeat("b", 59) + "…\n" +
				"   2 | …" + strings.Repeat("a", 60) + "X" + strings.Repeat("b", 59) + "…\n" +
				"     | " + strings.Repeat(" ", 61) + "^"},
		{"begin of a long line", long, 1, 1, "   1 | " + strings.Repeat("a", 120) + "…\n     | ^"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := excerpt.At([]byte(tt.src), tt.line, tt.column); got != tt.want {
				t.Errorf("At =\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

// FuzzAt: an excerpt is never longer than two lines and a caret, whatever the
// file and wherever the fault.
func FuzzAt(f *testing.F) {
	f.Add([]byte("name: x\nmedia: 名\n"), 2, 8)
	f.Add([]byte("\xff\xfe"), 1, 1<<62)
	f.Fuzz(func(t *testing.T, src []byte, line, column int) {
		got := excerpt.At(src, line, column)
		lines := strings.Split(got, "\n")
		if len(lines) > 3 {
			t.Fatalf("%d lines", len(lines))
		}
		for _, l := range lines {
			if n := utf8.RuneCountInString(l); n > 280 {
				t.Fatalf("a line of %d characters", n)
			}
		}
		excerpt.Known(src, "media")
	})
}
