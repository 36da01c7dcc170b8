package zpl

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"waybill/internal/symbol"
	"waybill/label"
	"waybill/masking"
)

// jobDocs are n labels of one template: some elements are the same, some
// differ, some are not on all of them.
func jobDocs(t testing.TB, n int) []*label.Document {
	var docs []*label.Document
	for i := range n {
		number := fmt.Sprintf("YT%013d", 7000000000000+i*7919)
		d := &label.Document{Size: label.Size{W: 100 * mm, H: 60 * mm}, WaybillNo: number, Copies: 1}
		text := func(x, base, size float64, static bool, s string) {
			d.Items = append(d.Items, label.Text{Info: label.Meta{Element: "e", Static: static}, X: label.Millimetres(x),
				Baseline: label.Millimetres(base), Size: label.Millimetres(size), Width: 60 * mm, String: s})
		}
		d.Items = append(d.Items, label.Box{Info: label.Meta{Static: true}, R: rect(1, 1, 98, 58), Thickness: label.Millimetres(0.4)},
			label.Line{Info: label.Meta{Static: true}, R: rect(1, 30, 98, 0.3), Dash: 1 * mm},
			code(t, symbol.Code128, number, rect(5, 3, 80, 10), 0.25))
		text(5, 20, 4, true, "收件人签字")
		text(5, 26, 4, false, number)
		text(60, 26, 4, false, number)
		text(5, 40, 5, false, []string{"张三", "李四", "王五"}[i%3])
		if i%2 == 0 {
			text(5, 50, 4, false, "放门口即可")
		}
		docs = append(docs, d)
	}
	return docs
}

// settled is the Setup of a job.
func settled(t testing.TB, p Profile, docs []*label.Document) *Setup {
	t.Helper()
	plan := NewPlan(p, fonts(t))
	for _, d := range docs {
		if err := plan.See(d); err != nil {
			t.Fatal(err)
		}
	}
	s, err := plan.Settle()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// job is all bytes of a job.
func job(t testing.TB, s *Setup, docs []*label.Document) []byte {
	t.Helper()
	f := s.NewFormatter()
	out := s.AppendBegin(nil)
	for _, d := range docs {
		var err error
		if out, err = f.AppendLabel(out, d); err != nil {
			t.Fatal(err)
		}
	}
	return s.AppendEnd(out)
}

// TestStoredPays: a job is never longer for what it stores, and much shorter
// where it has many labels; one label stores nothing.
func TestStoredPays(t *testing.T) {
	set := fonts(t)
	for _, mode := range []string{"raster", "resident"} {
		p := textProfile(t, mode, UTF8)
		plain := p
		plain.Stored = false
		for _, n := range []int{1, 2, 3, 5, 10, 200} {
			docs := jobDocs(t, n)
			s := settled(t, p, docs)
			with, without := len(job(t, s, docs)), len(job(t, emptySetup(plain, set), docs))
			if with > without {
				t.Errorf("%s: %d labels take %d bytes with a stored format, %d without", mode, n, with, without)
			}
			if n == 1 && len(s.begin) > 0 {
				t.Errorf("%s: one label stores %v", mode, s.Objects())
			}
			if n == 200 && (2*with > without || s.recall == nil) {
				t.Errorf("%s: 200 labels take %d bytes, %d without", mode, with, without)
			}
		}
	}
}

// TestStoredNames: the same job gives the same bytes and other content other
// names; every object is taken out at the end.
func TestStoredNames(t *testing.T) {
	p := textProfile(t, "raster", UTF8)
	docs := jobDocs(t, 50)
	a, b := settled(t, p, docs), settled(t, p, docs)
	if !bytes.Equal(job(t, a, docs), job(t, b, docs)) {
		t.Error("the same job gave other bytes")
	}
	moved := jobDocs(t, 50)
	for _, d := range moved {
		box := d.Items[0].(label.Box)
		box.Thickness = 1 * mm
		d.Items[0] = box
	}
	if c := settled(t, p, moved); slices.Equal(a.Objects(), c.Objects()) {
		t.Error("another job stores under the same names")
	}
	name := regexp.MustCompile(`^R:[A-Z0-9]{1,8}\.(ZPL|GRF|TTF)$`)
	for _, o := range a.Objects() {
		if !name.MatchString(o) {
			t.Errorf("name %s", o)
		}
		if !bytes.Contains(a.begin, []byte(o+",")) && !bytes.Contains(a.begin, []byte("^DF"+o+"^FS")) {
			t.Errorf("%s is not stored", o)
		}
		if !bytes.Contains(a.end, []byte("^ID"+o+"^FS")) {
			t.Errorf("%s stays in the printer", o)
		}
	}
	if !strings.HasPrefix(string(a.end), "^XA^ID") || strings.Count(string(a.end), "^XA") != 1 {
		t.Errorf("end: %q", a.end)
	}
}

// TestStoredMismatch: labels that lack what the format prints, or put other
// data where fields share a number, are right all the same.
func TestStoredMismatch(t *testing.T) {
	p := textProfile(t, "resident", UTF8)
	docs := jobDocs(t, 50)
	s := settled(t, p, docs)
	f := s.NewFormatter()
	label1 := func(edit func(*label.Document)) string {
		d := jobDocs(t, 1)[0]
		edit(d)
		zpl, err := f.AppendLabel(nil, d)
		if err != nil {
			t.Fatal(err)
		}
		return string(zpl)
	}
	whole := label1(func(*label.Document) {})
	if !strings.Contains(whole, "^XF") || strings.Contains(whole, "^FT") {
		t.Errorf("a label of the job: %q", whole)
	}
	if strings.Count(whole, "YT7000000000000") != 1 {
		t.Errorf("two fields with one text: %q", whole)
	}
	if z := label1(func(d *label.Document) { d.Items = d.Items[1:] }); strings.Contains(z, "^XF") || !strings.Contains(z, "YT7") {
		t.Errorf("without the frame: %q", z)
	}
	if z := label1(func(d *label.Document) { d.Size.W += mm }); strings.Contains(z, "^XF") {
		t.Errorf("another size: %q", z)
	}
	z := label1(func(d *label.Document) {
		x := d.Items[5].(label.Text)
		x.String = "OTHER"
		d.Items[5] = x
	})
	if !strings.Contains(z, "^XF") || strings.Count(z, "^FT") != 2 || !strings.Contains(z, "OTHER") || !strings.Contains(z, "YT7000000000000^FS") {
		t.Errorf("two texts of one number: %q", z)
	}
	z = label1(func(d *label.Document) {
		x := d.Items[6].(label.Text)
		x.Baseline += 3 * mm
		d.Items = append(d.Items, x)
		d.Copies = 3
	})
	if !strings.Contains(z, "^XF") || strings.Count(z, "^FT") != 1 || !strings.Contains(z, "^PQ3") {
		t.Errorf("a text more: %q", z)
	}
	if s.Bytes() <= 0 || len(s.members)-1 > maxFields {
		t.Errorf("%d bytes, %d fields", s.Bytes(), len(s.members)-1)
	}
	small := p
	small.Memory = 100
	if s := settled(t, small, docs); len(s.begin) > 0 {
		t.Errorf("%d bytes stored in a memory of 100", s.Bytes())
	}
}

// TestStoredGate: what a stored format makes of data is searched.
func TestStoredGate(t *testing.T) {
	p := textProfile(t, "resident", GBK)
	docs := jobDocs(t, 50)
	s := settled(t, p, docs)
	zpl, err := s.NewFormatter().AppendLabel(nil, docs[1])
	if err != nil {
		t.Fatal(err)
	}
	hide := func(secret string) func(string) []masking.Finding {
		return func(text string) []masking.Finding {
			if strings.Contains(text, secret) {
				return []masking.Finding{{Field: "x", How: "y"}}
			}
			return nil
		}
	}
	for _, secret := range []string{"李四", docs[1].WaybillNo, "收件人签字"} {
		if err := s.Gate(zpl, hide(secret)); err == nil {
			t.Errorf("%s passed", secret)
		}
	}
	if err := s.Gate(zpl, hide("王五")); err != nil {
		t.Errorf("another label's name: %v", err)
	}
}

// TestFieldsOfStoredFormats reads bar code data for formats that stand before
// it and for those that do not.
func TestFieldsOfStoredFormats(t *testing.T) {
	texts := func(zpl string) []string {
		var out []string
		for _, f := range Fields([]byte(zpl)) {
			if f.Command == "^FD" {
				out = append(out, f.Text)
			}
		}
		return out
	}
	format := "^XA^DFR:A.ZPL^FS^FO1,1^BCN,9,N,N,N,N^FN1^FS^FT1,1^A0N,9,9^FN02\"name\"^FS^BQN,2,4^FN0^FS^XZ"
	tests := []struct {
		zpl  string
		want []string
	}{
		{format + "^XA^XFA^FS^FN1^FD>:1>53800138000^FS^FN2^FD>:a^FS^FN0^FDMM,A7^FS^XZ", []string{"13800138000", ">:a", "7"}},
		{format + "^XA^XFB^FS^FN1^FD>:1>53800138000^FS^FN2^FDa^FS^XZ", []string{">:1>53800138000", "13800138000", "a"}},
		{format + "^XA^FN1^FD>:1^FS^XZ", []string{">:1"}},
	}
	for _, tt := range tests {
		if got := texts(tt.zpl); !slices.Equal(got, tt.want) {
			t.Errorf("%q: got %q, want %q", tt.zpl, got, tt.want)
		}
	}
}

// fakePrinter answers queries by their first letters.
type fakePrinter map[string]string

func (f fakePrinter) Ask(query []byte) ([]byte, error) {
	for q, answer := range f {
		if strings.HasPrefix(string(query), q) && answer != "" {
			return []byte(answer), nil
		}
	}
	return nil, errors.New("no answer")
}

// TestEncoderAsks: a printer without the font or without room gets labels that
// stand on their own; one that does not answer is taken at the profile's word.
func TestEncoderAsks(t *testing.T) {
	p := textProfile(t, "resident", GBK)
	docs := jobDocs(t, 20)
	s := settled(t, p, docs)
	listing := func(device string, names ...string) string {
		out := "\x02\r\nDIR " + device + " \r\n"
		for _, n := range names {
			base, ext, _ := strings.Cut(strings.TrimPrefix(n, device), ".")
			out += fmt.Sprintf("*%-8s.%s  123456  \r\n", base, ext)
		}
		return out + "\r\n-1000000 bytes free\r\n\x03"
	}
	font, stored := listing("E:", "E:SIMSUN.FNT"), listing("R:", s.Objects()...)
	tests := []struct {
		name         string
		printer      fakePrinter
		text, format bool
	}{
		{"silent", fakePrinter{}, true, true},
		{"all there", fakePrinter{"^XA^HWE:": font, "^XA^HWR:": stored, "~HM": "\x021024,0780,0780\x03"}, true, true},
		{"no font", fakePrinter{"^XA^HWE:": listing("E:", "E:OTHER.FNT"), "^XA^HWR:": stored}, false, false},
		{"no room", fakePrinter{"^XA^HWE:": font, "~HM": "1024,0780,0000"}, false, false},
		{"nothing stored", fakePrinter{"^XA^HWE:": font, "^XA^HWR:": listing("R:")}, false, false},
		{"noise", fakePrinter{"^XA^HW": "??", "~HM": "x"}, true, true},
	}
	for _, tt := range tests {
		var out bytes.Buffer
		e := NewEncoder(&out, p, fonts(t))
		e.Asker = tt.printer
		if err := e.Prepare(slices.Values(docs)); err != nil {
			t.Fatal(err)
		}
		err := errors.Join(e.Begin(nil), e.Label(docs[0]), e.End())
		if err != nil {
			t.Fatal(err)
		}
		_, label, _ := strings.Cut(out.String(), "^XZ\n")
		if !strings.Contains(out.String(), "^DF") {
			label = out.String()
		}
		label, _, _ = strings.Cut(label, "^XZ")
		if got := strings.Contains(label, "^XF"); got != tt.format {
			t.Errorf("%s: recalls a format: %v", tt.name, got)
		}
		if got := strings.Contains(label, "\xd5\xc5\xc8\xfd"); got != tt.text {
			t.Errorf("%s: sends text: %v", tt.name, got)
		}
		if strings.Contains(out.String(), "^DF") && !strings.HasSuffix(out.String(), string(s.end)) {
			t.Errorf("%s: does not clean up", tt.name)
		}
	}
}

// TestEncoderExpect: without all documents at hand, what the template says is
// static is stored if enough labels will come.
func TestEncoderExpect(t *testing.T) {
	p := textProfile(t, "resident", UTF8)
	docs := jobDocs(t, 60)
	size := func(expect int) int {
		var out bytes.Buffer
		e := NewEncoder(&out, p, fonts(t))
		e.Expect = expect
		if err := e.Begin(docs[0]); err != nil {
			t.Fatal(err)
		}
		for _, d := range docs {
			if err := e.Label(d); err != nil {
				t.Fatal(err)
			}
		}
		if err := e.End(); err != nil {
			t.Fatal(err)
		}
		return out.Len()
	}
	if blind, told := size(0), size(len(docs)); told >= blind {
		t.Errorf("%d bytes with the number of labels known, %d without", told, blind)
	}
	e := NewEncoder(&bytes.Buffer{}, p, fonts(t))
	if err := e.Begin(nil); !errors.Is(err, errNoDocument) {
		t.Errorf("no document: %v", err)
	}
}

// TestDownloadAuto: a profile's own mode falls back to graphics where the font
// would cost more; a mode that was asked for does not.
func TestDownloadAuto(t *testing.T) {
	p := textProfile(t, "download", UTF8)
	asked := p
	p.TextAsked = false
	few, many := jobDocs(t, 2), jobDocs(t, 300)
	for _, tt := range []struct {
		name string
		s    *Setup
		font bool
	}{
		{"two labels", settled(t, p, few), false},
		{"two labels, asked for", settled(t, asked, few), true},
		{"300 labels", settled(t, p, many), true},
	} {
		if got := bytes.Contains(tt.s.begin, []byte("~DY")); got != tt.font {
			t.Errorf("%s: sends a font: %v", tt.name, got)
		}
	}
}
