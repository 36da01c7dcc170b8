package bitmap

import "encoding/binary"

// inkRun inks the dots from x0 up to x1 of a row, at least one.
func inkRun(row []byte, x0, x1 int) {
	first, last, left, right := ends(x0, x1)
	row[first] |= left
	for i := first + 1; i < last; i++ {
		row[i] = 0xff
	}
	row[last] |= right
}

// clearRun blanks what inkRun inks.
func clearRun(row []byte, x0, x1 int) {
	first, last, left, right := ends(x0, x1)
	row[first] &^= left
	for i := first + 1; i < last; i++ {
		row[i] = 0
	}
	row[last] &^= right
}

// ends returns the first and last byte of the dots from x0 up to x1, and
// which of their bits these are.
func ends(x0, x1 int) (first, last int, left, right byte) {
	first, last = x0>>3, (x1-1)>>3
	left, right = 0xff>>(x0&7), 0xff<<(7-(x1-1)&7)
	if first == last {
		left &= right
		right = left
	}
	return first, last, left, right
}

func orRow(dst, src []byte, shift uint) {
	var carry byte
	for i, v := range src {
		dst[i] |= carry | v>>shift
		carry = v << (8 - shift) // nothing where shift is 0
	}
	if carry != 0 {
		dst[len(src)] |= carry
	}
}

func andNotRow(dst, src []byte, shift uint) {
	var carry byte
	for i, v := range src {
		dst[i] &^= carry | v>>shift
		carry = v << (8 - shift)
	}
	if carry != 0 {
		dst[len(src)] &^= carry
	}
}

// shiftLeft moves the dots of a row to the left by fewer than 8, eight bytes
// at a time as long as there are.
func shiftLeft(row []byte, shift uint) {
	for ; len(row) > 8; row = row[8:] {
		v := binary.BigEndian.Uint64(row)<<shift | uint64(row[8]>>(8-shift))
		binary.BigEndian.PutUint64(row, v)
	}
	for i := range row {
		row[i] <<= shift
		if i+1 < len(row) {
			row[i] |= row[i+1] >> (8 - shift)
		}
	}
}
