package label

import (
	"errors"
	"testing"

	"waybill/internal/symbol"
)

func code(t *testing.T, kind symbol.Kind, data string) *symbol.Symbol {
	t.Helper()
	s, err := symbol.Encode(kind, data, symbol.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestDots(t *testing.T) {
	for _, c := range []struct {
		dpi  DPI
		l    Length
		want int
	}{
		{DPI203, 100 * Millimetre, 800}, {DPI203, 150 * Millimetre, 1200}, {DPI203, 125, 1},
		{DPI203, 62, 0}, {DPI203, 63, 1}, {DPI203, -125, -1}, {DPI203, 375, 3},
		{DPI300, 25400, 300}, {DPI600, 25400, 600}, {DPI300, 100 * Millimetre, 1181},
	} {
		if got := c.dpi.Dots(c.l); got != c.want {
			t.Errorf("%d dpi: %v is %d dots, want %d", c.dpi, c.l, got, c.want)
		}
	}
	for _, dpi := range []DPI{DPI203, DPI300, DPI600} {
		for n := -500; n < 3000; n++ {
			if got := dpi.Dots(dpi.Length(n)); got != n {
				t.Fatalf("%d dpi: %d dots come back as %d", dpi, n, got)
			}
		}
	}
	if got := DPI203.PerMetre(); got != 8000 {
		t.Errorf("203 dpi is %d dots per metre", got)
	}
}

func TestPlaceKeepsWholeDotsAndQuietZones(t *testing.T) {
	area := Rect{3 * Millimetre, 14 * Millimetre, 94 * Millimetre, 13 * Millimetre}
	for _, dpi := range []DPI{DPI203, DPI300, DPI600} {
		for _, align := range []Align{Left, Center, Right} {
			s := Symbol{Area: area, Code: code(t, symbol.Code128, "SF1300123456789"), Module: 375, MinModule: 250, Align: align}
			p, err := s.Place(dpi)
			if err != nil {
				t.Fatal(err)
			}
			left, right := dpi.Dots(area.X), dpi.Dots(area.X+area.W)
			if p.W != p.Module*145 {
				t.Errorf("%d dpi: %d dots wide for modules of %d", dpi, p.W, p.Module)
			}
			if p.X-left < 10*p.Module || right-(p.X+p.W) < 10*p.Module {
				t.Errorf("%d dpi, align %d: quiet zone lost (%d..%d in %d..%d)", dpi, align, p.X, p.X+p.W, left, right)
			}
			if p.H != dpi.Dots(area.Y+area.H)-dpi.Dots(area.Y) {
				t.Errorf("%d dpi: height %d", dpi, p.H)
			}
		}
	}
}

func TestPlaceNarrowsTheModuleDownToItsMinimum(t *testing.T) {
	s := Symbol{Area: Rect{0, 0, 50 * Millimetre, 10 * Millimetre}, Code: code(t, symbol.Code128, "SF1300123456789"), Module: 375, MinModule: 250}
	p, err := s.Place(DPI203) // 165 modules: 3 dots need 62 mm, 2 dots 41 mm
	if err != nil || p.Module != 2 {
		t.Fatalf("module %d, error %v", p.Module, err)
	}
	s.Area.W = 41 * Millimetre // 328 dots for 330
	var se *SymbolError
	if _, err := s.Place(DPI203); !errors.As(err, &se) {
		t.Fatalf("a symbol without room was placed: %v", err)
	}
	if se.Modules != 165 || se.Need != 165*250 {
		t.Errorf("error says %d modules, %v", se.Modules, se.Need)
	}
}

func TestPlaceCentresMatrixCodes(t *testing.T) {
	s := Symbol{Area: Rect{0, 0, 24 * Millimetre, 24 * Millimetre}, Code: code(t, symbol.QR, "SF1300123456789"), Module: 750, MinModule: 375, Align: Center}
	p, err := s.Place(DPI203)
	if err != nil {
		t.Fatal(err)
	}
	if p.Module != 6 || p.W != 126 || p.H != 126 || p.X != 33 || p.Y != 33 {
		t.Errorf("%+v", p)
	}
}
