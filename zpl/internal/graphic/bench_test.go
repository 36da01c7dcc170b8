package graphic

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"image/png"
	"os"
	"testing"
)

// waybillRows are the rows of a Chinese waybill of 800x1200 dots.
func waybillRows(b *testing.B) (rows []byte, stride int) {
	b.Helper()
	f, err := os.Open("../../../../shared/zpl-corpus/own-lab/waybill-truth-800x1200.png")
	if err != nil {
		b.Skip("SKIP-EXTERNAL: the ZPL corpus ../shared/zpl-corpus is not here")
	}
	defer f.Close()
	m, err := png.Decode(f)
	if err != nil {
		b.Fatal(err)
	}
	stride = (m.Bounds().Dx() + 7) / 8
	rows = make([]byte, stride*m.Bounds().Dy())
	for y := range m.Bounds().Dy() {
		for x := range m.Bounds().Dx() {
			if grey, _, _, _ := m.At(x, y).RGBA(); grey < 0x8000 {
				rows[y*stride+x/8] |= 0x80 >> (x % 8)
			}
		}
	}
	return rows, stride
}

// BenchmarkEncode codes a page in every way, and beside compress/zlib.
func BenchmarkEncode(b *testing.B) {
	rows, stride := waybillRows(b)
	var z Deflater
	var out []byte
	codings := map[string]func(){
		"ACS": func() { out = AppendACS(out[:0], rows, stride) },
		"B64": func() { out = AppendB64(out[:0], rows) },
		"Z64": func() { out = z.AppendRows(out[:0], rows, stride) },
	}
	for _, level := range []int{1, 6, 9} {
		var packed bytes.Buffer
		zw, err := zlib.NewWriterLevel(&packed, level)
		if err != nil {
			b.Fatal(err)
		}
		codings[fmt.Sprintf("Z64-zlib%d", level)] = func() {
			packed.Reset()
			zw.Reset(&packed)
			zw.Write(rows)
			zw.Close()
			out = appendWrapped(out[:0], ":Z64:", packed.Bytes())
		}
	}
	for _, name := range []string{"ACS", "B64", "Z64", "Z64-zlib1", "Z64-zlib6", "Z64-zlib9"} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				codings[name]()
			}
			b.ReportMetric(float64(len(out)), "bytes")
		})
	}
}

// BenchmarkDecode reads the page again.
func BenchmarkDecode(b *testing.B) {
	rows, stride := waybillRows(b)
	var z Deflater
	for name, data := range codings(&z, rows, stride) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, _, err := DecodeText(data, Rows{Size: len(rows), Stride: stride}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
