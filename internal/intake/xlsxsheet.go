package intake

import (
	"encoding/xml"
	"io"
	"math"
	"strconv"
	"strings"
)

// A sheetReader reads the rows of a worksheet part.
type sheetReader struct {
	part   io.ReadCloser
	xml    *xmlReader
	shared *sharedStrings
	row    int // number of the last row
	cells  []cell
}

func newSheetReader(part io.ReadCloser, shared *sharedStrings) *sheetReader {
	return &sheetReader{part: part, xml: newXMLReader(part), shared: shared}
}

// next returns the next row that the sheet holds, or io.EOF.
func (s *sheetReader) next() (rawRow, error) {
	for {
		tok, err := s.xml.token()
		if err == io.EOF {
			return rawRow{}, io.EOF
		}
		if err != nil {
			return rawRow{}, damaged(s.row+1, err)
		}
		start, ok := tok.(xml.StartElement)
		if !ok || start.Name.Local != "row" {
			continue
		}
		s.row++
		if n, err := strconv.Atoi(attribute(start, "r")); err == nil {
			s.row = n
		}
		row, err := s.cellsOfRow()
		if err != nil {
			return rawRow{}, damaged(s.row, noEOF(err))
		}
		return row, nil
	}
}

// cellsOfRow reads the cells of a row element just opened.
func (s *sheetReader) cellsOfRow() (rawRow, error) {
	s.cells = s.cells[:0]
	row, size := rawRow{line: s.row}, 0
	for {
		tok, err := s.xml.token()
		if err != nil {
			return row, err
		}
		switch t := tok.(type) {
		case xml.EndElement:
			if t.Name.Local == "row" {
				row.cells = s.cells
				return row, nil
			}
		case xml.StartElement:
			if t.Name.Local != "c" {
				continue
			}
			at := len(s.cells)
			if i, ok := columnIndex(attribute(t, "r")); ok {
				at = i
			}
			c, err := s.cell(attribute(t, "t"))
			if err != nil {
				return row, err
			}
			if size += len(c.s); size > maxRecord {
				row.wrong = RecordTooLong
				continue
			}
			if at >= maxColumns || at < len(s.cells) {
				if c.s != "" || c.wrong != OK {
					row.wrong = TooManyCells
				}
				continue
			}
			for len(s.cells) < at {
				s.cells = append(s.cells, cell{})
			}
			s.cells = append(s.cells, c)
		}
	}
}

// cell reads the value of a c element just opened.
func (s *sheetReader) cell(kind string) (cell, error) {
	var value strings.Builder
	var c cell
	inValue := false
	for {
		tok, err := s.xml.token()
		if err != nil {
			return c, err
		}
		switch t := tok.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "v":
				inValue = true
			case "is":
				if c.s, err = s.xml.richText("is"); err != nil {
					return c, err
				}
			}
		case xml.CharData:
			if inValue && value.Len() <= maxCell {
				value.Write(t)
			}
		case xml.EndElement:
			switch t.Name.Local {
			case "v":
				inValue = false
			case "c":
				if kind != "inlineStr" {
					c = s.typed(kind, value.String())
				}
				return c, nil
			}
		}
	}
}

// typed returns a value by its cell type (ECMA-376 part 1, 18.18.11).
func (s *sheetReader) typed(kind, v string) cell {
	switch kind {
	case "s":
		if v == "" {
			return cell{}
		}
		i, err := strconv.Atoi(strings.TrimSpace(v))
		if err != nil {
			return cell{wrong: InvalidWorkbookCell}
		}
		str, ok := s.shared.at(i)
		if !ok {
			return cell{wrong: InvalidWorkbookCell}
		}
		return cell{s: str}
	case "str", "d":
		return cell{s: unescapeX(v)}
	case "b":
		return cell{s: strconv.FormatBool(v == "1" || v == "true")}
	case "e":
		return cell{wrong: InvalidWorkbookCell}
	}
	return numberCell(strings.TrimSpace(v))
}

// numberCell returns a number as decimal text of up to 15 digits. A workbook
// holds numbers as binary floating point: more digits are not kept, and what
// the user sees as 0.3 may stand as 0.30000000000000004.
func numberCell(v string) cell {
	if v == "" {
		return cell{}
	}
	f, err := strconv.ParseFloat(v, 64)
	if err != nil || math.IsInf(f, 0) || math.IsNaN(f) {
		return cell{wrong: InvalidWorkbookCell}
	}
	if math.Abs(f) >= 1e15 {
		return cell{s: strconv.FormatFloat(f, 'f', -1, 64), num: lost}
	}
	s := plainDecimal(f)
	switch {
	case strings.ContainsAny(v, "eE") && strings.HasSuffix(s, "00000"):
		return cell{s: s, num: rounded}
	}
	return cell{s: s, num: exact}
}

// plainDecimal returns f rounded to 15 significant digits, without an exponent.
func plainDecimal(f float64) string {
	short, err := strconv.ParseFloat(strconv.FormatFloat(f, 'g', 15, 64), 64)
	if err != nil {
		short = f
	}
	return strconv.FormatFloat(short, 'f', -1, 64)
}

// columnIndex returns the 0-based column of a reference such as AB12.
func columnIndex(ref string) (int, bool) {
	n := 0
	for i := 0; i < len(ref) && i < 4; i++ {
		switch b := ref[i]; {
		case b >= 'A' && b <= 'Z':
			n = n*26 + int(b-'A') + 1
		case n > 0:
			return n - 1, true
		default:
			return 0, false
		}
	}
	return 0, false
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name && a.Name.Space == "" {
			return a.Value
		}
	}
	return ""
}
