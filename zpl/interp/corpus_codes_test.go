package interp

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/aztec"
	"github.com/makiuchi-d/gozxing/datamatrix"

	"waybill/internal/bitmap"
)

// TestCorpusCodes: every bar code that a reader finds in the picture of
// another renderer it finds in ours, with the same data. (The readers do not
// find all that are there, and not always the same in both.)
func TestCorpusCodes(t *testing.T) {
	t.Parallel()
	list := slices.DeleteFunc(samples(t), func(s sample) bool { return s.picture == "" || !s.has(t, "^B", "^GF") })
	list = fewerIfRace(list)
	zbar, err := exec.LookPath("zbarimg")
	if err != nil {
		t.Skip("SKIP-EXTERNAL: zbarimg (zbar-tools) is not installed")
	}
	dir := t.TempDir()
	save := func(b *bitmap.Bitmap, name string, i int) string {
		const quiet = 40 // dots around what is read: less blank paper to look at
		ink := b.Ink().Inset(-quiet)
		page := bitmap.New(ink.Dx(), ink.Dy())
		page.Or(b, -ink.Min.X, -ink.Min.Y)
		path := filepath.Join(dir, fmt.Sprintf("%03d-%s.png", i, name))
		f, err := os.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(page.WritePNG(f, 8000), f.Close()); err != nil {
			t.Fatal(err)
		}
		return path
	}
	var theirs, ours []string
	for i, s := range list {
		labels := s.draw(t).labels
		page := bitmap.New(s.w, s.h)
		if s.page < len(labels) {
			page = s.laid(labels[s.page])
		}
		ours = append(ours, save(page, "ours", i))
		theirs = append(theirs, save(s.paper(t), "theirs", i))
	}
	want, got := zbarRead(t, zbar, theirs), zbarRead(t, zbar, ours)
	n := 0
	for i, s := range list {
		wanted, found := want[theirs[i]], got[ours[i]]
		if s.has(t, "^BO", "^B0", "^BX") { // what zbarimg does not read
			wanted = append(wanted, matrixRead(t, theirs[i])...)
			found = append(found, matrixRead(t, ours[i])...)
		}
		for _, code := range wanted {
			n++
			if !slices.Contains(found, code) {
				kind, data, _ := strings.Cut(code, " ")
				t.Errorf("%s: %s of %d bytes is not found, but %d others", s.picture, kind, len(data), len(found))
			}
		}
	}
	t.Logf("%d bar codes read", n)
	if n < 60 && !raceBuild {
		t.Errorf("only %d bar codes in all pictures", n)
	}
}

// zbarRead returns what zbarimg finds in each of the pictures, "KIND data",
// looking at every third line: three of the codes it finds in all lines are
// missed, for half the time.
func zbarRead(t *testing.T, zbar string, pictures []string) map[string][]string {
	t.Helper()
	out, err := exec.Command(zbar, append([]string{"-q", "--xml", "-Sx-density=3", "-Sy-density=3"}, pictures...)...).Output()
	var exit *exec.ExitError
	// 4: some picture has no code.
	if err != nil && !(errors.As(err, &exit) && exit.ExitCode() == 4) {
		t.Fatalf("zbarimg: %v", err)
	}
	var all struct {
		Sources []struct {
			Path    string `xml:"href,attr"`
			Symbols []struct {
				Kind string `xml:"type,attr"`
				Data string `xml:"data"`
			} `xml:"index>symbol"`
		} `xml:"source"`
	}
	if err := xml.Unmarshal(out, &all); err != nil {
		t.Fatal(err)
	}
	found := map[string][]string{}
	for _, s := range all.Sources {
		for _, code := range s.Symbols {
			found[s.Path] = append(found[s.Path], code.Kind+" "+code.Data)
		}
	}
	return found
}

// has reports whether the job has one of the commands.
func (s sample) has(t *testing.T, commands ...string) bool {
	t.Helper()
	job := s.job(t)
	return slices.ContainsFunc(commands, func(c string) bool { return bytes.Contains(job, []byte(c)) })
}

// matrixRead returns what gozxing finds in a picture of the kinds that zbarimg
// does not read.
func matrixRead(t *testing.T, path string) []string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	m, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for kind, reader := range map[string]gozxing.Reader{"Aztec": aztec.NewAztecReader(), "DataMatrix": datamatrix.NewDataMatrixReader()} {
		b, err := gozxing.NewBinaryBitmapFromImage(m)
		if err != nil {
			t.Fatal(err)
		}
		if code, err := reader.Decode(b, nil); err == nil {
			found = append(found, kind+" "+code.GetText())
		}
	}
	return found
}
