package waybill_test

import (
	"encoding/json"
	"go/ast"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"waybill/internal/symbol"
	"waybill/label"
	"waybill/templates"
	"waybill/zpl"
)

// readDir parses the product files of one folder.
func readDir(t *testing.T, dir string) module {
	t.Helper()
	m, err := readModule(os.DirFS("."))
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(m.product(), func(s *source) bool { return s.dir != dir })
}

// yamlKeys lists the keys of a struct type by its tags, sorted.
func (m module) yamlKeys(t *testing.T, typeName string) []string {
	t.Helper()
	var out []string
	for _, s := range m {
		ast.Inspect(s.file, func(n ast.Node) bool {
			spec, ok := n.(*ast.TypeSpec)
			if !ok || spec.Name.Name != typeName {
				return true
			}
			for _, f := range spec.Type.(*ast.StructType).Fields.List {
				tag, err := strconv.Unquote(f.Tag.Value)
				if err != nil {
					t.Fatal(err)
				}
				key, _, _ := strings.Cut(reflect.StructTag(tag).Get("yaml"), ",")
				out = append(out, key)
			}
			return false
		})
	}
	if len(out) == 0 {
		t.Fatalf("no struct %s", typeName)
	}
	slices.Sort(out)
	return out
}

// elementKeys reads the map keysOf of package label.
func (m module) elementKeys(t *testing.T) map[string][]string {
	t.Helper()
	out := map[string][]string{}
	for _, s := range m {
		ast.Inspect(s.file, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok || spec.Names[0].Name != "keysOf" {
				return true
			}
			for _, e := range spec.Values[0].(*ast.CompositeLit).Elts {
				kv := e.(*ast.KeyValueExpr)
				var keys []string
				for _, k := range kv.Value.(*ast.CompositeLit).Elts {
					keys = append(keys, literal(t, k))
				}
				out[literal(t, kv.Key)] = keys
			}
			return false
		})
	}
	if len(out) == 0 {
		t.Fatal("no map keysOf")
	}
	return out
}

func literal(t *testing.T, n ast.Expr) string {
	t.Helper()
	s, err := strconv.Unquote(n.(*ast.BasicLit).Value)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func equalKeys(t *testing.T, what string, schema, code []string) {
	t.Helper()
	slices.Sort(code)
	if code = slices.Compact(code); !slices.Equal(schema, code) {
		t.Errorf("%s: the schema has %q, the code %q", what, schema, code)
	}
}

func TestTemplateSchemaKeys(t *testing.T) {
	s := readSchema(t, "docs/schema/template.schema.json")
	code := readDir(t, "label")
	equalKeys(t, "template", s.keys(), code.yamlKeys(t, "rawTemplate"))
	equalKeys(t, "hri", s.def("hri").keys(), code.yamlKeys(t, "rawHRI"))
	all := []string{}
	byType := code.elementKeys(t)
	for typ, keys := range byType {
		keys = append(slices.Clone(keys), "type", "id", "when")
		equalKeys(t, typ, s.def(typ).keys(), keys)
		all = append(all, keys...)
	}
	equalKeys(t, "elements", code.yamlKeys(t, "rawElement"), all)
	if n := len(s.def("element").node["oneOf"].([]any)); n != len(byType) {
		t.Errorf("the schema has %d element types, the code %d", n, len(byType))
	}
	var kinds []string
	for _, k := range symbol.Kinds() {
		kinds = append(kinds, string(k))
	}
	if got := s.def("barcode").property("kind").strings("enum"); !slices.Equal(got, kinds) {
		t.Errorf("kinds: the schema has %q, the code %q", got, kinds)
	}
}

// samples has an element of every type with the keys that it must have.
var samples = map[string]map[string]any{
	"text":    {"box": []any{1, 1, 40, 9}, "text": "{recipient.name}", "size": 3},
	"rule":    {"line": []any{1, 1, 40, 1}},
	"box":     {"box": []any{1, 1, 40, 9}},
	"barcode": {"box": []any{1, 1, 58, 12}, "kind": "qr", "data": "{waybill_no}", "module": 0.5},
	"image":   {"box": []any{1, 1, 40, 9}, "slot": "logo"},
	"repeat": {"box": []any{1, 1, 40, 9}, "over": "items", "max": 2, "step": 4,
		"elements": []any{map[string]any{"type": "text", "box": []any{0, 0, 30, 4}, "text": "{item.name}", "size": 3}}},
}

// tryElement asks the schema and the parser about a template of one element.
func tryElement(t *testing.T, s schema, typ string, change map[string]any, drop string) (bySchema, byCode error) {
	t.Helper()
	e := map[string]any{"type": typ}
	maps.Copy(e, samples[typ])
	maps.Copy(e, change)
	delete(e, drop)
	src, err := json.Marshal(map[string]any{"name": "sample", "media": "60x40", "elements": []any{e}})
	if err != nil {
		t.Fatal(err)
	}
	_, byCode = label.Parse(src, "sample.yaml", nil) // JSON is YAML
	return s.check(yamlValue(t, src), "$"), byCode
}

// TestTemplateSchemaAgrees feeds the parser what the schema asks for, allows
// and forbids.
func TestTemplateSchemaAgrees(t *testing.T) {
	s := readSchema(t, "docs/schema/template.schema.json")
	agree := func(typ string, change map[string]any, drop string, want bool) {
		t.Helper()
		bySchema, byCode := tryElement(t, s, typ, change, drop)
		if (bySchema == nil) != want {
			t.Errorf("%s with %v without %q: schema: %v", typ, change, drop, bySchema)
		}
		if (byCode == nil) != want {
			t.Errorf("%s with %v without %q: parser: %v", typ, change, drop, byCode)
		}
	}
	for typ := range samples {
		agree(typ, nil, "", true)
		for _, key := range s.def(typ).strings("required") {
			agree(typ, nil, key, false)
		}
		agree(typ, map[string]any{"colour": "red"}, "", false)
		agree(typ, map[string]any{"id": "x", "when": "cod > 0"}, "", true)
	}
	for key, values := range map[string][]any{
		"align": {"left", "center", "right"}, "valign": {"top", "middle", "bottom"}, "bold": {true, false},
		"lines": {0, 3}, "line_height": {1, 4}, "size": {1, 60 / 10, []any{2, 4}},
	} {
		for _, v := range values {
			agree("text", map[string]any{key: v}, "", true)
		}
	}
	for key, values := range map[string][]any{
		"align": {"middle"}, "valign": {"center"}, "lines": {-1}, "line_height": {0.9, 4.1}, "size": {0.5, 61, []any{2}, "big"}, "box": {[]any{1, 1, 4}, []any{1, 1, 4, "x"}, []any{1, 1, 4, 1001}},
	} {
		for _, v := range values {
			agree("text", map[string]any{key: v}, "", false)
		}
	}
	agree("box", map[string]any{"fill": true, "text": "COD", "size": 3}, "", true)
	agree("box", map[string]any{"text": "COD", "size": 3}, "", false)
	agree("box", map[string]any{"fill": true, "text": "COD"}, "", false)
	agree("image", map[string]any{"file": "logo.png"}, "", false)
	agree("rule", map[string]any{"width": 21}, "", false)
	agree("repeat", map[string]any{"max": 0}, "", false)
	agree("repeat", map[string]any{"over": "sender"}, "", false)
	agree("repeat", map[string]any{"elements": []any{map[string]any{"type": "repeat"}}}, "", false)
	for _, level := range s.def("barcode").property("level").strings("enum") {
		agree("barcode", map[string]any{"level": level}, "", true)
	}
	agree("barcode", map[string]any{"level": "X"}, "", false)
	agree("barcode", map[string]any{"kind": "pdf417"}, "", false)
	agree("barcode", map[string]any{"module": 0}, "", false)
	for _, kind := range s.def("barcode").property("kind").strings("enum") {
		agree("barcode", map[string]any{"kind": kind}, "", true)
	}
	hri := func(key string, v any) map[string]any {
		return map[string]any{"kind": "code128", "hri": map[string]any{"size": 3, key: v}}
	}
	for _, place := range s.def("hri").property("place").strings("enum") {
		agree("barcode", hri("place", place), "", true)
	}
	agree("barcode", hri("place", "left"), "", false)
	agree("barcode", hri("gap", -1), "", false)
	agree("barcode", hri("colour", "red"), "", false)
}

// TestTemplatesFitSchema checks every template that comes with the program.
func TestTemplatesFitSchema(t *testing.T) {
	s := readSchema(t, "docs/schema/template.schema.json")
	files := map[string][]byte{}
	for _, name := range templates.Names() {
		b, err := templates.Read(name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = b
	}
	b, err := os.ReadFile("examples/minimal.yaml")
	if err != nil {
		t.Fatal(err)
	}
	files["examples/minimal.yaml"] = b
	for name, src := range files {
		if err := s.check(yamlValue(t, src), "$"); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestConfigSchema(t *testing.T) {
	s := readSchema(t, "docs/schema/config.schema.json")
	equalKeys(t, "settings", s.keys(), readDir(t, "cmd/waybill").yamlKeys(t, "settings"))
	b, err := os.ReadFile("examples/waybill.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if err := s.check(yamlValue(t, b), "$"); err != nil {
		t.Errorf("examples/waybill.yaml: %v", err)
	}
	for _, bad := range []string{"colour: red", "map: recipient.name=x", "map: [x]", "lang: de", "policy: 3"} {
		if s.check(yamlValue(t, []byte(bad)), "$") == nil {
			t.Errorf("accepted %q", bad)
		}
	}
}

func TestPrinterSchema(t *testing.T) {
	s := readSchema(t, "docs/schema/printer.schema.json")
	code := readDir(t, "zpl")
	equalKeys(t, "printer profile", s.keys(), code.yamlKeys(t, "rawProfile"))
	equalKeys(t, "font", s.property("font").keys(), code.yamlKeys(t, "rawFont"))
	for _, name := range templates.PrinterNames() {
		src, err := templates.ReadPrinter(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.check(yamlValue(t, src), "$"); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	// What the schema refuses, the program refuses too.
	good := "name: mine\ngraphics: z64\nfont: {file: \"E:A.TTF\"}\n"
	if err := s.check(yamlValue(t, []byte(good)), "$"); err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{"colour: red", "dpi: [204]", "width: 5", "text: auto", "answers: [all]", "speed: 15", "darkness: 31", "after: fly",
		"memory: -1", "title: x", "stored: 3"} {
		src := good + bad + "\n"
		if s.check(yamlValue(t, []byte(src)), "$") == nil {
			t.Errorf("the schema accepts %q", bad)
		}
		if _, err := zpl.ParseProfile([]byte(src), "mine.yaml"); err == nil {
			t.Errorf("the program accepts %q", bad)
		}
	}
}

// TestSchemaFilesAreTested keeps a schema from lying about untested.
func TestSchemaFilesAreTested(t *testing.T) {
	files, err := filepath.Glob("docs/schema/*.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		switch base := filepath.Base(f); base {
		case "template.schema.json", "config.schema.json", "printer.schema.json":
		case "policy.schema.json": // package masking tests its own
		default:
			t.Errorf("no test reads %s", base)
		}
	}
}
