package interp

import (
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
	content int            // what the three above take, once it has been counted
}

// size is what an object takes of the memory.
func (o object) size() int {
	if o.content == 0 {
		o.content = o.count()
	}
	return len(o.name) + 64 + o.content
}

// count is what an object takes without its name.
func (o object) count() int {
	n := len(o.data)
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
	names   int // bytes of all names
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
	if o.content == 0 {
		o.content = o.count()
	}
	if !m.fits(o) {
		return false
	}
	m.used = m.with(o)
	if _, ok := m.objects[o.name]; !ok {
		m.names += len(o.name)
	}
	m.objects[o.name] = o
	m.changes++
	return true
}

// visitWork is what it costs to look at an object: about a tenth of a
// command.
const visitWork = 256

// visit is the work of remove and removeKind: every object is looked at, and
// its name compared with a pattern of so many bytes.
func (m *memory) visit(pattern int) int64 {
	return int64(len(m.objects))*visitWork + int64(pattern)*int64(m.names)
}

// remove deletes all objects that a pattern with * and ? names, and returns
// their number.
func (m *memory) remove(pattern string) int {
	pattern = strings.ToUpper(pattern)
	if !hasWildcard(pattern) {
		o, ok := m.objects[pattern]
		if !ok {
			return 0
		}
		m.drop(o)
		return 1
	}
	n := 0
	for name, o := range m.objects {
		if matches(pattern, name) {
			m.drop(o)
			n++
		}
	}
	return n
}

// removeKind deletes all objects of a kind.
func (m *memory) removeKind(k kind) {
	for _, o := range m.objects {
		if o.kind == k {
			m.drop(o)
		}
	}
}

// drop deletes an object.
func (m *memory) drop(o object) {
	m.used -= o.size()
	m.names -= len(o.name)
	delete(m.objects, o.name)
	m.changes++
}

func hasWildcard(pattern string) bool { return strings.ContainsAny(pattern, "*?") }

// matches reports whether a pattern names an object: * stands for any bytes, ?
// for one. It takes at most len(pattern)*len(name) steps: of all the stars that
// were met only the last is ever stretched.
func matches(pattern, name string) bool {
	star, stretched := -1, 0
	p, n := 0, 0
	for n < len(name) {
		switch {
		case p < len(pattern) && pattern[p] == '*':
			star, stretched = p, n
			p++
		case p < len(pattern) && (pattern[p] == '?' || pattern[p] == name[n]):
			p++
			n++
		case star >= 0:
			stretched++
			p, n = star+1, stretched
		default:
			return false
		}
	}
	return strings.Trim(pattern[p:], "*") == ""
}
