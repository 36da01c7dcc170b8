package pdf

import (
	"fmt"
	"slices"
	"unicode/utf16"
)

// Text is a string found in a PDF file.
type Text struct {
	// Page is the 1-based page that paints it, 0 for a string that belongs to
	// no page.
	Page int
	// Where is "page", "form" (content that pages may paint), "dictionary"
	// (document information, outlines, annotations, form fields) or "stream"
	// (XMP metadata, attachments).
	Where string
	// Object is the number of the indirect object that holds it.
	Object int
	// Line counts the baselines of one content stream: strings of one line
	// follow each other and may be pieces of one word.
	Line   int
	String string
}

// Texts returns every string of a PDF file: what its pages paint, its
// metadata, annotations and attachments, superseded objects included.
// It fails with ErrEncrypted, ErrTooLarge or ErrUnreadable rather than pass
// over something that may hold text. Fonts without a ToUnicode map are read
// as UTF-16 where their codes have two bytes, else as Latin-1; pictures are
// not read.
func Texts(pdf []byte) ([]Text, error) {
	o, err := scan(pdf)
	if err != nil {
		return nil, err
	}
	if len(o.all) == 0 {
		return nil, fmt.Errorf("%w: no object found", ErrUnreadable)
	}
	r := &reader{objects: o, decoders: map[ref]*decoder{}, skip: map[int]bool{}}
	r.machinery()
	if err := r.pages(); err != nil {
		return nil, err
	}
	for _, obj := range o.all {
		if err := r.object(obj); err != nil {
			return nil, err
		}
	}
	for _, d := range o.trail {
		r.strings(d, 0, 0)
	}
	return r.out, nil
}

type reader struct {
	*objects
	decoders map[ref]*decoder
	skip     map[int]bool // streams that hold no text, or have been read
	out      []Text
}

// machinery marks the streams that a font needs and that hold no text.
func (r *reader) machinery() {
	for _, obj := range r.all {
		for _, key := range []string{"FontFile", "FontFile2", "FontFile3", "CIDToGIDMap", "ToUnicode"} {
			if n, ok := obj.dict()[key].(ref); ok {
				r.skip[int(n)] = true
			}
		}
	}
}

// pages reads what the pages paint. They are numbered in file order, which is
// reading order unless an editor has moved them.
func (r *reader) pages() error {
	n := 0
	for _, obj := range r.all {
		d := obj.dict()
		if r.resolve(d["Type"]) != name("Page") {
			continue
		}
		n++
		var content []byte
		for _, c := range r.list(d["Contents"]) {
			num, ok := c.(ref)
			if !ok {
				continue
			}
			s := r.latest[int(num)]
			if s == nil || s.stream == nil {
				continue
			}
			data, err := r.decode(s)
			if err != nil {
				return err
			}
			r.skip[s.num] = true
			// One operator may be split between two streams (7.8.2).
			content = append(append(content, data...), '\n')
		}
		r.content(content, r.dict(r.inherited(d, "Resources")["Font"]), "page", n, obj.num)
	}
	return nil
}

// inherited returns a dictionary that a page may leave to its ancestors.
func (r *reader) inherited(d dict, key string) dict {
	for range maxDepth {
		if v := r.dict(d[key]); v != nil {
			return v
		}
		if d = r.dict(d["Parent"]); d == nil {
			break
		}
	}
	return nil
}

func (r *reader) object(obj *object) error {
	if obj.stream == nil {
		r.strings(obj.value, obj.num, 0)
		return nil
	}
	d := obj.dict()
	r.strings(d, obj.num, 0)
	if (r.skip[obj.num] && r.latest[obj.num] == obj) || r.noText(d) {
		return nil
	}
	data, err := r.decode(obj)
	if err != nil {
		return err
	}
	if d["Resources"] != nil {
		r.content(data, r.dict(r.dict(d["Resources"])["Font"]), "form", 0, obj.num)
	} else {
		r.add("stream", 0, obj.num, 0, textString(data))
	}
	return nil
}

// noText tells the streams that hold no text: pictures, fonts and their
// maps, cross-references, and object streams (their objects are read).
func (r *reader) noText(d dict) bool {
	switch r.resolve(d["Type"]) {
	case name("XRef"), name("ObjStm"), name("CMap"):
		return true
	}
	switch r.resolve(d["Subtype"]) {
	case name("Image"), name("Type1C"), name("CIDFontType0C"), name("OpenType"):
		return true
	}
	return false
}

func (r *reader) content(data []byte, fonts dict, where string, page, num int) {
	p := interpreter{font: func(n string) *decoder { return r.decoder(fonts[n]) }}
	p.run(data)
	for _, s := range p.out {
		r.add(where, page, num, s.line, s.s)
	}
}

func (r *reader) add(where string, page, num, line int, s string) {
	if s != "" {
		r.out = append(r.out, Text{page, where, num, line, s})
	}
}

// strings collects the strings inside a value, dictionary keys in order.
func (r *reader) strings(v any, num, depth int) {
	if depth > maxDepth {
		return
	}
	switch v := v.(type) {
	case text:
		r.add("dictionary", 0, num, 0, textString(v))
	case array:
		for _, e := range v {
			r.strings(e, num, depth+1)
		}
	case dict:
		keys := make([]string, 0, len(v))
		for k := range v {
			keys = append(keys, k)
		}
		slices.Sort(keys)
		for _, k := range keys {
			r.strings(v[k], num, depth+1)
		}
	}
}

// decoder returns the decoder of a font, nil if there is no such font.
func (r *reader) decoder(font any) *decoder {
	key, isRef := font.(ref)
	if isRef {
		if d, ok := r.decoders[key]; ok {
			return d
		}
	}
	f := r.dict(font)
	if f == nil {
		return nil
	}
	d := &decoder{identity: true, wide: r.resolve(f["Subtype"]) == name("Type0")}
	if tu, ok := f["ToUnicode"].(ref); ok {
		if obj := r.latest[int(tu)]; obj != nil && obj.stream != nil {
			if b, err := r.decode(obj); err == nil {
				d.parseToUnicode(b)
			}
		}
	}
	if isRef {
		r.decoders[key] = d
	}
	return d
}

// utf16be returns s in big-endian UTF-16.
func utf16be(s string) []byte {
	u := utf16.Encode([]rune(s))
	b := make([]byte, 0, 2*len(u))
	for _, v := range u {
		b = append(b, byte(v>>8), byte(v))
	}
	return b
}
