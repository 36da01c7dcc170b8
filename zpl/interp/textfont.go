package interp

import (
	"strings"
	"sync"
	"unicode"

	"waybill/internal/font"
	"waybill/zpl/internal/printerfont"
)

// typesetter draws text in the printer's fonts.
type typesetter struct {
	library   *printerfont.Library
	broken    error // why there is no library
	memory    *memory
	fieldDots int
	aliases   map[byte]string
	loaded    map[string]loadedFont
	changes   int // of memory when loaded was made
	said      map[string]bool
}

// loadedFont is a font object that was read: one of both, or neither if it is
// damaged.
type loadedFont struct {
	face   *font.Face
	bitmap *printerfont.BitmapFont
}

// embeddedFonts is font.Default for all printers: a Set may be shared.
var embeddedFonts = sync.OnceValues(font.Default)

func newTypesetter(o Options, m *memory) *typesetter {
	t := &typesetter{memory: m, fieldDots: o.Limits.FieldDots, aliases: map[byte]string{}, loaded: map[string]loadedFont{}, said: map[string]bool{}}
	if t.fieldDots <= 0 {
		t.fieldDots = defaultFieldDots
	}
	set := o.Fonts
	if set == nil {
		// A build without fonts draws Latin text all the same, and says of
		// every other character that no font has it.
		set, _ = embeddedFonts()
	}
	t.library, t.broken = printerfont.NewLibrary(set, o.DotsPerMM)
	return t
}

// alias lets a letter stand for a font object (^CW).
func (t *typesetter) alias(letter byte, name string) { t.aliases[letter] = name }

// hasHan reports whether text was meant for a Chinese font.
func hasHan(text string) bool {
	return strings.ContainsFunc(text, func(c rune) bool { return unicode.Is(unicode.Han, c) })
}

// pick returns a font at a size by its letter or its object's name. Whatever
// is not there is reported, once, and another font stands in: for a letter font
// A, as on printers. Text with Chinese characters was written for a printer
// where that letter is a Chinese font, by a ^CW of another job, and is drawn as
// there: in font A it would be as wide as font A's cells.
func (t *typesetter) pick(name string, h, w int, han bool, r report) (printerfont.Sized, bool) {
	if t.library == nil {
		r("no fonts: %v", t.broken)
		return printerfont.Sized{}, false
	}
	name = strings.ToUpper(name)
	if len(name) == 1 {
		if object, ok := t.aliases[name[0]]; ok {
			return t.object(object, h, w, r), true
		}
		if name == "0" {
			return t.library.Zero(h, w), true
		}
		if f, ok := t.library.Matrix(name[0], h, w); ok {
			return f, true
		}
		if han {
			t.once(r, "no font "+name+": a Chinese font stands in")
			return t.library.Asian(h, w), true
		}
		t.once(r, "no font "+name+": font A stands in")
		f, ok := t.library.Matrix('A', h, w)
		return f, ok
	}
	return t.object(name, h, w, r), true
}

// object returns a font from memory at a size.
func (t *typesetter) object(name string, h, w int, r report) printerfont.Sized {
	if t.changes != t.memory.changes {
		clear(t.loaded)
		t.changes = t.memory.changes
	}
	f, ok := t.loaded[name]
	if !ok {
		f = t.load(name, r)
		t.loaded[name] = f
	}
	switch {
	case f.face != nil:
		return t.library.Outline(f.face, h, w)
	case f.bitmap != nil:
		return t.library.Bitmap(f.bitmap, h, w)
	}
	if letter, ok := builtIn(name); ok {
		if letter == '0' {
			return t.library.Zero(h, w)
		}
		if f, ok := t.library.Matrix(letter, h, w); ok {
			return f
		}
	}
	t.once(r, "font "+name+" is not in the printer: another stands in")
	return t.library.Asian(h, w)
}

// builtIn knows the names under which printers list their own fonts:
// Z:0.FNT, Z:A.FNT and so on.
func builtIn(name string) (byte, bool) {
	base := strings.TrimSuffix(strings.TrimPrefix(strings.ToUpper(name), "Z:"), ".FNT")
	if len(base) != 1 {
		return 0, false
	}
	return base[0], true
}

// load reads a font object.
func (t *typesetter) load(name string, r report) loadedFont {
	o, ok := t.memory.object(name)
	if !ok {
		return loadedFont{}
	}
	switch o.kind {
	case kindFont:
		face, err := font.Parse(o.name, o.data)
		if err != nil {
			t.once(r, "font "+name+" is damaged")
			return loadedFont{}
		}
		return loadedFont{face: face}
	case kindBitmapFont:
		f, left, err := printerfont.ParseBitmap(o.data)
		if err != nil {
			t.once(r, "font "+name+" is damaged")
			return loadedFont{}
		}
		if left > 0 {
			r("font %s: %d characters make no sense and are left out", name, left)
		}
		return loadedFont{bitmap: f}
	}
	return loadedFont{}
}

// maxSaid bounds what is remembered as said.
const maxSaid = 1000

// once reports a thing the first time.
func (t *typesetter) once(r report, what string) {
	if t.said[what] {
		return
	}
	if len(t.said) < maxSaid {
		t.said[what] = true
	}
	r("%s", what)
}
