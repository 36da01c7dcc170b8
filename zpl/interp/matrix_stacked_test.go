package interp

import (
	"image"
	"strings"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/oned"

	"waybill/internal/bitmap"
	"waybill/internal/symbol"
)

// sampled returns one dot of each module of w by high dots, from x and y on,
// rows being gap dots apart.
func sampled(box *bitmap.Bitmap, x, y, w, high, gap, columns, rows int) *bitmap.Bitmap {
	b := bitmap.New(columns, rows)
	for r := range rows {
		for c := range columns {
			b.Set(c, r, box.At(x+c*w+w/2, y+r*(high+gap)+high/2))
		}
	}
	return b
}

// TestCode49Dots: rows of Code 49 between bars, of which the first and last
// run over the quiet zones.
func TestCode49Dots(t *testing.T) {
	for _, tt := range []struct{ command, data, encoded string }{
		{"^B4N,20,N,A", "12345ABCDE", "12345ABCDE"},
		{"^B4N,20", "12345ABCDE 9876543210 abc", "12345ABCDE 9876543210 abc"},
		{"^B4N,20,N,0", ">ABC", ""},
	} {
		d, said := mustDraw(t, spec(3, 30, 10, tt.command, tt.data))
		want, err := symbol.EncodeCode49([]byte(tt.encoded))
		if tt.encoded == "" {
			part, e := symbol.EncodeCode49Mode([]byte(tt.data), 0)
			want, err = part.Bits, e
		}
		if err != nil {
			t.Fatal(err)
		}
		rows := want.H
		if d.box.W != 81*3 || d.box.H != rows*60+(rows+1)*3 || d.base != d.box.H {
			t.Errorf("%s: %d by %d dots, base %d: %q", tt.command, d.box.W, d.box.H, d.base, said)
		}
		if got := sampled(d.box, 30, 3, 3, 60, 3, 70, rows); !got.Equal(want) {
			t.Errorf("%s: other modules than the symbol's", tt.command)
		}
		for r := range rows + 1 {
			line := d.box.Crop(image.Rect(0, r*63, d.box.W, r*63+3))
			want := 70 * 3 * 3
			if r == 0 || r == rows {
				want = 81 * 3 * 3
			}
			if line.Count() != want {
				t.Errorf("%s: %d dots in line %d", tt.command, line.Count(), r)
			}
		}
	}
	below, _ := mustDraw(t, spec(2, 30, 10, "^B4N,8,B", "ABC"))
	above, _ := mustDraw(t, spec(2, 30, 10, "^B4N,8,A", "ABC"))
	if below.over.bottom <= 0 || above.over.top <= 0 || above.over.bottom != 0 {
		t.Errorf("lines: %+v, %+v", below.over, above.over)
	}
}

// TestTLC39Dots: MicroPDF417 over Code 39 with its link flag behind.
func TestTLC39Dots(t *testing.T) {
	const fields = "ABCd12345678901234,5551212,88899" // the guide's
	want, err := symbol.EncodeTLC39(fields)
	if err != nil {
		t.Fatal(err)
	}
	d, said := mustDraw(t, spec(5, 30, 100, "^BTN", "123456,"+fields))
	if len(said) > 0 {
		t.Errorf("says %q", said)
	}
	top := 1 + want.H*4 + 2
	// 8 characters of 3 wide and 6 narrow elements and a gap; quiet zone; flag.
	const code39, flag = 8*(3*4+6*2+2) - 2, 3*4 + 6*2
	if d.box.W != code39+20+flag || d.box.H != top+40 {
		t.Errorf("%d by %d dots", d.box.W, d.box.H)
	}
	if got := sampled(d.box, 0, 1, 2, 4, 0, want.W, want.H); !got.Equal(want) {
		t.Error("other modules than the symbol's")
	}
	linear := d.box.Crop(image.Rect(0, top, code39, top+40))
	paper := bitmap.New(linear.W+120, linear.H+40)
	paper.Or(linear, 60, 20)
	bmp, err := gozxing.NewBinaryBitmapFromImage(paper.Paletted())
	if err != nil {
		t.Fatal(err)
	}
	if r, err := oned.NewCode39Reader().Decode(bmp, nil); err != nil || r.GetText() != "123456" {
		t.Errorf("reads %v, %v", r, err)
	}
	// T: bars narrow, narrow, narrow, narrow wide, narrow ... as Code 39 has it.
	got := ""
	for x := code39 + 20; x < d.box.W; x += 2 {
		got += map[bool]string{true: "#", false: "."}[d.box.At(x, top+20)]
	}
	if got != "#.#.##.##..#" {
		t.Errorf("flag %s", got)
	}
	d, _ = mustDraw(t, spec(5, 30, 100, "^BTN,3,3.0,50,2,4", "123456"))
	if d.box.W != 8*(3*9+6*3+3)-3 || d.box.H != 50 {
		t.Errorf("alone: %d by %d dots", d.box.W, d.box.H)
	}
}

func TestStackedSays(t *testing.T) {
	for _, tt := range []struct{ command, data, want string }{
		{"^B4N,20,X", "ABC", "parameter 3"},
		{"^B4N,20,N,9", "ABC", "parameter 4"},
		{"^B4N,20,N,0", "ABC;xyz", "3 bytes of the data"},
		{"^BTN,20", "123456,A", "more than 10"},
		{"^BTN,2,4", "123456,A", "more than 3"},
		{"^BTN", "1234567", "1 bytes of the data"},
		{"^BTN", "123456,A-B", "no letter or digit"},
	} {
		_, said := mustDraw(t, spec(2, 30, 10, tt.command, tt.data))
		if !strings.Contains(strings.Join(said, "\n"), tt.want) {
			t.Errorf("%s: %q", tt.command, said)
		}
	}
	for _, tt := range [][2]string{{"^BTN", "12345,A"}, {"^B4N", "\xe9"}, {"^B4N,32000", "A"}, {"^B4N,20,N,2", "A"}} {
		var said says
		if _, ok := drawCode(spec(100, 30, 10, tt[0], tt[1]), newTestTypesetter(), said.report); ok || len(said) == 0 {
			t.Errorf("%s is drawn, %q", tt[0], said)
		}
	}
}
