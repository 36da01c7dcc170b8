package pdf

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"waybill/internal/font"
	"waybill/internal/symbol"
	"waybill/label"
	"waybill/masking"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// write returns the file of some documents.
func write(t testing.TB, o Options, docs ...*label.Document) []byte {
	t.Helper()
	var b bytes.Buffer
	w := NewWriter(&b, fonts(t), o)
	for _, d := range docs {
		if err := w.Page(d, pass); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func document(items ...label.Item) *label.Document {
	return &label.Document{Size: label.Size{W: 100 * mm, H: 150 * mm}, Items: items}
}

// pageStrings returns what a page paints, as the reader sees it.
func pageStrings(t testing.TB, pdf []byte, page int) []string {
	t.Helper()
	texts, err := Texts(pdf)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, x := range texts {
		if x.Page == page {
			out = append(out, x.String)
		}
	}
	return out
}

// difficult holds what gofpdf alone gets wrong: characters above U+FFFF, PDF
// string delimiters as bytes of UTF-16 codes (U+2829, U+5C28, U+0D0D), several
// fonts in a line, invisible characters.
var difficult = []string{
	"欧阳𬱖",
	"𠮷𬱖한글😀A",
	`(\) 尨圩`,
	"岨\u200b峨",
	"Ab\u00a0cd",
}

func TestDifficultTextReadsBack(t *testing.T) {
	d := document()
	for i, s := range difficult {
		d.Items = append(d.Items, textItem(5, 10+10*float64(i), 5, s))
	}
	pdf := write(t, Options{}, document(textItem(5, 10, 5, "first")), d)
	got := pageStrings(t, pdf, 2)
	for _, s := range difficult {
		if want := strings.ReplaceAll(s, "\u200b", ""); !slices.Contains(got, want) {
			t.Errorf("page does not paint %+q; it paints %+q", want, got)
		}
	}
}

func TestGBKPrivateUseIsDrawnAsStandard(t *testing.T) {
	s := fonts(t)
	for r := rune(firstPrivate); r <= lastPrivate; r++ {
		g, ok := s.Glyph(r)
		if !ok || g.Rune == r {
			continue
		}
		got := pageStrings(t, write(t, Options{}, document(textItem(5, 10, 5, string(r)))), 1)
		if !slices.Equal(got, []string{string(g.Rune)}) {
			t.Errorf("U+%04X reads back as %+q, want U+%04X", r, got, g.Rune)
		}
		return
	}
	t.Fatal("no mapped private-use character found")
}

func TestMissingGlyph(t *testing.T) {
	var out bytes.Buffer
	w := NewWriter(&out, fonts(t), Options{})
	before := out.Len()
	err := w.Page(document(textItem(5, 10, 5, "张\U000F0000")), pass)
	var missing *font.MissingError
	if !errors.As(err, &missing) || missing.Rune != 0xF0000 {
		t.Fatalf("error %v, want a MissingError for U+F0000", err)
	}
	if strings.Contains(err.Error(), "张") {
		t.Errorf("error holds text: %v", err)
	}
	if out.Len() != before {
		t.Error("something was written")
	}
}

func TestSymbolThatDoesNotFit(t *testing.T) {
	w := NewWriter(&bytes.Buffer{}, fonts(t), Options{})
	err := w.Page(document(symbolItem(t, symbol.Code128, "SF1300123456789", 0, 0, 20, 10, 375)), pass)
	var e *label.SymbolError
	if !errors.As(err, &e) {
		t.Fatalf("error %v, want a SymbolError", err)
	}
}

func TestNoPages(t *testing.T) {
	w := NewWriter(&bytes.Buffer{}, fonts(t), Options{})
	if err := w.Close(); err == nil {
		t.Error("a file without pages was closed")
	}
	if err := w.Page(document(), pass); !errors.Is(err, ErrClosed) {
		t.Errorf("Page after Close: %v", err)
	}
}

func TestPagesWithoutText(t *testing.T) {
	pdf := write(t, Options{}, document(label.Box{R: label.Rect{X: 10, Y: 10, W: 5000, H: 5000}, Filled: true}))
	if got := pageStrings(t, pdf, 1); len(got) != 0 {
		t.Errorf("page paints %q", got)
	}
}

func TestCopies(t *testing.T) {
	d := document(textItem(5, 10, 5, "三份"))
	d.Copies = 3
	pdf := write(t, Options{}, d)
	for page := 1; page <= 3; page++ {
		if got := pageStrings(t, pdf, page); !slices.Equal(got, []string{"三份"}) {
			t.Errorf("page %d paints %q", page, got)
		}
	}
}

// disk fails after n bytes.
type disk struct{ n int }

var errDisk = errors.New("disk full")

func (d *disk) Write(b []byte) (int, error) {
	if len(b) > d.n {
		n := d.n
		d.n = 0
		return n, errDisk
	}
	d.n -= len(b)
	return len(b), nil
}

func TestWriteErrors(t *testing.T) {
	size := len(write(t, Options{}, sample(t, 1), sample(t, 2)))
	for _, n := range []int{0, size / 3, size - 1} {
		w := NewWriter(&disk{n}, fonts(t), Options{})
		var err error
		for i := 1; i <= 2 && err == nil; i++ {
			err = w.Page(sample(t, i), pass)
		}
		if err == nil {
			err = w.Close()
		}
		if !errors.Is(err, errDisk) {
			t.Errorf("disk of %d bytes: error %v", n, err)
		}
	}
}

func TestGateRefusesPage(t *testing.T) {
	const secret = "机密"
	find := func(s string) []masking.Finding {
		if strings.Contains(s, secret) {
			return []masking.Finding{{Field: "recipient.name", How: "whole"}}
		}
		return nil
	}
	reversed := label.Box{R: label.Rect{W: 20 * mm, H: 20 * mm}, Filled: true, Knockout: []label.Text{textItem(1, 5, 5, "x"+secret)}}
	for what, item := range map[string]label.Item{
		"text":      textItem(5, 10, 5, "a"+secret),
		"invisible": textItem(5, 10, 5, "机\u200b密"),
		"reversed":  reversed,
		"payload":   symbolItem(t, symbol.QR, "q"+secret, 10, 10, 40, 40, 500),
	} {
		var out bytes.Buffer
		w := NewWriter(&out, fonts(t), Options{})
		err := w.Page(document(item), find)
		var leak *LeakError
		if !errors.As(err, &leak) || len(leak.Findings) != 1 {
			t.Errorf("%s: error %v, want a LeakError", what, err)
			continue
		}
		if strings.Contains(err.Error(), secret) {
			t.Errorf("%s: error holds the secret", what)
		}
	}
	if err := NewWriter(&bytes.Buffer{}, fonts(t), Options{}).Page(document(), nil); err == nil {
		t.Error("a page went out without a gate")
	}
}

func TestReadBackCatchesForeignText(t *testing.T) {
	w := NewWriter(&bytes.Buffer{}, fonts(t), Options{})
	c := &canvas{out: w, painted: []string{"一"}, content: []byte("/F0 5 Tf BT (\x4e\x00) Tj ET")}
	if err := c.check(); err != nil {
		t.Fatal(err)
	}
	c.content = append(c.content, " BT (\x4e\x01) Tj ET"...)
	if err := c.check(); !errors.Is(err, errReadBack) {
		t.Errorf("error %v, want errReadBack", err)
	}
}

func TestDeterministic(t *testing.T) {
	var docs []*label.Document
	for i := range 40 {
		d := sample(t, i)
		if i%9 == 4 {
			d.Items = append(d.Items, textItem(5, 145, 3, []string{"𬱖𠮷", "😀𬣞", "𠮷"}[i%3]))
		}
		docs = append(docs, d)
	}
	want := write(t, Options{}, docs...)
	for _, procs := range []int{1, 4} {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(procs))
		var out bytes.Buffer
		w := NewWriter(&out, fonts(t), Options{})
		sheets := make([]*Sheet, len(docs))
		var wg sync.WaitGroup
		for k := range 4 {
			wg.Go(func() {
				for i := k; i < len(docs); i += 4 {
					var err error
					if sheets[i], err = w.Prepare(docs[i], pass); err != nil {
						t.Error(err)
					}
				}
			})
		}
		wg.Wait()
		for _, s := range sheets {
			if err := w.Append(s); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(out.Bytes(), want) {
			t.Errorf("GOMAXPROCS %d: file differs", procs)
		}
	}
}

// TestGolden shows a whole small file: no font, one content stream.
func TestGolden(t *testing.T) {
	d := &label.Document{Size: label.Size{W: 40 * mm, H: 30 * mm}, Items: []label.Item{
		label.Box{R: label.Rect{X: mm, Y: mm, W: 38 * mm, H: 28 * mm}, Thickness: 250},
		label.Line{R: label.Rect{X: mm, Y: 20 * mm, W: 38 * mm, H: 125}, Dash: 5 * mm},
		symbolItem(t, symbol.Code128, "1234", 5, 5, 30, 10, 250),
	}}
	got := write(t, Options{}, d)
	path := filepath.Join("testdata", "tiny.pdf")
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("file differs from %s; look at it and run with -update", path)
	}
}

// TestNoMetadata: nothing stands in the file but what the pages paint.
func TestNoMetadata(t *testing.T) {
	texts, err := Texts(write(t, Options{}, sample(t, 1)))
	if err != nil {
		t.Fatal(err)
	}
	var rest []string
	for _, x := range texts {
		if x.Page == 0 {
			rest = append(rest, x.Where+": "+x.String)
		}
	}
	want := []string{"dictionary: Adobe", "dictionary: Identity", "dictionary: waybill"}
	slices.Sort(rest)
	if rest = slices.Compact(rest); !slices.Equal(rest, want) {
		t.Errorf("beside the pages: %q, want %q", rest, want)
	}
}

// TestQuiet: gofpdf prints what it thinks of fonts to standard output.
func TestQuiet(t *testing.T) {
	old := os.Stdout
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	os.Stdout = w
	write(t, Options{}, document(textItem(5, 10, 5, "𬱖한A")))
	os.Stdout = old
	w.Close()
	var b bytes.Buffer
	b.ReadFrom(r)
	if b.Len() > 0 {
		t.Errorf("%d bytes on standard output", b.Len())
	}
}

func BenchmarkWriter(b *testing.B) {
	for _, pages := range []int{1, 100, 1000, 2000} {
		b.Run(fmt.Sprint(pages), func(b *testing.B) { benchmark(b, pages) })
	}
}

// count counts bytes.
type count int

func (c *count) Write(b []byte) (int, error) { *c += count(len(b)); return len(b), nil }

// benchmark prepares pages on all cores and appends them in order. Documents
// are made beforehand; the heap peak counts what the writer adds.
func benchmark(b *testing.B, pages int) {
	docs := make([]*label.Document, pages)
	for i := range docs {
		docs[i] = sample(b, i)
	}
	set := fonts(b)
	var bytes count
	runtime.GC()
	var before, now runtime.MemStats
	runtime.ReadMemStats(&before)
	var peak uint64
	for b.Loop() {
		bytes = 0
		w := NewWriter(&bytes, set, Options{})
		queue := make(chan chan *Sheet, 16)
		go func() {
			defer close(queue)
			limit := make(chan struct{}, runtime.GOMAXPROCS(0))
			for _, d := range docs {
				c := make(chan *Sheet, 1)
				queue <- c
				limit <- struct{}{}
				go func() {
					s, err := w.Prepare(d, pass)
					if err != nil {
						panic(err)
					}
					c <- s
					<-limit
				}()
			}
		}()
		n := 0
		for c := range queue {
			if err := w.Append(<-c); err != nil {
				b.Fatal(err)
			}
			if n++; n%200 == 0 {
				runtime.ReadMemStats(&now)
				peak = max(peak, now.HeapInuse)
			}
		}
		if err := w.Close(); err != nil {
			b.Fatal(err)
		}
		runtime.ReadMemStats(&now)
		peak = max(peak, now.HeapInuse)
	}
	b.ReportMetric(float64(pages)*float64(b.N)/b.Elapsed().Seconds(), "pages/s")
	b.ReportMetric(float64(bytes)/float64(pages), "B/page")
	b.ReportMetric(float64(int64(peak)-int64(before.HeapInuse))/1e6, "peakMB")
}
