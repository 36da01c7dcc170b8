package intake

import (
	"bufio"
	"io"
)

// A csvScanner splits delimited text (RFC 4180, and what is written instead
// of it) into cells of bytes. It works on any encoding in which bytes below
// 0x40 stand for themselves: ASCII, UTF-8, GB18030. Memory is bounded: of a
// cell or record beyond the limits only the end is looked for.
type csvScanner struct {
	r      *bufio.Reader
	comma  byte
	format string
	line   int // line of the next byte, 1-based

	buf   []byte // the record's cells, one after the other
	cells []rawCell
	long  bool // the record is beyond maxRecord
}

// rawCell is a cell as the end of its bytes in buf.
type rawCell struct {
	end    int
	long   bool // beyond maxCell: the rest was skipped
	quoted bool
}

func newCSVScanner(r *bufio.Reader, comma byte, format string) *csvScanner {
	return &csvScanner{r: r, comma: comma, format: format, line: 1}
}

// next reads one record and returns the line it begins on, or io.EOF. Blank
// lines are skipped.
func (s *csvScanner) next() (line int, err error) {
	for {
		line = s.line
		s.buf, s.cells, s.long = s.buf[:0], s.cells[:0], false
		last, err := s.record()
		if err != nil {
			return line, err
		}
		if s.blank() {
			if last {
				return line, io.EOF
			}
			continue
		}
		return line, nil
	}
}

// blank reports whether the record is an empty line.
func (s *csvScanner) blank() bool {
	return len(s.cells) == 1 && len(s.buf) == 0 && !s.cells[0].quoted && !s.cells[0].long
}

// record reads cells up to a line end or the end of the file.
func (s *csvScanner) record() (last bool, err error) {
	for {
		stop, err := s.cell()
		switch {
		case err != nil:
			return false, err
		case stop == atEOF:
			return true, nil
		case stop == atLineEnd:
			return false, nil
		}
	}
}

// stop is what ended a cell.
type stop uint8

const (
	atComma stop = iota
	atLineEnd
	atEOF
)

// cell reads one cell and what ends it.
func (s *csvScanner) cell() (stop, error) {
	c := rawCell{}
	start := len(s.buf)
	b, err := s.r.ReadByte()
	if err == nil && b == '"' {
		c.quoted = true
		if err := s.quoted(start, &c); err != nil {
			return atEOF, err
		}
		b, err = s.afterQuote()
	}
	for ; err == nil; b, err = s.r.ReadByte() {
		switch b {
		case s.comma:
			return atComma, s.end(c)
		case '\r':
			s.skipLF()
			s.line++
			return atLineEnd, s.end(c)
		case '\n':
			s.line++
			return atLineEnd, s.end(c)
		}
		s.keep([]byte{b}, start, &c)
		s.keepUntil(start, &c, s.comma)
	}
	if err != io.EOF {
		return atEOF, err
	}
	return atEOF, s.end(c)
}

// quoted reads up to the closing quote.
func (s *csvScanner) quoted(start int, c *rawCell) error {
	opened := s.line
	for {
		s.keepUntil(start, c, '"')
		b, err := s.r.ReadByte()
		if err == io.EOF {
			return &SyntaxError{Format: s.format, Line: opened, Msg: "the quote opened on this line is never closed"}
		}
		if err != nil {
			return err
		}
		switch b {
		case '"':
			if !s.accept('"') {
				return nil
			}
		case '\r':
			s.skipLF()
			s.line++
			b = '\n'
		case '\n':
			s.line++
		}
		s.keep([]byte{b}, start, c)
	}
}

// afterQuote skips blanks between a closing quote and the end of its cell and
// returns the byte that ends it.
func (s *csvScanner) afterQuote() (byte, error) {
	for {
		b, err := s.r.ReadByte()
		switch {
		case err != nil:
			return 0, err
		case b == s.comma, b == '\r', b == '\n':
			return b, nil
		case b == ' ', b == '\t':
			continue
		}
		return 0, &SyntaxError{Format: s.format, Line: s.line, Msg: "text after a closing quote; quotes inside a cell are written twice"}
	}
}

// keepUntil keeps what is buffered up to the next line end or b.
func (s *csvScanner) keepUntil(start int, c *rawCell, b byte) {
	ahead, _ := s.r.Peek(s.r.Buffered())
	n := 0
	for n < len(ahead) && ahead[n] != b && ahead[n] != '\n' && ahead[n] != '\r' {
		n++
	}
	s.keep(ahead[:n], start, c)
	s.r.Discard(n)
}

// keep adds bytes to the cell unless that is, or becomes, too long.
func (s *csvScanner) keep(b []byte, start int, c *rawCell) {
	switch {
	case s.long || c.long:
	case len(s.buf)+len(b)-start > maxCell:
		c.long = true
	case len(s.buf)+len(b) > maxRecord:
		s.long = true
	default:
		s.buf = append(s.buf, b...)
	}
}

func (s *csvScanner) end(c rawCell) error {
	if len(s.cells) >= maxColumns {
		return &SyntaxError{Format: s.format, Line: s.line, Msg: "more than 4096 columns", Err: ErrTooLarge}
	}
	c.end = len(s.buf)
	s.cells = append(s.cells, c)
	return nil
}

// accept reads the next byte if it is b.
func (s *csvScanner) accept(b byte) bool {
	next, err := s.r.ReadByte()
	if err != nil {
		return false // the error comes again at the next read
	}
	if next == b {
		return true
	}
	s.r.UnreadByte()
	return false
}

func (s *csvScanner) skipLF() { s.accept('\n') }
