package font

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// container is one font as a set of tables, read from a file of its own or
// from a collection.
//
// golang.org/x/image/font/sfnt refuses files whose tables are unsorted or not
// aligned to four bytes (among them wqy-microhei.ttc), and gofpdf refuses
// collections. A container lays its tables out anew, in order and aligned, and
// without copying them: it is an io.ReaderAt over that layout.
type container struct {
	flavor uint32
	tables []table // by tag
	header []byte  // offset table and table directory of the new layout
}

type table struct {
	tag    string
	offset int // in the new layout
	data   []byte
}

const (
	flavorTrueType = 0x00010000
	flavorApple    = 0x74727565 // "true"
	flavorCFF      = 0x4F54544F // "OTTO"
	tagCollection  = 0x74746366 // "ttcf"
)

// maxTables is far above any real font's.
const maxTables = 256

var errTruncated = errors.New("font file is truncated")

// wantedTables are the tables that drawing and gofpdf use. Layout and
// variation tables are left behind: nothing reads them, and a flaw in one would
// cost the whole font.
var wantedTables = []string{
	"CFF ", "OS/2", "cmap", "cvt ", "fpgm", "glyf", "head", "hhea", "hmtx",
	"loca", "maxp", "name", "post", "prep",
}

// members returns how many fonts a file holds.
func members(file []byte) (int, error) {
	if len(file) < 12 {
		return 0, errTruncated
	}
	if binary.BigEndian.Uint32(file) != tagCollection {
		return 1, nil
	}
	n := binary.BigEndian.Uint32(file[8:])
	if n == 0 || uint64(len(file)) < 12+4*uint64(n) {
		return 0, errTruncated
	}
	return int(n), nil
}

// openMember reads the table directory of one font of a file. The tables of
// the result are slices of file.
func openMember(file []byte, index int) (*container, error) {
	n, err := members(file)
	if err != nil {
		return nil, err
	}
	if index < 0 || index >= n {
		return nil, fmt.Errorf("file has fonts 0 to %d, not %d", n-1, index)
	}
	start := uint64(0)
	if binary.BigEndian.Uint32(file) == tagCollection {
		start = uint64(binary.BigEndian.Uint32(file[12+4*index:]))
	}
	if start+12 > uint64(len(file)) {
		return nil, errTruncated
	}
	flavor := binary.BigEndian.Uint32(file[start:])
	switch flavor {
	case flavorTrueType, flavorCFF:
	case flavorApple:
		flavor = flavorTrueType
	default:
		return nil, errors.New("not a TrueType or OpenType font")
	}
	count := int(binary.BigEndian.Uint16(file[start+4:]))
	if count > maxTables {
		return nil, fmt.Errorf("%d tables", count)
	}
	directory := file[start+12:]
	if len(directory) < 16*count {
		return nil, errTruncated
	}
	var tables []table
	for ; count > 0; count, directory = count-1, directory[16:] {
		tag := string(directory[:4])
		if !slices.Contains(wantedTables, tag) {
			continue
		}
		from := uint64(binary.BigEndian.Uint32(directory[8:]))
		to := from + uint64(binary.BigEndian.Uint32(directory[12:]))
		if to > uint64(len(file)) {
			return nil, errTruncated
		}
		if from < to {
			tables = append(tables, table{tag: tag, data: file[from:to:to]})
		}
	}
	return newContainer(flavor, tables)
}

// newContainer lays out the tables.
func newContainer(flavor uint32, tables []table) (*container, error) {
	slices.SortFunc(tables, func(a, b table) int { return strings.Compare(a.tag, b.tag) })
	offset := 12 + 16*len(tables)
	for i := range tables {
		if i > 0 && tables[i].tag == tables[i-1].tag {
			return nil, fmt.Errorf("two %q tables", tables[i].tag)
		}
		tables[i].offset = offset
		offset += (len(tables[i].data) + 3) &^ 3
	}
	return &container{flavor: flavor, tables: tables, header: header(flavor, tables)}, nil
}

// header returns the offset table and table directory. Checksums are left 0:
// neither sfnt nor gofpdf looks at them, and gofpdf writes its own.
func header(flavor uint32, tables []table) []byte {
	pow, log := 1, 0
	for pow*2 <= len(tables) {
		pow, log = pow*2, log+1
	}
	b := binary.BigEndian.AppendUint32(nil, flavor)
	for _, v := range []int{len(tables), 16 * pow, log, 16 * (len(tables) - pow)} {
		b = binary.BigEndian.AppendUint16(b, uint16(v))
	}
	for _, t := range tables {
		b = append(b, t.tag...)
		b = binary.BigEndian.AppendUint32(b, 0)
		b = binary.BigEndian.AppendUint32(b, uint32(t.offset))
		b = binary.BigEndian.AppendUint32(b, uint32(len(t.data)))
	}
	return b
}

// table returns the bytes of a table, nil if there is none.
func (c *container) table(tag string) []byte {
	for _, t := range c.tables {
		if t.tag == tag {
			return t.data
		}
	}
	return nil
}

// with returns a container with one table replaced or added.
func (c *container) with(tag string, data []byte) (*container, error) {
	return c.withAll(map[string][]byte{tag: data})
}

// withAll returns a container with some tables replaced or added.
func (c *container) withAll(replace map[string][]byte) (*container, error) {
	tables := slices.DeleteFunc(slices.Clone(c.tables), func(t table) bool {
		_, ok := replace[t.tag]
		return ok
	})
	for tag, data := range replace {
		tables = append(tables, table{tag: tag, data: data})
	}
	return newContainer(c.flavor, tables)
}

// size returns the length of the new layout in bytes.
func (c *container) size() int {
	if len(c.tables) == 0 {
		return len(c.header)
	}
	last := c.tables[len(c.tables)-1]
	return last.offset + (len(last.data)+3)&^3
}

// ReadAt implements io.ReaderAt. It never changes the container, so many
// goroutines may read.
func (c *container) ReadAt(p []byte, off int64) (int, error) {
	if off < 0 || off > int64(c.size()) {
		return 0, io.EOF
	}
	n := 0
	for n < len(p) {
		piece, ok := c.from(int(off) + n)
		if !ok {
			return n, io.EOF
		}
		n += copy(p[n:], piece)
	}
	return n, nil
}

var padding [3]byte

// from returns the bytes that begin at pos, up to the end of their table.
func (c *container) from(pos int) ([]byte, bool) {
	if pos < len(c.header) {
		return c.header[pos:], true
	}
	i, found := slices.BinarySearchFunc(c.tables, pos, func(t table, pos int) int { return t.offset - pos })
	if !found {
		i--
	}
	if i < 0 {
		return nil, false
	}
	at := pos - c.tables[i].offset
	data := c.tables[i].data
	if at < len(data) {
		return data[at:], true
	}
	if pad := (len(data)+3)&^3 - at; pad > 0 {
		return padding[:pad], true
	}
	return nil, false
}

// bytes returns the new layout as a file.
func (c *container) bytes() []byte {
	b := make([]byte, c.size())
	copy(b, c.header)
	for _, t := range c.tables {
		copy(b[t.offset:], t.data)
	}
	return b
}
