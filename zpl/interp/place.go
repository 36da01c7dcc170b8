package interp

import (
	"image"
	"math/bits"

	"waybill/internal/bitmap"
)

// mode is how dots are put on what lies under them.
type mode uint8

const (
	ink   mode = iota // black over all
	white             // white over all
	flip              // ^FR, ^LR: white over black, black over white
)

// origin returns where a field's ^FO or ^FT is on the page.
func (p *Printer) origin(f *field) image.Point {
	at := image.Pt(f.x, f.y)
	offset := p.set.home.Add(image.Pt(-p.set.shift, p.set.top))
	at = at.Add(offset)
	if f.typeset && p.label.nextSet {
		if f.noX {
			at.X = p.label.next.X
		}
		if f.noY {
			at.Y = p.label.next.Y
		}
	}
	return at
}

// place turns what a field drew, puts it on the page and returns where.
func (p *Printer) place(f *field, d drawn, turn byte, clear, variable bool) image.Rectangle {
	at := p.origin(f)
	w, h := d.cell()
	// along is how far the reading direction begins before the origin.
	along := 0
	if f.justify == 1 {
		along = w
	}
	var corner image.Point
	switch {
	case f.typeset:
		switch turn {
		case 'R':
			corner = image.Pt(at.X-(h-d.base), at.Y-along)
		case 'I':
			corner = image.Pt(at.X-w+along, at.Y-(h-d.base))
		case 'B':
			corner = image.Pt(at.X-d.base, at.Y-w+along)
		default:
			corner = image.Pt(at.X-along, at.Y-d.base)
		}
	default:
		corner = at
		switch turn {
		case 'R':
			corner = corner.Add(image.Pt(0, d.dx))
		case 'I':
		case 'B':
			corner = corner.Add(image.Pt(d.dy, 0))
		default:
			corner = corner.Add(image.Pt(d.dx, d.dy))
		}
		if f.justify == 1 {
			if turn == 'R' || turn == 'B' {
				corner.X -= h
			} else {
				corner.X -= w
			}
		}
	}
	p.after(at, corner, d, turn)
	cell := image.Rect(0, 0, w, h).Add(corner)
	if turn == 'R' || turn == 'B' {
		cell = image.Rect(0, 0, h, w).Add(corner)
	}
	switch turn {
	case 'R':
		corner = corner.Sub(image.Pt(d.over.bottom, d.over.left))
	case 'I':
		corner = corner.Sub(image.Pt(d.over.right, d.over.bottom))
	case 'B':
		corner = corner.Sub(image.Pt(d.over.top, d.over.right))
	default:
		corner = corner.Sub(image.Pt(d.over.left, d.over.top))
	}
	box := d.box
	if turn != 'N' {
		p.spend(len(box.Bits) * 8)
		box = turned(box, turn)
	}
	m := ink
	switch {
	case f.reverse || p.set.reverse:
		m = flip
	case clear:
		m = white
	}
	if variable && p.label.keep {
		p.label.late = append(p.label.late, lateField{corner, box, m})
	} else {
		p.blit(box, corner, m)
	}
	return cell
}

// after notes where a ^FT without coordinates goes: on the same baseline,
// behind this field.
func (p *Printer) after(at, corner image.Point, d drawn, turn byte) {
	w, h := d.cell()
	p.label.nextSet = true
	switch turn {
	case 'R':
		p.label.next = image.Pt(corner.X+h-d.base, corner.Y+w)
	case 'I':
		p.label.next = image.Pt(corner.X, corner.Y+h-d.base)
	case 'B':
		p.label.next = image.Pt(corner.X+d.base, corner.Y)
	default:
		p.label.next = image.Pt(corner.X+w, corner.Y+d.base)
	}
}

// drawLate draws the fields that ^MCN does not keep.
func (p *Printer) drawLate() {
	for _, l := range p.label.late {
		p.blit(l.dots, l.at, l.mode)
	}
	p.label.late = nil
}

// blit puts dots on the page.
func (p *Printer) blit(src *bitmap.Bitmap, at image.Point, m mode) {
	if !p.spend(len(src.Bits)) {
		return
	}
	if m != white {
		p.inkBeyond(src, at)
	}
	switch m {
	case ink:
		p.page.Or(src, at.X, at.Y)
	case white:
		p.page.AndNot(src, at.X, at.Y)
	case flip:
		flipDots(p.page, src, at)
	}
}

// flipDots turns over the dots of dst where src has ink.
func flipDots(dst, src *bitmap.Bitmap, at image.Point) {
	r := image.Rect(at.X, at.Y, at.X+src.W, at.Y+src.H).Intersect(image.Rect(0, 0, dst.W, dst.H))
	if r.Empty() {
		return
	}
	if r.Dx() != src.W || r.Dy() != src.H {
		src = src.Crop(r.Sub(at))
	}
	shift := uint(r.Min.X & 7)
	for y := range src.H {
		row := dst.Row(r.Min.Y + y)[r.Min.X>>3:]
		var carry byte
		for i, v := range src.Row(y) {
			row[i] ^= carry | v>>shift
			carry = v << (8 - shift) // nothing where shift is 0
		}
		if carry != 0 {
			row[src.Stride] ^= carry
		}
	}
}

// turned returns b turned clockwise: R by 90 degrees, I by 180, B by 270.
func turned(b *bitmap.Bitmap, turn byte) *bitmap.Bitmap {
	switch turn {
	case 'R':
		t := bitmap.New(b.H, b.W)
		eachDot(b, func(x, y int) { t.Bits[x*t.Stride+(b.H-1-y)>>3] |= 0x80 >> ((b.H - 1 - y) & 7) })
		return t
	case 'I':
		return flipped(mirrored(b))
	case 'B':
		t := bitmap.New(b.H, b.W)
		eachDot(b, func(x, y int) { t.Bits[(b.W-1-x)*t.Stride+y>>3] |= 0x80 >> (y & 7) })
		return t
	}
	return b
}

// eachDot calls f for every inked dot.
func eachDot(b *bitmap.Bitmap, f func(x, y int)) {
	for y := range b.H {
		for i, v := range b.Row(y) {
			for v != 0 {
				n := bits.LeadingZeros8(v)
				v &^= 0x80 >> n
				f(i*8+n, y)
			}
		}
	}
}

// flipped returns b upside down.
func flipped(b *bitmap.Bitmap) *bitmap.Bitmap {
	t := bitmap.New(b.W, b.H)
	for y := range b.H {
		copy(t.Row(b.H-1-y), b.Row(y))
	}
	return t
}

// mirrored returns b with left and right exchanged.
func mirrored(b *bitmap.Bitmap) *bitmap.Bitmap {
	t := bitmap.New(b.W, b.H)
	shift := uint(-b.W & 7) // blank dots that come to stand on the left
	for y := range b.H {
		src, dst := b.Row(y), t.Row(y)
		for i, v := range src {
			dst[len(dst)-1-i] = bits.Reverse8(v)
		}
		if shift == 0 {
			continue
		}
		for i := range dst {
			dst[i] <<= shift
			if i+1 < len(dst) {
				dst[i] |= dst[i+1] >> (8 - shift)
			}
		}
	}
	return t
}
