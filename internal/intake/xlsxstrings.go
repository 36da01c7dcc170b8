package intake

import (
	"encoding/xml"
	"io"
	"regexp"
	"strconv"
	"strings"
)

// sharedStrings are the texts that a workbook's cells refer to by number, one
// after the other in one piece of memory.
type sharedStrings struct {
	text string
	ends []int
}

// at returns the i-th string.
func (s *sharedStrings) at(i int) (string, bool) {
	if i < 0 || i >= len(s.ends) {
		return "", false
	}
	start := 0
	if i > 0 {
		start = s.ends[i-1]
	}
	return s.text[start:s.ends[i]], true
}

// readShared reads the part of shared strings.
func (w *workbook) readShared(name string) error {
	part, err := w.open(name)
	if err != nil {
		return err
	}
	defer part.Close()
	x := newXMLReader(part)
	var b strings.Builder
	for {
		tok, err := x.token()
		if err == io.EOF {
			w.shared.text = b.String()
			return nil
		}
		if err != nil {
			return damaged(0, err)
		}
		if start, ok := tok.(xml.StartElement); ok && start.Name.Local == "si" {
			s, err := x.richText("si")
			if err != nil {
				return damaged(0, err)
			}
			if b.Len()+len(s) > maxSharedStrings {
				return damaged(0, errTooLong)
			}
			b.WriteString(s)
			w.shared.ends = append(w.shared.ends, b.Len())
		}
	}
}

// An xmlReader reads XML tokens of bounded size and insists that every
// element is closed.
type xmlReader struct {
	in    *meter
	dec   *xml.Decoder
	depth int
}

func newXMLReader(r io.Reader) *xmlReader {
	in := &meter{r: r}
	return &xmlReader{in: in, dec: xml.NewDecoder(in)}
}

// token returns the next token, io.EOF only after the last closing tag.
func (x *xmlReader) token() (xml.Token, error) {
	x.in.left, x.in.ends = maxRecord, x.in.ends[:0]
	tok, err := x.dec.RawToken()
	switch tok.(type) {
	case xml.StartElement:
		x.depth++
	case xml.EndElement:
		x.depth--
	}
	if err == io.EOF && x.depth != 0 {
		return nil, io.ErrUnexpectedEOF
	}
	return tok, err
}

// richText returns the text of an si or is element just opened: its t
// elements, those of phonetic guides left out.
func (x *xmlReader) richText(element string) (string, error) {
	var b strings.Builder
	inText, phonetic := false, 0
	for {
		tok, err := x.token()
		if err != nil {
			return "", noEOF(err)
		}
		switch t := tok.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "t":
				inText = true
			case "rPh":
				phonetic++
			}
		case xml.CharData:
			if inText && phonetic == 0 && b.Len() <= maxCell {
				b.Write(t)
			}
		case xml.EndElement:
			switch t.Name.Local {
			case "t":
				inText = false
			case "rPh":
				phonetic--
			case element:
				return unescapeX(b.String()), nil
			}
		}
	}
}

// noEOF makes the end of the part an error where an element is open.
func noEOF(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

var escapedX = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// unescapeX undoes _x000D_, with which spreadsheets write characters that XML
// cannot hold (ECMA-376 part 1, 22.9.2.19).
func unescapeX(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	return escapedX.ReplaceAllStringFunc(s, func(m string) string {
		code, err := strconv.ParseUint(m[2:6], 16, 16)
		if err != nil || code >= 0xd800 && code < 0xe000 {
			return m
		}
		return string(rune(code))
	})
}
