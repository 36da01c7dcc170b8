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
	// Codes of the private use area for characters above U+FFFF, and the
	// glyphs that these codes show.
	codes   map[rune]uint16
	private map[rune]glyph
	next    rune
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
				c, err := f.free(w.fonts)
				if err != nil {
					return err
				}
				f.codes[r], f.private[c] = uint16(c), run.glyphs[i]
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

// free returns the next free code.
func (f *face) free(fonts *font.Set) (rune, error) {
	if f.codes == nil {
		f.codes, f.private, f.next = map[rune]uint16{}, map[rune]glyph{}, firstPrivate
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

// tables returns the tables of a TrueType file, none if it is damaged.
func tables(ttf []byte) map[string][]byte {
	if len(ttf) < 12 {
		return nil
	}
	t := map[string][]byte{}
	for i := range int(u16(ttf, 4)) {
		e := ttf[min(12+16*i, len(ttf)):]
		if len(e) < 16 {
			return nil
		}
		off, n := uint64(u32(e, 8)), uint64(u32(e, 12))
		if off+n > uint64(len(ttf)) {
			return nil
		}
		t[string(e[:4])] = ttf[off : off+n]
	}
	return t
}

// sound checks what makes gofpdf print to standard output, or cut a broken
// font, instead of returning an error (its utf8fontfile.go). The font package
// has checked that the file is complete and may be embedded.
func sound(ttf []byte) bool {
	t := tables(ttf)
	for tag, least := range map[string]int{"head": 54, "hhea": 36, "maxp": 6, "hmtx": 4, "loca": 4, "glyf": 1, "cmap": 4, "post": 32, "OS/2": 1} {
		if len(t[tag]) < least {
			return false
		}
	}
	return u16(t["head"], 18) != 0 && u16(t["head"], 50) <= 1 && u16(t["hhea"], 34) != 0 && hasFormat4(t["cmap"])
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
