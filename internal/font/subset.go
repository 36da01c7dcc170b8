package font

import (
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"slices"
)

var errBadOutlines = errors.New("font: outline tables are damaged")

// Subset returns a stand-alone TrueType file that holds only the glyphs of
// chars, which leads from the code of each character in the new file to its
// glyph in this face. As with PatchCmap, codes are below U+FFFF, and glyphs
// without such a code are given a private-use one. Glyphs are numbered anew, in
// the order of their old numbers. Errors are those of TTF.
//
// The whole main font costs gofpdf 50 to 100 ms and 20 MB a document, the
// glyphs of one label 5 ms.
func (f *Face) Subset(chars map[rune]uint16) ([]byte, error) {
	c, err := f.trueType()
	if err != nil {
		return nil, err
	}
	old, err := newGlyphTables(c)
	if err != nil {
		return nil, err
	}
	glyphs := map[uint16]bool{0: true}
	for r, id := range chars {
		if r < 0 || r >= bmpSize {
			return nil, fmt.Errorf("font: U+%04X does not fit a format 4 cmap", r)
		}
		glyphs[id] = true
	}
	if err := old.addComponents(glyphs); err != nil {
		return nil, err
	}
	order := slices.Sorted(maps.Keys(glyphs))
	renumber := make(map[uint16]uint16, len(order))
	for i, id := range order {
		renumber[id] = uint16(i)
	}

	var glyf, loca, hmtx []byte
	for _, id := range order {
		loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
		outline, err := old.outline(id)
		if err != nil {
			return nil, err
		}
		outline = slices.Clone(outline)
		if err := eachComponent(outline, func(ref []byte) {
			binary.BigEndian.PutUint16(ref, renumber[binary.BigEndian.Uint16(ref)])
		}); err != nil {
			return nil, err
		}
		glyf = append(glyf, outline...)
		glyf = append(glyf, padding[:-len(glyf)&3]...)
		hmtx = append(hmtx, old.metrics(id)...)
	}
	loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
	if len(glyf) == 0 {
		glyf = make([]byte, 4) // spaces only; an empty table counts as none
	}

	m := new(bmpMap)
	for r, id := range chars {
		m[r] = renumber[id]
	}
	cmap, err := writeBMP(m)
	if err != nil {
		return nil, fmt.Errorf("font: %w", err)
	}
	c, err = c.withAll(map[string][]byte{
		"glyf": glyf, "loca": loca, "hmtx": hmtx, "cmap": cmap,
		"head": patched(c.table("head"), 50, 1), // long loca
		"hhea": patched(c.table("hhea"), 34, len(order)),
		"maxp": patched(c.table("maxp"), 4, len(order)),
	})
	if err != nil {
		return nil, err
	}
	return c.bytes(), nil
}

// patched returns a copy of a table with the 16-bit number at an offset set.
// The tables are those that sfnt has parsed, so they are long enough.
func patched(data []byte, offset, v int) []byte {
	data = slices.Clone(data)
	binary.BigEndian.PutUint16(data[offset:], uint16(v))
	return data
}

// glyphTables reads outlines and metrics by glyph.
type glyphTables struct {
	glyf, loca, hmtx []byte
	long             bool // loca has 32-bit offsets
	count            int  // glyphs
	measured         int  // glyphs with an advance of their own in hmtx
}

func newGlyphTables(c *container) (*glyphTables, error) {
	head, hhea, maxp := c.table("head"), c.table("hhea"), c.table("maxp")
	if len(head) < 54 || len(hhea) < 36 || len(maxp) < 6 {
		return nil, errBadOutlines
	}
	t := &glyphTables{
		glyf: c.table("glyf"), loca: c.table("loca"), hmtx: c.table("hmtx"),
		long:     binary.BigEndian.Uint16(head[50:]) != 0,
		count:    int(binary.BigEndian.Uint16(maxp[4:])),
		measured: int(binary.BigEndian.Uint16(hhea[34:])),
	}
	width := 2
	if t.long {
		width = 4
	}
	if len(t.loca) < width*(t.count+1) || t.measured == 0 || t.measured > t.count ||
		len(t.hmtx) < 4*t.measured+2*(t.count-t.measured) {
		return nil, errBadOutlines
	}
	return t, nil
}

// outline returns the bytes of a glyph in glyf.
func (t *glyphTables) outline(id uint16) ([]byte, error) {
	if int(id) >= t.count {
		return nil, errBadOutlines
	}
	var from, to uint64
	if t.long {
		from, to = uint64(binary.BigEndian.Uint32(t.loca[4*int(id):])), uint64(binary.BigEndian.Uint32(t.loca[4*int(id)+4:]))
	} else {
		from, to = 2*uint64(binary.BigEndian.Uint16(t.loca[2*int(id):])), 2*uint64(binary.BigEndian.Uint16(t.loca[2*int(id)+2:]))
	}
	if from > to || to > uint64(len(t.glyf)) {
		return nil, errBadOutlines
	}
	return t.glyf[from:to], nil
}

// metrics returns advance and left side bearing of a glyph. Glyphs beyond the
// measured ones share the last advance.
func (t *glyphTables) metrics(id uint16) []byte {
	if i := int(id); i >= t.measured {
		last, side := 4*(t.measured-1), 4*t.measured+2*(i-t.measured)
		return slices.Concat(t.hmtx[last:last+2], t.hmtx[side:side+2])
	}
	return t.hmtx[4*int(id) : 4*int(id)+4]
}

// addComponents adds the glyphs of which glyphs are composed.
func (t *glyphTables) addComponents(glyphs map[uint16]bool) error {
	todo := slices.Collect(maps.Keys(glyphs))
	for len(todo) > 0 {
		id := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		outline, err := t.outline(id)
		if err != nil {
			return err
		}
		if err := eachComponent(outline, func(ref []byte) {
			if part := binary.BigEndian.Uint16(ref); !glyphs[part] {
				glyphs[part] = true
				todo = append(todo, part)
			}
		}); err != nil {
			return err
		}
	}
	return nil
}

// eachComponent calls f with the two bytes of every glyph number in a composite
// outline. The flags are those of the OpenType glyf table.
func eachComponent(outline []byte, f func(ref []byte)) error {
	const (
		words     = 0x0001
		scale     = 0x0008
		more      = 0x0020
		scales    = 0x0040
		twoByTwo  = 0x0080
		composite = 0x8000 // a negative number of contours
	)
	if len(outline) < 2 || binary.BigEndian.Uint16(outline)&composite == 0 {
		return nil
	}
	for at, flags := 10, uint16(more); flags&more != 0; {
		if at+4 > len(outline) {
			return errBadOutlines
		}
		flags = binary.BigEndian.Uint16(outline[at:])
		f(outline[at+2 : at+4])
		at += 6
		if flags&words != 0 {
			at += 2
		}
		switch {
		case flags&scale != 0:
			at += 2
		case flags&scales != 0:
			at += 4
		case flags&twoByTwo != 0:
			at += 8
		}
	}
	return nil
}
