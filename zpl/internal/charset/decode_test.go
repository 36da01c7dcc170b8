package charset

import (
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

func choose(t *testing.T, params string) *Decoder {
	t.Helper()
	d := new(Decoder)
	if !d.Choose(strings.Split(params, ",")) {
		t.Fatalf("^CI%s refused", params)
	}
	return d
}

func TestSets(t *testing.T) {
	for _, tc := range []struct{ params, data, want string }{
		{"0", "AB\\1 0@[]^`{|}~", "AB¢1 0@[]^`{|}~"},
		{"13", "AB\\1", "AB\\1"},
		{"13", "\xa6\xa7\xa8\xa9\xaa\xab\xac\xad\xae\xaf", "ªº¿®¬½¼¡«»"},
		{"0", "\x81\x84\x94\xe1", "üäöß"},
		{"2", "#12", "£12"},
		{"4", "[\\]{|}", "ÆØÅæøå"},
		{"5", "#@[\\]^`{|}~", "ÜÉÄÖÅÜéäöåü"},
		{"6", "@[\\]{|}~", "§ÄÖÜäöüß"},
		{"9", "@\\]`{|}~", "§çéùàòèì"},
		{"12", "\\100", "¥100"},
		{"0,21,36", "$9", "€9"},
		{"0,65,66,66,65", "ABC", "BAC"},
		{"0,35,32", "A B", "A B"}, // the blank cannot be remapped
		{"27", "\x80\xe9\xfc", "€éü"},
		{"28", "收件人 é", "收件人 é"},
		{"28", "a\xffb", "a\ufffdb"},
		{"28", "名\xe5\x90", "名\ufffd"},
		{"26", "\xca\xd5\xbc\xfe ok", "收件 ok"},
		{"14", "\xca\xd5", "收"},
		{"26", "\x95\x32\x82\x36", "𠀀"}, // four bytes
		{"15", "\x93\xfa\x96\x7b", "日本"},
		{"17", "\x65\x36\x4e\xf6", "收件"},
		{"29", "\x65\x36\xd8\x42\xdf\xb7", "收𠮷"},
		{"30", "\x36\x65", "收"},
		{"30", "\x36\x65\x00", "收\ufffd"},
		{"31", "\xa3\xb3", "Łł"},
		{"33", "\xcf\xf0", "Пр"},
		{"34", "\xc1\xe1", "Αα"},
		{"35", "\xd0\xf0", "Ğğ"},
		{"36", "\xe0", "א"},
	} {
		if got := choose(t, tc.params).Decode([]byte(tc.data)); got != tc.want {
			t.Errorf("^CI%s of % x: %q, want %q", tc.params, tc.data, got, tc.want)
		}
	}
}

func TestTables(t *testing.T) {
	for _, tc := range []struct {
		name, data, want string
		known            bool
	}{
		{"E:GB18030.DAT", "\xca\xd5", "收", true},
		{"R:BIG5.DAT", "\xa6\xac", "收", true},
		{"E:JIS.DAT", "\xc6\xfc\xcb\xdc", "日本", true},
		{"E:SJIS.DAT", "\x93\xfa", "日", true},
		{"E:KSC5601.DAT", "\xc7\xd1", "한", true},
		{"gb2312.dat", "\xca\xd5", "收", true},
		{"E:MINE.DAT", "\xca\xd5", "收", false},
	} {
		d := choose(t, "26")
		if known := d.UseTable(tc.name); known != tc.known {
			t.Errorf("%s: known %v", tc.name, known)
		}
		if got := d.Decode([]byte(tc.data)); got != tc.want {
			t.Errorf("%s: %q, want %q", tc.name, got, tc.want)
		}
	}
}

func TestChooseRefuses(t *testing.T) {
	d := choose(t, "28")
	for _, bad := range []string{"18", "25", "32", "37", "-1", "x", "1x"} {
		if d.Choose([]string{bad}) {
			t.Errorf("^CI%s taken", bad)
		}
		if d.Set() != 28 {
			t.Errorf("^CI%s changed the set to %d", bad, d.Set())
		}
	}
}

// TestRemappingEnds: another ^CI forgets the pairs.
func TestRemappingEnds(t *testing.T) {
	d := choose(t, "0,65,66")
	d.Choose([]string{"0"})
	if got := d.Decode([]byte("AB")); got != "AB" {
		t.Errorf("%q", got)
	}
}

// TestNationalSetsDiffer: no two sets are the same, and each leaves all other
// codes alone.
func TestNationalSetsDiffer(t *testing.T) {
	seen := map[[12]rune]int{}
	for set, chars := range national {
		if other, ok := seen[chars]; ok {
			t.Errorf("sets %d and %d are the same", other, set)
		}
		seen[chars] = set
		d := &Decoder{set: set}
		for c := byte(0x20); c < 0x7f; c++ {
			if strings.IndexByte(replaced, c) < 0 && d.character(c) != rune(c) {
				t.Errorf("set %d: code %02x is %q", set, c, d.character(c))
			}
		}
	}
}

func FuzzDecode(f *testing.F) {
	for set := range 40 {
		f.Add(set, "", []byte("A\xca\xd5\x81\x30\x81\x30\xff"))
	}
	f.Add(0, "21,36,300,x,,", []byte("$"))
	f.Add(26, "BIG5", []byte("\xa6"))
	f.Fuzz(func(t *testing.T, set int, more string, data []byte) {
		d := new(Decoder)
		d.UseTable(more)
		ok := d.Choose(append([]string{strconv.Itoa(set)}, strings.Split(more, ",")...))
		if ok != known(set) {
			t.Errorf("set %d taken: %v", set, ok)
		}
		text := d.Decode(data)
		if !utf8.ValidString(text) {
			t.Errorf("set %d of % x: not UTF-8", set, data)
		}
		if len(data) > 0 && text == "" && set <= 13 {
			t.Errorf("set %d of % x: lost", set, data)
		}
	})
}
