package label

import (
	"image"
	"slices"
	"testing"
)

// eighths is an area in eighths of a millimetre: dots at 203 dpi.
func eighths(x, y, w, h Length) Rect { return Rect{X: 125 * x, Y: 125 * y, W: 125 * w, H: 125 * h} }

func TestSnap(t *testing.T) {
	for _, tt := range []struct {
		name string
		r    Rect
		want image.Rectangle
	}{
		{"whole dots", eighths(8, 8, 16, 8), image.Rect(8, 8, 24, 16)},
		{"edges alone", Rect{X: 1060, Y: 1065, W: 1000, H: 1000}, image.Rect(8, 9, 16, 17)},
		{"the next one touches", Rect{X: 2060, Y: 2065, W: 1000, H: 1000}, image.Rect(16, 17, 24, 25)},
		{"nothing", Rect{X: 1000, Y: 1000}, image.Rect(8, 8, 9, 9)},
		{"negative", eighths(-8, -4, 4, 8), image.Rect(-8, -4, -4, 4)},
	} {
		if got := DPI203.Snap(tt.r); got != tt.want {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}

func TestStroke(t *testing.T) {
	for l, want := range map[Length]int{-100: 1, 0: 1, 62: 1, 187: 1, 188: 2, 1000: 8} {
		if got := DPI203.Stroke(l); got != want {
			t.Errorf("%d µm: %d dots, want %d", l, got, want)
		}
	}
}

func TestBars(t *testing.T) {
	type bars = []image.Rectangle
	line := func(r Rect, dash Length) bars { return slices.Collect(Line{R: r, Dash: 125 * dash}.Bars(DPI203)) }
	box := func(r Rect, thick Length) bars { return slices.Collect(Box{R: r, Thickness: 125 * thick}.Bars(DPI203)) }
	for _, tt := range []struct {
		name      string
		got, want bars
	}{
		{"solid", line(eighths(8, 8, 16, 2), 0), bars{image.Rect(8, 8, 24, 10)}},
		{"dashes across", line(eighths(1, 2, 24, 3), 8), bars{image.Rect(1, 2, 9, 5), image.Rect(17, 2, 25, 5)}},
		{"dashes down", line(eighths(1, 2, 3, 9), 4), bars{image.Rect(1, 2, 4, 6), image.Rect(1, 10, 4, 11)}},
		{"dash longer than the line", line(eighths(0, 0, 3, 1), 9), bars{image.Rect(0, 0, 3, 1)}},
		{"dashes of a square go across", line(eighths(0, 0, 3, 3), 1), bars{image.Rect(0, 0, 1, 3), image.Rect(2, 0, 3, 3)}},
		{"frame", box(eighths(8, 8, 16, 12), 2), bars{image.Rect(8, 8, 24, 10), image.Rect(8, 18, 24, 20),
			image.Rect(8, 8, 10, 20), image.Rect(22, 8, 24, 20)}},
		{"frame thicker than its width", box(eighths(0, 0, 3, 9), 5), bars{image.Rect(0, 0, 3, 5), image.Rect(0, 4, 3, 9),
			image.Rect(0, 0, 3, 9), image.Rect(0, 0, 3, 9)}},
		{"filled", slices.Collect(Box{R: eighths(1, 1, 2, 2), Filled: true, Thickness: 125}.Bars(DPI203)),
			bars{image.Rect(1, 1, 3, 3)}},
	} {
		if !slices.Equal(tt.got, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, tt.got, tt.want)
		}
	}
}

// TestBarsStop stops taking bars early, as a loop with break does.
func TestBarsStop(t *testing.T) {
	n := 0
	for range (Line{R: eighths(0, 0, 100, 1), Dash: 125}).Bars(DPI203) {
		if n++; n == 2 {
			break
		}
	}
	if n != 2 {
		t.Errorf("%d dashes", n)
	}
}

func TestPen(t *testing.T) {
	text := Text{X: 1010, Baseline: 4000, Size: 3010}
	pen := text.Pen(DPI203)
	// 8.08 dots, 32 dots, 24.08 dots.
	if want := (Pen{X64: 517, Baseline: 32, Em64: 24 * 64}); pen != want {
		t.Errorf("pen %+v, want %+v", pen, want)
	}
	text.Size = 3020 // 24.16 dots
	if got := text.Pen(DPI203).Em64; got != 24*64+16 {
		t.Errorf("em of %d/64 dots, want 24.25 dots", got)
	}
	if got, want := pen.From(image.Pt(8, -2)), (Pen{X64: 5, Baseline: 34, Em64: 24 * 64}); got != want {
		t.Errorf("from another corner %+v, want %+v", got, want)
	}
}
