package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// BenchmarkRender renders the 2,000 sample records, whole program: reading,
// masking, layout, encoding, gate, writing. docs/performance.md has figures.
func BenchmarkRender(b *testing.B) {
	in := filepath.Join(sharedData, "sample-shipments.csv")
	if _, err := os.Stat(in); err != nil {
		b.Skip("SKIP-EXTERNAL: the sample data does not lie beside the repository")
	}
	for name, args := range map[string][]string{
		"zpl203":          {"--to", "zpl"},
		"zpl203-zebra":    {"--to", "zpl", "--printer-profile", "zebra"},
		"zpl203-download": {"--to", "zpl", "--printer-profile", "zebra", "--text", "download"},
		"zpl203-resident": {"--to", "zpl", "--printer-profile", "zebra-cn"},
		"zpl300":          {"--to", "zpl", "--dpi", "300"},
		"pdf":             {"--to", "pdf"},
		"png":             {"--to", "png"},
	} {
		b.Run(name, func(b *testing.B) {
			out := filepath.Join(b.TempDir(), "out")
			if name == "png" {
				out += "/"
			}
			var discard devNull
			for b.Loop() {
				if code := run(b.Context(), append([]string{"render", in, "-q", "-o", out}, args...), nil, discard, discard); code != exitOK {
					b.Fatalf("exit code %d", code)
				}
			}
			b.ReportMetric(2000*float64(b.N)/b.Elapsed().Seconds(), "labels/s")
		})
	}
}

type devNull struct{}

func (devNull) Write(p []byte) (int, error) { return len(p), nil }

// BenchmarkOneRecord renders one record to ZPL in a warm process; starting
// the process comes on top (hyperfine measures both, see docs).
func BenchmarkOneRecord(b *testing.B) {
	dir := b.TempDir()
	in := filepath.Join(dir, "one.csv")
	if err := os.WriteFile(in, []byte("运单号,收件人姓名,收件人手机,收件人地址\nA1,周小川,13700001234,浙江省杭州市西湖区文三路1号2单元301室\n"), 0o600); err != nil {
		b.Fatal(err)
	}
	var discard devNull
	for b.Loop() {
		if code := run(b.Context(), []string{"render", in, "-q", "-o", filepath.Join(dir, "out.zpl")}, nil, discard, discard); code != exitOK {
			b.Fatalf("exit code %d", code)
		}
	}
}

// BenchmarkMask masks the sample fifty times over: 100,000 records.
func BenchmarkMask(b *testing.B) {
	all, err := os.ReadFile(filepath.Join(sharedData, "sample-shipments.csv"))
	if err != nil {
		b.Skip("SKIP-EXTERNAL: the sample data does not lie beside the repository")
	}
	head, rows, _ := bytes.Cut(all, []byte("\n"))
	in := filepath.Join(b.TempDir(), "100k.csv")
	if err := os.WriteFile(in, slices.Concat(head, []byte("\n"), bytes.Repeat(rows, 50)), 0o600); err != nil {
		b.Fatal(err)
	}
	var discard devNull
	for b.Loop() {
		if code := run(b.Context(), []string{"mask", in, "-q", "--to", "csv", "-o", filepath.Join(b.TempDir(), "out.csv")}, nil, discard, discard); code != exitOK {
			b.Fatalf("exit code %d", code)
		}
	}
	b.ReportMetric(100_000*float64(b.N)/b.Elapsed().Seconds(), "records/s")
}
