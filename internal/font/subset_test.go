package font

import (
	"bytes"
	"encoding/binary"
	"errors"
	"slices"
	"testing"

	"waybill/internal/bitmap"
)

// A subset draws every character as the whole font does, composites too, in
// every embedded face.
func TestSubsetDrawsAlike(t *testing.T) {
	s := mustDefault(t)
	byFace := make(map[*Face]map[rune]uint16)
	code := rune(0xE000)
	want := make(map[rune]rune) // by code in the subset
	for _, r := range "Åéñü0*A一灣龘𬱖かﾅ①®，（）𠮷𪚲한글힣😀🎁" {
		g := mustGlyph(t, s, r)
		if byFace[g.Face] == nil {
			byFace[g.Face] = make(map[rune]uint16)
		}
		byFace[g.Face][code], want[code] = g.ID, r
		code++
	}
	if len(byFace) < 4 {
		t.Errorf("the sample needs %d faces only", len(byFace))
	}
	whole := NewRasterizer(s)
	for f, chars := range byFace {
		sub, err := f.Subset(chars)
		if err != nil {
			t.Fatal(err)
		}
		again, err := f.Subset(chars)
		if err != nil || !bytes.Equal(sub, again) {
			t.Errorf("%s: the same characters gave other bytes", f.Name())
		}
		if len(sub) > 20_000 {
			t.Errorf("%s: %d bytes for %d characters", f.Name(), len(sub), len(chars))
		}
		face, err := newFace("subset", sub, 0)
		if err != nil {
			t.Fatal(err)
		}
		part := &Set{}
		part.insert(0, face)
		r := NewRasterizer(part)
		for code := range chars {
			a, b := bitmap.New(100, 100), bitmap.New(100, 100)
			mustDraw(t, whole, a, 64, 70, 48*64, false, string(want[code]))
			mustDraw(t, r, b, 64, 70, 48*64, false, string(code))
			if !a.Equal(b) {
				t.Errorf("%s: %c looks different", f.Name(), want[code])
			}
			if x, y := mustGlyph(t, s, want[code]).Advance, mustGlyph(t, part, code).Advance; x != y {
				t.Errorf("%s: %c has advance %d, want %d", f.Name(), want[code], y, x)
			}
		}
	}
}

func TestSubsetRefuses(t *testing.T) {
	f := mustDefault(t).Faces()[0]
	for name, chars := range map[string]map[rune]uint16{
		"above the plane": {0x10000: 1},
		"negative":        {-1: 1},
		"no such glyph":   {'A': 0xFFFF},
	} {
		if _, err := f.Subset(chars); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if _, err := f.Subset(nil); err != nil {
		t.Errorf("no characters: %v", err)
	}
}

// fsType decides whether a font may go into a document.
func TestEmbeddingRights(t *testing.T) {
	ttf := smallFont(t, map[rune]rune{'A': 'A'})
	for fsType, allowed := range map[uint16]bool{
		0: true, 0x0002: false, 0x0004: true, 0x0008: true, 0x0100: false, 0x0200: false, 0x0104: false,
	} {
		c, err := openMember(ttf, 0)
		if err != nil {
			t.Fatal(err)
		}
		os2 := slices.Clone(c.table("OS/2"))
		binary.BigEndian.PutUint16(os2[8:], fsType)
		if c, err = c.with("OS/2", os2); err != nil {
			t.Fatal(err)
		}
		f, err := newFace("test", c.bytes(), 0)
		if err != nil {
			t.Fatal(err)
		}
		_, errTTF := f.TTF()
		_, errSubset := f.Subset(nil)
		if errors.Is(errTTF, ErrNoEmbedding) == allowed || errors.Is(errSubset, ErrNoEmbedding) == allowed {
			t.Errorf("fsType %#x: %v, %v", fsType, errTTF, errSubset)
		}
	}
}

// TTF gives away its own copy.
func TestTTFIsACopy(t *testing.T) {
	f := mustDefault(t).Faces()[4]
	a, err := f.TTF()
	if err != nil {
		t.Fatal(err)
	}
	clear(a)
	b, err := f.TTF()
	if err != nil || len(b) != len(a) || bytes.Equal(a, b) {
		t.Errorf("%d bytes, then %d: %v", len(a), len(b), err)
	}
}
