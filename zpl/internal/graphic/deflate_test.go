package graphic

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// inflated reads a zlib stream to its end with compress/zlib.
func inflated(t testing.TB, stream []byte) []byte {
	t.Helper()
	r := bytes.NewReader(stream)
	zr, err := zlib.NewReader(r)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(zr)
	if err != nil {
		t.Fatal(err)
	}
	if r.Len() > 0 {
		t.Fatalf("%d bytes behind the stream", r.Len())
	}
	return data
}

func TestDeflate(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 10))
	noise := make([]byte, 300_000)
	for i := range noise {
		noise[i] = byte(rng.Uint32())
	}
	// A period beyond the window must not be found.
	far := slices.Concat(noise[:window+5], noise[:window+5])
	skew := make([]byte, 0, 60_000) // Fibonacci's numbers make the longest codes
	for a, b, c := 1, 1, byte(0); len(skew) < 50_000; a, b, c = b, a+b, c+1 {
		for range min(a, 50_000) {
			skew = append(skew, c*37)
		}
	}
	rng.Shuffle(len(skew), func(i, j int) { skew[i], skew[j] = skew[j], skew[i] })
	lengths := []byte{1} // matches of every length
	for n := 3; n <= 300; n++ {
		lengths = append(append(lengths, bytes.Repeat([]byte{byte(n)}, n)...), noise[:n]...)
	}
	for _, tt := range []struct {
		name   string
		data   []byte
		stride int
	}{
		{"nothing", nil, 4},
		{"one byte", []byte{7}, 1},
		{"blank page", make([]byte, 99_900), 100},
		{"ink", bytes.Repeat([]byte{0xff}, 99_900), 100},
		{"equal rows", bytes.Repeat(noise[:100], 999), 100},
		{"noise", noise, 100},
		{"far", far, 100},
		{"far rows", far, window + 5},
		{"rows as long as the window", slices.Concat(noise[:window], noise[:window]), window},
		{"skew", skew, 8},
		{"lengths", lengths, 0},
		{"no rows", bytes.Repeat(noise[:7], 100), 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var d rowDeflater
			first := d.appendZlib(nil, tt.data, tt.stride)
			if !bytes.Equal(inflated(t, first), tt.data) {
				t.Fatal("inflates to something else")
			}
			var general bytes.Buffer
			zw := zlib.NewWriter(&general)
			zw.Write(tt.data)
			zw.Close()
			if most := general.Len()*9/8 + 16; len(first) > most {
				t.Errorf("%d bytes, compress/zlib takes %d", len(first), general.Len())
			}
			d.appendZlib(nil, noise[:5000], 3)
			if !bytes.Equal(d.appendZlib(nil, tt.data, tt.stride), first) {
				t.Error("other bytes the second time")
			}
			d.base = math.MaxInt32 - int32(len(tt.data))/2
			if !bytes.Equal(d.appendZlib(nil, tt.data, tt.stride), first) {
				t.Error("other bytes when places are counted anew")
			}
		})
	}
}

// TestCodeLengths checks codes against what makes them right: they fill the
// room of all codes, none is too long, none a beginning of another, and rare
// symbols have no shorter ones.
func TestCodeLengths(t *testing.T) {
	rng := rand.New(rand.NewPCG(11, 12))
	var h huffman
	var c codes
	for range 300 {
		counts := make([]uint32, []int{numLengths, numDist, numLit}[rng.IntN(3)])
		limit := []int{7, 15}[rng.IntN(2)]
		if len(counts) > 128 {
			limit = 15
		}
		for i := range counts {
			if rng.IntN(3) > 0 {
				counts[i] = uint32(math.Exp(rng.Float64() * 14))
			}
		}
		h.build(counts, limit, &c)
		room, seen := 0, map[string]bool{}
		for s, n := range counts {
			l := int(c.length[s])
			if l > limit || n > 0 && l == 0 {
				t.Fatalf("length %d for a count of %d", l, n)
			}
			if l == 0 {
				continue
			}
			room += 1 << (15 - l)
			code := fmt.Sprintf("%0*b", l, c.bits[s])
			if len(code) != l || seen[code] {
				t.Fatalf("code %s of %d bits", code, l)
			}
			seen[code] = true
			for o, m := range counts {
				if m > n && c.length[o] > c.length[s] && n > 0 {
					t.Fatalf("count %d has %d bits, %d has %d", n, l, m, c.length[o])
				}
			}
		}
		if room != 1<<15 {
			t.Fatalf("codes fill %d of %d", room, 1<<15)
		}
	}
	// With one symbol or none there are two codes all the same.
	for _, counts := range [][]uint32{{0, 0, 0}, {5, 0, 0}, {0, 0, 5}} {
		h.build(counts, 7, &c)
		if c.length[0] != 1 || int(c.length[1])+int(c.length[2]) != 1 {
			t.Errorf("%v: lengths %v", counts, c.length[:3])
		}
	}
}

// TestDeflaterAllocs holds that a warm deflater takes no memory.
func TestDeflaterAllocs(t *testing.T) {
	rows := make([]byte, 20_000)
	for i := range rows {
		rows[i] = byte(i * i >> 9)
	}
	var z Deflater
	var dst []byte
	if n := testing.AllocsPerRun(20, func() { dst = z.AppendRows(dst[:0], rows, 50) }); n > 0 {
		t.Errorf("%v allocations", n)
	}
}

func FuzzDeflate(f *testing.F) {
	f.Add([]byte("rows rows rows"), uint16(5))
	f.Add(make([]byte, 600), uint16(50))
	f.Fuzz(func(t *testing.T, data []byte, stride uint16) {
		var d rowDeflater
		// Again behind itself: matches across it must not be found.
		for range 2 {
			if !bytes.Equal(inflated(t, d.appendZlib(nil, data, int(stride))), data) {
				t.Fatal("inflates to something else")
			}
		}
	})
}
