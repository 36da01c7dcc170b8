package zpl

import (
	"image"
	"math/rand/v2"
	"testing"

	"waybill/internal/bitmap"
)

// TestGraphicBands sends a page too large for one ^GF and prints it again.
func TestGraphicBands(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	page := bitmap.New(2403, 1000)
	for range 3000 {
		page.Fill(r.IntN(page.W), r.IntN(page.H), 1+r.IntN(60), 1+r.IntN(3))
	}
	for _, comp := range []Compression{ACS, Shortest} {
		for _, area := range []image.Rectangle{
			image.Rect(0, 0, page.W, page.H),
			image.Rect(5, 3, page.W+50, page.H-1), // off byte, over the edge
			image.Rect(1601, 7, 1602, 900),
		} {
			g := grapher{compression: comp}
			zpl, err := g.appendGraphic(nil, page, area, "")
			if err != nil {
				t.Fatal(err)
			}
			commands := splitCommands(t, zpl)
			inside := area.Intersect(image.Rect(0, 0, page.W, page.H))
			if bytesIn(inside) > maxGraphic && len(commands) < 6 {
				t.Errorf("%v: %d commands, no bands", area, len(commands))
			}
			want := bitmap.New(page.W, page.H)
			want.Or(page.Crop(inside), inside.Min.X, inside.Min.Y)
			if got := printZPL(t, zpl, page.W, page.H); !got.page.Equal(want) {
				t.Errorf("%v, compression %d: dots differ", area, comp)
			}
		}
	}
	if out, err := (&grapher{}).appendGraphic(nil, page, image.Rect(-9, -9, 0, 0), ""); err != nil || len(out) != 0 {
		t.Errorf("outside: %q, %v", out, err)
	}
}

// FuzzGraphic: any bitmap, any area prints the same dots.
func FuzzGraphic(f *testing.F) {
	f.Add([]byte{1, 2, 3, 0, 0, 0, 255, 255, 255}, uint8(20), uint8(3), uint8(0), uint8(9))
	f.Fuzz(func(t *testing.T, bits []byte, w, x, y, h uint8) {
		page := bitmap.New(int(w)+1, 40)
		for i, v := range bits {
			for k := range 8 {
				n := 8*i + k
				page.Set(n%page.W, n/page.W, v>>k&1 != 0)
			}
		}
		area := image.Rect(int(x), int(y), page.W, int(y)+int(h))
		inside := area.Intersect(image.Rect(0, 0, page.W, page.H))
		want := bitmap.New(page.W, page.H)
		want.Or(page.Crop(inside), inside.Min.X, inside.Min.Y)
		for _, comp := range []Compression{ACS, Shortest} {
			g := grapher{compression: comp}
			zpl, err := g.appendGraphic(nil, page, area, "")
			if err != nil {
				t.Fatal(err)
			}
			if len(zpl) == 0 {
				if want.Count() != 0 {
					t.Fatal("ink lost")
				}
				continue
			}
			if !printZPL(t, zpl, page.W, page.H).page.Equal(want) {
				t.Fatal("dots differ")
			}
		}
	})
}
