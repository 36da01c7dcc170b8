package raster

import (
	"bytes"
	"errors"
	"flag"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"waybill/internal/bitmap"
	"waybill/internal/font"
	"waybill/internal/symbol"
	"waybill/label"
)

var update = flag.Bool("update", false, "rewrite the golden files")

const mm = label.Millimetre

func rect(x, y, w, h float64) label.Rect {
	return label.Rect{X: label.Millimetres(x), Y: label.Millimetres(y), W: label.Millimetres(w), H: label.Millimetres(h)}
}

func rasterizer(t testing.TB) *font.Rasterizer {
	t.Helper()
	set, err := font.Default()
	if err != nil {
		t.Skip("SKIP-EXTERNAL: " + err.Error())
	}
	return font.NewRasterizer(set)
}

func code(t testing.TB, kind symbol.Kind, data string, area label.Rect, module float64) label.Symbol {
	t.Helper()
	s, err := symbol.Encode(kind, data, symbol.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return label.Symbol{Info: label.Meta{Element: string(kind)}, Area: area, Code: s,
		Module: label.Millimetres(module), MinModule: label.Micrometre, Align: label.Center}
}

// page renders items on 10 by 5 mm: 80 by 40 dots at 203 dpi.
func page(t *testing.T, items ...label.Item) *bitmap.Bitmap {
	t.Helper()
	b, err := Render(&label.Document{Size: label.Size{W: 10 * mm, H: 5 * mm}, Items: items}, label.DPI203, rasterizer(t))
	if err != nil {
		t.Fatal(err)
	}
	if b.W != 80 || b.H != 40 {
		t.Fatalf("page of %d by %d dots", b.W, b.H)
	}
	return b
}

// want draws filled rectangles of x0, y0, x1, y1 dots.
func want(areas ...[4]int) *bitmap.Bitmap {
	b := bitmap.New(80, 40)
	for _, a := range areas {
		b.Fill(a[0], a[1], a[2]-a[0], a[3]-a[1])
	}
	return b
}

func TestShapes(t *testing.T) {
	tests := []struct {
		name string
		item label.Item
		want *bitmap.Bitmap
	}{
		{"line", label.Line{R: rect(1, 1, 5, 0.25)}, want([4]int{8, 8, 48, 10})},
		{"hairline", label.Line{R: rect(1, 1, 5, 0)}, want([4]int{8, 8, 48, 9})},
		{"edges snap alone", label.Line{R: rect(1.06, 1, 1, 1)}, want([4]int{8, 8, 16, 16})},
		{"touching areas touch", label.Line{R: rect(2.06, 1, 1, 1)}, want([4]int{16, 8, 24, 16})},
		{"dashes across", label.Line{R: rect(0, 0, 4, 0.125), Dash: 1 * mm}, want([4]int{0, 0, 8, 1}, [4]int{16, 0, 24, 1})},
		{"last dash cut", label.Line{R: rect(0, 0, 2.5, 0.125), Dash: 1 * mm}, want([4]int{0, 0, 8, 1}, [4]int{16, 0, 20, 1})},
		{"dashes down", label.Line{R: rect(1, 0, 0.125, 2), Dash: label.Millimetres(0.5)}, want([4]int{8, 0, 9, 4}, [4]int{8, 8, 9, 12})},
		{"dash below a dot", label.Line{R: rect(0, 0, 0.5, 0.125), Dash: label.Micrometre}, want([4]int{0, 0, 1, 1}, [4]int{2, 0, 3, 1})},
		{"frame", label.Box{R: rect(1, 1, 2, 2), Thickness: label.Millimetres(0.25)},
			want([4]int{8, 8, 24, 10}, [4]int{8, 22, 24, 24}, [4]int{8, 8, 10, 24}, [4]int{22, 8, 24, 24})},
		{"frame without thickness", label.Box{R: rect(1, 1, 0.375, 0.375)}, want([4]int{8, 8, 11, 9}, [4]int{8, 10, 11, 11}, [4]int{8, 8, 9, 11}, [4]int{10, 8, 11, 11})},
		{"frame thicker than itself", label.Box{R: rect(1, 1, 0.5, 2), Thickness: 1 * mm}, want([4]int{8, 8, 12, 24})},
		{"filled", label.Box{R: rect(1, 1, 2, 2), Filled: true}, want([4]int{8, 8, 24, 24})},
		{"clipped", label.Box{R: rect(-1, -1, 2, 2), Filled: true}, want([4]int{0, 0, 8, 8})},
		{"image", label.Image{R: rect(1, 1, 0.5, 0.25), Pic: halves()}, want([4]int{8, 8, 10, 10})},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := page(t, tt.item); !got.Equal(tt.want) {
				t.Errorf("ink %v of %d dots, want %v of %d", got.Ink(), got.Count(), tt.want.Ink(), tt.want.Count())
			}
		})
	}
}

// halves is black on the left and white on the right.
func halves() image.Image {
	m := image.NewGray(image.Rect(0, 0, 2, 1))
	m.SetGray(1, 0, color.Gray{Y: 255})
	return m
}

// TestReversed: a box with its text left out and the text fill the box
// without common dots.
func TestReversed(t *testing.T) {
	text := label.Text{X: 2 * mm, Baseline: 4 * mm, Size: 3 * mm, String: "收"}
	box := label.Box{R: rect(1, 0, 8, 5), Filled: true}
	solid, ink := page(t, box), page(t, text)
	box.Knockout = []label.Text{text}
	reversed := page(t, box)
	if ink.Count() == 0 || reversed.Count() != solid.Count()-ink.Count() {
		t.Errorf("%d dots of %d, text of %d", reversed.Count(), solid.Count(), ink.Count())
	}
	reversed.Or(ink, 0, 0)
	if !reversed.Equal(solid) {
		t.Error("reversed and plain text differ in dots")
	}
	// What lies beneath a reversed text shows through it.
	if got := page(t, text, box); !got.Equal(solid) {
		t.Error("a box erased what was drawn before")
	}
}

// TestTextQuarterDots: sizes that differ by less than a quarter dot draw the
// same glyphs.
func TestTextQuarterDots(t *testing.T) {
	text := label.Text{X: 1 * mm, Baseline: 4 * mm, Size: 3000, String: "测"}
	near, far := text, text
	near.Size, far.Size = 3010, 3300
	if !page(t, text).Equal(page(t, near)) {
		t.Error("24 and 24.08 dots differ")
	}
	if page(t, text).Equal(page(t, far)) {
		t.Error("24 and 26.4 dots are the same")
	}
}

func TestErrors(t *testing.T) {
	r := rasterizer(t)
	render := func(items ...label.Item) error {
		_, err := Render(&label.Document{Size: label.Size{W: 50 * mm, H: 50 * mm}, Items: items}, label.DPI203, r)
		return err
	}
	var missing *font.MissingError
	err := render(label.Text{Info: label.Meta{Element: "remark"}, Size: 3 * mm, String: "\U0010FFFD"})
	if !errors.As(err, &missing) || !strings.Contains(err.Error(), "remark") {
		t.Errorf("no glyph: %v", err)
	}
	var narrow *label.SymbolError
	if err := render(code(t, symbol.Code128, "YT1234567890123", rect(0, 0, 5, 5), 0.25)); !errors.As(err, &narrow) {
		t.Errorf("narrow symbol: %v", err)
	}
	if err := render(nil...); err != nil {
		t.Errorf("blank label: %v", err)
	}
	for _, size := range []label.Size{{}, {W: -mm, H: mm}, {W: 1 << 40, H: 1 << 40}} {
		if _, err := Render(&label.Document{Size: size}, label.DPI600, r); err == nil {
			t.Errorf("media of %v taken", size)
		}
	}
}

// codesDoc has every symbology, to be decoded from the picture.
func codesDoc(t testing.TB) *label.Document {
	return &label.Document{Size: label.Size{W: 76 * mm, H: 100 * mm}, Items: []label.Item{
		label.Text{X: 3 * mm, Baseline: 6 * mm, Size: 4 * mm, Bold: true, String: "远山速运 标准快递"},
		code(t, symbol.Code128, "YT1234567890123", rect(0, 8, 76, 10), 0.375),
		code(t, symbol.Code128, "DPK-2026 abc", rect(0, 20, 76, 10), 0.25),
		code(t, symbol.ITF, "1234567890", rect(0, 32, 76, 10), 0.25),
		code(t, symbol.Code39, "A-1234", rect(0, 44, 76, 10), 0.25),
		code(t, symbol.EAN13, "6901234567892", rect(0, 56, 76, 10), 0.375),
		code(t, symbol.QR, "https://example.com/YT1234567890123", rect(2, 70, 28, 28), 0.6),
		label.Line{R: rect(0, 68, 76, 0.3), Dash: 1 * mm},
	}}
}

func TestGoldenPNG(t *testing.T) {
	for name, dpi := range map[string]label.DPI{"203": label.DPI203, "300": label.DPI300} {
		t.Run(name, func(t *testing.T) {
			var got bytes.Buffer
			if err := WritePNG(&got, codesDoc(t), dpi, rasterizer(t)); err != nil {
				t.Fatal(err)
			}
			path := filepath.Join("testdata", "codes-"+name+".png")
			if *update {
				if err := os.WriteFile(path, got.Bytes(), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			golden, err := os.Open(path)
			if err != nil {
				t.Fatal(err)
			}
			defer golden.Close()
			// Dots are compared, not bytes: the compressor may change with Go.
			wantPic, err := png.Decode(golden)
			if err != nil {
				t.Fatal(err)
			}
			gotPic, err := png.Decode(&got)
			if err != nil {
				t.Fatal(err)
			}
			if !samePicture(gotPic, wantPic) {
				t.Errorf("differs from %s; look at it, then run with -update", path)
			}
		})
	}
}

func samePicture(a, b image.Image) bool {
	if a.Bounds() != b.Bounds() {
		return false
	}
	for y := range a.Bounds().Dy() {
		for x := range a.Bounds().Dx() {
			ra, _, _, _ := a.At(x, y).RGBA()
			rb, _, _, _ := b.At(x, y).RGBA()
			if ra != rb {
				return false
			}
		}
	}
	return true
}

// TestDecode reads the bar codes back from the picture.
func TestDecode(t *testing.T) {
	zbar, err := exec.LookPath("zbarimg")
	if err != nil {
		t.Skip("SKIP-EXTERNAL: zbarimg is not installed (Debian zbar-tools)")
	}
	d := codesDoc(t)
	for _, dpi := range []label.DPI{label.DPI203, label.DPI300, label.DPI600} {
		path := filepath.Join(t.TempDir(), "codes.png")
		file, err := os.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(WritePNG(file, d, dpi, rasterizer(t)), file.Close()); err != nil {
			t.Fatal(err)
		}
		out, err := exec.Command(zbar, "-q", "--raw", path).Output()
		if err != nil {
			t.Fatalf("zbarimg at %d dpi: %v", dpi, err)
		}
		got := strings.Split(string(out), "\n")
		for _, it := range d.Items {
			if s, ok := it.(label.Symbol); ok && !slices.Contains(got, s.Code.Data) {
				t.Errorf("%d dpi: %s is not read", dpi, s.Code.Kind)
			}
		}
	}
}

func BenchmarkRender(b *testing.B) {
	d, r := codesDoc(b), rasterizer(b)
	for b.Loop() {
		if _, err := Render(d, label.DPI203, r); err != nil {
			b.Fatal(err)
		}
	}
}
