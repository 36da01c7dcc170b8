package pdf

import (
	"bufio"
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
)

// Object numbers that are the same in every file. Pages and pictures follow in
// the order of arrival, then fonts.
const (
	objPages = iota + 1
	objResources
	objCatalog
	objInfo
	objFirst
)

// file is the frame of a PDF file being written: it keeps an offset per
// object, and page numbers.
type file struct {
	w       *bufio.Writer
	at      int64
	offsets []int64 // by object number
	pages   []int   // object numbers
	images  map[string]int
	names   []string // of images, in order of arrival
	err     error
}

func newFile(w io.Writer) *file {
	f := &file{w: bufio.NewWriterSize(w, 64<<10), images: map[string]int{}}
	f.offsets = make([]int64, objFirst)
	// The bytes above 127 tell file transfer that this is binary (7.5.2).
	f.printf("%%PDF-1.4\n%%\xe2\xe3\xcf\xd3\n")
	return f
}

func (f *file) printf(format string, args ...any) { f.write(fmt.Appendf(nil, format, args...)) }

func (f *file) write(b []byte) {
	if f.err != nil {
		return
	}
	n, err := f.w.Write(b)
	f.at += int64(n)
	f.err = err
}

// begin starts the next new object.
func (f *file) begin() int {
	n := len(f.offsets)
	f.offsets = append(f.offsets, f.at)
	f.printf("%d 0 obj\n", n)
	return n
}

// object writes an object of a fixed number.
func (f *file) object(n int, body string) {
	f.offsets[n] = f.at
	f.printf("%d 0 obj\n%s\nendobj\n", n, body)
}

// stream ends the object that has begun; dict lacks its length and brackets.
func (f *file) stream(dict string, data []byte) {
	f.printf("<<%s /Length %d>>\nstream\n", dict, len(data))
	f.write(data)
	f.printf("\nendstream\nendobj\n")
}

// page writes a sheet: new pictures, the content once, a page per copy.
func (f *file) page(s *Sheet) error {
	for _, p := range s.images {
		if _, ok := f.images[p.name]; !ok {
			f.images[p.name] = f.picture(p)
			f.names = append(f.names, p.name)
		}
	}
	content := f.begin()
	f.stream("/Filter /FlateDecode", s.content)
	for range s.copies {
		f.pages = append(f.pages, f.begin())
		f.printf("<</Type /Page /Parent %d 0 R /MediaBox [0 0 %.3f %.3f] /Resources %d 0 R /Contents %d 0 R>>\nendobj\n",
			objPages, s.w, s.h, objResources, content)
	}
	return f.failed()
}

func (f *file) picture(p *picture) int {
	n := f.begin()
	f.stream(fmt.Sprintf("/Type /XObject /Subtype /Image /ImageMask true /Width %d /Height %d /BitsPerComponent 1 /Decode [1 0] /Filter /FlateDecode",
		p.bits.W, p.bits.H), deflate(p.bits.Bits))
	return n
}

func deflate(b []byte) []byte {
	var out bytes.Buffer
	z := zlib.NewWriter(&out)
	z.Write(b) // a bytes.Buffer takes everything
	z.Close()
	return out.Bytes()
}

// close writes what belongs to the whole file, and flushes. The fonts may be
// nil where a face is not used.
func (f *file) close(fonts []*subset) error {
	var res bytes.Buffer
	res.WriteString("<</ProcSet [/PDF /Text /ImageB] /Font <<")
	for i, s := range fonts {
		if s != nil {
			fmt.Fprintf(&res, " /F%d %d 0 R", i, f.embed(s))
		}
	}
	res.WriteString(">> /XObject <<")
	for _, n := range f.names {
		fmt.Fprintf(&res, " /%s %d 0 R", n, f.images[n])
	}
	res.WriteString(">>>>")
	f.object(objResources, res.String())

	var kids bytes.Buffer
	for _, p := range f.pages {
		fmt.Fprintf(&kids, "%d 0 R\n", p)
	}
	f.object(objPages, fmt.Sprintf("<</Type /Pages /Count %d /Kids [\n%s]>>", len(f.pages), &kids))
	f.object(objCatalog, fmt.Sprintf("<</Type /Catalog /Pages %d 0 R>>", objPages))
	f.object(objInfo, "<</Producer (waybill)>>")
	f.xref()
	if f.err == nil {
		f.err = f.w.Flush()
	}
	return f.failed()
}

// xref writes the cross-reference table and the trailer (7.5.4).
func (f *file) xref() {
	start := f.at
	f.printf("xref\n0 %d\n0000000000 65535 f \n", len(f.offsets))
	for _, at := range f.offsets[1:] {
		f.printf("%010d 00000 n \n", at)
	}
	f.printf("trailer\n<</Size %d /Root %d 0 R /Info %d 0 R>>\nstartxref\n%d\n%%%%EOF\n",
		len(f.offsets), objCatalog, objInfo, start)
}

func (f *file) failed() error {
	if f.err == nil {
		return nil
	}
	return fmt.Errorf("pdf: write: %w", f.err)
}
