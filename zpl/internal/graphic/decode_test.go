package graphic

import (
	"bytes"
	"compress/zlib"
	"encoding/base64"
	"errors"
	"fmt"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
)

func TestDecodeACS(t *testing.T) {
	tests := []struct {
		name, data   string
		size, stride int
		want         string // hex
		notes        Notes
	}{
		{"plain", "12ab", 2, 2, "12ab", Notes{}},
		{"line ends and blanks", "1\r\n2 \tA\nB\r\n", 2, 2, "12ab", Notes{}},
		{"beyond the size", "12ABCD", 2, 2, "12ab", Notes{Excess: true}},
		{"line end beyond the size", "12AB\r\n", 2, 2, "12ab", Notes{}},
		{"odd digits", "12A", 2, 2, "12a0", Notes{}},
		{"missing", "12", 4, 2, "12000000", Notes{Short: 3}},
		{"nothing", "", 2, 1, "0000", Notes{Short: 2}},
		{"count", "IFJ0", 4, 4, "fff00000", Notes{}},
		{"count of the guide", "vMB", 164, 164, strings.Repeat("b", 327) + "0", Notes{}},
		{"one", "GAGB", 1, 1, "ab", Notes{}},
		{"hundreds", "z3", 200, 200, strings.Repeat("3", 400), Notes{}},
		{"count over rows", "L1", 3, 1, "111111", Notes{}},
		{"over 419", "zzY3", 410, 410, strings.Repeat("3", 819) + "0", Notes{Letters: true}},
		{"letters in any order", "GGg3", 11, 11, strings.Repeat("3", 22), Notes{Letters: true}},
		{"count beyond the object", "zzzz3", 2, 2, "3333", Notes{Letters: true}},
		{"count at the end", "12zz", 2, 2, "1200", Notes{Short: 1}},
		{"comma", "1,2,", 4, 2, "10002000", Notes{}},
		{"comma, even", "12,34,", 4, 2, "12003400", Notes{}},
		{"comma first", ",12,", 4, 2, "00001200", Notes{}},
		{"comma behind a full row", "1234,5", 6, 2, "123400005000", Notes{Short: 1}},
		{"colon", "1234::", 6, 2, "123412341234", Notes{}},
		{"colon, odd rows", "123,:", 4, 2, "12301230", Notes{}},
		{"colon first", ":12,", 4, 2, "00001200", Notes{Colons: 1}},
		{"colon within", "1234F:", 4, 2, "1234f234", Notes{Colons: 1}},
		{"colon within, even", "1234FF:", 4, 2, "1234ff34", Notes{Colons: 1}},
		{"bang", "1!!", 4, 2, "1fffffff", Notes{Bang: 2}},
		{"bang, no room", "1234!", 2, 2, "1234", Notes{Excess: true}},
		{"last row cut", "12345,", 3, 2, "123450", Notes{}},
		{"comma in a cut row", "1234,", 3, 2, "123400", Notes{}},
		{"colon in a cut row", "1234:", 3, 2, "123412", Notes{}},
		{"foreign", "1?2", 1, 1, "12", Notes{Foreign: 1}},
		{"count before a comma", "1J,2", 3, 2, "100020", Notes{Foreign: 1}},
		{"no rows", "1,:!2", 1, 0, "12", Notes{Foreign: 3}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, notes, err := DecodeText([]byte(tt.data), Rows{Size: tt.size, Stride: tt.stride})
			if fmt.Sprintf("%x", got) != tt.want || err != nil {
				t.Errorf("%x, %v, want %s", got, err, tt.want)
			}
			if notes != tt.notes {
				t.Errorf("notes %+v, want %+v", notes, tt.notes)
			}
		})
	}
	got, _, _ := DecodeText([]byte("F!"), Rows{Size: 2, Stride: 2, BangAsOne: true})
	if fmt.Sprintf("%x", got) != "f111" {
		t.Errorf("! as 1: %x", got)
	}
}

func TestDecodeWrapped(t *testing.T) {
	object := []byte("some rows of dots, some rows of dots")
	var packed bytes.Buffer
	zw := zlib.NewWriter(&packed)
	zw.Write(object)
	zw.Close()
	b64 := func(b []byte) string { return base64.StdEncoding.EncodeToString(b) }
	sum := func(text string) string { return fmt.Sprintf("%04X", CRC([]byte(text))) }
	plain, z := b64(object), b64(packed.Bytes())
	cut := b64(packed.Bytes()[:packed.Len()-8])
	noEnd := b64(packed.Bytes()[:packed.Len()-4])
	wrongCheck := b64(append(bytes.Clone(packed.Bytes()[:packed.Len()-1]), 0))
	lines := z[:10] + "\r\n" + z[10:20] + " " + z[20:]
	n := len(object)
	tests := []struct {
		name, data string
		size       int
		want       int // bytes that agree with object
		notes      Notes
		crc        bool
		damaged    bool
	}{
		{"B64", ":B64:" + plain + ":" + sum(plain), n, n, Notes{}, false, false},
		{"Z64", ":Z64:" + z + ":" + sum(z), n, n, Notes{}, false, false},
		{"lower case", ":z64:" + z + ":" + strings.ToLower(sum(z)) + "\r\n", n, n, Notes{}, false, false},
		{"blanks", "\r\n:Z64:" + lines + "\r\n:\r\n" + sum(z), n, n, Notes{}, false, false},
		{"no padding", ":B64:" + strings.TrimRight(plain, "=") + ":" + sum(strings.TrimRight(plain, "=")), n, n, Notes{}, false, false},
		{"no checksum", ":Z64:" + z, n, n, Notes{NoCRC: true}, false, false},
		{"empty checksum", ":Z64:" + z + ":", n, n, Notes{NoCRC: true}, false, false},
		{"wrong checksum", ":Z64:" + z + ":0000", n, n, Notes{}, true, false},
		{"five digits", ":Z64:" + z + ":0" + sum(z), n, n, Notes{}, true, false},
		{"no digits", ":Z64:" + z + ":+123", n, n, Notes{}, true, false},
		{"smaller object", ":Z64:" + z + ":" + sum(z), 5, 5, Notes{Excess: true}, false, false},
		{"smaller object, B64", ":B64:" + plain + ":" + sum(plain), 5, 5, Notes{Excess: true}, false, false},
		{"larger object", ":Z64:" + z + ":" + sum(z), n + 4, n, Notes{Short: 4}, false, false},
		{"stream cut", ":Z64:" + cut + ":" + sum(cut), n, -1, Notes{}, false, true},
		{"stream without its check", ":Z64:" + noEnd + ":" + sum(noEnd), n, n, Notes{}, false, true},
		{"stream with a wrong check", ":Z64:" + wrongCheck + ":" + sum(wrongCheck), n, n, Notes{}, false, true},
		{"not Base64", ":B64:c29t*:" + sum("c29t*"), n, 3, Notes{Short: n - 3, Foreign: 1}, false, false},
		{"not Base64 inside", ":B64:c29t*AAA:" + sum("c29t*AAA"), n, 3, Notes{Short: n - 3}, false, true},
		{"not zlib", ":Z64:" + plain + ":" + sum(plain), n, 0, Notes{Short: n}, false, true},
		{"nothing", ":Z64:", n, 0, Notes{Short: n, NoCRC: true}, false, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, notes, err := DecodeText([]byte(tt.data), Rows{Size: tt.size, Stride: 4})
			var crc *CRCError
			if errors.As(err, &crc) != tt.crc || errors.Is(err, ErrDamaged) != tt.damaged || (err != nil) != (tt.crc || tt.damaged) {
				t.Errorf("error %v", err)
			}
			if len(got) != tt.size {
				t.Fatalf("%d bytes", len(got))
			}
			if tt.want < 0 {
				return
			}
			if notes != tt.notes {
				t.Errorf("notes %+v, want %+v", notes, tt.notes)
			}
			if !bytes.Equal(got[:tt.want], object[:tt.want]) || len(bytes.Trim(got[tt.want:], "\x00")) != 0 {
				t.Errorf("got %q", got)
			}
		})
	}
}

// TestBomb unpacks a zlib stream that stands for 16 MB.
func TestBomb(t *testing.T) {
	var packed bytes.Buffer
	zw := zlib.NewWriter(&packed)
	blank := make([]byte, 1<<20)
	for range 16 {
		zw.Write(blank)
	}
	zw.Close()
	text := base64.StdEncoding.EncodeToString(packed.Bytes())
	got, notes, err := DecodeText([]byte(":Z64:"+text), Rows{Size: 100, Stride: 10})
	if len(got) != 100 || !notes.Excess {
		t.Errorf("%d bytes, %+v, %v", len(got), notes, err)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	DecodeText([]byte(":Z64:"+text), Rows{Size: 100, Stride: 10})
	runtime.ReadMemStats(&after)
	if took := after.TotalAlloc - before.TotalAlloc; took > 500_000 {
		t.Errorf("takes %d bytes", took)
	}
}

func TestDecodeBinary(t *testing.T) {
	for _, tt := range []struct {
		data  string
		want  string
		notes Notes
	}{
		{"^XZ~", "^XZ~", Notes{}},
		{"^XZ~x", "^XZ~", Notes{Excess: true}},
		{"^X", "^X\x00\x00", Notes{Short: 2}},
	} {
		got, notes := DecodeBinary([]byte(tt.data), Rows{Size: 4})
		if string(got) != tt.want || notes != tt.notes {
			t.Errorf("%q: %q %+v", tt.data, got, notes)
		}
	}
}

// codings are all that the package writes.
func codings(z *Deflater, rows []byte, stride int) map[string][]byte {
	return map[string][]byte{
		"hex": AppendHex(nil, rows), "ACS": AppendACS(nil, rows, stride),
		"B64": AppendB64(nil, rows), "Z64": z.AppendRows(nil, rows, stride),
	}
}

// roundTrip decodes every coding of rows again.
func roundTrip(t *testing.T, z *Deflater, rows []byte, stride int) {
	t.Helper()
	r := Rows{Size: len(rows), Stride: stride}
	for name, data := range codings(z, rows, stride) {
		got, notes, err := DecodeText(data, r)
		if err != nil || notes != (Notes{}) || !bytes.Equal(got, rows) {
			t.Fatalf("%s of %d rows of %d: %+v, %v, equal: %v", name, len(rows)/stride, stride, notes, err, bytes.Equal(got, rows))
		}
		if bytes.ContainsAny(data, "^~") {
			t.Fatalf("%s holds a prefix", name)
		}
		broken := strings.Join(strings.Split(string(data), ""), "\r\n")
		if name == "B64" || name == "Z64" {
			broken = ":" + name + ":" + strings.Join(strings.SplitAfter(string(data[5:]), "A"), "\r\n")
		}
		if got, _, err = DecodeText([]byte(broken), r); err != nil || !bytes.Equal(got, rows) {
			t.Fatalf("%s with line ends: %v", name, err)
		}
	}
	if got, notes := DecodeBinary(rows, r); notes != (Notes{}) || !bytes.Equal(got, rows) {
		t.Fatal("binary differs")
	}
}

func TestRoundTrip(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	var z Deflater
	for range 150 {
		stride, h := 1+rng.IntN(120), 1+rng.IntN(60)
		rows := make([]byte, stride*h)
		for y := range h {
			row := rows[y*stride : (y+1)*stride]
			switch rng.IntN(4) {
			case 0: // blank
			case 1:
				if y > 0 {
					copy(row, rows[(y-1)*stride:])
				}
			case 2: // runs
				for x := 0; x < stride; {
					v, n := byte(rng.IntN(2)*255), 1+rng.IntN(40)
					for ; n > 0 && x < stride; n, x = n-1, x+1 {
						row[x] = v
					}
				}
			case 3: // noise
				for x := range row {
					row[x] = byte(rng.Uint32())
				}
			}
		}
		roundTrip(t, &z, rows, stride)
	}
}

func FuzzRoundTrip(f *testing.F) {
	f.Add([]byte{0, 0, 0, 0xF0, 0, 0}, uint8(1))
	f.Add(bytes.Repeat([]byte{0xFF}, 600), uint8(250))
	f.Fuzz(func(t *testing.T, rows []byte, width uint8) {
		stride := int(width) + 1
		rows = rows[:len(rows)/stride*stride]
		if len(rows) == 0 {
			return
		}
		var z Deflater
		roundTrip(t, &z, rows, stride)
	})
}

// FuzzDecode: any data give an object of the announced size, the same every
// time, and what strictACS accepts is decoded as it decodes it.
func FuzzDecode(f *testing.F) {
	for _, data := range []string{"12,:!GA", ",:::zzY3", ":B64:AAAA:0000", ":Z64:eJxjYAAA:1234", ":Z64:", "J07JF,I01LFE", ":12"} {
		f.Add([]byte(data), uint16(40), uint8(3))
	}
	f.Fuzz(func(t *testing.T, data []byte, size uint16, stride uint8) {
		r := Rows{Size: int(size), Stride: int(stride)}
		got, notes, err := DecodeText(data, r)
		if len(got) != r.Size {
			t.Fatalf("%d bytes, not %d", len(got), r.Size)
		}
		again, notes2, err2 := DecodeText(data, r)
		if !bytes.Equal(got, again) || notes != notes2 || fmt.Sprint(err) != fmt.Sprint(err2) {
			t.Fatal("differs the second time")
		}
		if notes.Short < 0 || notes.Short > r.Size || len(bytes.Trim(got[r.Size-notes.Short:], "\x00")) != 0 {
			t.Fatalf("%d bytes missing of %d", notes.Short, r.Size)
		}
		if r.Stride > 0 && r.Size > 0 {
			if strict, err := strictACS(string(data), r.Stride); err == nil && len(strict) <= r.Size {
				if !bytes.Equal(got[:len(strict)], strict) {
					t.Fatalf("%x, strictly %x", got, strict)
				}
			}
		}
	})
}
