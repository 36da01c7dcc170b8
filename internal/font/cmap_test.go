package font

import (
	"math/rand/v2"
	"testing"

	"golang.org/x/image/font/sfnt"
)

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

// A cmap with listed and computed segments, gaps, both ends of the plane.
func TestBMPRoundTrip(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 50 {
		m := new(bmpMap)
		for c := 0; c < bmpSize && c < 20000; {
			run := 1 + rng.IntN(20)
			id := uint16(rng.IntN(0x10000))
			for i := range run {
				if rng.IntN(3) == 0 {
					id = uint16(rng.IntN(0x10000))
				}
				m[c+i] = id
				id++
			}
			c += run + rng.IntN(30)
		}
		m[0xFFFE] = 7
		cmap, err := writeBMP(m)
		if err != nil {
			t.Fatal(err)
		}
		got, err := readBMP(cmap)
		if err != nil {
			t.Fatal(err)
		}
		if *got != *m {
			t.Fatal("map differs after writing and reading")
		}
	}
}

func TestWriteBMPTooLong(t *testing.T) {
	m := new(bmpMap)
	for c := range m {
		m[c] = uint16(c * 7)
	}
	if _, err := writeBMP(m); err == nil {
		t.Fatal("no error for 65,535 glyphs without order")
	}
}

func TestReadBMPFormat12(t *testing.T) {
	cmap := []byte{
		0, 0, 0, 1, 0, 3, 0, 10, 0, 0, 0, 12,
		0, 12, 0, 0, 0, 0, 0, 40, 0, 0, 0, 0, 0, 0, 0, 2,
		0, 0, 0, 'A', 0, 0, 0, 'B', 0, 0, 0, 5,
		0, 1, 0, 0, 0, 2, 0, 0, 0, 0, 0, 9, // beyond the plane
	}
	m, err := readBMP(cmap)
	if err != nil {
		t.Fatal(err)
	}
	want := new(bmpMap)
	want['A'], want['B'] = 5, 6
	if *m != *want {
		t.Error("wrong map")
	}
}

func FuzzPatchCmap(f *testing.F) {
	ttf := smallFont(f, map[rune]rune{'A': 'A', 0x4E00: '一', 0xE000: '𬱖'})
	f.Add(ttf, int32(0xE001), uint16(2))
	f.Add(ttf[:40], int32('A'), uint16(1))
	f.Add([]byte{}, int32(-1), uint16(0))
	f.Fuzz(func(t *testing.T, ttf []byte, r int32, id uint16) {
		patched, err := PatchCmap(ttf, map[rune]uint16{r: id})
		if err != nil {
			return
		}
		c, err := openMember(patched, 0)
		if err != nil {
			t.Fatal(err)
		}
		m, err := readBMP(c.table("cmap"))
		if err != nil {
			t.Fatal(err)
		}
		if m[r] != id {
			t.Fatalf("U+%04X leads to %d, want %d", r, m[r], id)
		}
	})
}
