package zpl

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"waybill/label"
	"waybill/templates"
)

// TestBuiltinProfiles parses them all and looks at what the encoder relies on.
func TestBuiltinProfiles(t *testing.T) {
	for _, name := range templates.PrinterNames() {
		p, err := BuiltinProfile(name)
		if err != nil {
			t.Fatal(err)
		}
		if p.Name != name || p.TitleIn("zh") == name || p.TitleIn("en") == name {
			t.Errorf("%s: name %s, titles %v", name, p.Name, p.Title)
		}
		if _, err := p.WithText("auto"); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if p.Text == Resident && p.Font.Encoding == GBK && p.Font.Table == "" {
			t.Errorf("%s: GBK without a table", name)
		}
	}
	if p := Generic(label.DPI203); p.Jobs() || p.Text != Raster || p.Compression != ACS || p.NativeQR || p.SetSwitches {
		t.Errorf("generic trusts the printer: %+v", p)
	}
	if _, err := BuiltinProfile("nothing"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("unknown name: %v", err)
	}
}

func TestParseProfile(t *testing.T) {
	const head = "name: mine\ntitle: {en: Mine}\n"
	p, err := ParseProfile([]byte(head+"dpi: [300]\nwidth: 80\ngraphics: z64\ntext: resident\nfont: {file: \"E:A.TTF\"}\nmemory: 2\nafter: peel\n"), "mine.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if p.Width != 80*mm || p.Compression != Shortest || p.Text != Resident || p.Font.Latin != 1000 || p.Font.Encoding != UTF8 || p.Memory != 2048 {
		t.Errorf("read as %+v, font %+v", p, p.Font)
	}
	if _, err := p.At(label.DPI203); err == nil {
		t.Error("a head that the device does not have")
	}
	for src, want := range map[string]string{
		head + "colour: red\n":                                 "mine.yaml:3:1:",
		head + "stored: perhaps\n":                             "3:9: stored is true or false",
		head + "memory: much\n":                                "3:9: memory is a whole number",
		head + "dpi: 203\n":                                    "3:6: a list is wanted here",
		head + "font: {latin: wide}\n":                         "3:15: a value of font is a whole number",
		head + "font: 5\n":                                     "3:7: keys and values are wanted here",
		head + "answers: {a: b}\n":                             "a list is wanted here",
		head + "speed: 99\ndarkness: 99\n":                     "4:11: darkness is from 1 to 30",
		head + "darkness: 99\nspeed: 99\n":                     "4:8: speed is inches a second",
		"name: a\ntext: resident\n":                            "2:7: text resident needs a font",
		"name: a\nphone: 13800138000\n":                        "not a printer profile",
		head + "speed: fast\n":                                 "mine.yaml:3:8:",
		head + "text: auto\n":                                  "3:7: text is one of raster, download, resident",
		head + "text: resident\n":                              "3:7: text resident needs a font",
		head + "text: download\n":                              "3:7: text download needs downloads: true",
		head + "dpi: [100]\n":                                  "3:6: dpi lists 203, 300 or 600",
		head + "font: {file: simsun}\n":                        "font.file is a font in the printer",
		head + "font: {file: \"E:A^XZ.TTF\"}\n":                "font.file is a font in the printer",
		head + "font:\n  file: \"E:A.TTF\"\n  encoding: gbk\n": "5:13: font.encoding gbk needs a table",
		head + "font: {file: \"E:A.TTF\", encoding: gbk, table: \"~JR\"}\n": "font.table",
		"title: {en: Mine}\n":       "1:1: name is small letters",
		"- 张三,13800138000\n":        "not a printer profile",
		"name: 张三\nspeed: x\n":      "not a printer profile",
		head + "---\nname: other\n": "one YAML document",
		"":                          "not a printer profile",
	} {
		_, err := ParseProfile([]byte(src), "mine.yaml")
		var pe *ProfileError
		if !errors.As(err, &pe) || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", src, err, want)
		}
		if err != nil && (strings.Contains(err.Error(), "138001") || strings.Contains(err.Error(), "张三")) {
			t.Errorf("%q: the error shows the file", src)
		}
	}
}

func TestProfileErrors(t *testing.T) {
	_, err := ParseProfile([]byte("name: a\nspeed: 99\ndarkness: 99\nwidth: 1\n"), "x.yaml")
	var lines []int
	for _, e := range ProfileErrors(fmt.Errorf("around: %w", err)) {
		lines = append(lines, e.Line)
	}
	slices.Sort(lines)
	if !slices.Equal(lines, []int{2, 3, 4}) {
		t.Errorf("lines %v of %v", lines, err)
	}
	if all := ProfileErrors(fs.ErrNotExist); all != nil {
		t.Errorf("of another kind: %v", all)
	}
}

// FuzzParseProfile: whatever the file, no name in a profile holds a command.
func FuzzParseProfile(f *testing.F) {
	for _, name := range templates.PrinterNames() {
		src, err := templates.ReadPrinter(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(src)
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		p, err := ParseProfile(src, "x.yaml")
		if err != nil {
			var pe *ProfileError
			if !errors.As(err, &pe) || pe.Line < 1 || pe.Column < 1 {
				t.Fatalf("error without a place: %v", err)
			}
			return
		}
		header := string(p.appendHeader(nil, newFontName(p)))
		for _, c := range strings.Split(header, "^")[1:] {
			if c, sd, found := strings.Cut(c, "~"); found && (len(sd) != 4 || !strings.HasPrefix(sd, "SD")) || len(c) < 2 {
				t.Fatalf("header %q", header)
			}
		}
		if strings.Count(header, "^") > 10 || strings.ContainsAny(header, "\r\n") {
			t.Fatalf("header %q", header)
		}
	})
}

// newFontName is the font that labels of p name.
func newFontName(p Profile) string {
	if p.Font == nil {
		return ""
	}
	return p.Font.File
}
