package label

import (
	"image"

	"waybill/internal/symbol"
)

// Document is one label, laid out: a display list in drawing order. It holds
// masked text only; the leak gate has passed every string in it.
type Document struct {
	Template  string // template's name
	Size      Size
	WaybillNo string // names the label to people and journals; free text, so unfit for a path as it is
	Items     []Item
	Copies    int // identical copies, at least 1
}

// Size is the media size.
type Size struct{ W, H Length }

// Rect is an area, X and Y from the media's top left corner.
type Rect struct{ X, Y, W, H Length }

// Item is one drawing instruction: Text, Line, Box, Symbol or Image.
type Item interface {
	// Meta says where the item comes from.
	Meta() Meta
	// Bounds is the area that the item may ink.
	Bounds() Rect
}

// Meta is common to all items.
type Meta struct {
	// Element names the template's element, e.g. "recipient.name" or "#7".
	Element string
	// Static is true where the item is the same on every label of its
	// template, so that a printer may store it.
	Static bool
}

// Text is one line of text, already broken and fitted.
type Text struct {
	Info     Meta
	X        Length // left end of the first advance
	Baseline Length // from the media's top
	Size     Length // em size
	Width    Length // sum of advances at Size
	Bold     bool
	String   string
}

// Line is a straight horizontal or vertical line, drawn as the rectangle R.
type Line struct {
	Info Meta
	R    Rect
	Dash Length // length of dashes and gaps along the longer side, 0 = solid
}

// Box is a frame of the given line thickness, or a filled area whose
// Knockout texts are left white (reversed text).
type Box struct {
	Info      Meta
	R         Rect
	Thickness Length
	Filled    bool
	Knockout  []Text
}

// Symbol is a bar code or matrix code inside Area.
type Symbol struct {
	Info Meta
	// Area is what the template reserves, quiet zones included.
	Area Rect
	// Code is the encoded symbol, in modules.
	Code *symbol.Symbol
	// Module is the wanted width of a module (X dimension); Place takes the
	// nearest whole number of dots that fits Area.
	Module Length
	// MinModule is the narrowest module allowed.
	MinModule Length
	Align     Align
}

// Image is a picture, dithered by the output at its own resolution.
type Image struct {
	Info   Meta
	R      Rect
	Pic    image.Image
	Dither bool // false: threshold at half
}

// Align is a horizontal alignment.
type Align uint8

// Alignments.
const (
	Left Align = iota
	Center
	Right
)

func (t Text) Meta() Meta   { return t.Info }
func (l Line) Meta() Meta   { return l.Info }
func (b Box) Meta() Meta    { return b.Info }
func (s Symbol) Meta() Meta { return s.Info }
func (i Image) Meta() Meta  { return i.Info }

// Bounds is the em box of the line: 0.88 em above the baseline to 0.12 em
// below, the design box of CJK fonts.
func (t Text) Bounds() Rect {
	asc := t.Size * ascent / 100
	return Rect{t.X, t.Baseline - asc, t.Width, t.Size}
}
func (l Line) Bounds() Rect   { return l.R }
func (b Box) Bounds() Rect    { return b.R }
func (s Symbol) Bounds() Rect { return s.Area }
func (i Image) Bounds() Rect  { return i.R }
