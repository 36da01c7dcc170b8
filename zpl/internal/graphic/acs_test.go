package graphic

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"
)

func TestAppendACS(t *testing.T) {
	tests := []struct {
		name   string
		stride int
		rows   []byte
		want   string
	}{
		{"plain", 2, []byte{0x12, 0x34}, "1234"},
		{"runs", 2, []byte{0xFF, 0xFF}, "JF"},
		{"trailing zeros", 3, []byte{0x12, 0, 0}, "12,"},
		{"odd trailing zeros", 3, []byte{0x10, 0, 0}, "10,"},
		{"one trailing zero", 1, []byte{0x10}, "10"},
		{"blank first row", 2, []byte{0, 0, 0, 1}, "J0I01"},
		{"blank row", 2, []byte{0, 1, 0, 0, 0, 0}, "I01,:"},
		{"repeat", 1, []byte{0xAB, 0xAB, 0xAB, 0xCD}, "AB::CD"},
		{"ones are spelt out", 2, []byte{0x0F, 0xFF}, "0IF"},
		{"twenty", 10, bytes.Repeat([]byte{0x33}, 10), "g3"},
		{"twenty-two", 11, bytes.Repeat([]byte{0x33}, 11), "gH3"},
		{"most", 420 / 2, bytes.Repeat([]byte{0x33}, 210), "zY33"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := string(AppendACS(nil, tt.rows, tt.stride))
			if tt.name == "most" { // two optimal forms
				if len(got) != 4 {
					t.Errorf("%q is not 4 bytes", got)
				}
			} else if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
			if back, err := strictACS(got, tt.stride); err != nil || !bytes.Equal(back, tt.rows) {
				t.Errorf("%q decodes to %x, %v", got, back, err)
			}
		})
	}
}

// TestRunOptimal compares the length of every run with a dynamic programme
// over all tokens there are.
func TestRunOptimal(t *testing.T) {
	const longest = 4000
	cost := make([]int, longest+1)
	for n := 1; n <= longest; n++ {
		cost[n] = n
		for k := 1; k <= maxRun && k <= n; k++ {
			c := 3
			if k == 1 {
				c = 1
			} else if k < 20 || k%20 == 0 {
				c = 2
			}
			cost[n] = min(cost[n], cost[n-k]+c)
		}
		got := appendRun(nil, '7', n)
		if len(got) != cost[n] {
			t.Fatalf("run of %d: %q takes %d bytes, %d are enough", n, got, len(got), cost[n])
		}
		if n%2 == 0 {
			if back, err := strictACS(string(got), n/2); err != nil || string(back) != strings.Repeat("w", n/2) {
				t.Fatalf("run of %d: %q decodes wrong: %v", n, got, err)
			}
		}
	}
}

func FuzzACS(f *testing.F) {
	f.Add([]byte{0, 0, 0, 0xF0, 0, 0}, uint8(1))
	f.Add(bytes.Repeat([]byte{0xFF}, 600), uint8(250))
	f.Fuzz(func(t *testing.T, rows []byte, width uint8) {
		stride := int(width) + 1
		rows = rows[:len(rows)/stride*stride]
		if len(rows) == 0 {
			return
		}
		got, err := strictACS(string(AppendACS(nil, rows, stride)), stride)
		if err != nil || !bytes.Equal(got, rows) {
			t.Fatalf("decodes wrong: %v", err)
		}
	})
}

func FuzzZ64(f *testing.F) {
	f.Add([]byte("rows"))
	f.Fuzz(func(t *testing.T, data []byte) {
		var z Deflater
		first, err := z.AppendZ64(nil, data)
		if err != nil {
			t.Fatal(err)
		}
		second, err := z.AppendZ64(nil, data)
		if err != nil || !bytes.Equal(first, second) {
			t.Fatalf("a reused deflater gives other bytes: %v", err)
		}
		for _, text := range [][]byte{first, z.AppendRows(nil, data, 3)} {
			got, err := strictZ64(string(text))
			if err != nil || !bytes.Equal(got, data) {
				t.Fatalf("decodes wrong: %v", err)
			}
		}
	})
}

// TestCRC holds the checksum against the catalogue's check value.
func TestCRC(t *testing.T) {
	if got := CRC([]byte("123456789")); got != 0x31C3 {
		t.Errorf("CRC-16/XMODEM of the check string is %04X, want 31C3", got)
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		b := make([]byte, r.IntN(100))
		for i := range b {
			b[i] = byte(r.Uint32())
		}
		if got, want := int(CRC(b)), xmodem(string(b)); got != want {
			t.Fatalf("%x: %04X, long division gives %04X", b, got, want)
		}
	}
}
