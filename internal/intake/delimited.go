package intake

import (
	"bufio"
	"bytes"
	"io"
)

// A rawRow is one record before its cells are understood.
type rawRow struct {
	line  int
	cells []cell // by column; valid until the next row
	wrong Kind   // the row as a whole cannot be used
}

// A rowReader reads the rows of one format. next returns io.EOF after the
// last row; any other error ends the file.
type rowReader interface {
	next() (rawRow, error)
}

// delimited reads CSV and TSV.
type delimited struct {
	scan   *csvScanner
	decode func(string) (string, Kind) // nil for UTF-8, which check validates
	cells  []cell
}

func newDelimited(r *bufio.Reader, comma byte, format, encoding string) *delimited {
	d := &delimited{scan: newCSVScanner(r, comma, format)}
	if encoding == GB18030 {
		d.decode = gbDecoder()
	}
	return d
}

// header reads the first record as column names.
func (d *delimited) header(encoding string) ([]string, error) {
	row, err := d.next()
	if err == io.EOF {
		return nil, ErrEmpty
	}
	if err != nil {
		return nil, err
	}
	names := make([]string, len(row.cells))
	for i, c := range row.cells {
		switch k := c.check(); k {
		case OK:
			names[i] = c.s
		case BadEncoding, LostCharacter:
			return nil, &EncodingError{Encoding: encoding, Line: row.line}
		default:
			return nil, &SyntaxError{Format: d.scan.format, Line: row.line, Msg: "a column name " + k.String()}
		}
	}
	if row.wrong != OK {
		return nil, &SyntaxError{Format: d.scan.format, Line: row.line, Msg: row.wrong.String()}
	}
	return names, nil
}

func (d *delimited) next() (rawRow, error) {
	line, err := d.scan.next()
	if err != nil {
		return rawRow{}, err
	}
	row := rawRow{line: line}
	if d.scan.long {
		row.wrong = RecordTooLong
	}
	d.cells = d.cells[:0]
	record := string(d.scan.buf) // one allocation for all cells
	start := 0
	for _, raw := range d.scan.cells {
		c := cell{s: record[start:raw.end]}
		switch {
		case raw.long:
			c.wrong = CellTooLong
		case d.decode != nil:
			c.s, c.wrong = d.decode(c.s)
		}
		c.s = unwrapFormula(c.s)
		d.cells = append(d.cells, c)
		start = raw.end
	}
	row.cells = d.cells
	return row, nil
}

// detectComma chooses the delimiter of a file by its first record: the one that
// splits off most known column names, then most columns. A line "sep=;", which
// Excel understands, decides and is removed.
func detectComma(r *bufio.Reader, encoding string) byte {
	head, _ := peekRecord(r) // an error comes again with the header
	if len(head) > 5 && bytes.EqualFold(head[:4], []byte("sep=")) && (head[5] == '\n' || head[5] == '\r') {
		comma := head[4]
		n := 6
		if head[5] == '\r' && len(head) > 6 && head[6] == '\n' {
			n++
		}
		r.Discard(n)
		return comma
	}
	best, most := byte(','), -1
	for _, comma := range []byte(",;\t") {
		d := newDelimited(bufio.NewReader(bytes.NewReader(head)), comma, CSV, encoding)
		row, err := d.next()
		if err != nil {
			continue
		}
		score := len(row.cells)
		for _, c := range row.cells {
			if _, ok := table().lookup(c.s); ok {
				score += maxColumns
			}
		}
		if score > most {
			best, most = comma, score
		}
	}
	return best
}
