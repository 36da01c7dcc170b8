package reply

import "bytes"

// Control characters that frame a reply.
const (
	stx = 0x02
	etx = 0x03
)

// Kind says how a Piece was framed.
type Kind uint8

const (
	// Frame is what stood between STX and ETX: most replies.
	Frame Kind = iota
	// Line is a line outside frames: alerts, and replies of printers that
	// leave the frame out.
	Line
	// Value is a quoted value of the set-get-do language ("! U1 getvar").
	Value
	// XML is a whole ^HZ document.
	XML
)

// Piece is one reply or alert, without its framing.
type Piece struct {
	Kind Kind
	Data []byte
}

// MaxPiece is the longest piece in bytes that is kept. A longer one is noise
// and is dropped: a full ^HZA of a printer with many objects is asked for in
// parts.
const MaxPiece = 1 << 20

// Splitter cuts the bytes of a printer into pieces, however they arrive. The
// zero value is ready. It is not safe for concurrent use.
type Splitter struct {
	buf     []byte
	dropped int
}

// Write takes more bytes of the printer. It never fails.
func (s *Splitter) Write(p []byte) (int, error) {
	s.buf = append(s.buf, p...)
	return len(p), nil
}

// Dropped returns how many bytes were given up because no piece ended within
// MaxPiece.
func (s *Splitter) Dropped() int { return s.dropped }

// Next returns the next whole piece and false if none is there yet. Its data
// are a copy. Empty lines are passed over.
func (s *Splitter) Next() (Piece, bool) {
	for {
		s.buf = bytes.TrimLeft(s.buf, "\r\n \x00\x03")
		if len(s.buf) == 0 {
			s.buf = nil
			return Piece{}, false
		}
		p, used, ok := cut(s.buf)
		if used > 0 {
			s.buf = s.buf[used:]
			if ok {
				p.Data = bytes.Clone(p.Data)
				return p, true
			}
			continue
		}
		if len(s.buf) <= MaxPiece {
			return Piece{}, false
		}
		s.dropped += len(s.buf)
		s.buf = nil
	}
}

// Flush returns what is left as a line: for the end of waiting, since some
// printers end a reply with nothing.
func (s *Splitter) Flush() (Piece, bool) {
	rest := bytes.Trim(s.buf, "\r\n \x00\x02\x03")
	s.buf = nil
	if len(rest) == 0 {
		return Piece{}, false
	}
	return Piece{Line, bytes.Clone(rest)}, true
}

const xmlEnd = "</ZEBRA-ELTRON-PERSONALITY>"

// cut takes a piece from the front of buf, which begins with no blank. It
// returns used 0 if the piece is not whole, and ok false for what is to be
// passed over.
func cut(buf []byte) (p Piece, used int, ok bool) {
	switch {
	case buf[0] == stx:
		end := bytes.IndexByte(buf, etx)
		// A second STX before the ETX: the first reply was cut off.
		if next := bytes.IndexByte(buf[1:], stx) + 1; next > 0 && (end < 0 || next < end) {
			return p, next, false
		}
		if end < 0 {
			return p, 0, false
		}
		return Piece{Frame, buf[1:end]}, end + 1, true
	case buf[0] == '"':
		end := bytes.IndexByte(buf[1:], '"')
		if end < 0 {
			return p, 0, false
		}
		return Piece{Value, buf[1 : 1+end]}, end + 2, true
	case buf[0] == '<':
		if at := bytes.Index(buf, []byte(xmlEnd)); at >= 0 {
			return Piece{XML, buf[:at+len(xmlEnd)]}, at + len(xmlEnd), true
		}
		return p, 0, false
	}
	end := bytes.IndexAny(buf, "\r\n\x02")
	if end < 0 {
		return p, 0, false
	}
	return Piece{Line, bytes.TrimRight(buf[:end], " \x00")}, end, true
}
