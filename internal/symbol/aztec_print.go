package symbol

import (
	"image"

	"github.com/boombuler/barcode/aztec"

	"waybill/internal/bitmap"
)

// AztecOptions are the choices of Aztec Code.
type AztecOptions struct {
	// Compact and Layers give the size: 1 to 4 layers if compact, else 1 to
	// 32; Layers 0 leaves it open.
	Compact bool
	Layers  int
	// Percent is the least share of the symbol's codewords that are checks, 1
	// to 99; 0 is 23, as ISO/IEC 24778 recommends.
	Percent int
}

// aztecLayers is the most layers of compact and full symbols.
const (
	aztecCompactLayers = 4
	aztecFullLayers    = 32
)

// PrintedAztec encodes bytes as Aztec Code (ISO/IEC 24778) in the smallest
// symbol that keeps the share of checks, or in the size given with the checks
// that fit.
func PrintedAztec(data []byte, o AztecOptions) (*bitmap.Bitmap, error) {
	most := aztecFullLayers
	if o.Compact {
		most = aztecCompactLayers
	}
	switch {
	case len(data) == 0:
		return nil, refuse(Aztec, "no data")
	case len(data) > maxAztec:
		return nil, refuse(Aztec, "%d bytes, more than %d", len(data), maxAztec)
	case o.Layers < 0 || o.Layers > most:
		return nil, refuse(Aztec, "the layers must be 1 to %d", most)
	case o.Percent < 0 || o.Percent > 99:
		return nil, refuse(Aztec, "the error correction must be 1 to 99 %%")
	}
	draw := func(layers int) (*bitmap.Bitmap, error) {
		return guard(Aztec, func() (image.Image, error) { return aztec.Encode(data, 0, layers) })
	}
	if o.Layers > 0 {
		layers := o.Layers
		if o.Compact {
			layers = -layers
		}
		return draw(layers)
	}
	percent := o.Percent
	if percent == 0 {
		percent = 23
	}
	least := len(data) * 3 // bits: no encodation has fewer for a byte
	for i := 1; i <= aztecCompactLayers+aztecFullLayers; i++ {
		layers, compact := i, i <= aztecCompactLayers
		if !compact {
			// The full symbols of up to three layers hold less than a compact
			// one of their size.
			layers = i - aztecCompactLayers + 3
		}
		if layers > aztecFullLayers {
			break
		}
		total := aztecWords(layers, compact)
		if total*aztecWordBits(layers)*(100-percent) < least*100 {
			continue
		}
		signed := layers
		if compact {
			signed = -layers
		}
		b, err := draw(signed)
		if err != nil {
			continue
		}
		// The data's bits count, and the last word may hold but one.
		if words := aztecDataWords(b, compact); (words-1)*100 < total*(100-percent) {
			return b, nil
		}
	}
	return nil, refuse(Aztec, "%d bytes do not fit with %d %% of checks", len(data), percent)
}

// aztecWordBits returns the bits of a codeword (ISO/IEC 24778 table 1).
func aztecWordBits(layers int) int {
	switch {
	case layers <= 2:
		return 6
	case layers <= 8:
		return 8
	case layers <= 22:
		return 10
	}
	return 12
}

// aztecWords returns the codewords of a symbol.
func aztecWords(layers int, compact bool) int {
	bits := 112
	if compact {
		bits = 88
	}
	return (bits + 16*layers) * layers / aztecWordBits(layers)
}

// aztecDataWords reads from a symbol's mode message how many of its codewords
// are data (ISO/IEC 24778 7.2.3).
func aztecDataWords(b *bitmap.Bitmap, compact bool) int {
	c := b.W / 2
	n := 0
	read := func(x, y int) {
		n <<= 1
		if b.At(x, y) {
			n |= 1
		}
	}
	if compact {
		// Of two and six bits the last is the first of the right side.
		for i := 2; i < 7; i++ {
			read(c-3+i, c-5)
		}
		read(c+5, c-3)
		return n + 1
	}
	for i := 5; i < 10; i++ {
		read(c-5+i+i/5, c-7)
	}
	for i := range 6 {
		read(c+7, c-5+i+i/5)
	}
	return n + 1
}

var aztecRuneField = newGF2(0x13)

// AztecRune draws a rune, a symbol of 11 by 11 modules that holds a number of
// 0 to 255 (ISO/IEC 24778 annex A).
func AztecRune(value int) (*bitmap.Bitmap, error) {
	if value < 0 || value > 255 {
		return nil, refuse(Aztec, "a rune holds 0 to 255")
	}
	words := []int{value >> 4, value & 15}
	words = append(words, aztecRuneField.check(words, 5)...)
	b := bitmap.New(11, 11)
	for r := range 5 {
		for y := 5 - r; y <= 5+r; y++ {
			for x := 5 - r; x <= 5+r; x++ {
				if max(abs(x-5), abs(y-5)) == r {
					b.Set(x, y, r%2 == 0)
				}
			}
		}
	}
	// Orientation marks as in every compact symbol.
	for _, p := range [][2]int{{0, 0}, {1, 0}, {0, 1}, {10, 0}, {10, 1}, {10, 9}} {
		b.Set(p[0], p[1], true)
	}
	for i := range 28 {
		// Every second bit is turned over, which tells a rune from a mode
		// message.
		if words[i/4]>>(3-i%4)&1 != i%2 {
			continue
		}
		switch k := i % 7; i / 7 {
		case 0:
			b.Set(2+k, 0, true)
		case 1:
			b.Set(10, 2+k, true)
		case 2:
			b.Set(8-k, 10, true)
		default:
			b.Set(0, 8-k, true)
		}
	}
	return b, nil
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
