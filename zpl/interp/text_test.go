package interp

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"waybill/internal/bitmap"
)

// needFonts skips a test in a build without the fonts for Chinese.
func needFonts(t testing.TB) {
	t.Helper()
	if _, err := embeddedFonts(); err != nil {
		t.Skip(err)
	}
}

func mustText(t testing.TB, ts *typesetter, s textSpec) (drawn, says) {
	t.Helper()
	var said says
	d, ok := ts.draw(s, said.report)
	if !ok {
		t.Fatalf("not drawn: %q", said)
	}
	return d, said
}

// cellOf returns what a field inks, on its cell: ink beyond it is cut.
func cellOf(d drawn) *bitmap.Bitmap {
	w, h := d.cell()
	b := bitmap.New(w, h)
	b.Or(d.box, -d.over.left, -d.over.top)
	return b
}

func TestTextCells(t *testing.T) {
	ts := newTestTypesetter()
	for _, tc := range []struct {
		font, text    string
		h, w          int
		cellW, cellH  int
		base          int
		leftOf, lower int // ink beyond the cell's left and upper edge
	}{
		{"0", "000", 100, 100, 144, 100, 75, 0, 0},
		{"0", "000", 100, 50, 72, 100, 75, 0, 0},
		{"0", "000", 0, 0, 18, 15, 11, 0, 0},
		{"A", "AB", 9, 5, 12, 9, 7, 0, 0},
		{"D", "AB", 36, 20, 48, 36, 28, 2, 0},
		{"0", "", 20, 20, 0, 20, 15, 0, 0},
		{"0", "   ", 20, 20, 18, 20, 15, 0, 0},
	} {
		d, said := mustText(t, ts, textSpec{font: tc.font, height: tc.h, width: tc.w, text: tc.text, direction: 'H'})
		w, h := d.cell()
		if w != tc.cellW || h != tc.cellH || d.base != tc.base || len(said) > 0 {
			t.Errorf("font %s %dx%d %q: cell %dx%d, base %d, %q", tc.font, tc.h, tc.w, tc.text, w, h, d.base, said)
		}
	}
}

// TestAccentsReachOver: the accent of a capital stands above the cell and is
// not cut; the cell stays what it is.
func TestAccentsReachOver(t *testing.T) {
	needFonts(t)
	ts := newTestTypesetter()
	plain, _ := mustText(t, ts, textSpec{font: "0", height: 60, width: 60, text: "A"})
	accent, _ := mustText(t, ts, textSpec{font: "0", height: 60, width: 60, text: "Ä"})
	w1, h1 := plain.cell()
	w2, h2 := accent.cell()
	if w1 != w2 || h1 != h2 {
		t.Errorf("cells %dx%d and %dx%d", w1, h1, w2, h2)
	}
	if plain.over.top != 0 || accent.over.top <= 0 {
		t.Errorf("over the top: %d and %d", plain.over.top, accent.over.top)
	}
	// The decomposed form is the same.
	decomposed, _ := mustText(t, ts, textSpec{font: "0", height: 60, width: 60, text: "A\u0308"})
	if !decomposed.box.Equal(accent.box) {
		t.Error("A and a mark do not look like Ä")
	}
	// A mark that makes no single character stands on its letter.
	marked, said := mustText(t, ts, textSpec{font: "D", height: 36, width: 20, text: "q\u0301q"})
	bare, _ := mustText(t, ts, textSpec{font: "D", height: 36, width: 20, text: "qq"})
	mw, _ := marked.cell()
	bw, _ := bare.cell()
	if mw != bw || len(said) > 0 || marked.box.Count() <= bare.box.Count() {
		t.Errorf("with the mark %d wide, without %d; %q", mw, bw, said)
	}
}

func TestDirections(t *testing.T) {
	ts := newTestTypesetter()
	s := textSpec{font: "A", height: 18, width: 10, text: "AB", direction: 'H', gap: 3}
	across, _ := mustText(t, ts, s)
	if w, _ := across.cell(); w != 2*12+3 {
		t.Errorf("%d wide", w)
	}
	s.direction = 'V'
	down, _ := mustText(t, ts, s)
	if w, h := down.cell(); w != 12 || h != 2*18+3 || down.base != 14 {
		t.Errorf("down: %dx%d, base %d", w, h, down.base)
	}
	s.direction, s.text = 'R', "BA"
	back, _ := mustText(t, ts, s)
	if !back.box.Equal(across.box) {
		t.Error("backwards BA does not look like AB")
	}
}

func TestMissingIsSaid(t *testing.T) {
	needFonts(t)
	ts := newTestTypesetter()
	d, said := mustText(t, ts, textSpec{font: "0", height: 30, width: 30, text: "a\ue001b\ue001\ufffd\x01"})
	if len(said) != 3 {
		t.Errorf("%q", said)
	}
	for _, want := range []string{"U+E001", "^CI", "control"} {
		if !strings.Contains(strings.Join(said, "\n"), want) {
			t.Errorf("no word of %s in %q", want, said)
		}
	}
	if d.box.Count() < 100 {
		t.Error("no boxes")
	}
	// Emoji, invisible selectors and rare Han are no fault.
	_, said = mustText(t, ts, textSpec{font: "0", height: 30, width: 30, text: "📦☎️𬱖𠮷"})
	if len(said) > 0 {
		t.Errorf("%q", said)
	}
}

func TestFontsThatAreNotThere(t *testing.T) {
	needFonts(t)
	ts := newTestTypesetter()
	ts.alias('1', "E:SIMSUN.TTF")
	for i, tc := range []struct {
		font string
		says int
	}{{"1", 1}, {"1", 0}, {"E:SIMSUN.TTF", 0}, {"E:SIMSUN.FNT", 1}, {"2", 1}, {"2", 0}, {"Z:D.FNT", 0}} {
		d, said := mustText(t, ts, textSpec{font: tc.font, height: 40, width: 40, text: "收件"})
		if len(said) != tc.says {
			t.Errorf("%d, font %s: %q", i, tc.font, said)
		}
		if d.box.Count() == 0 {
			t.Errorf("font %s: blank", tc.font)
		}
	}
	one, _ := mustText(t, ts, textSpec{font: "1", height: 40, width: 40, text: "收件"})
	if w, h := one.cell(); w != 80 || h != 40 {
		t.Errorf("two hanzi of 40 dots take %dx%d", w, h)
	}
}

// TestOwnFonts: downloaded fonts are drawn, damaged ones and tables reported.
func TestOwnFonts(t *testing.T) {
	ts := newTestTypesetter()
	mono, err := os.ReadFile("../internal/printerfont/data/mono-bold.ttf")
	if err != nil {
		t.Fatal(err)
	}
	ts.memory.put(object{name: "E:MONO.TTF", kind: kindFont, data: mono})
	ts.memory.put(object{name: "R:BAD.TTF", kind: kindFont, data: mono[:3000]})
	ts.memory.put(object{name: "R:DOTS.FNT", kind: kindBitmapFont, data: []byte("N,8,8,8,4,1,c,#0041.8.8.0.8.9.FF818181818181FF")})
	ts.memory.put(object{name: "R:BADDOTS.FNT", kind: kindBitmapFont, data: []byte("N")})

	d, said := mustText(t, ts, textSpec{font: "E:MONO.TTF", height: 40, width: 40, text: "il"})
	if w, h := d.cell(); w != 49 || h != 40 || len(said) > 0 {
		t.Errorf("%dx%d, %q", w, h, said)
	}
	d, said = mustText(t, ts, textSpec{font: "R:DOTS.FNT", height: 16, width: 24, text: "AA"})
	if w, h := d.cell(); w != 54 || h != 16 || d.box.Count() != 2*28*6 || len(said) > 0 {
		t.Errorf("%dx%d, %d dots, %q", w, h, d.box.Count(), said)
	}
	for _, name := range []string{"R:BAD.TTF", "R:BADDOTS.FNT"} {
		_, said = mustText(t, ts, textSpec{font: name, height: 20, width: 20, text: "A"})
		if len(said) == 0 || !strings.Contains(said[0], "damaged") {
			t.Errorf("%s: %q", name, said)
		}
	}
	// Another font under the same name is another font.
	ts.memory.put(object{name: "R:BAD.TTF", kind: kindFont, data: mono})
	_, said = mustText(t, ts, textSpec{font: "R:BAD.TTF", height: 20, width: 20, text: "A"})
	if len(said) > 0 {
		t.Errorf("%q", said)
	}
}

func TestTooLargeText(t *testing.T) {
	o := Options{Limits: Limits{FieldDots: 10000}}.filled()
	ts := newTypesetter(o, newMemory(1000))
	var said says
	if _, ok := ts.draw(textSpec{font: "0", height: 200, width: 200, text: "WWW"}, said.report); ok || len(said) != 1 {
		t.Errorf("drawn; %q", said)
	}
}

// runOwnLab draws a probe of the own lab.
func runOwnLab(t *testing.T, name string) (*bitmap.Bitmap, []string) {
	t.Helper()
	job, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "zpl-corpus", "own-lab", name))
	if err != nil {
		t.Skip("SKIP-EXTERNAL: ", err)
	}
	var dots *bitmap.Bitmap
	var said []string
	p := New(Options{}, Handler{
		Label:      func(l *Label) error { dots = l.Take(); return nil },
		Diagnostic: func(d Diagnostic) { said = append(said, d.String()) },
	})
	if err := p.Run(job); err != nil || dots == nil {
		t.Fatal(err)
	}
	return dots, said
}

// inkIn returns the smallest rectangle of ink within another, as x, y, w, h.
func inkIn(b *bitmap.Bitmap, x, y, w, h int) [4]int {
	c := bitmap.New(w, h)
	c.Or(b, -x, -y)
	r := c.Ink()
	return [4]int{r.Min.X + x, r.Min.Y + y, r.Dx(), r.Dy()}
}

func TestOwnLab(t *testing.T) {
	needFonts(t)
	t.Run("t31", func(t *testing.T) {
		b, said := runOwnLab(t, "t31_ci28_fh.zpl")
		first, second := inkIn(b, 0, 10, 400, 60), inkIn(b, 0, 70, 400, 60)
		if len(said) > 0 || first[2] < 110 || first[2] > 140 || second[2] < 40 || second[2] > 70 {
			t.Errorf("%v %v %q", first, second, said)
		}
	})
	t.Run("t33", func(t *testing.T) {
		b, said := runOwnLab(t, "t33_ci28_cw_simsun.zpl")
		if len(said) != 2 {
			t.Errorf("%q", said)
		}
		if r := inkIn(b, 0, 0, 400, 70); r[2] < 200 || r[3] < 34 || r[3] > 41 {
			t.Errorf("%v", r)
		}
		if r := inkIn(b, 0, 70, 400, 70); r[2] < 112 || r[2] > 120 {
			t.Errorf("three hanzi: %v", r)
		}
	})
	t.Run("t41", func(t *testing.T) {
		b, said := runOwnLab(t, "t41_fb_cjk.zpl")
		if len(said) > 0 {
			t.Errorf("%q", said)
		}
		for i, want := range []int{7, 7, 7, 2} {
			r := inkIn(b, 0, 19+32*i, 400, 28)
			if r[2] < want*28-10 || r[2] > want*28 {
				t.Errorf("line %d: %v, want %d hanzi", i, r, want)
			}
		}
	})
	t.Run("t63", func(t *testing.T) {
		b, said := runOwnLab(t, "t63_fonts.zpl")
		if len(said) > 0 {
			t.Errorf("%q", said)
		}
		for _, tc := range []struct{ y, h, top, high int }{ // of the first letter
			{8, 24, 10, 14},  // A, twice
			{38, 26, 40, 22}, // B, twice
			{78, 36, 80, 28}, // D, twice
			{128, 30, 130, 23},
			{168, 30, 170, 21},
			{208, 60, 210, 48},
			{288, 30, 290, 21},
			{328, 24, 333, 14}, // P
		} {
			// Capitals stand on the baseline and fill the rows above.
			r := inkIn(b, 0, tc.y, 10+max(12, tc.high*3/4), tc.h)
			if r[1] < tc.top-1 || r[1] > tc.top+1 || r[3] < tc.high-1 || r[3] > tc.high+2 {
				t.Errorf("row %d: ink at %d, %d high; want %d, %d", tc.y, r[1], r[3], tc.top, tc.high)
			}
		}
	})
}

// FuzzText: any text in any font is drawn or refused with a word, within the
// limits.
func FuzzText(f *testing.F) {
	f.Add("收件人，张三\\&x", "0", 20, 20, 100, 3, -5, byte('J'), 10, byte('H'))
	f.Add("a\u0301\u200d👨‍👩‍👧", "1", 0, 0, 0, 0, 0, byte(0), 0, byte('V'))
	f.Add("\xff\\(*)", "E:X.TTF", 9, 900, 1, 9999, 9999, byte('C'), 9999, byte('R'))
	ts := newTestTypesetter()
	f.Fuzz(func(t *testing.T, text, name string, h, w, width, lines, space int, justify byte, indent int, direction byte) {
		if len(text) > 500 || len(name) == 0 {
			return
		}
		within := func(n, most int) int { return (n%most + most) % most }
		s := textSpec{font: name, height: within(h, 300), width: within(w, 300), text: text, direction: direction, gap: within(space, 99)}
		if width != 0 {
			s.block = &blockSpec{width: within(width, 9999), lines: within(lines, 9999), space: space % 9999, justify: justify, indent: within(indent, 9999), height: within(lines, 999), clip: lines%2 == 0}
		}
		var said says
		d, ok := ts.draw(s, said.report)
		if !ok {
			if len(said) == 0 {
				t.Error("not drawn, and nothing said")
			}
			return
		}
		if d.box.W*d.box.H > ts.fieldDots {
			t.Errorf("%d by %d dots", d.box.W, d.box.H)
		}
	})
}

func BenchmarkLine(b *testing.B) {
	ts := newTestTypesetter()
	s := textSpec{font: "0", height: 30, width: 30, text: "SHIP TO: 收件人 123 Example Street", direction: 'H'}
	b.ReportAllocs()
	for b.Loop() {
		if _, ok := ts.draw(s, func(string, ...any) {}); !ok {
			b.Fatal("not drawn")
		}
	}
}
