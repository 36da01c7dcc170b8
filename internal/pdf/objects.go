package pdf

import (
	"bytes"
	"compress/zlib"
	"encoding/ascii85"
	"errors"
	"fmt"
	"io"
	"strconv"
)

// Errors of the reader. All mean that text may be there that it cannot see,
// so that a leak gate must refuse the file.
var (
	ErrEncrypted  = errors.New("pdf: file is encrypted")
	ErrTooLarge   = errors.New("pdf: decompressed data is too large")
	ErrUnreadable = errors.New("pdf: unreadable")
)

// Decompressed sizes that the reader accepts: of one stream, and of the whole
// file as a fixed part plus a multiple of its size. Real pages stay below a
// hundredfold; a zip bomb reaches a thousandfold.
const (
	maxStream     = 64 << 20
	maxTotal      = 64 << 20
	maxTotalRatio = 200
)

// object is an indirect object.
type object struct {
	num    int
	start  int // offset of "N G obj", -1 inside an object stream
	end    int // offset behind "endobj"
	value  any
	stream []byte // as stored, nil if the object is no stream
}

func (o *object) dict() dict { d, _ := o.value.(dict); return d }

// objects is a PDF file's content by object.
type objects struct {
	all    []*object // in file order, superseded ones too
	latest map[int]*object
	trail  []dict // trailers
	budget int    // bytes of streams that may still be read
}

// scan finds all objects by reading the file from front to back. It does not
// trust the cross-reference table: what an update has hidden is still there.
func scan(b []byte) (*objects, error) {
	o := &objects{latest: map[int]*object{}, budget: maxTotal + maxTotalRatio*len(b)}
	for i := 0; i < len(b); {
		k := bytes.Index(b[i:], []byte("obj"))
		if k < 0 {
			if err := o.trailers(b[i:]); err != nil {
				return nil, err
			}
			break
		}
		if err := o.trailers(b[i : i+k]); err != nil {
			return nil, err
		}
		k += i
		start, num, ok := header(b, i, k)
		if !ok {
			i = k + len("obj")
			continue
		}
		obj, err := readObject(b, start, num, k+len("obj"))
		if err != nil {
			return nil, fmt.Errorf("%w: object %d: %w", ErrUnreadable, num, err)
		}
		o.add(obj)
		i = obj.end
	}
	return o, o.expand()
}

// trailers reads the trailer dictionaries in b, which stands between objects.
func (o *objects) trailers(b []byte) error {
	for {
		_, rest, ok := bytes.Cut(b, []byte("trailer"))
		if !ok {
			return nil
		}
		l := lexer{rest, 0}
		v, err := l.next(true)
		if err != nil && err != errEnd {
			return fmt.Errorf("%w: trailer: %w", ErrUnreadable, err)
		}
		if d, ok := v.(dict); ok {
			o.trail = append(o.trail, d)
		}
		b = rest[l.i:]
	}
}

func (o *objects) add(obj *object) {
	o.all = append(o.all, obj)
	o.latest[obj.num] = obj
}

// header reads "N G " backwards from the keyword obj at k, not before min.
func header(b []byte, min, k int) (start, num int, ok bool) {
	i := k
	back := func(f func(byte) bool) (lo, hi int) {
		hi = i
		for i > min && f(b[i-1]) {
			i--
		}
		return i, hi
	}
	digit := func(c byte) bool { return c >= '0' && c <= '9' }
	if lo, hi := back(isSpace); lo == hi {
		return 0, 0, false
	}
	if lo, hi := back(digit); lo == hi {
		return 0, 0, false
	}
	if lo, hi := back(isSpace); lo == hi {
		return 0, 0, false
	}
	lo, hi := back(digit)
	num, err := strconv.Atoi(string(b[lo:hi]))
	return lo, num, err == nil
}

func readObject(b []byte, start, num, at int) (*object, error) {
	l := lexer{b, at}
	v, err := l.next(true)
	if err != nil {
		return nil, err
	}
	obj := &object{num: num, start: start, value: v, end: l.i}
	d, ok := v.(dict)
	t := lexer{b, l.i}
	if w, err := t.next(true); err != nil || w != word("stream") || !ok {
		if w == word("endobj") {
			obj.end = t.i
		}
		return obj, nil
	}
	// The data begin behind CR LF or LF.
	i := t.i
	if i < len(b) && b[i] == '\r' {
		i++
	}
	if i < len(b) && b[i] == '\n' {
		i++
	}
	end := streamEnd(b, i, d["Length"])
	obj.stream = b[i:end:end]
	obj.end = end
	t.i = end
	for range 2 {
		if w, err := t.next(true); err == nil && (w == word("endstream") || w == word("endobj")) {
			obj.end = t.i
		}
	}
	return obj, nil
}

// streamEnd returns the end of the data that begin at i. /Length counts where
// "endstream" follows it; else the first "endstream" does.
func streamEnd(b []byte, i int, length any) int {
	if v, ok := length.(number); ok {
		if n := v.int(); n >= 0 && n <= len(b)-i {
			l := lexer{b, i + n}
			if w, err := l.next(true); err == nil && w == word("endstream") {
				return i + n
			}
		}
	}
	k := bytes.Index(b[i:], []byte("endstream"))
	if k < 0 {
		return len(b)
	}
	return i + k
}

// expand adds the objects inside object streams (7.5.7), and refuses
// encrypted files.
func (o *objects) expand() error {
	for _, d := range o.trail {
		if d["Encrypt"] != nil {
			return ErrEncrypted
		}
	}
	for _, s := range o.all {
		d := s.dict()
		if s.stream != nil && d["Type"] == name("XRef") && d["Encrypt"] != nil {
			return ErrEncrypted
		}
	}
	n := len(o.all)
	for _, s := range o.all[:n] {
		d := s.dict()
		if s.stream == nil || d["Type"] != name("ObjStm") {
			continue
		}
		data, err := o.decode(s)
		if err != nil {
			return err
		}
		count, first := o.int(d["N"]), o.int(d["First"])
		if first < 0 || first > len(data) {
			return fmt.Errorf("%w: object stream %d", ErrUnreadable, s.num)
		}
		head := lexer{data[:first], 0}
		for range count {
			num, err1 := head.next(false)
			off, err2 := head.next(false)
			if err1 != nil || err2 != nil {
				break
			}
			nn, ok1 := num.(number)
			no, ok2 := off.(number)
			if !ok1 || !ok2 || no.int() < 0 || no.int() > len(data)-first {
				return fmt.Errorf("%w: object stream %d", ErrUnreadable, s.num)
			}
			l := lexer{data, first + no.int()}
			v, err := l.next(true)
			if err != nil {
				return fmt.Errorf("%w: object stream %d", ErrUnreadable, s.num)
			}
			o.add(&object{num: nn.int(), start: -1, end: -1, value: v})
		}
	}
	return nil
}

// resolve follows references.
func (o *objects) resolve(v any) any {
	for range maxDepth {
		r, ok := v.(ref)
		if !ok {
			return v
		}
		obj := o.latest[int(r)]
		if obj == nil {
			return nil
		}
		v = obj.value
	}
	return nil
}

func (o *objects) dict(v any) dict { d, _ := o.resolve(v).(dict); return d }

// list returns an array, or the one element that stands for it.
func (o *objects) list(v any) array {
	if a, ok := o.resolve(v).(array); ok {
		return a
	}
	return array{v}
}

func (o *objects) int(v any) int {
	n, _ := o.resolve(v).(number)
	return n.int()
}

// decode undoes a stream's filters. Image filters are left alone: the data
// are returned as they are, for they hold no text.
func (o *objects) decode(s *object) ([]byte, error) {
	data := s.stream
	if o.budget -= len(data); o.budget < 0 { // pages may name a stream often
		return nil, ErrTooLarge
	}
	for _, p := range o.list(s.dict()["DecodeParms"]) {
		if o.int(o.dict(p)["Predictor"]) > 1 {
			return nil, fmt.Errorf("%w: object %d: predictor", ErrUnreadable, s.num)
		}
	}
	for _, f := range o.list(s.dict()["Filter"]) {
		var r io.Reader
		switch o.resolve(f) {
		case nil:
			continue
		case name("FlateDecode"), name("Fl"):
			z, err := zlib.NewReader(bytes.NewReader(data))
			if err != nil {
				return nil, fmt.Errorf("%w: object %d: %w", ErrUnreadable, s.num, err)
			}
			r = z
		case name("ASCIIHexDecode"), name("AHx"):
			l := lexer{append([]byte{'<'}, data...), 0}
			data = l.hex()
			continue
		case name("ASCII85Decode"), name("A85"):
			d := bytes.TrimSpace(data)
			d = bytes.TrimPrefix(d, []byte("<~"))
			d = bytes.TrimSuffix(d, []byte("~>"))
			r = ascii85.NewDecoder(bytes.NewReader(d))
		case name("DCTDecode"), name("JPXDecode"), name("CCITTFaxDecode"), name("JBIG2Decode"):
			return data, nil
		default:
			return nil, fmt.Errorf("%w: object %d: unknown filter", ErrUnreadable, s.num)
		}
		limit := min(maxStream, o.budget)
		out, err := io.ReadAll(io.LimitReader(r, int64(limit)+1))
		if len(out) > limit {
			return nil, ErrTooLarge
		}
		o.budget -= len(out)
		if err != nil {
			return nil, fmt.Errorf("%w: object %d: %w", ErrUnreadable, s.num, err)
		}
		data = out
	}
	return data, nil
}
