package symbol

import "waybill/internal/bitmap"

// DataMatrixOptions are the choices of Data Matrix, ECC 200.
type DataMatrixOptions struct {
	// Rows and Columns are the size in modules; 0 leaves it open. With both
	// open the smallest square is taken; with one given the square of that
	// size.
	Rows, Columns int
	// Rectangle takes the smallest rectangle rather than a square.
	Rectangle bool
}

// DataMatrixECI returns the tokens that say which character set follows
// (ISO/IEC 16022 5.4): an assignment number up to 126.
func DataMatrixECI(eci int) []int { return []int{dmRaw | 241, dmRaw | (eci+1)&0xff} }

// DataMatrixAppend returns the tokens of a symbol that is a part of several
// (ISO/IEC 16022 5.6): its position among them and the two bytes of the
// file's number, which must come first.
func DataMatrixAppend(position, id1, id2 int) []int {
	return []int{dmRaw | 233, dmRaw | position&0xff, dmRaw | id1&0xff, dmRaw | id2&0xff}
}

// DataMatrixProgram returns the token of data that set up a reader, which
// must come first (ISO/IEC 16022 5.2.4.9).
func DataMatrixProgram() []int { return []int{dmRaw | 234} }

// PrintedDataMatrix draws tokens (bytes, DataMatrixFNC1 and those of the
// functions above) as a Data Matrix symbol, ECC 200 (ISO/IEC 16022). The
// encodations change as in annex P of the standard, which is what printers
// do, so that the symbol has their size; where another division would save a
// codeword a smaller symbol was possible.
func PrintedDataMatrix(tokens []int, o DataMatrixOptions) (*bitmap.Bitmap, error) {
	if len(tokens) == 0 {
		return nil, refuse(DataMatrix, "no data")
	}
	if len(tokens) > 3116 {
		return nil, refuse(DataMatrix, "more than 3116 characters")
	}
	text := dmEncode(tokens)
	fits := false
	for _, size := range dmSizes {
		switch {
		case o.Rows != 0 && size.rows != o.Rows || o.Columns != 0 && size.columns != o.Columns:
			continue
		case o.Rows == 0 || o.Columns == 0:
			if size.square() == o.Rectangle {
				continue
			}
		}
		fits = true
		words, ok := dmWords(text, size)
		if ok {
			return dmDraw(words, size), nil
		}
	}
	if !fits {
		return nil, refuse(DataMatrix, "no size of %d rows and %d columns", o.Rows, o.Columns)
	}
	return nil, refuse(DataMatrix, "%d characters do not fit", len(tokens))
}

// dmWords returns all codewords of a symbol of the size, and false if the
// text does not fit.
func dmWords(text dmCoded, size dmSize) ([]int, bool) {
	words, ok := text.end(size.data)
	if !ok {
		return nil, false
	}
	if len(words) < size.data {
		words = append(words, dmPad)
	}
	for len(words) < size.data {
		// Padding is scrambled (ISO/IEC 16022 annex B.1).
		v := dmPad + 149*(len(words)+1)%253 + 1
		if v > 254 {
			v -= 254
		}
		words = append(words, v)
	}
	return dmChecked(words, size), true
}

var dmField = newGF2(0x12d)

// dmChecked appends the check words of each block, interleaved as the data
// are (ISO/IEC 16022 5.7.2, annex A).
func dmChecked(words []int, size dmSize) []int {
	per := size.checks / size.blocks
	checks := make([]int, size.checks)
	for b := range size.blocks {
		var block []int
		for i := b; i < size.data; i += size.blocks {
			block = append(block, words[i])
		}
		at := b
		if size.rows == 144 {
			// The two short blocks' check words come first in the largest.
			at = (b + 2) % 10
		}
		for k, v := range dmField.check(block, per) {
			checks[k*size.blocks+at] = v
		}
	}
	return append(words, checks...)
}

// dmDraw places codewords and draws the finder patterns around each region.
func dmDraw(words []int, size dmSize) *bitmap.Bitmap {
	h, w := size.rows-2*size.down, size.columns-2*size.across
	place := dmPlacement(h, w)
	b := bitmap.New(size.columns, size.rows)
	rh, rw := h/size.down, w/size.across
	for y := range h {
		for x := range w {
			if p := place[y*w+x]; p == dmDark || p >= 0 && words[p>>3]>>(7-p&7)&1 != 0 {
				b.Set(x+x/rw*2+1, y+y/rh*2+1, true)
			}
		}
	}
	for ry := range size.down {
		for rx := range size.across {
			x0, y0 := rx*(rw+2), ry*(rh+2)
			b.Fill(x0, y0, 1, rh+2)
			b.Fill(x0, y0+rh+1, rw+2, 1)
			for x := 0; x < rw+2; x += 2 {
				b.Set(x0+x, y0, true)
			}
			for y := 1; y < rh+2; y += 2 {
				b.Set(x0+rw+1, y0+y, true)
			}
		}
	}
	return b
}
