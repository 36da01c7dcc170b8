package label

import "fmt"

// Placement is a symbol on a dot grid: its top left ink corner, the dots of a
// module, and its size without quiet zones.
type Placement struct {
	X, Y   int // dots
	Module int // dots per module, at least 1
	W, H   int // dots
}

// Place puts s on the grid of dpi: whole dots per module, the quiet zones
// inside Area. It fails where the module would be narrower than MinModule
// (a code that scanners may not read is refused, never printed).
func (s Symbol) Place(dpi DPI) (Placement, error) {
	c := s.Code
	x0, y0 := dpi.Dots(s.Area.X), dpi.Dots(s.Area.Y)
	availW := dpi.Dots(s.Area.X+s.Area.W) - x0
	availH := dpi.Dots(s.Area.Y+s.Area.H) - y0
	wm := c.W + c.Quiet.Left + c.Quiet.Right
	n := max(dpi.Dots(s.Module), 1)
	n = min(n, availW/wm)
	hm := 0
	if c.TwoD() {
		hm = c.H + c.Quiet.Top + c.Quiet.Bottom
		n = min(n, availH/hm)
	}
	if n < 1 || dpi.Length(n) < s.MinModule {
		return Placement{}, &SymbolError{Element: s.Info.Element, Kind: string(c.Kind), Modules: wm,
			Have: s.Area.W, Need: Length(wm) * s.MinModule, DPI: dpi}
	}
	p := Placement{Module: n, W: n * c.W, H: availH}
	if c.TwoD() {
		p.H = n * c.H
	}
	free := availW - n*wm
	switch s.Align {
	case Center:
		free /= 2
	case Left:
		free = 0
	}
	p.X = x0 + free + n*c.Quiet.Left
	p.Y = y0
	if c.TwoD() {
		p.Y += (availH-n*hm)/2 + n*c.Quiet.Top
	}
	return p, nil
}

// SymbolError says that a symbol cannot be drawn scannably in its area.
type SymbolError struct {
	Element string
	Kind    string
	Modules int    // width in modules, quiet zones included
	Have    Length // width of the area
	Need    Length // width at the narrowest module
	DPI     DPI
}

func (e *SymbolError) Error() string {
	return fmt.Sprintf("element %s: %s of %d modules needs %v with quiet zones at %d dpi, the area has %v",
		e.Element, e.Kind, e.Modules, e.Need, e.DPI, e.Have)
}
