package symbol

import (
	"bytes"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/oned"
)

// A reader is a Code 128 scanner's state after some symbol values: the
// independent oracle of the encoder, written from the decoding rules.
type reader struct {
	set   byte // 'A', 'B' or 'C'
	shift bool // one character from the other of A and B
}

// read returns the state after value v and what it adds to the data.
func (r reader) read(v byte) (reader, []byte, bool) {
	set := r.set
	if r.shift {
		set = 'A' + 'B' - set
	}
	after := reader{set: r.set}
	if set == 'C' {
		switch {
		case v < 100:
			return after, []byte{'0' + v/10, '0' + v%10}, true
		case v == 100:
			return reader{set: 'B'}, nil, true
		case v == 101:
			return reader{set: 'A'}, nil, true
		case v == 102:
			return after, []byte{fnc1}, true
		}
		return r, nil, false
	}
	switch {
	case v < 64:
		return after, []byte{' ' + v}, true
	case v < 96 && set == 'A':
		return after, []byte{v - 64}, true
	case v < 96:
		return after, []byte{' ' + v}, true
	case r.shift:
		return r, nil, false // nothing else may follow a shift
	case v == 98:
		return reader{set: r.set, shift: true}, nil, true
	case v == 99:
		return reader{set: 'C'}, nil, true
	case v == 100 && set == 'A':
		return reader{set: 'B'}, nil, true
	case v == 101 && set == 'B':
		return reader{set: 'A'}, nil, true
	case v == 102:
		return after, []byte{fnc1}, true
	}
	return r, nil, false
}

// readAll decodes symbol values with start, check and stop.
func readAll(t testing.TB, values []byte) []byte {
	t.Helper()
	n := len(values)
	if n < 3 || values[0] < 103 || values[0] > 105 || values[n-1] != 106 {
		t.Fatalf("no start or stop in % d", values)
	}
	sum := int(values[0])
	for i, v := range values[1 : n-2] {
		sum += (i + 1) * int(v)
	}
	if byte(sum%103) != values[n-2] {
		t.Fatalf("check %d, want %d", values[n-2], sum%103)
	}
	r := reader{set: 'A' + values[0] - 103}
	var data []byte
	for _, v := range values[1 : n-2] {
		var out []byte
		var ok bool
		if r, out, ok = r.read(v); !ok {
			t.Fatalf("value %d is not possible in % d", v, values)
		}
		data = append(data, out...)
	}
	return data
}

// fewest returns the least number of values for data, start, check and stop
// included: a breadth-first search over everything a scanner would read as
// the data, with no idea of a clever encoder.
func fewest(data []byte) int {
	type state struct {
		reader
		pos int
	}
	now := map[state]bool{{reader{set: 'A'}, 0}: true, {reader{set: 'B'}, 0}: true, {reader{set: 'C'}, 0}: true}
	for n := 3; ; n++ {
		next := map[state]bool{}
		for s := range now {
			if s.pos == len(data) && !s.shift {
				return n
			}
			for v := range byte(103) {
				r, out, ok := s.read(v)
				if ok && bytes.HasPrefix(data[s.pos:], out) {
					next[state{r, s.pos + len(out)}] = true
				}
			}
		}
		now = next
	}
}

func checkOptimal(t testing.TB, data []byte) {
	t.Helper()
	values := code128Values(data)
	if got := readAll(t, values); !bytes.Equal(got, data) {
		t.Fatalf("%q reads as %q", data, got)
	}
	if want := fewest(data); len(values) != want {
		t.Fatalf("%q: %d values % d, %d are enough", data, len(values), values, want)
	}
}

// TestCode128OptimalShort tries every string up to five characters over one
// character of each class: digit, only in A, only in B, in both, FNC1.
func TestCode128OptimalShort(t *testing.T) {
	classes := []byte{'7', '\n', 'z', 'K', fnc1}
	length := 5
	if raceBuild {
		length = 3
	}
	var try func(t *testing.T, data []byte, n int)
	try = func(t *testing.T, data []byte, n int) {
		if len(data) > 0 {
			checkOptimal(t, data)
		}
		if n > 0 {
			for _, c := range classes {
				try(t, append(data[:len(data):len(data)], c), n-1)
			}
		}
	}
	for i, c := range classes {
		t.Run(strconv.Itoa(i), func(t *testing.T) {
			t.Parallel()
			try(t, []byte{c}, length-1)
		})
	}
}

func TestCode128OptimalRandom(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(1, 28))
	alphabets := []string{"0123456789A", "0123456789\x01a", "01a", "A\n", "a\n", "a\nA0123", "0123456789ABCXYZ"}
	n := 300
	if raceBuild {
		n = 30
	}
	for range n {
		a := alphabets[rng.IntN(len(alphabets))]
		data := make([]byte, 1+rng.IntN(24))
		for i := range data {
			data[i] = a[rng.IntN(len(a))]
		}
		checkOptimal(t, data)
	}
}

func TestCode128Modules(t *testing.T) {
	for data, want := range map[string]int{
		// Measured optimum of waybill-like numbers, and where a greedy
		// encoder needs 11 modules more.
		"YT1234567890123": 145, "SF1300123456789": 145, "STO12345678901": 145,
		"JDVB01234567890": 156, "YD123456789012345": 156,
		"78123456789012": 112, "DPK202612345678": 145, "EA123456789CN": 156,
	} {
		s := mustEncode(t, Code128, data, Options{})
		if s.W != want || s.W != 11*len(s.Codewords)+2 {
			t.Errorf("%s: %d modules, want %d", data, s.W, want)
		}
	}
}

func TestCode128Values(t *testing.T) {
	for _, tt := range []struct {
		name, data string
		want       []byte
	}{
		// 104 = start B, 105 = start C, 103 = start A.
		{"set B", "ab", []byte{104, 65, 66}},
		{"set C", "1234", []byte{105, 12, 34}},
		{"two digits", "12", []byte{105, 12}},
		{"odd digits: tie goes to B", "123", []byte{104, 17, 18, 19}},
		{"no control characters: never A", "AB", []byte{104, 33, 34}},
		{"control character alone", "\n", []byte{103, 74}},
		{"shift in B", "a\nb", []byte{104, 65, 98, 74, 66}},
		{"shift in A", "\na\n", []byte{103, 74, 98, 65, 74}},
		{"delete", "a\x7f", []byte{104, 65, 95}},
		{"greater than", ">", []byte{104, 30}},
	} {
		got := code128Values([]byte(tt.data))
		if got = got[:len(got)-2]; !bytes.Equal(got, tt.want) {
			t.Errorf("%s: % d, want % d", tt.name, got, tt.want)
		}
	}
}

func TestCode128NeverAWithoutControls(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 28))
	for range 2000 {
		data := make([]byte, 1+rng.IntN(30))
		for i := range data {
			data[i] = byte(' ' + rng.IntN(96))
			if rng.IntN(2) == 0 {
				data[i] = byte('0' + rng.IntN(10))
			}
		}
		values := code128Values(data)
		r := reader{set: 'A' + values[0] - 103}
		for _, v := range values[1 : len(values)-2] {
			if r.set == 'A' || v == 98 && r.set == 'B' {
				t.Fatalf("%q uses set A", data)
			}
			r, _, _ = r.read(v)
		}
	}
}

// TestCode128AgainstZXing compares widths with another writer's, which picks
// sets by looking ahead and never finds fewer.
func TestCode128AgainstZXing(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 28))
	const chars = "0123456789012345678901234567890123456789ABCDEFGHXYZab-"
	hints := map[gozxing.EncodeHintType]any{gozxing.EncodeHintType_MARGIN: 0}
	wider := 0
	for range 1500 {
		data := make([]byte, 4+rng.IntN(20))
		for i := range data {
			data[i] = chars[rng.IntN(len(chars))]
		}
		m, err := oned.NewCode128Writer().Encode(string(data), gozxing.BarcodeFormat_CODE_128, 0, 1, hints)
		if err != nil {
			t.Fatal(err)
		}
		s := mustEncode(t, Code128, string(data), Options{})
		if s.W > m.GetWidth() {
			t.Errorf("%q: %d modules, the other writer needs %d", data, s.W, m.GetWidth())
		}
		if s.W < m.GetWidth() {
			wider++
		}
	}
	t.Logf("the other writer was wider %d times of 1500", wider)
}

func TestCode128Patterns(t *testing.T) {
	// Each character has three bars and three spaces and an even number of
	// dark modules (ISO/IEC 15417 4.3.2); the stop has four bars.
	seen := map[uint16]bool{}
	for v, p := range code128Patterns {
		bars, dark, last := 0, 0, uint16(0)
		for k := 13; k >= 0; k-- {
			bit := p >> k & 1
			dark += int(bit)
			if bit == 1 && last == 0 {
				bars++
			}
			last = bit
		}
		want := 3
		if v == valStop {
			want = 4
		}
		if bars != want || v != valStop && (dark%2 != 0 || p>>10 != 1 || p&1 != 0) || seen[p] {
			t.Errorf("value %d: pattern %b", v, p)
		}
		seen[p] = true
	}
}

func TestCode128Text(t *testing.T) {
	s := mustEncode(t, Code128, "A\x1db\x7fC", Options{})
	if s.Text != "AbC" {
		t.Errorf("text %q", s.Text)
	}
}

func TestCode128Limits(t *testing.T) {
	mustEncode(t, Code128, strings.Repeat("a\n", 40), Options{})
	refused(t, Code128, strings.Repeat("a", 81), Options{})
	refused(t, Code128, "caf\u00e9", Options{})
	refused(t, Code128, "\xf1", Options{}) // the byte that stands for FNC1 inside
}

func FuzzCode128(f *testing.F) {
	for _, s := range []string{"YT1234567890123", "a\n1\x7f", "12345", "\x00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, data string) {
		s, err := Encode(Code128, data, Options{})
		if err != nil {
			checkError(t, err, data)
			return
		}
		if got := readAll(t, s.Codewords); string(got) != data {
			t.Fatalf("%q reads as %q", data, got)
		}
		if len(data) <= 12 {
			checkOptimal(t, []byte(data))
		}
	})
}

func BenchmarkCode128(b *testing.B) {
	for b.Loop() {
		if _, err := Encode(Code128, "YT1234567890123", Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
