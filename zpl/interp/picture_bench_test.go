package interp

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"testing"
)

// BenchmarkDecodePicture shows what a pixel costs in each kind of picture, by
// which pixelWork and deepPixelWork are set.
func BenchmarkDecodePicture(b *testing.B) {
	size := image.Rect(0, 0, 2048, 1024)
	for name, img := range map[string]image.Image{
		"bits":   image.NewPaletted(size, color.Palette{color.Black, color.White}),
		"gray":   image.NewGray(size),
		"gray16": image.NewGray16(size),
		"rgba":   image.NewNRGBA(size),
		"rgba64": image.NewNRGBA64(size),
	} {
		var file bytes.Buffer
		if err := png.Encode(&file, img); err != nil {
			b.Fatal(err)
		}
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, ok := decodePicture(file.Bytes(), Options{}, func(f string, args ...any) { b.Fatalf(f, args...) }); !ok {
					b.Fatal("not drawn")
				}
			}
			pixels := float64(size.Dx() * size.Dy())
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/pixels, "ns/pixel")
			b.ReportMetric(float64(pictureWork(file.Bytes(), Options{}))/pixels, "work/pixel")
		})
	}
}
