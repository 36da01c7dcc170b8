package symbol

import (
	"bytes"
	"math/big"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"

	"waybill/internal/bitmap"
)

// TestPDF417Patterns holds the table against the rules that its patterns
// follow: four bars and four spaces of one to six modules, 17 in all, and the
// cluster that the bars' widths give (ISO/IEC 15438 5.3.1).
func TestPDF417Patterns(t *testing.T) {
	seen := map[string]bool{}
	lines := strings.Split(strings.TrimSpace(pdf417Table), "\n")
	if len(lines) != 929 {
		t.Fatalf("%d codewords", len(lines))
	}
	for v, line := range lines {
		for cluster, w := range strings.Fields(line) {
			sum := 0
			for _, c := range w {
				sum += int(c - '0')
			}
			d := func(i int) int { return int(w[i] - '0') }
			if len(w) != 8 || sum != 17 || strings.Trim(w, "123456") != "" || (d(0)-d(2)+d(4)-d(6)+9)%9 != cluster*3 || seen[w] {
				t.Errorf("codeword %d: %s", v, w)
			}
			seen[w] = true
		}
	}
}

// rowBits returns n modules of a row from x on.
func rowBits(b *bitmap.Bitmap, x, y, n int) uint32 {
	var v uint32
	for i := range n {
		v <<= 1
		if b.At(x+i, y) {
			v |= 1
		}
	}
	return v
}

// pdfNumbers has the codewords of all patterns by cluster.
var pdfNumbers = sync.OnceValue(func() (numbers [3]map[uint32]int) {
	for cluster, list := range pdf417Patterns() {
		numbers[cluster] = map[uint32]int{}
		for v, p := range list {
			numbers[cluster][p] = v
		}
	}
	return numbers
})

// pdfCodeword returns the codeword of a pattern in a cluster.
func pdfCodeword(t testing.TB, cluster int, pattern uint32) int {
	t.Helper()
	v, ok := pdfNumbers()[cluster][pattern]
	if !ok {
		t.Fatalf("pattern %017b is not in cluster %d", pattern, cluster*3)
	}
	return v
}

// pdfData undoes compaction: a reader written from ISO/IEC 15438 5.4.
func pdfData(t testing.TB, words []int, micro bool) []byte {
	t.Helper()
	var out []byte
	mode := pdfText
	if micro {
		mode = pdfBytes
	}
	for i := 0; i < len(words); {
		switch w := words[i]; w {
		case pdfText, pdfBytes, pdfNumeric, pdfBytes6:
			mode = w
			i++
		case pdfByte:
			out = append(out, byte(words[i+1]))
			i += 2
			continue
		}
		j := i
		for j < len(words) && words[j] < 900 {
			j++
		}
		run := words[i:j]
		i = j
		switch mode {
		case pdfText:
			out = append(out, pdfReadText(run)...)
		case pdfNumeric:
			for len(run) > 0 {
				k := min(len(run), 15)
				n := new(big.Int)
				for _, w := range run[:k] {
					n.Add(n.Mul(n, big.NewInt(900)), big.NewInt(int64(w)))
				}
				out = append(out, n.String()[1:]...)
				run = run[k:]
			}
		default:
			for len(run) >= 5 && (len(run) > 5 || mode == pdfBytes6) {
				n := uint64(0)
				for _, w := range run[:5] {
					n = n*900 + uint64(w)
				}
				for k := 40; k >= 0; k -= 8 {
					out = append(out, byte(n>>k))
				}
				run = run[5:]
			}
			for _, w := range run {
				out = append(out, byte(w))
			}
		}
	}
	return out
}

func pdfReadText(run []int) []byte {
	var out []byte
	sub, shift := pdfAlpha, -1
	for _, w := range run {
		for _, v := range []int{w / 30, w % 30} {
			now := sub
			if shift >= 0 {
				now, shift = shift, -1
			}
			c := byte(0)
			if v < len(pdfChars[now]) {
				c = pdfChars[now][v]
			}
			switch {
			case c != 0:
				out = append(out, c)
			case now == pdfPunct: // 29
				sub = pdfAlpha
			case v == 29:
				shift = pdfPunct
			case v == 28 && now == pdfMixed:
				sub = pdfAlpha
			case v == 28:
				sub = pdfMixed
			case v == 27 && now == pdfLower:
				shift = pdfAlpha
			case v == 27:
				sub = pdfLower
			case v == 25:
				sub = pdfPunct
			}
		}
	}
	return out
}

// checkGF929 wants 3^1 to 3^k to be roots of the words.
func checkGF929(t testing.TB, words []int, k int) {
	t.Helper()
	root := 1
	for i := range k {
		root = root * 3 % 929
		v := 0
		for _, w := range words {
			v = (v*root + w) % 929
		}
		if v != 0 {
			t.Fatalf("root %d is none", i+1)
		}
	}
}

// readPDF417 reads a symbol with its row indicators.
func readPDF417(t testing.TB, b *bitmap.Bitmap, truncated bool) []byte {
	t.Helper()
	columns := (b.W-1)/17 - 4
	if truncated {
		columns += 2
	}
	var words []int
	var facts [3]int
	for r := range b.H {
		c := r % 3
		at := func(i int) int { return pdfCodeword(t, c, rowBits(b, 17*i, r, 17)) }
		if rowBits(b, 0, r, 17) != pdf417Start {
			t.Fatalf("row %d has no start", r)
		}
		left := at(1)
		if left/30 != r/3 {
			t.Fatalf("row %d is numbered %d", r, left/30)
		}
		if r < 3 {
			facts[c] = left % 30
		} else if facts[c] != left%30 {
			t.Fatalf("row %d: left indicator", r)
		}
		for i := range columns {
			words = append(words, at(2+i))
		}
		if truncated {
			continue
		}
		// The right indicators tell the same, two rows later in the cycle.
		if right := at(2 + columns); r > 2 && (right/30 != r/3 || right%30 != facts[(c+2)%3]) {
			t.Fatalf("row %d: right indicator", r)
		}
		if rowBits(b, 17*(3+columns), r, 18) != pdf417Stop {
			t.Fatalf("row %d has no stop", r)
		}
	}
	rows := facts[0]*3 + facts[1]%3 + 1
	if rows != b.H || facts[2]+1 != columns {
		t.Fatalf("%d rows and %d columns say %d and %d", b.H, columns, rows, facts[2]+1)
	}
	checks := 2 << (facts[1] / 3)
	checkGF929(t, words, checks)
	if words[0] != len(words)-checks {
		t.Fatalf("length %d of %d", words[0], len(words)-checks)
	}
	return pdfData(t, words[1:words[0]], false)
}

func TestPDF417(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(8, 5))
	alphabets := []string{asciiChars, digitChars, alphaChars, "abc ABC.12;", "\x1e\x1d01AB", "\x00\xff\x80a1;Ab", "<>{}'\"&\r\n"}
	for n := 1; n < 700; n += 1 + n/7 {
		for i, a := range alphabets {
			data := text(rng, a, n)
			o := PDF417Options{Security: (n + i) % 6, RowHeight: float64(1 + n%9)}
			switch n % 3 {
			case 1:
				o.Columns = 1 + rng.IntN(30)
			case 2:
				o.Truncated = true
			}
			b, err := EncodePDF417([]byte(data), o)
			if err != nil {
				checkError(t, err, data)
				continue
			}
			if got := readPDF417(t, b, o.Truncated); string(got) != data {
				t.Errorf("%q reads as %q", data, got)
			}
		}
	}
}

// TestPDF417Rows has every number of rows: some encoders are wrong in all
// that are not a multiple of three.
func TestPDF417Rows(t *testing.T) {
	for rows := 3; rows <= 90; rows++ {
		b, err := EncodePDF417([]byte("YT1234567890123"), PDF417Options{Security: 1, Columns: 10, Rows: rows})
		if err != nil || b.H != rows {
			t.Fatalf("%d rows: %v", rows, err)
		}
		if got := readPDF417(t, b, false); string(got) != "YT1234567890123" {
			t.Errorf("%d rows: %q", rows, got)
		}
	}
}

// TestPDF417Seen has the codewords and shapes of symbols in pictures of
// printers' labels.
func TestPDF417Seen(t *testing.T) {
	for _, tt := range []struct {
		data                    string
		security, columns, rows int
	}{
		{"1234567890", 1, 1, 10},
		{strings.Repeat("0123456789", 12), 0, 3, 16},
		{strings.Repeat("ABCDEFGHIJ0123456789", 4) + "ABCDEFGHIJ", 2, 3, 20},
	} {
		b, err := EncodePDF417([]byte(tt.data), PDF417Options{Security: tt.security, RowHeight: 5})
		if err != nil || b.W != 17*(tt.columns+4)+1 || b.H != tt.rows {
			t.Errorf("%d characters: %v", len(tt.data), err)
		}
	}
}

func TestPDF417Refused(t *testing.T) {
	for _, o := range []PDF417Options{{Security: 9}, {Columns: 31}, {Rows: 2}, {Rows: 91}, {Columns: 1, Rows: 3}} {
		if _, err := EncodePDF417([]byte("data that needs more"), o); err == nil {
			t.Errorf("%+v was taken", o)
		}
	}
	if _, err := EncodePDF417(bytes.Repeat([]byte{0}, 1200), PDF417Options{}); err == nil {
		t.Error("1200 bytes were taken")
	}
}

// readMicro reads a symbol of a size.
func readMicro(t testing.TB, b *bitmap.Bitmap, v microVariant) []byte {
	t.Helper()
	return pdfData(t, microWords(t, b, v), true)
}

// microWords reads the codewords of data.
func microWords(t testing.TB, b *bitmap.Bitmap, v microVariant) []int {
	t.Helper()
	var words []int
	for r := range b.H {
		cluster := -1
		for i, p := range microAddresses()[0] {
			if p == rowBits(b, 0, r, 10) {
				cluster = i % 3
			}
		}
		if cluster < 0 {
			t.Fatalf("row %d has no address", r)
		}
		x := 10
		for c := range v.columns {
			if v.centre != 0 && c == v.columns-2 {
				x += 10
			}
			words = append(words, pdfCodeword(t, cluster, rowBits(b, x, r, 17)))
			x += 17
		}
	}
	checkGF929(t, words, v.checks)
	return words[:len(words)-v.checks]
}

func TestMicroPDF417(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(8, 6))
	for mode, v := range microVariants {
		for _, a := range []string{asciiChars, digitChars, "\x00\xffa"} {
			for n := 1; ; n += 1 + n/5 {
				data := text(rng, a, n)
				b, err := EncodeMicroPDF417([]byte(data), mode)
				if err != nil {
					checkError(t, err, data)
					break
				}
				if got := readMicro(t, b, v); string(got) != data {
					t.Errorf("mode %d: %q reads as %q", mode, data, got)
				}
			}
		}
	}
	b, err := EncodeMicroPDF417([]byte("1234"), -1)
	if err != nil || b.W*b.H > 38*11 {
		t.Errorf("smallest: %v", err)
	}
}

func FuzzPDF417(f *testing.F) {
	f.Add([]byte("[)>\x1e01\x1d0211111\x1d840"), 5, 14)
	f.Fuzz(func(t *testing.T, data []byte, security, columns int) {
		b, err := EncodePDF417(data, PDF417Options{Security: security, Columns: columns})
		if err != nil {
			checkError(t, err, string(data))
			return
		}
		if got := readPDF417(t, b, false); !bytes.Equal(got, data) {
			t.Errorf("%q reads as %q", data, got)
		}
	})
}
