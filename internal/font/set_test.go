package font

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// Every character that GBK can say (GB 2312 among them) has a glyph, and all of
// it in the main font.
func TestCoversGBK(t *testing.T) {
	s := mustDefault(t)
	decoder := simplifiedchinese.GBK.NewDecoder()
	count := 0
	for a := 0x81; a <= 0xFE; a++ {
		for b := 0x40; b <= 0xFE; b++ {
			text, err := decoder.String(string([]byte{byte(a), byte(b)}))
			if err != nil {
				t.Fatal(err)
			}
			r := []rune(text)
			if len(r) != 1 || r[0] == '\uFFFD' {
				continue
			}
			g, ok := s.Glyph(r[0])
			switch {
			case !ok && 0xE000 <= r[0] && r[0] <= 0xF8FF:
				// A user-defined code: nobody knows its character.
			case !ok && r[0] == '≒':
				// The one symbol that no Noto Sans CJK has.
			case !ok:
				t.Errorf("GBK %02X%02X: no glyph for U+%04X", a, b, r[0])
			case g.Face.Index() != 0:
				t.Errorf("GBK %02X%02X: U+%04X is in %s", a, b, r[0], g.Face.Name())
			default:
				count++
			}
		}
	}
	if want := 21791; count < want {
		t.Errorf("%d characters, want at least %d", count, want)
	}
}

func TestCoverage(t *testing.T) {
	s := mustDefault(t)
	for _, test := range []struct {
		name        string
		first, last rune
	}{
		{"printable ASCII", 0x20, 0x7E},
		{"Latin-1", 0xA1, 0xFF},
		{"hiragana", 0x3041, 0x3096},
		{"katakana", 0x30A1, 0x30FA},
		{"bopomofo", 0x3105, 0x3129},
		{"Extension A", 0x3400, 0x4DB5},
		{"URO", 0x4E00, 0x9FA5},
		{"after URO", 0x9FA6, 0x9FEF},
		{"Hangul", 0xAC00, 0xD7A3},
		{"full width", 0xFF01, 0xFF5E},
		{"smileys", 0x1F600, 0x1F64F},
	} {
		for r := test.first; r <= test.last; r++ {
			if g, ok := s.Glyph(r); !ok || g.Face == nil && r != 0xAD {
				t.Errorf("%s: no glyph for U+%04X", test.name, r)
			}
		}
	}
	// Above U+FFFF: characters of names and places in 通用规范汉字表, the lucky
	// 𠮷 of Japanese signs, and what buyers write in remarks.
	if m := s.Missing("𠮷𬱖𬣞𬭎𬬭𫓯𫄧𬍛𪩘𫭢𬇕䶮㙍㛃👍🎁❤️👨‍👩‍👧😂"); m != nil {
		t.Errorf("missing %U", m)
	}
}

func TestPrivateUse(t *testing.T) {
	s := mustDefault(t)
	for private, want := range map[rune]rune{
		0xE76C: 0x20AC, 0xE7C8: 0x01F9, 0xE7E7: 0x303E, 0xE815: 0x2E81, 0xE816: 0x20087,
		0xE81E: 0x9FB4, 0xE843: 0x9FB9, 0xE863: 0x4DAE, 0xE864: 0x9FBB,
	} {
		g, direct := mustGlyph(t, s, private), mustGlyph(t, s, want)
		if g != direct || g.Rune != want {
			t.Errorf("U+%04X: %+v, want the glyph of U+%04X", private, g, want)
		}
	}
	for r := rune(0xE000); r <= 0xF8FF; r++ {
		g, ok := s.Glyph(r)
		if ok != (standard(r) != r) {
			t.Errorf("U+%04X: found %v", r, ok)
		}
		if ok && (g.Face == nil || g.Rune == r) {
			t.Errorf("U+%04X: %+v", r, g)
		}
	}
}

func TestInvisible(t *testing.T) {
	s := mustDefault(t)
	const invisible = "\u00AD\u034F\u061C\u180B\u200B\u200C\u200D\u200E\u202A\u2060\uFE00\uFE0E\uFE0F\uFEFF\U000E0100\U000E01EF\U000E0020"
	for _, r := range invisible {
		if g, ok := s.Glyph(r); !ok || g.Face != nil || g.Advance != 0 || g.Rune != r {
			t.Errorf("U+%04X: %+v, %v", r, g, ok)
		}
	}
	if a, err := s.Advance(invisible); a != 0 || err != nil {
		t.Errorf("advance %d, %v", a, err)
	}
	plain, _ := s.Advance("葛城")
	if a, err := s.Advance("\uFEFF葛\U000E0100城\u200B"); err != nil || a != plain {
		t.Errorf("advance %d, %v; want %d", a, err, plain)
	}
}

func TestMissing(t *testing.T) {
	s := mustDefault(t)
	for _, test := range []struct {
		text string
		want []rune
		err  string
	}{
		{"张三", nil, ""},
		{"", nil, ""},
		{"a\tb\nc\t", []rune{'\t', '\n'}, "U+0009 cannot be printed"},
		{"\x00", []rune{0}, "U+0000 cannot be printed"},
		{"\u0085", []rune{0x85}, "U+0085 cannot be printed"},
		{"a\u2028", []rune{0x2028}, "U+2028 cannot be printed"},
		{"\uFFFD", []rune{0xFFFD}, "U+FFFD cannot be printed"},
		{"a\xFFb", []rune{0xFFFD}, "U+FFFD cannot be printed"},
		{"\U0010FFFF", []rune{0x10FFFF}, "U+10FFFF cannot be printed"},
		{"b\ue000a\U000323AF", []rune{0xE000, 0x323AF}, "no font has U+E000"},
		{"\U000323AF", []rune{0x323AF}, "no font has U+323AF"},
	} {
		if got := s.Missing(test.text); !slices.Equal(got, test.want) {
			t.Errorf("%+q: missing %U, want %U", test.text, got, test.want)
		}
		_, err := s.Advance(test.text)
		var missing *MissingError
		switch {
		case test.err == "" && err != nil:
			t.Errorf("%+q: %v", test.text, err)
		case test.err != "" && (!errors.As(err, &missing) || err.Error() != test.err || missing.Rune != test.want[0]):
			t.Errorf("%+q: %v, want %s", test.text, err, test.err)
		}
	}
	for _, r := range []rune{-1, 0x110000, 0xD800, 1 << 30} {
		if _, ok := s.Glyph(r); ok {
			t.Errorf("glyph for %#x", r)
		}
	}
}

func TestAdvance(t *testing.T) {
	s := mustDefault(t)
	for _, test := range []struct {
		text string
		want Em
	}{
		{"一", 1000}, {"　", 1000}, {"𠮷", 1000}, {"한", 920}, {"，", 1000}, {"广东省", 3000},
		{"0", 570}, {"138****5678", 7*570 + 4*484},
	} {
		if got, err := s.Advance(test.text); err != nil || got != test.want {
			t.Errorf("%s: %d, %v; want %d", test.text, got, err, test.want)
		}
	}
	// All digits are equally wide: columns of figures stay straight.
	zero := mustGlyph(t, s, '0').Advance
	for r := '1'; r <= '9'; r++ {
		if a := mustGlyph(t, s, r).Advance; a != zero {
			t.Errorf("%c: advance %d, of 0 %d", r, a, zero)
		}
	}
}

// An added font comes after the main font and before the fallbacks.
func TestChain(t *testing.T) {
	s := mustDefault(t)
	dir := t.TempDir()
	// 一 and 𠮷 look like 王 here; U+E000 is in no other font.
	first := writeFile(t, dir, "first.ttf", smallFont(t, map[rune]rune{'一': '王', '한': '王', 0xE000: '王'}))
	second := writeFile(t, dir, "second.TTF", smallFont(t, map[rune]rune{'한': '一', 0xE001: '一'}))
	if _, ok := s.Glyph(0xE000); ok {
		t.Fatal("U+E000 found before adding a font")
	}
	for _, path := range []string{first, second} {
		if err := s.AddFile(path, 0); err != nil {
			t.Fatal(err)
		}
	}
	var names []string
	for i, f := range s.Faces() {
		if f.Index() != i {
			t.Errorf("%s has index %d at %d", f.Name(), f.Index(), i)
		}
		names = append(names, f.Name())
	}
	want := "Noto Sans SC Medium,first.ttf,second.TTF,Noto Sans HK Medium,Noto Sans JP Medium,Noto Sans KR Medium,Noto Emoji Medium"
	if got := strings.Join(names, ","); got != want {
		t.Errorf("chain %s\nwant  %s", got, want)
	}
	for r, face := range map[rune]int{'一': 0, '한': 1, 0xE000: 1, 0xE001: 2, '글': 5} {
		if g := mustGlyph(t, s, r); g.Face.Index() != face {
			t.Errorf("U+%04X is in face %d, want %d", r, g.Face.Index(), face)
		}
	}
}

func TestAddDir(t *testing.T) {
	dir := t.TempDir()
	one := smallFont(t, map[rune]rune{0xE000: '王'})
	two := smallFont(t, map[rune]rune{0xE001: '一'})
	writeFile(t, dir, "b.ttc", collection(one, two))
	writeFile(t, dir, "a.otf", one)
	writeFile(t, dir, "README.txt", []byte("not a font"))
	if err := os.Mkdir(filepath.Join(dir, "c.ttf"), 0o700); err != nil {
		t.Fatal(err)
	}
	s := mustDefault(t)
	if err := s.AddDir(dir); err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range s.Faces()[1:4] {
		names = append(names, f.Name())
	}
	if got := strings.Join(names, ","); got != "a.otf,b.ttc#0,b.ttc#1" {
		t.Errorf("added %s", got)
	}
	if g := mustGlyph(t, s, 0xE001); g.Face.Name() != "b.ttc#1" {
		t.Errorf("U+E001 is in %s", g.Face.Name())
	}
	if _, err := s.Faces()[3].TTF(); err != nil {
		t.Error(err)
	}
}

func TestAddErrors(t *testing.T) {
	dir := t.TempDir()
	good := smallFont(t, map[rune]rune{'A': 'A'})
	noOutlines := slices.Clone(good)
	copy(noOutlines[strings.Index(string(noOutlines), "glyf"):], "gxxf")
	for name, test := range map[string]struct {
		data  []byte
		index int
		want  string
	}{
		"empty.ttf":  {nil, 0, "truncated"},
		"text.ttf":   {[]byte("This is not a font at all."), 0, "not a TrueType"},
		"cut.ttf":    {good[:len(good)-100], 0, "truncated"},
		"head.ttf":   {good[:20], 0, "truncated"},
		"bare.ttf":   {noOutlines, 0, "no outlines"},
		"index.ttf":  {good, 1, "fonts 0 to 0, not 1"},
		"minus.ttf":  {good, -1, "not -1"},
		"member.ttc": {collection(good, good), 2, "fonts 0 to 1, not 2"},
		"none.ttc":   {[]byte("ttcf\x00\x01\x00\x00\x00\x00\x00\x00"), 0, "truncated"},
		"huge.ttc":   {[]byte("ttcf\x00\x01\x00\x00\xff\xff\xff\xff"), 0, "truncated"},
		"far.ttc":    {[]byte("ttcf\x00\x01\x00\x00\x00\x00\x00\x01\xff\xff\xff\xff"), 0, "truncated"},
	} {
		path := writeFile(t, dir, name, test.data)
		err := mustDefault(t).AddFile(path, test.index)
		if err == nil || !strings.Contains(err.Error(), test.want) || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v, want %q and the name", name, err, test.want)
		}
	}
	if err := mustDefault(t).AddFile(filepath.Join(dir, "absent.ttf"), 0); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("absent file: %v", err)
	}
	if err := mustDefault(t).AddDir(filepath.Join(dir, "absent")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("absent folder: %v", err)
	}
	if err := mustDefault(t).AddDir(t.TempDir()); err == nil {
		t.Error("empty folder: no error")
	}
	if err := mustDefault(t).AddDir(dir); err == nil || !strings.Contains(err.Error(), "bare.ttf") {
		t.Errorf("folder of bad fonts: %v, want the first file named", err)
	}
}

// Readers share a Set; run under -race.
func TestConcurrentReading(t *testing.T) {
	s := mustDefault(t)
	const text = "广东省深圳市南山区𠮷한😀A1"
	want, err := mustDefault(t).Advance(text)
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			r := NewRasterizer(s)
			for range 20 {
				if got, err := s.Advance(text); got != want || err != nil {
					t.Errorf("advance %d, %v; want %d", got, err, want)
				}
				if _, err := r.InkBounds(0, 0, 24*64, true, text); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
}
