package symbol

import (
	"math/rand/v2"
	"strings"
	"testing"
)

func text(rng *rand.Rand, chars string, n int) string {
	data := make([]byte, n)
	for i := range data {
		data[i] = chars[rng.IntN(len(chars))]
	}
	return string(data)
}

const (
	digitChars = "0123456789"
	alphaChars = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	asciiChars = alphaChars + "abcdefghijklmnopqrstuvwxyz !\"#$%&'()*+,-./:;<=>?@[]^_`{|}~"
)

// TestQRVersions decodes one symbol of each version and level, as full as it
// can be, the modes taking turns: block structures and count widths differ.
func TestQRVersions(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(4, 4))
	for v := 1; v <= 40; v++ {
		if testing.Short() && v > 12 {
			break
		}
		for i, level := range "LMQH" {
			// Every version, but the larger ones in every second level, in
			// turn: their levels take most of the time.
			if v > 6 && (v/3+i)%2 != 0 || raceBuild && v > 2 && (v%6 != 0 || i != v/6%4) {
				continue
			}
			chars := []string{digitChars, alphaChars, asciiChars}[(v+i)%3]
			o := Options{Level: byte(level), MinVersion: v}
			size := mustEncode(t, QR, "0", o).W
			if size != 17+4*v {
				t.Fatalf("version %d: %d modules", v, size)
			}
			// The longest data that still has this size.
			lo, hi := 1, size*size*3/10 // a digit takes 10/3 modules
			for lo < hi {
				n := (lo + hi + 1) / 2
				if s, err := Encode(QR, strings.Repeat(chars[len(chars)-1:], n), o); err == nil && s.W == size {
					lo = n
				} else {
					hi = n - 1
				}
			}
			data := text(rng, chars, lo-1) + chars[len(chars)-1:]
			s := mustEncode(t, QR, data, o)
			if s.W != size || s.H != size || s.Level != byte(level) {
				t.Fatalf("version %d%c: %d bytes make %dx%d", v, level, lo, s.W, s.H)
			}
			if got, err := zxing(t, s); err != nil || got != data {
				t.Errorf("version %d%c, %d bytes: %v", v, level, lo, err)
			}
		}
	}
}

func TestQRDefaults(t *testing.T) {
	s := mustEncode(t, QR, "YT1234567890123", Options{})
	if s.Level != 'M' || s.W != 21 {
		t.Errorf("level %c, %d modules", s.Level, s.W)
	}
}

// TestDataMatrixSizes and TestAztecSizes go through the symbol sizes.
func TestDataMatrixSizes(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(5, 5))
	sizes := map[int]bool{}
	for n := 1; n <= 1304; n += 1 + n/8 {
		data := text(rng, asciiChars, n)
		s := mustEncode(t, DataMatrix, data, Options{})
		sizes[s.W] = true
		if s.W != s.H {
			t.Errorf("%dx%d", s.W, s.H)
		}
		if got, err := zxing(t, s); err != nil || got != data {
			t.Errorf("%d bytes, %d modules: %v", n, s.W, err)
		}
	}
	if len(sizes) < 20 {
		t.Errorf("%d of the 24 square sizes tried", len(sizes))
	}
}

func TestAztecSizes(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(6, 6))
	step := 8
	if raceBuild {
		step = 2
	}
	for n := 1; n <= 1500; n += 1 + n/step {
		data := text(rng, asciiChars, n)
		s := mustEncode(t, Aztec, data, Options{})
		if got, err := zxing(t, s); err != nil || got != data {
			t.Errorf("%d bytes, %d modules: %v", n, s.W, err)
		}
	}
}

func FuzzMatrix(f *testing.F) {
	f.Add("YT1234567890123", byte('M'), 3)
	f.Add("\xe8\xae\xa2", byte('Q'), 40)
	f.Add("\x00", byte(0), -1)
	f.Fuzz(func(t *testing.T, data string, level byte, version int) {
		for _, k := range []Kind{QR, DataMatrix, Aztec} {
			s, err := Encode(k, data, Options{Level: level, MinVersion: version})
			if err != nil {
				checkError(t, err, data)
				continue
			}
			got, err := zxing(t, s)
			if err != nil || got != data && (k == QR || latin1Bytes(got) != data) {
				t.Errorf("%s %q: read %q, %v", k, data, got, err)
			}
		}
	})
}

// latin1Bytes undoes a reader's taking bytes for Latin-1: gozxing does so
// with Aztec, and guesses with Data Matrix. Neither symbol is marked as UTF-8.
func latin1Bytes(s string) string {
	b := make([]byte, 0, len(s))
	for _, r := range s {
		b = append(b, byte(r))
	}
	return string(b)
}

func TestMatrixUTF8(t *testing.T) {
	for _, data := range []string{"面单号 YT123", "é", "𠮷", "a面b单1号", strings.Repeat("面", 60), "1234é5678"} {
		for _, k := range []Kind{DataMatrix, Aztec} {
			s := mustEncode(t, k, data, Options{})
			if got, err := zxing(t, s); err != nil || got != data && latin1Bytes(got) != data {
				t.Errorf("%s %q: read %q, %v", k, data, got, err)
			}
		}
	}
}
