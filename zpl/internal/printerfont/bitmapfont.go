package printerfont

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"

	"waybill/internal/bitmap"
	"waybill/zpl/internal/graphic"
)

// BitmapFont is a font that ~DB brought: a bitmap for each character.
type BitmapFont struct {
	height, width int // of the cell
	base          int // rows of the cell above the baseline
	space         int // advance of the blank
	chars         map[rune]bitmapChar
	sized         map[bitmapKey]*Glyph
	bytes         int
}

type bitmapChar struct {
	bits    *bitmap.Bitmap
	x, y    int // from the pen; y upwards from the baseline to the top
	advance int
}

type bitmapKey struct {
	r      rune
	nx, ny int
}

// ErrBitmapFont is returned for data that are no bitmap font.
var ErrBitmapFont = errors.New("not a bitmap font")

const (
	// maxBitmapCell bounds the sides of a character, in dots.
	maxBitmapCell = 4096
	// maxBitmapBytes bounds the memory of a font's characters.
	maxBitmapBytes = 32 << 20
)

// ParseBitmap reads what follows the name in ~DB: "N,height,width,baseline,
// space,characters,copyright," and the characters, each "#code.height.width.
// x.y.advance.data" with data in hex or compressed (guide, "~DB"). A character
// that makes no sense is left out and counted.
func ParseBitmap(data []byte) (f *BitmapFont, left int, err error) {
	head, rest, ok := bytes.Cut(data, []byte{'#'})
	params := bytes.Split(head, []byte{','})
	if !ok || len(params) < 6 {
		return nil, 0, ErrBitmapFont
	}
	var n [5]int
	for i := range n {
		v, err := strconv.Atoi(string(bytes.TrimSpace(params[i+1])))
		if err != nil || v < 0 || v > maxBitmapCell {
			return nil, 0, fmt.Errorf("%w: parameter %d", ErrBitmapFont, i+2)
		}
		n[i] = v
	}
	f = &BitmapFont{height: max(n[0], 1), width: max(n[1], 1), base: n[2], space: n[3], chars: map[rune]bitmapChar{}, sized: map[bitmapKey]*Glyph{}}
	for room := maxBitmapBytes; len(rest) > 0; {
		var one []byte
		one, rest, _ = bytes.Cut(rest, []byte{'#'})
		if room <= 0 {
			left++
			continue
		}
		r, c, ok := parseBitmapChar(one)
		if !ok {
			left++
			continue
		}
		f.chars[r] = c
		room -= 128
		if c.bits != nil {
			room -= len(c.bits.Bits)
		}
	}
	if len(f.chars) == 0 {
		return nil, left, fmt.Errorf("%w: no characters", ErrBitmapFont)
	}
	return f, left, nil
}

func parseBitmapChar(one []byte) (rune, bitmapChar, bool) {
	parts := bytes.SplitN(one, []byte{'.'}, 7)
	if len(parts) != 7 {
		return 0, bitmapChar{}, false
	}
	code, err := strconv.ParseUint(string(bytes.TrimSpace(parts[0])), 16, 32)
	if err != nil || code > 0x10FFFF {
		return 0, bitmapChar{}, false
	}
	var n [5]int
	for i := range n {
		v, err := strconv.Atoi(string(bytes.TrimSpace(parts[i+1])))
		if err != nil || v < -maxBitmapCell || v > maxBitmapCell {
			return 0, bitmapChar{}, false
		}
		n[i] = v
	}
	h, w := n[0], n[1]
	if h < 0 || w < 0 {
		return 0, bitmapChar{}, false
	}
	c := bitmapChar{x: n[2], y: n[3], advance: n[4]}
	if h > 0 && w > 0 {
		stride := (w + 7) / 8
		digits := bytes.TrimRight(parts[6], ",; \r\n\t")
		// Rows that the data do not hold stay blank; who announces far more
		// than there is, is not believed.
		if h*stride > 64*len(digits)+128 {
			return 0, bitmapChar{}, false
		}
		rows, _, err := graphic.DecodeText(digits, graphic.Rows{Size: h * stride, Stride: stride})
		if err != nil {
			return 0, bitmapChar{}, false
		}
		b := bitmap.New(w, h)
		copy(b.Bits, rows)
		if spare := uint(stride*8 - w); spare > 0 {
			for y := range h {
				b.Row(y)[stride-1] &= 0xFF << spare
			}
		}
		c.bits = b
	}
	return rune(code), c, true
}

// Bitmap returns a ~DB font at a size, magnified by whole dots.
func (l *Library) Bitmap(f *BitmapFont, h, w int) Sized {
	ny, nx := matrix{height: f.height, width: f.width}.times(h, w)
	return Sized{
		Height: f.height * ny, Base: f.base * ny, library: l,
		bitmap: f, nx: nx, ny: ny,
		fallback: source{emX: em64(f.height * nx), emY: em64(f.height * ny), inked: inkNoto},
	}
}

// glyph returns a character magnified.
func (f *BitmapFont) glyph(r rune, nx, ny int) (*Glyph, bool) {
	key := bitmapKey{r, nx, ny}
	if g, ok := f.sized[key]; ok {
		return g, true
	}
	c, ok := f.chars[r]
	switch {
	case ok:
	case r == ' ':
		c = bitmapChar{advance: f.space}
	default:
		return nil, false
	}
	g := &Glyph{Advance: c.advance * nx << 6, X: c.x * nx, Y: -c.y * ny}
	if c.bits != nil {
		if c.bits.W*nx > maxGlyphDots || c.bits.H*ny > maxGlyphDots/max(c.bits.W*nx, 1) {
			return nil, false
		}
		g.Bits = c.bits.ScaleXY(nx, ny)
		if f.bytes += len(g.Bits.Bits); f.bytes > maxCacheBytes {
			clear(f.sized)
			f.bytes = len(g.Bits.Bits)
		}
	}
	f.sized[key] = g
	return g, true
}
