package interp

import (
	"os"
	"path/filepath"
	"testing"
)

// BenchmarkLabel runs labels of the three kinds that waybills come in.
func BenchmarkLabel(b *testing.B) {
	for _, name := range []string{"waybill-native", "waybill-hybrid-acs", "waybill-full-acs"} {
		b.Run(name, func(b *testing.B) {
			job, err := os.ReadFile(filepath.Join(ownLab, name+".zpl"))
			if err != nil {
				b.Skip("SKIP-EXTERNAL: no corpus beside the checkout")
			}
			p := New(Options{}, Handler{})
			b.SetBytes(int64(len(job)))
			b.ReportAllocs()
			for b.Loop() {
				if err := p.Run(job); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
