package font

import (
	"encoding/binary"
	"errors"
	"fmt"
	"unicode"
)

// bmpSize is the number of code points that a format 4 subtable can map; it
// cannot map U+FFFF, which ends its segments.
const bmpSize = 0xFFFF

// bmpMap leads from a code point of the basic multilingual plane to a glyph, 0
// being none.
type bmpMap [bmpSize]uint16

// PatchCmap returns a copy of a TrueType file in which each character of add
// leads to its glyph, in place of what it led to before. All characters must be
// below U+FFFF and all glyphs in the font.
//
// It exists for gofpdf, which knows no characters above U+FFFF: the glyph of
// one is given a private-use code. The cmap of the copy has one format 4
// subtable, the only format that gofpdf reads, so characters above U+FFFF are
// no longer mapped. Tables that neither gofpdf nor x/image/font/sfnt reads,
// such as layout tables, are left out.
func PatchCmap(ttf []byte, add map[rune]uint16) ([]byte, error) {
	c, err := openMember(ttf, 0)
	if err != nil {
		return nil, fmt.Errorf("font: %w", err)
	}
	m, err := readBMP(c.table("cmap"))
	if err != nil {
		return nil, fmt.Errorf("font: %w", err)
	}
	maxp := c.table("maxp")
	if len(maxp) < 6 {
		return nil, errors.New("font: no maxp table")
	}
	count := binary.BigEndian.Uint16(maxp[4:])
	for r, id := range add {
		if r < 0 || r >= bmpSize {
			return nil, fmt.Errorf("font: U+%04X does not fit a format 4 cmap", r)
		}
		if id >= count {
			return nil, fmt.Errorf("font: glyph %d of %d for U+%04X", id, count, r)
		}
		m[r] = id
	}
	cmap, err := writeBMP(m)
	if err != nil {
		return nil, fmt.Errorf("font: %w", err)
	}
	if c, err = c.with("cmap", cmap); err != nil {
		return nil, fmt.Errorf("font: %w", err)
	}
	return c.bytes(), nil
}

var errBadCmap = errors.New("cmap table is damaged")

// readBMP reads a cmap table's Unicode subtable of format 4, or of format 12
// if there is none.
func readBMP(cmap []byte) (*bmpMap, error) {
	if len(cmap) < 4 {
		return nil, errBadCmap
	}
	var long []byte
	records := cmap[4:]
	for n := binary.BigEndian.Uint16(cmap[2:]); n > 0; n, records = n-1, records[8:] {
		if len(records) < 8 {
			return nil, errBadCmap
		}
		platform, encoding := binary.BigEndian.Uint16(records), binary.BigEndian.Uint16(records[2:])
		offset := uint64(binary.BigEndian.Uint32(records[4:]))
		if platform != 0 && (platform != 3 || encoding != 1 && encoding != 10) {
			continue
		}
		if offset+2 > uint64(len(cmap)) {
			return nil, errBadCmap
		}
		switch sub := cmap[offset:]; binary.BigEndian.Uint16(sub) {
		case 4:
			return readFormat4(sub)
		case 12:
			long = sub
		}
	}
	if long == nil {
		return nil, errors.New("cmap has no Unicode subtable of format 4 or 12")
	}
	return readFormat12(long)
}

// readFormat4 reads a subtable that begins at the slice's beginning. Its own
// length field is not trusted: 16 bits are too few for some fonts' tables.
func readFormat4(sub []byte) (*bmpMap, error) {
	if len(sub) < 16 {
		return nil, errBadCmap
	}
	size := int(binary.BigEndian.Uint16(sub[6:])) &^ 1 // twice the segments
	if len(sub) < 16+4*size {
		return nil, errBadCmap
	}
	ends, starts := sub[14:], sub[16+size:]
	deltas, offsets := sub[16+2*size:], sub[16+3*size:]
	m := new(bmpMap)
	next := 0
	for i := 0; i < size; i += 2 {
		start, end := int(binary.BigEndian.Uint16(starts[i:])), int(binary.BigEndian.Uint16(ends[i:]))
		delta, offset := binary.BigEndian.Uint16(deltas[i:]), int(binary.BigEndian.Uint16(offsets[i:]))
		if start < next || end < start {
			return nil, errBadCmap // as the order also bounds the work
		}
		next = end + 1
		for c := start; c <= min(end, bmpSize-1); c++ {
			id := uint16(c)
			if offset != 0 {
				// The offset counts from its own place in the table.
				at := i + offset + 2*(c-start)
				if at+2 > len(offsets) {
					break
				}
				if id = binary.BigEndian.Uint16(offsets[at:]); id == 0 {
					continue
				}
			}
			m[c] = id + delta
		}
	}
	return m, nil
}

func readFormat12(sub []byte) (*bmpMap, error) {
	if len(sub) < 16 {
		return nil, errBadCmap
	}
	count := uint64(binary.BigEndian.Uint32(sub[12:]))
	groups := sub[16:]
	if uint64(len(groups)) < 12*count {
		return nil, errBadCmap
	}
	m := new(bmpMap)
	next := uint32(0)
	for ; count > 0; count, groups = count-1, groups[12:] {
		start, end := binary.BigEndian.Uint32(groups), binary.BigEndian.Uint32(groups[4:])
		id := binary.BigEndian.Uint32(groups[8:])
		if start < next || end < start || end > unicode.MaxRune {
			return nil, errBadCmap
		}
		next = end + 1
		for c := start; c <= min(end, bmpSize-1); c++ {
			m[c] = uint16(id + c - start)
		}
	}
	return m, nil
}

// segment is a run of code points of a format 4 subtable: either all glyphs
// are code + delta, or each is listed.
type segment struct {
	start, end int
	listed     bool
}

// longRun is the length from which a run of consecutive glyphs deserves its
// own segment (8 bytes, and 8 to resume a list after it) rather than 2 bytes a
// glyph in a list.
const longRun = 8

// segments cuts the map into few bytes' worth of segments.
func (m *bmpMap) segments() []segment {
	var out []segment
	for c := 0; c < bmpSize; {
		if m[c] == 0 {
			c++
			continue
		}
		end := c
		for end+1 < bmpSize && m[end+1] == m[end]+1 {
			end++
		}
		last := len(out) - 1
		short := end-c+1 < longRun
		switch {
		case short && last >= 0 && out[last].end == c-1 &&
			(out[last].listed || out[last].end-out[last].start+1 < longRun):
			out[last].end, out[last].listed = end, true
		default:
			out = append(out, segment{start: c, end: end})
		}
		c = end + 1
	}
	return append(out, segment{start: 0xFFFF, end: 0xFFFF})
}

// writeBMP returns a cmap table with one format 4 subtable for the platforms
// Unicode and Windows.
func writeBMP(m *bmpMap) ([]byte, error) {
	segs := m.segments()
	n := len(segs)
	ends, starts, deltas, offsets := make([]byte, 0, 8*n), make([]byte, 0, 2*n), make([]byte, 0, 2*n), make([]byte, 0, 2*n)
	var list []byte
	for i, s := range segs {
		delta, offset := 0, 0
		switch {
		case s.start == 0xFFFF:
			delta = 1 // leads to glyph 0
		case s.listed:
			offset = 2*(n-i) + len(list)
			for _, id := range m[s.start : s.end+1] {
				list = binary.BigEndian.AppendUint16(list, id)
			}
		default:
			delta = int(m[s.start]) - s.start
		}
		ends = binary.BigEndian.AppendUint16(ends, uint16(s.end))
		starts = binary.BigEndian.AppendUint16(starts, uint16(s.start))
		deltas = binary.BigEndian.AppendUint16(deltas, uint16(delta))
		offsets = binary.BigEndian.AppendUint16(offsets, uint16(offset))
	}
	length := 16 + 8*n + len(list)
	if length > 0xFFFF {
		return nil, errors.New("too many characters for a format 4 cmap")
	}
	pow, log := 1, 0
	for pow*2 <= n {
		pow, log = pow*2, log+1
	}
	var b []byte
	for _, v := range []int{
		0, 2, // version, encoding records
		0, 3, 0, 20, // Unicode BMP, at byte 20
		3, 1, 0, 20, // Windows BMP, the same
		4, length, 0, 2 * n, 2 * pow, log, 2 * (n - pow),
	} {
		b = binary.BigEndian.AppendUint16(b, uint16(v))
	}
	b = append(b, ends...)
	b = append(b, 0, 0)
	b = append(b, starts...)
	b = append(b, deltas...)
	b = append(b, offsets...)
	return append(b, list...), nil
}
