package font

import (
	"testing"

	"waybill/internal/bitmap"
)

// line has 40 characters, as an address has.
const line = "广东省深圳市南山区科技园路一百二十八号创新大厦第十二层一二零三室（前台代收）谢谢"

// BenchmarkDefault is what every command that prints pays at its start.
func BenchmarkDefault(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		mustDefault(b)
	}
}

// BenchmarkFirstLine measures a line of text on a cold Set.
func BenchmarkFirstLine(b *testing.B) {
	for b.Loop() {
		s := mustDefault(b)
		if _, err := s.Advance(line); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkAdvance(b *testing.B) {
	s := mustDefault(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := s.Advance(line); err != nil {
			b.Fatal(err)
		}
	}
}

// drawLabel draws the 16 lines of a label, 252 glyphs in three sizes.
func drawLabel(b *testing.B, r *Rasterizer, dst *bitmap.Bitmap) {
	for i := range 16 {
		text := []rune(line)[i : i+16]
		mustDraw(b, r, dst, 640, 60+70*i, (20+2*(i%3))*64, i%4 == 0, string(text))
	}
}

// BenchmarkLabelCached draws the text of a label whose glyphs are known.
func BenchmarkLabelCached(b *testing.B) {
	r, dst := NewRasterizer(mustDefault(b)), bitmap.New(800, 1200)
	b.ReportAllocs()
	for b.Loop() {
		drawLabel(b, r, dst)
	}
}

// BenchmarkLabelCold draws it with an empty glyph cache.
func BenchmarkLabelCold(b *testing.B) {
	s, dst := mustDefault(b), bitmap.New(800, 1200)
	b.ReportAllocs()
	for b.Loop() {
		drawLabel(b, NewRasterizer(s), dst)
	}
}

func BenchmarkTTF(b *testing.B) {
	f := mustDefault(b).Faces()[0]
	for b.Loop() {
		if _, err := f.TTF(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkSubset cuts the main font to the characters of one label.
func BenchmarkSubset(b *testing.B) {
	s := mustDefault(b)
	chars := make(map[rune]uint16)
	for _, r := range line + "0123456789*ABC" {
		chars[r] = mustGlyph(b, s, r).ID
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := s.Faces()[0].Subset(chars); err != nil {
			b.Fatal(err)
		}
	}
}
