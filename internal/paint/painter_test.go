package paint

import (
	"errors"
	"image"
	"image/color"
	"testing"

	"waybill/internal/bitmap"
	"waybill/internal/font"
	"waybill/internal/symbol"
	"waybill/label"
)

// painter paints on 80 by 40 dots, 10 by 5 mm.
func painter(t *testing.T) *Painter {
	t.Helper()
	set, err := font.Default()
	if err != nil {
		t.Skip("SKIP-EXTERNAL: " + err.Error())
	}
	return &Painter{Page: bitmap.New(80, 40), DPI: label.DPI203, Text: font.NewRasterizer(set)}
}

// rect is an area in eighths of a millimetre, which are dots.
func rect(x, y, w, h label.Length) label.Rect {
	return label.Rect{X: 125 * x, Y: 125 * y, W: 125 * w, H: 125 * h}
}

// TestInk compares the area that Item returns with the ink on the page.
// What is painted is tested with internal/raster.
func TestInk(t *testing.T) {
	code, err := symbol.Encode(symbol.ITF, "12", symbol.Options{})
	if err != nil {
		t.Fatal(err)
	}
	text := label.Text{X: 2000, Baseline: 4000, Size: 3000, String: "收 a"}
	picture := image.NewGray(image.Rect(0, 0, 4, 1))
	picture.Pix = []byte{0xff, 0, 0xff, 0xff}
	for name, it := range map[string]label.Item{
		"text":     text,
		"line":     label.Line{R: rect(3, 4, 20, 2)},
		"dashes":   label.Line{R: rect(3, 4, 20, 2), Dash: 500},
		"frame":    label.Box{R: rect(9, 4, 20, 20), Thickness: 250},
		"filled":   label.Box{R: rect(9, 4, 20, 20), Filled: true},
		"reversed": label.Box{R: rect(9, 4, 50, 30), Filled: true, Knockout: []label.Text{text}},
		"code":     label.Symbol{Area: rect(0, 3, 80, 9), Code: code, Module: 125, MinModule: 1},
		"picture":  label.Image{R: rect(8, 8, 16, 8), Pic: picture},
		"cut off":  label.Box{R: rect(-9, 30, 20, 20), Filled: true},
		"black":    label.Image{R: rect(70, 8, 16, 8), Pic: image.NewPaletted(image.Rect(0, 0, 1, 1), color.Palette{color.Black}), Dither: true},
	} {
		p := painter(t)
		area, err := p.Item(it)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := area.Intersect(image.Rect(0, 0, p.Page.W, p.Page.H)); got != p.Page.Ink() || got.Empty() {
			t.Errorf("%s: area %v, ink %v", name, area, p.Page.Ink())
		}
	}
}

// TestErrors checks that an item with an error, and one without ink, leave
// the page blank.
func TestErrors(t *testing.T) {
	wide, err := symbol.Encode(symbol.Code128, "YT1234567890123", symbol.Options{})
	if err != nil {
		t.Fatal(err)
	}
	bad := label.Text{Size: 3000, Baseline: 3000, String: "好\U0010FFFD"}
	var (
		missing *font.MissingError
		narrow  *label.SymbolError
	)
	for _, tt := range []struct {
		name string
		item label.Item
		want any // target of errors.As, nil for none
	}{
		{"glyph", bad, &missing},
		{"reversed glyph", label.Box{R: rect(0, 0, 80, 40), Filled: true, Knockout: []label.Text{bad}}, &missing},
		{"symbol", label.Symbol{Area: rect(0, 0, 40, 40), Code: wide, Module: 125, MinModule: 100}, &narrow},
		{"blanks", label.Text{Size: 3000, String: "  "}, nil},
		{"outside", label.Box{R: rect(100, 0, 9, 9), Filled: true, Knockout: []label.Text{{Size: 3000, String: "a"}}}, nil},
	} {
		p := painter(t)
		area, err := p.Item(tt.item)
		if tt.want == nil && err != nil || tt.want != nil && !errors.As(err, tt.want) {
			t.Errorf("%s: error %v", tt.name, err)
		}
		if n := p.Page.Count(); n > 0 || !area.Empty() {
			t.Errorf("%s: %d dots inked, area %v", tt.name, n, area)
		}
	}
	if _, err := painter(t).Item(nil); err == nil {
		t.Error("no item taken")
	}
}
