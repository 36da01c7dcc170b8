package symbol

import (
	"slices"
	"testing"
)

// dmRead returns the bytes that codewords stand for: a reader written from
// ISO/IEC 16022 5.2, which unlike others leaves bytes as they are.
func dmRead(t testing.TB, words []int) string {
	t.Helper()
	var out []byte
	var values []int
	sets := func(text bool) {
		shift, upper := -1, 0
		for _, v := range values {
			now := shift
			shift = -1
			if now < 0 && v < 3 {
				shift = v
				continue
			}
			if now == 1 && v == 30 {
				upper = 128
				continue
			}
			// The value's character is the one that encodes so.
			want := []int{v}
			if now >= 0 {
				want = []int{now, v}
			}
			c := slices.IndexFunc(dmAll, func(c int) bool { return slices.Equal(dmC40Values(nil, c, text), want) })
			if c < 0 {
				t.Fatalf("values %d", want)
			}
			out = append(out, byte(c+upper))
			upper = 0
		}
	}
	mode, upper := dmASCII, 0
	close := func() {
		switch mode {
		case dmC40, dmText:
			sets(mode == dmText)
		case dmX12:
			for _, v := range values {
				out = append(out, byte(slices.IndexFunc(dmAll, func(c int) bool { return dmX12Value(c) == v })))
			}
		}
		values, mode = nil, dmASCII
	}
	for i := 0; i < len(words); i++ {
		w := words[i]
		switch {
		case mode == dmEDIFACT:
			// Groups of four values; what is left at the end is ASCII.
			if len(words)-i < 3 && w>>2 != 31 {
				mode = dmASCII
				i--
				continue
			}
			bits, n := 0, 0
			for k := i; k < len(words) && n < 24; k++ {
				bits, n = bits<<8|words[k], n+8
			}
			bits <<= 24 - n
			for k := range 4 {
				v := bits >> (18 - 6*k) & 63
				if v == 31 {
					mode = dmASCII
					i += (6*(k+1)+7)/8 - 1
					break
				}
				out = append(out, byte(v|^v&32<<1))
			}
			if mode == dmEDIFACT {
				i += 2
			}
		case mode != dmASCII && w == dmUnlatch:
			close()
		case mode != dmASCII && i+1 < len(words):
			n := w<<8 + words[i+1] - 1
			values = append(values, n/1600, n/40%40, n%40)
			i++
		case mode != dmASCII:
			close()
			i--
		case w == dmPad:
			return string(out)
		case w == dmUpperShift:
			upper = 128
		case w <= 128:
			out = append(out, byte(w-1+upper))
			upper = 0
		case w < 230:
			out = append(out, byte('0'+(w-130)/10), byte('0'+(w-130)%10))
		case w == dmToBase256:
			plain := func(k int) int { return (words[k] - (149*(k+1)%255 + 1) + 512) & 0xff }
			i++
			n := plain(i)
			if n >= 250 {
				i++
				n = (n-249)*250 + plain(i)
			}
			for range n {
				i++
				out = append(out, byte(plain(i)))
			}
		default:
			for m, latch := range dmLatch {
				if m > 0 && latch == w {
					mode = m
				}
			}
		}
	}
	close()
	return string(out)
}

// dmAll are the characters of ASCII.
var dmAll = func() (all []int) {
	for c := range 128 {
		all = append(all, c)
	}
	return all
}()

func FuzzDataMatrixWords(f *testing.F) {
	f.Add("DataMatrixTest")
	f.Add("abc123ABC\r*>\xff\x00")
	f.Add("[\xb3\xa0\xa9ab0000000000\xff0")
	f.Add("A/B.C-D,E(F)G!H\"I")
	f.Fuzz(func(t *testing.T, data string) {
		if data == "" || len(data) > 1500 {
			return
		}
		coded := dmEncode(bytesOf(data))
		fits := 0 // how the data end depends on the room left
		for _, size := range dmSizes {
			words, ok := dmWords(coded, size)
			if !ok || fits > 3 {
				continue
			}
			fits++
			if got := dmRead(t, words[:size.data]); got != data {
				t.Fatalf("%d words: %q reads as %q", size.data, data, got)
			}
		}
	})
}
