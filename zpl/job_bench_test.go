package zpl_test

import (
	"runtime"
	"sync"
	"sync/atomic"
	"testing"

	"waybill/label"
	"waybill/zpl"
)

// mostBytes are the bytes of a job of 1,000 sample labels at 203 dpi, all
// included, divided by the labels, that no change may exceed.
var mostBytes = map[way]int{
	{"generic", "raster"}:    20_000,
	{"zebra", "raster"}:      11_000,
	{"zebra", "download"}:    2_000,
	{"zebra-cn", "resident"}: 600,
}

// jobSize returns the bytes of a job and those of its labels.
func jobSize(t testing.TB, s *zpl.Setup, labels []sampleLabel) (all, each int) {
	t.Helper()
	f := s.NewFormatter()
	var buf []byte
	for _, l := range labels {
		var err error
		if buf, err = f.AppendLabel(buf[:0], l.doc); err != nil {
			t.Fatal(err)
		}
		each += len(buf)
	}
	return each + len(s.AppendBegin(nil)) + len(s.AppendEnd(nil)), each
}

// TestJobSize holds the size of jobs, the first 1,000 records of the sample.
func TestJobSize(t *testing.T) {
	if raceBuild || testing.Short() {
		t.Skip("sizes are measured over 1,000 labels, in builds without the race detector")
	}
	set := fonts(t)
	labels := sample(t, set, 1000, 1)
	for _, w := range ways {
		s := plan(t, w.at(t, label.DPI203), set, labels)
		all, each := jobSize(t, s, labels)
		t.Logf("%v: %d bytes a label, %d of them its own; %d objects, %d bytes of memory", w, all/len(labels), each/len(labels), len(s.Objects()), s.Bytes())
		if all/len(labels) > mostBytes[w] {
			t.Errorf("%v: %d bytes a label, more than %d", w, all/len(labels), mostBytes[w])
		}
	}
}

// BenchmarkJob encodes labels of a job, on one goroutine and on all CPUs.
func BenchmarkJob(b *testing.B) {
	set := fonts(b)
	labels := sample(b, set, 1000, 1)
	for _, w := range ways {
		s := plan(b, w.at(b, label.DPI203), set, labels)
		all, _ := jobSize(b, s, labels)
		run := func(b *testing.B, gate bool, workers int) {
			b.ReportAllocs()
			b.ReportMetric(float64(all)/float64(len(labels)), "bytes/label")
			var next atomic.Int64
			var wg sync.WaitGroup
			formatters := make([]*zpl.Formatter, workers)
			for i := range formatters {
				formatters[i] = s.NewFormatter()
				var buf []byte
				for _, l := range labels { // glyphs are drawn once
					buf, _ = formatters[i].AppendLabel(buf[:0], l.doc)
				}
			}
			runtime.GC()
			b.ResetTimer()
			for _, f := range formatters {
				wg.Go(func() {
					var buf []byte
					for {
						n := next.Add(1)
						if n > int64(b.N) {
							return
						}
						l := labels[int(n)%len(labels)]
						var err error
						if buf, err = f.AppendLabel(buf[:0], l.doc); err == nil && gate {
							err = s.Gate(buf, l.find)
						}
						if err != nil {
							b.Error(err)
							return
						}
					}
				})
			}
			wg.Wait()
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "labels/s")
		}
		b.Run(w.String()+"/one", func(b *testing.B) { run(b, false, 1) })
		b.Run(w.String()+"/all", func(b *testing.B) { run(b, false, runtime.GOMAXPROCS(0)) })
		b.Run(w.String()+"/gate", func(b *testing.B) { run(b, true, runtime.GOMAXPROCS(0)) })
	}
}

// BenchmarkPlan looks at a job of 1,000 labels and makes what it stores.
func BenchmarkPlan(b *testing.B) {
	set := fonts(b)
	labels := sample(b, set, 1000, 1)
	for _, w := range ways[1:] {
		p := w.at(b, label.DPI203)
		b.Run(w.String(), func(b *testing.B) {
			for b.Loop() {
				plan(b, p, set, labels)
			}
		})
	}
}
