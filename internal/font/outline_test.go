package font

import (
	"testing"

	"golang.org/x/image/font/sfnt"
)

func TestParse(t *testing.T) {
	s := mustDefault(t)
	main := s.Faces()[0]
	ttf, err := main.TTF()
	if err != nil {
		t.Fatal(err)
	}
	f, err := Parse("copy", ttf)
	if err != nil {
		t.Fatal(err)
	}
	want := mustGlyph(t, s, '收')
	got, ok := f.Glyph('收')
	if !ok || got.ID != want.ID || got.Advance != want.Advance || got.Face != f {
		t.Errorf("%+v, want %+v", got, want)
	}
	if _, ok := f.Glyph(0x10FFFF); ok {
		t.Error("a glyph for a noncharacter")
	}
	if up, down := f.Extent(); up < 700 || up > 1300 || down < 100 || down > 500 {
		t.Errorf("extent %d and %d", up, down)
	}
	var b sfnt.Buffer
	outline, err := f.Outline(&b, got.ID, 100<<6)
	if err != nil || len(outline) < 10 {
		t.Errorf("%d segments, %v", len(outline), err)
	}
	if box := outline.Bounds(); box.Max.X.Ceil() > 110 || box.Min.Y.Floor() < -110 || box.Max.Y.Ceil() > 30 {
		t.Errorf("outline %v", box)
	}
	for _, n := range []int{0, 10, 1000, len(ttf) / 2} {
		if f, err := Parse("cut", ttf[:n]); err == nil {
			// What can be opened must answer without a panic.
			f.Glyph('收')
			f.Extent()
		}
	}
}
