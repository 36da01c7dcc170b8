package symbol

import (
	"math/rand/v2"
	"slices"
	"testing"

	"waybill/internal/bitmap"
)

// readBlock reads a symbol: a reader written from EN 12323, over the one of
// Code 128's values.
func readBlock(t testing.TB, b *bitmap.Bitmap) string {
	t.Helper()
	n := (b.W-2)/11 - 5
	number := func(v byte, set byte) int {
		switch {
		case set == 'C':
			return int(v)
		case v >= 64:
			return int(v) - 64
		case v < 16:
			return int(v) + 32
		}
		return int(v) + 22
	}
	var data []byte
	var k1, k2 int
	for y := range b.H {
		values := make([]byte, n+4)
		for i := range values {
			v := slices.Index(code128Patterns[:], uint16(rowBits(b, 11*i, y, 11)))
			if v < 0 {
				t.Fatalf("row %d: no character at %d", y, i)
			}
			values[i] = byte(v)
		}
		if rowBits(b, 11*(n+4), y, 13) != uint32(code128Patterns[valStop]) || values[0] != valStartA {
			t.Fatalf("row %d: no start or stop", y)
		}
		sum := int(values[0])
		for i, v := range values[1 : n+3] {
			sum += (i + 1) * int(v)
		}
		if byte(sum%103) != values[n+3] {
			t.Fatalf("row %d: check", y)
		}
		r := reader{set: map[byte]byte{valShift: 'A', valCodeB: 'B', valCodeC: 'C'}[values[1]]}
		if want := map[bool]int{true: b.H - 2, false: y + 42}[y == 0]; number(values[2], r.set) != want {
			t.Fatalf("row %d: number %d, want %d", y, number(values[2], r.set), want)
		}
		row := values[3 : n+3]
		if y == b.H-1 {
			row = row[:n-2]
		}
		for _, v := range row {
			var out []byte
			var ok bool
			if r, out, ok = r.read(v); !ok {
				t.Fatalf("row %d: value %d is not possible", y, v)
			}
			data = append(data, out...)
		}
		if r.shift {
			t.Fatalf("row %d ends in a shift", y)
		}
		if y == b.H-1 {
			k1, k2 = number(values[n+1], r.set), number(values[n+2], r.set)
		}
	}
	for i, c := range data {
		k1 -= (i + 1) * int(c)
		k2 -= i * int(c)
	}
	if k1%86 != 0 || k2%86 != 0 {
		t.Fatal("checks of the symbol")
	}
	return string(data)
}

func TestCodablock(t *testing.T) {
	rng := rand.New(rand.NewPCG(8, 10))
	for n := 1; n < 500; n += 1 + n/9 {
		for _, a := range []string{asciiChars, digitChars, "12ab\n", "\x01\x02a", "123456789A"} {
			data := text(rng, a, n)
			columns := rng.IntN(3) * (4 + rng.IntN(29))
			b, err := EncodeCodablock([]byte(data), columns, 0)
			if err != nil {
				checkError(t, err, data)
				continue
			}
			if got := readBlock(t, b); got != data {
				t.Errorf("%q reads as %q", data, got)
			}
		}
	}
	b, err := EncodeCodablock([]byte("ABC"), 4, 7)
	if err != nil || b.H != 7 || readBlock(t, b) != "ABC" {
		t.Errorf("seven rows: %v", err)
	}
	for _, tt := range []struct{ columns, rows int }{{3, 0}, {63, 0}, {4, 1}, {4, 45}, {4, 2}} {
		if _, err := EncodeCodablock([]byte("data that needs more than this"), tt.columns, tt.rows); err == nil {
			t.Errorf("%+v was taken", tt)
		}
	}
}

func FuzzCodablock(f *testing.F) {
	f.Add("Hello World 12345678 xyz", 8, 0)
	f.Fuzz(func(t *testing.T, data string, columns, rows int) {
		b, err := EncodeCodablock([]byte(data), columns, rows)
		if err != nil {
			checkError(t, err, data)
			return
		}
		for _, c := range []byte(data) {
			if c == fnc1 {
				return
			}
		}
		if got := readBlock(t, b); got != data {
			t.Errorf("%q reads as %q", data, got)
		}
	})
}
