package pdf

import (
	"encoding/binary"
	"errors"
	"sync"

	"waybill/internal/font"
)

// face is one font of the chain, as far as the file needs it.
type face struct {
	font *font.Face
	once sync.Once
	ttf  []byte // own copy; nil where the font is drawn as pictures

	used [1 << 16 / 64]uint64 // codes that the pages show
	any  bool
	// Codes of the private use area for characters above U+FFFF.
	codes map[rune]uint16
	ids   map[rune]uint16 // their glyphs by code, for font.PatchCmap
	next  rune
}

// glyphCode is a two-byte code of a content stream in the font of a face.
type glyphCode struct {
	face int
	code uint16
}

// The private use area of the basic plane.
const firstPrivate, lastPrivate = 0xE000, 0xF8FF

var errCodes = errors.New("pdf: more than 6400 different characters above U+FFFF from one font")

// embeddable reports whether gofpdf can embed the face. The first call loads
// the font.
func (f *face) embeddable() bool {
	f.once.Do(func() {
		if !f.font.Glyf() {
			return
		}
		if ttf, err := f.font.TTF(); err == nil && sound(ttf) {
			f.ttf = ttf
		}
	})
	return f.ttf != nil
}

func (f *face) use(code uint16) {
	f.used[code/64] |= 1 << (code % 64)
	f.any = true
}

// runes returns the used codes in order.
func (f *face) runes() []rune {
	var out []rune
	for i, bits := range f.used {
		for b := range 64 {
			if bits>>b&1 != 0 {
				out = append(out, rune(i*64+b))
			}
		}
	}
	return out
}

// code returns the code of a character, false if it has none yet.
func (f *face) code(r rune) (uint16, bool) {
	if r <= 0xFFFF {
		return uint16(r), true
	}
	c, ok := f.codes[r]
	return c, ok
}

// assign gives codes to the characters above U+FFFF of a page, in order of
// appearance. A code that the chain has a glyph for is left alone.
func (w *Writer) assign(lines []line) error {
	for _, l := range lines {
		for _, run := range l.runs {
			f := w.faces[run.face]
			for i, r := range run.text {
				if _, ok := f.code(r); ok || run.mask {
					continue
				}
				c, err := f.private(w.fonts)
				if err != nil {
					return err
				}
				f.codes[r], f.ids[c] = uint16(c), run.ids[i]
			}
		}
	}
	return nil
}

// chars returns the characters above U+FFFF by code.
func (f *face) chars() map[int]string {
	m := make(map[int]string, len(f.codes))
	for r, code := range f.codes {
		m[int(code)] = string(r)
	}
	return m
}

// private returns the next free code.
func (f *face) private(fonts *font.Set) (rune, error) {
	if f.codes == nil {
		f.codes, f.ids, f.next = map[rune]uint16{}, map[rune]uint16{}, firstPrivate
	}
	for f.next <= lastPrivate {
		c := f.next
		f.next++
		if _, taken := fonts.Glyph(c); !taken {
			return c, nil
		}
	}
	return 0, errCodes
}

// sound checks what makes gofpdf print to standard output, or write a broken
// file, instead of returning an error (its utf8fontfile.go). The font package
// has checked that the file is complete and may be embedded.
func sound(ttf []byte) bool {
	tables := map[string][]byte{}
	for i := range int(u16(ttf, 4)) {
		e := ttf[min(12+16*i, len(ttf)):]
		if len(e) < 16 {
			return false
		}
		off, n := uint64(u32(e, 8)), uint64(u32(e, 12))
		if off+n > uint64(len(ttf)) {
			return false
		}
		tables[string(e[:4])] = ttf[off : off+n]
	}
	for tag, least := range map[string]int{"head": 54, "hhea": 36, "maxp": 6, "hmtx": 4, "loca": 4, "glyf": 1, "cmap": 4, "post": 32, "name": 6} {
		if len(tables[tag]) < least {
			return false
		}
	}
	head, hhea := tables["head"], tables["hhea"]
	return u16(head, 18) != 0 && u16(head, 50) <= 1 && u16(head, 52) == 0 &&
		u16(hhea, 32) == 0 && u16(hhea, 34) != 0 &&
		evenNames(tables["name"]) && hasFormat4(tables["cmap"])
}

// evenNames: gofpdf prints about Windows names of an odd length.
func evenNames(name []byte) bool {
	if u16(name, 0) != 0 {
		return false
	}
	for i := range int(u16(name, 2)) {
		at := 6 + 12*i
		if at+12 > len(name) {
			return false
		}
		if end := int(u16(name, 4)) + int(u16(name, at+10)) + int(u16(name, at+8)); end > len(name) {
			return false
		}
		if u16(name, at) == 3 && u16(name, at+8)%2 != 0 {
			return false
		}
	}
	return true
}

// hasFormat4: gofpdf reads the first format 4 subtable of platform 0 or
// (3, 1).
func hasFormat4(cmap []byte) bool {
	for i := range int(u16(cmap, 2)) {
		at := 4 + 8*i
		if at+8 > len(cmap) {
			return false
		}
		platform, encoding, off := u16(cmap, at), u16(cmap, at+2), u32(cmap, at+4)
		if platform != 0 && (platform != 3 || encoding != 1) {
			continue
		}
		if int64(off)+2 <= int64(len(cmap)) && u16(cmap, int(off)) == 4 {
			return true
		}
	}
	return false
}

func u16(b []byte, i int) uint16 { return binary.BigEndian.Uint16(b[i:]) }
func u32(b []byte, i int) uint32 { return binary.BigEndian.Uint32(b[i:]) }
