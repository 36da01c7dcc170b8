package waybill_test

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// schema is a JSON Schema (draft 2020-12): the keywords that docs/schema uses
// and no others, so that what an editor is told is also what is tested here.
type schema struct{ root, node map[string]any }

func readSchema(t *testing.T, path string) schema {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var root map[string]any
	if err := json.Unmarshal(b, &root); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return schema{root, root}
}

// def is one of the schema's definitions, "" the whole.
func (s schema) def(name string) schema {
	if name == "" {
		return schema{s.root, s.root}
	}
	defs, _ := s.root["$defs"].(map[string]any)
	node, ok := defs[name].(map[string]any)
	if !ok {
		panic("schema has no definition " + name)
	}
	return schema{s.root, node}
}

func (s schema) sub(node any) schema { return schema{s.root, node.(map[string]any)} }

// keys lists the properties, sorted.
func (s schema) keys() []string {
	var out []string
	props, _ := s.node["properties"].(map[string]any)
	for k := range props {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// property follows $ref.
func (s schema) property(name string) schema {
	p := s.sub(s.node["properties"].(map[string]any)[name])
	if ref, ok := p.node["$ref"].(string); ok {
		return s.def(strings.TrimPrefix(ref, "#/$defs/"))
	}
	return p
}

func (s schema) strings(key string) []string {
	list, _ := s.node[key].([]any)
	var out []string
	for _, v := range list {
		out = append(out, fmt.Sprint(v))
	}
	return out
}

// check validates v, as encoding/json decodes it, and says at which path it
// is wrong.
func (s schema) check(v any, path string) error {
	for keyword, arg := range s.node {
		if err := s.keyword(keyword, arg, v, path); err != nil {
			return err
		}
	}
	return nil
}

func (s schema) keyword(keyword string, arg, v any, path string) error {
	fail := func(format string, args ...any) error {
		return fmt.Errorf("%s: %s", path, fmt.Sprintf(format, args...))
	}
	number, isNumber := v.(float64)
	text, isText := v.(string)
	list, isList := v.([]any)
	object, isObject := v.(map[string]any)
	limit, _ := arg.(float64)
	switch keyword {
	case "$schema", "$defs", "title", "description", "examples":
	case "$ref":
		return s.def(strings.TrimPrefix(arg.(string), "#/$defs/")).check(v, path)
	case "type":
		if !isType(v, arg) {
			return fail("is no %v", arg)
		}
	case "const":
		if v != arg {
			return fail("is not %v", arg)
		}
	case "enum":
		if !slices.Contains(arg.([]any), v) {
			return fail("is none of %v", arg)
		}
	case "minimum":
		if isNumber && number < limit {
			return fail("is below %v", limit)
		}
	case "exclusiveMinimum":
		if isNumber && number <= limit {
			return fail("is not above %v", limit)
		}
	case "maximum":
		if isNumber && number > limit {
			return fail("is above %v", limit)
		}
	case "minLength":
		if isText && float64(len([]rune(text))) < limit {
			return fail("is too short")
		}
	case "pattern":
		if isText && !regexp.MustCompile(arg.(string)).MatchString(text) {
			return fail("does not match %v", arg)
		}
	case "minItems":
		if isList && float64(len(list)) < limit {
			return fail("has too few items")
		}
	case "maxItems":
		if isList && float64(len(list)) > limit {
			return fail("has too many items")
		}
	case "items":
		for i, item := range list {
			if err := s.sub(arg).check(item, fmt.Sprintf("%s[%d]", path, i)); err != nil {
				return err
			}
		}
	case "required":
		for _, key := range arg.([]any) {
			if _, ok := object[key.(string)]; isObject && !ok {
				return fail("lacks %v", key)
			}
		}
	case "properties":
		for key, sub := range arg.(map[string]any) {
			if value, ok := object[key]; ok {
				if err := s.sub(sub).check(value, path+"."+key); err != nil {
					return err
				}
			}
		}
	case "additionalProperties":
		for key, value := range object {
			if slices.Contains(s.keys(), key) {
				continue
			}
			if arg == false {
				return fail("has no key %q", key)
			}
			if err := s.sub(arg).check(value, path+"."+key); err != nil {
				return err
			}
		}
	case "dependentSchemas":
		for key, sub := range arg.(map[string]any) {
			if _, ok := object[key]; ok {
				if err := s.sub(sub).check(v, path); err != nil {
					return err
				}
			}
		}
	case "oneOf":
		var errs []string
		for _, sub := range arg.([]any) {
			if err := s.sub(sub).check(v, path); err != nil {
				errs = append(errs, err.Error())
			}
		}
		if n := len(arg.([]any)) - len(errs); n != 1 {
			return fail("fits %d of the choices, not one: %s", n, strings.Join(errs, "; "))
		}
	default:
		return fail("the schema uses %q, which this test does not know", keyword)
	}
	return nil
}

func isType(v, want any) bool {
	if list, ok := want.([]any); ok {
		return slices.ContainsFunc(list, func(w any) bool { return isType(v, w) })
	}
	switch v := v.(type) {
	case string:
		return want == "string"
	case bool:
		return want == "boolean"
	case float64:
		return want == "number" || want == "integer" && v == math.Trunc(v)
	case []any:
		return want == "array"
	case map[string]any:
		return want == "object"
	}
	return false
}

// yamlValue reads YAML as encoding/json would the same data.
func yamlValue(t *testing.T, src []byte) any {
	t.Helper()
	var v any
	if err := yaml.Unmarshal(src, &v); err != nil {
		t.Fatal(err)
	}
	return plain(t, v)
}

// plain turns Go values into those of encoding/json.
func plain(t *testing.T, v any) any {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	var out any
	if err := json.Unmarshal(b, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestSchemaCheckCanFail(t *testing.T) {
	s := readSchema(t, "docs/schema/template.schema.json")
	good := "name: a\nmedia: 60x40\nelements:\n  - {type: box, box: [0, 0, 9, 9], fill: true, text: x, size: 3}\n"
	if err := s.check(yamlValue(t, []byte(good)), "$"); err != nil {
		t.Fatal(err)
	}
	for _, edit := range [][2]string{
		{"name: a", "name: A!"}, {"60x40", "60 by 40"}, {"media: 60x40\n", ""}, {"type: box", "type: frame"}, {"fill: true, ", ""},
		{"size: 3", "size: 0.5"}, {"size: 3", "size: [3]"}, {"size: 3", "colour: 3"}, {"[0, 0, 9, 9]", "[0, 0, 9]"}, {"[0, 0, 9, 9]", "[0, 0, 9, x]"},
		{"size: 3", "size: 3, bold: yes please"}, {"size: 3", "size: 3, lines: 1.5"}, {"size: 3", "size: 3, align: middle"}, {"text: x", `text: ""`},
	} {
		bad := strings.Replace(good, edit[0], edit[1], 1)
		if bad == good {
			t.Fatalf("%q is not in the sample", edit[0])
		}
		if s.check(yamlValue(t, []byte(bad)), "$") == nil {
			t.Errorf("accepted with %q for %q", edit[1], edit[0])
		}
	}
}
