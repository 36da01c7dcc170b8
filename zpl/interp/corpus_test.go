package interp

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"flag"
	"fmt"
	"image"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"waybill/internal/bitmap"
)

var update = flag.Bool("update", false, "rewrite testdata/corpus-scores.tsv")

// A sample is a ZPL file of the corpus. Sizes are in dots at 8 dots/mm.
type sample struct {
	name    string // of the file below corpus
	picture string // what another renderer drew of it, "" if there is none
	page    int    // which label the picture shows
	w, h    int    // of the picture, else 0
}

// filled are pictures of 812x1624 dots that were filled up to 813x1626, with
// thin lines down the right edge.
var filled = map[string]bool{
	"labelize/labels/fedex_ground.png":       true,
	"labelize/labels/ups_import_control.png": true,
	"labelize/labels/usps_intl.png":          true,
}

// samples lists all ZPL files of the corpus, those with pictures as the
// manifests pair them.
func samples(t testing.TB) []sample {
	t.Helper()
	if _, err := os.Stat(corpus); err != nil {
		t.Skip("SKIP-EXTERNAL: the ZPL corpus is not beside the repository")
	}
	paired := map[string]sample{}
	var list []sample
	manifests, err := filepath.Glob(filepath.Join(corpus, "*", "manifest.csv"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range manifests {
		f, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(f).ReadAll()
		f.Close()
		if err != nil {
			t.Fatal(err)
		}
		folder := filepath.Base(filepath.Dir(path))
		for _, row := range rows[1:] {
			s := sample{name: folder + "/" + row[0]}
			if row[2] != "" {
				s.picture = folder + "/" + row[2]
				if _, err := fmt.Sscan(row[3]+" "+row[4], &s.w, &s.h); err != nil {
					t.Fatal(err)
				}
				if filled[s.picture] {
					s.w, s.h = 812, 1624
				}
			}
			paired[s.name] = s
		}
	}
	err = filepath.WalkDir(corpus, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		if strings.HasPrefix(e.Name(), "LICENSE") {
			return nil
		}
		switch filepath.Ext(path) {
		case ".zpl", ".zpl2", ".txt", ".prn":
			name, err := filepath.Rel(corpus, path)
			if err != nil {
				return err
			}
			s := sample{name: filepath.ToSlash(name)}
			if p, ok := paired[s.name]; ok {
				s = p
			}
			list = append(list, s)
			// The one picture of a second label (README of the folder).
			if second := strings.TrimSuffix(s.picture, ".png") + "_page_2.png"; s.picture != "" {
				if _, err := os.Stat(filepath.Join(corpus, second)); err == nil {
					s.picture, s.page = second, 1
					list = append(list, s)
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// paper returns the picture of a sample.
func (s sample) paper(t testing.TB) *bitmap.Bitmap {
	t.Helper()
	file, err := os.ReadFile(filepath.Join(corpus, s.picture))
	if err != nil {
		t.Fatal(err)
	}
	var heard said
	b, ok := decodePicture(file, Options{}, heard.report)
	if !ok {
		t.Fatalf("%s: %q", s.picture, []string(heard))
	}
	return b.Crop(image.Rect(0, 0, s.w, s.h))
}

// job returns the ZPL of a sample. Where there is a picture, ^LL is made a
// comment: the renderers that the pictures are from draw on paper of the size
// they are told, whatever the job says.
func (s sample) job(t testing.TB) []byte {
	t.Helper()
	job, err := os.ReadFile(filepath.Join(corpus, s.name))
	if err != nil {
		t.Fatal(err)
	}
	if s.picture != "" {
		job = bytes.ReplaceAll(job, []byte("^LL"), []byte("^FX"))
	}
	return job
}

// laid returns a label on paper of the picture's size: in its middle, as those
// renderers lay a label that ^PW makes narrower.
func (s sample) laid(label *bitmap.Bitmap) *bitmap.Bitmap {
	page := bitmap.New(s.w, s.h)
	page.Or(label, max(0, s.w-label.W)/2, 0)
	return page
}

// draw returns the labels of a sample and what was said.
func (s sample) draw(t testing.TB) *result {
	t.Helper()
	r := run(Options{Width: s.w, Height: s.h}, string(s.job(t)))
	if r.err != nil {
		t.Fatalf("%s: %v", s.name, r.err)
	}
	return r
}

// blank are files without a label, and why.
var blank = map[string]string{
	"zebrash-swiftpush/big_letter.zpl": "its fields stand outside of ^XA and ^XZ",
}

// TestCorpusRuns draws every file of the corpus. All but the blank ones hold at
// least one label.
func TestCorpusRuns(t *testing.T) {
	t.Parallel()
	list := samples(t)
	if len(list) < 150 {
		t.Fatalf("only %d files", len(list))
	}
	for _, s := range fewerIfRace(list) {
		r := s.draw(t)
		if (len(r.labels) <= s.page) != (blank[s.name] != "") {
			t.Errorf("%s: %d labels: %v", s.name, len(r.labels), r.diagnostics)
		}
		for i, b := range r.labels {
			if b.W <= 0 || b.H <= 0 {
				t.Errorf("%s: label %d of %dx%d", s.name, i, b.W, b.H)
			}
		}
	}
}

// fewerIfRace returns every twelfth of the samples under the race detector.
func fewerIfRace(list []sample) []sample {
	if !raceBuild {
		return list
	}
	var few []sample
	for i := 0; i < len(list); i += 12 {
		few = append(few, list[i])
	}
	return few
}

// scores is the table of what was reached, one file a line.
const scores = "testdata/corpus-scores.tsv"

// TestCorpusScores compares every file that has a picture with it, and fails
// where the likeness fell below what the table holds. docs/zpl.md says what
// the numbers mean; -update writes them anew.
func TestCorpusScores(t *testing.T) {
	t.Parallel()
	if *update && raceBuild {
		t.Fatal("-update needs all pictures: not under the race detector")
	}
	recorded := map[string]float64{}
	if f, err := os.Open(scores); err == nil {
		lines := bufio.NewScanner(f)
		for lines.Scan() {
			var name string
			var score float64
			if strings.HasPrefix(lines.Text(), "#") {
				continue
			}
			if _, err := fmt.Sscanf(lines.Text(), "%s\t%f", &name, &score); err != nil {
				t.Fatal(err)
			}
			recorded[name] = score
		}
		f.Close()
	} else if !*update {
		t.Fatal(err)
	}

	type row struct {
		name  string
		score float64
	}
	var table []row
	sum := 0.0
	for _, s := range fewerIfRace(samples(t)) {
		if s.picture == "" {
			continue
		}
		want := s.paper(t)
		got := bitmap.New(1, 1)
		if labels := s.draw(t).labels; s.page < len(labels) {
			got = s.laid(labels[s.page])
		}
		score := math.Round(likeness(got, want)*1000) / 1000
		sum += score
		table = append(table, row{s.picture, score})
		old, ok := recorded[s.picture]
		if !ok && !*update {
			t.Errorf("%s: not in %s", s.picture, scores)
		}
		if score < old-1e-9 && !*update {
			t.Errorf("%s: %.3f, was %.3f", s.picture, score, old)
		}
	}
	slices.SortFunc(table, func(a, b row) int { return strings.Compare(a.name, b.name) })
	mean := sum / float64(len(table))
	t.Logf("mean %.4f of %d pictures", mean, len(table))
	if *update {
		var out strings.Builder
		fmt.Fprintf(&out, "# likeness to the corpus' pictures; mean %.4f of %d\n", mean, len(table))
		for _, r := range table {
			fmt.Fprintf(&out, "%s\t%.3f\n", r.name, r.score)
		}
		if err := os.WriteFile(scores, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// likeness compares the ink of two pictures laid upon each other with their
// top left corners, and blank paper around the smaller. A dot counts as met if
// the other picture has ink on it or on one of the eight dots around it. The
// value is the harmonic mean of the share of got's ink that want meets and the
// share of want's ink that got meets; two blank pictures are alike: 1.
func likeness(got, want *bitmap.Bitmap) float64 {
	w, h := max(got.W, want.W), max(got.H, want.H)
	got, want = padded(got, w, h), padded(want, w, h)
	if got.Count() == 0 || want.Count() == 0 {
		if got.Count() == want.Count() {
			return 1
		}
		return 0
	}
	precision := float64(common(got, spread(want))) / float64(got.Count())
	recall := float64(common(want, spread(got))) / float64(want.Count())
	if precision+recall == 0 {
		return 0
	}
	return 2 * precision * recall / (precision + recall)
}

// padded returns b on a page of w by h dots.
func padded(b *bitmap.Bitmap, w, h int) *bitmap.Bitmap {
	page := bitmap.New(w, h)
	page.Or(b, 0, 0)
	return page
}

// spread inks the eight neighbours of every dot of ink too.
func spread(b *bitmap.Bitmap) *bitmap.Bitmap {
	out := bitmap.New(b.W, b.H)
	for dy := -1; dy <= 1; dy++ {
		for dx := -1; dx <= 1; dx++ {
			out.Or(b, dx, dy)
		}
	}
	return out
}

// common counts the dots that are ink in both; the sizes are equal.
func common(a, b *bitmap.Bitmap) int {
	both := padded(a, a.W, a.H)
	for i := range both.Bits {
		both.Bits[i] &= b.Bits[i]
	}
	return both.Count()
}

// TestLikeness: the measure itself.
func TestLikeness(t *testing.T) {
	square := bitmap.New(20, 20)
	square.Fill(5, 5, 6, 6)
	at := func(x, y, w, h int) *bitmap.Bitmap {
		b := bitmap.New(20, 20)
		b.Fill(x, y, w, h)
		return b
	}
	for _, tt := range []struct {
		name string
		got  *bitmap.Bitmap
		want float64
	}{
		{"same", at(5, 5, 6, 6), 1},
		{"one dot off", at(6, 4, 6, 6), 1},
		{"two dots off", at(7, 5, 6, 6), 5. / 6},
		{"half", at(5, 5, 6, 2), 2 * 1 * .5 / 1.5},
		{"elsewhere", at(14, 14, 6, 6), 0},
		{"blank", at(0, 0, 0, 0), 0},
		{"other size", padded(square, 30, 12), 1},
	} {
		if got := likeness(tt.got, square); math.Abs(got-tt.want) > 1e-9 {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
	if got := likeness(bitmap.New(3, 3), bitmap.New(9, 9)); got != 1 {
		t.Errorf("blank against blank: %v", got)
	}
}
