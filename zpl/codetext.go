package zpl

import (
	"strings"
)

// code128Text returns ^BC field data without its invocation codes. In set A
// data are pairs of digits that stand for characters.
func code128Text(data string) string {
	var out strings.Builder
	setA := false
	for i := 0; i < len(data); i++ {
		c := data[i]
		if c == '>' && i+1 < len(data) {
			i++
			switch data[i] {
			case '7', '9':
				setA = true
			case '5', '6', ':', ';':
				setA = false
			case '0':
				out.WriteByte('>')
			case '<':
				out.WriteByte('^')
			case '=':
				out.WriteByte('~')
			case '1', '2', '3', '4', '8': // DEL, functions, shift
			default:
				out.WriteByte('>')
				i--
			}
			continue
		}
		if setA && i+1 < len(data) && digit(c) && digit(data[i+1]) {
			if v := (c-'0')*10 + data[i+1] - '0'; v < 64 {
				out.WriteByte(' ' + v)
			} // 64 to 95 are control characters, which print nothing
			i++
			continue
		}
		out.WriteByte(c)
	}
	return out.String()
}

func digit(c byte) bool { return c >= '0' && c <= '9' }

// qrText returns ^BQ field data without its switches: error level, A or M for
// automatic or given mode, and for the latter the mode (with four digits of
// length for bytes). Data in parts of several modes are returned as they are.
func qrText(data string) string {
	if len(data) < 3 || strings.IndexByte("HQML", data[0]) < 0 || data[2] != ',' {
		return data
	}
	rest := data[3:]
	switch {
	case data[1] == 'A':
		return rest
	case data[1] != 'M' || rest == "":
		return data
	}
	switch rest[0] {
	case 'N', 'A', 'K':
		return rest[1:]
	case 'B':
		if len(rest) >= 5 && strings.Trim(rest[1:5], "0123456789") == "" {
			return rest[5:]
		}
	}
	return rest
}
