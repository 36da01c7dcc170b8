package intake

import (
	"bytes"
	"encoding/json"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// maxDepth is how deep objects are taken apart; what lies deeper is kept as
// JSON text.
const maxDepth = 4

// A keyed cell is a value of a JSON record under its path: recipient.name,
// items.2.quantity.
type keyed struct {
	path string
	cell cell
}

// A flattener takes JSON records apart.
type flattener struct {
	raw     []byte
	dec     *json.Decoder
	damaged bool // raw is not valid UTF-8
	out     []keyed
}

// flatten returns the values of a JSON object in order. Numbers keep their
// digits as written; nulls are left out.
func flatten(raw []byte) ([]keyed, Kind) {
	f := flattener{raw: raw, dec: json.NewDecoder(bytes.NewReader(raw)), damaged: !utf8.Valid(raw)}
	f.dec.UseNumber()
	first, err := f.dec.Token()
	switch {
	case err != nil:
		return nil, BadJSON
	case first != json.Delim('{'):
		return nil, NotObject
	}
	if err := f.object("", 1); err != nil {
		return nil, BadJSON
	}
	if _, err := f.dec.Token(); err != io.EOF {
		return nil, BadJSON
	}
	return f.out, OK
}

// object reads members up to the closing brace.
func (f *flattener) object(prefix string, depth int) error {
	for f.dec.More() {
		key, err := f.dec.Token()
		if err != nil {
			return err
		}
		if err := f.value(prefix+key.(string), depth); err != nil {
			return err
		}
	}
	_, err := f.dec.Token()
	return err
}

// value reads one value of any type.
func (f *flattener) value(path string, depth int) error {
	tok, err := f.dec.Token()
	if err != nil {
		return err
	}
	switch v := tok.(type) {
	case string:
		f.put(path, v)
	case json.Number:
		f.put(path, v.String())
	case bool:
		f.put(path, strconv.FormatBool(v))
	case json.Delim:
		start := f.dec.InputOffset() - 1
		switch {
		case v == '{' && depth < maxDepth:
			return f.object(path+".", depth+1)
		case v == '[' && depth < maxDepth && isItemList(path):
			return f.array(path+".", depth+1)
		}
		if err := f.skip(); err != nil {
			return err
		}
		f.put(path, string(f.raw[start:f.dec.InputOffset()]))
	}
	return nil
}

// array reads elements up to the closing bracket under 1-based numbers.
func (f *flattener) array(prefix string, depth int) error {
	for n := 1; f.dec.More(); n++ {
		if err := f.value(prefix+strconv.Itoa(n), depth); err != nil {
			return err
		}
	}
	_, err := f.dec.Token()
	return err
}

// skip reads to the end of the object or array just opened.
func (f *flattener) skip() error {
	for open := 1; open > 0; {
		tok, err := f.dec.Token()
		if err != nil {
			return err
		}
		switch tok {
		case json.Delim('{'), json.Delim('['):
			open++
		case json.Delim('}'), json.Delim(']'):
			open--
		}
	}
	return nil
}

func (f *flattener) put(path, s string) {
	c := cell{s: s}
	if f.damaged && strings.Contains(s, "\uFFFD") {
		c.wrong = BadEncoding
	}
	f.out = append(f.out, keyed{path, c})
}

// isItemList reports whether the array under a key is a list of goods.
func isItemList(path string) bool {
	_, quantity, ok := numberedItem(normalize(path) + "1")
	return ok && !quantity
}
