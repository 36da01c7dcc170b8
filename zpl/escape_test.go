package zpl

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"testing"
)

func TestEscapeField(t *testing.T) {
	tests := []struct {
		in, want string
		hex      bool
	}{
		{"", "", false},
		{"Kowloon 12/F", "Kowloon 12/F", false},
		{"snake_case", "snake_case", false},
		{"50% ^ 60", "50% _5E 60", true},
		{"a_b~JR", "a_5Fb_7EJR", true},
		{"^XZ", "_5EXZ", true},
		{"two\r\nlines\x00\x7f", "two_0D_0Alines_00_7F", true},
		{"丽^华", "丽_5E华", true},
	}
	for _, tt := range tests {
		got, hex, err := EscapeField(tt.in)
		if err != nil || got != tt.want || hex != tt.hex {
			t.Errorf("%q: got %q, %v, %v; want %q, %v", tt.in, got, hex, err, tt.want, tt.hex)
		}
	}
	if _, _, err := EscapeField("\xff"); !errors.Is(err, ErrFieldUTF8) {
		t.Errorf("invalid UTF-8: %v", err)
	}
	if _, _, err := EscapeField(strings.Repeat("^", 1025)); !errors.Is(err, ErrFieldTooLong) {
		t.Errorf("3,075 bytes: %v", err)
	}
	if _, _, err := EscapeField(strings.Repeat("^", 1024)); err != nil {
		t.Errorf("3,072 bytes: %v", err)
	}
}

// FuzzEscapeField: whatever the text, a tokenizer written from the rules of
// ZPL finds the commands that were meant and no other, and the text again.
func FuzzEscapeField(f *testing.F) {
	for _, s := range []string{"plain", "^XZ", "~JR", "^FS^FD", "_5E", "a\r\nb", "\x00", "_", "\x1eXZ", "^CC|", "张三"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		data, hex, err := EscapeField(s)
		if err != nil {
			return
		}
		zpl := "^XA^CI28^FO1,1^A0N,20,20"
		want := []string{"^XA", "^CI", "^FO", "^A0"}
		if hex {
			zpl += "^FH"
			want = append(want, "^FH")
		}
		zpl += "^FD" + data + "^FS^XZ"
		want = append(want, "^FD", "^FS", "^XZ")
		var names []string
		text := ""
		for part := range strings.SplitSeq(zpl[1:], "^") {
			if strings.Contains(part, "~") || len(part) < 2 {
				t.Fatal("a prefix in the data")
			}
			names = append(names, "^"+part[:2])
			if part[:2] == "FD" {
				text = part[2:]
			}
		}
		if !slices.Equal(names, want) {
			t.Fatalf("commands %q, want %q", names, want)
		}
		if hex {
			text = unhex(text)
		}
		if text != s {
			t.Fatalf("prints %q", text)
		}
		for _, c := range []byte(data) {
			if c < 0x20 || c == 0x7f {
				t.Fatalf("control character %02X", c)
			}
		}
		// The gate sees what is printed.
		fields := Fields([]byte(zpl))
		if visible := dropControls(s); visible == "" && len(fields) != 0 ||
			visible != "" && (len(fields) != 1 || fields[0].Text != visible) {
			t.Fatalf("Fields gives %d texts", len(fields))
		}
	})
}

// unhex resolves ^FH.
func unhex(s string) string {
	parts := strings.Split(s, "_")
	out := parts[0]
	for _, p := range parts[1:] {
		v, err := strconv.ParseUint(p[:2], 16, 8)
		if err != nil {
			return "not hex"
		}
		out += string([]byte{byte(v)}) + p[2:]
	}
	return out
}
