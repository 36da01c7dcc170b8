package printerfont

import (
	"errors"
	"image"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"waybill/internal/bitmap"
	"waybill/internal/font"
)

// A damaged font must not exhaust time or memory: the area of a glyph's box is
// bounded in dots and in ems.
const (
	maxGlyphDots = 1 << 24
	maxGlyphEms  = 64
)

var errTooLarge = errors.New("glyph is too large")

// render draws a glyph. Height and width of its em may differ. The outline is
// moved to the right by quarters of a dot.
func (l *Library) render(g font.Glyph, s source, quarter int) (*Glyph, error) {
	advance := s.advance
	if advance == 0 {
		advance = (int(g.Advance)*s.emX + 500) / 1000
	}
	out := &Glyph{Advance: advance}
	segments, err := g.Face.Outline(&l.buffer, g.ID, s.emY)
	if err != nil {
		return nil, err
	}
	if len(segments) == 0 {
		return out, nil
	}
	shift := quarter << 4
	for i := range segments {
		for j := range segments[i].Args {
			x := &segments[i].Args[j].X
			*x = fixed.Int26_6(int64(*x)*int64(s.emX)/int64(s.emY)) + fixed.Int26_6(shift)
		}
	}
	box := segments.Bounds()
	x0, y0 := box.Min.X.Floor(), box.Min.Y.Floor()
	w, h := box.Max.X.Ceil()-x0, box.Max.Y.Ceil()-y0
	if w <= 0 || h <= 0 {
		// A stroke without any thickness still takes a dot.
		w, h = max(w, 1), max(h, 1)
	}
	em := max(s.emX, s.emY)>>6 + 1
	area := min(maxGlyphDots, maxGlyphEms*em*em)
	if w > area || h > area || w*h > area {
		return nil, errTooLarge
	}
	l.cover(segments, x0, y0, w, h)
	b := bitmap.New(w, h)
	for y := range h {
		row := b.Row(y)
		for x, c := range l.alpha.Pix[y*w : (y+1)*w] {
			if c >= s.inked {
				row[x>>3] |= 0x80 >> (x & 7)
			}
		}
	}
	if min(s.emX, s.emY)>>6 <= maxRescued {
		rescue(b, l.alpha.Pix, em)
	}
	if ink := b.Ink(); !ink.Empty() {
		out.Bits = b.Crop(ink)
		out.X, out.Y = x0+ink.Min.X, y0+ink.Min.Y
	}
	return out, nil
}

// cover computes into l.alpha how much of each dot of a box the outline covers.
func (l *Library) cover(segments sfnt.Segments, x0, y0, w, h int) {
	at := func(p fixed.Point26_6) (x, y float32) {
		return float32(int(p.X)-x0<<6) / 64, float32(int(p.Y)-y0<<6) / 64
	}
	v := &l.vector
	v.Reset(w, h)
	for _, s := range segments {
		ax, ay := at(s.Args[0])
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			v.ClosePath()
			v.MoveTo(ax, ay)
		case sfnt.SegmentOpLineTo:
			v.LineTo(ax, ay)
		case sfnt.SegmentOpQuadTo:
			bx, by := at(s.Args[1])
			v.QuadTo(ax, ay, bx, by)
		case sfnt.SegmentOpCubeTo:
			bx, by := at(s.Args[1])
			cx, cy := at(s.Args[2])
			v.CubeTo(ax, ay, bx, by, cx, cy)
		}
	}
	v.ClosePath()
	if cap(l.alpha.Pix) < w*h {
		l.alpha.Pix = make([]byte, w*h)
	}
	l.alpha.Pix = l.alpha.Pix[:w*h]
	l.alpha.Stride, l.alpha.Rect = w, image.Rect(0, 0, w, h)
	clear(l.alpha.Pix)
	v.Draw(&l.alpha, l.alpha.Rect, image.Opaque, image.Point{})
}
