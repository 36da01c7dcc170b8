package zpl

import (
	"bytes"
	"strconv"
)

// A scanCommand is one command of a ZPL stream. Prefixes are normalised: name
// is as printed in the guide ("^FD", "~DG") whatever ^CC or ^CT chose. What
// stands before the first command has an empty name.
type scanCommand struct {
	offset int // of its prefix
	name   string
	args   []byte // up to the next prefix, a binary tail left out
}

// A scanner cuts a ZPL stream into commands as a printer does.
type scanner struct {
	src                 []byte
	pos                 int
	caret, tilde, delim byte
}

func newScanner(zpl []byte) *scanner {
	return &scanner{src: zpl, caret: '^', tilde: '~', delim: ','}
}

// next returns the next command, and false at the end.
func (s *scanner) next() (scanCommand, bool) {
	if s.pos >= len(s.src) {
		return scanCommand{}, false
	}
	c := scanCommand{offset: s.pos}
	if !s.prefix(s.src[s.pos]) {
		c.args = s.upToPrefix()
		return c, true
	}
	kind := "^"
	if s.src[s.pos] == s.tilde {
		kind = "~"
	}
	s.pos++
	// A prefix within the name begins a command of its own.
	n := 0
	for n < 2 && s.pos+n < len(s.src) && !s.prefix(s.src[s.pos+n]) {
		n++
	}
	c.name = kind + string(bytes.ToUpper(s.src[s.pos:s.pos+n]))
	s.pos += n
	switch c.name {
	case "^CC", "~CC":
		s.change(&s.caret)
	case "^CT", "~CT":
		s.change(&s.tilde)
	case "^CD", "~CD":
		s.change(&s.delim)
	case "^GF":
		if s.binary(&c, 0, 1, 4) {
			return c, true
		}
	case "~DY":
		if s.binary(&c, 1, 3, 5) {
			return c, true
		}
	}
	c.args = s.upToPrefix()
	return c, true
}

func (s *scanner) prefix(c byte) bool { return c == s.caret || c == s.tilde }

// change takes the next byte as a new prefix or delimiter, whatever it is.
func (s *scanner) change(to *byte) {
	if s.pos < len(s.src) {
		*to = s.src[s.pos]
		s.pos++
	}
}

// upToPrefix takes all bytes before the next prefix. Each of the two prefixes
// is searched for by itself, which on graphics is far faster than looking at
// every byte, and in windows, lest a stream of one of them be searched to its
// end for the other again and again.
func (s *scanner) upToPrefix() []byte {
	const window = 256
	start := s.pos
	for s.pos < len(s.src) {
		part := s.src[s.pos:min(s.pos+window, len(s.src))]
		n := len(part)
		for _, prefix := range [...]byte{s.caret, s.tilde} {
			if i := bytes.IndexByte(part, prefix); i >= 0 {
				part = part[:i]
			}
		}
		s.pos += len(part)
		if len(part) < n {
			break
		}
	}
	return s.src[start:s.pos]
}

// binary takes the parameters of a command whose data may be binary: format B
// at index format, the byte count at index count, the data after params
// delimiters. It reports false, having taken nothing, where the data is text
// or a parameter is missing: printers then ignore the command.
func (s *scanner) binary(c *scanCommand, format, count, params int) bool {
	end, at := s.pos, s.pos
	isB, n := false, 0
	for i := range params {
		for end < len(s.src) && s.src[end] != s.delim && !s.prefix(s.src[end]) {
			end++
		}
		if end == len(s.src) || s.src[end] != s.delim {
			return false
		}
		value := bytes.TrimSpace(s.src[at:end])
		switch i {
		case format:
			isB = len(value) == 1 && value[0]|0x20 == 'b'
		case count:
			var err error
			if n, err = strconv.Atoi(string(value)); err != nil || n < 1 {
				return false
			}
		}
		end++
		at = end
	}
	if !isB {
		return false
	}
	if c.name == "^GF" {
		n = min(n, maxGraphic)
	}
	c.args = s.src[s.pos:end]
	s.pos = end + min(n, len(s.src)-end)
	return true
}
