package zpl

import (
	"fmt"
	"hash/fnv"
	"strconv"
	"sync"

	"waybill/internal/font"
	"waybill/label"
)

// A Setup is what a job sends once before its labels: a font (~DY), graphics
// (~DG) and a format (^DF) that labels recall. It is made by a Plan and does
// not change; Formatters of any number may share it.
type Setup struct {
	profile Profile
	fonts   *font.Set
	size    label.Size

	chars    *runeSet           // of the downloaded font
	fontFile string             // its name
	pictures map[string]picture // by key: graphics that labels recall
	recall   []byte             // how a label begins that recalls the format, nil if there is none
	fixed    map[string]int     // keys of the items in the format, numbered
	slots    map[slot]int       // fields of the format → ^FN number
	members  []int              // by number: how many slots share it

	begin, end []byte
	objects    []string // names of what is stored
	bytes      int      // printer memory that it takes
	fontLeft   int      // bytes of a font that the printer's memory does not hold

	gate    sync.Once
	texts   []Field // of begin
	formats storedFormats
}

// picture is a stored graphic.
type picture struct {
	recall []byte // the field that prints it at its place
}

// AppendBegin appends what is sent before the labels, nothing if that would
// not make the job smaller.
func (s *Setup) AppendBegin(dst []byte) []byte { return append(dst, s.begin...) }

// FontLeftOut returns the bytes of the font that the job was to download
// (Profile.Text) and that Profile.Memory does not hold, so that its text goes as
// graphics; 0 if none was left out for that.
func (s *Setup) FontLeftOut() int { return s.fontLeft }

// AppendEnd appends what clears the printer's memory behind the labels: a
// format of its own.
func (s *Setup) AppendEnd(dst []byte) []byte { return append(dst, s.end...) }

// Bytes is the printer memory that the job takes.
func (s *Setup) Bytes() int { return s.bytes }

// Objects lists the names of what the job stores, in order.
func (s *Setup) Objects() []string { return s.objects }

// empty is a Setup that stores nothing.
func emptySetup(p Profile, fonts *font.Set) *Setup {
	if p.Text == Download {
		p.Text = Raster
	}
	return &Setup{profile: p, fonts: fonts}
}

// drive is where jobs store: memory that a printer forgets when it is switched
// off.
const drive = "R:"

// objectName returns the name, without extension, of a job's objects. It
// follows from the content alone, so the same job gives the same bytes, and two
// jobs in one printer do not take each other's formats.
func objectName(content []byte) string {
	h := fnv.New64a()
	h.Write(content) // never fails
	const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	name := [6]byte{0: 'W'}
	for i, n := 1, h.Sum64(); i < len(name); i++ {
		name[i] = digits[n%36]
		n /= 36
	}
	return string(name[:])
}

// stock is the content of a Setup, before it is given names.
type stock struct {
	font     []byte // TrueType file
	fontData []byte // the same as it is sent
	graphics []storedGraphic
	format   bool
	static   []byte // fields of the fixed items that need no graphic
	fields   []byte // of the slots
}

// storedGraphic is a graphic of a stock.
type storedGraphic struct {
	key           string // of the item
	x, y          int
	total, stride int
	data          []byte
	fixed         bool // recalled by the format, not by labels
}

// name returns the object name of graphic i: two digits behind the job's name.
func (g storedGraphic) name(base string, i int) string {
	const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	return drive + base + string([]byte{digits[i/36], digits[i%36]}) + ".GRF"
}

// build writes the Setup's bytes under the names that base gives.
func (s *Setup) build(st *stock, base string) {
	s.begin, s.end, s.objects, s.bytes = nil, nil, nil, 0
	if st.font != nil {
		s.fontFile = drive + base + ".TTF"
		s.begin = fmt.Appendf(s.begin, "~DY%s%s,A,T,%d,,", drive, base, len(st.font))
		s.begin = append(append(s.begin, st.fontData...), '\n')
		s.store(s.fontFile, len(st.font))
	}
	s.pictures = make(map[string]picture)
	var recalls []byte
	for i, g := range st.graphics {
		name := g.name(base, i)
		s.begin = fmt.Appendf(s.begin, "~DG%s,%d,%d,", name, g.total, g.stride)
		s.begin = append(append(s.begin, g.data...), '\n')
		s.store(name, g.total)
		recall := appendOrigin(nil, g.x, g.y)
		recall = append(append(append(recall, "^XG"...), name...), ",1,1^FS"...)
		if g.fixed {
			recalls = append(recalls, recall...)
		} else {
			s.pictures[g.key] = picture{recall: recall}
		}
	}
	if st.format {
		name := drive + base + ".ZPL"
		from := len(s.begin)
		s.begin = append(append(append(s.begin, "^XA^DF"...), name...), "^FS"...)
		s.begin = s.profile.appendHeader(s.begin, s.fontName())
		s.begin = append(append(append(s.begin, st.static...), recalls...), st.fields...)
		s.begin = append(s.begin, "^XZ\n"...)
		s.store(name, len(s.begin)-from)
		s.recall = s.profile.appendEncoding(nil)
		s.recall = append(append(append(s.recall, "^XF"...), name...), "^FS"...)
	}
	if len(s.objects) > 0 {
		s.end = append(s.end, "^XA"...)
		for _, name := range s.objects {
			s.end = append(append(append(s.end, "^ID"...), name...), "^FS"...)
		}
		s.end = append(s.end, "^XZ\n"...)
	}
}

func (s *Setup) store(name string, size int) {
	s.objects = append(s.objects, name)
	s.bytes += size
}

// fontName is the object that text of labels is set in, "" for none.
func (s *Setup) fontName() string {
	switch {
	case s.profile.Text == Resident && s.profile.Font != nil:
		return s.profile.Font.File
	case s.profile.Text == Download:
		return s.fontFile
	}
	return ""
}

// fontName is the same of a label that may have a Setup before it.
func (t *typist) fontName(s *Setup) string {
	switch {
	case s != nil:
		return s.fontName()
	case t.mode == Resident:
		return t.font.File
	}
	return ""
}

// appendEncoding appends the character set alone: the table stands in the
// stored format.
func (p *Profile) appendEncoding(dst []byte) []byte {
	n := 28
	if p.Text == Resident && p.Font != nil && p.Font.Encoding == GBK {
		n = 26
	}
	return strconv.AppendInt(append(dst, "^CI"...), int64(n), 10)
}
