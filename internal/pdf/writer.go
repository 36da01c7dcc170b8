package pdf

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"slices"
	"sync"

	"waybill/internal/font"
	"waybill/label"
	"waybill/masking"
)

// Options are a Writer's settings; the zero value is good.
type Options struct {
	// DPI is the printer's resolution: bar codes, lines and pictures lie on
	// its dots. 0 is 203.
	DPI label.DPI
}

// Find searches a text for the secrets of one record; masking.Secrets.Find is
// one.
type Find func(text string) []masking.Finding

// ErrClosed is returned by a Writer after Close.
var ErrClosed = errors.New("pdf: writer is closed")

// Writer writes one PDF file. Prepare may be called by many goroutines at
// once; Append, Page and Close belong to one.
type Writer struct {
	fonts *font.Set
	faces []*face
	dpi   label.DPI

	deflaters   sync.Pool // of *zlib.Writer
	rasterizers sync.Pool // of *font.Rasterizer
	pictures    pictures

	file *file
	err  error // first error of file, or ErrClosed
}

// NewWriter returns a Writer to w. The caller closes w after Close.
func NewWriter(w io.Writer, fonts *font.Set, o Options) *Writer {
	if o.DPI == 0 {
		o.DPI = label.DPI203
	}
	pw := &Writer{fonts: fonts, dpi: o.DPI}
	for _, f := range fonts.Faces() {
		pw.faces = append(pw.faces, &face{font: f})
	}
	pw.deflaters.New = func() any { return zlib.NewWriter(nil) }
	pw.rasterizers.New = func() any { return font.NewRasterizer(fonts) }
	pw.file = newFile(w)
	return pw
}

// Sheet is a page ready for Append.
type Sheet struct {
	copies  int
	w, h    float64 // points
	content []byte  // deflated
	codes   []glyphCode
	images  []*picture
	// late is set where drawing must wait for Append, because characters
	// above U+FFFF get their codes in page order.
	late *job
}

// job is what drawing a page takes.
type job struct {
	doc   *label.Document
	lines []line // in drawing order
	find  Find
	late  bool // some characters lack codes yet
}

// Page prepares d and appends it.
func (w *Writer) Page(d *label.Document, find Find) error {
	s, err := w.Prepare(d, find)
	if err != nil {
		return err
	}
	return w.Append(s)
}

// Prepare draws a page. The error is a *font.MissingError for a character that
// no font has, a *label.SymbolError for a symbol that does not fit, and a
// *LeakError if find found something in a string of the page; errors never
// hold text of the page.
func (w *Writer) Prepare(d *label.Document, find Find) (*Sheet, error) {
	j := &job{doc: d, find: find}
	if err := w.typeset(j); err != nil {
		return nil, err
	}
	if err := j.gate(); err != nil {
		return nil, err
	}
	if j.late {
		return &Sheet{late: j}, nil
	}
	return w.draw(j)
}

// Append writes a page behind the pages before, as often as the document wants
// copies.
func (w *Writer) Append(s *Sheet) error {
	if w.err != nil {
		return w.err
	}
	if s.late != nil {
		err := w.assign(s.late.lines)
		if err != nil {
			return err
		}
		if s, err = w.draw(s.late); err != nil {
			return err
		}
	}
	for _, c := range s.codes {
		w.faces[c.face].use(c.code)
	}
	w.err = w.file.page(s)
	return w.err
}

// Close embeds the fonts and ends the file. A file of no pages is an error.
func (w *Writer) Close() error {
	if w.err != nil {
		return w.err
	}
	w.err = ErrClosed
	if len(w.file.pages) == 0 {
		return errors.New("pdf: no pages")
	}
	fonts := make([]*subset, len(w.faces))
	for i, f := range w.faces {
		if !f.any {
			continue
		}
		var err error
		if fonts[i], err = f.cut(w.fonts); err != nil {
			return err
		}
	}
	return w.file.close(fonts)
}

// draw makes the page's content stream and reads it back.
func (w *Writer) draw(j *job) (*Sheet, error) {
	c, err := w.paint(j)
	if err != nil {
		return nil, err
	}
	if err := c.check(); err != nil {
		return nil, err
	}
	copies := max(j.doc.Copies, 1)
	return &Sheet{copies: copies, w: c.w, h: c.h, content: w.deflate(c.content), codes: c.codes, images: c.images}, nil
}

func (w *Writer) deflate(b []byte) []byte {
	z := w.deflaters.Get().(*zlib.Writer)
	defer w.deflaters.Put(z)
	var out bytes.Buffer
	z.Reset(&out)
	z.Write(b) // a bytes.Buffer takes everything
	z.Close()
	return slices.Clip(out.Bytes())
}

// guard runs f and turns a panic into an error. gofpdf panics with values that
// may hold text of the page, so the error tells where it happened only.
func guard(doing string, f func()) (err error) {
	defer func() {
		if recover() != nil {
			err = fmt.Errorf("pdf: gofpdf failed while %s", doing)
		}
	}()
	f()
	return nil
}
