package intake

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"waybill"
)

const sheetPart = "xl/worksheets/sheet1.xml"

// rezip rewrites a workbook with a part changed.
func rezip(t *testing.T, data []byte, name string, change func([]byte) []byte) []byte {
	t.Helper()
	zr, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	zw := zip.NewWriter(&b)
	for _, f := range zr.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		part, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if f.Name == name {
			part = change(part)
		}
		w, err := zw.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(part); err != nil {
			t.Fatal(err)
		}
	}
	if err := zw.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

var xlsxTable = [][]string{
	{"运单号", "姓名", "手机", "地址", "备注", "打印时间"},
	{"0", "周晓棠", "13800001467", "珠江路88号", "", ""},
}

// withCell returns a workbook whose waybill number cell is the given XML.
func withCell(t *testing.T, cell string) []byte {
	return rezip(t, writeXLSX(t, xlsxTable), sheetPart, func(part []byte) []byte {
		i := bytes.Index(part, []byte(`<c r="A2"`))
		j := i + bytes.Index(part[i:], []byte(`</c>`)) + len(`</c>`)
		return []byte(string(part[:i]) + cell + string(part[j:]))
	})
}

func TestXLSXNumbers(t *testing.T) {
	for _, tt := range []struct {
		cell string
		want string
		kind Kind
	}{
		{`<c r="A2"><v>6791950000123</v></c>`, "6791950000123", OK},
		{`<c r="A2" t="n"><v>123456789012345</v></c>`, "123456789012345", OK},
		{`<c r="A2"><v>6.791950000123E+12</v></c>`, "6791950000123", OK},
		{`<c r="A2"><v>6.79195E+12</v></c>`, "", Scientific},
		{`<c r="A2"><v>1234567890123450</v></c>`, "", DigitsLost},
		{`<c r="A2"><v>1.2345678901234567E+18</v></c>`, "", DigitsLost},
		{`<c r="A2" t="inlineStr"><is><t>1234567890123456789</t></is></c>`, "1234567890123456789", OK},
		{`<c r="A2" t="inlineStr"><is><t>6.79195E+12</t></is></c>`, "", Scientific},
		{`<c r="A2" t="inlineStr"><is><r><t>QN</t></r><r><t>73</t></r><rPh sb="0" eb="1"><t>x</t></rPh></is></c>`, "QN73", OK},
		{`<c r="A2" t="str"><f>A1</f><v>QN73</v></c>`, "QN73", OK},
		{`<c r="A2" t="str"><v>QN73_x000D_</v></c>`, "QN73", OK},
		{`<c r="A2" t="e"><v>#N/A</v></c>`, "", InvalidWorkbookCell},
		{`<c r="A2" t="s"><v>9999</v></c>`, "", InvalidWorkbookCell},
		{`<c r="A2"><v>abc</v></c>`, "", InvalidWorkbookCell},
		{`<c r="A2"/>`, "", Missing},
	} {
		s, err := Open("x.xlsx", bytes.NewReader(withCell(t, tt.cell)), Options{})
		if err != nil {
			t.Errorf("%s: %v", tt.cell, err)
			continue
		}
		for sh, err := range s.Records() {
			switch p := RowProblems(err); {
			case err == nil && (tt.kind != OK || sh.WaybillNo != tt.want):
				t.Errorf("%s: read as %q", tt.cell, sh.WaybillNo)
			case err != nil && (len(p) != 1 || p[0].Kind != tt.kind || p[0].Field != "waybill_no" || p[0].Line != 2):
				t.Errorf("%s: %v, want kind %v", tt.cell, err, tt.kind)
			}
		}
	}
}

func TestPlainDecimal(t *testing.T) {
	for _, tt := range []struct{ cell, want string }{
		{"0.30000000000000004", "0.3"},
		{"726.08000000000004", "726.08"},
		{"1.1000000000000001", "1.1"},
		{"12.5", "12.5"},
		{"123456789012345", "123456789012345"},
		{"0.00001", "0.00001"},
		{"-2.2000000000000002", "-2.2"},
	} {
		if got := numberCell(tt.cell); got.s != tt.want || got.num != exact {
			t.Errorf("%s: read as %q", tt.cell, got.s)
		}
	}
}

// TestXLSXDamage checks that a damaged workbook is an error, never a shorter
// file.
func TestXLSXDamage(t *testing.T) {
	data := writeXLSX(t, exampleTable(t))
	for name, change := range map[string]func([]byte) []byte{
		"cut":           func(p []byte) []byte { return p[:len(p)/2] },
		"cut after row": func(p []byte) []byte { return p[:bytes.Index(p, []byte("</row>"))+6] },
		"control":       func(p []byte) []byte { return bytes.Replace(p, []byte("</row>"), []byte("\x01</row>"), 1) },
		"NUL entity":    func(p []byte) []byte { return bytes.Replace(p, []byte("</row>"), []byte("&#0;</row>"), 1) },
		"bad UTF-8":     func(p []byte) []byte { return bytes.Replace(p, []byte("</row>"), []byte("\xff</row>"), 1) },
		"huge cell": func(p []byte) []byte {
			return bytes.Replace(p, []byte("</row>"), []byte(`<c r="ZZ1" t="str"><v>`+strings.Repeat("x", 10<<20)+`</v></c></row>`), 2)
		},
		"huge attribute": func(p []byte) []byte {
			return bytes.Replace(p, []byte("</row>"), []byte(`<c r="`+strings.Repeat("x", 10<<20)+`"/></row>`), 2)
		},
		"tag soup": func(p []byte) []byte { return bytes.Replace(p, []byte("</row>"), []byte("<row>"), 2) },
	} {
		t.Run(name, func(t *testing.T) {
			_, _, fatal := outcome(t, "x.xlsx", bytes.NewReader(rezip(t, data, sheetPart, change)), Options{})
			var syntax *SyntaxError
			if !errors.As(fatal, &syntax) || syntax.Format != XLSX {
				t.Errorf("ended with %v", fatal)
			}
			if strings.HasPrefix(name, "huge") && !errors.Is(fatal, ErrTooLarge) {
				t.Errorf("ended with %v", fatal)
			}
		})
	}
	t.Run("checksum", func(t *testing.T) {
		broken := rezip(t, data, sheetPart, func(p []byte) []byte { return p })
		zr, err := zip.NewReader(bytes.NewReader(broken), int64(len(broken)))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range zr.File {
			if f.Name != sheetPart {
				continue
			}
			// The directory's checksum of the part.
			at := bytes.LastIndex(broken, []byte(sheetPart)) - 46 + 16
			broken[at] ^= 1
		}
		_, _, fatal := outcome(t, "x.xlsx", bytes.NewReader(broken), Options{})
		var syntax *SyntaxError
		if !errors.As(fatal, &syntax) {
			t.Errorf("ended with %v", fatal)
		}
	})
}

// TestXLSXSheets covers the choice of the sheet, gaps and dates.
func TestXLSXSheets(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(f.SetSheetName("Sheet1", "说明"))
	_, err := f.NewSheet("发货")
	must(err)
	must(f.SetSheetVisible("发货", true))
	must(f.SetSheetRow("发货", "B3", &[]any{"运单号", "姓名", "手机", "地址", nil, "打印时间"}))
	must(f.SetSheetRow("发货", "B5", &[]any{"QN1", "周晓棠", 13800001467, "珠江路88号", "x", time.Date(2025, 3, 18, 9, 5, 0, 0, time.UTC)}))
	must(f.SetSheetRow("发货", "B9", &[]any{"QN2", "周晓棠", 13800001467, "珠江路88号"}))
	var b bytes.Buffer
	must(f.Write(&b))

	if _, err := Open("x.xlsx", bytes.NewReader(b.Bytes()), Options{Sheet: "没有"}); !errors.Is(err, ErrNoSheet) {
		t.Errorf("unknown sheet: %v", err)
	}
	if _, err := Open("x.xlsx", bytes.NewReader(b.Bytes()), Options{}); !errors.Is(err, ErrEmpty) {
		t.Errorf("first sheet is empty: %v", err)
	}
	s, all := readAll(t, "x.xlsx", bytes.NewReader(b.Bytes()), Options{Sheet: "发货"})
	if len(s.Columns()) != 5 || len(all) != 2 {
		t.Fatalf("%d columns, %d records", len(s.Columns()), len(all))
	}
	first := all[0]
	if first.Row != 1 || first.Line != 5 || all[1].Row != 2 || all[1].Line != 9 {
		t.Errorf("records at %d:%d and %d:%d", first.Row, first.Line, all[1].Row, all[1].Line)
	}
	if first.Recipient.Phone.Reveal() != "13800001467" {
		t.Error("the phone changed")
	}
	if want := time.Date(2025, 3, 18, 9, 5, 0, 0, time.FixedZone("", 8*3600)); !first.PrintAt.Equal(want) {
		t.Errorf("printed at %v", first.PrintAt)
	}
	if diff := cmp.Diff([]waybill.Extra{{Column: "column 6", Value: waybill.NewText("x")}}, first.Extras, revealText); diff != "" {
		t.Error(diff)
	}
}

// TestXLSXAgreesWithExcelize compares every cell with an independent reader.
func TestXLSXAgreesWithExcelize(t *testing.T) {
	data := writeXLSX(t, exampleTable(t), "数量")
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	want, err := f.GetRows("Sheet1")
	if err != nil {
		t.Fatal(err)
	}
	x, err := openWorkbook(bytes.NewReader(data), int64(len(data)), "")
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	for i := range want {
		row, err := x.next()
		if err != nil {
			t.Fatalf("row %d: %v", i+1, err)
		}
		var got []string
		for _, c := range row.cells {
			got = append(got, c.s)
		}
		if diff := cmp.Diff(want[i], got); diff != "" {
			t.Errorf("row %d differs in %d cells", i+1, strings.Count(diff, "\n-"))
		}
	}
	if _, err := x.next(); err != io.EOF {
		t.Errorf("after the last row: %v", err)
	}
}

// TestXLSXLeavesNoFile reads a workbook whose sheet is far larger than what
// spreadsheet libraries keep in memory.
func TestXLSXLeavesNoFile(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	rows := [][]string{xlsxTable[0]}
	for i := range 3000 {
		rows = append(rows, []string{fmt.Sprintf("QN%d", i), "周晓棠", "13800001467", "珠江路88号", strings.Repeat("轻放", 3000), ""})
	}
	good, bad, fatal := outcome(t, "x.xlsx", bytes.NewReader(rezip(t, writeXLSX(t, rows), "", nil)), Options{})
	if len(good) != 3000 || len(bad) != 0 || fatal != nil {
		t.Errorf("%d good, %d bad, %v", len(good), len(bad), fatal)
	}
	left, err := os.ReadDir(dir)
	if err != nil || len(left) != 0 {
		t.Errorf("%d files in the temporary directory, %v", len(left), err)
	}
}

// TestExcelizePassesOverDamage is the reason why workbooks are not read with
// excelize: of a sheet that is cut off it returns the rows before the damage
// and no error, and shipments would be lost without a word. When this fails,
// excelize has learnt to tell; then its streaming reader deserves a new look.
func TestExcelizePassesOverDamage(t *testing.T) {
	table := slices.Clone(xlsxTable)
	for range 9 {
		table = append(table, xlsxTable[1])
	}
	cut := rezip(t, writeXLSX(t, table), sheetPart, func(part []byte) []byte {
		return part[:bytes.Index(part, []byte(`<row r="6"`))+5]
	})

	f, err := excelize.OpenReader(bytes.NewReader(cut))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.Rows(f.GetSheetName(0))
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for rows.Next() {
		n++
	}
	if n != 5 || rows.Error() != nil {
		t.Errorf("excelize reads %d of %d rows, error %v: it used to lose them silently", n, len(table), rows.Error())
	}

	src, err := Open("cut.xlsx", bytes.NewReader(cut), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer src.Close()
	var last error
	for _, err := range src.Records() {
		last = err
	}
	var syntax *SyntaxError
	if !errors.As(last, &syntax) {
		t.Errorf("our reader ends with %v", last)
	}
}
