package printerfont

import (
	"errors"
	"fmt"
	"testing"

	"waybill/internal/bitmap"
	"waybill/internal/font"
)

func newLibrary(tb testing.TB) *Library {
	tb.Helper()
	set, err := font.Default()
	if errors.Is(err, font.ErrNoFonts) {
		tb.Skip(err)
	}
	if err != nil {
		tb.Fatal(err)
	}
	l, err := NewLibrary(set, 8)
	if err != nil {
		tb.Fatal(err)
	}
	return l
}

// rowGroups counts the runs of rows that hold ink.
func rowGroups(b *bitmap.Bitmap) int {
	n, in := 0, false
	for y := range b.H {
		ink := false
		for _, v := range b.Row(y) {
			ink = ink || v != 0
		}
		if ink && !in {
			n++
		}
		in = ink
	}
	return n
}

// TestStrokes: no stroke of a character is lost, at any size that is printed
// and in any proportion: a lost stroke changes a name.
func TestStrokes(t *testing.T) {
	l := newLibrary(t)
	type size struct{ h, w int }
	var sizes []size
	for n := 16; n <= 40; n++ {
		sizes = append(sizes, size{n, n})
		if n%4 == 0 {
			sizes = append(sizes, size{n, n / 2}, size{n / 2, n}, size{16, n}, size{n, 16})
		}
	}
	for _, s := range sizes {
		for name, f := range map[string]Sized{"zero": l.Zero(s.h, s.w), "asian": l.Asian(s.h, s.w)} {
			for i, r := range "一二三" {
				g := f.Glyph(r, 0)
				if got := rowGroups(g.Bits); got != i/3+1 {
					t.Errorf("%s %dx%d: %c has %d strokes", name, s.h, s.w, r, got)
				}
			}
			if s.h < 12 || s.w < 12 {
				continue // fewer dots than the strokes of 末 need
			}
			seen := map[string]rune{}
			for _, r := range "一二三土士未末日曰" {
				g := f.Glyph(r, 0)
				key := fmt.Sprint(g.X, g.Y, g.Bits)
				if other, ok := seen[key]; ok {
					t.Errorf("%s %dx%d: %c and %c look the same", name, s.h, s.w, other, r)
				}
				seen[key] = r
			}
		}
	}
}

// TestRescueNeeded: without the rule strokes would be lost, so that the test
// above tests something.
func TestRescueNeeded(t *testing.T) {
	l := newLibrary(t)
	g, _ := l.fallback.Glyph('三')
	d, err := l.render(g, source{emX: 16 << 6, emY: 8 << 6, inked: 255}, 0)
	if err != nil {
		t.Fatal(err)
	}
	if n := rowGroups(d.Bits); n != 3 {
		t.Errorf("%d strokes", n)
	}
}

func TestZeroMetrics(t *testing.T) {
	l := newLibrary(t)
	f := l.Zero(1000, 1000)
	if f.Height != 1000 || f.Base != 750 {
		t.Errorf("height %d, base %d", f.Height, f.Base)
	}
	for r, want := range map[rune]int{'0': 479, ' ': 295, '-': 900, 'A': 554, 'm': 758} {
		if got := (f.Glyph(r, 0).Advance + 32) >> 6; got < want-1 || got > want+1 {
			t.Errorf("%c is %d wide, want %d", r, got, want)
		}
	}
	if g := f.Glyph('H', 0); g.Bits.H < 747 || g.Bits.H > 749 || g.Y != -g.Bits.H {
		t.Errorf("H is %d high at %d", g.Bits.H, g.Y)
	}
	wide := l.Zero(30, 60)
	if w := wide.Glyph('0', 0).Advance; w != 479*60*64/1000 && w != 479*60*64/1000+1 {
		t.Errorf("digit %d/64 wide", w)
	}
	for _, tc := range [][4]int{{0, 0, 15, 11}, {0, 28, 28, 21}, {25, 0, 25, 18}, {18, 10, 18, 13}} {
		f := l.Zero(tc[0], tc[1])
		if f.Height != tc[2] || f.Base != tc[3] {
			t.Errorf("^A0N,%d,%d: height %d, base %d", tc[0], tc[1], f.Height, f.Base)
		}
	}
}

// TestAllOfFontZero: what the font promises is there, with ink.
func TestAllOfFontZero(t *testing.T) {
	l := newLibrary(t)
	f := l.Zero(40, 40)
	for r := rune(0x21); r < 0x180; r++ {
		if r >= 0x7F && r <= 0xA0 || r == 0xAD {
			continue
		}
		g := f.Glyph(r, 0)
		if g.Missing || g.Bits == nil || g.Advance <= 0 {
			t.Errorf("U+%04X: %+v", r, g)
		}
	}
	for _, r := range "ƒȘțΑΩαωЖжЯя收件人ｱ한" {
		if g := f.Glyph(r, 0); g.Missing || g.Bits == nil {
			t.Errorf("%c is missing", r)
		}
	}
}

func TestMatrixSizes(t *testing.T) {
	l := newLibrary(t)
	for _, tc := range []struct {
		letter                byte
		h, w                  int
		height, base, advance int
	}{
		{'A', 0, 0, 9, 7, 6},
		{'A', 22, 0, 18, 14, 12},
		{'A', 0, 10, 18, 14, 12},
		{'A', 9, 10, 9, 7, 12},
		{'B', 30, 0, 33, 33, 27},
		{'D', 36, 20, 36, 28, 24},
		{'D', 0, 9, 18, 14, 12},
		{'E', 28, 15, 28, 23, 20},
		{'F', 26, 13, 26, 21, 16},
		{'G', 60, 40, 60, 48, 48},
		{'H', 21, 13, 21, 21, 19},
	} {
		f, ok := l.Matrix(tc.letter, tc.h, tc.w)
		if !ok {
			t.Fatalf("no font %c", tc.letter)
		}
		g := f.Glyph('E', 0)
		if f.Height != tc.height || f.Base != tc.base || g.Advance != tc.advance<<6 {
			t.Errorf("^A%cN,%d,%d: height %d, base %d, advance %d", tc.letter, tc.h, tc.w, f.Height, f.Base, g.Advance>>6)
		}
		if d := g.Bits.H - f.Base; d < -2 || d > 1 {
			t.Errorf("^A%c: capitals are %d high above a baseline at %d", tc.letter, g.Bits.H, f.Base)
		}
	}
	if _, ok := l.Matrix('I', 10, 10); ok {
		t.Error("font I")
	}
	b, _ := l.Matrix('B', 22, 14)
	if b.Glyph('a', 0) != b.Glyph('A', 0) {
		t.Error("font B has small letters")
	}
}

// TestResolutions: fonts E and H keep their size in millimetres.
func TestResolutions(t *testing.T) {
	for dots, want := range map[int]int{6: 21, 8: 28, 12: 42, 24: 42, 7: 28} {
		if m, _ := matrixOf('E', dots); m.height != want {
			t.Errorf("%d dots/mm: font E is %d high", dots, m.height)
		}
	}
}

func TestMissingIsSeen(t *testing.T) {
	l := newLibrary(t)
	a, _ := l.Matrix('A', 9, 5)
	for _, f := range []Sized{l.Zero(30, 30), l.Asian(16, 16), a} {
		g := f.Glyph('\uE001', 0)
		if !g.Missing || g.Bits == nil || g.Bits.Count() < 8 || g.Advance <= 0 {
			t.Errorf("%+v", g)
		}
	}
	f := l.Zero(30, 30)
	for _, r := range "\u200b\ufe0f\u200d" {
		if g := f.Glyph(r, 0); g.Missing || g.Bits != nil || g.Advance != 0 {
			t.Errorf("U+%04X: %+v", r, g)
		}
	}
}

// TestWithoutFallback: a build without fonts draws Latin text.
func TestWithoutFallback(t *testing.T) {
	l, err := NewLibrary(nil, 8)
	if err != nil {
		t.Fatal(err)
	}
	f := l.Zero(20, 20)
	if f.Glyph('A', 0).Missing || !f.Glyph('收', 0).Missing {
		t.Error("A must be there and 收 missing")
	}
}

func TestCacheIsBounded(t *testing.T) {
	l := newLibrary(t)
	// One large glyph, then as many sizes as it takes to fill the cache.
	f := l.Zero(4000, 4000)
	f.Glyph('M', 0)
	l.bytes += maxCacheBytes
	for h := 20; h < 60; h++ {
		f := l.Zero(h, h)
		f.Glyph('M', 0)
	}
	if l.bytes > maxCacheBytes || len(l.cache) >= 41 {
		t.Errorf("%d bytes, %d glyphs", l.bytes, len(l.cache))
	}
}

// FuzzGlyph: every character in every font at every size is drawn or a box,
// within bounds.
func FuzzGlyph(f *testing.F) {
	l := newLibrary(f)
	f.Add(uint8('0'), 30, 30, int32('A'))
	f.Add(uint8('D'), 1, 4000, int32('收'))
	f.Add(uint8('x'), -5, 0, int32(0x10FFFF))
	f.Fuzz(func(t *testing.T, letter uint8, h, w int, r int32) {
		h, w = h%600, w%600
		s, ok := l.Matrix(letter, h, w)
		switch {
		case ok:
		case letter%2 == 0:
			s = l.Zero(h, w)
		default:
			s = l.Asian(h, w)
		}
		g := s.Glyph(r, int(letter)&63)
		if g.Bits != nil && (g.Bits.W <= 0 || g.Bits.H <= 0 || g.Bits.W > 64*600*10) {
			t.Errorf("%d by %d dots", g.Bits.W, g.Bits.H)
		}
		if g.Missing && g.Bits == nil {
			t.Error("missing and not seen")
		}
	})
}

func BenchmarkGlyphCold(b *testing.B) {
	l := newLibrary(b)
	f := l.Zero(40, 40)
	for b.Loop() {
		clear(l.cache)
		f.Glyph('R', 0)
	}
}

func BenchmarkGlyphWarm(b *testing.B) {
	l := newLibrary(b)
	f := l.Zero(40, 40)
	for b.Loop() {
		f.Glyph('R', 0)
	}
}
