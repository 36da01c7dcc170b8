package label

import (
	"image"
	"iter"
	"slices"
)

// Where the dots of lines, boxes, texts and pictures lie is decided here, and
// in Place for symbols, so that every output puts them on the same ones.

// Snap returns the dots of an area. Each edge goes to its own nearest dot, so
// that areas which touch in micrometres touch in dots; none vanishes.
func (d DPI) Snap(r Rect) image.Rectangle {
	x, y := d.Dots(r.X), d.Dots(r.Y)
	return image.Rect(x, y, max(d.Dots(r.X+r.W), x+1), max(d.Dots(r.Y+r.H), y+1))
}

// Stroke returns a thickness, or the length of a dash, in whole dots: at
// least one.
func (d DPI) Stroke(l Length) int { return max(d.Dots(l), 1) }

// maxDashes is more than the longest rule of a template has at 1200 dpi.
const maxDashes = 50_000

// Bars returns the dots of a line: one area if it is solid, otherwise dashes
// with gaps of the same length. A dash comes first; the last may be cut. A line
// of more than 50,000 dashes, which no template makes, is solid.
func (l Line) Bars(dpi DPI) iter.Seq[image.Rectangle] {
	r := dpi.Snap(l.R)
	if l.Dash <= 0 {
		return slices.Values([]image.Rectangle{r})
	}
	dash := dpi.Stroke(l.Dash)
	if max(r.Dx(), r.Dy())/dash/2 > maxDashes {
		return slices.Values([]image.Rectangle{r})
	}
	step, size := image.Pt(2*dash, 0), image.Pt(dash, r.Dy())
	if r.Dx() < r.Dy() {
		step, size = image.Pt(0, 2*dash), image.Pt(r.Dx(), dash)
	}
	return func(yield func(image.Rectangle) bool) {
		for p := r.Min; p.In(r); p = p.Add(step) {
			if !yield(image.Rectangle{Min: p, Max: p.Add(size)}.Intersect(r)) {
				return
			}
		}
	}
}

// Bars returns the dots of a box: one area if it is filled, knocked out texts
// and all, otherwise the four sides of its frame (top, bottom, left, right),
// drawn inward from its edges and overlapping at its corners.
func (b Box) Bars(dpi DPI) iter.Seq[image.Rectangle] {
	r := dpi.Snap(b.R)
	if b.Filled {
		return slices.Values([]image.Rectangle{r})
	}
	t := dpi.Stroke(b.Thickness)
	tx, ty := min(t, r.Dx()), min(t, r.Dy())
	return slices.Values([]image.Rectangle{
		image.Rect(r.Min.X, r.Min.Y, r.Max.X, r.Min.Y+ty),
		image.Rect(r.Min.X, r.Max.Y-ty, r.Max.X, r.Max.Y),
		image.Rect(r.Min.X, r.Min.Y, r.Min.X+tx, r.Max.Y),
		image.Rect(r.Max.X-tx, r.Min.Y, r.Max.X, r.Max.Y),
	})
}

// Pen is where a line of text begins and how large it is: what a glyph
// rasterizer takes.
type Pen struct {
	X64      int // left end of the first advance, in 1/64 dots
	Baseline int // dots
	Em64     int // 1/64 dots
}

// Pen puts a text on the grid. The em is rounded to quarter dots, so that the
// nearly equal sizes of fitted text share their glyphs. Em64 is 0 for a text
// smaller than an eighth of a dot.
func (t Text) Pen(dpi DPI) Pen {
	const quarter = 64 / 4
	em := (dpi.Px64(t.Size) + quarter/2) / quarter * quarter
	return Pen{X64: dpi.Px64(t.X), Baseline: dpi.Dots(t.Baseline), Em64: em}
}

// From returns the pen as seen from the dot origin instead of the media's top left
// corner.
func (p Pen) From(origin image.Point) Pen {
	return Pen{X64: p.X64 - 64*origin.X, Baseline: p.Baseline - origin.Y, Em64: p.Em64}
}

// Dots returns the symbol's dots, quiet zones left out.
func (p Placement) Dots() image.Rectangle { return image.Rect(p.X, p.Y, p.X+p.W, p.Y+p.H) }
