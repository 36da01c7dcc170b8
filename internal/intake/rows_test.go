package intake

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// outcome reads everything and returns the good records' numbers, the row
// errors as "row field kind", and the error that ended the file.
func outcome(t *testing.T, name string, r io.Reader, o Options) (good []int, bad []string, fatal error) {
	t.Helper()
	s, err := Open(name, r, o)
	if err != nil {
		return nil, nil, err
	}
	defer s.Close()
	for sh, err := range s.Records() {
		if err == nil {
			good = append(good, sh.Row)
			continue
		}
		problems := RowProblems(err)
		if problems == nil {
			fatal = err
		}
		for _, p := range problems {
			bad = append(bad, fmt.Sprintf("%d@%d %s %d", p.Row, p.Line, p.Field, p.Kind))
		}
	}
	return good, bad, fatal
}

const cellHeader = "运单号,收件人,收件人手机,收件人地址,订单号,三段码,数量,重量,代收货款,第几件,打印时间,收件人国家,补打,收件人尾号\n"

// TestCells puts one cell into an otherwise good record.
func TestCells(t *testing.T) {
	header := strings.Split(strings.TrimSpace(cellHeader), ",")
	base := map[string]string{"运单号": "QN7316050000001", "收件人": "周晓棠", "收件人手机": "13800001467", "收件人地址": "珠江路88号"}
	for _, tt := range []struct {
		column, value string
		want          Kind
	}{
		{"运单号", "", Missing},
		{"运单号", " 　", Missing},
		{"运单号", "6.79195E+12", Scientific},
		{"运单号", "6.79195e12", Scientific},
		{"运单号", "６.79195E+12", Scientific},
		{"运单号", "7E+12", Scientific},
		{"运单号", "7E12", OK},
		{"运单号", "=\"0791950000000\"", OK},
		{"运单号", "'0791950000000", OK},
		{"运单号", "679195000000.0", Decimal},
		{"运单号", "运单1", NotASCII},
		{"运单号", "ＱＮ73160", NotASCII},
		{"运单号", "QN73\t160", NotASCII},
		{"运单号", strings.Repeat("1", 40), OK},
		{"运单号", strings.Repeat("1", 41), TooLong},
		{"运单号", "QN7\x003", HasNUL},
		{"收件人手机", "", Missing},
		{"收件人手机", "abcdefg", NoDigit},
		{"收件人手机", "一三八零零零零一四六七", OK},
		{"收件人手机", "１３８００００１４６７", OK},
		{"收件人手机", "138****1467", OK},
		{"收件人手机", "***********", OK},
		{"收件人手机", "1.38E+10", Scientific},
		{"收件人手机", "13800001467.0", Decimal},
		{"收件人", "周\x00棠", HasNUL},
		{"收件人", "周\x07棠", HasControl},
		{"收件人", "周\xff棠", BadEncoding},
		{"收件人", "周\xe6\xa3", BadEncoding},
		{"收件人", "周\uFFFD", LostCharacter},
		{"收件人", "", Missing},
		{"收件人", strings.Repeat("周", maxCell/3), OK},
		{"收件人", strings.Repeat("周", maxCell/3+1), CellTooLong},
		{"收件人地址", "", Missing},
		{"订单号", "6.79195E+17", Scientific},
		{"三段码", "342-081-00 052", OK},
		{"三段码", "i321-07", BadRoutingCode},
		{"三段码", "^XA", BadRoutingCode},
		{"三段码", strings.Repeat("1", 25), BadRoutingCode},
		{"数量", "3", OK},
		{"数量", "３件", OK},
		{"数量", "3.0", OK},
		{"数量", "3.5", NotWhole},
		{"数量", "-3", Negative},
		{"数量", "-0", OK},
		{"数量", "三", NotNumber},
		{"数量", "99999999999", TooLong},
		{"重量", "1.5kg", OK},
		{"重量", "1.5 公斤", OK},
		{"重量", "1,5", NotNumber},
		{"重量", "-1.5", Negative},
		{"重量", "1E3", NotNumber},
		{"重量", "0.30000000000000004", TooManyDecimals},
		{"重量", strings.Repeat("1", 17), TooLong},
		{"代收货款", "￥1,299.00", OK},
		{"代收货款", "199元", OK},
		{"代收货款", "1.999", TooPrecise},
		{"代收货款", "1.990000", OK},
		{"代收货款", "-1", Negative},
		{"代收货款", "免", NotNumber},
		{"代收货款", "NaN", NotNumber},
		{"第几件", "2/3", OK},
		{"第几件", "第2件/共3件", OK},
		{"第几件", "3/3", OK},
		{"第几件", "4/3", BeyondPieces},
		{"第几件", "4", OK},
		{"第几件", "第二件", NotNumber},
		{"打印时间", "2025/3/18 9:05", OK},
		{"打印时间", "2025年3月18日", OK},
		{"打印时间", "2025-13-18", BadDate},
		{"打印时间", "昨天", BadDate},
		{"收件人国家", "cn", OK},
		{"收件人国家", "中国香港", OK},
		{"收件人国家", "某国", BadChoice},
		{"补打", "是", OK},
		{"补打", "2次", OK},
		{"补打", "也许", NotNumber},
		{"收件人尾号", "3562", OK},
		{"收件人尾号", "无", NoDigit},
	} {
		want := tt.want
		name := fmt.Sprintf("%s/%d bytes %s", tt.column, len(tt.value), want)
		t.Run(name, func(t *testing.T) {
			row := make([]string, len(header))
			for i, c := range header {
				row[i] = base[c]
				if c == tt.column {
					row[i] = tt.value
				}
				row[i] = `"` + strings.ReplaceAll(row[i], `"`, `""`) + `"`
			}
			good, bad, fatal := outcome(t, "x.csv", strings.NewReader(cellHeader+strings.Join(row, ",")), Options{Encoding: UTF8})
			if fatal != nil {
				t.Fatal(fatal)
			}
			if want == OK {
				if len(good) != 1 || len(bad) != 0 {
					t.Fatalf("refused: %v", bad)
				}
				return
			}
			c, _ := table().lookup(tt.column)
			if diff := cmp.Diff([]string{fmt.Sprintf("1@2 %s %d", c.field.name, want)}, bad); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestEveryBadFieldIsNamed checks that problems of one row come together, and
// that no message holds a value.
func TestEveryBadFieldIsNamed(t *testing.T) {
	in := "运单号,收件人,收件人手机,收件人地址,数量\n" +
		"秘密一,,秘密二乙,秘密三\x00,秘密四\n" +
		"QN1,周晓棠,13800001467,珠江路88号,1\n" +
		"QN2,周晓棠,13800001467,珠江路88号,1,,,秘密五\n"
	s, err := Open("x.csv", strings.NewReader(in), Options{})
	if err != nil {
		t.Fatal(err)
	}
	var messages []string
	for _, err := range s.Records() {
		if err != nil {
			messages = append(messages, err.Error())
			var one *RowError
			if !errors.As(err, &one) {
				t.Errorf("no *RowError in %v", err)
			}
		}
	}
	want := []string{
		`record 1 (line 2): waybill_no (column "运单号"): may hold printable ASCII characters only; ` +
			`recipient.phone (column "收件人手机"): has no digit; ` +
			`recipient.detail (column "收件人地址"): holds a NUL byte; ` +
			`quantity (column "数量"): is not a number; ` +
			`recipient.name (column "收件人"): is empty`,
		`record 3 (line 4): the row has more values than the header has columns`,
	}
	if diff := cmp.Diff(want, messages); diff != "" {
		t.Error(diff)
	}
}

func TestFiles(t *testing.T) {
	const header = "运单号,收件人,手机,地址\n"
	const good = "QN1,周晓棠,13800001467,珠江路88号\n"
	big := strings.Repeat("x", 10<<20)
	for _, tt := range []struct {
		name, file, in string
		good           []int
		bad            []string
		is             error
		as             string // message of the error that ends the file
	}{
		{name: "empty", file: "x.csv", is: ErrEmpty},
		{name: "empty JSON", file: "x.json", is: ErrEmpty},
		{name: "empty NDJSON", file: "x.ndjson", is: ErrEmpty},
		{name: "empty XLSX", file: "x.xlsx", is: ErrEmpty},
		{name: "blank lines", file: "x.csv", in: "\n\r\n\n", is: ErrEmpty},
		{name: "BOM only", file: "x.csv", in: "\xef\xbb\xbf", is: ErrEmpty},
		{name: "header only", file: "x.csv", in: header, is: ErrNoRecords},
		{name: "blank rows", file: "x.csv", in: header + ",,,\n,,\n", is: ErrNoRecords},
		{name: "empty list", file: "x.json", in: "[]", is: ErrNoRecords},
		{name: "blank NDJSON", file: "x.ndjson", in: "\n\n", is: ErrNoRecords},
		{name: "old Excel", file: "x.xls", in: "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", is: ErrOldExcel},
		{name: "not a workbook", file: "x.xlsx", in: "hello", as: "xlsx: not a readable workbook"},
		{name: "line numbers", file: "x.csv", in: header + "\n\"Q\n\",,,\n" + good, good: []int{2},
			bad: []string{"1@3 recipient.name 1", "1@3 recipient.phone 1", "1@3 recipient.detail 1"}},
		{name: "short rows", file: "x.csv", in: header + "QN1,周晓棠,13800001467\n" + good, good: []int{2}, bad: []string{"1@2 recipient.detail 1"}},
		{name: "unclosed quote", file: "x.csv", in: header + good + "QN2,\"周晓棠,13800001467,珠江路88号\n" + good + good, good: []int{1},
			as: "csv: line 3: the quote opened on this line is never closed"},
		{name: "unclosed quote, large", file: "x.csv", in: header + good + "QN2,\"" + big, good: []int{1},
			as: "csv: line 3: the quote opened on this line is never closed"},
		{name: "text after quote", file: "x.csv", in: header + "QN2,\"周\"晓棠,13800001467,珠江路88号\n",
			as: "csv: line 2: text after a closing quote; quotes inside a cell are written twice"},
		{name: "blank after quote", file: "x.csv", in: header + "\"QN2\" ,\"周晓棠\"\t,\"13800001467\" ,珠江路88号\n", good: []int{1}},
		{name: "quote inside", file: "x.csv", in: header + "QN2,周晓棠,13800001467,5\"屏幕厂\n", good: []int{1}},
		{name: "10 MB cell", file: "x.csv", in: header + "QN2,周晓棠,13800001467," + big + "\n" + good, good: []int{2}, bad: []string{fmt.Sprintf("1@2 recipient.detail %d", CellTooLong)}},
		{name: "10 MB quoted cell", file: "x.csv", in: header + "QN2,周晓棠,13800001467,\"" + big + "\"\n" + good, good: []int{2}, bad: []string{fmt.Sprintf("1@2 recipient.detail %d", CellTooLong)}},
		{name: "10 MB record", file: "x.csv", in: header + strings.Repeat(strings.Repeat("x", 60<<10)+",", 170) + "\n" + good, good: []int{2}, bad: []string{fmt.Sprintf("1@2  %d", RecordTooLong)}},
		{name: "10 MB header", file: "x.csv", in: big + "\n" + good, as: "csv: line 1: a column name is longer than 64 KiB"},
		{name: "10 MB line of commas", file: "x.csv", in: header + strings.Repeat(",", 10<<20), as: "csv: line 2: more than 4096 columns", is: ErrTooLarge},
		{name: "NUL in header", file: "x.csv", in: "运单\x00号\n", as: "csv: line 1: a column name holds a NUL byte"},
		{name: "NDJSON lines", file: "x.ndjson", in: `{"waybill_no":"QN1","recipient":{"name":"周","phone":13800001467,"address":"路1号"}}` + "\n" +
			"{oops}\n[1]\n" + `{"waybill_no":"QN1","waybill_no":"QN2","recipient":{"name":"周","phone":"13800001467","address":"路1号"}}` + "\n" +
			`{"waybill_no":"QN3"} {}` + "\n" + `{"waybill_no":"QN` + "\xff" + `"}` + "\n",
			good: []int{1}, bad: []string{
				fmt.Sprintf("2@2  %d", BadJSON), fmt.Sprintf("3@3  %d", NotObject), fmt.Sprintf("4@4 waybill_no %d", DuplicateKey), fmt.Sprintf("5@5  %d", BadJSON),
				fmt.Sprintf("6@6 waybill_no %d", BadEncoding), "6@6 recipient.name 1", "6@6 recipient.phone 1", "6@6 recipient.detail 1"}},
		{name: "NDJSON all bad", file: "x.ndjson", in: "oops\noops\n", as: "ndjson: line 1: the line is not valid JSON"},
		{name: "NDJSON 10 MB line", file: "x.ndjson", in: `{"waybill_no":"QN1","name":"周","phone":"13800001467","address":"路1号"}` + "\n" + `{"name":"` + big + `"}` + "\n",
			good: []int{1}, bad: []string{fmt.Sprintf("2@2  %d", RecordTooLong)}},
		{name: "JSON 10 MB value", file: "x.json", in: `[{"waybill_no":"QN1","name":"周","phone":"13800001467","address":"路1号"},` + "\n" + `{"name":"` + big + `"}]`,
			good: []int{1}, as: "json: line 2: a record is longer than 1 MiB", is: ErrTooLarge},
		{name: "JSON wrapper", file: "x.json", in: `{"orders":[{"waybill_no":"QN1","name":"周","phone":"13800001467","address":"路1号"}]}`, good: []int{1}},
		{name: "JSON wrapper from a pipe", file: "-", in: `{"orders":[{"waybill_no":"QN1","name":"周","phone":"13800001467","address":"路1号"}]}`, good: []int{1}},
		{name: "JSON wrapper of lines from a pipe", file: "-", in: "{\n \"orders\": [\n" + `{"waybill_no":"QN1","name":"周","phone":"13800001467","address":"路1号"}]}`, good: []int{1}},
		{name: "JSON cut", file: "x.json", in: `[{"waybill_no":"QN1","name":"周","phone":"13800001467","address":"路1号"},` + "\n" + `{"waybill_no":"QN2","na`,
			good: []int{1}, as: "json: line 2: the file ends in the middle of a record or list", is: io.ErrUnexpectedEOF},
		{name: "JSON not closed", file: "x.json", in: `[{"waybill_no":"QN1","name":"周","phone":"13800001467","address":"路1号"}` + "\n",
			good: []int{1}, as: "json: line 2: the file ends in the middle of a record or list", is: io.ErrUnexpectedEOF},
		{name: "JSON syntax", file: "x.json", in: `[{"waybill_no":"QN1","name":"周","phone":"13800001467","address":"路1号"},` + "\n{,}]", good: []int{1}, as: "json: line 2: not valid JSON"},
		{name: "JSON scalar", file: "x.json", in: `17`, as: "json: line 1: not a list of JSON objects"},
		{name: "JSON element", file: "x.json", in: `[{"waybill_no":"QN1","name":"周","phone":"13800001467","address":"路1号"}, 5]`, good: []int{1}, bad: []string{fmt.Sprintf("2@1  %d", NotObject)}},
		{name: "JSON late bad number", file: "x.json", in: `[{"waybill_no":6.79195E+12,"name":"周","phone":"13800001467","address":"路1号"}]`, bad: []string{fmt.Sprintf("1@1 waybill_no %d", Scientific)}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			good, bad, fatal := outcome(t, tt.file, strings.NewReader(tt.in), Options{})
			if diff := cmp.Diff(tt.good, good); diff != "" {
				t.Errorf("good records: %s", diff)
			}
			if diff := cmp.Diff(tt.bad, bad); diff != "" {
				t.Errorf("bad records: %s", diff)
			}
			if tt.is == nil && tt.as == "" && fatal != nil || tt.is != nil && !errors.Is(fatal, tt.is) || tt.as != "" && (fatal == nil || fatal.Error() != tt.as) {
				t.Errorf("ended with %v, want %q %v", fatal, tt.as, tt.is)
			}
		})
	}
}

func TestEncodingErrors(t *testing.T) {
	gbk := encodeGB(t, "运单号,收件人,手机,地址\nQN1,周晓棠,13800001467,珠江路88号\n")
	_, _, err := outcome(t, "x.csv", bytes.NewReader(gbk), Options{Encoding: "utf-8"})
	var e *EncodingError
	if !errors.As(err, &e) || e.Line != 1 || e.Encoding != UTF8 {
		t.Errorf("GBK read as UTF-8: %v", err)
	}
	// A damaged character in the one or the other encoding is found at its row.
	_, bad, err := outcome(t, "x.csv", bytes.NewReader(append(gbk, "QN2,\xd6,13800001467,\xff\n"...)), Options{})
	want := []string{fmt.Sprintf("2@3 recipient.name %d", BadEncoding), fmt.Sprintf("2@3 recipient.detail %d", BadEncoding)}
	if diff := cmp.Diff(want, bad); diff != "" || err != nil {
		t.Errorf("%v %s", err, diff)
	}
	utf := "运单号,收件人,手机,地址\n" + strings.Repeat("QN1,周晓棠,13800001467,珠江路88号\n", 3) + "QN2,周\xd6\xdc棠,13800001467,珠江路88号\n"
	_, bad, err = outcome(t, "x.csv", strings.NewReader(utf), Options{})
	if diff := cmp.Diff([]string{fmt.Sprintf("4@5 recipient.name %d", BadEncoding)}, bad); diff != "" || err != nil {
		t.Errorf("%v %s", err, diff)
	}
	// Beyond the window that is looked at to guess the encoding.
	late := "waybill_no,name,phone,address\n" + strings.Repeat("QN1,Carter,13800001467,Road 88\n", 4000) + string(encodeGB(t, "QN2,周晓棠,13800001467,珠江路88号\n"))
	good, bad, err := outcome(t, "x.csv", strings.NewReader(late), Options{})
	if len(good) != 4000 || len(bad) != 2 || !strings.HasPrefix(bad[0], "4001@4002 ") || err != nil {
		t.Errorf("%d good, bad %v, %v", len(good), bad, err)
	}
}
