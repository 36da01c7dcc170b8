package label

import (
	"bytes"
	"fmt"
	"image"
	_ "image/png" // template pictures are PNG
	"io/fs"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"

	"waybill/internal/symbol"
	"waybill/masking"
)

// rawTemplate and rawElement are the YAML as written; compile turns them
// into a Template. docs/schema/template.schema.json describes the same.
type rawTemplate struct {
	Name     string            `yaml:"name"`
	Title    map[string]string `yaml:"title"`
	Media    string            `yaml:"media"`
	Elements []rawElement      `yaml:"elements"`
}

type rawElement struct {
	Type string    `yaml:"type"`
	ID   string    `yaml:"id"`
	When string    `yaml:"when"`
	Box  []float64 `yaml:"box"`

	Text       string    `yaml:"text"`
	Size       sizeRange `yaml:"size"`
	Bold       bool      `yaml:"bold"`
	Align      string    `yaml:"align"`
	VAlign     string    `yaml:"valign"`
	Lines      int       `yaml:"lines"`
	LineHeight float64   `yaml:"line_height"`

	Line  []float64 `yaml:"line"`
	Width float64   `yaml:"width"`
	Dash  float64   `yaml:"dash"`
	Fill  bool      `yaml:"fill"`

	Kind      string  `yaml:"kind"`
	Data      string  `yaml:"data"`
	Module    float64 `yaml:"module"`
	MinModule float64 `yaml:"min_module"`
	Level     string  `yaml:"level"`
	HRI       *rawHRI `yaml:"hri"`

	File   string `yaml:"file"`
	Slot   string `yaml:"slot"`
	Dither *bool  `yaml:"dither"`

	Over     string       `yaml:"over"`
	Max      int          `yaml:"max"`
	Step     float64      `yaml:"step"`
	More     string       `yaml:"more"`
	Elements []rawElement `yaml:"elements"`
}

type rawHRI struct {
	Size  sizeRange `yaml:"size"`
	Gap   float64   `yaml:"gap"`
	Bold  bool      `yaml:"bold"`
	Place string    `yaml:"place"`
	Group int       `yaml:"group"`
}

// sizeRange is "3.5" or "[2.5, 3.5]", in millimetres.
type sizeRange struct{ min, max float64 }

func (s *sizeRange) UnmarshalYAML(unmarshal func(any) error) error {
	var one float64
	if unmarshal(&one) == nil {
		*s = sizeRange{one, one}
		return nil
	}
	var two []float64
	if err := unmarshal(&two); err != nil || len(two) != 2 {
		return fmt.Errorf("size is one number or [smallest, largest], in millimetres")
	}
	*s = sizeRange{two[0], two[1]}
	return nil
}

// keysOf says which keys an element type takes, besides type, id and when.
var keysOf = map[string][]string{
	"text":    {"box", "text", "size", "bold", "align", "valign", "lines", "line_height"},
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
	maxElements       = 500
	// maxSource bounds a template file.
	maxSource = 1 << 20
)

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

// ParseMedia reads a media size such as "100x150" (width x height, mm).
func ParseMedia(s string) (Size, error) {
	w, h, ok := strings.Cut(strings.NewReplacer("×", "x", "X", "x", "*", "x", " ", "", "mm", "").Replace(s), "x")
	fw, err1 := strconv.ParseFloat(w, 64)
	fh, err2 := strconv.ParseFloat(h, 64)
	if !ok || err1 != nil || err2 != nil || !(fw >= 10 && fh >= 10 && fw <= maxMedia && fh <= maxMedia) {
		return Size{}, fmt.Errorf("media must be width x height in millimetres, 10 to %d each, such as 100x150", maxMedia)
	}
	return Size{Millimetres(fw), Millimetres(fh)}, nil
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
		return nil
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
		if math.IsNaN(f) || math.Abs(f) > maxMedia {
			return Rect{}, c.src.errorf(path, "box is [x, y, width, height] in millimetres, at most %d", maxMedia)
		}
	}
	if v[2] <= 0 || v[3] <= 0 {
		return Rect{}, c.src.errorf(path, "width and height of a box must be more than 0")
	}
	return Rect{Millimetres(v[0]), Millimetres(v[1]), Millimetres(v[2]), Millimetres(v[3])}, nil
}

func (c *compiler) rule(e *element, r *rawElement) error {
	path := e.path
	if len(r.Line) != 4 {
		return c.src.errorf(path+".line", "line is [x1, y1, x2, y2] in millimetres")
	}
	x1, y1, x2, y2 := r.Line[0], r.Line[1], r.Line[2], r.Line[3]
	if x1 > x2 || y1 > y2 {
		x1, y1, x2, y2 = x2, y2, x1, y1
	}
	if (x1 == x2) == (y1 == y2) {
		return c.src.errorf(path+".line", "a rule is horizontal or vertical: x1 = x2 or y1 = y2, not both")
	}
	w := r.Width
	if w == 0 {
		w = defaultRule
	}
	if w < 0 || w > 20 || r.Dash < 0 {
		return c.src.errorf(path, "width and dash must be from 0 to 20 mm")
	}
	if y1 == y2 {
		e.box = Rect{Millimetres(x1), Millimetres(y1 - w/2), Millimetres(x2 - x1), Millimetres(w)}
	} else {
		e.box = Rect{Millimetres(x1 - w/2), Millimetres(y1), Millimetres(w), Millimetres(y2 - y1)}
	}
	e.rule = &ruleElement{dash: Millimetres(r.Dash)}
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
	t.spec.lineHeight = r.LineHeight
	if r.LineHeight == 0 {
		t.spec.lineHeight = defaultLineHeight
	} else if r.LineHeight < 1 || r.LineHeight > 4 {
		return nil, c.src.errorf(path+".line_height", "line_height is from 1 to 4 times the size")
	}
	if r.Lines < 0 {
		return nil, c.src.errorf(path+".lines", "lines is 0 (as many as fit) or more")
	}
	if t.spec.min > box.H {
		return nil, c.src.errorf(path+".size", "the smallest size %v is higher than the box (%v)", t.spec.min, box.H)
	}
	return t, nil
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
	w := r.Width
	if w == 0 {
		w = defaultBox
	}
	if w < 0 || Millimetres(2*w) > min(e.box.W, e.box.H) && !r.Fill {
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
	var err error
	e.frame.text, err = c.text(r, e.path, inner, inRepeat)
	return err
}

// knockoutMargin is the ink left and right of reversed text.
const knockoutMargin = 600 * Micrometre

func (c *compiler) barcode(e *element, r *rawElement, inRepeat bool) error {
	path := e.path
	k := symbol.Kind(r.Kind)
	if !slices.Contains(symbol.Kinds(), k) {
		return c.src.errorf(path+".kind", "unknown kind %q: one of %s", r.Kind, joinKinds())
	}
	p, err := parsePattern(r.Data)
	if err != nil || r.Data == "" {
		return c.src.errorf(path+".data", "data must be text with placeholders, such as \"{waybill_no}\"")
	}
	for _, f := range p.fields() {
		if err := c.field(f, path+".data", inRepeat); err != nil {
			return err
		}
	}
	ce := &codeElement{kind: k, data: p}
	floor := Length(k.MinModule())
	ce.minModule = floor
	if r.MinModule != 0 {
		ce.minModule = Millimetres(r.MinModule)
		if ce.minModule < floor {
			return c.src.errorf(path+".min_module", "scanners need a module of %v or more in a %s", floor, k)
		}
	}
	ce.module = Millimetres(r.Module)
	if r.Module == 0 {
		return c.src.errorf(path, "a barcode needs module: the width of its narrowest bar in millimetres, such as 0.375")
	}
	if ce.module < ce.minModule || ce.module > 5*Millimetre {
		return c.src.errorf(path+".module", "module is from %v to 5 mm", ce.minModule)
	}
	if ce.align, err = c.align(r.Align, path); err != nil {
		return err
	}
	if r.Level != "" {
		if k != symbol.QR || len(r.Level) != 1 || !strings.Contains("LMQH", r.Level) {
			return c.src.errorf(path+".level", "level is L, M, Q or H, of a qr")
		}
		ce.level = r.Level[0]
	}
	if r.HRI != nil {
		if ce.hri, err = c.hri(r.HRI, path+".hri"); err != nil {
			return err
		}
	}
	e.code = ce
	return nil
}

func (c *compiler) hri(r *rawHRI, path string) (*hriSpec, error) {
	h := &hriSpec{bold: r.Bold, gap: Millimetres(r.Gap), group: r.Group}
	var err error
	if h.min, h.size, err = c.size(r.Size, path+".size"); err != nil {
		return nil, err
	}
	switch r.Place {
	case "", "below":
	case "above":
		h.above = true
	default:
		return nil, c.src.errorf(path+".place", "place is below or above")
	}
	if r.Gap < 0 || r.Group < 0 {
		return nil, c.src.errorf(path, "gap and group must not be negative")
	}
	return h, nil
}

// maxPicture bounds a template's picture, in pixels.
const maxPicture = 16 << 20

func (c *compiler) image(e *element, r *rawElement) error {
	path := e.path
	if (r.File == "") == (r.Slot == "") {
		return c.src.errorf(path, "an image needs either file (a PNG beside the template) or slot (a picture given at run time, such as logo)")
	}
	e.pic = &imageElement{slot: r.Slot, dither: r.Dither == nil || *r.Dither}
	if r.Slot != "" && e.when == nil {
		cond, err := ParseCond("image." + r.Slot)
		if err != nil {
			return c.src.errorf(path+".slot", "slot is a name of letters, digits and '_'")
		}
		e.when = cond
	}
	if r.File == "" {
		return nil
	}
	if c.assets == nil {
		return c.src.errorf(path+".file", "this template cannot have pictures of its own")
	}
	b, err := fs.ReadFile(c.assets, r.File)
	if err != nil {
		return c.src.errorf(path+".file", "cannot read the picture: %v", err)
	}
	if e.pic.pic, err = DecodePicture(b); err != nil {
		return c.src.errorf(path+".file", "%v", err)
	}
	return nil
}

// DecodePicture reads a PNG of a sane size.
func DecodePicture(b []byte) (image.Image, error) {
	cfg, format, err := image.DecodeConfig(bytes.NewReader(b))
	if err != nil || format != "png" {
		return nil, fmt.Errorf("not a PNG picture")
	}
	if cfg.Width*cfg.Height > maxPicture || cfg.Width < 1 || cfg.Height < 1 {
		return nil, fmt.Errorf("picture of %d by %d pixels is too large", cfg.Width, cfg.Height)
	}
	img, _, err := image.Decode(bytes.NewReader(b))
	if err != nil {
		return nil, fmt.Errorf("cannot decode the picture: %w", err)
	}
	return img, nil
}

func (c *compiler) repeat(e *element, r *rawElement, inRepeat bool) error {
	path := e.path
	switch {
	case inRepeat:
		return c.src.errorf(path, "a repeat cannot stand in a repeat")
	case r.Over != "items":
		return c.src.errorf(path+".over", "repeat goes over items")
	case r.Max < 1 || r.Max > 100:
		return c.src.errorf(path+".max", "max is the number of rows that have room, 1 to 100")
	case r.Step <= 0:
		return c.src.errorf(path+".step", "step is the height of a row in millimetres")
	case Millimetres(r.Step)*Length(r.Max) > e.box.H:
		return c.src.errorf(path+".step", "%d rows of %g mm are higher than the box (%v)", r.Max, r.Step, e.box.H)
	case len(r.Elements) == 0:
		return c.src.errorf(path, "a repeat needs elements")
	}
	els, err := c.elements(r.Elements, path+".elements", Size{e.box.W, Millimetres(r.Step)}, true)
	if err != nil {
		return err
	}
	e.repeat = &repeatElement{max: r.Max, step: Millimetres(r.Step), elements: els}
	if r.More == "" {
		return nil
	}
	first := slices.IndexFunc(els, func(e element) bool { return e.text != nil })
	if first < 0 {
		return c.src.errorf(path+".more", "more is written like the first text of a row, and there is none")
	}
	p, err := parsePattern(r.More)
	if err != nil {
		return c.src.errorf(path+".more", "%v", err)
	}
	for _, f := range p.fields() {
		if f != "item.count" && f != "item.rest" {
			return c.src.errorf(path+".more", "more knows only item.count (all) and item.rest (not shown)")
		}
	}
	e.repeat.more = &textElement{pattern: p, spec: els[first].text.spec}
	return nil
}

func joinKinds() string {
	var s []string
	for _, k := range symbol.Kinds() {
		s = append(s, string(k))
	}
	return strings.Join(s, ", ")
}

// nearest returns the candidate within two edits of s, "" if none.
func nearest(s string, candidates []string) string {
	best, bestD := "", 3
	for _, c := range candidates {
		if d := editDistance(s, c); d < bestD {
			best, bestD = c, d
		}
	}
	return best
}

func editDistance(a, b string) int {
	prev := make([]int, len(b)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(a); i++ {
		diag := prev[0]
		prev[0] = i
		for j := 1; j <= len(b); j++ {
			cost := diag
			if a[i-1] != b[j-1] {
				cost++
			}
			diag = prev[j]
			prev[j] = min(cost, prev[j]+1, prev[j-1]+1)
		}
	}
	return prev[len(b)]
}
