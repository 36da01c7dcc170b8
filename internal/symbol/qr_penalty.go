package symbol

import "waybill/internal/bitmap"

// qrPenalty rates a masked QR symbol (ISO/IEC 18004 7.8.3): less is better.
func qrPenalty(b *bitmap.Bitmap) int {
	n := b.W
	p := 0
	line := make([]bool, n)
	for i := range n {
		for j := range n {
			line[j] = b.At(j, i)
		}
		p += qrLinePenalty(line)
		for j := range n {
			line[j] = b.At(i, j)
		}
		p += qrLinePenalty(line)
	}
	for y := range n - 1 {
		for x := range n - 1 {
			c := b.At(x, y)
			if c == b.At(x+1, y) && c == b.At(x, y+1) && c == b.At(x+1, y+1) {
				p += 3
			}
		}
	}
	// 10 for each full 5 % that the share of dark modules is off one half.
	off := 20*b.Count() - 10*n*n
	if off < 0 {
		off = -off
	}
	return p + off/(n*n)*10
}

// qrLinePenalty rates a row or column: runs of five and more, and the ratio
// 1:1:3:1:1 of a finder pattern with four light modules at one side.
func qrLinePenalty(line []bool) int {
	p := 0
	for i := 0; i < len(line); {
		j := i
		for j < len(line) && line[j] == line[i] {
			j++
		}
		if j-i >= 5 {
			p += j - i - 2
		}
		i = j
	}
	light := func(from, to int) bool {
		for k := from; k < to; k++ {
			// The quiet zone around the symbol is light.
			if k >= 0 && k < len(line) && line[k] {
				return false
			}
		}
		return true
	}
	for i := 0; i+7 <= len(line); i++ {
		if line[i] && !line[i+1] && line[i+2] && line[i+3] && line[i+4] && !line[i+5] && line[i+6] &&
			(light(i-4, i) || light(i+7, i+11)) {
			p += 40
		}
	}
	return p
}
