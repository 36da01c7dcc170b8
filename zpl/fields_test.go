package zpl

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"

	"waybill/label"
	"waybill/masking"
)

func TestFields(t *testing.T) {
	gbk, err := simplifiedchinese.GBK.NewEncoder().String("测试收件")
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name, zpl string
		want      []string
	}{
		{"plain", "^XA^FO1,2^A0N,30,30^FDhello^FS^XZ", []string{"^FD hello"}},
		{"variable", "^FVfirst^FS^SN001,1,Y^FS", []string{"^FV first", "^SN 001,1,Y"}},
		{"lower case command", "^fdlow^fs", []string{"^FD low"}},
		{"comment", "^FX a note ^FDx^FS", []string{"^FX  a note ", "^FD x"}},
		{"hex", "^FH^FD_41_e6_B5_8b^FS", []string{"^FD A测"}},
		{"hex indicator", `^FH\^FD\5EXZ_41^FS`, []string{"^FD ^XZ_41"}},
		{"hex once", "^FH^FD_41^FS^FD_41^FS", []string{"^FD A", "^FD _41"}},
		{"hex broken", "^FH^FD_4_G1_4^FS", []string{"^FD _4_G1_4"}},
		{"line ends", "^FDone\r\ntwo^FS", []string{"^FD onetwo"}},
		{"caret changed", "^CC|^FDnot text|FDtext|FS", []string{"^CC ^FDnot text", "^FD text"}},
		{"caret changed by tilde", "~CC!!FDa!FS", []string{"^FD a"}},
		{"tilde changed", "^CT%^FDa~b%JR^FS", []string{"^FD a~b"}},
		{"delimiter changed", "^CD;^GFB;5;5;1;^FD12^FDx^FS", []string{"^FD x"}},
		{"immediate inside", "^FDab~HS^FS", []string{"^FD ab"}},
		{"binary graphic", "^GFB,9,9,1,^FDxx^FSy^FDz^FS", []string{"^FD z"}},
		{"binary cut short", "^GFB,900,900,1,^FDxx^FS", nil},
		{"binary without count", "^GFB,,9,1,^FDxx^FS", []string{"^FD xx"}},
		{"text graphic", "^GFA,2,2,1,FFFF^FDx^FS", []string{"^FD x"}},
		{"compressed graphic is not binary", "^GFC,9,9,1,^FDxx^FS", []string{"^FD xx"}},
		{"download binary", "~DYR:LOGO,B,G,7,1,^FDx^FS^FDz^FS", []string{"~DY R:LOGO", "^FD z"}},
		{"download text", "~DGR:LOGO.GRF,2,1,FFFF^FDz^FS", []string{"~DG R:LOGO.GRF", "^FD z"}},
		{"names", `^DFR:FORM.ZPL^FS^FN1"prompt"^FS^XFE:FORM.ZPL^XGR:A.GRF,1,1`,
			[]string{"^DF R:FORM.ZPL", `^FN 1"prompt"`, "^XF E:FORM.ZPL", "^XG R:A.GRF"}},
		{"code 128", "^BCN,50^FD>:AB>51234>6C>0^FS", []string{"^FD AB1234C>"}},
		{"code 128 set A", "^BCN,50^FD>93334>;12^FS", []string{"^FD AB12"}},
		{"code 128 functions", "^BCN,50^FD>;>80112>8^FS", []string{"^FD 0112"}},
		{"code 128 lone", "^BCN,50^FDa>^FS", []string{"^FD a>"}},
		{"not code 128", "^FD>:AB^FS", []string{"^FD >:AB"}},
		{"qr automatic", "^BQN,2,5^FDQA,data^FS", []string{"^FD data"}},
		{"qr manual", "^BQN,2,5^FDMM,A12^FS^BQN,2,5^FDHM,B0004text^FS", []string{"^FD 12", "^FD text"}},
		{"qr without switches", "^BQN,2,5^FDdata,more^FS", []string{"^FD data,more"}},
		{"block", `^FB100,2^FDone\&two^FS^FDa\&b^FS`, []string{"^FD onetwo", `^FD a\&b`}},
		{"GBK", "^CI26^FD" + gbk + "^FS", []string{"^FD 测试收件"}},
		{"GBK undeclared", "^FD" + gbk + "^FS", []string{"^FD 测试收件"}},
		{"before, between and after", "stray ^XA^FS between^XZ\r\nafter",
			[]string{" stray", "^FS between", "^XZ after"}},
		{"text as parameters", "^PQ Lin^ZZ测试^LH0,0^MMT,Y", []string{"^PQ  Lin", "^ZZ 测试"}},
		{"prefix inside a name", "^F^FDx^FS^", []string{"^FD x"}},
		{"nothing", "", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, f := range Fields([]byte(tt.zpl)) {
				got = append(got, f.Command+" "+f.Text)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestGate(t *testing.T) {
	find := func(s string) []masking.Finding {
		if strings.Contains(s, "secret") {
			return []masking.Finding{{Field: "recipient.name", How: "the whole name"}}
		}
		return nil
	}
	clean := []byte("^XA^FDpublic^FS^XZ")
	if err := Gate(clean, find); err != nil {
		t.Error(err)
	}
	err := Gate([]byte("^XA^FDpublic^FS^FO1,1^FH^FD_73ecret^FS^XZ"), find)
	var leak *LeakError
	if !errors.As(err, &leak) {
		t.Fatalf("got %v", err)
	}
	want := LeakError{Index: 1, Offset: 24, Command: "^FD", Field: "recipient.name", How: "the whole name"}
	if *leak != want {
		t.Errorf("got %+v, want %+v", *leak, want)
	}
	if strings.Contains(err.Error(), "secret") {
		t.Error("the error tells the value")
	}
}

// FuzzFields: any bytes end, offsets do not fall and lie inside, texts print.
func FuzzFields(f *testing.F) {
	for _, s := range []string{"^XA^FDx^FS^XZ", "^CC", "~CT^", "^GFB,3,3,1,abc^FDx", "~DYR:A,B,G,2,1,ab", "^FH^FD_4", "^BC^FD>9", "^BQ^FDMM,B"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, zpl []byte) {
		last := -1
		for _, field := range Fields(zpl) {
			if field.Offset < last || field.Offset >= len(zpl) {
				t.Fatalf("offset %d after %d of %d", field.Offset, last, len(zpl))
			}
			last = field.Offset
			if field.Text != dropControls(field.Text) {
				t.Fatal("control character in a text")
			}
		}
	})
}

// FuzzFieldsFind: a text written into a label in any of the usual ways is
// found again.
func FuzzFieldsFind(f *testing.F) {
	f.Add("Hello 42", "^FO1,1^A0N,20,20")
	f.Fuzz(func(t *testing.T, text, before string) {
		if strings.ContainsAny(before, "^~") || dropControls(text) == "" {
			return
		}
		data, hex, err := EscapeField(text)
		if err != nil {
			return
		}
		zpl := before + "^XA^FO1,1"
		if hex {
			zpl += "^FH"
		}
		zpl += "^FD" + data + "^FS^XZ"
		for _, field := range Fields([]byte(zpl)) {
			if field.Text == dropControls(text) {
				return
			}
		}
		t.Fatal("text not found")
	})
}

// BenchmarkFields reads the texts of labels as the gate does, and of a stream
// that has one of the prefixes only.
func BenchmarkFields(b *testing.B) {
	streams := map[string][]byte{"tildes": bytes.Repeat([]byte("~"), 1<<16)}
	for _, p := range profiles(label.DPI203) {
		zpl, err := EncodeLabel(nil, waybillDoc(b), p, fonts(b))
		if err != nil {
			b.Fatal(err)
		}
		streams[p.Name] = zpl
	}
	for name, zpl := range streams {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(zpl)))
			for b.Loop() {
				Fields(zpl)
			}
		})
	}
}
