package label

import (
	"errors"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"waybill/templates"
)

var update = flag.Bool("update", false, "rewrite golden files")

// golden compares got with a file under testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s: got\n%s\nwant\n%s", path, got, want)
	}
}

const head = "name: t\nmedia: 50x30\nelements:\n"

// TestParseErrors has a golden file for each kind of mistake: the message,
// its line and column, and the caret under it.
func TestParseErrors(t *testing.T) {
	for name, src := range map[string]string{
		"unknown-key":       head + "  - {type: text, box: [1, 1, 20, 4], txet: hello, size: 3}\n",
		"unknown-top-key":   "name: t\nmedia: 50x30\ncolour: red\nelements: []\n",
		"key-of-other-type": head + "  - type: rule\n    line: [1, 1, 20, 1]\n    size: 3\n",
		"unknown-type":      head + "  - {type: circle, box: [1, 1, 20, 4]}\n",
		"no-type":           head + "  - {box: [1, 1, 20, 4], text: hello, size: 3}\n",
		"unknown-field":     head + "  - type: text\n    box: [1, 1, 20, 4]\n    size: 3\n    text: \"收 {recipient.nmae}\"\n",
		"item-outside":      head + "  - {type: text, box: [1, 1, 20, 4], size: 3, text: \"{item.name}\"}\n",
		"open-placeholder":  head + "  - {type: text, box: [1, 1, 20, 4], size: 3, text: \"{recipient.name\"}\n",
		"bad-when":          head + "  - {type: text, when: cod >, box: [1, 1, 20, 4], size: 3, text: x}\n",
		"bad-box":           head + "  - {type: text, box: [1, 1, 20], size: 3, text: x}\n",
		"no-size":           head + "  - {type: text, box: [1, 1, 20, 4], text: x}\n",
		"size-reversed":     head + "  - {type: text, box: [1, 1, 20, 4], size: [4, 3], text: x}\n",
		"bad-media":         "name: t\nmedia: huge\nelements:\n  - {type: rule, line: [0, 1, 9, 1]}\n",
		"slanted-rule":      head + "  - {type: rule, line: [1, 1, 20, 5]}\n",
		"thin-module":       head + "  - {type: barcode, kind: code128, box: [1, 1, 40, 9], data: \"{waybill_no}\", module: 0.1}\n",
		"unknown-kind":      head + "  - {type: barcode, kind: pdf417, box: [1, 1, 40, 9], data: \"{waybill_no}\", module: 0.3}\n",
		"twice-the-same-id": head + "  - {type: rule, id: a, line: [1, 1, 20, 1]}\n  - {type: rule, id: a, line: [1, 2, 20, 2]}\n",
		"empty":             "",
		"only-a-comment":    "# nothing\n",
		"two-documents":     "name: t\n---\nname: u\n",
		"key-twice":         "name: t\nname: u\nmedia: 50x30\nelements: []\n",
		"yaml-syntax":       head + "  - {type: rule, line: [1, 1, 20, 1}\n",
		"wrong-type":        head + "  - {type: rule, line: wide}\n",
		"text-in-frame":     head + "  - {type: box, box: [1, 1, 20, 5], text: x, size: 3}\n",
		"missing-picture":   head + "  - {type: image, box: [1, 1, 20, 5], file: nowhere.png}\n",
		"repeat-too-high":   head + "  - type: repeat\n    over: items\n    max: 9\n    step: 4\n    box: [1, 1, 40, 20]\n    elements:\n      - {type: text, box: [0, 0, 9, 4], size: 3, text: \"{item.name}\"}\n",
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Parse([]byte(src), "mine.yaml", fstest.MapFS{})
			var pe *ParseError
			if !errors.As(err, &pe) {
				t.Fatalf("no ParseError: %v", err)
			}
			if pe.Line < 1 || pe.Column < 1 {
				t.Errorf("no place: %d:%d", pe.Line, pe.Column)
			}
			golden(t, "errors/"+name+".txt", err.Error()+"\n")
		})
	}
}

func TestBuiltinTemplatesHaveNoFaults(t *testing.T) {
	set := testFonts(t)
	for _, name := range templates.Names() {
		src, err := templates.Read(name)
		if err != nil {
			t.Fatal(err)
		}
		tmpl, err := Parse(src, name+".yaml", nil)
		if err != nil {
			t.Fatal(err)
		}
		if tmpl.Name != name {
			t.Errorf("%s calls itself %s", name, tmpl.Name)
		}
		for _, lang := range []string{"en", "zh"} {
			if tmpl.Title[lang] == "" {
				t.Errorf("%s has no title in %s", name, lang)
			}
		}
		for _, p := range tmpl.Check(CheckOptions{Fonts: set}) {
			t.Error(p)
		}
	}
	if _, err := templates.Read("no-such"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("error %v", err)
	}
}

func TestCheckFinds(t *testing.T) {
	set := testFonts(t)
	for name, src := range map[string]string{
		"off-media":        "  - {type: text, box: [40, 1, 20, 4], size: 3, text: x}\n",
		"overlap":          "  - {type: text, id: a, box: [1, 1, 20, 4], size: 3, text: x}\n  - {type: text, id: b, box: [10, 3, 20, 4], size: 3, text: x}\n",
		"too-wide":         "  - {type: barcode, kind: code128, box: [1, 1, 30, 9], data: \"{waybill_no}\", module: 0.25}\n",
		"does-not-fit":     "  - {type: text, box: [1, 1, 20, 4], size: [2, 3], text: \"{recipient.address}\"}\n",
		"too-small":        "  - {type: text, box: [1, 1, 20, 4], size: 1.5, text: x}\n",
		"no-glyph":         "  - {type: text, box: [1, 1, 20, 4], size: 3, text: \"\\U000F0000\"}\n",
		"crosses-frame":    "  - {type: box, box: [1, 1, 20, 10]}\n  - {type: text, box: [15, 3, 20, 4], size: 3, text: x}\n",
		"low-bars":         "  - {type: barcode, kind: code128, box: [1, 1, 46, 4], data: \"{waybill_no}\", module: 0.25, min_module: 0.19}\n",
		"row-too-long":     "  - type: repeat\n    over: items\n    max: 2\n    step: 4\n    box: [1, 1, 30, 8]\n    elements:\n      - {type: text, box: [0, 0, 40, 4], size: [2, 3], text: \"{item.name}\"}\n",
		"over-filled-area": "  - {type: box, box: [1, 1, 20, 10], fill: true}\n  - {type: text, box: [2, 3, 9, 4], size: 3, text: x}\n",
	} {
		t.Run(name, func(t *testing.T) {
			tmpl, err := Parse([]byte(head+src), "mine.yaml", nil)
			if err != nil {
				t.Fatal(err)
			}
			var got strings.Builder
			for _, p := range tmpl.Check(CheckOptions{Fonts: set}) {
				if p.Warning {
					got.WriteString("warning: ")
				}
				got.WriteString(p.String() + "\n")
			}
			if got.Len() == 0 {
				t.Fatal("nothing found")
			}
			golden(t, "check/"+name+".txt", got.String())
		})
	}
}

func TestCheckAllows(t *testing.T) {
	set := testFonts(t)
	for name, src := range map[string]string{
		"one or the other": "  - {type: text, when: cod > 0, box: [1, 1, 20, 4], size: 3, text: x}\n  - {type: text, when: not cod, box: [1, 1, 20, 4], size: 3, text: y}\n",
		"inside a frame":   "  - {type: box, box: [1, 1, 20, 10]}\n  - {type: text, box: [2, 2, 18, 8], size: 3, text: x}\n",
		"crossing rules":   "  - {type: rule, line: [1, 5, 40, 5]}\n  - {type: rule, line: [20, 1, 20, 9]}\n",
		"touching":         "  - {type: text, box: [1, 1, 20, 4], size: 3, text: x}\n  - {type: text, box: [1, 5, 20, 4], size: 3, text: y}\n",
	} {
		tmpl, err := Parse([]byte(head+src), "mine.yaml", nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range tmpl.Check(CheckOptions{Fonts: set}) {
			t.Errorf("%s: %v", name, p)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, n := range templates.Names() {
		src, err := templates.Read(n)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(src)
	}
	f.Add([]byte(head + "  - {type: image, slot: logo, box: [1, 1, 2, 2]}\n"))
	f.Add([]byte(head + "  - {type: rule, line: [0, 10, 1e8, 10], dash: 0.1}\n"))
	f.Add([]byte(head + "  - {type: rule, line: [0, 10, 9, 10], width: .nan}\n"))
	set, record := testFonts(f), mask(f, shipment())
	f.Fuzz(func(t *testing.T, src []byte) {
		tmpl, err := Parse(src, "f.yaml", nil)
		if err != nil {
			var pe *ParseError
			if !errors.As(err, &pe) {
				t.Fatalf("error without a place: %v", err)
			}
			return
		}
		if len(tmpl.elements) == 0 || tmpl.Media.W <= 0 {
			t.Fatal("an empty template was accepted")
		}
		if len(src) > 8<<10 {
			return // the rest takes time
		}
		tmpl.Check(CheckOptions{Fonts: set, DPIs: []DPI{DPI203}})
		d, err := Layout(tmpl, record, Options{Fonts: set})
		if err != nil {
			return
		}
		for _, it := range d.Items {
			// An element may lie off the media, and its row off the element.
			const far = 3 * maxMedia * Millimetre
			r := it.Bounds()
			if min(r.X, r.Y) < -far || max(r.X, r.Y, r.W, r.H) > far || min(r.W, r.H) < 0 {
				t.Fatalf("%s reaches from %v, %v over %v x %v", it.Meta().Element, r.X, r.Y, r.W, r.H)
			}
			if line, ok := it.(Line); ok {
				n := 0
				for range line.Bars(DPI203) {
					n++
				}
				if n > maxDashes {
					t.Fatalf("%d dashes", n)
				}
			}
		}
	})
}

func BenchmarkParse(b *testing.B) {
	src, err := templates.Read(templates.Default)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := Parse(src, "t", nil); err != nil {
			b.Fatal(err)
		}
	}
}
