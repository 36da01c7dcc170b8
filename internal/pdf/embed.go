package pdf

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/jung-kurt/gofpdf"

	"waybill/internal/font"
)

// errEmbed means that gofpdf has not cut a font as this package expects.
var errEmbed = errors.New("pdf: gofpdf did not cut a font as expected")

// defaultWidth is the advance that /W leaves out: that of every Han character.
const defaultWidth = 1000

// subset is the part of a face that the file uses.
type subset struct {
	face   *face
	name   string
	codes  []rune
	glyphs map[rune]glyph // by code
	ttf    []byte
	order  map[uint16]int // glyph in ttf by glyph in the face
}

// glyph is what a code shows.
type glyph struct {
	id      uint16
	advance font.Em
}

// cut has gofpdf cut the used glyphs out of the font. (Its own way to embed a
// font would not do: the time it takes for the table of widths is cubic in the
// number of consecutive characters, 20 s for 3,000.)
func (f *face) cut(fonts *font.Set) (*subset, error) {
	s := &subset{face: f, codes: f.runes(), glyphs: map[rune]glyph{}, order: map[uint16]int{}}
	for _, c := range s.codes {
		if g, ok := f.private[c]; ok {
			s.glyphs[c] = g
		} else if g, ok := fonts.Glyph(c); ok && g.Face == f.font {
			s.glyphs[c] = glyph{g.ID, g.Advance}
		} else {
			return nil, errEmbed
		}
	}
	ttf := f.ttf
	if len(f.private) > 0 {
		add := make(map[rune]uint16, len(f.private))
		for c, g := range f.private {
			add[c] = g.id
		}
		var err error
		if ttf, err = font.PatchCmap(ttf, add); err != nil {
			return nil, err
		}
	}
	// gofpdf may write to ttf, which is this Writer's own.
	f.ttf = nil
	if err := guard("embedding a font", func() { s.ttf = gofpdf.UTF8CutFont(ttf, string(s.codes)) }); err != nil {
		return nil, err
	}
	// It keeps glyphs in their order, .notdef first, and adds the parts of
	// composite glyphs behind.
	ids := []uint16{0}
	for _, g := range s.glyphs {
		ids = append(ids, g.id)
	}
	slices.Sort(ids)
	for i, id := range slices.Compact(ids) {
		s.order[id] = i
	}
	if maxp := tables(s.ttf)["maxp"]; len(maxp) < 6 || int(u16(maxp, 4)) < len(s.order) {
		return nil, errEmbed
	}
	s.name = s.tag() + "+" + plainName(f.font.Name())
	return s, nil
}

// tag tells subsets of one font apart (9.6.4).
func (s *subset) tag() string {
	sum := sha256.Sum256([]byte(s.face.font.Name() + "\x00" + string(s.codes)))
	tag := make([]byte, 6)
	for i := range tag {
		tag[i] = 'A' + sum[i]%26
	}
	return string(tag)
}

// plainName leaves the letters that need no care in a PDF name.
func plainName(s string) string {
	return strings.Map(func(r rune) rune {
		if 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '-' {
			return r
		}
		return -1
	}, s)
}

// embed writes the objects of a font (9.7) and returns the number of the Type
// 0 font.
func (f *file) embed(s *subset) int {
	program := f.begin()
	f.stream(fmt.Sprintf("/Filter /FlateDecode /Length1 %d", len(s.ttf)), deflate(s.ttf))
	gids := f.begin()
	f.stream("/Filter /FlateDecode", deflate(s.cidToGID()))
	toUnicode := f.begin()
	f.stream("/Filter /FlateDecode", deflate(s.toUnicode()))

	t := tables(s.ttf)
	unit := float64(u16(t["head"], 18))
	em := func(b []byte, i int) int { return int(float64(int16(u16(b, i))) * 1000 / unit) }
	head, hhea := t["head"], t["hhea"]
	descriptor := f.begin()
	f.printf("<</Type /FontDescriptor /FontName /%s /Flags 4 /FontBBox [%d %d %d %d] /ItalicAngle 0"+
		" /Ascent %d /Descent %d /CapHeight %d /StemV 80 /FontFile2 %d 0 R>>\nendobj\n", s.name,
		em(head, 36), em(head, 38), em(head, 40), em(head, 42),
		em(hhea, 4), em(hhea, 6), em(hhea, 4), program)
	cid := f.begin()
	f.printf("<</Type /Font /Subtype /CIDFontType2 /BaseFont /%s /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>>"+
		" /FontDescriptor %d 0 R /CIDToGIDMap %d 0 R /DW %d /W [%s]>>\nendobj\n", s.name,
		descriptor, gids, defaultWidth, s.widths())
	root := f.begin()
	f.printf("<</Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /Identity-H /DescendantFonts [%d 0 R] /ToUnicode %d 0 R>>\nendobj\n",
		s.name, cid, toUnicode)
	return root
}

// cidToGID leads from codes to glyphs.
func (s *subset) cidToGID() []byte {
	m := make([]byte, 2*(int(s.codes[len(s.codes)-1])+1))
	for c, g := range s.glyphs {
		n := s.order[g.id]
		m[2*c], m[2*c+1] = byte(n>>8), byte(n)
	}
	return m
}

// widths returns the contents of /W: the advances of runs of codes (9.7.4.3).
func (s *subset) widths() string {
	var b strings.Builder
	last := rune(-2)
	for _, c := range s.codes {
		a := s.glyphs[c].advance
		if a == defaultWidth {
			continue
		}
		switch {
		case c == last+1:
			fmt.Fprintf(&b, " %d", a)
		case b.Len() > 0:
			fmt.Fprintf(&b, "] %d [%d", c, a)
		default:
			fmt.Fprintf(&b, "%d [%d", c, a)
		}
		last = c
	}
	if b.Len() > 0 {
		b.WriteByte(']')
	}
	return b.String()
}

// toUnicode returns the CMap that leads from codes back to characters (9.10.3).
func (s *subset) toUnicode() []byte {
	chars := s.face.chars()
	var b bytes.Buffer
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	for block := range slices.Chunk(s.codes, 100) { // Technical Note 5411 allows no more
		fmt.Fprintf(&b, "%d beginbfchar\n", len(block))
		for _, c := range block {
			char, ok := chars[int(c)]
			if !ok {
				char = string(c)
			}
			fmt.Fprintf(&b, "<%04X> <%X>\n", c, utf16be(char))
		}
		b.WriteString("endbfchar\n")
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
	return b.Bytes()
}
