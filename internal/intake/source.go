package intake

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"waybill"
)

// Formats of shipment files.
const (
	CSV    = "csv"
	TSV    = "tsv"
	NDJSON = "ndjson"
	JSON   = "json"
	XLSX   = "xlsx"
)

// Options say how a file is read. The zero value detects everything.
type Options struct {
	// Format is csv, tsv, ndjson, json or xlsx; "" goes by the file name's
	// extension, then by the first bytes.
	Format string
	// Encoding is utf-8, utf-16 or gb18030 (also gbk); "" detects it. JSON and
	// XLSX follow their own rules first.
	Encoding string
	// Map gives columns to fields (FIELD → COLUMN) and wins over detection.
	Map map[string]string
	// Sheet is the XLSX sheet, "" for the first visible one; no other format
	// has any.
	Sheet string
	// Location is the time zone of times without one, nil for UTC+8.
	Location *time.Location
}

// A Source is an opened shipment file whose header is understood.
type Source struct {
	rows     rowReader
	layout   *layout
	format   string
	encoding string
	loc      *time.Location
	date1904 bool // XLSX: days count from 1904
	closers  []io.Closer
	begun    bool
}

// OpenFile opens a file. Close the Source when done.
func OpenFile(path string, o Options) (*Source, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	s, err := Open(path, f, o)
	if err != nil {
		f.Close()
		return nil, err
	}
	s.closers = append(s.closers, f)
	return s, nil
}

// Open reads the header of r. The name serves only for its extension; "-" is
// standard input. Errors: [*OptionError] for what the options ask for in vain,
// [ErrEmpty], [ErrNoRecords] (JSON and NDJSON, whose header is in the records;
// the others yield it from Records), [ErrOldExcel], [ErrNoSheet],
// [*EncodingError], [*HeaderError], [*SyntaxError], and the reader's own.
func Open(name string, r io.Reader, o Options) (*Source, error) {
	encoding, err := parseEncoding(o.Encoding)
	if err != nil {
		return nil, err
	}
	wishes, err := parseMap(o.Map)
	if err != nil {
		return nil, err
	}
	s := &Source{loc: o.Location}
	if s.loc == nil {
		s.loc = time.FixedZone("UTC+8", 8*60*60)
	}
	br := bufio.NewReaderSize(r, sniffSize)
	if s.format, err = detectFormat(name, br, o.Format); err != nil {
		return nil, err
	}
	if o.Sheet != "" && s.format != XLSX {
		return nil, &OptionError{Option: "sheet", Err: fmt.Errorf("only a workbook has sheets, and the file is %s", s.format)}
	}
	switch s.format {
	case CSV, TSV:
		err = s.openDelimited(br, encoding, wishes)
	case NDJSON, JSON:
		err = s.openJSON(br, encoding, wishes)
	case XLSX:
		err = s.openXLSX(r, br, o.Sheet, wishes)
	}
	if err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

func (s *Source) openDelimited(br *bufio.Reader, encoding string, wishes []wish) (err error) {
	if s.encoding, err = detectEncoding(br, encoding); err != nil {
		return err
	}
	if s.encoding == UTF16 {
		br = bufio.NewReaderSize(toUTF8(br, UTF16), sniffSize)
	}
	comma := byte('\t')
	if s.format == CSV {
		if comma = detectComma(br, s.encoding); comma == '\t' {
			s.format = TSV
		}
	}
	d := newDelimited(br, comma, s.format, s.encoding)
	names, err := d.header(s.encoding)
	if err != nil {
		return err
	}
	s.rows = d
	s.layout, err = newLayout(names, wishes)
	return err
}

func (s *Source) openJSON(br *bufio.Reader, encoding string, wishes []wish) (err error) {
	if s.encoding, err = detectEncoding(br, encoding); err != nil {
		return err
	}
	if _, err := br.Peek(1); err == io.EOF {
		return ErrEmpty
	}
	var source recordSource
	if s.format == NDJSON {
		source = &ndjsonLines{r: bufio.NewReaderSize(toUTF8(br, s.encoding), sniffSize)}
	} else {
		source = newJSONStream(toUTF8(br, s.encoding))
	}
	j, err := newJSONRows(source, s.format, wishes)
	if err != nil {
		return err
	}
	s.rows, s.layout = j, j.layout
	return nil
}

// openXLSX reads a workbook in place where r is a file; a stream is first read
// into memory, compressed as it is.
func (s *Source) openXLSX(r io.Reader, br *bufio.Reader, sheet string, wishes []wish) error {
	s.encoding = UTF8
	if _, err := br.Peek(1); err == io.EOF {
		return ErrEmpty
	}
	var at io.ReaderAt
	var size int64
	if f, ok := r.(*os.File); ok && regular(f) {
		info, err := f.Stat()
		if err != nil {
			return err
		}
		at, size = f, info.Size()
	} else {
		data, err := io.ReadAll(io.LimitReader(br, maxWorkbook+1))
		if err != nil {
			return err
		}
		if len(data) > maxWorkbook {
			return &SyntaxError{Format: XLSX, Msg: "workbook beyond 256 MiB", Err: ErrTooLarge}
		}
		at, size = bytes.NewReader(data), int64(len(data))
	}
	x, err := openWorkbook(at, size, sheet)
	if err != nil {
		return err
	}
	s.closers = append(s.closers, x)
	s.rows, s.date1904 = x, x.date1904
	names, err := x.header()
	if err != nil {
		return err
	}
	s.layout, err = newLayout(names, wishes)
	return err
}

func regular(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode().IsRegular()
}

// wrapperHead is how an object around all records begins: {"orders":[{, or an
// open brace alone on its line.
var wrapperHead = regexp.MustCompile(`^\{\s*("[^"\\]*"\s*:\s*\[\s*(\{|$)|$)`)

// detectFormat returns the wanted format or guesses it: by the extension, and
// where that says nothing (standard input, .txt, a text file named .xls) by
// the first bytes.
func detectFormat(name string, r *bufio.Reader, want string) (string, error) {
	switch want = strings.ToLower(want); want {
	case "":
	case CSV, TSV, NDJSON, JSON, XLSX:
		return want, nil
	case "jsonl":
		return NDJSON, nil
	default:
		return "", &OptionError{Option: "format", Err: &FormatError{want}}
	}
	magic, err := r.Peek(8)
	if err != nil && err != io.EOF {
		return "", fmt.Errorf("reading the first bytes: %w", err)
	}
	switch {
	case bytes.HasPrefix(magic, []byte("PK\x03\x04")):
		return XLSX, nil
	case bytes.HasPrefix(magic, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		return "", ErrOldExcel
	}
	switch strings.ToLower(filepath.Ext(name)) {
	case ".csv":
		return CSV, nil
	case ".tsv", ".tab":
		return TSV, nil
	case ".ndjson", ".jsonl":
		return NDJSON, nil
	case ".json":
		return JSON, nil
	case ".xlsx", ".xlsm":
		return XLSX, nil
	}
	head, err := peekRecord(r)
	if err != nil {
		return "", fmt.Errorf("reading the first bytes: %w", err)
	}
	switch body := bytes.TrimLeft(bytes.TrimPrefix(head, bomUTF8), " \t\r\n"); {
	case bytes.HasPrefix(body, []byte("[")):
		return JSON, nil
	case wrapperHead.Match(body):
		return JSON, nil
	case bytes.HasPrefix(body, []byte("{")):
		return NDJSON, nil
	}
	return CSV, nil
}

// Records returns the file's records in order, once. A record that cannot be
// used comes as an error for which [RowProblems] is not nil, and reading goes
// on; any other error is the last thing yielded. A file without records yields
// [ErrNoRecords].
func (s *Source) Records() iter.Seq2[*waybill.Shipment, error] {
	return func(yield func(*waybill.Shipment, error) bool) {
		if s.begun {
			return
		}
		s.begun = true
		for n := 1; ; {
			row, err := s.rows.next()
			switch {
			case err == io.EOF:
				if n == 1 {
					yield(nil, ErrNoRecords)
				}
				return
			case err != nil:
				yield(nil, err)
				return
			case row.blank():
				continue
			}
			if !yield(s.build(n, row)) {
				return
			}
			n++
		}
	}
}

// blank reports whether a row has nothing in any cell: spreadsheets write
// such rows below their table.
func (r rawRow) blank() bool {
	if r.wrong != OK {
		return false
	}
	for _, c := range r.cells {
		if !c.blank() {
			return false
		}
	}
	return true
}

// Columns returns the named columns in input order. In JSON, keys that first
// come late in the file are added as they are met.
func (s *Source) Columns() []Column {
	columns := make([]Column, 0, len(s.layout.columns))
	for _, c := range s.layout.columns {
		if !c.blank {
			columns = append(columns, c.Column)
		}
	}
	return columns
}

// Warnings returns what a user should know about the header: sender fields
// without a column, without which a label has no sender.
func (s *Source) Warnings() []MissingField {
	var missing []MissingField
	for _, name := range []string{"sender.name", "sender.phone", "sender.detail"} {
		f := table().byName[name]
		if !s.layout.has(name) && (name != "sender.detail" || !s.layout.has("sender.region")) {
			missing = append(missing, MissingField{name, f.examples})
		}
	}
	return missing
}

// Format returns the format that is read.
func (s *Source) Format() string { return s.format }

// Encoding returns the encoding that is read.
func (s *Source) Encoding() string { return s.encoding }

// Close closes what OpenFile opened.
func (s *Source) Close() error {
	var first error
	for _, c := range s.closers {
		if err := c.Close(); err != nil && first == nil {
			first = err
		}
	}
	s.closers = nil
	return first
}
