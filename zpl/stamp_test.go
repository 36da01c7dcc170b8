package zpl_test

import (
	"errors"
	"image"
	"testing"

	"waybill/internal/bitmap"
	"waybill/zpl"
	"waybill/zpl/interp"
)

// The interpreter finds the mark, and everything else as it was.
func TestStamp(t *testing.T) {
	label := []byte("^XA^CI28^LH0,0^FO10,10^GB50,20,3^FS^PQ1\n^XZ\n")
	mark := bitmap.New(30, 8)
	mark.Fill(0, 0, 30, 8)
	mark.Clear(3, 3, 5, 2)
	stamped, err := zpl.Stamp(label, mark, image.Pt(100, 60))
	if err != nil {
		t.Fatal(err)
	}
	draw := func(job []byte) (out *bitmap.Bitmap) {
		p := interp.New(interp.Options{Width: 200, Height: 100}, interp.Handler{
			Label:      func(l *interp.Label) error { out = l.Take(); return nil },
			Diagnostic: func(d interp.Diagnostic) { t.Errorf("%v", d) },
		})
		if err := p.Run(job); err != nil {
			t.Fatal(err)
		}
		return out
	}
	want := draw(label)
	want.Or(mark, 100, 60)
	if !draw(stamped).Equal(want) {
		t.Error("the label differs in more than the mark")
	}
	if _, err := zpl.Stamp([]byte("^FX no format"), mark, image.Pt(0, 0)); !errors.Is(err, zpl.ErrNoFormat) {
		t.Errorf("no format: %v", err)
	}
}
