package font

import (
	"encoding/binary"
	"errors"
	"fmt"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// ErrNotTrueType is returned by Face.TTF for a face with CFF outlines.
var ErrNotTrueType = errors.New("outlines are CFF, not TrueType")

// ErrNoEmbedding is returned by Face.TTF for a font whose licence bits (OS/2
// fsType) forbid embedding it, or a subset of it, in a document.
var ErrNoEmbedding = errors.New("font forbids embedding in a document")

// Face is one font of a Set. It is safe for concurrent use.
type Face struct {
	name       string
	index      int
	container  *container
	font       *sfnt.Font
	unitsPerEm int
}

// source is a font file in memory that is part of the program.
type source struct {
	name string
	file []byte
}

// newFace parses one font of a file.
func newFace(name string, file []byte, index int) (f *Face, err error) {
	defer recoverFont(&err)
	c, err := openMember(file, index)
	if err != nil {
		return nil, err
	}
	if c.table("CFF ") == nil && (c.table("glyf") == nil || c.table("loca") == nil) {
		return nil, errors.New("font has no outlines")
	}
	if c, err = c.with("post", plainPost(c.table("post"))); err != nil {
		return nil, err
	}
	parsed, err := sfnt.ParseReaderAt(c)
	if err != nil {
		return nil, err
	}
	// The range that the OpenType specification gives.
	units := int(parsed.UnitsPerEm())
	if units < 16 || units > 16384 {
		return nil, fmt.Errorf("%d units per em", units)
	}
	return &Face{name: name, container: c, font: parsed, unitsPerEm: units}, nil
}

// plainPost returns a post table without glyph names (version 3): nothing
// needs them, and sfnt refuses some of the versions that have them.
func plainPost(post []byte) []byte {
	plain := make([]byte, 32)
	if len(post) >= 16 {
		copy(plain[:16], post)
	}
	binary.BigEndian.PutUint32(plain, 0x00030000)
	return plain
}

// recoverFont turns a panic of the sfnt parser into an error: users' font
// files are input, and the parser does not promise to survive all of them.
func recoverFont(err *error) {
	if recover() != nil {
		*err = errors.New("font is damaged")
	}
}

// Name returns the font's name for messages: the family of an embedded font,
// the file name of an added one.
func (f *Face) Name() string { return f.name }

// Index returns the position of the face in its Set's chain.
func (f *Face) Index() int { return f.index }

// Glyf reports whether the face has TrueType outlines, so that TTF works.
func (f *Face) Glyf() bool {
	return f.container.table("glyf") != nil && f.container.table("CFF ") == nil
}

// TTF returns the face as a stand-alone TrueType file without layout tables.
// The bytes are a fresh copy. The error is ErrNotTrueType or ErrNoEmbedding,
// with the name of the font.
func (f *Face) TTF() ([]byte, error) {
	c, err := f.trueType()
	if err != nil {
		return nil, err
	}
	return c.bytes(), nil
}

// trueType returns the tables of a face that may be put into a document.
func (f *Face) trueType() (*container, error) {
	if !f.Glyf() {
		return nil, fmt.Errorf("%s: %w", f.name, ErrNotTrueType)
	}
	if !embeddable(f.container.table("OS/2")) {
		return nil, fmt.Errorf("%s: %w", f.name, ErrNoEmbedding)
	}
	// gofpdf reads format 0 only, and prints to standard output otherwise.
	if name := f.container.table("name"); len(name) < 6 || binary.BigEndian.Uint16(name) != 0 {
		return f.container.with("name", []byte{0, 0, 0, 0, 0, 6})
	}
	return f.container, nil
}

// embeddable reads fsType: 2 alone is restricted, bit 8 forbids subsets, bit 9
// allows bitmaps only.
func embeddable(os2 []byte) bool {
	if len(os2) < 10 {
		return true
	}
	fsType := binary.BigEndian.Uint16(os2[8:])
	return fsType&0x000F != 0x0002 && fsType&0x0300 == 0
}

// glyph returns the glyph of r, 0 if the face has none.
func (f *Face) glyph(r rune) (id uint16, err error) {
	defer recoverFont(&err)
	x, err := f.font.GlyphIndex(nil, r)
	if err != nil || int(x) >= f.font.NumGlyphs() {
		return 0, err
	}
	return uint16(x), nil
}

// advance returns the advance of a glyph, rounded half up.
func (f *Face) advance(id uint16) (a Em, err error) {
	defer recoverFont(&err)
	// At one pixel per unit the 26.6 result counts units.
	units, err := f.font.GlyphAdvance(nil, sfnt.GlyphIndex(id), fixed.Int26_6(f.unitsPerEm), font.HintingNone)
	if err != nil {
		return 0, err
	}
	return Em((2*1000*int(units) + f.unitsPerEm) / (2 * f.unitsPerEm)), nil
}

// outline returns the outline of a glyph in 1/64 dots for an em of px64/64
// dots. It is valid until the next use of the buffer.
func (f *Face) outline(b *sfnt.Buffer, id uint16, px64 int) (s sfnt.Segments, err error) {
	defer recoverFont(&err)
	return f.font.LoadGlyph(b, sfnt.GlyphIndex(id), fixed.Int26_6(px64), nil)
}
