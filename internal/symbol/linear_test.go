package symbol

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/oned"

	"waybill/internal/bitmap"
)

// modules returns the row of a bar code as 0 and 1.
func modules(b *bitmap.Bitmap) string {
	var s strings.Builder
	for x := range b.W {
		if b.At(x, 0) {
			s.WriteByte('1')
		} else {
			s.WriteByte('0')
		}
	}
	return s.String()
}

// written returns the row that another library's writer draws.
func written(t *testing.T, w gozxing.Writer, f gozxing.BarcodeFormat, data string) string {
	t.Helper()
	m, err := w.Encode(data, f, 0, 1, map[gozxing.EncodeHintType]any{gozxing.EncodeHintType_MARGIN: 0})
	if err != nil {
		t.Fatal(err)
	}
	row := ""
	for x := range m.GetWidth() {
		if m.Get(x, 0) {
			row += "1"
		} else {
			row += "0"
		}
	}
	return strings.Trim(row, "0")
}

// TestLinearModules compares every module with another library's: its ITF is
// drawn 3:1, its Code 39 2:1.
func TestLinearModules(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 9))
	draw := func(chars string, n int) string {
		data := make([]byte, n)
		for i := range data {
			data[i] = chars[rng.IntN(len(chars))]
		}
		return string(data)
	}
	for range 300 {
		for _, tt := range []struct {
			kind   Kind
			data   string
			o      Options
			writer gozxing.Writer
			format gozxing.BarcodeFormat
		}{
			{ITF, draw("0123456789", 2+2*rng.IntN(5)), Options{Ratio: 3}, oned.NewITFWriter(), gozxing.BarcodeFormat_ITF},
			{Code39, draw("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%", 1+rng.IntN(20)), Options{Ratio: 2}, oned.NewCode39Writer(), gozxing.BarcodeFormat_CODE_39},
			{EAN13, func() string { d := draw("0123456789", 12); return d + string(gs1Check(d)) }(), Options{}, oned.NewEAN13Writer(), gozxing.BarcodeFormat_EAN_13},
		} {
			s := mustEncode(t, tt.kind, tt.data, tt.o)
			if got, want := modules(s.Bits), written(t, tt.writer, tt.format, tt.data); got != want {
				t.Fatalf("%s %s:\n%s, want\n%s", tt.kind, tt.data, got, want)
			}
		}
	}
}

// TestLinearWidths states the width formulas of the standards: with wide
// elements of r modules, an ITF digit pair is 6+4r and start and stop 6+r; a
// Code 39 character is 6+3r with start, stop and a gap of 1 between; an
// EAN-13 is 95.
func TestLinearWidths(t *testing.T) {
	for _, r := range []int{2, 3} {
		for n := 2; n <= 20; n += 2 {
			data := strings.Repeat("07", n/2)
			if n == 14 {
				data = "07070707070706"
				data = data[:13] + string(gs1Check(data[:13]))
			}
			if s := mustEncode(t, ITF, data, Options{Ratio: r}); s.W != n/2*(6+4*r)+6+r {
				t.Errorf("ITF of %d at ratio %d: %d modules", n, r, s.W)
			}
			if s := mustEncode(t, Code39, data, Options{Ratio: r}); s.W != (n+2)*(6+3*r)+n+1 {
				t.Errorf("Code 39 of %d at ratio %d: %d modules", n, r, s.W)
			}
		}
	}
	if a, b := mustEncode(t, ITF, "12", Options{}), mustEncode(t, ITF, "12", Options{Ratio: 3}); !a.Bits.Equal(b.Bits) {
		t.Error("ratio 0 is not 3")
	}
	if s := mustEncode(t, EAN13, "690123456789", Options{}); s.W != 95 || s.Text != "6901234567892" {
		t.Errorf("EAN-13: %d modules, text %s", s.W, s.Text)
	}
}

func FuzzLinear(f *testing.F) {
	f.Add("12345678901231", 3)
	f.Add("6901234567892", 2)
	f.Add("CODE 39", 0)
	f.Fuzz(func(t *testing.T, data string, ratio int) {
		for _, k := range []Kind{ITF, Code39, EAN13} {
			s, err := Encode(k, data, Options{Ratio: ratio})
			if err != nil {
				checkError(t, err, data)
				continue
			}
			if k == ITF && len(data) < 6 {
				continue // gozxing reads no shorter one
			}
			if got, err := zxing(t, s); err != nil || got != scanned(s) {
				t.Errorf("%s %q: read %q, %v", k, data, got, err)
			}
		}
	})
}
