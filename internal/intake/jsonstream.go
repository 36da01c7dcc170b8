package intake

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
)

// jsonStream yields the records of a JSON file without holding it: the
// elements of an array, of an array inside an object such as
// {"shipments": […]}, or a single object.
type jsonStream struct {
	in      *meter
	dec     *json.Decoder
	open    []json.Delim // the arrays and objects around the position
	wrapper bool         // an array of records was met in the open object
	single  bytes.Buffer // members of the outer object, should it be a record
	line    int          // where the outer object begins
}

func newJSONStream(r io.Reader) *jsonStream {
	in := &meter{r: r, line: 1}
	s := &jsonStream{in: in, dec: json.NewDecoder(in)}
	s.dec.UseNumber()
	return s
}

func (s *jsonStream) record() (raw []byte, line int, wrong Kind, err error) {
	for {
		s.in.left = maxRecord + sniffSize
		raw, line, err = s.step()
		if err == io.EOF && len(s.open) > 0 {
			err = io.ErrUnexpectedEOF
		}
		if err != nil && err != io.EOF {
			return nil, 0, OK, s.explain(err)
		}
		if raw != nil || err != nil {
			return raw, line, OK, err
		}
	}
}

// step reads one token or value; raw is nil when that was not a record.
func (s *jsonStream) step() (raw []byte, line int, err error) {
	if len(s.open) == 0 {
		return nil, 0, s.begin()
	}
	if !s.dec.More() {
		return s.shut()
	}
	if s.open[len(s.open)-1] == '[' {
		return s.element()
	}
	return nil, 0, s.member()
}

// begin reads the start of a top-level value.
func (s *jsonStream) begin() error {
	tok, err := s.dec.Token()
	if err != nil {
		return err
	}
	d, ok := tok.(json.Delim)
	if !ok {
		return errors.New("neither an array nor an object")
	}
	s.open, s.wrapper, s.line = append(s.open, d), false, s.in.lineAt(s.dec.InputOffset()-1)
	s.single.Reset()
	return nil
}

// element reads an element of an array of records.
func (s *jsonStream) element() ([]byte, int, error) {
	var raw json.RawMessage
	if err := s.dec.Decode(&raw); err != nil {
		return nil, 0, err
	}
	return raw, s.in.lineAt(s.dec.InputOffset() - int64(len(raw))), nil
}

// member reads a member of an object around the records.
func (s *jsonStream) member() error {
	key, err := s.dec.Token()
	if err != nil {
		return err
	}
	var raw json.RawMessage
	if !isWrapper(key.(string)) {
		err = s.dec.Decode(&raw)
	} else {
		var tok json.Token
		if tok, err = s.dec.Token(); err == nil {
			if d, ok := tok.(json.Delim); ok {
				s.open, s.wrapper = append(s.open, d), true
				return nil
			}
			raw, err = json.Marshal(tok)
		}
	}
	if err != nil || len(s.open) > 1 || s.wrapper {
		return err
	}
	if s.single.Len()+len(raw) > maxRecord {
		return errTooLong
	}
	name, err := json.Marshal(key)
	s.single.WriteByte(',')
	s.single.Write(name)
	s.single.WriteByte(':')
	s.single.Write(raw)
	return err
}

// shut reads a closing bracket. The outer object is itself the record when it
// held no list of records.
func (s *jsonStream) shut() ([]byte, int, error) {
	if _, err := s.dec.Token(); err != nil {
		return nil, 0, err
	}
	last := s.open[len(s.open)-1]
	s.open = s.open[:len(s.open)-1]
	if len(s.open) > 0 || last != '{' || s.wrapper || s.single.Len() == 0 {
		return nil, 0, nil
	}
	s.single.Bytes()[0] = '{'
	s.single.WriteByte('}')
	return s.single.Bytes(), s.line, nil
}

// explain makes an error of the decoder one of this package: encoding/json
// quotes a character of the input, which could be personal.
func (s *jsonStream) explain(err error) error {
	e := &SyntaxError{Format: JSON}
	var syntax *json.SyntaxError
	switch {
	case errors.Is(err, errTooLong):
		e.Line, e.Msg, e.Err = s.in.lineAt(s.pending()), "a record is longer than 1 MiB", ErrTooLarge
	case errors.Is(err, io.ErrUnexpectedEOF):
		e.Line, e.Msg, e.Err = s.in.lineAt(s.in.off), "the file ends in the middle of a record or list", io.ErrUnexpectedEOF
	case errors.As(err, &syntax):
		e.Line, e.Msg = s.in.lineAt(syntax.Offset), "not valid JSON"
	case s.in.err != nil && s.in.err != io.EOF:
		return s.in.err
	default:
		e.Line, e.Msg = s.in.lineAt(s.dec.InputOffset()), "not a list of JSON objects"
	}
	return e
}

// pending returns the offset of the value that could not be read: what
// follows the last token, blanks and comma skipped.
func (s *jsonStream) pending() int64 {
	off := s.dec.InputOffset()
	rest := bufio.NewReader(s.dec.Buffered())
	for {
		b, err := rest.ReadByte()
		if err != nil || !strings.ContainsRune(" \t\r\n,", rune(b)) {
			return off
		}
		off++
	}
}

// isWrapper reports whether a member of an outer object is the list of
// records, or holds it.
func isWrapper(key string) bool {
	switch normalize(key) {
	case "shipments", "records", "data", "rows", "orders", "list", "waybills", "parcels", "results", "运单", "订单":
		return true
	}
	return false
}

var errTooLong = errors.New("value beyond the limit")

// A meter is a reader that lets only so many bytes pass until it is reset, and
// remembers where lines begin as long as the position before them is asked
// for.
type meter struct {
	r    io.Reader
	left int
	err  error
	off  int64   // bytes read
	ends []int64 // offsets of line ends not yet counted
	line int     // line of the last position asked for
}

// Read implements io.Reader.
func (m *meter) Read(p []byte) (int, error) {
	if m.left == 0 {
		return 0, errTooLong
	}
	n, err := m.r.Read(p[:min(len(p), m.left)])
	m.left -= n
	for i, b := range p[:n] {
		if b == '\n' {
			m.ends = append(m.ends, m.off+int64(i))
		}
	}
	m.off += int64(n)
	m.err = err
	return n, err
}

// lineAt returns the line of an offset; offsets must not decrease.
func (m *meter) lineAt(off int64) int {
	i := 0
	for i < len(m.ends) && m.ends[i] < off {
		i++
	}
	m.line += i
	m.ends = m.ends[i:]
	return m.line
}
