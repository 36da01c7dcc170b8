package font

import (
	"encoding/binary"
	"fmt"

	"golang.org/x/image/font/sfnt"
)

// Parse reads a font file in memory: TrueType or OpenType, or the first font of
// a collection. The name is for messages. The face belongs to no Set.
func Parse(name string, file []byte) (*Face, error) {
	f, err := newFace(name, file, 0)
	if err != nil {
		return nil, fmt.Errorf("font %s: %w", name, err)
	}
	return f, nil
}

// Glyph returns the face's own glyph of r, with its advance, and false if it
// has none or the font is damaged there. No character is replaced by another.
func (f *Face) Glyph(r rune) (Glyph, bool) {
	id, err := f.glyph(r)
	if err != nil || id == 0 {
		return Glyph{}, false
	}
	advance, err := f.advance(id)
	if err != nil {
		return Glyph{}, false
	}
	return Glyph{Face: f, ID: id, Rune: r, Advance: advance}, true
}

// Outline returns the outline of a glyph in 1/64 dots, y downwards from the
// baseline, for an em of px64/64 dots. It is valid until the next use of the
// buffer.
func (f *Face) Outline(b *sfnt.Buffer, id uint16, px64 int) (sfnt.Segments, error) {
	return f.outline(b, id, px64)
}

// Extent returns how far the font's lines reach above and below the baseline
// (table hhea), both positive; 0, 0 if the font does not say.
func (f *Face) Extent() (ascent, descent Em) {
	hhea := f.container.table("hhea")
	if len(hhea) < 8 {
		return 0, 0
	}
	up := int(int16(binary.BigEndian.Uint16(hhea[4:])))
	down := -int(int16(binary.BigEndian.Uint16(hhea[6:])))
	if up <= 0 || down < 0 {
		return 0, 0
	}
	return Em(1000 * up / f.unitsPerEm), Em(1000 * down / f.unitsPerEm)
}
