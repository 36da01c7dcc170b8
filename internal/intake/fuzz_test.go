package intake

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"io"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzCSV checks that any input is read without a panic, that the splitter
// agrees with encoding/csv where that accepts the file, and that no error
// holds a cell.
func FuzzCSV(f *testing.F) {
	for _, s := range []string{
		"运单号,收件人,手机,地址\nQN1,周晓棠,13800001467,珠江路88号\n",
		"a,b\r\n\"x\"\"y\",\"1\n2\"\r\n", "a;b\n", "a\tb\n", "\"", "a,\"b\"c\n", "sep=;\na;b", "=\"1\"\n", "\xd4\xcb\xb5\xa5\n", "\xff\xfea\x00",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		const secret = "珠江路88号暗号"
		if s, err := Open("x.csv", bytes.NewReader(data), Options{}); err == nil {
			for _, err := range s.Records() {
				if err != nil && strings.Contains(err.Error(), secret) {
					t.Error("an error holds a value")
				}
			}
		}
		r := csv.NewReader(bytes.NewReader(data))
		r.FieldsPerRecord = -1
		want, err := r.ReadAll()
		if err != nil || bytes.ContainsRune(data, '\r') {
			return // lone carriage returns end a line here only
		}
		var got [][]string
		scan := newCSVScanner(bufio.NewReader(bytes.NewReader(data)), ',', CSV)
		for {
			_, err := scan.next()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatalf("refused: %v", err)
			}
			var row []string
			start := 0
			for _, c := range scan.cells {
				if c.long {
					return
				}
				row = append(row, string(scan.buf[start:c.end]))
				start = c.end
			}
			got = append(got, row)
		}
		if !slices.EqualFunc(want, got, slices.Equal[[]string]) {
			t.Errorf("encoding/csv reads %q, we read %q", want, got)
		}
	})
}

// FuzzNDJSON checks that any line is read without a panic and that what is
// read is valid text.
func FuzzNDJSON(f *testing.F) {
	for _, s := range []string{
		`{"waybill_no":"QN1","recipient":{"name":"周","phone":13800001467,"address":"路1号"},"items":[{"name":"袜","quantity":2},"帽"]}`,
		`{"a":{"b":{"c":{"d":{"e":1}}}},"x":[1,[2]],"n":null,"t":true}`, `[]`, `{`, `{"a":"\ud800"}`, `{"":""}`, "{\"a\":\"\xff\"}", "{}\n{}",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, format := range []string{NDJSON, JSON} {
			s, err := Open("-", bytes.NewReader(data), Options{Format: format})
			if err != nil {
				continue
			}
			for sh, err := range s.Records() {
				if err == nil && !utf8.ValidString(sh.Recipient.Name.Reveal()+sh.WaybillNo) {
					t.Error("invalid text was let through")
				}
			}
		}
	})
}

// FuzzCell checks the parsers of single cells.
func FuzzCell(f *testing.F) {
	for _, s := range []string{"6.79195E+12", "1,299.00", "¥1", "2/3", "第2件共3件", "2025-03-18", "袜子×2；帽子x3", "浙江省/杭州市", "是", "1e999", "-", "元"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c := cell{s: trim(s)}
		if c.s == "" || c.check() != OK {
			return
		}
		for _, field := range table().fields {
			src, err := Open("x.csv", strings.NewReader("运单号,姓名,手机,地址\n"), Options{})
			if err != nil {
				t.Fatal(err)
			}
			b := builder{loc: src.loc}
			if k := field.put(&b, c); k != OK {
				continue
			}
			b.finish(src.layout)
			if b.s.Quantity < 0 || b.s.COD.Minor < 0 || b.s.Insured.Minor < 0 || b.s.Piece < 0 || b.s.Reprint < 0 {
				t.Errorf("%s is negative", field.name)
			}
			for i := range len(b.s.WaybillNo) {
				if b.s.WaybillNo[i] < ' ' || b.s.WaybillNo[i] > '~' {
					t.Error("waybill number is not printable ASCII")
				}
			}
		}
	})
}
