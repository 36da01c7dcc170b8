package printerfont

import (
	"errors"
	"testing"
)

// The guide's example of ~DB, its letters O read as zeros.
const guideFont = "N,5,24,3,10,2,ZEBRA 1992,\r\n#0025.5.16.2.5.18.\r\n00FF\r\n00FF\r\nFF00\r\nFF00\r\nFFFF\r\n#0037.4.24.3.6.26.\r\n00FF00\r\n0F00F0\r\n0F00F0\r\n00FF00\r\n"

func TestParseBitmap(t *testing.T) {
	f, left, err := ParseBitmap([]byte(guideFont))
	if err != nil || left != 0 {
		t.Fatal(left, err)
	}
	l := newLibrary(t)
	s := l.Bitmap(f, 10, 48)
	if s.Height != 10 || s.Base != 6 {
		t.Errorf("height %d, base %d", s.Height, s.Base)
	}
	g := s.Glyph('%', 0)
	if g.Advance != 36<<6 || g.X != 4 || g.Y != -10 || g.Bits.W != 32 || g.Bits.H != 10 {
		t.Errorf("%+v", g)
	}
	if g.Bits.At(0, 0) || !g.Bits.At(16, 0) || !g.Bits.At(0, 4) || g.Bits.Count() != 4*(8*4+16) {
		t.Errorf("dots: %d", g.Bits.Count())
	}
	if w := s.Glyph(' ', 0).Advance; w != 20<<6 {
		t.Errorf("blank %d", w)
	}
	if g := s.Glyph('A', 0); g.Missing || g.Bits == nil {
		t.Error("what the font lacks is not taken from the others")
	}
}

func TestParseBitmapRefuses(t *testing.T) {
	for _, bad := range []string{"", "N,5,24", "#0025.5.16.2.5.18.00", "N,x,1,1,1,1,c,#0025.1.8.0.1.8.FF", "N,5,24,3,10,2,c,#zz.1.1.1.1.1.FF", "N,5,9999,3,10,2,c,#0025.1.8.0.1.8.FF"} {
		if _, _, err := ParseBitmap([]byte(bad)); !errors.Is(err, ErrBitmapFont) {
			t.Errorf("%q: %v", bad, err)
		}
	}
	f, left, err := ParseBitmap([]byte("N,5,24,3,10,2,c,#0025.1.8.0.1.8.FF#0026.4000.4000.0.0.1.F#0027"))
	if err != nil || left != 2 || len(f.chars) != 1 {
		t.Errorf("%v: %d left out", err, left)
	}
}

func FuzzParseBitmap(f *testing.F) {
	f.Add([]byte(guideFont))
	f.Add([]byte("N,5,24,3,10,2,c,#0025.1.8.-3.1.-8.:B64:AA:0000"))
	f.Fuzz(func(t *testing.T, data []byte) {
		font, _, err := ParseBitmap(data)
		if err != nil {
			return
		}
		size := 0
		for _, c := range font.chars {
			if c.bits != nil {
				size += len(c.bits.Bits)
			}
		}
		if size > maxBitmapBytes+1<<22 {
			t.Errorf("%d bytes of %d", size, len(data))
		}
		for r := range font.chars {
			if g, ok := font.glyph(r, 2, 3); ok && g.Bits != nil && g.Bits.W%2+g.Bits.H%3 != 0 {
				t.Error("not magnified by whole dots")
			}
			break
		}
	})
}
