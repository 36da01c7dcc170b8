package label

import (
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"

	"waybill/masking"
)

// keysOf says which keys an element type takes, besides type, id and when.
var keysOf = map[string][]string{
	"text":    {"box", "text", "size", "bold", "align", "valign", "lines", "line_height", "overflow"},
	"rule":    {"line", "width", "dash"},
	"box":     {"box", "width", "fill", "text", "size", "bold", "align", "valign", "lines", "line_height"},
	"barcode": {"box", "kind", "data", "module", "min_module", "align", "level", "hri"},
	"image":   {"box", "file", "slot", "dither"},
	"repeat":  {"box", "over", "max", "step", "more", "elements"},
}

// Defaults of a template, in millimetres where they are lengths.
const (
	defaultLineHeight = 1.18
	defaultRule       = 0.25
	defaultBox        = 0.25
	minTextSize       = 1.0
	maxTextSize       = 60
	maxMedia          = 1000
	maxStroke         = 20 // width of rules and frames
	maxDash           = 20
	maxLineHeight     = 4
	maxModule         = 5
	maxGap            = 100 // between bars and their text
	maxLines          = 1000
	maxGroup          = 1000
	maxElements       = 500
	// minDash keeps a dashed rule from becoming thousands of areas.
	minDash = 0.1
	// minStep is the height of the lowest row.
	minStep = 0.1
	// maxSource bounds a template file.
	maxSource = 1 << 20
)

// number refuses what is not a number from lo to hi: the only way in for the
// numbers of a template, since NaN and infinity pass other comparisons.
func (c *compiler) number(path, what string, v, lo, hi float64, unit string) error {
	if v >= lo && v <= hi {
		return nil
	}
	return c.src.errorf(path, "%s is from %g%s to %g%s", what, lo, unit, hi, unit)
}

// length is number for millimetres.
func (c *compiler) length(path, what string, v, lo, hi float64) error {
	return c.number(path, what, v, lo, hi, " mm")
}

// lengthOr is length, with a default where the key is left out.
func (c *compiler) lengthOr(missing float64, path, what string, v, lo, hi float64) (float64, error) {
	if v == 0 {
		return missing, nil
	}
	return v, c.length(path, what, v, lo, hi)
}

var templateName = regexp.MustCompile(`^[a-z0-9][a-z0-9._-]{0,63}$`)

// Parse reads a template from YAML. Pictures that it names are read from
// assets (nil: no pictures). Errors are *ParseError.
func Parse(src []byte, name string, assets fs.FS) (*Template, error) {
	if len(src) > maxSource {
		return nil, &ParseError{File: name, Line: 1, Column: 1, Msg: "a template file holds at most 1 MB"}
	}
	var raw rawTemplate
	s, err := decodeYAML(src, name, &raw)
	if err != nil {
		return nil, err
	}
	c := compiler{src: s, assets: assets, ids: map[string]bool{}}
	if !templateName.MatchString(raw.Name) {
		return nil, s.errorf("$.name", "name must be lower-case letters, digits, '.', '_' or '-' (\"my-100x150\")")
	}
	t := &Template{Name: raw.Name, Title: raw.Title, Source: src, file: name}
	if t.Media, err = ParseMedia(raw.Media); err != nil {
		return nil, s.errorf("$.media", "%v", err)
	}
	if len(raw.Elements) == 0 {
		return nil, s.errorf("$.elements", "a template needs at least one element")
	}
	t.elements, err = c.elements(raw.Elements, "$.elements", t.Media, false)
	if err != nil {
		return nil, err
	}
	return t, nil
}

type compiler struct {
	src    *source
	assets fs.FS
	ids    map[string]bool
	count  int
}

func (c *compiler) elements(raw []rawElement, path string, area Size, inRepeat bool) ([]element, error) {
	out := make([]element, 0, len(raw))
	for i := range raw {
		if c.count++; c.count > maxElements {
			return nil, c.src.errorf(path, "more than %d elements", maxElements)
		}
		e, err := c.element(&raw[i], fmt.Sprintf("%s[%d]", path, i), inRepeat)
		if err != nil {
			return nil, err
		}
		if e.id == "" {
			e.id = fmt.Sprintf("%s#%d", raw[i].Type, c.count)
		} else if c.ids[e.id] {
			return nil, c.src.errorf(e.path+".id", "id %q is taken by an earlier element", e.id)
		}
		c.ids[e.id] = true
		out = append(out, e)
	}
	return out, nil
}

// keys refuses keys that the element's type does not take.
func (c *compiler) keys(r *rawElement, path string) error {
	allowed, ok := keysOf[r.Type]
	if !ok {
		if r.Type == "" {
			return c.src.errorf(path, "element has no type: one of text, rule, box, barcode, image, repeat")
		}
		return c.src.errorf(path+".type", "unknown type %q: one of text, rule, box, barcode, image, repeat", r.Type)
	}
	yp, err := yaml.PathString(path)
	if err != nil {
		return c.src.errorf(path, "%v", err)
	}
	node, err := yp.FilterFile(c.src.file)
	if err != nil {
		return c.src.errorf(path, "%v", err)
	}
	var values []*ast.MappingValueNode
	switch n := node.(type) {
	case *ast.MappingNode:
		values = n.Values
	case *ast.MappingValueNode:
		values = []*ast.MappingValueNode{n}
	}
	for _, v := range values {
		k := v.Key.GetToken().Value
		if k == "type" || k == "id" || k == "when" || slices.Contains(allowed, k) {
			continue
		}
		return c.src.at(v.Key.GetToken(), fmt.Sprintf("a %s has no %q (it takes %s)", r.Type, k, strings.Join(allowed, ", ")))
	}
	return nil
}

func (c *compiler) element(r *rawElement, path string, inRepeat bool) (element, error) {
	e := element{id: r.ID, path: path}
	if err := c.keys(r, path); err != nil {
		return e, err
	}
	if r.When != "" {
		cond, err := ParseCond(r.When)
		if err != nil {
			return e, c.src.errorf(path+".when", "%v", err)
		}
		for _, f := range cond.Fields() {
			if strings.HasPrefix(f, "image.") {
				continue
			}
			if err := c.field(f, path+".when", inRepeat); err != nil {
				return e, err
			}
		}
		e.when = cond
	}
	var err error
	if r.Type == "rule" {
		return e, c.rule(&e, r)
	}
	if e.box, err = c.box(r.Box, path+".box"); err != nil {
		return e, err
	}
	switch r.Type {
	case "text":
		e.text, err = c.text(r, path, e.box, inRepeat)
	case "box":
		err = c.frame(&e, r, inRepeat)
	case "barcode":
		err = c.barcode(&e, r, inRepeat)
	case "image":
		err = c.image(&e, r)
	case "repeat":
		err = c.repeat(&e, r, inRepeat)
	}
	return e, err
}

// field checks that a placeholder names something that a masked record has.
func (c *compiler) field(name, path string, inRepeat bool) error {
	switch {
	case strings.HasPrefix(name, "item."):
		if !inRepeat {
			return c.src.errorf(path, "{%s} works only inside a repeat over items", name)
		}
		switch name {
		case "item.name", "item.quantity", "item.n", "item.count":
			return nil
		}
		return c.src.errorf(path, "unknown field %q: inside a repeat there are item.name, item.quantity, item.n and item.count", name)
	case strings.HasPrefix(name, "image."):
		return c.src.errorf(path, "{%s} is no text: it works only in when, where it says whether the picture is there", name)
	case masking.FieldKnown(name):
		return nil
	}
	hint := ""
	if near := nearest(name, masking.FieldNames()); near != "" {
		hint = fmt.Sprintf(" (did you mean %q?)", near)
	}
	return c.src.errorf(path, "unknown field %q%s", name, hint)
}

func (c *compiler) box(v []float64, path string) (Rect, error) {
	if len(v) != 4 {
		return Rect{}, c.src.errorf(path, "box is [x, y, width, height] in millimetres")
	}
	for _, f := range v {
		if err := c.length(path, "each number of a box", f, -maxMedia, maxMedia); err != nil {
			return Rect{}, err
		}
	}
	r := Rect{Millimetres(v[0]), Millimetres(v[1]), Millimetres(v[2]), Millimetres(v[3])}
	if r.W <= 0 || r.H <= 0 {
		return Rect{}, c.src.errorf(path, "width and height of a box must be more than 0")
	}
	return r, nil
}

func (c *compiler) rule(e *element, r *rawElement) error {
	path := e.path
	if len(r.Line) != 4 {
		return c.src.errorf(path+".line", "line is [x1, y1, x2, y2] in millimetres")
	}
	for _, f := range r.Line {
		if err := c.length(path+".line", "each number of a line", f, -maxMedia, maxMedia); err != nil {
			return err
		}
	}
	x1, y1, x2, y2 := r.Line[0], r.Line[1], r.Line[2], r.Line[3]
	if x1 > x2 || y1 > y2 {
		x1, y1, x2, y2 = x2, y2, x1, y1
	}
	if (x1 == x2) == (y1 == y2) {
		return c.src.errorf(path+".line", "a rule is horizontal or vertical: x1 = x2 or y1 = y2, not both")
	}
	w, err := c.lengthOr(defaultRule, path+".width", "width", r.Width, 0, maxStroke)
	if err != nil {
		return err
	}
	dash, err := c.lengthOr(0, path+".dash", "dash", r.Dash, minDash, maxDash)
	if err != nil {
		return err
	}
	if y1 == y2 {
		e.box = Rect{Millimetres(x1), Millimetres(y1 - w/2), Millimetres(x2 - x1), Millimetres(w)}
	} else {
		e.box = Rect{Millimetres(x1 - w/2), Millimetres(y1), Millimetres(w), Millimetres(y2 - y1)}
	}
	e.rule = &ruleElement{dash: Millimetres(dash)}
	return nil
}

func (c *compiler) text(r *rawElement, path string, box Rect, inRepeat bool) (*textElement, error) {
	p, err := parsePattern(r.Text)
	if err != nil {
		return nil, c.src.errorf(path+".text", "%v", err)
	}
	if r.Text == "" {
		return nil, c.src.errorf(path, "a %s needs text", r.Type)
	}
	for _, f := range p.fields() {
		if err := c.field(f, path+".text", inRepeat); err != nil {
			return nil, err
		}
	}
	t := &textElement{pattern: p}
	t.spec.box, t.spec.bold, t.spec.maxLines = box, r.Bold, r.Lines
	if t.spec.min, t.spec.max, err = c.size(r.Size, path+".size"); err != nil {
		return nil, err
	}
	if t.spec.align, err = c.align(r.Align, path); err != nil {
		return nil, err
	}
	switch r.VAlign {
	case "", "top":
	case "middle":
		t.spec.valign = Middle
	case "bottom":
		t.spec.valign = Bottom
	default:
		return nil, c.src.errorf(path+".valign", "valign is top, middle or bottom")
	}
	t.spec.lineHeight = defaultLineHeight
	if r.LineHeight != 0 {
		t.spec.lineHeight = r.LineHeight
		if err := c.number(path+".line_height", "line_height", r.LineHeight, 1, maxLineHeight, " sizes"); err != nil {
			return nil, err
		}
	}
	if err := c.number(path+".lines", "lines (0: as many as fit)", float64(r.Lines), 0, maxLines, ""); err != nil {
		return nil, err
	}
	switch r.Overflow {
	case "":
	case "ellipsis":
		for _, f := range p.fields() {
			if personal(f) {
				return nil, c.src.errorf(path+".overflow", "%s is never cut: overflow is for goods, remarks and the like", f)
			}
		}
		t.spec.ellipsis = true
	default:
		return nil, c.src.errorf(path+".overflow", "overflow is ellipsis, or not given: then what does not fit is an error")
	}
	if t.spec.min > box.H {
		return nil, c.src.errorf(path+".size", "the smallest size %v is higher than the box (%v)", t.spec.min, box.H)
	}
	return t, nil
}

// personal reports whether a field names or locates a person or the parcel:
// such a text is printed whole or not at all.
func personal(field string) bool {
	return strings.HasPrefix(field, "sender.") || strings.HasPrefix(field, "recipient.") ||
		field == "waybill_no" || field == "routing_code"
}

func (c *compiler) size(s sizeRange, path string) (lo, hi Length, err error) {
	if s.max == 0 {
		return 0, 0, c.src.errorf(path, "size is missing: one number or [smallest, largest], in millimetres")
	}
	if !(s.min >= minTextSize && s.max <= maxTextSize && s.min <= s.max) {
		return 0, 0, c.src.errorf(path, "size is from %g to %d mm, smallest first", minTextSize, maxTextSize)
	}
	return Millimetres(s.min), Millimetres(s.max), nil
}

func (c *compiler) align(s, path string) (Align, error) {
	switch s {
	case "", "left":
		return Left, nil
	case "center":
		return Center, nil
	case "right":
		return Right, nil
	}
	return 0, c.src.errorf(path+".align", "align is left, center or right")
}

func (c *compiler) frame(e *element, r *rawElement, inRepeat bool) error {
	w, err := c.lengthOr(defaultBox, e.path+".width", "width", r.Width, 0, maxStroke)
	if err != nil {
		return err
	}
	if Millimetres(2*w) > min(e.box.W, e.box.H) && !r.Fill {
		return c.src.errorf(e.path+".width", "the frame is wider than the box")
	}
	e.frame = &boxElement{thickness: Millimetres(w), filled: r.Fill}
	if r.Text == "" {
		return nil
	}
	if !r.Fill {
		return c.src.errorf(e.path+".text", "only a filled box (fill: true) holds text; put a text element in the frame")
	}
	// White text keeps clear of the black edge.
	inner := e.box
	inner.X += knockoutMargin
	inner.W -= 2 * knockoutMargin
	e.frame.text, err = c.text(r, e.path, inner, inRepeat)
	return err
}

// knockoutMargin is the ink left and right of reversed text.
const knockoutMargin = 600 * Micrometre
