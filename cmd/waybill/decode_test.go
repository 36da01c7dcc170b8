package main

import (
	"encoding/xml"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"waybill"
	"waybill/internal/intake"
	"waybill/label"
	"waybill/masking"
	"waybill/templates"
)

// TestSampleCodesDecode reads every bar code and QR of 200 labels back with
// zbarimg: from our PNG and from the PDF as pdftoppm draws it, at 203 and 300
// dpi. Each symbol is cut out with its quiet zone, so that none hides behind
// another of the same data.
func TestSampleCodesDecode(t *testing.T) {
	s := loadSample(t, step(30)) // 67 records, 201 labels
	needTool(t, "zbarimg", "zbar-tools")
	needTool(t, "pdftoppm", "poppler-utils")
	for _, tmpl := range chinese {
		docs := layOut(t, s.csv, tmpl)
		for _, dpi := range []label.DPI{label.DPI203, label.DPI300} {
			t.Run(fmt.Sprintf("%s/%d", tmpl, dpi), func(t *testing.T) {
				dir := fmt.Sprintf("%s-%d", tmpl, dpi)
				if err := os.MkdirAll(filepath.Join(dir, "pdf"), 0o700); err != nil {
					t.Fatal(err)
				}
				pdf := filepath.Join(dir, "out.pdf")
				arg := fmt.Sprint(int(dpi))
				s.render(t, "--template", tmpl, "--to", "png", "--dpi", arg, "-o", filepath.Join(dir, "png")+"/")
				s.render(t, "--template", tmpl, "--to", "pdf", "--dpi", arg, "-o", pdf)
				// 8 dots a millimetre are 203.2 dpi.
				tool(t, "pdftoppm", "-r", fmt.Sprint(float64(dpi.PerMetre())*0.0254), "-gray", "-png", pdf, filepath.Join(dir, "pdf", "p"))
				for _, kind := range []string{"png", "pdf"} {
					checkCodes(t, filepath.Join(dir, kind), docs, dpi)
				}
			})
		}
	}
}

// layOut lays out the records of a file, as render does.
func layOut(t *testing.T, path, name string) []*label.Document {
	t.Helper()
	src, err := templates.Read(name)
	if err != nil {
		t.Fatal(err)
	}
	tmpl, err := label.Parse(src, name, nil)
	if err != nil {
		t.Fatal(err)
	}
	policy, err := masking.Load(masking.Profiles()[0])
	if err != nil {
		t.Fatal(err)
	}
	var ch choices
	lo, err := ch.layoutOptions()
	if err != nil {
		t.Fatal(err)
	}
	in, err := intake.OpenFile(path, intake.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	var docs []*label.Document
	in.Records()(func(s *waybill.Shipment, err error) bool {
		if err != nil {
			t.Fatal(err)
		}
		d, _, err := maskAndLayOut(s, policy, tmpl, lo, time.Now())
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, d)
		return true
	})
	return docs
}

// checkCodes cuts every symbol out of the pictures in dir, one picture a
// document in name order, and has zbarimg read them all.
func checkCodes(t *testing.T, dir string, docs []*label.Document, dpi label.DPI) {
	t.Helper()
	pictures, err := filepath.Glob(filepath.Join(dir, "*.png"))
	if err != nil || len(pictures) != len(docs) {
		t.Fatalf("%d pictures for %d labels (%v)", len(pictures), len(docs), err)
	}
	slices.Sort(pictures)
	want := map[string]string{} // cut-out → type:data
	cuts := t.TempDir()
	for i, d := range docs {
		img := readPNG(t, pictures[i])
		n := 0
		for _, it := range d.Items {
			s, ok := it.(label.Symbol)
			if !ok {
				continue
			}
			kind := "CODE-128"
			if s.Code.TwoD() {
				kind = "QR-Code"
			}
			name := filepath.Join(cuts, fmt.Sprintf("%05d-%d.png", i, n))
			n++
			cut(t, img, s.Area, dpi, name)
			want[name] = kind + ":" + s.Code.Data
		}
		if n != 3 {
			t.Fatalf("label %d has %d symbols, want 3", i+1, n)
		}
	}
	got := zbar(t, cuts)
	failed := 0
	for name, w := range want {
		if got[name] != w {
			if failed++; failed < 5 {
				t.Errorf("%s %s: zbarimg reads %q", filepath.Base(dir), filepath.Base(name), got[name])
			}
		}
	}
	if failed > 0 {
		t.Errorf("%s: %d of %d symbols do not decode", filepath.Base(dir), failed, len(want))
	}
}

func readPNG(t *testing.T, path string) image.Image {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	img, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	return img
}

func cut(t *testing.T, img image.Image, r label.Rect, dpi label.DPI, path string) {
	t.Helper()
	box := image.Rect(dpi.Dots(r.X), dpi.Dots(r.Y), dpi.Dots(r.X+r.W), dpi.Dots(r.Y+r.H)).Intersect(img.Bounds())
	out := image.NewGray(image.Rect(0, 0, box.Dx(), box.Dy()))
	draw.Draw(out, out.Bounds(), img, box.Min, draw.Src)
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, out); err != nil {
		t.Fatal(err)
	}
}

// zbar reads all pictures of a folder in one run: picture → type:data.
func zbar(t *testing.T, dir string) map[string]string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.png"))
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("zbarimg", append([]string{"-q", "--xml", "--"}, files...)...).Output()
	if len(out) == 0 {
		t.Fatalf("zbarimg: %v", err)
	}
	var doc struct {
		Sources []struct {
			Href    string `xml:"href,attr"`
			Symbols []struct {
				Type string `xml:"type,attr"`
				Data string `xml:"data"`
			} `xml:"index>symbol"`
		} `xml:"source"`
	}
	if err := xml.Unmarshal(out, &doc); err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, s := range doc.Sources {
		var all []string
		for _, y := range s.Symbols {
			all = append(all, y.Type+":"+y.Data)
		}
		got[s.Href] = strings.Join(all, " ")
	}
	return got
}
