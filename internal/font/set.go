package font

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// ErrNoFonts is returned by Default in a build without embedded fonts.
var ErrNoFonts = errors.New("this build has no embedded fonts (build tag nofont)")

// maxFaces bounds a chain.
const maxFaces = 250

// Set is a chain of faces, asked in order. Add fonts first; once a Set is in
// use it is safe for concurrent reading.
type Set struct {
	faces  []*Face
	added  int // position of the next added face
	glyphs glyphCache
}

// Default returns a new Set of the embedded fonts.
func Default() (*Set, error) {
	s := &Set{}
	for _, src := range embedded() {
		f, err := newFace(src.name, src.file, 0)
		if err != nil {
			return nil, fmt.Errorf("embedded font %s: %w", src.name, err)
		}
		s.insert(len(s.faces), f)
	}
	if len(s.faces) == 0 {
		return nil, ErrNoFonts
	}
	s.added = 1
	return s, nil
}

// Faces returns the chain.
func (s *Set) Faces() []*Face { return slices.Clone(s.faces) }

func (s *Set) insert(at int, f *Face) {
	s.faces = slices.Insert(s.faces, at, f)
	for i, f := range s.faces {
		f.index = i
	}
	s.glyphs.reset()
}

// AddFile adds a TrueType or OpenType font (.ttf, .otf), or the font at index
// of a collection (.ttc, .otc), after the main font and all fonts added
// before. Errors name the file.
func (s *Set) AddFile(path string, index int) error {
	file, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("font: %w", err)
	}
	return s.addMember(path, file, index)
}

func (s *Set) addMember(path string, file []byte, index int) error {
	name := filepath.Base(path)
	if n, err := members(file); err == nil && n > 1 {
		name = fmt.Sprintf("%s#%d", name, index)
	}
	if len(s.faces) >= maxFaces {
		return fmt.Errorf("font %s: more than %d fonts", path, maxFaces)
	}
	f, err := newFace(name, file, index)
	if err != nil {
		return fmt.Errorf("font %s: %w", path, err)
	}
	s.insert(s.added, f)
	s.added++
	return nil
}

// AddDir adds every font file of a folder (.ttf, .otf, .ttc, .otc in any
// case), in the order of their names, and of a collection every font in it.
// Subfolders and other files are passed over. The first file that is no sound
// font is an error that names it: a label must not lack a font silently. A
// folder without fonts is an error too.
func (s *Set) AddDir(dir string) error {
	entries, err := os.ReadDir(dir) // sorted by name
	if err != nil {
		return fmt.Errorf("font folder: %w", err)
	}
	found := false
	for _, e := range entries {
		switch strings.ToLower(filepath.Ext(e.Name())) {
		case ".ttf", ".otf", ".ttc", ".otc":
		default:
			continue
		}
		if e.IsDir() {
			continue
		}
		path := filepath.Join(dir, e.Name())
		file, err := os.ReadFile(path)
		if err != nil {
			return fmt.Errorf("font: %w", err)
		}
		n, err := members(file)
		if err != nil {
			return fmt.Errorf("font %s: %w", path, err)
		}
		for i := range n {
			if err := s.addMember(path, file, i); err != nil {
				return err
			}
		}
		found = true
	}
	if !found {
		return fmt.Errorf("font folder %s: no .ttf, .otf, .ttc or .otc file", dir)
	}
	return nil
}

// Glyph returns the glyph of r in the first face that has it, and false if
// none has. Invisible characters (variation selectors, joiners, byte order
// marks and other default-ignorables) have a nil Face and advance 0. Control
// characters have no glyph.
func (s *Set) Glyph(r rune) (Glyph, bool) {
	e := s.glyphs.load(r)
	if e == 0 {
		e = s.find(r)
		s.glyphs.store(r, e)
	}
	if e.missing() {
		return Glyph{}, false
	}
	g := Glyph{ID: e.id(), Rune: standard(r), Advance: e.advance()}
	if i, ok := e.face(); ok {
		g.Face = s.faces[i]
	}
	return g, true
}

// find asks the chain. A face whose tables fail for r is passed over like one
// that does not have it.
func (s *Set) find(r rune) entry {
	r = standard(r)
	switch {
	case unprintable(r):
		return missingEntry
	case invisible(r):
		return invisibleEntry
	}
	for i, f := range s.faces {
		id, err := f.glyph(r)
		if err != nil || id == 0 {
			continue
		}
		if advance, err := f.advance(id); err == nil {
			return newEntry(i, id, advance)
		}
	}
	return missingEntry
}

// Advance returns the width of a line of text. The error is a *MissingError
// for the first character that no face has.
func (s *Set) Advance(text string) (Em, error) {
	var sum Em
	for _, r := range text {
		g, ok := s.Glyph(r)
		if !ok {
			return 0, &MissingError{Rune: r}
		}
		sum += g.Advance
	}
	return sum, nil
}

// Missing returns the characters of text that no face has, each once, in the
// order of the text.
func (s *Set) Missing(text string) []rune {
	var missing []rune
	for _, r := range text {
		if _, ok := s.Glyph(r); !ok && !slices.Contains(missing, r) {
			missing = append(missing, r)
		}
	}
	return missing
}
