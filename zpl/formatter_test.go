package zpl

import (
	"bytes"
	"fmt"
	"sync"
	"testing"

	"waybill/internal/font"
	"waybill/internal/raster"
	"waybill/internal/symbol"
	"waybill/label"
)

func profiles(dpi label.DPI) []Profile { return []Profile{Generic(dpi), Zebra(dpi)} }

// TestDotForDot prints the ZPL with an interpreter of our own and compares
// every dot with internal/raster.
func TestDotForDot(t *testing.T) {
	set := fonts(t)
	docs := map[string]*label.Document{"waybill": waybillDoc(t), "corners": cornersDoc(t)}
	for name, d := range docs {
		for _, dpi := range []label.DPI{label.DPI203, label.DPI300, label.DPI600} {
			want, err := raster.Render(d, dpi, font.NewRasterizer(set))
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range profiles(dpi) {
				t.Run(fmt.Sprintf("%s/%d/%s", name, dpi, p.Name), func(t *testing.T) {
					zpl, err := EncodeLabel(nil, d, p, set)
					if err != nil {
						t.Fatal(err)
					}
					got := printZPL(t, zpl, want.W, want.H)
					if got.copies != d.Copies {
						t.Errorf("%d copies, want %d", got.copies, d.Copies)
					}
					if !got.page.Equal(want) {
						diff := got.page.Crop(got.page.Ink())
						got.page.AndNot(want, 0, 0)
						t.Errorf("dots differ: %d extra at %v, ink %dx%d", got.page.Count(), got.page.Ink(), diff.W, diff.H)
					}
				})
			}
		}
	}
}

// cornersDoc has what a template should not: items over the edges, vanishing
// sizes, overlaps, symbols of every kind.
func cornersDoc(t testing.TB) *label.Document {
	d := &label.Document{Size: label.Size{W: label.Millimetres(76.2), H: 130 * mm}, Copies: 3}
	knock := label.Text{X: label.Millimetres(-2), Baseline: 9 * mm, Size: 7 * mm, String: "边"}
	d.Items = []label.Item{
		label.Box{R: rect(-5, -5, 20, 20), Thickness: 1 * mm},
		label.Box{R: rect(70, 120, 20, 20), Thickness: 1 * mm},
		label.Box{R: rect(20, 2, 0.5, 6), Thickness: 1 * mm},
		label.Box{R: rect(22, 2, 6, 0.01)},
		label.Box{R: rect(30, 2, 5, 3), Filled: true},
		label.Box{R: rect(-3, 2, 12, 9), Filled: true, Knockout: []label.Text{knock}},
		label.Line{R: rect(0, 0, 100, 0)},
		label.Line{R: rect(40, -3, 0.3, 30), Dash: label.Millimetres(1.3)},
		label.Line{R: rect(60, 3, 30, 0.3), Dash: label.Micrometre},
		label.Text{X: 70 * mm, Baseline: 128 * mm, Size: 8 * mm, String: "越界文字"},
		label.Text{X: 2 * mm, Baseline: 30 * mm, Size: 5 * mm, Bold: true, String: "重叠一二三"},
		label.Text{X: 3 * mm, Baseline: 32 * mm, Size: 5 * mm, String: "重叠土士未末"},
		label.Text{X: 3 * mm, Baseline: 40 * mm, Size: 4 * mm, String: " "},
		label.Image{R: rect(50, 10, 40, 20), Pic: gradient(), Dither: true},
		label.Image{R: rect(20, 10, 9, 9), Pic: gradient()},
		code(t, symbol.GS1128, "(01)09501101530003(10)AB12", rect(0, 34, 76, 10), 0.25),
		code(t, symbol.Code128, "lower>^~ 12345678", rect(0, 46, 76, 10), 0.25),
		code(t, symbol.Code128, "AB\tCD", rect(0, 58, 50, 8), 0.25),
		code(t, symbol.Code128, "1234567890", rect(0, 118, 60, 8), 0.25),
		code(t, symbol.EAN13, "690123456789", rect(0, 68, 40, 10), 0.3),
		code(t, symbol.DataMatrix, "DM 运单 1", rect(0, 80, 15, 15), 0.5),
		code(t, symbol.Aztec, "AZ 1", rect(20, 80, 15, 15), 0.5),
		code(t, symbol.QR, "https://example.com/q", rect(40, 80, 20, 20), 0.5),
		code(t, symbol.QR, "0123456789", rect(45, 0, 14, 14), 0.25),
		code(t, symbol.QR, "HELLO WORLD 42", rect(0, 98, 20, 20), 0.6),
	}
	return d
}

// TestAppendLabel checks that labels do not depend on what was encoded
// before, and that errors leave dst alone.
func TestAppendLabel(t *testing.T) {
	f := NewFormatter(Zebra(label.DPI203), fonts(t))
	first, err := f.AppendLabel(nil, waybillDoc(t))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.AppendLabel(nil, cornersDoc(t)); err != nil {
		t.Fatal(err)
	}
	prefix := []byte("kept")
	bad := &label.Document{Size: label.Size{W: 50 * mm, H: 50 * mm}, Items: []label.Item{
		label.Text{Info: label.Meta{Element: "who"}, Size: 4 * mm, String: "\U0010FFFD"}}}
	if out, err := f.AppendLabel(prefix, bad); err == nil || string(out) != "kept" {
		t.Errorf("bad label: %d bytes, error %v", len(out), err)
	}
	again, err := f.AppendLabel(prefix, waybillDoc(t))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(again, append([]byte("kept"), first...)) {
		t.Error("the same label gave other bytes")
	}
}

// TestParallel encodes the same labels on several goroutines, each with its
// own Formatter over one font set.
func TestParallel(t *testing.T) {
	set := fonts(t)
	docs := []*label.Document{waybillDoc(t), cornersDoc(t), smallDoc(t)}
	const workers = 4
	var out [workers][]byte
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			f := NewFormatter(Zebra(label.DPI203), set)
			for _, d := range docs {
				var err error
				if out[w], err = f.AppendLabel(out[w], d); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	for w := range workers {
		if !bytes.Equal(out[w], out[0]) {
			t.Errorf("worker %d wrote other bytes", w)
		}
	}
}

func BenchmarkAppendLabel(b *testing.B) {
	d, set := waybillDoc(b), fonts(b)
	for _, p := range profiles(label.DPI203) {
		b.Run(p.Name, func(b *testing.B) {
			f := NewFormatter(p, set)
			var buf []byte
			b.ReportAllocs()
			for b.Loop() {
				var err error
				if buf, err = f.AppendLabel(buf[:0], d); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(len(buf)), "bytes/label")
		})
	}
}
