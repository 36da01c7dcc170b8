package main

import (
	"bytes"
	"os"
	"strings"

	"waybill/internal/font"
	"waybill/internal/outfile"
	"waybill/internal/pdf"
	"waybill/internal/raster"
	"waybill/label"
	"waybill/masking"
	"waybill/zpl"
)

// find is the leak gate's question for one record.
type find = func(string) []masking.Finding

// sink takes encoded labels in order. encoder is called once for each worker;
// put, commit and abort belong to one goroutine.
type sink interface {
	encoder() func(*label.Document, find) (any, error)
	put(labelResult) error
	commit() error
	abort()
}

// openSink chooses where labels go.
func (a *app) openSink(f *renderFlags, fonts *font.Set) (sink, error) {
	enc := encoders{fonts: fonts, dpi: label.DPI(f.dpi), profile: f.profile}
	if f.journal != nil {
		f.journal.encoders = enc
		return f.journal, nil
	}
	if isFolder(f.out) {
		d, err := outfile.CreateDir(f.out)
		if err != nil {
			return nil, err
		}
		return &folderSink{encoders: enc, format: f.to, dir: d}, nil
	}
	if f.out == "" && f.to != "zpl" && isTerminal(a.stdout) {
		return nil, &usageError{errStdoutBinary}
	}
	out, err := a.openOutput(f.out)
	if err != nil {
		return nil, err
	}
	switch f.to {
	case "pdf":
		return &pdfSink{output: out, w: pdf.NewWriter(out, fonts, pdf.Options{DPI: label.DPI(f.dpi)})}, nil
	case "png":
		return &onePNG{encoders: enc, output: out}, nil
	}
	if f.profile.Jobs() {
		return &jobSink{encoders: enc, output: out}, nil
	}
	return &streamSink{encoders: enc, output: out}, nil
}

func isFolder(path string) bool {
	if path == "" {
		return false
	}
	if strings.HasSuffix(path, "/") || strings.HasSuffix(path, string(os.PathSeparator)) {
		return true
	}
	st, err := os.Stat(path)
	return err == nil && st.IsDir()
}

// output is a file, or standard output held back until everything is known
// to be good.
type output struct {
	*outfile.File
	a *app // set for standard output
}

func (a *app) openOutput(path string) (output, error) {
	if path == "" {
		f, err := outfile.Spool()
		return output{f, a}, err
	}
	f, err := outfile.Create(path)
	return output{f, nil}, err
}

func (o output) finish() error {
	if o.a == nil {
		return o.Commit()
	}
	defer o.Abort()
	return o.CopyTo(o.a.stdout)
}

// encoders makes one label's bytes.
type encoders struct {
	fonts   *font.Set
	dpi     label.DPI
	profile zpl.Profile
}

func (e encoders) zpl() func(*label.Document, find) (any, error) {
	formatter := zpl.NewFormatter(e.profile, e.fonts)
	return func(d *label.Document, find find) (any, error) {
		b, err := formatter.AppendLabel(nil, d)
		if err != nil {
			return nil, err
		}
		return b, zpl.Gate(b, find)
	}
}

// png needs no gate of its own: a picture holds what the Document held.
func (e encoders) png() func(*label.Document, find) (any, error) {
	r := font.NewRasterizer(e.fonts)
	return func(d *label.Document, _ find) (any, error) {
		var b bytes.Buffer
		err := raster.WritePNG(&b, d, e.dpi, r)
		return b.Bytes(), err
	}
}

func (e encoders) pdf() func(*label.Document, find) (any, error) {
	return func(d *label.Document, find find) (any, error) {
		var b bytes.Buffer
		w := pdf.NewWriter(&b, e.fonts, pdf.Options{DPI: e.dpi})
		if err := w.Page(d, find); err != nil {
			return nil, err
		}
		err := w.Close()
		return b.Bytes(), err
	}
}

// streamSink writes labels one after another: ZPL.
type streamSink struct {
	encoders
	output
}

func (s *streamSink) encoder() func(*label.Document, find) (any, error) { return s.zpl() }
func (s *streamSink) put(r labelResult) error {
	_, err := s.Write(r.out.([]byte))
	return err
}
func (s *streamSink) commit() error { return s.finish() }
func (s *streamSink) abort()        { s.Abort() }

// onePNG is a single picture; a second label is an error.
type onePNG struct {
	encoders
	output
	labels int
}

func (s *onePNG) encoder() func(*label.Document, find) (any, error) { return s.png() }
func (s *onePNG) put(r labelResult) error {
	if s.labels++; s.labels > 1 {
		return usagef("a PNG holds one label and there are more: write them to a folder, -o FOLDER/")
	}
	_, err := s.Write(r.out.([]byte))
	return err
}
func (s *onePNG) commit() error { return s.finish() }
func (s *onePNG) abort()        { s.Abort() }

// pdfSink is one PDF with a page for each label.
type pdfSink struct {
	output
	w *pdf.Writer
}

func (s *pdfSink) encoder() func(*label.Document, find) (any, error) {
	return func(d *label.Document, find find) (any, error) { return s.w.Prepare(d, find) }
}
func (s *pdfSink) put(r labelResult) error { return s.w.Append(r.out.(*pdf.Sheet)) }
func (s *pdfSink) commit() error {
	if err := s.w.Close(); err != nil {
		return err
	}
	return s.finish()
}
func (s *pdfSink) abort() { s.Abort() }

// folderSink writes a file for each label.
type folderSink struct {
	encoders
	format string
	dir    *outfile.Dir
}

func (s *folderSink) encoder() func(*label.Document, find) (any, error) {
	switch s.format {
	case "png":
		return s.png()
	case "pdf":
		return s.pdf()
	}
	if s.profile.Jobs() {
		return s.oneJob()
	}
	return s.zpl()
}
func (s *folderSink) put(r labelResult) error {
	return s.dir.Add(r.name+"."+s.format, r.out.([]byte))
}
func (s *folderSink) commit() error { return s.dir.Commit() }
func (s *folderSink) abort()        { s.dir.Abort() }
