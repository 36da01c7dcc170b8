package symbol

import (
	"encoding/hex"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"waybill/internal/bitmap"
)

// TestCode49Patterns: all 4802 differ and have four bars and four spaces of 1
// to 6 modules, 16 in all, the bars' an even or odd number (ANSI/AIM BC6
// 2.3.1).
func TestCode49Patterns(t *testing.T) {
	seen := map[string]bool{}
	lines := strings.Split(strings.TrimSpace(code49Table), "\n")
	if len(lines) != 49*49 {
		t.Fatalf("%d lines", len(lines))
	}
	for v, line := range lines {
		for parity, widths := range strings.Fields(line) {
			bars, all := 0, 0
			for i, w := range []byte(widths) {
				if w < '1' || w > '6' {
					t.Errorf("value %d: width %c", v, w)
				}
				all += int(w - '0')
				if i%2 == 0 {
					bars += int(w - '0')
				}
			}
			if len(widths) != 8 || all != 16 || bars%2 != parity || seen[widths] {
				t.Errorf("value %d, parity %d: %s", v, parity, widths)
			}
			seen[widths] = true
		}
	}
	if len(seen) != 2*49*49 {
		t.Errorf("%d patterns", len(seen))
	}
}

// readCode49 reads a symbol: a reader written from ANSI/AIM BC6, but for the
// weights of the symbol checks, which it shares.
func readCode49(t testing.TB, b *bitmap.Bitmap) (text string, mode int) {
	t.Helper()
	type place struct{ value, parity int }
	places := map[uint32]place{}
	for parity, list := range code49Patterns() {
		for v, p := range list {
			places[p] = place{v, parity}
		}
	}
	// The parities of a row, as four bits, tell its number: 15 is that of the
	// seventh, 0 that of the last.
	numbers := map[int]int{0b1001: 0, 0b0101: 1, 0b1100: 2, 0b0011: 3, 0b1010: 4, 0b0110: 5, 0b1111: 6, 0: b.H - 1}
	var grid [][8]int
	for y := range b.H {
		if rowBits(b, 0, y, 2) != 0b10 || rowBits(b, 66, y, 4) != 0b1111 {
			t.Fatalf("row %d: no start or stop", y)
		}
		var row [8]int
		parities, sum := 0, 0
		for i := range 4 {
			p, ok := places[rowBits(b, 2+16*i, y, 16)]
			if !ok {
				t.Fatalf("row %d: no pattern at %d", y, i)
			}
			row[2*i], row[2*i+1] = p.value/49, p.value%49
			parities = parities<<1 | p.parity
		}
		for _, v := range row[:7] {
			sum += v
		}
		if row[7] != sum%49 {
			t.Fatalf("row %d: check", y)
		}
		if n, ok := numbers[parities]; !ok || n != y {
			t.Fatalf("row %d: parities %04b", y, parities)
		}
		grid = append(grid, row)
	}
	rows := len(grid)
	last := grid[rows-1]
	if last[6]/7+2 != rows {
		t.Fatalf("%d rows say that they are %d", rows, last[6]/7+2)
	}
	mode = last[6] % 7
	again := append([][8]int(nil), grid...)
	code49Checks(again, mode)
	if again[rows-1] != last {
		t.Fatal("checks of the symbol")
	}
	var words []int
	for _, row := range grid[:rows-1] {
		words = append(words, row[:7]...)
	}
	if rows < 7 {
		words = append(words, last[:2]...)
	}
	for len(words) > 0 && words[len(words)-1] == code49Numeric {
		words = words[:len(words)-1]
	}
	if mode >= 4 {
		words = append([]int{code49Shift1 + mode - 4}, words...)
	}
	return code49Text(t, words, mode == 2), mode
}

// code49Text returns what words say.
func code49Text(t testing.TB, words []int, numeric bool) string {
	t.Helper()
	var out []byte
	digits := func(w []int, n int) {
		v := 0
		for _, d := range w {
			v = 48*v + d
		}
		if n == 5 && v >= 100000 { // the prefix 10 says that they are four
			v -= 100000
			n = 4
		}
		if v >= map[int]int{1: 10, 3: 1000, 4: 10000, 5: 100000}[n] {
			t.Fatalf("%v is no number of %d digits", w, n)
		}
		s := "00000" + itoa(v)
		out = append(out, s[len(s)-n:]...)
	}
	for len(words) > 0 {
		if numeric {
			end := 0
			for end < len(words) && words[end] != code49Numeric {
				end++
			}
			run := words[:end]
			for len(run) > 0 {
				n := min(len(run), 3)
				digits(run[:n], map[int]int{1: 1, 2: 3, 3: 5}[n])
				run = run[n:]
			}
			if words = words[end:]; len(words) > 0 {
				words, numeric = words[1:], false
			}
			continue
		}
		switch w := words[0]; {
		case w == code49Numeric:
			numeric = true
		case w < code49Shift1:
			out = append(out, code49Set[w])
		case w <= code49Shift1+1:
			s := code49Shifts[w-code49Shift1]
			k := strings.IndexByte(s.behind, code49Set[words[1]])
			if k < 0 {
				t.Fatalf("nothing is %c behind shift %d", code49Set[words[1]], w-code49Shift1+1)
			}
			out = append(out, s.ascii[k])
			words = words[1:]
		}
		words = words[1:]
	}
	return string(out)
}

func itoa(v int) string {
	if v < 10 {
		return string(rune('0' + v))
	}
	return itoa(v/10) + string(rune('0'+v%10))
}

func TestCode49(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(49, 0))
	for n := 1; n <= 81; n++ {
		for _, a := range []string{asciiChars, digitChars, alphaChars, "12ab\n", "AB123456789", "\x00\x1b!a"} {
			data := text(rng, a, n)
			b, err := EncodeCode49([]byte(data))
			if err != nil {
				checkError(t, err, data)
				if a == digitChars || a == alphaChars && n <= 20 {
					t.Errorf("%d digits or letters do not fit", n)
				}
				continue
			}
			if got, _ := readCode49(t, b); got != data {
				t.Errorf("%q reads as %q", data, got)
			}
		}
	}
}

// TestCode49Example are symbols that another encoder made.
func TestCode49Example(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join("testdata", "code49.txt"))
	if err != nil {
		t.Fatal(err)
	}
	rows := map[int]bool{}
	for _, block := range strings.Split(strings.TrimSpace(string(raw)), "\n\n") {
		head, want, _ := strings.Cut(block, "\n")
		data, err := hex.DecodeString(head)
		if err != nil {
			t.Fatal(err)
		}
		b, err := EncodeCode49(data)
		if err != nil {
			t.Fatal(err)
		}
		var got strings.Builder
		for y := range b.H {
			for x := range b.W {
				got.WriteByte("01"[rowBits(b, x, y, 1)])
			}
			got.WriteByte('\n')
		}
		if strings.TrimSpace(got.String()) != want {
			t.Errorf("%q:\n%s\nwant\n%s", data, got.String(), want)
		}
		rows[b.H] = true
	}
	if len(rows) != 7 {
		t.Errorf("symbols of %d heights", len(rows))
	}
}

func TestCode49Mode(t *testing.T) {
	for _, tt := range []struct {
		mode        int
		data, reads string
		taken       int
	}{
		{0, "12345ABCDE", "12345ABCDE", 10},
		{0, ">A>B<1", "ab\x1b", 6},
		{1, "PART1", "PART1", 5},
		{2, "12345", "12345", 5},
		{2, "1234567=AB", "1234567AB", 10},
		{2, "12345AB", "12345", 5},
		{3, "1DATA", "1DATA", 5},
		{4, "AB", "\x01B", 2},
		{5, "AB", "aB", 2},
		{0, "A=12345", "A12345", 7},
		{0, "AB>>C", "AB", 2},
		{0, "ABc", "AB", 2},
		{0, "AB=C", "AB", 2},
	} {
		s, err := EncodeCode49Mode([]byte(tt.data), tt.mode)
		if err != nil {
			t.Errorf("mode %d, %q: %v", tt.mode, tt.data, err)
			continue
		}
		got, mode := readCode49(t, s.Bits)
		if got != tt.reads || s.Text != tt.reads || mode != tt.mode || s.Taken != tt.taken {
			t.Errorf("mode %d, %q reads as %q in mode %d, %d taken, text %q", tt.mode, tt.data, got, mode, s.Taken, s.Text)
		}
	}
	for _, tt := range []struct {
		mode int
		data string
	}{{2, "AB"}, {2, "12"}, {4, "%"}, {0, ""}, {0, "ab"}, {6, "A"}, {0, strings.Repeat("A", 50)}} {
		if _, err := EncodeCode49Mode([]byte(tt.data), tt.mode); err == nil {
			t.Errorf("mode %d, %q was taken", tt.mode, tt.data)
		}
	}
}

func FuzzCode49(f *testing.F) {
	f.Add("AB12345>c", 0)
	f.Add("12345678=A", 2)
	f.Fuzz(func(t *testing.T, data string, mode int) {
		if b, err := EncodeCode49([]byte(data)); err != nil {
			checkError(t, err, data)
		} else if got, _ := readCode49(t, b); got != data {
			t.Errorf("%q reads as %q", data, got)
		}
		s, err := EncodeCode49Mode([]byte(data), mode)
		if err != nil {
			checkError(t, err, data)
			return
		}
		if got, _ := readCode49(t, s.Bits); got != s.Text {
			t.Errorf("mode %d, %q reads as %q, text %q", mode, data, got, s.Text)
		}
	})
}
