package pdf

import (
	"fmt"
	"image"
	"image/color"
	"strings"
	"testing"

	"waybill/internal/font"
	"waybill/internal/symbol"
	"waybill/label"
	"waybill/masking"
)

const mm = label.Millimetre

func pass(string) []masking.Finding { return nil }

func fonts(t testing.TB) *font.Set {
	t.Helper()
	s, err := font.Default()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func encode(t testing.TB, k symbol.Kind, data string) *symbol.Symbol {
	t.Helper()
	s, err := symbol.Encode(k, data, symbol.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func textItem(x, y, size float64, s string) label.Text {
	return label.Text{Info: label.Meta{Element: "t"}, X: label.Millimetres(x), Baseline: label.Millimetres(y),
		Size: label.Millimetres(size), String: s}
}

func symbolItem(t testing.TB, k symbol.Kind, data string, x, y, w, h float64, module label.Length) label.Symbol {
	return label.Symbol{Info: label.Meta{Element: "s"},
		Area: label.Rect{X: label.Millimetres(x), Y: label.Millimetres(y), W: label.Millimetres(w), H: label.Millimetres(h)},
		Code: encode(t, k, data), Module: module, MinModule: 200, Align: label.Center}
}

// gradient is a picture for dithering.
type gradient struct{}

func (gradient) ColorModel() color.Model { return color.GrayModel }
func (gradient) Bounds() image.Rectangle { return image.Rect(0, 0, 64, 16) }
func (gradient) At(x, _ int) color.Color { return color.Gray{uint8(x * 4)} }

// sample is a page of the kind that waybills are: twenty lines of Chinese, two
// Code 128, a QR code, frames. All of it is invented.
func sample(t testing.TB, n int) *label.Document {
	no := fmt.Sprintf("YD%013d", 7300000000000+n)
	d := &label.Document{Template: "test", Size: label.Size{W: 100 * mm, H: 150 * mm}, WaybillNo: no}
	add := func(i label.Item) { d.Items = append(d.Items, i) }
	add(label.Box{R: label.Rect{X: 2 * mm, Y: 2 * mm, W: 96 * mm, H: 146 * mm}, Thickness: 300})
	for _, y := range []label.Length{24, 40, 70, 100, 120} {
		add(label.Line{R: label.Rect{X: 2 * mm, Y: y * mm, W: 96 * mm, H: 250}})
	}
	add(label.Line{R: label.Rect{X: 60 * mm, Y: 120 * mm, W: 200, H: 28 * mm}, Dash: mm})
	add(symbolItem(t, symbol.Code128, no, 10, 4, 80, 15, 375))
	add(symbolItem(t, symbol.Code128, no, 4, 103, 60, 10, 250))
	add(symbolItem(t, symbol.QR, no, 68, 122, 26, 26, 750))
	head := textItem(5, 36, 11, fmt.Sprintf("%03d-A%02d-%02d", n%1000, n%100, n%37))
	head.Bold = true
	add(head)
	reversed := textItem(78, 35.5, 6, "到付")
	reversed.Bold = true
	add(label.Box{R: label.Rect{X: 76 * mm, Y: 28 * mm, W: 18 * mm, H: 10 * mm}, Filled: true, Knockout: []label.Text{reversed}})
	for i := range 20 {
		var b strings.Builder
		for k := range 14 {
			b.WriteRune(han(n*7919 + i*104729 + k*31))
		}
		fmt.Fprintf(&b, " %d号 A-%03d", i+1, (n+i)%1000)
		l := textItem(5, 44+float64(i)*2.9, 2.8, b.String())
		l.Bold = i%7 == 0
		add(l)
	}
	add(label.Image{R: label.Rect{X: 5 * mm, Y: 135 * mm, W: 40 * mm, H: 10 * mm}, Pic: gradient{}, Dither: true})
	return d
}

// han returns one of 3,000 characters.
func han(n int) rune { return rune(0x4E00 + (n*2654435761>>7)%3000) }
