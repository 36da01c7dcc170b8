package interp

import (
	"strconv"

	"waybill/internal/symbol"
)

// dataMatrix draws ^BX: orientation, dots of a module, quality, columns, rows,
// format, escape character, aspect ratio.
func (c *code) dataMatrix() (drawn, bool) {
	switch q := c.whole(2, 0, 200, 0); q {
	case 200:
	case 0, 50, 80, 100, 140:
		c.r("Data Matrix of quality %d (ECC 000 to 140) is drawn as ECC 200", q)
	default:
		c.r("quality %d is none of Data Matrix: drawn as ECC 200", q)
	}
	o := symbol.DataMatrixOptions{
		Rectangle: c.whole(7, 1, 2, 1) == 2,
		Columns:   c.evenSize(3),
		Rows:      c.evenSize(4),
	}
	tokens := c.escapes()
	b, err := symbol.PrintedDataMatrix(tokens, o)
	if err != nil && (o.Rows != 0 || o.Columns != 0) {
		c.r("%v: drawn in the smallest size that holds the data", err)
		b, err = symbol.PrintedDataMatrix(tokens, symbol.DataMatrixOptions{Rectangle: o.Rectangle})
	}
	if err != nil && o.Rectangle {
		c.r("%v: drawn as a square", err)
		b, err = symbol.PrintedDataMatrix(tokens, symbol.DataMatrixOptions{})
	}
	if err != nil {
		return c.modules(nil, err, 0, 0)
	}
	// Without a size of modules the bars' height of ^BY is divided.
	size := c.dots(1, max(c.height/b.H, 1))
	return c.modules(b, nil, size, size)
}

// evenSize returns parameter i, rows or columns: 9 to 49 in the guide, which
// is of ECC 000; sizes of ECC 200 are even and go to 144. 0 is open.
func (c *code) evenSize(i int) int {
	n := c.whole(i, 0, 144, 0)
	if n%2 != 0 {
		c.r("parameter %d is odd: Data Matrix of ECC 200 has even sizes", i+1)
		n++
	}
	return n
}

// escapes returns the tokens of the data: bytes, and what follows the escape
// character (the guide, ^BX, "Field data").
func (c *code) escapes() []int {
	mark := byte('~')
	if a := c.arg(6); a != "" {
		mark = c.args[6][0] // not in capitals
	}
	var tokens []int
	data := c.raw
	number := func(n int) (int, bool) {
		if len(data) < n {
			return 0, false
		}
		v, err := strconv.ParseUint(string(data[:n]), 10, 32)
		return int(v), err == nil
	}
	for len(data) > 0 {
		b := data[0]
		data = data[1:]
		if b != mark || len(data) == 0 {
			tokens = append(tokens, int(b))
			continue
		}
		e := data[0]
		data = data[1:]
		switch {
		case e == mark:
			tokens = append(tokens, int(mark))
		case e >= '@' && e <= '_': // control characters
			tokens = append(tokens, int(e-'@'))
		case e == '1':
			tokens = append(tokens, symbol.DataMatrixFNC1)
		case e == '2':
			all, ok := number(9)
			if !ok {
				c.r("structured append needs nine digits: left out")
				continue
			}
			data = data[9:]
			if len(tokens) > 0 {
				c.r("structured append does not stand first: left out")
				continue
			}
			tokens = append(tokens, symbol.DataMatrixAppend(all/1e6, all/1e3%1e3, all%1e3)...)
		case e == '3':
			if len(tokens) > 0 {
				c.r("reader programming does not stand first: left out")
				continue
			}
			tokens = append(tokens, symbol.DataMatrixProgram()...)
		case e == '5':
			page, ok := number(3)
			if !ok || page > 126 {
				c.r("a code page needs three digits, 000 to 126: left out")
				continue
			}
			data = data[3:]
			tokens = append(tokens, symbol.DataMatrixECI(page)...)
		case e == 'd':
			v, ok := number(3)
			if !ok || v > 255 {
				c.r("a character needs three digits, 000 to 255: left out")
				continue
			}
			data = data[3:]
			tokens = append(tokens, v)
		default:
			c.r("an escape sequence is not known: drawn as it is")
			tokens = append(tokens, int(mark), int(e))
		}
	}
	return tokens
}
