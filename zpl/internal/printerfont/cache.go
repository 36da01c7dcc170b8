package printerfont

import (
	"waybill/internal/font"
)

// maxCacheBytes bounds the glyphs that a Library keeps.
const maxCacheBytes = 16 << 20

type glyphKey struct {
	face     *font.Face
	id       uint16
	inked    uint8
	quarter  uint8 // of a dot
	emX, emY int32
	advance  int32
}

// draw returns a glyph at a size from the cache, or draws it; false if the
// font is damaged there.
func (l *Library) draw(g font.Glyph, s source, frac int) (*Glyph, bool) {
	quarter := 0
	if s.fine {
		quarter = (frac & 63) >> 4
	}
	key := glyphKey{g.Face, g.ID, s.inked, uint8(quarter), int32(s.emX), int32(s.emY), int32(s.advance)}
	if d, ok := l.cache[key]; ok {
		return d, d != nil
	}
	d, err := l.render(g, s, quarter)
	if err != nil {
		d = nil
	}
	if l.bytes > maxCacheBytes {
		clear(l.cache)
		l.bytes = 0
	}
	l.bytes += 160 // key, struct and map overhead
	if d != nil && d.Bits != nil {
		l.bytes += len(d.Bits.Bits)
	}
	l.cache[key] = d
	return d, d != nil
}
