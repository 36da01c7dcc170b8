package zpl

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"waybill/label"
	"waybill/masking"
)

// textProfile is a printer of one text mode.
func textProfile(t testing.TB, mode string, encoding Encoding) Profile {
	t.Helper()
	p, err := builtin("zebra-cn", label.DPI203).WithText(mode)
	if err != nil {
		t.Fatal(err)
	}
	f := *p.Font
	f.Encoding = encoding
	p.Font = &f
	return p
}

// textDoc is a label of one line of text at 40 dots.
func textDoc(s string, bold bool) *label.Document {
	return &label.Document{Size: label.Size{W: 100 * mm, H: 30 * mm}, Copies: 1, Items: []label.Item{
		label.Line{Info: label.Meta{Static: true}, R: rect(2, 1, 90, 0.5)},
		label.Text{X: 5 * mm, Baseline: 15 * mm, Size: 5 * mm, Width: 80 * mm, Bold: bold, String: s},
	}}
}

// sent is what a label sends of its texts: the data of its fields as bytes,
// with ^FH resolved, by a tokenizer of this test's own. It fails the test on
// any command that was not meant.
func sent(t testing.TB, zpl string, font string) (data []string, graphics int) {
	t.Helper()
	grammar := regexp.MustCompile(`^(\^XA(\^SEE:GB18030\.DAT)?\^CI(26|28)(\^LH0,0\^LRN\^PMN\^FWN(\^CWW,` + regexp.QuoteMeta(font) + `)?\n)?` +
		`(\^XF[^^~]*\^FS)?(F)*(\^PQ1\n)?\^XZ\n)$`)
	field := regexp.MustCompile(`(?s)(?:\^F[TO]\d+,\d+(?:\^AWN,\d+,\d+|\^BY[\d,]+\^B[CQ]N,[\dN,]+)|\^FN\d+)(\^FH)?\^FD([^^~]*)\^FS\n?`)
	drawn := regexp.MustCompile(`\^FO\d+,\d+\^(GB\d+,\d+,\d+|GFA,\d+,\d+,\d+,[^^~]*)\^FS\n?`)
	for _, m := range field.FindAllStringSubmatch(zpl, -1) {
		text := m[2]
		if m[1] != "" {
			text = unhex(text)
		}
		data = append(data, text)
	}
	for _, m := range drawn.FindAllStringSubmatch(zpl, -1) {
		if strings.HasPrefix(m[1], "GF") {
			graphics++
		}
	}
	shape := drawn.ReplaceAllLiteralString(field.ReplaceAllLiteralString(zpl, "F"), "F")
	if !grammar.MatchString(shape) {
		t.Fatalf("commands that were not meant: %q", shape)
	}
	return data, graphics
}

// FuzzText: whatever a text holds, a label has the commands that were meant
// and no other, and each line that is sent as text arrives as it was.
func FuzzText(f *testing.F) {
	for _, s := range []string{"plain", "^XZ", "~JR", "a_b^c", "张三丰 138****0000", "旸^~_玘諂", "¥12.50", "\\&", ">;12", "丂乗乣", "🍡", "서울", "_5E", "亊\u200d"} {
		f.Add(s, false)
		f.Add(s, true)
	}
	set := fonts(f)
	f.Fuzz(func(t *testing.T, s string, bold bool) {
		if len(s) > 200 || len(set.Missing(s)) > 0 {
			return
		}
		d := textDoc(s, bold)
		for _, p := range []Profile{textProfile(t, "raster", UTF8), textProfile(t, "download", UTF8), textProfile(t, "resident", UTF8), textProfile(t, "resident", GBK)} {
			plan := NewPlan(p, set)
			if err := plan.See(d); err != nil {
				t.Fatal(err)
			}
			setup, err := plan.Settle()
			if err != nil {
				t.Fatal(err)
			}
			zpl, err := setup.NewFormatter().AppendLabel(nil, d)
			if err != nil {
				t.Skip("cannot be drawn at all")
			}
			data, graphics := sent(t, string(zpl), setup.fontName())
			if p.Text == Raster && len(data) > 0 || graphics > 0 && len(data) > 0 {
				t.Fatalf("%v: %d texts, %d graphics", p.Text, len(data), graphics)
			}
			for _, got := range data {
				if p.Text == Resident {
					if p.Font.Encoding == GBK {
						if got, err = simplifiedchinese.GBK.NewDecoder().String(got); err != nil {
							t.Fatal(err)
						}
					}
					got = strings.ReplaceAll(got, "￥", "¥")
					if strings.ReplaceAll(s, "￥", "¥") != got {
						t.Fatalf("%v prints %q", p.Text, got)
					}
				} else if got != s {
					t.Fatalf("%v prints %q", p.Text, got)
				}
			}
			// The gate sees what is printed.
			if len(data) > 0 {
				seen := Fields(zpl)
				want := strings.ReplaceAll(s, "¥", "￥")
				if p.Text == Download {
					want = s
				}
				if !slices.ContainsFunc(seen, func(f Field) bool { return f.Text == want }) && want != "" {
					t.Fatalf("%v: the gate reads %q", p.Text, seen)
				}
			}
		}
	})
}

// TestTextModes looks at which lines go as text.
func TestTextModes(t *testing.T) {
	set := fonts(t)
	tests := []struct {
		text               string
		download, utf, gbk string // data, "" for graphics
	}{
		{"收件人 张三", "收件人 张三", "收件人 张三", "\xca\xd5\xbc\xfe\xc8\xcb \xd5\xc5\xc8\xfd"},
		{"¥12.50", "¥12.50", "￥12.50", "\xa3\xa412.50"},
		{"a^b_c~", "a^b_c~", "a^b_c~", "a^b_c~"},
		{"昣", "昣", "昣", "\x95\x5f"},  // its second byte is the indicator of ^FH
		{"玘", "玘", "玘", "\xab\x5e"},  // its second byte is a caret
		{"서울특별시", "", "", ""},        // not in GBK, not in the main font
		{"团子🍡", "", "", ""},          // above U+FFFF
		{"\U00020BB7野家", "", "", ""}, // a surname above U+FFFF
		{"iiii....", "iiii....", "", ""},
	}
	for _, tt := range tests {
		x := tt.text
		width := layoutWidth(t, set, x, 5*mm)
		for i, p := range []Profile{textProfile(t, "download", UTF8), textProfile(t, "resident", UTF8), textProfile(t, "resident", GBK)} {
			d := textDoc(x, false)
			line := d.Items[1].(label.Text)
			line.Width = width
			d.Items[1] = line
			plan := NewPlan(p, set)
			if err := plan.See(d); err != nil {
				t.Fatal(err)
			}
			setup, err := plan.Settle()
			if err != nil {
				t.Fatal(err)
			}
			zpl, err := setup.NewFormatter().AppendLabel(nil, d)
			if err != nil {
				t.Fatal(err)
			}
			data, graphics := sent(t, string(zpl), setup.fontName())
			want := []string{tt.download, tt.utf, tt.gbk}[i]
			if want == "" && (len(data) > 0 || graphics == 0) || want != "" && (len(data) != 1 || data[0] != want) {
				t.Errorf("%q, mode %d: sent %q and %d graphics, want %q", tt.text, i, data, graphics, want)
			}
		}
	}
}

func layoutWidth(t testing.TB, set *label.Fonts, s string, size label.Length) label.Length {
	t.Helper()
	em, err := set.Advance(s)
	if err != nil {
		t.Fatal(err)
	}
	return label.Length(int(size) * int(em) / 1000)
}

// TestGateReadsGBK hides a name whose bytes in GBK are no UTF-8.
func TestGateReadsGBK(t *testing.T) {
	set := fonts(t)
	p := textProfile(t, "resident", GBK)
	d := textDoc("收件人 张旸", true)
	zpl, err := EncodeLabel(nil, d, p, set)
	if err != nil {
		t.Fatal(err)
	}
	find := func(s string) []masking.Finding {
		if strings.Contains(s, "张旸") {
			return []masking.Finding{{Field: "recipient.name", How: "name"}}
		}
		return nil
	}
	if err := Gate(zpl, find); err == nil {
		t.Error("a hidden name passed")
	}
}
