package token

import (
	"bytes"
	"strconv"
)

// A Scanner cuts a stream, whole (Reset) or in pieces (Feed, Close), into
// commands. The pieces do not matter: the commands are the same.
//
// The zero value is ready for Feed.
type Scanner struct {
	// Limit is the longest command in bytes; 0: no limit. Longer ones are cut.
	Limit int
	// MaxGraphic clamps the byte count of binary ^GF; 0: as sent. The guide
	// clamps it to 99,999, many printers do not.
	MaxGraphic int
	// Controls takes 0x1E, 0x10 and 0x1F for caret, tilde and delimiter, as
	// printers do.
	Controls bool

	buf    []byte
	pos    int   // of the next command in buf
	seen   int   // bytes from pos on that hold no prefix, for text that is awaited
	base   int64 // offset of buf[0] in the stream
	closed bool
	rest   int // bytes of binary data that belong to a command already cut

	started             bool
	caret, tilde, delim byte
	names               map[[3]byte]string
}

// New returns a Scanner over a whole stream, which it does not copy.
func New(stream []byte) *Scanner {
	s := &Scanner{}
	s.Reset(stream)
	return s
}

// Reset starts anew with a whole stream, which is not copied.
func (s *Scanner) Reset(stream []byte) {
	*s = Scanner{Limit: s.Limit, MaxGraphic: s.MaxGraphic, Controls: s.Controls, names: s.names}
	s.buf, s.closed = stream, true
}

// Feed appends a piece of the stream. Commands returned before are overwritten.
func (s *Scanner) Feed(piece []byte) {
	if s.closed {
		return
	}
	if s.pos > 0 {
		s.base += int64(s.pos)
		s.buf = s.buf[:copy(s.buf, s.buf[s.pos:])]
		s.pos = 0
	}
	s.buf = append(s.buf, piece...)
}

// Close ends the stream: what was awaited comes as it is.
func (s *Scanner) Close() { s.closed = true }

// Offset returns how much of the stream has been cut into commands.
func (s *Scanner) Offset() int64 { return s.base + int64(s.pos) }

// Waiting returns the number of bytes that wait for more.
func (s *Scanner) Waiting() int { return len(s.buf) - s.pos }

// Prefixes returns the caret, tilde and delimiter in force.
func (s *Scanner) Prefixes() (caret, tilde, delim byte) {
	s.start()
	return s.caret, s.tilde, s.delim
}

func (s *Scanner) start() {
	if !s.started {
		s.started = true
		s.caret, s.tilde, s.delim = '^', '~', ','
	}
}

// Next returns the next command; false where the stream ends or more of it is
// needed. Args and Data are parts of the stream, good until Feed or Reset.
func (s *Scanner) Next() (Command, bool) {
	s.start()
	src := s.buf[s.pos:]
	if len(src) == 0 {
		return Command{}, false
	}
	c := Command{Offset: s.Offset(), Delim: s.delim}
	if s.rest > 0 {
		n := s.rest
		if s.Limit > 0 {
			n = min(n, s.Limit)
		}
		if n > len(src) {
			if !s.closed {
				return Command{}, false
			}
			n, c.Short = len(src), true
		}
		s.rest -= n
		c.Data = src[:n]
		return s.take(c, n), true
	}
	kind, ok := s.prefixAt(src, 0)
	if !ok {
		return Command{}, false
	}
	if kind == 0 {
		return s.text(c, src, 0)
	}
	// A prefix within the name begins a command of its own.
	n := 1
	for ; n < 3; n++ {
		if n == len(src) {
			if !s.closed {
				return Command{}, false
			}
			c.Short = true
			break
		}
		k, ok := s.prefixAt(src, n)
		if !ok {
			return Command{}, false
		}
		if k != 0 {
			break
		}
	}
	c.Name = s.name(kind, src[1:n])
	switch shapes[c.Name] {
	case bare:
		return s.take(c, n), true
	case one:
		return s.change(c, src, n)
	case two:
		return s.letters(c, src, n)
	case binary:
		done, ok := s.binary(&c, src, n)
		if !ok {
			return Command{}, false
		}
		if done > 0 {
			return s.take(c, done), true
		}
	}
	return s.text(c, src, n)
}

// take ends a command after n bytes.
func (s *Scanner) take(c Command, n int) Command {
	c.Size = n
	s.pos += n
	s.seen = 0
	return c
}

// prefixAt returns '^' or '~' if a prefix stands at src[i], 0 if not; false if
// that cannot be known yet.
func (s *Scanner) prefixAt(src []byte, i int) (byte, bool) {
	switch c := src[i]; {
	case c == s.tilde:
		return '~', true
	case c == s.caret:
		return '^', true
	case s.Controls && (c == recordSeparator || c == dataLinkEscape):
		// Only before what can be a name, lest a control character in a text
		// hide what follows it.
		if len(src) < i+3 {
			return 0, s.closed
		}
		if !isLetter(src[i+1]) || !isLetter(src[i+2]) && (src[i+2] < '0' || src[i+2] > '9') && src[i+2] != '@' {
			return 0, true
		}
		if c == recordSeparator {
			return '^', true
		}
		return '~', true
	}
	return 0, true
}

func isLetter(c byte) bool { c |= 0x20; return c >= 'a' && c <= 'z' }

// name returns a command's name without making the same string again.
func (s *Scanner) name(kind byte, letters []byte) string {
	key := [3]byte{kind}
	for i, c := range letters {
		// Byte by byte: what is no UTF-8 must not change, let alone grow.
		if c >= 'a' && c <= 'z' {
			c -= 'a' - 'A'
		}
		key[1+i] = c
	}
	if name, ok := s.names[key]; ok && len(name) == 1+len(letters) {
		return name
	}
	if s.names == nil || len(s.names) > 1<<10 {
		s.names = map[[3]byte]string{}
	}
	name := string(key[:1+len(letters)])
	s.names[key] = name
	return name
}

// change takes the next byte as a prefix or delimiter, whatever it is.
func (s *Scanner) change(c Command, src []byte, n int) (Command, bool) {
	if n == len(src) {
		if !s.closed {
			return Command{}, false
		}
		c.Short = true
		return s.take(c, n), true
	}
	c.Args = src[n : n+1]
	switch c.Name[1:] {
	case "CC":
		s.caret = src[n]
	case "CT":
		s.tilde = src[n]
	case "CD":
		s.delim = src[n]
	}
	return s.take(c, n+1), true
}

// letters takes two bytes of parameters, fewer before a prefix or at the end.
func (s *Scanner) letters(c Command, src []byte, n int) (Command, bool) {
	end := n
	for ; end < n+2; end++ {
		if end == len(src) {
			if !s.closed {
				return Command{}, false
			}
			break
		}
		kind, ok := s.prefixAt(src, end)
		if !ok {
			return Command{}, false
		}
		if kind != 0 {
			break
		}
	}
	c.Args = src[n:end]
	return s.take(c, end), true
}

// text takes all bytes from n on before the next prefix, up to Limit.
func (s *Scanner) text(c Command, src []byte, n int) (Command, bool) {
	end := max(n, s.seen)
	end, known := s.upToPrefix(src, end)
	if longest := max(s.Limit, n+1); s.Limit > 0 && end > longest {
		end = longest
		c.Cut, known = true, true
	}
	if !known && !s.closed {
		s.seen = end
		return Command{}, false
	}
	c.Args = src[n:end]
	return s.take(c, end), true
}

// upToPrefix returns where the next prefix stands, from i on, or false with as
// far as none stands. Each of the prefixes is searched for by itself, which on
// graphics is far faster than looking at every byte, and in windows, lest a
// stream of one of them be searched to its end for the others again and again.
func (s *Scanner) upToPrefix(src []byte, i int) (int, bool) {
	const window = 256
	all := [...]byte{s.caret, s.tilde, recordSeparator, dataLinkEscape}
	prefixes := all[:2]
	if s.Controls {
		prefixes = all[:]
	}
	for i < len(src) {
		part := src[i:min(i+window, len(src))]
		n := len(part)
		for _, p := range prefixes {
			if at := bytes.IndexByte(part, p); at >= 0 {
				part = part[:at]
			}
		}
		i += len(part)
		if len(part) == n {
			continue
		}
		switch kind, ok := s.prefixAt(src, i); {
		case !ok:
			return i, false
		case kind != 0:
			return i, true
		}
		i++ // a control character in a text
	}
	return i, false
}

// longestHead bounds the parameters before binary data: a name and numbers.
const longestHead = 256

// binary takes parameters and data of a command whose data may be binary. It
// returns the bytes taken, 0 where the data is text or a parameter is missing
// (printers then ignore the command), and false if more is needed.
func (s *Scanner) binary(c *Command, src []byte, n int) (taken int, ok bool) {
	format, count, params := 0, 1, 4 // ^GFa,b,c,d,data
	if c.Name == "~DY" {
		format, count, params = 1, 3, 5 // ~DYd:f,b,x,t,w,data
	}
	var coding byte
	size, at := 0, n
	for i := range params {
		end := at
		for ; end < len(src) && src[end] != s.delim && (!s.Controls || src[end] != unitSeparator); end++ {
			if kind, _ := s.prefixAt(src, end); kind != 0 || end-n > longestHead {
				return 0, true
			}
		}
		if end == len(src) {
			return 0, s.closed || end-n > longestHead
		}
		value := bytes.TrimSpace(src[at:end])
		switch i {
		case format:
			if len(value) == 1 {
				coding = value[0] &^ 0x20
			}
		case count:
			var err error
			if size, err = strconv.Atoi(string(value)); err != nil || size < 1 || size > 1<<31-1 {
				return 0, true
			}
		}
		at = end + 1
	}
	switch {
	case coding == 'B':
	case coding == 'P' && c.Name == "~DY":
		// Meant to be text, but PNG files are sent as they are too.
		if missing := len(pngMagic) - (len(src) - at); missing > 0 && bytes.HasPrefix([]byte(pngMagic), src[at:]) && !s.closed {
			return 0, false
		}
		if !bytes.HasPrefix(src[at:], []byte(pngMagic)) {
			return 0, true
		}
	default:
		return 0, true
	}
	if c.Name == "^GF" && s.MaxGraphic > 0 {
		size = min(size, s.MaxGraphic)
	}
	all := size
	if s.Limit > 0 && at+size > s.Limit {
		size = max(1, s.Limit-at)
	}
	if len(src)-at < size {
		if !s.closed {
			return 0, false
		}
		c.Short = true
		all = len(src) - at
		size = all
	}
	if size < all {
		c.Cut = true
		s.rest = all - size
	}
	c.Args, c.Data = src[n:at], src[at:at+size]
	return at + size, true
}

// pngMagic begins a PNG file.
const pngMagic = "\x89PNG"
