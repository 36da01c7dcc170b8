package interp

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// hinted counts the warnings of a job that hold text.
func hinted(r *result, text string) int {
	n := 0
	for _, d := range r.diagnostics {
		if d.Severity == Warning && strings.Contains(d.Message, text) {
			n++
		}
	}
	return n
}

func TestEncodingHint(t *testing.T) {
	t.Parallel()
	const gbk = "\xca\xd5\xbc\xfe\xc8\xcb" // 收件人
	for _, tc := range []struct{ name, zpl, want string }{
		{"UTF-8 under the default", "^XA^FO1,1^A0N,20^FD收件人^FS^FO1,30^A0N,20^FD地址^FS^XZ", "^CI28"},
		{"UTF-8 by ^FH", "^XA^FO1,1^A0N,20^FH^FD_E6_94_B6^FS^XZ", "^CI28"},
		{"UTF-8 under Windows-1252", "^XA^CI27^FO1,1^A0N,20^FD收件人^FS^XZ", "^CI28"},
		{"UTF-8", "^XA^CI28^FO1,1^A0N,20^FD收件人^FS^XZ", ""},
		{"GBK under the default", "^XA^FO1,1^A0N,20^FD" + gbk + "^FS^XZ", "^CI26"},
		{"GBK", "^XA^SEE:GB18030.DAT^CI26^FO1,1^A0N,20^FD" + gbk + "^FS^XZ", ""},
		{"ASCII", "^XA^FO1,1^A0N,20^FDZhang^FS^XZ", ""},
		{"code page 850", "^XA^FO1,1^A0N,20^FDGr\x81\xe1e, \x8e\x99\x9a^FS^XZ", ""},
		{"a bar code", "^XA^FO1,1^BQN,2,2^FDMA,收件^FS^XZ", ""},
	} {
		r := run(Options{Width: 400, Height: 400}, tc.zpl+"^XA^FO1,1^FDx^FS^XZ")
		want := 0
		if tc.want != "" {
			want = 1
		}
		if n := hinted(r, "looks like"); n != want || hinted(r, tc.want+" is not set") != want && want > 0 {
			t.Errorf("%s: %v", tc.name, r.diagnostics)
		}
	}
	// Once for each label.
	r := run(Options{Width: 400, Height: 400}, strings.Repeat("^XA^FO1,1^A0N,20^FD收件人^FS^FO1,40^A0N,20^FD地址^FS^XZ", 3))
	if n := hinted(r, "looks like"); n != 3 {
		t.Errorf("three labels: %d hints", n)
	}
}

func TestEdgeHint(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		zpl  string
		want int
	}{
		{"^XA^FO0,0^GB12,8,1^FS^XZ", 0},
		{"^XA^FO0,0^GB13,8,1^FS^XZ", 1},
		{"^XA^FO0,0^GB12,9,1^FS^FO9,9^GB9,9,9^FS^XZ", 1},
		{"^XA^FO0,0^GB20,20,20,W^FS^FO0,0^GB2,2,2^FS^XZ", 0},        // white is no ink
		{"^XA^FO8,0^GFA,2,2,1,F0F0^FS^XZ", 0},                       // the blank half of a byte
		{"^XA^FO8,0^GFA,2,2,1,F8F0^FS^XZ", 1},                       // one dot of it
		{"^XA^FO0,6^GFA,3,3,1,F0F000^FS^XZ", 0},                     // a blank row
		{"^XA^FO0,6^GFA,3,3,1,F0F001^FS^XZ", 1},                     // a row with ink
		{"^XA^FO0,0^GB20,8,1^FS^PW20^XZ", 0},                        // ^PW behind it
		{"^XA^FO0,0^FR^GB13,1,1^FS^XZ^XA^FO0,0^GB2,2,2^FS^XZ", 1},   // each label for itself
		{"^XA^PQ3^FO0,0^GB13,1,1^FS^FO0,0^A0N,2^SN1,1^FS^XZ", 1},    // copies are silent
		{"^XA^FO-9,-9^GB10,10,1^FS^XZ", 0},                          // left and above
		{"^XA^POI^FO0,0^GB13,1,1^FS^XZ^XA^FO0,0^GB12,1,1^FS^XZ", 1}, // before ^PO
	} {
		if r := run(tiny, tc.zpl); hinted(r, "are cut off") != tc.want {
			t.Errorf("%s: %v", tc.zpl, r.diagnostics)
		}
	}
}

// TestPrintable keeps control bytes of a job out of what is said of it.
func TestPrintable(t *testing.T) {
	t.Parallel()
	r := run(tiny, "^XA^\x1b[31mX^FO1,1^A@N,2,2,E:\x1b]0;X\x07.FNT^FDx^FS^XZ^\x9b^\xc2\x9b")
	if len(r.diagnostics) == 0 {
		t.Fatal("nothing said")
	}
	escaped := false
	for _, d := range r.diagnostics {
		// The decoder of a lone C1 byte is a terminal's affair: valid text has none.
		if said := d.String(); strings.ContainsAny(said, "\x1b\x07\u009b") || !utf8.ValidString(said) {
			t.Errorf("raw control byte in %q", d)
		}
		escaped = escaped || d.Command == `^\x1b[`
	}
	if !escaped {
		t.Errorf("no ^\\x1b[ in %q", r.diagnostics)
	}
	for in, want := range map[string]string{"^FD": "^FD", "^\xff": `^\xff`, "a\u202eb": `a\u202eb`, "收": "收", "\ufffd": "\ufffd", "\x7f\n": `\x7f\x0a`} {
		if got := printable(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestFormatsCounted(t *testing.T) {
	t.Parallel()
	for zpl, want := range map[string]int64{"": 0, "~HS\nXA": 0, "\x89PNG ^ZZ ~": 0, "^XA^XZ": 1, "^CC!!XA!XZ!XA": 2} {
		p := New(tiny, Handler{})
		if err := p.Run([]byte(zpl)); err != nil || p.Formats() != want {
			t.Errorf("%q: %d formats, error %v", zpl, p.Formats(), err)
		}
	}
}
