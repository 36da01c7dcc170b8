package symbol

import (
	"math/rand/v2"
	"strings"
	"testing"

	"waybill/internal/bitmap"
)

// TestMaxiGrid wants every bit of the codewords at one hexagon, but for one
// that is always 0: the third of the mode's word.
func TestMaxiGrid(t *testing.T) {
	seen := map[int16]int{}
	for _, row := range maxiGrid {
		for _, v := range row {
			seen[v]++
		}
	}
	for v := int16(1); v <= 864; v++ {
		if want := map[bool]int{true: 0, false: 1}[v == 3]; seen[v] != want {
			t.Errorf("bit %d stands at %d hexagons", v, seen[v])
		}
	}
	for set, chars := range maxiChars {
		if len(chars) != 64 {
			t.Errorf("set %d has %d values", set, len(chars))
		}
	}
	if seen[maxiDark] != 13 {
		t.Errorf("%d dark hexagons of orientation", seen[maxiDark])
	}
}

// maxiWords returns the codewords of a symbol, checked.
func maxiWords(t testing.TB, b *bitmap.Bitmap, checks int) []int {
	t.Helper()
	words := make([]int, 144)
	for y, row := range maxiGrid {
		for x, v := range row {
			if v > 0 && b.At(x, y) {
				words[(v-1)/6] |= 1 << (5 - (v-1)%6)
			}
		}
	}
	checkSyndromes(t, maxiField, words[:20], 10)
	for half := range 2 {
		var w []int
		for i := 20 + half; i < 144; i += 2 {
			w = append(w, words[i])
		}
		checkSyndromes(t, maxiField, w, checks)
	}
	return append(words[:10:10], words[20:144-2*checks]...)
}

// maxiText reads codewords: a reader written from ISO/IEC 16023 annex A.
func maxiText(t testing.TB, words []int) string {
	t.Helper()
	var out []byte
	set, once, left := maxiA, -1, 0
	for i := 0; i < len(words); i++ {
		v := words[i]
		now := set
		if left > 0 {
			now = once
			left--
		}
		if v == maxiNumber {
			n := 0
			for k := 1; k <= 5; k++ {
				n = n<<6 | words[i+k]
			}
			i += 5
			digits := make([]byte, 9)
			for k := 8; k >= 0; k-- {
				digits[k] = byte('0' + n%10)
				n /= 10
			}
			out = append(out, digits...)
			continue
		}
		if v == maxiPad && (now == maxiA || now == maxiB) || now == maxiE && (v == 28 || v == 29) {
			continue
		}
		if c := maxiChars[now][v]; c != '_' || now == maxiB && v == 46 {
			out = append(out, c)
			continue
		}
		switch {
		case v >= 60 && v <= 62:
			to := maxiC + v - 60
			if i+1 < len(words) && words[i+1] == v {
				set = to
				i++
				left = 0
			} else {
				once, left = to, 1
			}
		case now == maxiA && v == 63, now > maxiB && v == 63:
			set = maxiB
		case now == maxiB && v == 63, now > maxiB && v == 58:
			set = maxiA
		case now == maxiA && v == 59:
			once, left = maxiB, 1
		case now == maxiB && v == 59:
			once, left = maxiA, 1
		case now == maxiB && (v == 56 || v == 57):
			once, left = maxiA, v-54
		default:
			t.Fatalf("value %d in set %d", v, now)
		}
	}
	return string(out)
}

func TestMaxiCodeReadBack(t *testing.T) {
	rng := rand.New(rand.NewPCG(8, 7))
	latin := make([]byte, 256)
	for i := range latin {
		latin[i] = byte(i)
	}
	alphabets := []string{alphaChars, digitChars, "abc ABC1", string(latin), "\xc0\xdf\xe0A", "\x00\x01\x1fa", "Aab"}
	for n := 0; n < 95; n++ {
		for _, a := range alphabets {
			data := text(rng, a, n)
			mode := 4 + n%3
			b, err := EncodeMaxiCode([]byte(data), MaxiOptions{Mode: mode})
			if err != nil {
				checkError(t, err, data)
				continue
			}
			checks := 20
			if mode == 5 {
				checks = 28
			}
			words := maxiWords(t, b, checks)
			if words[0] != mode {
				t.Fatalf("mode %d", words[0])
			}
			if got := maxiText(t, words[1:]); got != data {
				t.Errorf("%q reads as %q", data, got)
			}
		}
	}
}

func TestMaxiCodeCarrier(t *testing.T) {
	b, err := EncodeMaxiCode([]byte("[)>\x1e01\x1d96"), MaxiOptions{
		Mode: 2, Carrier: MaxiCarrier{Postal: "152382802", Country: 840, Service: 1}, Part: 2, Parts: 3,
	})
	if err != nil {
		t.Fatal(err)
	}
	words := maxiWords(t, b, 20)
	n := uint64(0)
	for i := 9; i >= 0; i-- {
		n = n<<6 | uint64(words[i])
	}
	if n&15 != 2 || n>>4&(1<<30-1) != 152382802 || n>>34&63 != 9 || n>>40&1023 != 840 || n>>50 != 1 {
		t.Errorf("primary message %x", n)
	}
	if words[10] != maxiPad || words[11] != 1<<3|2 {
		t.Errorf("series %d %d", words[10], words[11])
	}
	if got := maxiText(t, words[12:]); got != "[)>\x1e01\x1d96" {
		t.Errorf("read %q", got)
	}
}

func TestMaxiCodeRefused(t *testing.T) {
	for _, tt := range []struct {
		data string
		o    MaxiOptions
	}{
		{"A", MaxiOptions{Mode: 1}},
		{"A", MaxiOptions{Mode: 4, Part: 3, Parts: 2}},
		{"A", MaxiOptions{Mode: 4, Part: 9, Parts: 9}},
		{"A", MaxiOptions{Mode: 2, Carrier: MaxiCarrier{Postal: "12345678X"}}},
		{"A", MaxiOptions{Mode: 3, Carrier: MaxiCarrier{Postal: "ABCDEFG"}}},
		{"A", MaxiOptions{Mode: 2, Carrier: MaxiCarrier{Country: 1000}}},
		{strings.Repeat("A", 94), MaxiOptions{Mode: 4}},
	} {
		if _, err := EncodeMaxiCode([]byte(tt.data), tt.o); err == nil {
			t.Errorf("%+v was taken", tt.o)
		}
	}
}
