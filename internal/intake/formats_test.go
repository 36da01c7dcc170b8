package intake

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"waybill"
)

const examplePath = "../../testdata/shipments.csv"

// revealText compares personal values by content; the difference is shown as
// "[redacted]", which is why it names only paths.
var revealText = cmp.Comparer(func(a, b waybill.Text) bool { return a.Equal(b) })

// noLine forgets the line, which differs between formats.
func noLine(shipments []*waybill.Shipment) []*waybill.Shipment {
	for _, s := range shipments {
		s.Line = 0
	}
	return shipments
}

// readAll returns all records and fails the test on any error.
func readAll(t *testing.T, name string, r io.Reader, o Options) (*Source, []*waybill.Shipment) {
	t.Helper()
	s, err := Open(name, r, o)
	if err != nil {
		t.Fatalf("Open: %v", err)
	}
	defer s.Close()
	var all []*waybill.Shipment
	for sh, err := range s.Records() {
		if err != nil {
			t.Fatalf("Records: %v", err)
		}
		all = append(all, sh)
	}
	return s, all
}

// exampleTable is the example file as a table.
func exampleTable(t testing.TB) [][]string {
	t.Helper()
	data, err := os.ReadFile(examplePath)
	if err != nil {
		t.Fatal(err)
	}
	table, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return table
}

func writeCSV(t *testing.T, table [][]string, comma rune, crlf bool) []byte {
	t.Helper()
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.Comma, w.UseCRLF = comma, crlf
	if err := w.WriteAll(table); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func quoteAll(table [][]string) []byte {
	var b bytes.Buffer
	for _, row := range table {
		for i, c := range row {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString(`"` + strings.ReplaceAll(c, `"`, `""`) + `"`)
		}
		b.WriteString("\r\n")
	}
	return b.Bytes()
}

func encode(t *testing.T, e encoding.Encoding, b []byte) []byte {
	t.Helper()
	out, err := e.NewEncoder().Bytes(b)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// ordered writes a JSON object with keys in the table's order, empty values
// left out.
func ordered(t *testing.T, header, row []string) []byte {
	t.Helper()
	var b bytes.Buffer
	for i, v := range row {
		if v == "" {
			continue
		}
		key, err := json.Marshal(header[i])
		if err != nil {
			t.Fatal(err)
		}
		value, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		if b.Len() > 0 {
			b.WriteByte(',')
		}
		b.Write(key)
		b.WriteByte(':')
		b.Write(value)
	}
	return []byte("{" + b.String() + "}")
}

func writeJSON(t *testing.T, table [][]string, open, sep, shut string) []byte {
	t.Helper()
	var objects []string
	for _, row := range table[1:] {
		objects = append(objects, string(ordered(t, table[0], row)))
	}
	return []byte(open + strings.Join(objects, sep) + shut)
}

// writeXLSX writes a workbook; columns in numbers become number cells.
func writeXLSX(t testing.TB, table [][]string, numbers ...string) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for i, row := range table {
		for j, v := range row {
			at, err := excelize.CoordinatesToCellName(j+1, i+1)
			if err != nil {
				t.Fatal(err)
			}
			numeric := false
			for _, n := range numbers {
				numeric = numeric || n == table[0][j]
			}
			switch {
			case v == "":
			case numeric && i > 0:
				err = f.SetCellDefault("Sheet1", at, strings.ReplaceAll(v, ",", ""))
			default:
				err = f.SetCellStr("Sheet1", at, v)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestFormatsAgree reads the same records from every format and encoding.
func TestFormatsAgree(t *testing.T) {
	table := exampleTable(t)
	_, want := readAll(t, "x.csv", bytes.NewReader(writeCSV(t, table, ',', false)), Options{})
	noLine(want)
	if len(want) != 20 {
		t.Fatalf("%d records, want 20", len(want))
	}
	plain := writeCSV(t, table, ',', false)
	tabbed := writeCSV(t, table, '\t', true)
	utf16 := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	for _, tt := range []struct {
		name, file, format, encoding string
		data                         []byte
		options                      Options
	}{
		{"CRLF", "x.csv", CSV, UTF8, writeCSV(t, table, ',', true), Options{}},
		{"old Mac line ends", "x.csv", CSV, UTF8, bytes.ReplaceAll(plain, []byte("\n"), []byte("\r")), Options{}},
		{"no last line end", "x.csv", CSV, UTF8, bytes.TrimRight(plain, "\n"), Options{}},
		{"all quoted", "x.csv", CSV, UTF8, quoteAll(table), Options{}},
		{"BOM", "x.csv", CSV, UTF8BOM, append([]byte("\xef\xbb\xbf"), plain...), Options{}},
		{"BOM and named", "x.csv", CSV, UTF8BOM, append([]byte("\xef\xbb\xbf"), plain...), Options{Encoding: "UTF-8"}},
		{"semicolon", "x.csv", CSV, UTF8, writeCSV(t, table, ';', false), Options{}},
		{"sep line", "x.csv", CSV, UTF8, append([]byte("sep=;\r\n"), writeCSV(t, table, ';', true)...), Options{}},
		{"tabs in .csv", "x.csv", TSV, UTF8, tabbed, Options{}},
		{"GB18030", "x.csv", CSV, GB18030, encode(t, simplifiedchinese.GB18030, plain), Options{}},
		{"GB18030 named GBK", "x.csv", CSV, GB18030, encode(t, simplifiedchinese.GB18030, plain), Options{Encoding: "GBK"}},
		{"GB18030 semicolon", "x.csv", CSV, GB18030, encode(t, simplifiedchinese.GB18030, writeCSV(t, table, ';', true)), Options{}},
		{"TSV", "x.tsv", TSV, UTF8, tabbed, Options{}},
		{"Excel Unicode text", "x.txt", TSV, UTF16, encode(t, utf16, tabbed), Options{}},
		{"UTF-16 big endian", "x.csv", CSV, UTF16, encode(t, unicode.UTF16(unicode.BigEndian, unicode.UseBOM), plain), Options{}},
		{"stdin CSV", "-", CSV, UTF8, plain, Options{}},
		{"NDJSON", "x.ndjson", NDJSON, UTF8, writeJSON(t, table, "", "\n", "\n"), Options{}},
		{"NDJSON blank lines, CRLF", "x.jsonl", NDJSON, UTF8, writeJSON(t, table, "\r\n", "\r\n\r\n", ""), Options{}},
		{"stdin NDJSON", "-", NDJSON, UTF8, writeJSON(t, table, "", "\n", ""), Options{}},
		{"NDJSON GB18030", "x.ndjson", NDJSON, GB18030, encode(t, simplifiedchinese.GB18030, writeJSON(t, table, "", "\n", "\n")), Options{}},
		{"JSON", "x.json", JSON, UTF8, writeJSON(t, table, "[", ",\n", "]"), Options{}},
		{"JSON BOM", "x.json", JSON, UTF8BOM, writeJSON(t, table, "\xef\xbb\xbf[", ",\n", "]"), Options{}},
		{"stdin JSON", "-", JSON, UTF8, writeJSON(t, table, "\n [", ",\n", "]"), Options{}},
		{"JSON wrapper", "x.json", JSON, UTF8, writeJSON(t, table, `{"version":3,"note":{"a":[1]},"shipments":[`, ",", `],"total":20}`), Options{}},
		{"JSON deep wrapper", "x.json", JSON, UTF8, writeJSON(t, table, `{"code":0,"data":{"total":20,"list":[`, ",", `]}}`), Options{}},
		{"JSON objects in a row", "x.json", JSON, UTF8, writeJSON(t, table, "", "\n", ""), Options{}},
		{"XLSX", "x.xlsx", XLSX, UTF8, writeXLSX(t, table), Options{}},
		{"XLSX numbers", "x.xlsx", XLSX, UTF8, writeXLSX(t, table, "数量", "重量(kg)", "代收货款(元)", "声明价值(元)", "收件人分机号"), Options{}},
		{"stdin XLSX", "-", XLSX, UTF8, writeXLSX(t, table), Options{}},
		{"XLSX named .xls", "x.xls", XLSX, UTF8, writeXLSX(t, table), Options{}},
		{"text named .xls", "x.xls", TSV, UTF8, tabbed, Options{}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			// A reader that hands out few bytes at a time finds what depends on
			// buffer borders.
			s, got := readAll(t, tt.file, &slowReader{tt.data}, tt.options)
			if s.Format() != tt.format || s.Encoding() != tt.encoding {
				t.Errorf("read as %s in %s, want %s in %s", s.Format(), s.Encoding(), tt.format, tt.encoding)
			}
			if tt.name == "XLSX numbers" {
				// A number cell does not keep the zeros of 199.00 and 12.0.
				for i := range got {
					got[i].Weight = want[i].Weight
				}
			}
			if diff := cmp.Diff(want, noLine(got), revealText); diff != "" {
				t.Errorf("differs from CSV:\n%s", diff)
			}
		})
	}
}

// slowReader returns at most 7 bytes a call.
type slowReader struct{ rest []byte }

func (r *slowReader) Read(p []byte) (int, error) {
	if len(r.rest) == 0 {
		return 0, io.EOF
	}
	n := copy(p[:min(len(p), 7)], r.rest)
	r.rest = r.rest[n:]
	return n, nil
}

func TestOpenFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.xlsx")
	if err := os.WriteFile(path, writeXLSX(t, exampleTable(t)), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, p := range []string{path, examplePath} {
		s, err := OpenFile(p, Options{})
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, err := range s.Records() {
			if err != nil {
				t.Error(err)
			}
			n++
		}
		if n != 20 {
			t.Errorf("%d records, want 20", n)
		}
		for range s.Records() {
			t.Fatal("a second pass yields records")
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
	if _, err := OpenFile(filepath.Join(t.TempDir(), "none.csv"), Options{}); !os.IsNotExist(err) {
		t.Errorf("missing file: %v", err)
	}
}

// TestExample spot-checks the example file field by field.
func TestExample(t *testing.T) {
	s, all := readAll(t, examplePath, bytes.NewReader(writeCSV(t, exampleTable(t), ',', false)), Options{})
	var extras []string
	for _, c := range s.Columns() {
		if c.Field == "" {
			extras = append(extras, c.Name)
		}
	}
	if diff := cmp.Diff([]string{"店铺"}, extras); diff != "" {
		t.Errorf("extras: %s", diff)
	}
	if w := s.Warnings(); len(w) != 0 {
		t.Errorf("warnings %v", w)
	}
	virtual := all[14]
	if virtual.Recipient.PhoneKind != waybill.PhoneVirtual || virtual.Recipient.PhoneExt.Reveal() != "7804" || virtual.Recipient.PhoneTail.Reveal() != "3562" {
		t.Error("record 15: virtual number not read")
	}
	if want := time.Date(2099, 12, 31, 23, 59, 59, 0, time.FixedZone("UTC+8", 8*3600)); !virtual.Recipient.PhoneExpires.Equal(want) {
		t.Errorf("record 15: expires %v", virtual.Recipient.PhoneExpires)
	}
	for i, country := range map[int]string{15: "HK", 16: "MO", 17: "TW", 0: ""} {
		if got := all[i].Recipient.Country; got != country {
			t.Errorf("record %d: country %q, want %q", i+1, got, country)
		}
	}
	large := all[18]
	if large.Piece != 1 || large.Pieces != 3 || large.Insured.Minor != 128000 || len(large.Items) != 3 || large.Items[2].Quantity != 3 || large.Quantity != 6 {
		t.Errorf("record 19: piece %d of %d, insured %d, %d items", large.Piece, large.Pieces, large.Insured.Minor, len(large.Items))
	}
	if n := len([]rune(large.Remark.Reveal())); n != 40 {
		t.Errorf("record 19: remark has %d characters, want 40", n)
	}
	last := all[19]
	if last.Reprint != 1 || last.COD != (waybill.Money{Minor: 8850}) || last.RoutingCode != "531-027-12 014" {
		t.Errorf("record 20: reprint %d, COD %v, routing code %q", last.Reprint, last.COD, last.RoutingCode)
	}
}

func encodeGB(t *testing.T, s string) []byte {
	t.Helper()
	return encode(t, simplifiedchinese.GB18030, []byte(s))
}
