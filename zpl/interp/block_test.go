package interp

import (
	"slices"
	"strings"
	"testing"
)

// wrapText returns the lines of text in font A, 12 dots a character, or in
// hanzi of 20 dots, in a block of that width.
func wrapText(t *testing.T, font, text string, width, indent int) []string {
	t.Helper()
	ts := newTestTypesetter()
	f, ok := ts.pick(font, 18, 0, false, func(string, ...any) {})
	if !ok {
		t.Fatal("no font")
	}
	var out []string
	for _, l := range ts.wrap(&f, blockText(text, 0), 0, func(n int) int {
		if n > 0 {
			return (width - indent) << 6
		}
		return width << 6
	}) {
		out = append(out, l.text)
	}
	return out
}

func TestWrap(t *testing.T) {
	needFonts(t)
	const wide = 10 * 12 // ten characters of font A; hanzi are 18 wide
	for _, tc := range []struct {
		name, text string
		want       []string
	}{
		{"fits", "ten chars.", []string{"ten chars."}},
		{"blank", "one two three four", []string{"one two", "three four"}},
		{"blanks at the end", "one two      three", []string{"one two", "three"}},
		{"break", `one\&two`, []string{"one", "two"}},
		{"empty line", `one\&\&two`, []string{"one", "", "two"}},
		{"break at the end", `one\&`, []string{"one"}},
		{"backslash", `a\\b\c`, []string{`a\b\c`}},
		{"escaped", `a\\&b`, []string{`a\&b`}},
		{"long word", "abcdefghijklmnop", []string{"abcdefghij", "klmnop"}},
		{"long word behind", "one abcdefghijklmnop", []string{"one", "abcdefghij", "klmnop"}},
		{"soft hyphen shows", `unter\(*)nehmung`, []string{"unter-", "nehmung"}},
		{"soft hyphen hides", `ab\(*)cd`, []string{"abcd"}},
		{"hanzi", "北京市朝阳区建国门外", []string{"北京市朝阳区", "建国门外"}},
		{"full stop follows", "北京市朝阳区。外", []string{"北京市朝阳", "区。外"}},
		{"bracket leads", "北京市朝阳（区外）", []string{"北京市朝阳", "（区外）"}},
		{"two that follow", "北京市朝阳）。外", []string{"北京市朝", "阳）。外"}},
		{"hanzi and Latin", "地址 Room 12 北京市", []string{"地址 Room", "12 北京市"}},
		{"Latin word beside hanzi", "地址地Street", []string{"地址地", "Street"}},
		{"kana", "ァァァァァァッァ", []string{"ァァァァァァ", "ッァ"}},
		{"mark stays", "abcdefghijq\u0301x", []string{"abcdefghij", "q\u0301x"}},
		{"nothing", "", []string{""}},
		{"blanks only", "   ", []string{"   "}},
	} {
		if got := wrapText(t, "A", tc.text, wide, 0); !slices.Equal(got, tc.want) {
			t.Errorf("%s: %q, want %q", tc.name, got, tc.want)
		}
	}
	if got := wrapText(t, "A", "one two three four", wide, 48); !slices.Equal(got, []string{"one two", "three", "four"}) {
		t.Errorf("indent: %q", got)
	}
	if got := wrapText(t, "A", "收件", 1, 0); !slices.Equal(got, []string{"收", "件"}) {
		t.Errorf("narrow: %q", got)
	}
}

// TestWrapLosesNothing: wrapping only drops blanks at line ends.
func FuzzWrap(f *testing.F) {
	f.Add("one two 三四，五 (six) seven", 70)
	f.Add("a\u0301\u0301\u0301b", 1)
	f.Add(`\(*)\(*)x\(*)`, 20)
	f.Fuzz(func(t *testing.T, text string, width int) {
		text = strings.Map(func(r rune) rune {
			if r == '\\' || r == '-' || r == softHyphen {
				return 'x'
			}
			return r
		}, strings.ToValidUTF8(text, ""))
		if len(text) > 300 {
			return
		}
		got := strings.Join(wrapText(t, "A", text, width%300, 0), "")
		squeeze := func(s string) string { return strings.ReplaceAll(s, " ", "") }
		if squeeze(got) != squeeze(text) {
			t.Errorf("%q became %q", text, got)
		}
	})
}

func block(width, lines, space int, justify byte, indent int) *blockSpec {
	return &blockSpec{width: width, lines: lines, space: space, justify: justify, indent: indent}
}

func TestBlockLayout(t *testing.T) {
	ts := newTestTypesetter()
	s := textSpec{font: "A", height: 18, width: 10, text: `HH\&H`, block: block(100, 3, 4, 'L', 0)}
	d, said := mustText(t, ts, s)
	if w, h := d.cell(); w != 100 || h != 2*22+18 || d.base != 2*22+14 || len(said) > 0 {
		t.Errorf("cell %dx%d, base %d, %q", w, h, d.base, said)
	}
	left := func(justify byte, line int) int {
		s.block.justify = justify
		d, _ := mustText(t, ts, s)
		return inkIn(cellOf(d), 0, line*22, 100, 18)[0]
	}
	l, c, r := left('L', 1), left('C', 1), left('R', 1)
	// The last line is counted with a blank where it is centred.
	if c-l != (100-24)/2 || r-l != 100-12 {
		t.Errorf("left %d, centre %d, right %d", l, c, r)
	}
	if c0 := left('C', 0); c0-left('L', 0) != (100-24)/2 {
		t.Errorf("first line, centred, begins at %d", c0)
	}
	s.block.indent = 20
	if got := left('L', 1); got != l+20 {
		t.Errorf("second line begins at %d, the first at %d", got, l)
	}
}

// TestOverprint: lines beyond the block's last are printed over it.
func TestOverprint(t *testing.T) {
	ts := newTestTypesetter()
	s := textSpec{font: "A", height: 18, width: 10, text: `II\&OO\&XX`, block: block(100, 2, 0, 'L', 0)}
	over, said := mustText(t, ts, s)
	if len(said) != 1 || !strings.Contains(said[0], "1 lines") {
		t.Errorf("%q", said)
	}
	s.text = `II\&OO`
	one, _ := mustText(t, ts, s)
	s.text = `II\&XX`
	two, _ := mustText(t, ts, s)
	want := cellOf(one)
	want.Or(cellOf(two), 0, 0)
	if !cellOf(over).Equal(want) {
		t.Error("the third line is not over the second")
	}
}

func TestJustified(t *testing.T) {
	ts := newTestTypesetter()
	s := textSpec{font: "A", height: 18, width: 10, text: "H H H HHHHHHHH", block: block(101, 2, 0, 'J', 0)}
	d, _ := mustText(t, ts, s)
	first, last := inkIn(cellOf(d), 0, 0, 101, 18), inkIn(cellOf(d), 0, 18, 101, 18)
	if end := first[0] + first[2]; end < 96 || end > 101 {
		t.Errorf("filled line ends at %d", end)
	}
	if end := last[0] + last[2]; end > 96 {
		t.Errorf("the last line is filled: it ends at %d", end)
	}
}

func TestClippedBlock(t *testing.T) {
	ts := newTestTypesetter()
	s := textSpec{font: "A", height: 18, width: 10, text: "one two three", block: &blockSpec{width: 70, height: 40, clip: true}}
	d, said := mustText(t, ts, s)
	if w, h := d.cell(); w != 70 || h != 40 || len(said) != 1 {
		t.Errorf("%dx%d, %q", w, h, said)
	}
	if ink := d.box.Ink(); ink.Dy() > 40 {
		t.Errorf("ink %v", ink)
	}
	for _, bad := range []*blockSpec{{}, {clip: true, height: 10}} {
		var said says
		if _, ok := ts.draw(textSpec{font: "A", text: "x", block: bad}, said.report); ok || len(said) != 1 {
			t.Errorf("%+v: %v, %q", bad, ok, said)
		}
	}
}

// TestTallBlockIsCheap: 9999 lines are a place on the label, not a bitmap.
func TestTallBlockIsCheap(t *testing.T) {
	d, _ := mustText(t, newTestTypesetter(), textSpec{font: "0", height: 300, width: 300, text: "x", block: block(9999, 9999, 9999, 'L', 0)})
	if _, h := d.cell(); h != 9998*(300+9999)+300 || len(d.box.Bits) > 100000 {
		t.Errorf("%d high, %d bytes", h, len(d.box.Bits))
	}
}

// TestBackslashOfSet0: ^FB escapes by the code of the backslash, also where it
// prints a cent sign.
func TestBackslashOfSet0(t *testing.T) {
	if got := blockText("a¢&b¢¢c", '¢'); len(got) != 2 || got[0].text != "a" || got[1].text != "b¢c" {
		t.Errorf("%+v", got)
	}
}
