package zpl

import (
	"bytes"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"waybill/masking"
)

// shows reports whether a text is among those of zpl.
func shows(zpl, text string) bool {
	for _, f := range Fields([]byte(zpl)) {
		if f.Text == text {
			return true
		}
	}
	return false
}

// Texts are found however a printer reads the control characters that may stand
// for prefixes and delimiters.
func TestFieldsControls(t *testing.T) {
	const text = "测试收件"
	gbk, err := simplifiedchinese.GBK.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	jis := "\x83\x65\x83\x58\x83\x67" // テスト in Shift JIS
	for name, c := range map[string]struct{ zpl, want string }{
		"prefix":               {"\x1eXA\x1eFO1,1\x1eFD" + text + "\x1eFS\x1eXZ", text},
		"hex":                  {"^XA\x1eFH^FD_e6_b5_8b_e8_af_95^FS^XZ", "测试"},
		"hex, data too":        {"\x1eXA\x1eFH\x1eFD_e6_b5_8b\x1eFS", "测"},
		"no prefix to others":  {"^FDab\x1eFScd^FS", "abFScd"},
		"a prefix to others":   {"^FDab\x1eFScd^FS", "ab"},
		"character set":        {"\x1eCI15\x1eFD" + jis + "\x1eFS", "テスト"},
		"delimiter of ^CI":     {"^CI15\x1f1\x1f2^FD" + jis + "^FS", "テスト"},
		"changed delimiter":    {"^CD;^CI15;1;2^FD" + jis + "^FS", "テスト"},
		"changed, GBK":         {"^CD;^CI26;1;2^FD" + gbk + "^FS", text},
		"old delimiter":        {"^CI15,1,2^FD" + jis + "^FS", "テスト"},
		"block":                {"\x1eFB100\x1f2\x1eFDone\\&two\x1eFS", "onetwo"},
		"tilde":                {"\x10CC!!FD" + text + "!FS", text},
		"hides binary from it": {"\x1eGFB,9,9,1,^FDxx^FSy^FDz^FS", "xx"},
		"binary, controls":     {"^GFB\x1f3\x1f3\x1f1\x1f\x1eFD^FDz^FS", "z"},
	} {
		if !shows(c.zpl, c.want) {
			t.Errorf("%s: %+v lacks %q", name, Fields([]byte(c.zpl)), c.want)
		}
	}
	// What both readings show comes once, and order is the stream's.
	fields := Fields([]byte("^XA^FDone^FS^FDa\x1eFSb^FS^FDtwo^FS^XZ"))
	var got []string
	for _, f := range fields {
		got = append(got, f.Text)
	}
	if s := strings.Join(got, " "); s != "one aFSb a b two" {
		t.Errorf("texts %q", s)
	}
	// Control characters in binary data alone need no second reading.
	var r fieldReader
	if r.read([]byte("^XA^GFB,3,3,1,\x1eFD^FS^FDx^FS^XZ")) {
		t.Error("binary data read in two ways")
	}
}

// A label's data for a stored format are read as the format has them in either
// reading.
func TestGateControls(t *testing.T) {
	find := func(s string) []masking.Finding {
		if s == "AB12" {
			return []masking.Finding{{Field: "recipient.name", How: "the whole name"}}
		}
		return nil
	}
	for name, begin := range map[string]string{
		"carets":   "^XA^DFR:A.ZPL^FS^BCN,50^FN1^FS^XZ",
		"controls": "\x1eXA\x1eDFR:A.ZPL\x1eFS\x1eBCN\x1f50\x1eFN1\x1eFS\x1eXZ",
	} {
		for _, label := range []string{
			"^XA^XFR:A.ZPL^FS^FN1^FD>93334>;12^FS^XZ",
			"\x1eXA\x1eXFR:A.ZPL\x1eFS\x1eFN1\x1eFD>93334>;12\x1eFS\x1eXZ",
		} {
			s := Setup{begin: []byte(begin)}
			if err := s.Gate([]byte(label), find); err == nil {
				t.Errorf("%s: a code's text passes in %q", name, label)
			}
			if err := s.Gate([]byte("^XA^XFR:A.ZPL^FS^FN1^FDpublic^FS^XZ"), find); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

// FuzzFieldsEither: every text of either reading is among those given.
func FuzzFieldsEither(f *testing.F) {
	for _, s := range []string{"^XA\x1eFH^FD_41\x1eFS", "\x10CC!!FDx", "^FDa\x1fb^FS", "^\x1eFDx", "^GFB\x1f3,3,1,\x1eFD^FDz", "^CI\x1e15^FDx"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, zpl []byte) {
		have := map[Field]bool{}
		for _, field := range Fields(zpl) {
			have[field] = true
		}
		for _, controls := range []bool{false, true} {
			r := fieldReader{controls: controls}
			r.read(bytes.Clone(zpl))
			for _, field := range r.fields {
				if !have[field] {
					t.Fatalf("controls %v: a text of %s at %d is missing", controls, field.Command, field.Offset)
				}
			}
		}
	})
}
