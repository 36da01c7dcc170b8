package font

import (
	"testing"

	"golang.org/x/image/font/sfnt"
)

// mustDefault returns the embedded Set.
func mustDefault(tb testing.TB) *Set {
	tb.Helper()
	s, err := Default()
	if err != nil {
		tb.Fatal(err)
	}
	return s
}

func mustGlyph(tb testing.TB, s *Set, r rune) Glyph {
	tb.Helper()
	g, ok := s.Glyph(r)
	if !ok {
		tb.Fatalf("no glyph for U+%04X", r)
	}
	return g
}

func TestPatchCmapParsesBack(t *testing.T) {
	s := mustDefault(t)
	for _, f := range s.Faces() {
		t.Run(f.Name(), func(t *testing.T) {
			ttf, err := f.TTF()
			if err != nil {
				t.Fatal(err)
			}
			before, err := sfnt.Parse(ttf)
			if err != nil {
				t.Fatal(err)
			}
			add := map[rune]uint16{'A': 5, 0xE000: 3, 0xE001: 9, 0xE002: 10, 0xF8FF: 1, 0xFFFE: 2}
			patched, err := PatchCmap(ttf, add)
			if err != nil {
				t.Fatal(err)
			}
			after, err := sfnt.Parse(patched)
			if err != nil {
				t.Fatal(err)
			}
			for r := rune(0); r < 0xFFFF; r++ {
				want, _ := before.GlyphIndex(nil, r)
				if id, ok := add[r]; ok {
					want = sfnt.GlyphIndex(id)
				}
				if got, err := after.GlyphIndex(nil, r); err != nil || got != want {
					t.Fatalf("U+%04X: glyph %d (%v), want %d", r, got, err, want)
				}
			}
		})
	}
}

func TestPatchCmapRefuses(t *testing.T) {
	ttf, err := mustDefault(t).Faces()[0].TTF()
	if err != nil {
		t.Fatal(err)
	}
	for name, add := range map[string]map[rune]uint16{
		"above the plane":   {0x10000: 1},
		"last of the plane": {0xFFFF: 1},
		"negative":          {-1: 1},
		"no such glyph":     {0xE000: 0xFFFF},
	} {
		if _, err := PatchCmap(ttf, add); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	for _, short := range []int{0, 1, 11, 12, 100} {
		if _, err := PatchCmap(ttf[:short], nil); err == nil {
			t.Errorf("%d bytes: no error", short)
		}
	}
}
