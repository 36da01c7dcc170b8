package intake

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strings"
)

const (
	maxWorkbook      = 256 << 20 // compressed bytes held when read from a stream
	maxSharedStrings = 256 << 20 // bytes of text held
	maxWorkbookPart  = 16 << 20  // bytes of workbook.xml and the relations
)

// A workbook is an opened XLSX file at one of its sheets.
//
// It reads the parts of the file itself, with encoding/xml, instead of with
// excelize (which the tests use to write workbooks and as an oracle), because
// excelize v2.11 cannot keep three promises of this package. Its Rows ignores
// errors of the XML decoder and of the ZIP checksum: a damaged sheet reads as
// a shorter one, and shipments are lost silently. It hands over a number and a
// text with the same characters alike, so that a number of 16 digits that lost
// its last one cannot be told. And it holds all sheets of the file in memory,
// or writes them to a temporary file, which would hold personal data.
type workbook struct {
	parts    map[string]*zip.File
	date1904 bool
	shared   sharedStrings
	sheet    *sheetReader
}

// openWorkbook opens the named sheet, "" for the first visible one.
func openWorkbook(r io.ReaderAt, size int64, sheet string) (*workbook, error) {
	zr, err := zip.NewReader(r, size)
	if err != nil {
		return nil, &SyntaxError{Format: XLSX, Msg: "not a readable workbook", Err: err}
	}
	w := &workbook{parts: make(map[string]*zip.File, len(zr.File))}
	for _, f := range zr.File {
		w.parts[strings.ToLower(strings.ReplaceAll(f.Name, `\`, "/"))] = f
	}
	main, err := w.related("_rels/.rels", "", "/officeDocument")
	if err != nil {
		return nil, err
	}
	if main == "" {
		main = "xl/workbook.xml"
	}
	var book struct {
		Properties struct {
			Date1904 string `xml:"date1904,attr"`
		} `xml:"workbookPr"`
		Sheets []struct {
			Name  string `xml:"name,attr"`
			State string `xml:"state,attr"`
			ID    string `xml:"id,attr"`
		} `xml:"sheets>sheet"`
	}
	if err := w.decode(main, &book); err != nil {
		return nil, err
	}
	w.date1904 = book.Properties.Date1904 == "1" || book.Properties.Date1904 == "true"
	id := ""
	for _, s := range book.Sheets {
		if sheet == "" && s.State != "hidden" && s.State != "veryHidden" || sheet != "" && strings.EqualFold(s.Name, sheet) {
			id = s.ID
			break
		}
	}
	switch {
	case id == "" && sheet != "":
		return nil, &OptionError{Option: "sheet", Err: ErrNoSheet}
	case id == "":
		return nil, &SyntaxError{Format: XLSX, Msg: "the workbook has no visible sheet", Err: ErrNoSheet}
	}
	relations := path.Join(path.Dir(main), "_rels", path.Base(main)+".rels")
	strs, err := w.related(relations, path.Dir(main), "/sharedStrings")
	if err != nil {
		return nil, err
	}
	if strs != "" {
		if err := w.readShared(strs); err != nil {
			return nil, err
		}
	}
	name, err := w.related(relations, path.Dir(main), "#"+id)
	if err != nil {
		return nil, err
	}
	part, err := w.open(name)
	if err != nil {
		return nil, err
	}
	w.sheet = newSheetReader(part, &w.shared)
	return w, nil
}

// related returns the part that a relations file names, by the end of the
// relation's type or by "#" and its id; "" if there is none.
func (w *workbook) related(relations, dir, want string) (string, error) {
	var rels struct {
		Relationships []struct {
			ID     string `xml:"Id,attr"`
			Type   string `xml:"Type,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	if w.parts[strings.ToLower(relations)] == nil {
		return "", nil
	}
	if err := w.decode(relations, &rels); err != nil {
		return "", err
	}
	for _, r := range rels.Relationships {
		if "#"+r.ID == want || strings.HasSuffix(r.Type, want) {
			if target, ok := strings.CutPrefix(r.Target, "/"); ok {
				return target, nil
			}
			return path.Join(dir, r.Target), nil
		}
	}
	return "", nil
}

// decode reads a small part as XML.
func (w *workbook) decode(name string, v any) error {
	r, err := w.open(name)
	if err != nil {
		return err
	}
	defer r.Close()
	in := &meter{r: r, left: maxWorkbookPart}
	if err := xml.NewDecoder(in).Decode(v); err != nil {
		return damaged(0, err)
	}
	return nil
}

func (w *workbook) open(name string) (io.ReadCloser, error) {
	f := w.parts[strings.ToLower(name)]
	if f == nil {
		return nil, &SyntaxError{Format: XLSX, Msg: "a part of the workbook is missing"}
	}
	r, err := f.Open()
	if err != nil {
		return nil, damaged(0, err)
	}
	return r, nil
}

// damaged returns a fatal error at a sheet row. The cause is kept only where
// its text cannot hold data.
func damaged(row int, err error) error {
	e := &SyntaxError{Format: XLSX, Line: row, Msg: "the workbook is damaged"}
	switch {
	case errors.Is(err, errTooLong):
		e.Msg, e.Err = "a part or cell of the workbook is too large", ErrTooLarge
	case errors.Is(err, zip.ErrChecksum), errors.Is(err, zip.ErrFormat), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, zip.ErrAlgorithm):
		e.Err = err
	}
	return e
}

// header reads the first row that is not blank as column names.
func (w *workbook) header() ([]string, error) {
	for {
		row, err := w.next()
		switch {
		case err == io.EOF:
			return nil, ErrEmpty
		case err != nil:
			return nil, err
		case row.blank():
			continue
		}
		names := make([]string, len(row.cells))
		for i, c := range row.cells {
			if k := c.check(); k != OK {
				return nil, &SyntaxError{Format: XLSX, Line: row.line, Msg: "a column name " + k.String()}
			}
			names[i] = c.s
		}
		return names, nil
	}
}

func (w *workbook) next() (rawRow, error) { return w.sheet.next() }

// Close implements io.Closer.
func (w *workbook) Close() error { return w.sheet.part.Close() }
