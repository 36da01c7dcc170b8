package label

import (
	"image"

	"waybill/internal/symbol"
)

// Template is a validated label template.
type Template struct {
	Name  string
	Title map[string]string // by language, "en" and "zh"
	Media Size
	// Source is the YAML the template was made from.
	Source []byte

	file     string // as given to Parse, for messages
	elements []element
}

// TitleIn returns the title in lang, else in English, else the name.
func (t *Template) TitleIn(lang string) string {
	for _, l := range []string{lang, "en"} {
		if s := t.Title[l]; s != "" {
			return s
		}
	}
	return t.Name
}

// element is one compiled element. Exactly one of the pointers is set.
type element struct {
	id   string
	path string // YAML path, for messages
	when *Cond
	box  Rect

	text   *textElement
	rule   *ruleElement
	frame  *boxElement
	code   *codeElement
	pic    *imageElement
	repeat *repeatElement
}

type textElement struct {
	pattern pattern
	spec    textSpec
}

type ruleElement struct {
	dash Length
}

type boxElement struct {
	thickness Length
	filled    bool
	text      *textElement // white on the filled box
}

type codeElement struct {
	kind      symbol.Kind
	data      pattern
	module    Length
	minModule Length
	align     Align
	level     byte
	hri       *hriSpec
}

// hriSpec is the human-readable interpretation under (or over) a bar code.
type hriSpec struct {
	size  Length
	min   Length
	gap   Length
	bold  bool
	above bool
	group int // a blank after every group of characters, 0 = none
}

type imageElement struct {
	slot   string // name of an image the caller gives, e.g. "logo"
	pic    image.Image
	dither bool
}

type repeatElement struct {
	max      int
	step     Length
	elements []element
	more     *textElement // last row when there are more than max, or nil
}

// static reports whether the element draws the same on every label.
func (e *element) static() bool {
	if e.when != nil {
		return false
	}
	switch {
	case e.text != nil:
		return len(e.text.pattern.fields()) == 0
	case e.frame != nil:
		return e.frame.text == nil || len(e.frame.text.pattern.fields()) == 0
	case e.code != nil:
		return len(e.code.data.fields()) == 0
	case e.pic != nil:
		return true
	case e.repeat != nil:
		return false
	}
	return true
}
