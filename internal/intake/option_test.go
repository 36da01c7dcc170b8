package intake

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
)

// TestOptionErrors has options that are wrong, with good files: the error says
// that the caller is to blame.
func TestOptionErrors(t *testing.T) {
	const file = "运单号,姓名,手机,地址,其他\nQN1,周晓棠,13800001467,珠江路88号,x\n"
	book := string(writeXLSX(t, exampleTable(t)))
	for _, tt := range []struct {
		name, file, in string
		options        Options
		want           string
	}{
		{"field", "x.csv", file, Options{Map: map[string]string{"nope": "其他", "nor this": "其他", "hub": "其他"}}, `--map: no field "nope", "nor this"`},
		{"column", "x.csv", file, Options{Map: map[string]string{"hub": "集包"}},
			`--map: no column "集包"; columns found: "运单号", "姓名", "手机", "地址", "其他"`},
		{"column of blanks", "x.csv", "#," + file, Options{Map: map[string]string{"hub": "-"}},
			`--map: no column "-"; columns found: "#", "运单号", "姓名", "手机", "地址", "其他"`},
		{"column for two fields", "x.csv", file, Options{Map: map[string]string{"hub": "其他", "order_no": "其他"}},
			`--map: column "其他" is mapped to hub and order_no; columns found: "运单号", "姓名", "手机", "地址", "其他"`},
		{"field with two columns", "x.csv", file, Options{Map: map[string]string{"hub": "其他", "集包地": "姓名"}}, `--map: hub is given two columns`},
		{"encoding", "x.csv", file, Options{Encoding: "ebcdic"}, `--encoding: unknown encoding "ebcdic": use utf-8, utf-16 or gb18030`},
		{"format", "x.csv", file, Options{Format: "yaml"}, `--format: unknown format "yaml": use csv, tsv, ndjson, json or xlsx`},
		{"sheet of a text file", "x.csv", file, Options{Sheet: "发货"}, `--sheet: only a workbook has sheets, and the file is csv`},
		{"sheet of JSON", "x.json", "[]", Options{Sheet: "发货"}, `--sheet: only a workbook has sheets, and the file is json`},
		{"sheet that is not there", "x.xlsx", book, Options{Sheet: "发货"}, `--sheet: the workbook has no such sheet`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Open(tt.file, strings.NewReader(tt.in), tt.options)
			var o *OptionError
			if !errors.As(err, &o) {
				t.Fatalf("no *OptionError but %v", err)
			}
			if err.Error() != tt.want || !strings.HasPrefix(tt.want, "--"+o.Option) {
				t.Errorf("got %v of option %s\nwant %s", err, o.Option, tt.want)
			}
			var head *HeaderError
			if errors.As(err, &head) {
				t.Error("the file is blamed too")
			}
		})
	}
}

// onePart is a stream whose writer has paused: what it holds arrives with the
// first read, and a second one would block.
type onePart struct {
	t    *testing.T
	data *bytes.Reader
	read bool
}

func (r *onePart) Read(p []byte) (int, error) {
	if r.read {
		r.t.Error("waits for more than the header and the record")
		return 0, io.EOF
	}
	r.read = true
	return r.data.Read(p)
}

// TestSlowStream: the header and a record are read when they are there, not
// when the stream ends.
func TestSlowStream(t *testing.T) {
	const row = "QN1,周晓棠,13800001467,珠江路88号\n"
	const file = "运单号,收件人,手机,地址\n" + row
	const ascii = "waybill_no,name,phone,address\n" + row
	for _, tt := range []struct {
		name, file, in string
		options        Options
	}{
		{"CSV", "x.csv", file, Options{}},
		{"standard input", "-", file, Options{}},
		{"format given", "-", file, Options{Format: CSV}},
		{"byte order mark", "-", "\xef\xbb\xbf" + ascii, Options{}},
		{"encoding given", "-", ascii, Options{Encoding: UTF8}},
		{"GB18030 given", "-", string(encodeGB(t, file)), Options{Encoding: GB18030}},
		{"quoted line end", "-", strings.Replace(file, "收件人,手机", "\"收件人\n姓名\",手机", 1), Options{}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s, err := Open(tt.file, &onePart{t: t, data: bytes.NewReader([]byte(tt.in))}, tt.options)
			if err != nil {
				t.Fatal(err)
			}
			for _, err := range s.Records() {
				if err != nil {
					t.Error(err)
				}
				break
			}
		})
	}
}
