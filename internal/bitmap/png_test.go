package bitmap

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image/color"
	"image/png"
	"math/rand/v2"
	"testing"
)

func TestWritePNG(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for range 60 {
		b, p := random(rng, 1+rng.IntN(50), 1+rng.IntN(20))
		var first, second bytes.Buffer
		if err := b.WritePNG(&first, 8000); err != nil {
			t.Fatal(err)
		}
		if err := b.WritePNG(&second, 8000); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(first.Bytes(), second.Bytes()) {
			t.Fatal("two writings differ")
		}
		img, err := png.Decode(&first)
		if err != nil {
			t.Fatal(err)
		}
		if r := img.Bounds(); r.Dx() != p.w || r.Dy() != p.h {
			t.Fatalf("%v, want %dx%d", r, p.w, p.h)
		}
		for y := range p.h {
			for x := range p.w {
				dark := color.GrayModel.Convert(img.At(x, y)).(color.Gray).Y == 0
				if dark != p.at(x, y) {
					t.Fatalf("%dx%d: dot %d,%d is dark=%v", p.w, p.h, x, y, dark)
				}
			}
		}
	}
}

func TestWritePNGHeader(t *testing.T) {
	var out bytes.Buffer
	if err := New(9, 3).WritePNG(&out, 11811); err != nil {
		t.Fatal(err)
	}
	// IHDR data begins at 16, after the signature, length and type.
	if got, want := out.Bytes()[16:29], []byte{0, 0, 0, 9, 0, 0, 0, 3, 1, 0, 0, 0, 0}; !bytes.Equal(got, want) {
		t.Errorf("IHDR % x, want % x: 1-bit grey", got, want)
	}
	_, phys, ok := bytes.Cut(out.Bytes(), []byte("pHYs"))
	if !ok {
		t.Fatal("no pHYs chunk")
	}
	if x, y := binary.BigEndian.Uint32(phys), binary.BigEndian.Uint32(phys[4:]); x != 11811 || y != 11811 || phys[8] != 1 {
		t.Errorf("pHYs %d %d unit %d", x, y, phys[8])
	}

	out.Reset()
	if err := New(9, 3).WritePNG(&out, 0); err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(out.Bytes(), []byte("pHYs")) {
		t.Error("pHYs without a resolution")
	}
}

type failingWriter struct{}

var errDiskFull = errors.New("disk full")

func (failingWriter) Write([]byte) (int, error) { return 0, errDiskFull }

func TestWritePNGErrors(t *testing.T) {
	for _, b := range []*Bitmap{New(0, 5), New(5, 0)} {
		if err := b.WritePNG(&bytes.Buffer{}, 0); err == nil {
			t.Errorf("%dx%d: an empty PNG", b.W, b.H)
		}
	}
	if err := New(1, 1).WritePNG(failingWriter{}, 0); !errors.Is(err, errDiskFull) {
		t.Errorf("error %v, want the writer's", err)
	}
}

// page returns bars, rules and text-like noise, as a label has them.
func page() *Bitmap {
	rng := rand.New(rand.NewPCG(5, 6))
	b := New(800, 1200)
	for _, y := range []int{110, 240, 420, 700, 1000} {
		b.Fill(8, y, 784, 3)
	}
	for x := 40; x < 640; x += 4 + 2*rng.IntN(5) {
		b.Fill(x, 120, 2+2*rng.IntN(3), 100)
	}
	for y := 260; y < 1100; y += 60 {
		for x := 20; x < 700; x += 36 {
			glyph, _ := random(rng, 8, 8)
			b.Or(glyph.Scale(4), x, y)
		}
	}
	return b
}

func BenchmarkWritePNG(b *testing.B) {
	p := page()
	var out bytes.Buffer
	for b.Loop() {
		out.Reset()
		if err := p.WritePNG(&out, 8000); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(out.Len()), "bytes")
}
