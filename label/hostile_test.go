package label

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/png"
	"strings"
	"testing"
	"testing/fstest"
)

// TestNumbersAreBounded puts numbers that no label has into every key.
func TestNumbersAreBounded(t *testing.T) {
	for key, element := range map[string]string{
		"box":         "{type: text, box: [1, 1, %s, 4], size: 3, text: x}",
		"box x":       "{type: text, box: [%s, 1, 9, 4], size: 3, text: x}",
		"size":        "{type: text, box: [1, 1, 9, 4], size: %s, text: x}",
		"sizes":       "{type: text, box: [1, 1, 9, 4], size: [2, %s], text: x}",
		"line_height": "{type: text, box: [1, 1, 9, 4], size: 3, text: x, line_height: %s}",
		"lines":       "{type: text, box: [1, 1, 9, 4], size: 3, text: x, lines: %s}",
		"line":        "{type: rule, line: [0, 10, %s, 10]}",
		"line y":      "{type: rule, line: [0, %[1]s, 9, %[1]s]}",
		"width":       "{type: rule, line: [0, 10, 9, 10], width: %s}",
		"dash":        "{type: rule, line: [0, 10, 9, 10], dash: %s}",
		"frame width": "{type: box, box: [1, 1, 9, 9], width: %s}",
		"fill width":  "{type: box, box: [1, 1, 9, 9], fill: true, width: %s}",
		"module":      "{type: barcode, kind: qr, box: [1, 1, 20, 20], data: x, module: %s}",
		"min_module":  "{type: barcode, kind: qr, box: [1, 1, 20, 20], data: x, module: 0.5, min_module: %s}",
		"hri size":    "{type: barcode, kind: code128, box: [1, 1, 20, 20], data: x, module: 0.5, hri: {size: %s}}",
		"hri gap":     "{type: barcode, kind: code128, box: [1, 1, 20, 20], data: x, module: 0.5, hri: {size: 3, gap: %s}}",
		"hri group":   "{type: barcode, kind: code128, box: [1, 1, 20, 20], data: x, module: 0.5, hri: {size: 3, group: %s}}",
		"image":       "{type: image, slot: logo, box: [1, 1, 301, %s]}",
		"max":         "{type: repeat, over: items, box: [0, 0, 9, 9], step: 1, max: %s, elements: [{type: rule, line: [0, 0, 1, 0]}]}",
		"step":        "{type: repeat, over: items, box: [0, 0, 9, 9], max: 1, step: %s, elements: [{type: rule, line: [0, 0, 1, 0]}]}",
	} {
		for _, number := range []string{".nan", ".inf", "-.inf", "1e8", "1e300", "-1e300", "-2000"} {
			_, err := Parse([]byte(head+"  - "+fmt.Sprintf(element, number)+"\n"), "t.yaml", nil)
			var pe *ParseError
			if !errors.As(err, &pe) {
				t.Errorf("%s takes %s: %v", key, number, err)
			}
		}
	}
	for _, dash := range []string{"0.01", "1e-300"} {
		if _, err := Parse([]byte(head+"  - {type: rule, line: [0, 10, 9, 10], dash: "+dash+"}\n"), "t.yaml", nil); err == nil {
			t.Errorf("dash takes %s", dash)
		}
	}
}

// TestDashesAreBounded: a line that somebody else made cannot fill the memory.
func TestDashesAreBounded(t *testing.T) {
	for _, r := range []Rect{{W: 1 << 40, H: 1000}, {W: 1000, H: 1 << 40}} {
		n := 0
		for range (Line{R: r, Dash: 1}).Bars(DPI600) {
			if n++; n > maxDashes {
				t.Fatalf("more than %d dashes", maxDashes)
			}
		}
	}
	n := 0
	for range (Line{R: Rect{W: 1000 * Millimetre, H: 250}, Dash: 100}).Bars(DPI600) {
		n++
	}
	if n < 1000 {
		t.Errorf("%d dashes in a long rule", n)
	}
}

func TestPicturesAreBounded(t *testing.T) {
	var small bytes.Buffer
	if err := png.Encode(&small, image.NewGray(image.Rect(0, 0, 3, 2))); err != nil {
		t.Fatal(err)
	}
	// The header of a PNG claims a size; 2^31-1 squared overflows 32 bits.
	huge := bytes.Clone(small.Bytes())
	copy(huge[16:], "\x7f\xff\xff\xff\x7f\xff\xff\xff")
	long := append(bytes.Clone(small.Bytes()), make([]byte, maxPictureFile)...)
	if _, err := DecodePicture(small.Bytes()); err != nil {
		t.Fatal(err)
	}
	for name, b := range map[string][]byte{"huge": huge, "long": long, "text": []byte("hello")} {
		if _, err := DecodePicture(b); err == nil {
			t.Errorf("%s was decoded", name)
		}
	}
	assets := fstest.MapFS{"small.png": {Data: small.Bytes()}, "long.png": {Data: long}}
	for name, want := range map[string]string{"small.png": "", "long.png": "at most 8 MB", ".": "cannot read"} {
		_, err := Parse([]byte(head+"  - {type: image, box: [1, 1, 9, 9], file: "+name+"}\n"), "t.yaml", assets)
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestFieldsOfTheirPlace: some fields are only where they mean something.
func TestFieldsOfTheirPlace(t *testing.T) {
	for element, ok := range map[string]bool{
		`{type: text, box: [1, 1, 20, 4], size: 3, text: "{image.logo}"}`:                                                                                                   false,
		`{type: box, fill: true, box: [1, 1, 20, 4], size: 3, text: "{image.logo}"}`:                                                                                        false,
		`{type: barcode, kind: qr, box: [1, 1, 20, 20], module: 0.5, data: "{image.logo}"}`:                                                                                 false,
		`{type: text, box: [1, 1, 20, 4], size: 3, text: x, when: not image.logo}`:                                                                                          true,
		`{type: text, box: [1, 1, 20, 4], size: 3, text: "{item.rest}"}`:                                                                                                    false,
		`{type: repeat, over: items, max: 1, step: 4, box: [1, 1, 20, 4], elements: [{type: text, box: [0, 0, 9, 4], size: 3, text: "{item.rest}"}]}`:                       false,
		`{type: repeat, over: items, max: 1, step: 4, box: [1, 1, 20, 4], more: "{item.rest}", elements: [{type: text, box: [0, 0, 9, 4], size: 3, text: "{item.name}"}]}`:  true,
		`{type: repeat, over: items, max: 1, step: 4, box: [1, 1, 20, 4], more: "{image.logo}", elements: [{type: text, box: [0, 0, 9, 4], size: 3, text: "{item.name}"}]}`: false,
		`{type: repeat, over: items, max: 1, step: 4, box: [1, 1, 20, 4], elements: [{type: text, when: image.logo, box: [0, 0, 9, 4], size: 3, text: "{item.name}"}]}`:     true,
	} {
		if _, err := Parse([]byte(head+"  - "+element+"\n"), "t.yaml", nil); (err == nil) != ok {
			t.Errorf("%s: %v", element, err)
		}
	}
}

// TestAliasesAreBounded: a few lines of YAML can stand for billions of
// elements.
func TestAliasesAreBounded(t *testing.T) {
	var b strings.Builder
	b.WriteString(head + "  - &a0 {type: rule, line: [0, 0, 1, 0]}\n")
	for i := range 9 {
		fmt.Fprintf(&b, "  - &a%d {type: repeat, elements: [%s]}\n", i+1, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d, ", i), 12), ", "))
	}
	_, err := Parse([]byte(b.String()), "t.yaml", nil)
	var pe *ParseError
	if !errors.As(err, &pe) {
		t.Fatalf("no ParseError: %v", err)
	}
}

// TestYAMLPanic: the YAML library panics on a tag where a list belongs.
func TestYAMLPanic(t *testing.T) {
	_, err := Parse([]byte("name: x\nmedia: 100x150\nelements: !0 \n"), "x.yaml", nil)
	var pe *ParseError
	if !errors.As(err, &pe) {
		t.Errorf("got %v", err)
	}
}
