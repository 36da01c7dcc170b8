package interp

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"golang.org/x/image/bmp"

	"waybill/internal/bitmap"
	coding "waybill/zpl/internal/graphic"
)

// said collects reports.
type said []string

func (s *said) report(format string, args ...any) { *s = append(*s, fmt.Sprintf(format, args...)) }

func (s said) has(part string) bool { return strings.Contains(strings.Join(s, "\n"), part) }

func TestDecodeGraphic(t *testing.T) {
	tests := []struct {
		name          string
		format        byte
		data          string
		total, stride int
		o             Options
		want          string // rows of dots, "" for nothing
		says          string // "" for nothing
	}{
		{"hex", 'A', "F00F", 2, 1, Options{}, "####....\n....####\n", ""},
		{"binary", 'B', "\xf0\x0f", 2, 1, Options{}, "####....\n....####\n", ""},
		{"compressed", 'C', "F00F", 2, 1, Options{}, "####....\n....####\n", "format C"},
		{"cut", 'A', "F0", 2, 1, Options{}, "", "1 of 2 bytes"},
		{"cut, tolerant", 'A', "F0", 2, 1, Options{DrawBadCRC: true}, "####....\n........\n", "1 of 2 bytes"},
		{"last row cut", 'A', "F00F81", 3, 2, Options{}, "####........####\n#......#........\n", "within a row"},
		{"bang", 'A', "8!", 1, 1, Options{}, "#...####\n", "with F"},
		{"bang as one", 'A', "8!", 1, 1, Options{BangAsOne: true}, "#......#\n", "with 1"},
		{"no size", 'A', "F0", 0, 1, Options{}, "", "without its size"},
		{"no rows", 'A', "F0", 1, 0, Options{}, "", "without its size"},
		{"rows longer than all", 'A', "F0", 1, 2, Options{}, "", "rows of 2"},
		{"checksum", 'A', ":B64:8A==:0000", 1, 1, Options{}, "", "dropped"},
		{"checksum, tolerant", 'A', ":B64:8A==:0000", 1, 1, Options{DrawBadCRC: true}, "####....\n", "all the same"},
		{"damaged", 'A', ":Z64:8A==", 1, 1, Options{DrawBadCRC: true}, "", "damaged"},
		{"limit", 'A', "FFFF", 1 << 40, 1, Options{Limits: Limits{FieldDots: 16}}, "########\n########\n", "cut at 2"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var s said
			b, ok := decodeGraphic(tt.format, []byte(tt.data), tt.total, tt.stride, tt.o, s.report)
			if ok != (tt.want != "") || ok && dots(b) != tt.want {
				t.Errorf("got %v\n%s", ok, dots(b))
			}
			if len(s) > 0 != (tt.says != "") || !s.has(tt.says) {
				t.Errorf("says %q", []string(s))
			}
		})
	}
}

// dots shows a bitmap.
func dots(b *bitmap.Bitmap) string {
	var out strings.Builder
	if b == nil {
		return ""
	}
	for y := range b.H {
		for x := range b.W {
			if b.At(x, y) {
				out.WriteByte('#')
			} else {
				out.WriteByte('.')
			}
		}
		out.WriteByte('\n')
	}
	return out.String()
}

func TestDecodePayload(t *testing.T) {
	file := []byte(pngSignature + "and so on^~")
	n := len(file)
	hex := string(coding.AppendHex(nil, file))
	b64 := string(coding.AppendB64(nil, file))
	tests := []struct {
		name   string
		format byte
		data   string
		total  int
		want   int // bytes, < 0: none
		says   string
	}{
		{"hex", 'A', hex, n, n, ""},
		{"hex, broken lines", 'A', hex[:7] + "\r\n" + hex[7:], n, n, ""},
		{"Base64", 'A', b64, n, n, ""},
		{"binary", 'B', string(file), n, n, ""},
		{"PNG as hex", 'P', hex, n, n, ""},
		{"PNG as Base64", 'P', b64, n, n, ""},
		{"PNG as bytes", 'P', string(file), n, n, ""},
		{"cut", 'A', hex[:10], n, 5, "missing"},
		{"longer", 'A', hex, 4, 4, "more data"},
		{"no size", 'A', hex, 0, -1, "without its size"},
		{"too large", 'A', hex, 1 << 40, -1, "memory has"},
		{"AR", 'C', hex, n, -1, "BAR-ONE"},
		{"checksum", 'A', b64[:len(b64)-4] + "0000", n, -1, "dropped"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var s said
			got, ok := decodePayload(tt.format, []byte(tt.data), tt.total, Options{}, s.report)
			if ok != (tt.want >= 0) || ok && !bytes.Equal(got, file[:tt.want]) {
				t.Errorf("%v, %q", ok, got)
			}
			if len(s) > 0 != (tt.says != "") || !s.has(tt.says) {
				t.Errorf("says %q", []string(s))
			}
		})
	}
}

// TestDecodePicture compares each form of picture with bitmap.Threshold of the
// whole.
func TestDecodePicture(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	area := image.Rect(0, 0, 37, 150)
	grey, pal, rgba := image.NewGray(area), image.NewPaletted(area, color.Palette{
		color.Black, color.White, color.Transparent, color.Gray{0x7f}, color.Gray{0x80}, color.RGBA{0, 0, 0xff, 0xff},
	}), image.NewNRGBA(area)
	for y := range area.Dy() {
		for x := range area.Dx() {
			grey.SetGray(x, y, color.Gray{byte(rng.Uint32())})
			pal.SetColorIndex(x, y, byte(rng.IntN(len(pal.Palette))))
			rgba.Set(x, y, color.NRGBA{byte(rng.Uint32()), byte(rng.Uint32()), byte(rng.Uint32()), byte(rng.Uint32())})
		}
	}
	for name, img := range map[string]image.Image{"grey": grey, "palette": pal, "rgba": rgba} {
		want := bitmap.Threshold(img, 37, 150)
		for _, kind := range []string{"png", "bmp"} {
			var file bytes.Buffer
			if kind == "png" {
				if err := png.Encode(&file, img); err != nil {
					t.Fatal(err)
				}
			} else if name != "rgba" { // BMP has no transparency
				if err := bmp.Encode(&file, img); err != nil {
					t.Fatal(err)
				}
				back, err := bmp.Decode(bytes.NewReader(file.Bytes()))
				if err != nil {
					t.Fatal(err)
				}
				want = bitmap.Threshold(back, 37, 150)
			} else {
				continue
			}
			var s said
			got, ok := decodePicture(file.Bytes(), Options{}, s.report)
			if !ok || !got.Equal(want) || len(s) > 0 {
				t.Errorf("%s %s: %v %q", kind, name, ok, []string(s))
			}
			for _, cut := range []int{9, 30, file.Len() / 2} {
				if _, ok := decodePicture(file.Bytes()[:cut], Options{}, s.report); ok {
					t.Errorf("%s %s cut at %d is drawn", kind, name, cut)
				}
			}
			if _, ok := decodePicture(file.Bytes(), Options{Limits: Limits{FieldDots: 1000}}, s.report); ok || !s.has("too large") {
				t.Errorf("%s %s above the limit is drawn: %q", kind, name, []string(s))
			}
		}
	}
	var s said
	if _, ok := decodePicture([]byte("GIF89a"), Options{}, s.report); ok || !s.has("neither") {
		t.Errorf("a GIF: %q", []string(s))
	}
}

// TestPictureBomb gives sizes that no memory has.
func TestPictureBomb(t *testing.T) {
	var file bytes.Buffer
	if err := png.Encode(&file, image.NewGray(image.Rect(0, 0, 8, 8))); err != nil {
		t.Fatal(err)
	}
	bomb := file.Bytes()
	binary.BigEndian.PutUint32(bomb[16:], 1<<30)
	binary.BigEndian.PutUint32(bomb[20:], 1<<30)
	var s said
	if _, ok := decodePicture(bomb, Options{}, s.report); ok {
		t.Error("drawn")
	}
}

// TestOwnGraphics decodes the data of the corpus' own probes to the very dots
// of the picture they were made from.
func TestOwnGraphics(t *testing.T) {
	const dir = "../../../shared/zpl-corpus/own-lab/"
	file, err := os.ReadFile(dir + "truth-bitmap.png")
	if err != nil {
		t.Skip("SKIP-EXTERNAL: the ZPL corpus ../shared/zpl-corpus is not here")
	}
	var s said
	want, ok := decodePicture(file, Options{}, s.report)
	if !ok || want.W != 200 || want.Count() == 0 {
		t.Fatalf("no truth: %q", []string(s))
	}
	for _, probe := range []struct {
		name, intro string
		format      byte
		end         string
	}{
		{"t01_gfa_hex.zpl", "^GFA,3000,3000,25,", 'A', "^FS"},
		{"t03_gfa_b64.zpl", "^GFA,3000,3000,25,", 'A', "^FS"},
		{"t05_gfb_bin.zpl", "^GFB,3000,3000,25,", 'B', ""},
		{"t09_dg_xg_z64.zpl", ",3000,25,", 'A', "^"},
	} {
		data, err := os.ReadFile(dir + probe.name)
		if err != nil {
			t.Fatal(err)
		}
		_, rest, found := bytes.Cut(data, []byte(probe.intro))
		if !found {
			t.Fatalf("%s: no %s", probe.name, probe.intro)
		}
		if probe.end != "" {
			rest, _, _ = bytes.Cut(rest, []byte(probe.end))
		} else {
			rest = rest[:3000]
		}
		got, ok := decodeGraphic(probe.format, rest, 3000, 25, Options{}, s.report)
		if !ok || !got.Equal(want) || len(s) > 0 {
			t.Errorf("%s: %v, %q", probe.name, ok, []string(s))
		}
	}
}

// FuzzGraphic: no data, sizes or picture file makes more than the limits allow.
func FuzzGraphic(f *testing.F) {
	var file bytes.Buffer
	if err := png.Encode(&file, image.NewGray(image.Rect(0, 0, 8, 8))); err != nil {
		f.Fatal(err)
	}
	f.Add([]byte("F0,:!"), byte('A'), 20, 2)
	f.Add([]byte(":Z64:eJxjYAAA:1234"), byte('A'), 1<<40, 1)
	f.Add(file.Bytes(), byte('P'), file.Len(), 0)
	f.Fuzz(func(t *testing.T, data []byte, format byte, total, stride int) {
		o := Options{Limits: Limits{FieldDots: 1 << 16, ObjectBytes: 1 << 13}}
		r := func(string, ...any) {}
		if b, ok := decodeGraphic(format, data, total, stride, o, r); ok {
			if len(b.Bits) != b.H*b.Stride || b.W != 8*b.Stride || len(b.Bits) > 2<<13 {
				t.Fatalf("%dx%d with %d bytes", b.W, b.H, len(b.Bits))
			}
		}
		if file, ok := decodePayload(format, data, total, o, r); ok && len(file) > 1<<13 {
			t.Fatalf("file of %d bytes", len(file))
		}
		if b, ok := decodePicture(data, o, r); ok && b.W*b.H > 1<<16 {
			t.Fatalf("picture of %dx%d", b.W, b.H)
		}
	})
}
