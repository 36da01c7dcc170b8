package pdf

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"waybill/internal/bitmap"
	"waybill/internal/font"
	"waybill/internal/raster"
	"waybill/internal/symbol"
	"waybill/label"
)

// tool runs another program's view of a file; the test is skipped where the
// program is missing.
func tool(t *testing.T, name string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Skipf("SKIP-EXTERNAL: %s is not installed", name)
	}
	cmd := exec.Command(name, args...)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s: %v\n%s%s", name, err, stdout.String(), stderr.String())
	}
	return stdout.String()
}

// save writes a file for another program.
func save(t *testing.T, pdf []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "test.pdf")
	if err := os.WriteFile(path, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// hard is a file with everything that the writer can draw.
func hard(t *testing.T) []byte {
	d := document()
	for i, s := range difficult {
		l := textItem(5, 10+10*float64(i), 5, s)
		l.Bold = i%2 == 1
		d.Items = append(d.Items, l)
	}
	return write(t, Options{}, sample(t, 1), d, sample(t, 2))
}

func TestQPDFCheck(t *testing.T) {
	tool(t, "qpdf", "--check", save(t, hard(t)))
}

func TestPdftotext(t *testing.T) {
	got := tool(t, "pdftotext", "-f", "2", "-l", "2", save(t, hard(t)), "-")
	for _, s := range difficult {
		if want := strings.ReplaceAll(s, "\u200b", ""); !strings.Contains(strings.ReplaceAll(got, " ", "\u00a0"), strings.ReplaceAll(want, " ", "\u00a0")) {
			t.Errorf("pdftotext does not find %+q in %+q", want, got)
		}
	}
}

func TestPdffonts(t *testing.T) {
	lines := strings.Split(strings.TrimSpace(tool(t, "pdffonts", save(t, hard(t)))), "\n")[2:]
	if len(lines) < 3 {
		t.Errorf("%d fonts, want the main font and fallbacks", len(lines))
	}
	for _, l := range lines {
		if !strings.Contains(l, "+Noto") || !strings.Contains(l, "yes yes yes") {
			t.Errorf("not an embedded subset with a Unicode map: %s", l)
		}
	}
}

// render returns page 1 as pdftoppm draws it without smoothing.
func render(t *testing.T, pdf []byte, dpi string) *bitmap.Bitmap {
	t.Helper()
	path := save(t, pdf)
	tool(t, "pdftoppm", "-mono", "-r", dpi, "-f", "1", "-l", "1", "-singlefile", path, path)
	b, err := os.ReadFile(path + ".pbm")
	if err != nil {
		t.Fatal(err)
	}
	fields := bytes.SplitN(b, []byte("\n"), 3)
	var w, h int
	if len(fields) == 3 {
		l := lexer{fields[1], 0}
		a, _ := l.next(false)
		c, _ := l.next(false)
		x, _ := a.(number)
		y, _ := c.(number)
		w, h = x.int(), y.int()
	}
	out := bitmap.New(w, h)
	if n := copy(out.Bits, fields[len(fields)-1]); n != len(out.Bits) {
		t.Fatalf("pdftoppm wrote %d bytes for %d by %d dots", n, w, h)
	}
	return out
}

// TestSameDots: on the printer's own grid, lines, codes and pictures come out
// of a renderer exactly as the raster output has them.
func TestSameDots(t *testing.T) {
	d := sample(t, 3)
	d.Items = slices.DeleteFunc(d.Items, func(i label.Item) bool {
		_, isText := i.(label.Text)
		return isText
	})
	for k, item := range d.Items {
		if b, ok := item.(label.Box); ok {
			b.Knockout = nil
			d.Items[k] = b
		}
	}
	for dpi, rate := range map[label.DPI]string{203: "203.2", 300: "300", 600: "600"} {
		got := render(t, write(t, Options{DPI: dpi}, d), rate)
		want, err := raster.Render(d, dpi, font.NewRasterizer(fonts(t)))
		if err != nil {
			t.Fatal(err)
		}
		if got.W-want.W > 1 || got.H-want.H > 1 || dpi == 203 && (got.W != want.W || got.H != want.H) {
			t.Errorf("%d dpi: page of %d by %d dots, want %d by %d", dpi, got.W, got.H, want.W, want.H)
		}
		differ := 0
		for y := range want.H {
			for x := range want.W {
				if got.At(x, y) != want.At(x, y) {
					differ++
				}
			}
		}
		if differ > 0 {
			t.Errorf("%d dpi: %d dots differ", dpi, differ)
		}
	}
}

// TestTextLooksAlike: text covers nearly the same dots as in the raster
// output, embedded or as pictures.
func TestTextLooksAlike(t *testing.T) {
	d := document()
	for i, s := range difficult {
		d.Items = append(d.Items, textItem(5, 20+20*float64(i), 12, s))
	}
	want, err := raster.Render(d, 600, font.NewRasterizer(fonts(t)))
	if err != nil {
		t.Fatal(err)
	}
	for _, embedded := range []bool{true, false} {
		var b bytes.Buffer
		w := NewWriter(&b, fonts(t), Options{})
		if !embedded {
			for _, f := range w.faces {
				f.once.Do(func() {})
			}
		}
		if err := w.Page(d, pass); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		if embedded == bytes.Contains(b.Bytes(), []byte("/ImageMask")) {
			t.Errorf("embedded %v: drawn the other way", embedded)
		}
		got := render(t, b.Bytes(), "600")
		union, common := bitmap.New(want.W, want.H), bitmap.New(want.W, want.H)
		union.Or(want, 0, 0)
		union.Or(got, 0, 0)
		common.Or(union, 0, 0)
		missing := bitmap.New(want.W, want.H)
		missing.Or(union, 0, 0)
		missing.AndNot(got, 0, 0)
		common.AndNot(missing, 0, 0)
		missing.Or(union, 0, 0)
		missing.AndNot(want, 0, 0)
		common.AndNot(missing, 0, 0)
		if share := float64(common.Count()) / float64(union.Count()); share < 0.9 {
			t.Errorf("embedded %v: %.0f %% of the ink agrees", embedded, share*100)
		}
		if got := pageStrings(t, b.Bytes(), 1); !slices.Contains(got, "欧阳𬱖") {
			t.Errorf("embedded %v: page paints %+q", embedded, got)
		}
	}
}

func TestCodesDecode(t *testing.T) {
	d := document(
		symbolItem(t, symbol.Code128, "YT1234567890123", 5, 5, 80, 15, 375),
		symbolItem(t, symbol.Code128, "SF1300123456789", 5, 30, 60, 10, 250),
		symbolItem(t, symbol.QR, "JDVB01234567890", 5, 50, 30, 30, 750),
		symbolItem(t, symbol.Code39, "AB-12", 5, 90, 80, 15, 375),
		symbolItem(t, symbol.EAN13, "6901234567892", 5, 115, 60, 15, 375),
	)
	want := []string{"6901234567892", "AB-12", "JDVB01234567890", "SF1300123456789", "YT1234567890123"}
	for _, o := range []Options{{DPI: 203}, {DPI: 300}} {
		path := save(t, write(t, o, d))
		for _, dpi := range []string{"203.2", "300"} {
			tool(t, "pdftoppm", "-png", "-r", dpi, "-singlefile", path, path)
			got := strings.Fields(tool(t, "zbarimg", "-q", "--raw", path+".png"))
			slices.Sort(got)
			if !slices.Equal(got, want) {
				t.Errorf("placed for %d, drawn at %s dpi: decoded %q", o.DPI, dpi, got)
			}
		}
	}
}
