package pdf

import (
	"bytes"
	"encoding/ascii85"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"waybill/masking"
)

// assemble makes a PDF file of objects; the reader needs no cross-references.
func assemble(objects ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	for i, o := range objects {
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	b.WriteString("trailer\n<</Root 1 0 R>>\n")
	return b.Bytes()
}

func stream(dict, data string) string {
	return fmt.Sprintf("<<%s /Length %d>>\nstream\n%s\nendstream", dict, len(data), data)
}

func flate(dict, data string) string {
	return stream(dict+" /Filter /FlateDecode", string(deflate([]byte(data))))
}

func base85(s string) string {
	b := make([]byte, ascii85.MaxEncodedLen(len(s)))
	return string(b[:ascii85.Encode(b, []byte(s))])
}

func TestTextsFindsStrings(t *testing.T) {
	page := "<</Type /Page /Contents 2 0 R /Resources <</Font <</A 3 0 R /B 4 0 R>>>>>>"
	latin := "<</Type /Font /Subtype /Type1>>"
	twoByte := "<</Type /Font /Subtype /Type0 /ToUnicode 5 0 R>>"
	cmap := "1 begincodespacerange <0000> <ffff> endcodespacerange 2 beginbfchar <0001> <5F20> <0002> <D842DFB7> endbfchar " +
		"2 beginbfrange <0010> <0012> <4E00> <0020> <0021> [<660E> <00410042>] endbfrange"
	for _, c := range []struct {
		name, content string
		want          []string
	}{
		{"Tj", "BT /A 9 Tf (plain) Tj ET", []string{"plain"}},
		{"escapes", `BT /A 9 Tf (a\(b\)\\\101\n(c)) Tj ET`, []string{"a(b)\\A\n(c)"}},
		{"line continued", "BT /A 9 Tf (a\\\nb\\\r\nc) Tj ET", []string{"abc"}},
		{"hexadecimal", "BT /A 9 Tf <41 4> Tj ET", []string{"A@"}},
		{"quote operators", "BT /A 9 Tf 12 TL (a) ' 1 2 (b) \" ET", []string{"a", "b"}},
		{"TJ", "BT /A 9 Tf [(13) -250 (8) 3 <30>] TJ ET", []string{"1380"}},
		{"bfchar", "BT /B 9 Tf <00010002> Tj ET", []string{"张𠮷"}},
		{"bfrange", "BT /B 9 Tf <001100200021> Tj ET", []string{"丁明AB"}},
		{"unmapped code", "BT /B 9 Tf <4E2D> Tj ET", []string{"中"}},
		{"font restored", "q /B 9 Tf Q /A 9 Tf q /B 9 Tf Q BT (x) Tj ET", []string{"x"}},
		{"no font", "BT (x) Tj ET", []string{"x"}},
		{"ActualText", "/Span <</ActualText <FEFF5F20>>> BDC EMC", []string{"张"}},
		{"inline image", "BI /W 8 /H 1 ID \x28EI( EI BT /A 9 Tf (after) Tj ET", []string{"after"}},
		{"broken operands", "<< /a >> [ (x) Tj ] /A 9 Tf (y) Tj", []string{"y"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			for what, content := range map[string]string{"plain": stream("", c.content), "flate": flate("", c.content)} {
				texts, err := Texts(assemble(page, content, latin, twoByte, flate("", cmap)))
				if err != nil {
					t.Fatal(err)
				}
				var got []string
				for _, x := range texts {
					if x.Page == 1 && x.Where == "page" {
						got = append(got, x.String)
					}
				}
				if !slices.Equal(got, c.want) {
					t.Errorf("%s: got %+q, want %+q", what, got, c.want)
				}
			}
		})
	}
}

func TestTextsFindsHidingPlaces(t *testing.T) {
	const secret = "HIDDEN"
	utf16 := "<FEFF004800490044004400450 04E>"
	for name, file := range map[string][]byte{
		"information":       assemble("<</Title (HIDDEN)>>"),
		"UTF-16":            assemble("<</Author " + utf16 + ">>"),
		"annotation":        assemble("<</Type /Annot /Contents (HIDDEN)>>"),
		"nested":            assemble("<</A [<</B [(HIDDEN)]>>]>>"),
		"XMP":               assemble(stream("/Type /Metadata /Subtype /XML", "<x>HIDDEN</x>")),
		"attachment":        assemble(flate("/Type /EmbeddedFile", "HIDDEN")),
		"unnamed stream":    assemble(flate("", "HIDDEN")),
		"hexadecimal":       assemble(stream("/Filter /ASCIIHexDecode", "48494444454E>")),
		"ASCII85":           assemble(stream("/Filter [/ASCII85Decode]", base85("HIDDEN")+"~>")),
		"form":              assemble(flate("/Subtype /Form /Resources <<>>", "BT (HID) Tj (DEN) Tj ET")),
		"superseded":        append(assemble("<</Title (HIDDEN)>>"), assemble("<</Title (x)>>")...),
		"superseded stream": append(assemble("<<>>", flate("", "HIDDEN")), assemble("<</Type /Page /Contents 2 0 R>>", stream("", ""))...),
		"object stream":     assemble(flate("/Type /ObjStm /N 1 /First 4", "9 0 <</Title (HIDDEN)>>")),
		"page in pieces": assemble("<</Type /Page /Contents [2 0 R 3 0 R] /Parent 4 0 R>>", stream("", "BT /A 1 Tf [(HID)"), stream("", "(DEN)] TJ ET"),
			"<</Resources <</Font <</A <</Subtype /Type1>>>>>>>>"),
		"wrong length": assemble("<</Type /Page /Contents 2 0 R>>", "<</Length 3>>\nstream\nBT (HIDDEN) Tj ET\nendstream"),
		"trailer":      append(assemble("<<>>"), "trailer <</Info <</Title (HIDDEN)>>>>"...),
	} {
		t.Run(name, func(t *testing.T) {
			find := func(s string) []masking.Finding {
				if strings.Contains(s, secret) {
					return []masking.Finding{{Field: "f", How: "h"}}
				}
				return nil
			}
			err := Gate(file, find)
			var leak *LeakError
			if !errors.As(err, &leak) {
				t.Fatalf("error %v, want a LeakError", err)
			}
			if strings.Contains(err.Error(), secret) {
				t.Error("error holds the secret")
			}
		})
	}
}

func TestTextsFailsClosed(t *testing.T) {
	bomb := flate("", strings.Repeat("\x00", maxStream+1))
	for name, c := range map[string]struct {
		file []byte
		want error
	}{
		"no PDF":         {[]byte("hello"), ErrUnreadable},
		"empty":          {nil, ErrUnreadable},
		"encrypted":      {append(assemble("<<>>"), "trailer <</Encrypt 1 0 R>>"...), ErrEncrypted},
		"encrypted 1.5":  {assemble(stream("/Type /XRef /Encrypt 2 0 R", "")), ErrEncrypted},
		"unknown filter": {assemble(stream("/Filter /LZWDecode", "x")), ErrUnreadable},
		"crypt filter":   {assemble(stream("/Filter /Crypt", "x")), ErrUnreadable},
		"broken deflate": {assemble(stream("/Filter /FlateDecode", "x\x9cgarbage")), ErrUnreadable},
		"predictor":      {assemble(flate("/DecodeParms <</Predictor 12>>", "x")), ErrUnreadable},
		"bomb":           {assemble(bomb), ErrTooLarge},
		"cut object":     {[]byte("1 0 obj\n<</A ["), ErrUnreadable},
		"deep nesting":   {[]byte("1 0 obj\n" + strings.Repeat("[", 1000)), ErrUnreadable},
	} {
		if _, err := Texts(c.file); !errors.Is(err, c.want) {
			t.Errorf("%s: error %v, want %v", name, err, c.want)
		}
	}
}

func TestGateJoinsALine(t *testing.T) {
	file := assemble("<</Type /Page /Contents 2 0 R>>", stream("", "BT (HID) Tj 5 0 Td (DEN) Tj ET"))
	find := func(s string) []masking.Finding {
		if s == "HIDDEN" {
			return []masking.Finding{{}}
		}
		return nil
	}
	var leak *LeakError
	if err := Gate(file, find); !errors.As(err, &leak) || leak.Page != 1 {
		t.Errorf("error %v, want a LeakError on page 1", err)
	}
}

// FuzzTexts: any file is read or refused, in bounded time and memory.
func FuzzTexts(f *testing.F) {
	f.Add(write(f, Options{}, document(textItem(5, 10, 5, "12"))))
	f.Add(assemble("<</Type /Page /Contents [2 0 R] /Parent 1 0 R>>", flate("", "BT /A 1 Tf (x) Tj BI ID EI")))
	f.Add(assemble(stream("/Type /ObjStm /N 9 /First 3", "1 0 2 -1 <<")))
	f.Add([]byte("1 0 obj <</Length 99999999999>> stream\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if len(b) > 1<<16 {
			return
		}
		texts, err := Texts(b)
		if err == nil {
			joined(texts)
		}
	})
}

// FuzzDrawnTextReadsBack: what is drawn is what the reader finds.
func FuzzDrawnTextReadsBack(f *testing.F) {
	for _, s := range difficult {
		f.Add(s)
	}
	set := fonts(f)
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 200 || len(set.Missing(s)) > 0 {
			return
		}
		var b bytes.Buffer
		w := NewWriter(&b, set, Options{})
		// Page reads the content stream back itself.
		if err := w.Page(document(textItem(5, 10, 5, s)), pass); err != nil {
			t.Fatal(err)
		}
	})
}

func BenchmarkTexts(b *testing.B) {
	w := bytes.Buffer{}
	pw := NewWriter(&w, fonts(b), Options{})
	for i := range 500 {
		if err := pw.Page(sample(b, i), pass); err != nil {
			b.Fatal(err)
		}
	}
	if err := pw.Close(); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(w.Len()))
	for b.Loop() {
		if _, err := Texts(w.Bytes()); err != nil {
			b.Fatal(err)
		}
	}
}
