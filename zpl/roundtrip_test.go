package zpl_test

import (
	"fmt"
	"image"
	"strings"
	"testing"

	"waybill/internal/bitmap"
	"waybill/internal/font"
	"waybill/internal/raster"
	"waybill/label"
	"waybill/templates"
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
	for _, w := range ways {
		t.Run(w.String(), func(t *testing.T) {
			t.Parallel()
			printAndCompare(t, set, w, label.DPI203, labels)
		})
	}
}

// TestRoundTripElsewhere does the same for some labels of every template and
// resolution.
func TestRoundTripElsewhere(t *testing.T) {
	set := fonts(t)
	step := 100
	if raceBuild || testing.Short() {
		step = 1000
	}
	for _, name := range templates.Names() {
		labels := sampleOn(t, set, name, 2000, step)
		for _, dpi := range []label.DPI{label.DPI203, label.DPI300} {
			for _, w := range ways {
				t.Run(fmt.Sprintf("%s/%d/%v", name, dpi, w), func(t *testing.T) {
					t.Parallel()
					printAndCompare(t, set, w, dpi, labels)
				})
			}
		}
	}
}

// printAndCompare prints the labels as one job.
func printAndCompare(t *testing.T, set *label.Fonts, w way, dpi label.DPI, labels []sampleLabel) {
	p := w.at(t, dpi)
	r := roundTrip{t: t, dpi: dpi, labels: labels, text: p.Text != zpl.Raster, qr: p.NativeQR, draw: font.NewRasterizer(set)}
	size := labels[0].doc.Size
	o := interp.Options{Fonts: set, DotsPerMM: map[label.DPI]int{label.DPI203: 8, label.DPI300: 12}[dpi],
		Width: dpi.Dots(size.W), Height: dpi.Dots(size.H), Limits: interp.Limits{Work: -1}}
	if p.Text == zpl.Resident {
		resident, err := set.Faces()[0].TTF()
		if err != nil {
			t.Fatal(err)
		}
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
}

// roundTrip compares labels as they are printed.
type roundTrip struct {
	t        *testing.T
	dpi      label.DPI
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
	want, err := raster.Render(d, r.dpi, r.draw)
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
			if at, err := it.Place(r.dpi); err == nil && r.qr && it.Code.TwoD() {
				clearIn(diff, at.Dots())
			}
		case label.Text:
			if r.text {
				if !alike(got, want, r.textBox(it)) {
					return "text of element " + it.Info.Element + " has other ink"
				}
				clearIn(diff, r.textBox(it))
			}
		case label.Box:
			for _, x := range it.Knockout {
				if r.text {
					if !alike(got, want, r.textBox(x)) {
						return "text of element " + it.Info.Element + " has other ink"
					}
					clearIn(diff, r.textBox(x))
				}
			}
		}
	}
	if diff.Count() > 0 {
		return "dots differ at " + diff.Ink().String()
	}
	return ""
}

// textBox is the box of a line, with room for what letters reach out of it. The
// font that stands in for the resident one has wider digits than the profile
// says, which shows only behind a yuan sign, for it is wider there than in ours.
func (r *roundTrip) textBox(x label.Text) image.Rectangle {
	box := r.dpi.Snap(x.Bounds()).Inset(-2 - r.dpi.Dots(x.Size)/8)
	if strings.Contains(x.String, "¥") {
		box.Max.X += r.dpi.Dots(x.Size) / 2
	}
	return box
}

func clearIn(b *bitmap.Bitmap, r image.Rectangle) { b.Clear(r.Min.X, r.Min.Y, r.Dx(), r.Dy()) }

// alike reports whether the ink in a box differs by less than a third: a lost
// or doubled line does not.
func alike(got, want *bitmap.Bitmap, r image.Rectangle) bool {
	g, w := got.Crop(r).Count(), want.Crop(r).Count()
	return 3*g > 2*w && 3*g < 4*w
}
