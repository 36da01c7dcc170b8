package symbol

import (
	"strings"
	"testing"

	"waybill/internal/bitmap"
)

// readTLC39 reads the linked part.
func readTLC39(t testing.TB, b *bitmap.Bitmap) string {
	t.Helper()
	for _, v := range microVariants {
		if v.columns == 4 && v.rows == b.H {
			words := microWords(t, b, v)
			if words[0] != 918 {
				t.Fatalf("codeword %d instead of the link", words[0])
			}
			return string(pdfData(t, words[1:], true))
		}
	}
	t.Fatalf("no MicroPDF417 has four columns and %d rows", b.H)
	return ""
}

func TestTLC39(t *testing.T) {
	field := "ABCDEFGHIJKLMNOPQRSTUVWXY"
	for _, tt := range []struct {
		fields string
		rows   int
	}{
		{"1", 6}, {"123456", 6}, {"A1B2C3", 6}, {"aBCd12345678901234", 6},
		{"ABCd12345678901234,5551212,88899", 12},            // the guide's example
		{field, 8}, {field + "," + field + "," + field, 26}, // a printer's rows
		{"AAAA,11111111111111,B", 10}, {"1,2", 6}, {strings.Repeat("1", 25), 6},
	} {
		b, err := EncodeTLC39(tt.fields)
		if err != nil {
			t.Errorf("%s: %v", tt.fields, err)
			continue
		}
		if got := readTLC39(t, b); got != strings.ReplaceAll(tt.fields, ",", "*") || b.H != tt.rows || b.W != 99 {
			t.Errorf("%s reads as %q in %d rows", tt.fields, got, b.H)
		}
	}
	for _, fields := range []string{"", ",", "A,", "A,,B", "A-B", field + "Z", strings.Repeat("A,", 75) + "A", "\xc3\xa9"} {
		if _, err := EncodeTLC39(fields); err == nil {
			t.Errorf("%q was taken", fields)
		} else {
			checkError(t, err, fields)
		}
	}
}

func FuzzTLC39(f *testing.F) {
	f.Add("ABCd12345678901234,5551212,88899")
	f.Fuzz(func(t *testing.T, fields string) {
		b, err := EncodeTLC39(fields)
		if err != nil {
			checkError(t, err, fields)
			return
		}
		if got := readTLC39(t, b); got != strings.ReplaceAll(fields, ",", "*") {
			t.Errorf("%q reads as %q", fields, got)
		}
	})
}
