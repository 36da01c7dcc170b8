package intake

import (
	"bytes"
	"testing"
)

func BenchmarkCSV2000(b *testing.B) {
	data := sample(b)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		s, err := Open("x.csv", bytes.NewReader(data), Options{})
		if err != nil {
			b.Fatal(err)
		}
		for _, err := range s.Records() {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
}
