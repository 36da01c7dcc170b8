package masking

import (
	"sync"
	"testing"
)

// TestConcurrent: one policy and one Masked serve many goroutines.
func TestConcurrent(t *testing.T) {
	p := mustLoad(t, Default)
	records := benchShipments()
	want := make([]string, len(records))
	for i, s := range records {
		m, err := p.Apply(s, testClock)
		if err != nil {
			t.Fatal(err)
		}
		want[i] = field(m, "recipient.address") + field(m, "recipient.name")
	}
	shared, err := p.Apply(records[0], testClock)
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for i := range 200 {
				k := i % len(records)
				m, err := p.Apply(records[k], testClock)
				if err != nil || field(m, "recipient.address")+field(m, "recipient.name") != want[k] {
					t.Error("results differ between goroutines")
					return
				}
				shared.Secrets().Find("运单 YT0000000000001 样例路969号")
			}
		})
	}
	wg.Wait()
}
