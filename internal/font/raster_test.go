package font

import (
	"errors"
	"flag"
	"image"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"waybill/internal/bitmap"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// ascii draws a bitmap as text, # being ink.
func ascii(b *bitmap.Bitmap) string {
	var s strings.Builder
	for y := range b.H {
		for x := range b.W {
			if b.At(x, y) {
				s.WriteByte('#')
			} else {
				s.WriteByte('.')
			}
		}
		s.WriteByte('\n')
	}
	return s.String()
}

func mustDraw(tb testing.TB, r *Rasterizer, b *bitmap.Bitmap, x64, baseline, px64 int, bold bool, text string) {
	tb.Helper()
	if err := r.Draw(b, x64, baseline, px64, bold, text, false); err != nil {
		tb.Fatal(err)
	}
}

func TestDrawGolden(t *testing.T) {
	r := NewRasterizer(mustDefault(t))
	for _, test := range []struct {
		file string
		px64 int
		bold bool
		text string
	}{
		{"address-16", 16 * 64, false, "广东省深圳市南山区"},
		{"dense-18", 18 * 64, false, "龘鑫灣鬱疆響"},
		{"masked-20", 20 * 64, false, "王*明 138****5678"},
		{"masked-bold-24", 24 * 64, true, "王*明 *5678"},
		{"quarter-dot-22", 22*64 + 16, false, "件Ag（1）"},
		{"fallback-24", 24 * 64, false, "𠮷𬱖\ue863한かﾅ😀"},
	} {
		t.Run(test.file, func(t *testing.T) {
			ink, err := r.InkBounds(0, 0, test.px64, test.bold, test.text)
			if err != nil {
				t.Fatal(err)
			}
			b := bitmap.New(ink.Dx(), ink.Dy())
			mustDraw(t, r, b, -64*ink.Min.X, -ink.Min.Y, test.px64, test.bold, test.text)
			got, path := ascii(b), filepath.Join("testdata", test.file+".golden")
			if *update {
				if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("%s differs; got\n%s", path, got)
			}
		})
	}
}

// Characters that differ in one stroke, or in its length, stay distinct.
func TestStrokesStayDistinct(t *testing.T) {
	r := NewRasterizer(mustDefault(t))
	const text = "一二三十干于千王玉主丰土士未末日曰目已己巳人入八大太犬天夫戊戌戍0OQ1Il8B5S2Z"
	for px64 := 16 * 64; px64 <= 24*64; px64 += 64 {
		for _, bold := range []bool{false, true} {
			seen := make(map[string]rune)
			for _, c := range text {
				b := bitmap.New(48, 48)
				mustDraw(t, r, b, 8*64, 32, px64, bold, string(c))
				if b.Count() == 0 {
					t.Errorf("%d/64 dots: %c is blank", px64, c)
				}
				if other, ok := seen[string(b.Bits)]; ok {
					t.Errorf("%d/64 dots, bold %v: %c looks like %c", px64, bold, c, other)
				}
				seen[string(b.Bits)] = c
			}
		}
	}
	// Strokes of 三 do not run together: blank rows lie between them.
	for px := 16; px <= 24; px++ {
		b := bitmap.New(48, 48)
		mustDraw(t, r, b, 0, 32, px*64, true, "三")
		strokes := 0
		for y := 1; y < b.H; y++ {
			row := func(y int) bool { return b.Crop(image.Rect(0, y, b.W, y+1)).Count() > 0 }
			if row(y) && !row(y-1) {
				strokes++
			}
		}
		if strokes != 3 {
			t.Errorf("%d dots: 三 has %d strokes", px, strokes)
		}
	}
}

// InkBounds is the box of what Draw draws, wherever the pen starts.
func TestInkBounds(t *testing.T) {
	r := NewRasterizer(mustDefault(t))
	for _, text := range []string{"", " ", "　", "a", "gj,'", "张三丰", "－_一", "한𠮷😀", "\u200D"} {
		for _, px64 := range []int{1, 700, 16 * 64, 1333, 40 * 64} {
			for _, x64 := range []int{3000, 3016, 3031, 3032, 3063} {
				for _, bold := range []bool{false, true} {
					b := bitmap.New(400, 160)
					mustDraw(t, r, b, x64, 100, px64, bold, text)
					got, err := r.InkBounds(x64, 100, px64, bold, text)
					if err != nil {
						t.Fatal(err)
					}
					if want := b.Ink(); got != want {
						t.Errorf("%q at %d, %d/64 dots, bold %v: %v, want %v", text, x64, px64, bold, got, want)
					}
				}
			}
		}
	}
}

func TestErase(t *testing.T) {
	r := NewRasterizer(mustDefault(t))
	black, ink := bitmap.New(200, 40), bitmap.New(200, 40)
	black.Fill(0, 0, 200, 40)
	if err := r.Draw(black, 300, 30, 24*64, true, "补打 王*明", true); err != nil {
		t.Fatal(err)
	}
	mustDraw(t, r, ink, 300, 30, 24*64, true, "补打 王*明")
	for y := range 40 {
		for x := range 200 {
			if black.At(x, y) == ink.At(x, y) {
				t.Fatalf("dot %d, %d is not reversed", x, y)
			}
		}
	}
}

// A line is its glyphs at exact pen positions, rounded once.
func TestPenDoesNotDrift(t *testing.T) {
	s := mustDefault(t)
	r := NewRasterizer(s)
	const px64, x64 = 1333, 37 // 20.83 dots an em
	text := strings.Repeat("1中a", 30)
	line, parts := bitmap.New(1500, 40), bitmap.New(1500, 40)
	mustDraw(t, r, line, x64, 30, px64, false, text)
	pen := 0
	for _, c := range text {
		// The pen in 1/64000 dots, rounded half up to a whole dot.
		dot := (x64*1000 + pen*px64 + 32000) / 64000
		mustDraw(t, r, parts, dot*64, 30, px64, false, string(c))
		pen += int(mustGlyph(t, s, c).Advance)
	}
	if !line.Equal(parts) {
		t.Error("line differs from its glyphs")
	}
	for a, want := range map[int]int{-64001: -2, -64000: -1, -1: -1, 0: 0, 63999: 0, 64000: 1} {
		if got := floorDiv(a, 64000); got != want {
			t.Errorf("floorDiv(%d): %d, want %d", a, got, want)
		}
	}
}

func TestBold(t *testing.T) {
	for px, want := range map[int]int{8: 1, 24: 1, 47: 1, 48: 2, 72: 3, 120: 5} {
		if got := boldDots(px * 64); got != want {
			t.Errorf("%d dots: thickened by %d, want %d", px, got, want)
		}
	}
	r := NewRasterizer(mustDefault(t))
	for _, px := range []int{16, 24, 48, 100} {
		plain, bold, smeared := bitmap.New(300, 150), bitmap.New(300, 150), bitmap.New(300, 150)
		mustDraw(t, r, plain, 640, 110, px*64, false, "灣B")
		mustDraw(t, r, bold, 640, 110, px*64, true, "灣B")
		for dx := range boldDots(px*64) + 1 {
			smeared.Or(plain, dx, 0)
		}
		if !bold.Equal(smeared) {
			t.Errorf("%d dots: bold is not the plain text thickened to the right", px)
		}
	}
}

// Clipping on all sides leaves what lies inside untouched.
func TestClip(t *testing.T) {
	r := NewRasterizer(mustDefault(t))
	whole := bitmap.New(160, 96)
	mustDraw(t, r, whole, 40*64, 60, 30*64, true, "龘B")
	for _, w := range []image.Rectangle{
		image.Rect(45, 40, 77, 55), image.Rect(41, 30, 50, 90), image.Rect(0, 61, 160, 70), image.Rect(100, 0, 160, 96),
	} {
		part := bitmap.New(w.Dx(), w.Dy())
		mustDraw(t, r, part, (40-w.Min.X)*64, 60-w.Min.Y, 30*64, true, "龘B")
		if !part.Equal(whole.Crop(w)) {
			t.Errorf("window %v differs", w)
		}
	}
}

func TestDrawErrors(t *testing.T) {
	r := NewRasterizer(mustDefault(t))
	b := bitmap.New(100, 40)
	var missing *MissingError
	if err := r.Draw(b, 0, 30, 24*64, false, "张\ue000", false); !errors.As(err, &missing) || missing.Rune != 0xE000 {
		t.Errorf("missing character: %v", err)
	}
	if _, err := r.InkBounds(0, 30, 24*64, false, "张\t"); !errors.As(err, &missing) || missing.Rune != '\t' {
		t.Errorf("tab: %v", err)
	}
	for _, px64 := range []int{0, -1, maxEm64 + 1} {
		if err := r.Draw(b, 0, 30, px64, false, "a", false); err == nil {
			t.Errorf("em of %d/64 dots: no error", px64)
		}
	}
	if b.Count() != 0 {
		t.Error("a refused line left ink")
	}
}

func TestLargestEm(t *testing.T) {
	r := NewRasterizer(mustDefault(t))
	ink, err := r.InkBounds(0, 0, maxEm64, false, "一")
	if err != nil || ink.Dx() < 3000 || ink.Dx() > 4096 {
		t.Errorf("%v, %v", ink, err)
	}
}

// The cache forgets at its bound and goes on drawing the same.
func TestCacheBound(t *testing.T) {
	r := NewRasterizer(mustDefault(t))
	draw := func() *bitmap.Bitmap {
		b := bitmap.New(60, 60)
		mustDraw(t, r, b, 0, 50, 48*64, false, "国")
		return b
	}
	want := draw()
	r.bytes = maxCacheBytes + 1
	if !draw().Equal(want) || r.bytes <= maxCacheBytes {
		t.Error("a cached glyph was not reused")
	}
	mustDraw(t, r, bitmap.New(60, 60), 0, 50, 48*64, false, "家")
	if len(r.cache) != 1 || r.bytes > maxCacheBytes {
		t.Errorf("%d glyphs, %d bytes after the bound", len(r.cache), r.bytes)
	}
	if !draw().Equal(want) {
		t.Error("drawing differs after the bound")
	}
}
