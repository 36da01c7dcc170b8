package symbol

import (
	"errors"
	"strings"
	"testing"
)

// checkError wants a DataError that does not hold the data.
func checkError(t testing.TB, err error, data string) {
	t.Helper()
	var d *DataError
	if !errors.As(err, &d) {
		t.Fatalf("error %T, want *DataError", err)
	}
	// Short data, such as a digit, may stand in a reason by chance.
	if len(data) > 6 && strings.Contains(err.Error(), data) {
		t.Fatal("the error holds the data")
	}
}

func refused(t testing.TB, k Kind, data string, o Options) {
	t.Helper()
	s, err := Encode(k, data, o)
	if err == nil {
		t.Errorf("%s: %q of %d bytes was taken", k, data[:min(len(data), 20)], len(data))
		return
	}
	if s != nil {
		t.Errorf("%s: a symbol beside the error", k)
	}
	checkError(t, err, data)
}

func TestRefused(t *testing.T) {
	for _, k := range Kinds() {
		refused(t, k, "", Options{})
	}
	refused(t, "codabar", "12", Options{})

	for _, tt := range []struct {
		kind Kind
		data string
		o    Options
	}{
		{ITF, "123", Options{}},
		{ITF, "12a4", Options{}},
		{ITF, "１２", Options{}},
		{ITF, "12345678901234", Options{}}, // check digit
		{ITF, strings.Repeat("12", 41), Options{}},
		{ITF, "1234", Options{Ratio: 4}},
		{Code39, "abc", Options{}},
		{Code39, "A*B", Options{}},
		{Code39, "AÄ", Options{}},
		{Code39, strings.Repeat("A", 81), Options{}},
		{Code39, "AB", Options{Ratio: 1}},
		{EAN13, "6901234567890", Options{}}, // check digit
		{EAN13, "69012345678", Options{}},
		{EAN13, "69012345678x", Options{}},
		{EAN13, "69012345678928", Options{}},
		{QR, "a\xff", Options{}},
		{QR, "a", Options{Level: 'm'}},
		{QR, "a", Options{MinVersion: 41}},
		{QR, "a", Options{MinVersion: -1}},
		{QR, strings.Repeat("a", 2954), Options{Level: 'L'}},
		{DataMatrix, "\xffa", Options{}},
		{DataMatrix, "订单", Options{}}, // begins with the library's FNC1
		{DataMatrix, strings.Repeat("1", 2610), Options{}},
		{DataMatrix, strings.Repeat("a", 1305), Options{}},
		{Aztec, "a\xff", Options{}},
		{Aztec, strings.Repeat("1", 4000), Options{}},
		{Aztec, strings.Repeat("é", 1500), Options{}},
	} {
		refused(t, tt.kind, tt.data, tt.o)
	}
}

func TestKinds(t *testing.T) {
	for _, k := range Kinds() {
		q, m := k.Quiet(), k.MinModule()
		if m < 190 || m > 264 || q.Left < 1 || q.Right < 1 {
			t.Errorf("%s: module %d, quiet zone %+v", k, m, q)
		}
	}
}

func TestWorst(t *testing.T) {
	for _, k := range Kinds() {
		for _, c := range []Class{Digits, Alnum, ASCII} {
			for n := 1; n <= 30; n++ {
				data := Worst(k, n, c)
				if (k == ITF || k == EAN13) && c != Digits {
					refused(t, k, data, Options{})
					continue
				}
				mustEncode(t, k, data, Options{})
			}
		}
	}
}

// TestWorstIsWidest compares with many strings of the class.
func TestWorstIsWidest(t *testing.T) {
	for _, tt := range []struct {
		c     Class
		chars string
	}{{Digits, "0123456789"}, {Alnum, "A0Z9"}, {ASCII, "aA0~ "}} {
		for _, k := range []Kind{Code128, Code39, QR, DataMatrix} {
			for n := 1; n <= 24; n++ {
				most := mustEncode(t, k, Worst(k, n, tt.c), Options{}).W
				for i := range 40 {
					data := make([]byte, n)
					for j := range data {
						data[j] = tt.chars[(i*7+j*j*(i+1))%len(tt.chars)]
					}
					s, err := Encode(k, string(data), Options{})
					if err == nil && s.W > most {
						t.Fatalf("%s: %q needs %d modules, worst case %d", k, data, s.W, most)
					}
				}
			}
		}
	}
}

func TestDeterministic(t *testing.T) {
	for _, tt := range samples {
		a, b := mustEncode(t, tt.kind, tt.data, tt.o), mustEncode(t, tt.kind, tt.data, tt.o)
		if !a.Bits.Equal(b.Bits) {
			t.Errorf("%s: two encodings differ", tt.kind)
		}
	}
}

func BenchmarkEncode(b *testing.B) {
	for _, k := range Kinds() {
		data := map[Kind]string{
			GS1128: "(00)395011015300012342", ITF: "12345678901231", EAN13: "6901234567892",
		}[k]
		if data == "" {
			data = "YT1234567890123"
		}
		b.Run(string(k), func(b *testing.B) {
			for b.Loop() {
				if _, err := Encode(k, data, Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
