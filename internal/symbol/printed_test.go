package symbol

import (
	"math/rand/v2"
	"strings"
	"testing"

	"waybill/internal/bitmap"
)

// readPrinted decodes modules with gozxing.
func readPrinted(t testing.TB, k Kind, b *bitmap.Bitmap) string {
	t.Helper()
	got, err := zxing(t, &Symbol{Kind: k, W: b.W, H: b.H, Bits: b, Quiet: k.Quiet()})
	if err != nil {
		t.Errorf("%s of %d by %d modules: %v", k, b.W, b.H, err)
	}
	return got
}

func bytesOf(s string) []int {
	tokens := make([]int, len(s))
	for i := range tokens {
		tokens[i] = int(s[i])
	}
	return tokens
}

func TestPrintedQR(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(8, 1))
	for i := range 60 {
		data := text(rng, asciiChars+strings.Repeat(digitChars, 6), 1+rng.IntN(300))
		b, err := PrintedQR([]QRSegment{{Data: data}}, "LMQH"[i%4], i%9-1)
		if err != nil {
			t.Fatal(err)
		}
		if got := readPrinted(t, QR, b); got != data {
			t.Errorf("%q reads as %q", data, got)
		}
	}
	for _, tt := range []struct {
		segments []QRSegment
		want     string
	}{
		{[]QRSegment{{'N', "0123"}, {'A', "AB1"}, {'B', "qr"}}, "0123AB1qr"},
		{[]QRSegment{{'B', "顺丰速运"}}, "顺丰速运"},
		{[]QRSegment{{'K', "\x93\x5f\xe4\xaa"}}, "点茗"}, // the standard's example
		{[]QRSegment{QRSeries(3, 4, 0x8f), {'A', "PART"}}, "PART"},
	} {
		b, err := PrintedQR(tt.segments, 'M', -1)
		if err != nil {
			t.Fatal(err)
		}
		if got := readPrinted(t, QR, b); got != tt.want {
			t.Errorf("read %q, want %q", got, tt.want)
		}
	}
}

// TestPrintedQRLevel wants the level raised where the version does not grow:
// both symbols are the smallest there is.
func TestPrintedQRLevel(t *testing.T) {
	b, err := PrintedQR([]QRSegment{{Data: "A"}}, 'L', 0)
	if err != nil {
		t.Fatal(err)
	}
	h, err := PrintedQR([]QRSegment{{Data: "A"}}, 'H', 0)
	if err != nil || !b.Equal(h) || b.W != 21 {
		t.Errorf("level L is not raised to H: %v", err)
	}
}

// TestQRDivide compares with all divisions of short data.
func TestQRDivide(t *testing.T) {
	rng := rand.New(rand.NewPCG(8, 2))
	for range 300 {
		data := text(rng, "0123AB-ab", 1+rng.IntN(9))
		least := 1 << 20
		modes := make([]byte, len(data))
		var try func(i int)
		try = func(i int) {
			if i < len(data) {
				for _, m := range []byte("NAB") {
					if QRSegmentFits(QRSegment{m, data[i : i+1]}) {
						modes[i] = m
						try(i + 1)
					}
				}
				return
			}
			bits := 0
			for a := 0; a < len(data); {
				e := a
				for e < len(data) && modes[e] == modes[a] {
					e++
				}
				bits += QRSegment{modes[a], data[a:e]}.encoding().Bits(1)
				a = e
			}
			least = min(least, bits)
		}
		try(0)
		got := 0
		whole := ""
		for _, s := range qrDivide(data, 1) {
			got += s.encoding().Bits(1)
			whole += s.Data
		}
		if got != least || whole != data {
			t.Errorf("%q: %d bits, %d are enough", data, got, least)
		}
	}
}

func TestPrintedDataMatrix(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(8, 3))
	alphabets := []string{asciiChars, digitChars, alphaChars + " ", "ABC*>\r 019", "abc ABC.12", "\x00\x01\x1e\x1d\x04abc", "A!", "\xc4\xd6\xdcabcABC"}
	step := 6
	if raceBuild {
		step = 2
	}
	for n := 1; n < 1500; n += 1 + n/step {
		for _, a := range alphabets {
			data := text(rng, a, n)
			b, err := PrintedDataMatrix(bytesOf(data), DataMatrixOptions{})
			if err != nil {
				if n < 1100 {
					t.Errorf("%d characters: %v", n, err)
				}
				continue
			}
			if got := readPrinted(t, DataMatrix, b); got != data && latin1Bytes(got) != data {
				t.Errorf("%d characters of %q read as others", n, a)
			}
		}
	}
}

// TestDataMatrixEverySize draws each size there is.
func TestDataMatrixEverySize(t *testing.T) {
	t.Parallel()
	for _, size := range dmSizes {
		data := strings.Repeat("7", 2*size.data)
		b, err := PrintedDataMatrix(bytesOf(data), DataMatrixOptions{Rows: size.rows, Columns: size.columns})
		if err != nil || b.W != size.columns || b.H != size.rows {
			t.Fatalf("%d by %d: %v", size.rows, size.columns, err)
		}
		if got := readPrinted(t, DataMatrix, b); got != data {
			t.Errorf("%d by %d is not read", size.rows, size.columns)
		}
		if _, err := PrintedDataMatrix(bytesOf(data+"77"), DataMatrixOptions{Rows: size.rows, Columns: size.columns}); err == nil {
			t.Errorf("%d by %d holds more than it does", size.rows, size.columns)
		}
	}
	b, err := PrintedDataMatrix(bytesOf("ABCDEFGHIJ"), DataMatrixOptions{Rectangle: true})
	if err != nil || b.W != 32 || b.H != 8 {
		t.Errorf("rectangle: %v", err)
	}
	if _, err := PrintedDataMatrix(bytesOf("A"), DataMatrixOptions{Rows: 11, Columns: 11}); err == nil {
		t.Error("a size that is not there")
	}
}

// TestDataMatrixSeen has the sizes of symbols in pictures of printers' labels.
func TestDataMatrixSeen(t *testing.T) {
	for data, want := range map[string]int{
		"DataMatrixTest": 18, "PX6719400000": 14, "32901234567898|V6Z1K3|ROBERTCHEN": 20,
	} {
		b, err := PrintedDataMatrix(bytesOf(data), DataMatrixOptions{})
		if err != nil || b.W != want {
			t.Errorf("%q: %v", data, err)
		}
	}
}

func TestDataMatrixFNC1(t *testing.T) {
	tokens := append([]int{DataMatrixFNC1}, bytesOf("420980289205590303196500000000")...)
	b, err := PrintedDataMatrix(tokens, DataMatrixOptions{Rows: 20, Columns: 20})
	if err != nil {
		t.Fatal(err)
	}
	if got := readPrinted(t, DataMatrix, b); !strings.HasSuffix(got, "420980289205590303196500000000") {
		t.Errorf("read %q", got)
	}
}

func TestPrintedAztec(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(8, 4))
	last := 0
	for _, percent := range []int{0, 5, 23, 50, 70, 90} {
		data := text(rng, asciiChars, 60)
		b, err := PrintedAztec([]byte(data), AztecOptions{Percent: percent})
		if err != nil {
			t.Fatal(err)
		}
		if got := readPrinted(t, Aztec, b); got != data {
			t.Errorf("%d %%: read %q", percent, got)
		}
		if percent > 23 && b.W < last {
			t.Errorf("%d %% is smaller than less", percent)
		}
		last = b.W
	}
	for layers := 1; layers <= 32; layers++ {
		if raceBuild && layers > 4 && layers%7 != 0 {
			continue
		}
		for _, compact := range []bool{false, true} {
			b, err := PrintedAztec([]byte("A1"), AztecOptions{Compact: compact, Layers: layers})
			if compact && layers > 4 {
				if err == nil {
					t.Errorf("compact with %d layers", layers)
				}
				continue
			}
			if err != nil {
				t.Fatal(err)
			}
			if got := readPrinted(t, Aztec, b); got != "A1" {
				t.Errorf("%d layers: read %q", layers, got)
			}
		}
	}
}

// TestAztecRune reads the words around the bull's eye back. The rune 25 is
// the standard's figure A.1.
func TestAztecRune(t *testing.T) {
	for value := range 256 {
		b, err := AztecRune(value)
		if err != nil {
			t.Fatal(err)
		}
		var words [7]int
		i := 0
		side := func(at func(k int) (x, y int)) {
			for k := range 7 {
				words[i/4] <<= 1
				if b.At(at(k)) {
					words[i/4] |= 1
				}
				i++
			}
		}
		side(func(k int) (int, int) { return 2 + k, 0 })
		side(func(k int) (int, int) { return 10, 2 + k })
		side(func(k int) (int, int) { return 8 - k, 10 })
		side(func(k int) (int, int) { return 0, 8 - k })
		for i := range words {
			words[i] ^= 0b1010
		}
		if words[0]<<4|words[1] != value {
			t.Errorf("rune %d holds %d", value, words[0]<<4|words[1])
		}
		checkSyndromes(t, aztecRuneField, words[:], 5)
	}
	if _, err := AztecRune(256); err == nil {
		t.Error("a rune of 256")
	}
}

// checkSyndromes evaluates words as a polynomial at the powers of 2, which
// are its roots.
func checkSyndromes(t testing.TB, f *gf2, words []int, checks int) {
	t.Helper()
	for i := 1; i <= checks; i++ {
		v := 0
		for _, w := range words {
			v = f.mul(v, f.exp[i]) ^ w
		}
		if v != 0 {
			t.Fatalf("root %d is none", i)
		}
	}
}
