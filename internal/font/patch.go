package font

import "errors"

// PatchCmap returns a copy of a TrueType file in which the characters of add
// lead to the given glyphs. Being written.
func PatchCmap(ttf []byte, add map[rune]uint16) ([]byte, error) {
	return nil, errors.New("font: PatchCmap is not written yet")
}
