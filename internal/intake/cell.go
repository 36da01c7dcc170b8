package intake

import (
	"strings"
	"unicode/utf8"

	"waybill"
)

const (
	maxCell    = 64 << 10 // bytes of one cell
	maxRecord  = 1 << 20  // bytes of one record
	maxColumns = 4096
)

// A cell is one value of a row as its format gave it.
type cell struct {
	s     string
	num   number
	wrong Kind // found while splitting: the value is not usable
}

// number says whether a cell is a number in the file's own types (XLSX only)
// and what that cost it.
type number uint8

const (
	text    number = iota
	exact          // a number of up to 15 digits, all of them kept
	lost           // a number of more than 15 digits: the last ones are gone
	rounded        // a number the workbook itself holds as 6.79195E+12
)

// check returns what is wrong with a cell in any field.
func (c cell) check() Kind {
	if c.wrong != OK {
		return c.wrong
	}
	if len(c.s) > maxCell {
		return CellTooLong
	}
	ascii := true
	for i := 0; i < len(c.s); i++ {
		switch b := c.s[i]; {
		case b >= utf8.RuneSelf:
			ascii = false
		case b == 0:
			return HasNUL
		case b < ' ' && b != '\t' && b != '\n' && b != '\r', b == 0x7f:
			return HasControl
		}
	}
	if ascii {
		return OK
	}
	if !utf8.ValidString(c.s) {
		return BadEncoding
	}
	if strings.Contains(c.s, "\uFFFD") {
		return LostCharacter
	}
	return OK
}

// blank reports whether the cell holds nothing at all.
func (c cell) blank() bool { return c.wrong == OK && trim(c.s) == "" }

// trim removes outer ASCII blanks and ideographic spaces, nothing else: what
// is left is what the sender wrote.
func trim(s string) string {
	if s == "" || !mayBeBlank(s[0]) && !mayBeBlank(s[len(s)-1]) {
		return s
	}
	for {
		t := strings.Trim(s, " \t\r\n\v\f")
		t = strings.TrimPrefix(t, ideographicSpace)
		t = strings.TrimSuffix(t, ideographicSpace)
		if len(t) == len(s) {
			return t
		}
		s = t
	}
}

const ideographicSpace = "\u3000" // E3 80 80

// mayBeBlank reports whether a blank can begin or end with the byte.
func mayBeBlank(b byte) bool { return b <= ' ' || b == 0xe3 || b == 0x80 }

// unwrapFormula undoes ="0123", the way exports keep Excel from reading a
// number.
func unwrapFormula(s string) string {
	if len(s) < 3 || s[0] != '=' || s[1] != '"' || s[len(s)-1] != '"' {
		return s
	}
	return strings.ReplaceAll(s[2:len(s)-1], `""`, `"`)
}

// extra returns the cell as a value of an unknown column.
func (c cell) extra(column string) waybill.Extra {
	return waybill.Extra{Column: column, Value: waybill.NewText(c.s)}
}
