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

// foundKey and found remember which glyph a face has for a character: finding
// it costs more than drawing it from the cache.
type foundKey struct {
	face *font.Face
	r    rune
}

type found struct {
	glyph font.Glyph
	ok    bool
}

// maxFound bounds what is remembered.
const maxFound = 1 << 16

// find is face.Glyph, remembered.
func (l *Library) find(face *font.Face, r rune) (font.Glyph, bool) {
	key := foundKey{face, r}
	f, ok := l.found[key]
	if !ok {
		f.glyph, f.ok = face.Glyph(r)
		if len(l.found) >= maxFound {
			clear(l.found)
		}
		l.found[key] = f
	}
	return f.glyph, f.ok
}
