package label

import (
	"fmt"
	"math"
)

// Length is a distance on the label in micrometres. Layout knows no other
// unit; printer dots appear only when an output places an item on its grid.
type Length int64

// Units of Length.
const (
	Micrometre Length = 1
	Millimetre Length = 1000
)

// Millimetres returns mm as a Length, rounded to the micrometre.
func Millimetres(mm float64) Length { return Length(math.Round(mm * 1000)) }

// MM returns the length in millimetres.
func (l Length) MM() float64 { return float64(l) / 1000 }

// Points returns the length in PostScript points (1/72 inch).
func (l Length) Points() float64 { return float64(l) * 72 / 25400 }

// String prints the length in millimetres, e.g. "12.5 mm".
func (l Length) String() string { return fmt.Sprintf("%g mm", l.MM()) }

// DPI is a print head's resolution in its nominal dots per inch.
type DPI int

// Resolutions of label printers. Their heads have 8, 12 (11.8) and 24 (23.6)
// dots a millimetre.
const (
	DPI203 DPI = 203
	DPI300 DPI = 300
	DPI600 DPI = 600
)

// dotsPer254mm is the number of dots in 254 mm, an integer for every head:
// 8 dots/mm is exactly 203.2 dpi, which the trade calls 203.
func (d DPI) dotsPer254mm() int64 {
	if d == DPI203 {
		return 2032
	}
	return int64(d) * 10
}

// Dots returns l in whole dots, halves rounded away from zero.
func (d DPI) Dots(l Length) int {
	n := int64(l) * d.dotsPer254mm()
	if n < 0 {
		return -int((-n*2 + 254000) / (2 * 254000))
	}
	return int((n*2 + 254000) / (2 * 254000))
}

// Length returns the length of n dots, rounded to the micrometre.
func (d DPI) Length(n int) Length {
	return Length(math.Round(float64(n) * 254000 / float64(d.dotsPer254mm())))
}

// Px64 returns l in 1/64 dots: the size a glyph is rasterised at.
func (d DPI) Px64(l Length) int {
	return int(math.Round(float64(l) * float64(d.dotsPer254mm()) * 64 / 254000))
}

// PerMetre returns dots per metre, as PNG's pHYs chunk wants it.
func (d DPI) PerMetre() int { return int(math.Round(float64(d.dotsPer254mm()) * 1000 / 254)) }
