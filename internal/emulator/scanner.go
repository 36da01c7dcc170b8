package emulator

import "bytes"

// A segment is a part of what a printer received. Commands come in parts, since
// one command may be longer than the receive buffer.
type segment struct {
	kind segmentKind
	name string   // of the command: "^FD", "~HS"
	raw  []byte   // bytes of the stream
	args []byte   // end, immediate, setting: what follows the name, as far as kept
	seq  uint64   // order of arrival among all links
	pre  prefixes // begins: in force before the command
}

type segmentKind uint8

const (
	begins    segmentKind = iota // prefix and name
	continues                    // more of the same command
	ends                         // it is whole
	immediate                    // a whole command that printers act on when it arrives
	setting                      // a line of the set-get-do language
)

// keptArgs is how much of a command's parameters is kept beside the raw bytes:
// what the heads of downloads, ^FD of an id, ^HV and the like need.
const keptArgs = 512

// longestLine bounds a line of the set-get-do language.
const longestLine = 1024

// prefixes are what ^CC, ^CT and ^CD change.
type prefixes struct{ caret, tilde, delim byte }

var defaultPrefixes = prefixes{'^', '~', ','}

// A scanner cuts a stream into segments as its bytes arrive. It keeps but a
// few bytes of its own.
type scanner struct {
	pre    *prefixes
	state  scanState
	hold   []byte // prefix and name under way
	name   string // command under way, "" outside of any
	args   []byte
	left   int // bytes of fixed or binary data to come
	header binaryHead
	format bool // within ^XA and ^XZ
	fresh  bool // at the beginning of a line, or behind a whole command
	line   []byte
}

type scanState uint8

const (
	inText    scanState = iota // up to the next prefix
	inName                     // behind a prefix
	inFixed                    // left bytes of parameters, whatever they are
	inHead                     // of a command whose data may be binary
	inPicture                  // in front of a PNG, as text or as it is
	inData                     // left bytes of binary data
	inLine                     // "! U1 …"
)

func newScanner(pre *prefixes) *scanner { return &scanner{pre: pre, fresh: true} }

// lineStart begins a line of the set-get-do language.
const lineStart = "! U"

// feed cuts b. The raw bytes of segments are parts of b or of short lived
// memory: they are copied by who keeps them.
func (s *scanner) feed(b []byte, emit func(segment)) {
	for len(b) > 0 {
		n := s.take(b, emit)
		b = b[n:]
	}
}

// take acts on the first bytes of b and returns how many.
func (s *scanner) take(b []byte, emit func(segment)) int {
	c := b[0]
	switch s.state {
	case inName:
		return s.takeName(c, emit)
	case inFixed:
		if _, ok := immediates[s.name]; ok && s.isPrefix(c) { // "~HQ" without its letters
			s.state = inText
			s.whole(emit)
			return 0
		}
		s.add(b[:1], emit)
		if s.left--; s.left == 0 {
			s.state = inText
			s.change(c)
			s.whole(emit)
		}
		return 1
	case inData:
		n := min(s.left, len(b))
		s.add(b[:n], emit)
		if s.left -= n; s.left == 0 {
			s.state = inText
			s.whole(emit)
		}
		return n
	case inLine:
		return s.takeLine(c, emit)
	}
	if s.isPrefix(c) {
		s.state, s.hold = inName, append(s.hold[:0], c)
		return 1
	}
	if s.state == inHead {
		s.add(b[:1], emit)
		size, done := s.header.take(c, s.pre.delim)
		switch s.left = size; {
		case size > 0 && s.header.coding == 'P':
			s.state = inPicture
		case size > 0:
			s.state = inData
		case done:
			s.state = inText
		}
		return 1
	}
	if s.state == inPicture {
		// Meant to be text, but PNG files are sent as they are too.
		if s.state = inText; c == pngMagic {
			s.state = inData
		}
		return 0
	}
	if c == lineStart[0] && s.fresh && !s.format {
		s.state, s.line = inLine, append(s.line[:0], c)
		return 1
	}
	n := s.run(b)
	s.fresh = c == '\n' || c == '\r' || s.fresh && (c == ' ' || c == 0)
	s.add(b[:n], emit)
	return n
}

// run returns how many bytes of b are text of one kind: at least one, and up
// to what might begin something else.
func (s *scanner) run(b []byte) int {
	if s.fresh || b[0] == '\n' || b[0] == '\r' {
		return 1
	}
	for i, c := range b {
		if i > 0 && (s.isPrefix(c) || c == '\n' || c == '\r') {
			return i
		}
	}
	return len(b)
}

// isPrefix reports whether c may begin a command. 0x1E and 0x10 are caret and
// tilde in the output of drivers, where letters follow.
func (s *scanner) isPrefix(c byte) bool {
	return c == s.pre.caret || c == s.pre.tilde || c == 0x1E || c == 0x10
}

// takeName takes a byte behind a prefix.
func (s *scanner) takeName(c byte, emit func(segment)) int {
	control := s.hold[0] == 0x1E && s.pre.caret != 0x1E || s.hold[0] == 0x10 && s.pre.tilde != 0x10
	if control && !isNameByte(c, len(s.hold)) {
		// A control character in a text.
		held := bytes.Clone(s.hold)
		s.state, s.hold, s.fresh = inText, s.hold[:0], false
		s.add(held, emit)
		return 0
	}
	if s.isPrefix(c) {
		s.begin(emit)
		s.state, s.hold = inName, append(s.hold[:0], c)
		return 1
	}
	if s.hold = append(s.hold, c); len(s.hold) == 3 {
		s.begin(emit)
	}
	return 1
}

func isNameByte(c byte, at int) bool {
	l := c | 0x20
	return l >= 'a' && l <= 'z' || at == 2 && (c >= '0' && c <= '9' || c == '@')
}

// begin starts the command that is held, which ends the one before.
func (s *scanner) begin(emit func(segment)) {
	kind := byte('^')
	if c := s.hold[0]; c == s.pre.tilde || c == 0x10 && s.pre.caret != 0x10 {
		kind = '~'
	}
	name := string(kind) + string(bytes.ToUpper(s.hold[1:]))
	s.state = inText
	if n, ok := immediates[name]; ok {
		// It may stand in the middle of another command, which is cut by it as
		// by any prefix.
		s.end(emit)
		s.hold = s.hold[:0]
		s.name, s.left, s.args = name, n, s.args[:0]
		if n > 0 {
			s.state = inFixed
			return
		}
		s.whole(emit)
		return
	}
	s.end(emit)
	s.name, s.args, s.fresh = name, s.args[:0], false
	emit(segment{kind: begins, name: name, raw: s.hold, pre: *s.pre})
	s.hold = s.hold[:0]
	switch name {
	case "^XA":
		s.format = true
		s.whole(emit)
	case "^XZ":
		s.format = false
		s.whole(emit)
	case "^FS", "~DN", "~EG", "~EF", "~KB", "~NT", "~NR", "~WL":
		s.whole(emit)
	case "^CC", "~CC", "^CT", "~CT", "^CD", "~CD":
		s.state, s.left = inFixed, 1
	case "^GF":
		s.state, s.header = inHead, binaryHead{format: 0, count: 1, params: 4}
	case "~DY":
		s.state, s.header = inHead, binaryHead{format: 1, count: 3, params: 5}
	}
}

// add takes bytes of the command under way. Text outside of formats is passed
// over, as printers do.
func (s *scanner) add(b []byte, emit func(segment)) {
	if s.name == "" {
		if s.format {
			emit(segment{kind: continues, raw: b})
		}
		return
	}
	if room := keptArgs - len(s.args); room > 0 {
		s.args = append(s.args, b[:min(room, len(b))]...)
	}
	if _, ok := immediates[s.name]; !ok {
		emit(segment{kind: continues, name: s.name, raw: b})
	}
}

// end says that the command under way is whole, if there is one.
func (s *scanner) end(emit func(segment)) {
	if s.name == "" {
		return
	}
	kind := ends
	if _, ok := immediates[s.name]; ok {
		kind = immediate
	}
	emit(segment{kind: kind, name: s.name, args: bytes.Clone(s.args)})
	s.name = ""
}

// whole ends a command that needs no prefix to end it.
func (s *scanner) whole(emit func(segment)) {
	s.end(emit)
	s.fresh = true
}

// change takes a new prefix or delimiter.
func (s *scanner) change(c byte) {
	switch s.name {
	case "^CC", "~CC":
		s.pre.caret = c
	case "^CT", "~CT":
		s.pre.tilde = c
	case "^CD", "~CD":
		s.pre.delim = c
	}
}

// takeLine takes a byte of what may be a set-get-do line.
func (s *scanner) takeLine(c byte, emit func(segment)) int {
	if len(s.line) < len(lineStart) && c != lineStart[len(s.line)] {
		// It is none: text like any other.
		held := bytes.Clone(s.line)
		s.state, s.fresh = inText, false
		s.add(held, emit)
		return 0
	}
	if c == '\n' || c == '\r' || len(s.line) >= longestLine {
		s.end(emit)
		emit(segment{kind: setting, args: bytes.Clone(s.line)})
		s.state, s.fresh = inText, true
		return 1
	}
	s.line = append(s.line, c)
	return 1
}

// immediates are commands that printers act on when they arrive, and how many
// bytes follow their names.
var immediates = map[string]int{
	"~HS": 0, "~HI": 0, "~HM": 0, "~HD": 0, "~HU": 0, "~HQ": 2,
	"~JA": 0, "~JC": 0, "~JD": 0, "~JE": 0, "~JG": 0, "~JL": 0, "~JN": 0, "~JO": 0, "~JP": 0, "~JR": 0, "~JX": 0,
	"~PH": 0, "~PP": 0, "~PR": 0, "~PS": 0, "~WC": 0, "~RO": 1,
}

// binaryHead reads the parameters in front of data that may be binary.
type binaryHead struct {
	format, count, params int // which parameter is the coding, and which the number of bytes

	param  int
	value  []byte
	coding byte
	size   int
	seen   int
}

// take reads a byte; size > 0: so many binary bytes follow; done: they are
// text.
func (h *binaryHead) take(c, delim byte) (size int, done bool) {
	const longest = 256
	if h.seen++; h.seen > longest {
		return 0, true
	}
	if c != delim && c != 0x1F {
		h.value = append(h.value, c)
		return 0, false
	}
	value := bytes.TrimSpace(h.value)
	switch h.param {
	case h.format:
		if len(value) == 1 {
			h.coding = value[0] &^ 0x20
		}
	case h.count:
		n, ok := decimal(value)
		if !ok || n < 1 {
			return 0, true
		}
		h.size = n
	}
	h.value = h.value[:0]
	if h.param++; h.param < h.params {
		return 0, false
	}
	if h.coding == 'B' || h.coding == 'P' && h.params == 5 {
		return h.size, true
	}
	return 0, true
}

// pngMagic begins a PNG file.
const pngMagic = 0x89

// decimal reads a number of digits that is no larger than 2^31-1.
func decimal(b []byte) (int, bool) {
	n := 0
	for _, c := range b {
		if c < '0' || c > '9' || n > (1<<31-1-9)/10 {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, len(b) > 0
}

// busy reports whether a command or a format is open.
func (s *scanner) busy() bool {
	return s.format || s.name != "" || s.state == inName || s.state == inLine
}

// breakLine forgets an open line of the set-get-do language: it ends with the
// link that it came by.
func (s *scanner) breakLine() {
	if s.state == inLine {
		s.state, s.line, s.fresh = inText, nil, true
	}
}

// abort forgets what is open.
func (s *scanner) abort() {
	s.format, s.name, s.state, s.fresh, s.hold = false, "", inText, true, s.hold[:0]
}
