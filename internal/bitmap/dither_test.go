package bitmap

import (
	"image"
	"image/color"
	"math/rand/v2"
	"testing"
)

// opaque hides the fast accessor of a picture.
type opaque struct{ image.Image }

func flat(w, h int, c color.Color) image.Image {
	img := image.NewNRGBA(image.Rect(3, -2, 3+w, -2+h)) // an origin of its own
	for y := -2; y < h-2; y++ {
		for x := 3; x < w+3; x++ {
			img.Set(x, y, c)
		}
	}
	return img
}

func TestDitherKeepsMeanGrey(t *testing.T) {
	for _, level := range []uint8{0, 1, 32, 64, 127, 128, 200, 254, 255} {
		b := Dither(flat(37, 23, color.Gray{level}), 120, 90)
		got := float64(b.Count()) / (120 * 90)
		want := 1 - float64(level)/255
		if d := got - want; d < -0.01 || d > 0.01 {
			t.Errorf("grey %d: %.3f ink, want %.3f", level, got, want)
		}
	}
}

func TestTransparencyIsPaper(t *testing.T) {
	for _, tt := range []struct {
		name string
		c    color.Color
		ink  bool
	}{
		{"clear black", color.NRGBA{0, 0, 0, 0}, false},
		{"faint black", color.NRGBA{0, 0, 0, 100}, false},
		{"strong black", color.NRGBA{0, 0, 0, 160}, true},
		{"white", color.White, false},
		{"black", color.Black, true},
		{"red", color.NRGBA{255, 0, 0, 255}, true},       // luma 0.30
		{"yellow", color.NRGBA{255, 255, 0, 255}, false}, // luma 0.89
	} {
		b := Threshold(flat(5, 5, tt.c), 10, 3)
		want := 0
		if tt.ink {
			want = 30
		}
		if b.Count() != want {
			t.Errorf("%s: %d dots of 30 inked", tt.name, b.Count())
		}
	}
}

// TestScaleGreyAgainstNaive repeats every pixel w by h times and averages
// blocks of the source's size: the definition of the mean over an area.
func TestScaleGreyAgainstNaive(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	for range 60 {
		sw, sh, w, h := 1+rng.IntN(9), 1+rng.IntN(9), 1+rng.IntN(12), 1+rng.IntN(12)
		img := image.NewGray16(image.Rect(0, 0, sw, sh))
		for i := range img.Pix {
			img.Pix[i] = uint8(rng.IntN(256))
		}
		g := scaleGrey(img, w, h)
		for y := range h {
			for x := range w {
				sum := 0
				for v := range sh {
					for u := range sw {
						sum += int(img.Gray16At((x*sw+u)/w, (y*sh+v)/h).Y)
					}
				}
				want := (sum + sw*sh/2) / (sw * sh)
				if d := int(g.pix[y*w+x]) - want; d < -1 || d > 1 {
					t.Fatalf("%dx%d to %dx%d: dot %d,%d is %d, want %d", sw, sh, w, h, x, y, g.pix[y*w+x], want)
				}
			}
		}
	}
}

func TestDitherDeterministic(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 9))
	img := image.NewRGBA(image.Rect(0, 0, 61, 47))
	for i := range img.Pix {
		img.Pix[i] = uint8(rng.IntN(256)) // invalid premultiplied colours too
	}
	a := Dither(img, 40, 31)
	if !a.Equal(Dither(img, 40, 31)) || !a.Equal(Dither(opaque{img}, 40, 31)) {
		t.Error("the same picture gives other dots")
	}
}

// TestDitherSerpentine: under a white row, which diffuses nothing, a row comes
// out as the mirror of its mirror image in a first row.
func TestDitherSerpentine(t *testing.T) {
	const w = 32
	first, second := image.NewGray(image.Rect(0, 0, w, 1)), image.NewGray(image.Rect(0, 0, w, 2))
	for x := range w {
		second.SetGray(x, 0, color.Gray{255})
		second.SetGray(x, 1, color.Gray{uint8(x * 8)})
		first.SetGray(w-1-x, 0, color.Gray{uint8(x * 8)})
	}
	a, b := Dither(first, w, 1), Dither(second, w, 2)
	for x := range w {
		if a.At(w-1-x, 0) != b.At(x, 1) {
			t.Fatalf("dot %d of the second row is not the mirror", x)
		}
	}
}

func TestThresholdKeepsLineArt(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 9))
	b, _ := random(rng, 33, 21)
	if !Threshold(b.Paletted(), 33, 21).Equal(b) {
		t.Error("a 1-bit picture at its own size changed")
	}
	if !Threshold(b.Paletted(), 99, 63).Equal(b.Scale(3)) {
		t.Error("a 1-bit picture at three times its size changed")
	}
	if !Dither(b.Paletted(), 33, 21).Equal(b) {
		t.Error("dithering changed a 1-bit picture")
	}
}

func TestDitherEmpty(t *testing.T) {
	for _, tt := range []struct{ sw, sh, w, h int }{{0, 0, 5, 5}, {5, 5, 0, 3}, {5, 5, -1, -1}, {0, 4, 2, 2}} {
		if b := Dither(image.NewGray(image.Rect(0, 0, tt.sw, tt.sh)), tt.w, tt.h); b.Count() != 0 {
			t.Errorf("%+v: %d dots", tt, b.Count())
		}
	}
}

func BenchmarkDither(b *testing.B) {
	img := flat(600, 300, color.NRGBA{10, 120, 200, 200})
	for b.Loop() {
		Dither(img, 240, 120)
	}
}
