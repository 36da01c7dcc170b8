package interp

import (
	"path"
	"strings"

	"waybill/internal/bitmap"
)

// A kind is what a stored object is.
type kind uint8

const (
	kindGraphic    kind = iota // picture
	kindFormat                 // commands of a stored format
	kindFont                   // data: a TrueType or OpenType file
	kindBitmapFont             // data: ~DB's parameters behind the name and its characters
	kindTable                  // data: a code table (.DAT)
	kindOther                  // kept for its size only
)

// An object is a file in the printer's memory.
type object struct {
	name    string // "R:LOGO.GRF": drive, name and extension in capitals
	kind    kind
	data    []byte
	picture *bitmap.Bitmap // of kindGraphic
	format  []entry        // of kindFormat
}

// size is what an object takes of the memory.
func (o object) size() int {
	n := len(o.name) + len(o.data) + 64
	if o.picture != nil {
		n += len(o.picture.Bits)
	}
	for i := range o.format {
		n += o.format[i].size()
	}
	return n
}

// drives is the order in which printers look for an object without a drive.
const drives = "REBAZ"

// memory is the printer's store of objects. All drives are one, as large as
// the limit.
type memory struct {
	objects map[string]object
	used    int
	limit   int
	// changes counts puts and removals, so that what was made from an object
	// can be kept until then.
	changes int
}

func newMemory(limit int) *memory {
	return &memory{objects: map[string]object{}, limit: limit}
}

// object returns the object of a name such as "E:SIMSUN.FNT"; without a drive
// all are searched in the order of the guide.
func (m *memory) object(name string) (object, bool) {
	name = strings.ToUpper(name)
	if len(name) > 1 && name[1] == ':' {
		o, ok := m.objects[name]
		return o, ok
	}
	for _, d := range drives {
		if o, ok := m.objects[string(d)+":"+name]; ok {
			return o, true
		}
	}
	return object{}, false
}

// with returns what of the memory is used once o is stored.
func (m *memory) with(o object) int {
	used := m.used + o.size()
	if old, ok := m.objects[o.name]; ok {
		used -= old.size()
	}
	return used
}

// fits reports whether there is room for an object.
func (m *memory) fits(o object) bool { return m.with(o) <= m.limit }

// put stores an object, and reports false where memory is full.
func (m *memory) put(o object) bool {
	if !m.fits(o) {
		return false
	}
	m.used = m.with(o)
	m.objects[o.name] = o
	m.changes++
	return true
}

// remove deletes all objects that a pattern with * and ? names, and returns
// their number.
func (m *memory) remove(pattern string) int {
	n := 0
	for name, o := range m.objects {
		if ok, err := path.Match(globOnly(pattern), name); err == nil && ok {
			m.used -= o.size()
			delete(m.objects, name)
			n++
		}
	}
	if n > 0 {
		m.changes++
	}
	return n
}

// removeKind deletes all objects of a kind.
func (m *memory) removeKind(k kind) {
	for name, o := range m.objects {
		if o.kind == k {
			m.used -= o.size()
			delete(m.objects, name)
			m.changes++
		}
	}
}

// globOnly takes from a pattern the meaning of all but * and ?.
func globOnly(pattern string) string {
	return strings.NewReplacer(`\`, `\\`, "[", `\[`, "]", `\]`).Replace(strings.ToUpper(pattern))
}
