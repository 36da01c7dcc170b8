package interp

import (
	"encoding/json"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"waybill/internal/bitmap"
)

// corpus is where test data outside of the repository lies.
const corpus = "../../../shared/zpl-corpus"

// readPicture reads a PNG.
func readPicture(t *testing.T, name string) image.Image {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	m, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// isInk reports whether a dot of a picture is darker than half.
func isInk(m image.Image, x, y int) bool {
	at := m.Bounds().Min
	return color.GrayModel.Convert(m.At(at.X+x, at.Y+y)).(color.Gray).Y < 128
}

// readInk reads a picture's dots.
func readInk(t *testing.T, name string) *bitmap.Bitmap {
	t.Helper()
	m := readPicture(t, name)
	b := bitmap.New(m.Bounds().Dx(), m.Bounds().Dy())
	for y := range b.H {
		for x := range b.W {
			b.Set(x, y, isInk(m, x, y))
		}
	}
	return b
}

// A bounded is a case of the corpus with one bar code and where its ink is.
type bounded struct {
	ID     string `json:"id"`
	ZPL    string `json:"zpl_input"`
	Bounds struct {
		X, Y, Width, Height int
	} `json:"expected_bounds"`
	Picture string `json:"image_ref"`
}

func boundedCases(t *testing.T) []bounded {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(corpus, "ZPLab/labelary_images/fixtures.json"))
	if err != nil {
		t.Skip("SKIP-EXTERNAL: the ZPL corpus is not beside the repository")
	}
	var file struct {
		Cases []bounded `json:"test_cases"`
	}
	if err := json.Unmarshal(raw, &file); err != nil {
		t.Fatal(err)
	}
	return file.Cases
}

// codeOf cuts the only bar code out of ZPL that has ^BY, ^FO or ^FT, the
// command and ^FD, each once.
func codeOf(t *testing.T, zpl string) codeSpec {
	t.Helper()
	s := codeSpec{module: 2, ratio: 30, height: 10}
	for _, part := range strings.Split(zpl, "^") {
		switch {
		case strings.HasPrefix(part, "BY"):
			n, err := strconv.Atoi(strings.Split(part[2:], ",")[0])
			if err != nil {
				t.Fatal(err)
			}
			s.module = n
		case strings.HasPrefix(part, "FD"):
			s.raw, s.text = []byte(part[2:]), part[2:]
		case strings.HasPrefix(part, "B"):
			s.command, s.args = "^"+part[:2], strings.Split(part[2:], ",")
		}
	}
	return s
}

// TestCorpusBounds draws every bar code of one row in the corpus and compares
// its bars with the picture dot by dot, and the extent of its ink with the
// list. None differs.
func TestCorpusBounds(t *testing.T) {
	t.Parallel()
	seen := 0
	for _, tt := range boundedCases(t) {
		s := codeOf(t, tt.ZPL)
		if _, ok := linearCodes[s.command]; !ok {
			continue
		}
		seen++
		t.Run(tt.ID, func(t *testing.T) {
			d, said := mustDraw(t, s)
			want := readInk(t, filepath.Join(corpus, "ZPLab/labelary_images", tt.Picture))
			b := tt.Bounds
			want = upright(want.Crop(image.Rect(b.X, b.Y, b.X+b.Width, b.Y+b.Height)), s.args[0])
			ink := d.box.Ink()
			if s.command == "^BL" {
				// The bars only: fonts differ.
				want = want.Crop(image.Rect(0, 0, want.W, s.heightArg(t)))
				ink = image.Rect(0, 0, ink.Max.X, s.heightArg(t))
			}
			if got := d.box.Crop(ink); !got.Equal(want) {
				t.Errorf("%d by %d dots, want %d by %d, or other dots: %q", got.W, got.H, want.W, want.H, said)
			}
		})
	}
	if seen != 15 {
		t.Errorf("%d bar codes of one row", seen)
	}
}

func (s codeSpec) heightArg(t *testing.T) int {
	t.Helper()
	n, err := strconv.Atoi(s.args[linearCodes[s.command].height])
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// upright undoes the turn of a field.
func upright(b *bitmap.Bitmap, turn string) *bitmap.Bitmap {
	at := func(x, y int) bool { return b.At(x, y) }
	w, h := b.W, b.H
	switch turn {
	case "R":
		w, h = b.H, b.W
		at = func(x, y int) bool { return b.At(b.W-1-y, x) }
	case "I":
		at = func(x, y int) bool { return b.At(b.W-1-x, b.H-1-y) }
	case "B":
		w, h = b.H, b.W
		at = func(x, y int) bool { return b.At(y, b.H-1-x) }
	}
	out := bitmap.New(w, h)
	for y := range h {
		for x := range w {
			out.Set(x, y, at(x, y))
		}
	}
	return out
}

// TestCorpusCode128 compares a row of Code 128 symbols of carriers' labels
// with the pictures: which sets the modes choose.
func TestCorpusCode128(t *testing.T) {
	t.Parallel()
	if _, err := os.Stat(corpus); err != nil {
		t.Skip("SKIP-EXTERNAL: the ZPL corpus is not beside the repository")
	}
	for _, tt := range []struct {
		picture       string
		x, y          int // of the left bar, and a row
		module        int
		command, data string
	}{
		{"unit/barcode128_mode_a", 75, 1000, 2, "^BCN,200,N,N,N,A", ">;9632080400200044387502171053828143"},
		{"unit/barcode128_mode_n", 75, 1000, 2, "^BCN,200,N,N,N,N", ">;9632080400200044387502171053828143"},
		{"unit/barcode128_mode_u", 75, 1000, 2, "^BCN,200,N,N,N,U", "9632080400200044387502171053828143"},
		{"unit/barcode128_line", 75, 1000, 2, "^BCN,200,Y,N,N,N", ">;9632080400200044387502171053828143"},
		{"unit/mu_millimeters", 64, 1000, 3, "^BCN,120,Y,N,N,A", "A1234567890123456789012345678901"},
		{"labels/dhlpaket", 71, 1100, 3, "^BCN,208,N,N,N,D", "40327660015+99000942000000"},
		{"labels/dhlpaket", 114, 1400, 4, "^BCN,208,N,N,N,D", "222200000000000000"},
		{"labels/tnt_express", 30, 760, 3, "^BCN,150,Y,N,N", "123456789012345678"},
		{"labels/correos", 30, 750, 3, "^BCN,150,Y,N,N", "PQ5ES0001234567890123498"},
		{"labels/seur", 30, 760, 3, "^BCN,140,Y,N,N", "JVGL812345678901234598"},
		{"labels/auspost", 30, 760, 3, "^BCN,150,Y,N,N", "33EP001234567890000198"},
		{"labels/ontrac", 30, 760, 3, "^BCN,150,Y,N,N", "C1234567890123456789098"},
		{"labels/purolator", 30, 760, 3, "^BCN,145,Y,N,N", "32901234567898"},
		{"labels/dbschenker", 30, 760, 3, "^BCN,140,Y,N,N", "003400123456789098"},
		{"labels/kmart", 55, 550, 4, "^BC,110,N", ">;>842054956"},
		{"labels/kmart", 100, 1000, 4, "^BC,276,N,", ">;>800000123455555555558"},
		{"labels/usps", 55, 900, 3, "^BCN,170,N", ">;>842098028>89205590303190000000000"},
	} {
		d, said := mustDraw(t, spec(tt.module, 30, 100, tt.command, tt.data))
		picture := readPicture(t, filepath.Join(corpus, "labelize", tt.picture+".png"))
		for x := range d.box.W {
			if tt.x+x >= 780 {
				break // the label's edge, or another field
			}
			if d.box.At(x, d.base-1) != isInk(picture, tt.x+x, tt.y) {
				t.Errorf("%s: dot %d of the bar code differs: %q", tt.picture, x, said)
				break
			}
		}
	}
}

// TestCorpusLines compares where interpretation lines stand with the pictures:
// the fonts differ, their cells do not.
func TestCorpusLines(t *testing.T) {
	t.Parallel()
	if _, err := os.Stat(corpus); err != nil {
		t.Skip("SKIP-EXTERNAL: the ZPL corpus is not beside the repository")
	}
	for _, tt := range []struct {
		picture       string
		x, y          int // of ^FO
		module        int
		command, data string
	}{
		{"ZPLab/labelary_images/barcode_logmars_standard", 50, 50, 2, "^BLN,100,N", "LOGMARS1"},
		{"labelize/unit/barcode128_line", 75, 968, 2, "^BCN,200,Y,N,N,N", ">;9632080400200044387502171053828143"},
		{"labelize/labels/auspost", 30, 705, 3, "^BCN,150,Y,N,N", "33EP001234567890000198"},
		{"labelize/labels/tnt_express", 30, 740, 3, "^BCN,150,Y,N,N", "123456789012345678"},
		{"labelize/labels/purolator", 30, 720, 3, "^BCN,145,Y,N,N", "32901234567898"},
	} {
		d, said := mustDraw(t, spec(tt.module, 30, 100, tt.command, tt.data))
		picture := readInk(t, filepath.Join(corpus, tt.picture+".png"))
		under := tt.y + d.base
		want := picture.Crop(image.Rect(0, under, picture.W, under+30)).Ink().Sub(image.Pt(tt.x, 0))
		got := d.box.Crop(image.Rect(0, d.base, d.box.W, d.box.H)).Ink()
		off := func(a, b int) bool { return a-b > 2 || b-a > 2 }
		if off(got.Min.X, want.Min.X) || off(got.Max.X, want.Max.X) || off(got.Min.Y, want.Min.Y) || off(got.Max.Y, want.Max.Y) {
			t.Errorf("%s: line at %v, want %v: %q", tt.picture, got, want, said)
		}
	}
}

// TestCorpusPages prints the bar codes of one row in the corpus, turned and
// placed as they are, and finds the pictures' every dot.
func TestCorpusPages(t *testing.T) {
	t.Parallel()
	for _, tt := range boundedCases(t) {
		s := codeOf(t, tt.ZPL)
		if _, ok := linearCodes[s.command]; !ok || s.command == "^BL" {
			continue // the text of ^BL is in a font of its own
		}
		want := readInk(t, filepath.Join(corpus, "ZPLab/labelary_images", tt.Picture))
		if got := printLabel(t, want.W, want.H, tt.ZPL); !got.Equal(want) {
			t.Errorf("%s: ink at %v, want %v, or other dots", tt.ID, got.Ink(), want.Ink())
		}
	}
}

func printLabel(t *testing.T, w, h int, zpl string) *bitmap.Bitmap {
	t.Helper()
	var page *bitmap.Bitmap
	p := New(Options{Width: w, Height: h}, Handler{Label: func(l *Label) error {
		page = l.Take()
		return nil
	}})
	if err := p.Run([]byte(zpl)); err != nil {
		t.Fatal(err)
	}
	if page == nil {
		t.Fatal("no label")
	}
	return page
}
