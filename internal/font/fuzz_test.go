package font

import (
	"testing"

	"waybill/internal/bitmap"
)

// FuzzFace parses any bytes as a font file and draws with it: damaged files
// are errors or ugly, never a panic.
func FuzzFace(f *testing.F) {
	ttf := smallFont(f, map[rune]rune{'A': 'Å', 'B': 'é', 0x4E00: '灣', 0x20000 >> 4: 'g'})
	f.Add(ttf, 0)
	f.Add(collection(ttf, ttf), 1)
	f.Add(ttf[:len(ttf)/2], 0)
	f.Add([]byte("OTTO\x00\x01"), 0)
	f.Add([]byte{}, 0)
	f.Fuzz(func(t *testing.T, file []byte, index int) {
		face, err := newFace("fuzz", file, index)
		if err != nil {
			return
		}
		s := &Set{}
		s.insert(0, face)
		r := NewRasterizer(s)
		b := bitmap.New(64, 64)
		chars := map[rune]uint16{}
		for _, c := range "AB一\u2000 " {
			_ = r.Draw(b, 64, 40, 20*64, true, string(c), false)
			if g, ok := s.Glyph(c); ok && g.Face != nil {
				chars[c] = g.ID
			}
		}
		if !face.Glyf() {
			return
		}
		if ttf, err := face.TTF(); err == nil {
			_, _ = PatchCmap(ttf, chars)
		}
		sub, err := face.Subset(chars)
		if err != nil {
			return
		}
		if _, err := newFace("subset", sub, 0); err != nil {
			t.Fatalf("subset of a sound font: %v", err)
		}
	})
}
