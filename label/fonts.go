package label

import (
	"waybill/internal/font"
	"waybill/internal/symbol"
)

// Fonts is a chain of fonts, asked for each character in turn. AddFile and
// AddDir add fonts of one's own, asked after the main font and before the other
// embedded ones; afterwards a Fonts is safe for concurrent use.
type Fonts = font.Set

// DefaultFonts returns the embedded fonts, which have the simplified and
// traditional Chinese, Japanese, Korean and Latin characters that addresses are
// written in. It fails in a build without them (build tag nofont).
func DefaultFonts() (*Fonts, error) { return font.Default() }

// MissingGlyphError says that no font has a character.
type MissingGlyphError = font.MissingError

// DataError says that a bar code of this kind cannot hold its data.
type DataError = symbol.DataError
