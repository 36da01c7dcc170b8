package interp

import (
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"waybill/internal/bitmap"
)

// ownLab is the folder of probes whose outcome is known to the dot.
var ownLab = filepath.Join("..", "..", "..", "shared", "zpl-corpus", "own-lab")

func readProbe(t *testing.T, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(ownLab, name))
	if os.IsNotExist(err) {
		t.Skip("SKIP-EXTERNAL: no corpus beside the checkout")
	}
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// readTruth returns a picture of the probes as dots.
func readTruth(t *testing.T, name string) *bitmap.Bitmap {
	t.Helper()
	f, err := os.Open(filepath.Join(ownLab, name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	img, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	r := img.Bounds()
	b := bitmap.New(r.Dx(), r.Dy())
	for y := range b.H {
		for x := range b.W {
			v, _, _, _ := img.At(r.Min.X+x, r.Min.Y+y).RGBA()
			b.Set(x, y, v < 0x8000)
		}
	}
	return b
}

func probe(t *testing.T, name string, o Options) *result {
	t.Helper()
	o.Fields = true
	r := run(o, string(readProbe(t, name)))
	if r.err != nil || len(r.labels) == 0 {
		t.Fatalf("%d labels, error %v", len(r.labels), r.err)
	}
	return r
}

// small is the label of most probes.
var small = Options{Width: 400, Height: 240}

func TestGraphicProbes(t *testing.T) {
	for _, name := range []string{"t01_gfa_hex", "t03_gfa_b64", "t05_gfb_bin", "t09_dg_xg_z64", "t11_dy_png_im"} {
		t.Run(name, func(t *testing.T) {
			r := probe(t, name+".zpl", small)
			want := bitmap.New(r.labels[0].W, r.labels[0].H)
			want.Or(readTruth(t, "truth-bitmap.png"), 20, 20)
			if !r.labels[0].Equal(want) {
				t.Errorf("differs from the truth; said %v", r.diagnostics)
			}
			if len(r.diagnostics) > 0 {
				t.Errorf("said %v", r.diagnostics)
			}
		})
	}
}

func TestWholeLabelProbe(t *testing.T) {
	r := probe(t, "waybill-full-acs.zpl", Options{})
	if truth := readTruth(t, "waybill-truth-800x1200.png"); !r.labels[0].Equal(truth) {
		t.Errorf("differs from the truth; said %v", r.diagnostics)
	}
}

// The graphics of the hybrid label are parts of the truth; its other fields
// are drawn in the printer's way.
func TestHybridProbe(t *testing.T) {
	var job []string
	for _, f := range strings.SplitAfter(string(readProbe(t, "waybill-hybrid-acs.zpl")), "^FS") {
		if strings.Contains(f, "^GFA") {
			job = append(job, f[strings.LastIndex(f, "^FO"):])
		}
	}
	if len(job) != 17 {
		t.Fatalf("%d graphics, want 17", len(job))
	}
	r := run(Options{}, "^XA"+strings.Join(job, "")+"^XZ")
	got := r.labels[0]
	if n := got.Count(); n != 43_811 {
		t.Errorf("%d dots, want 43811", n)
	}
	got.AndNot(readTruth(t, "waybill-truth-800x1200.png"), 0, 0)
	if n := got.Count(); n > 0 {
		t.Errorf("%d dots that the truth has not", n)
	}
}

func TestBadCRCProbe(t *testing.T) {
	r := probe(t, "t07_gfa_z64_badcrc.zpl", small)
	if n := r.labels[0].Crop(readTruth(t, "truth-bitmap.png").Ink()).Count(); n > 0 {
		t.Errorf("%d dots of a graphic that printers drop", n)
	}
	if r.labels[0].Count() == 0 {
		t.Error("the text below is gone too")
	}
	if len(r.diagnostics) != 1 || r.diagnostics[0].Command != "^GF" {
		t.Errorf("said %v", r.diagnostics)
	}
	o := small
	o.DrawBadCRC = true
	tolerant := probe(t, "t07_gfa_z64_badcrc.zpl", o)
	truth := readTruth(t, "truth-bitmap.png")
	truth.AndNot(tolerant.labels[0], -20, -20)
	if n := truth.Count(); n > 0 {
		t.Errorf("tolerant: %d dots missing", n)
	}
}

// texts returns what a label's fields show.
func texts(r *result, label int) []string {
	var out []string
	for _, f := range r.fields[label] {
		if f.Text != "" {
			out = append(out, f.Text)
		}
	}
	return out
}

func TestTextProbes(t *testing.T) {
	tests := []struct {
		name  string
		texts []string // of all labels
		said  int
	}{
		{"t31_ci28_fh", []string{"收件 ok", "é €"}, 0},
		{"t51_fn_default", []string{"default"}, 0},
		{"t53_cc_ct", []string{"changed caret"}, 0},
		{"t71_noxz", []string{"no end", "second"}, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := probe(t, tt.name+".zpl", small)
			var got []string
			for i := range r.labels {
				got = append(got, texts(r, i)...)
				if r.labels[i].Count() == 0 {
					t.Errorf("label %d is blank", i)
				}
			}
			if strings.Join(got, "|") != strings.Join(tt.texts, "|") {
				t.Errorf("shows %q, want %q", got, tt.texts)
			}
			if len(r.diagnostics) != tt.said {
				t.Errorf("said %v", r.diagnostics)
			}
		})
	}
	if r := probe(t, "t71_noxz.zpl", small); len(r.labels) != 2 {
		t.Errorf("t71: %d labels, want 2", len(r.labels))
	}
}

// A font that is not there is replaced, and that is said.
func TestMissingFontProbe(t *testing.T) {
	r := probe(t, "t33_ci28_cw_simsun.zpl", small)
	if len(r.diagnostics) == 0 || r.labels[0].Count() == 0 {
		t.Errorf("%d dots, said %v", r.labels[0].Count(), r.diagnostics)
	}
}

// The same field turned is the same picture turned.
func TestTurns(t *testing.T) {
	o := Options{Width: 200, Height: 200}
	upright := run(o, "^XA^FO50,60^A0N,40,40^FDAbg^FS^XZ").labels[0]
	in := upright.Ink()
	for _, turn := range []string{"R", "I", "B"} {
		for _, zpl := range []string{"^XA^FO50,60^A0" + turn + ",40,40^FDAbg^FS^XZ", "^XA^FW" + turn + "^FO50,60^A0,40,40^FDAbg^FS^FWN^XZ"} {
			got := run(o, zpl).labels[0]
			want := turned(upright.Crop(in), turn[0])
			if g := got.Ink(); !got.Crop(g).Equal(want) {
				t.Errorf("%s: not the same picture turned", zpl)
			}
		}
	}
	// The baseline of ^FT: all four meet at the point.
	for _, turn := range []string{"N", "R", "I", "B"} {
		got := run(o, "^XA^FT100,100^A0"+turn+",40,40^FDHH^FS^XZ").labels[0].Ink()
		switch turn {
		case "N":
			if got.Max.Y != 100 || got.Min.X < 100 {
				t.Errorf("N: ink %v", got)
			}
		case "R":
			if got.Min.X != 100 || got.Min.Y < 100 {
				t.Errorf("R: ink %v", got)
			}
		case "I":
			if got.Min.Y != 100 || got.Max.X > 100 {
				t.Errorf("I: ink %v", got)
			}
		case "B":
			if got.Max.X != 100 || got.Max.Y > 100 {
				t.Errorf("B: ink %v", got)
			}
		}
	}
}
