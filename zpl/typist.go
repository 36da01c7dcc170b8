package zpl

import (
	"bytes"
	"image"

	"waybill/internal/font"
	"waybill/label"
)

// A typist decides which lines of text the printer can set itself, and writes
// their data.
type typist struct {
	mode  TextMode
	dpi   label.DPI
	font  *ResidentFont
	fonts *font.Set
	// chars are the characters of the downloaded font; while a plan is made,
	// those that it will hold.
	chars      *runeSet
	collecting bool
	glyphs     int // sent as text while collecting
}

func newTypist(p Profile, fonts *font.Set) typist {
	t := typist{mode: p.Text, dpi: p.DPI, font: p.Font, fonts: fonts}
	if t.mode == Resident && t.font == nil {
		t.mode = Raster // nothing to trust
	}
	return t
}

// Sizes of text that printers set. Smaller is not legible in any font; the
// upper bound is that of the oldest guide.
const (
	minCharacter = 10
	maxCharacter = 1500
)

// condensed is how narrow, in quarters of its height, a line may become where
// the printer's Latin letters are wider than ours.
const condensed = 3

// slot returns where and how large the printer sets a line, and false where it
// cannot, or not for certain: then the line is sent as graphics. No line gets
// wider than it was laid out.
func (t *typist) slot(x label.Text, media image.Rectangle) (slot, bool) {
	if t.mode == Raster || 3*len(x.String) > maxField {
		return slot{}, false
	}
	pen := x.Pen(t.dpi)
	s := slot{kind: textSlot, x: (pen.X64 + 32) >> 6, y: pen.Baseline, h: pen.Em64 / 64}
	if s.h < minCharacter || s.h > maxCharacter {
		return slot{}, false
	}
	ours, narrow, wide, ok := t.measure(x.String)
	if !ok {
		return slot{}, false
	}
	have := (int(ours)*pen.Em64 + 32000) / 64000
	s.w = s.h
	if t.mode == Resident {
		for narrow*t.latin(s.w)+wide*s.w > have {
			if s.w--; 4*s.w < condensed*s.h {
				return slot{}, false
			}
		}
	}
	if x.Bold {
		s.smear = max(1, pen.Em64/(24<<6))
	}
	// The em box, less the dot by which it may be rounded outward.
	box := image.Rect(s.x, s.y-s.h*88/100, s.x+have, s.y+s.h*12/100)
	return s, box.In(media)
}

// latin is the widest an ASCII character can be at a character width, in whole
// dots.
func (t *typist) latin(w int) int { return (t.font.Latin*w + 999) / 1000 }

// measure returns a line's width in our font and how many narrow (ASCII) and
// wide characters it has; false where a character is not in the printer's font.
func (t *typist) measure(s string) (ours font.Em, narrow, wide int, ok bool) {
	var codes *[1 << 16]uint16
	if t.mode == Resident {
		codes = gbkCodes()
	}
	for _, r := range s {
		g, found := t.fonts.Glyph(r)
		if !found || g.Face == nil {
			return 0, 0, 0, false
		}
		ours += g.Advance
		switch {
		case t.mode == Download:
			if !t.loaded(r, g) {
				return 0, 0, 0, false
			}
		case r < 0x80:
			narrow++
		case r <= 0xffff && t.font.Covers.holds(codes[inGBK(r)]):
			wide++
		default:
			return 0, 0, 0, false
		}
	}
	if t.collecting && t.mode == Download {
		for _, r := range s {
			t.chars.add(r)
			t.glyphs++
		}
	}
	return ours, narrow, wide, true
}

// loaded reports whether the downloaded font has r. While it is being put
// together, that is every character of the first face, which must be one that
// may be sent; its code table ends before U+FFFF.
func (t *typist) loaded(r rune, g font.Glyph) bool {
	if t.collecting {
		return g.Face.Index() == 0 && r < 0xffff && g.Face.Glyf()
	}
	return t.chars.has(r)
}

// appendContent appends a line as the data of a field, ^FD and, where a byte
// could be taken for a command, ^FH before it. The line has a slot.
func (t *typist) appendContent(dst []byte, s string) []byte {
	gbk := t.mode == Resident && t.font.Encoding == GBK
	hex := false
	if gbk {
		codes := gbkCodes()
		for _, r := range s {
			c := codes[inGBK(r)&0xffff]
			hex = hex || r < 0x80 && unsafeByte(byte(r)) || r >= 0x80 && unsafeByte(byte(c))
		}
	} else {
		for i := 0; i < len(s) && !hex; i++ {
			hex = unsafeByte(s[i])
		}
	}
	if hex {
		dst = append(dst, "^FH"...)
	}
	dst = append(dst, "^FD"...)
	if !gbk {
		start := len(dst)
		for i := range len(s) {
			dst = appendByte(dst, s[i], hex)
		}
		if t.mode == Resident && bytes.Contains(dst[start:], []byte("¥")) {
			dst = append(dst[:start], bytes.ReplaceAll(dst[start:], []byte("¥"), []byte("￥"))...)
		}
		return dst
	}
	codes := gbkCodes()
	for _, r := range s {
		if r < 0x80 {
			dst = appendByte(dst, byte(r), hex)
			continue
		}
		c := codes[inGBK(r)&0xffff]
		dst = appendByte(append(dst, byte(c>>8)), byte(c), hex)
	}
	return dst
}

// appendByte appends a byte of field data, under ^FH in its safe form.
func appendByte(dst []byte, c byte, hex bool) []byte {
	if hex && (unsafeByte(c) || c == '_') {
		return append(dst, '_', hexDigits[c>>4], hexDigits[c&15])
	}
	return append(dst, c)
}

// runeSet is a set of characters of the basic plane.
type runeSet struct {
	bits  [1 << 16 / 64]uint64
	count int
}

func (s *runeSet) has(r rune) bool {
	return s != nil && uint32(r) < 1<<16 && s.bits[r>>6]&(1<<(r&63)) != 0
}

func (s *runeSet) add(r rune) {
	if !s.has(r) {
		s.bits[r>>6] |= 1 << (r & 63)
		s.count++
	}
}
