package zpl_test

import (
	"image"
	"testing"

	"waybill/internal/bitmap"
	"waybill/internal/font"
	"waybill/internal/raster"
	"waybill/label"
	"waybill/zpl"
	"waybill/zpl/interp"
)

// TestRoundTrip prints every sample label with the interpreter, in each text
// mode, and compares it with internal/raster: dot for dot, in text modes but
// for what lies in the boxes of texts, which must hold about as much ink.
func TestRoundTrip(t *testing.T) {
	set := fonts(t)
	step := 1
	switch {
	case raceBuild:
		step = 200
	case testing.Short():
		step = 20
	}
	labels := sample(t, set, 2000, step)
	resident, err := set.Faces()[0].TTF()
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range ways {
		t.Run(w.String(), func(t *testing.T) {
			t.Parallel()
			p := w.at(t, label.DPI203)
			r := roundTrip{t: t, labels: labels, text: p.Text != zpl.Raster, qr: p.NativeQR, draw: font.NewRasterizer(set)}
			o := interp.Options{Fonts: set, Limits: interp.Limits{Work: -1}}
			if p.Text == zpl.Resident {
				o.UserFonts = map[string][]byte{p.Font.File: resident}
			}
			printer := interp.New(o, interp.Handler{Label: r.label, Diagnostic: func(d interp.Diagnostic) {
				if r.said++; r.said <= 5 {
					t.Errorf("label %d: %v", r.at, d)
				}
			}})
			setup := plan(t, p, set, labels)
			f := setup.NewFormatter()
			feed := func(b []byte) {
				if err := printer.Feed(b); err != nil {
					t.Fatal(err)
				}
			}
			feed(setup.AppendBegin(nil))
			for _, l := range labels {
				b, err := f.AppendLabel(nil, l.doc)
				if err != nil {
					t.Fatal(err)
				}
				if err := setup.Gate(b, l.find); err != nil {
					t.Fatal(err)
				}
				feed(b)
			}
			feed(setup.AppendEnd(nil))
			if err := printer.Close(); err != nil {
				t.Fatal(err)
			}
			if r.at != len(labels) {
				t.Errorf("%d labels printed, %d sent", r.at, len(labels))
			}
			if r.bad > 0 {
				t.Errorf("%d of %d labels differ", r.bad, len(labels))
			}
		})
	}
}

// roundTrip compares labels as they are printed.
type roundTrip struct {
	t        *testing.T
	labels   []sampleLabel
	text, qr bool
	draw     *font.Rasterizer
	at       int
	bad      int
	said     int
}

func (r *roundTrip) label(got *interp.Label) error {
	r.t.Helper()
	if r.at >= len(r.labels) {
		r.at++
		return nil
	}
	d := r.labels[r.at].doc
	want, err := raster.Render(d, label.DPI203, r.draw)
	if err != nil {
		return err
	}
	fault := r.compare(d, got.Dots, want)
	if fault != "" {
		if r.bad++; r.bad <= 5 {
			r.t.Errorf("label %d: %s", r.at, fault)
		}
	}
	r.at++
	return nil
}

func (r *roundTrip) compare(d *label.Document, got, want *bitmap.Bitmap) string {
	if got.W != want.W || got.H != want.H {
		return "another size"
	}
	diff := got.Crop(image.Rect(0, 0, got.W, got.H))
	diff.AndNot(want, 0, 0)
	lost := want.Crop(image.Rect(0, 0, want.W, want.H))
	lost.AndNot(got, 0, 0)
	diff.Or(lost, 0, 0)
	if diff.Count() == 0 {
		return ""
	}
	for _, it := range d.Items {
		switch it := it.(type) {
		case label.Symbol:
			// A printer chooses the mask of a QR symbol itself.
			if at, err := it.Place(label.DPI203); err == nil && r.qr && it.Code.TwoD() {
				clearIn(diff, at.Dots())
			}
		case label.Text:
			if r.text {
				if !alike(got, want, textBox(it)) {
					return "text of element " + it.Info.Element + " has other ink"
				}
				clearIn(diff, textBox(it))
			}
		case label.Box:
			for _, x := range it.Knockout {
				if r.text {
					if !alike(got, want, textBox(x)) {
						return "text of element " + it.Info.Element + " has other ink"
					}
					clearIn(diff, textBox(x))
				}
			}
		}
	}
	if diff.Count() > 0 {
		return "dots differ at " + diff.Ink().String()
	}
	return ""
}

// textBox is the box of a line, with room for what letters reach out of it.
func textBox(x label.Text) image.Rectangle {
	return label.DPI203.Snap(x.Bounds()).Inset(-2 - label.DPI203.Dots(x.Size)/8)
}

func clearIn(b *bitmap.Bitmap, r image.Rectangle) { b.Clear(r.Min.X, r.Min.Y, r.Dx(), r.Dy()) }

// alike reports whether the ink in a box differs by less than a third: a lost
// or doubled line does not.
func alike(got, want *bitmap.Bitmap, r image.Rectangle) bool {
	g, w := got.Crop(r).Count(), want.Crop(r).Count()
	return 3*g > 2*w && 3*g < 4*w
}
