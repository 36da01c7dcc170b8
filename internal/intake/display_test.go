package intake

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// record is a row of data; the sender is the recipient.
var record = []string{"QN7316050000001", "周晓棠", "13800001467", "南京市珠江路88号", "周晓棠", "13800001467", "商品", "Jane Carter", "放门口"}

// TestNoHeader feeds a record where the header should be: the error must not
// hold any of it, whatever else is wrong.
func TestNoHeader(t *testing.T) {
	for _, tt := range []struct {
		name    string
		row     []string
		mapping map[string]string
	}{
		{"distinct", record[:4], nil},
		{"repeated cells", record, nil},
		{"a mapped column", record, map[string]string{"item": "商品"}},
		{"a mapped column that is not there", record, map[string]string{"item": "品名", "remark": "备注"}},
		{"goods and carrier are spellings", append(slices.Clone(record), "快递"), nil},
		{"a spelling with a note", append(slices.Clone(record), "收货人（周晓棠）", "电话（13800001467）"), nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := understand(tt.row, tt.mapping)
			if err == nil {
				t.Fatal("accepted")
			}
			for i, v := range record {
				if i != 6 && strings.Contains(err.Error(), v) {
					t.Errorf("the error holds cell %d of the record", i+1)
				}
			}
			if !strings.Contains(err.Error(), "is the first line a header?") {
				t.Error("no hint that the header is missing")
			}
		})
	}
}

func TestDisplay(t *testing.T) {
	const base = "运单号,姓名,手机,地址,"
	for _, tt := range []struct{ name, want string }{
		{"颜色", "颜色"},
		{"店铺 名称", "店铺 名称"},
		{"Gift wrap", "Gift wrap"},
		{"gift.colour", "gift.colour"},
		{"masked_by", "masked_by"},
		{"SKU 2024", "SKU 2024"},
		{"收件人邮编（必填）*", "收件人邮编（必填）*"},
		{"收件人\n邮编", "收件人 邮编"},
		{"recipient.phone_expires_at", "recipient.phone_expires_at"},
		{"", "column 5"},
		{"13800001467", "column 5"},
		{"138-0000-1467", "column 5"},
		{"１３８００００１４６７", "column 5"},
		{"138****1467", "column 5"},
		{"一三八零零零零一四六七", "column 5"},
		{"QN7316050000001", "column 5"},
		{"周晓棠", "column 5"},
		{"周*棠", "column 5"},
		{"周女士", "column 5"},
		{"欧阳若溪", "column 5"},
		{"珠江路88号", "column 5"},
		{"南京市玄武区", "column 5"},
		{"88 Garden Road", "column 5"},
		{"jane@example.com", "column 5"},
		{"放门口，不要按门铃，也不要打电话，多谢，辛苦了您", "放门口，不要按门铃，也不要打电话，多谢，辛苦了您"},
		{"放门口，不要按门铃，也不要打电话，多谢，辛苦了您呐", "column 5"},
		{"收件人邮编（周晓棠女士在下午六点之后才有时间签收）", "column 5"},
		{"a\u202eb", "column 5"},
	} {
		t.Run(fmt.Sprintf("%d bytes", len(tt.name)), func(t *testing.T) {
			l, err := understand(append(strings.Split(base, ",")[:4], tt.name), nil)
			if err != nil {
				t.Fatal(err)
			}
			c := l.columns[4]
			if c.Display != tt.want {
				t.Errorf("called %s, want %s", c.Display, tt.want)
			}
			if c.Name != tt.name && tt.name != "" {
				t.Errorf("the name is %q, want %q", c.Name, tt.name)
			}
		})
	}
}

// TestDisplayMapped: a column that the user named is called as the user did.
func TestDisplayMapped(t *testing.T) {
	l, err := understand([]string{"运单号", "13800001467（周晓棠）", "手机", "地址"}, map[string]string{"recipient.name": "13800001467"})
	if err != nil {
		t.Fatal(err)
	}
	if got := l.columnOf("recipient.name"); got != "13800001467" {
		t.Errorf("called %s", got)
	}
}

// TestBadKeys has values for JSON keys, in the sample and after it: columns,
// extras and errors of the records.
func TestBadKeys(t *testing.T) {
	const good = `{"waybill_no":"QN1","name":"吴小满","phone":"13600007214","address":"路1号","颜色":"红","13800001467":"x"}` + "\n"
	in := strings.Repeat(good, headerSample) + strings.Replace(good, "}", `,"13800002222":"\u0000","尺寸":"\u0000","电话（周晓棠）":"\u0000"}`, 1)
	s, err := Open("x.ndjson", strings.NewReader(in), Options{})
	if err != nil {
		t.Fatal(err)
	}
	var messages []string
	for sh, err := range s.Records() {
		if err != nil {
			messages = append(messages, err.Error())
		} else if sh.Extras[1].Column != "13800001467" {
			t.Error("the extra lost its key")
		}
	}
	want := []string{`record 65 (line 65): column 7: holds a NUL byte; column "尺寸": holds a NUL byte; column 9: holds a NUL byte`}
	if diff := cmp.Diff(want, messages); diff != "" {
		t.Error(diff)
	}
	var called []string
	for _, c := range s.Columns() {
		called = append(called, c.Display)
	}
	if diff := cmp.Diff([]string{"waybill_no", "name", "phone", "address", "颜色", "column 6", "column 7", "尺寸", "column 9"}, called); diff != "" {
		t.Error(diff)
	}
}

// FuzzHeaderError checks that no header's name gets into an error if it has
// a phone number.
func FuzzHeaderError(f *testing.F) {
	for _, s := range []string{strings.Join(record, ","), "运单号,姓名,13800001467,13800001467", "姓名（13800001467）,商品（13800001467）,a,a"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, header string) {
		_, err := understand(strings.Split(header, ","), nil)
		for _, n := range strings.Split(header, ",") {
			if err != nil && strings.Contains(n, "13800001467") && strings.Contains(err.Error(), n) {
				t.Error("a name that may be a value is told")
			}
		}
	})
}
