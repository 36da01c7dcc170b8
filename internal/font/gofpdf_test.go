package font

import (
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/jung-kurt/gofpdf"

	"waybill/internal/bitmap"
)

// gofpdf draws a character above U+FFFF through its private-use code, from the
// patched font and from the subset, as the Rasterizer draws it.
func TestGofpdfDrawsPrivateUse(t *testing.T) {
	if _, err := exec.LookPath("pdftoppm"); err != nil {
		t.Skip("SKIP-EXTERNAL: pdftoppm is not installed (poppler-utils)")
	}
	s := mustDefault(t)
	const size = 96 // points and, at 72 dpi, dots
	for _, r := range "𬱖𠮷😀" {
		g := mustGlyph(t, s, r)
		chars := map[rune]uint16{0xE000: g.ID}
		ttf, err := g.Face.TTF()
		if err != nil {
			t.Fatal(err)
		}
		patched, err := PatchCmap(ttf, chars)
		if err != nil {
			t.Fatal(err)
		}
		subset, err := g.Face.Subset(chars)
		if err != nil {
			t.Fatal(err)
		}
		want := bitmap.New(200, 200)
		mustDraw(t, NewRasterizer(s), want, 20*64, 150, size*64, false, string(r))
		for way, font := range map[string][]byte{"patched": patched, "subset": subset} {
			differing := 0
			got := rasterizePDF(t, font, size)
			for y := range 200 {
				for x := range 200 {
					if got.At(x, y) != want.At(x, y) {
						differing++
					}
				}
			}
			// Only the edges may differ, by antialiasing.
			if got.Count() == 0 || differing*10 > want.Count() {
				t.Errorf("U+%04X, %s: %d dots of %d differ", r, way, differing, want.Count())
			}
		}
	}
}

// rasterizePDF draws U+E000 at 20, 150 on a page of 200 by 200 points.
func rasterizePDF(t *testing.T, font []byte, size float64) *bitmap.Bitmap {
	t.Helper()
	dir := t.TempDir()
	pdf := gofpdf.NewCustom(&gofpdf.InitType{UnitStr: "pt", Size: gofpdf.SizeType{Wd: 200, Ht: 200}})
	pdf.AddUTF8FontFromBytes("test", "", font)
	pdf.AddPage()
	pdf.SetFont("test", "", size)
	pdf.Text(20, 150, "\ue000")
	page := filepath.Join(dir, "page")
	if err := pdf.OutputFileAndClose(page + ".pdf"); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("pdftoppm", "-r", "72", "-png", "-gray", "-singlefile", page+".pdf", page).CombinedOutput(); err != nil {
		t.Fatalf("pdftoppm: %v: %s", err, out)
	}
	f, err := os.Open(page + ".png")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	picture, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	b := bitmap.New(picture.Bounds().Dx(), picture.Bounds().Dy())
	for y := range b.H {
		for x := range b.W {
			gray := color.GrayModel.Convert(picture.At(x, y)).(color.Gray)
			b.Set(x, y, gray.Y < 255-inkCoverage)
		}
	}
	return b
}
