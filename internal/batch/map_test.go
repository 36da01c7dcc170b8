package batch

import (
	"context"
	"errors"
	"iter"
	"runtime"
	"sync/atomic"
	"testing"
	"time"
)

func count(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

func TestMapKeepsOrder(t *testing.T) {
	for _, workers := range []int{1, 2, 7} {
		next := 0
		err := Map(t.Context(), count(5000), workers,
			func() func(int) int {
				return func(i int) int {
					if i%97 == 0 {
						time.Sleep(time.Millisecond) // late results must not overtake
					}
					return i * 2
				}
			},
			func(v int) error {
				if v != next*2 {
					t.Fatalf("got %d, want %d", v, next*2)
				}
				next++
				return nil
			})
		if err != nil || next != 5000 {
			t.Fatalf("%d workers: %d results, error %v", workers, next, err)
		}
	}
}

func TestMapBoundsWhatWaits(t *testing.T) {
	var read, sunk atomic.Int64
	const workers = 3
	in := func(yield func(int) bool) {
		for i := range 1000 {
			if ahead := read.Add(1) - sunk.Load(); ahead > chunk*(3*workers+2) {
				t.Errorf("reader is %d records ahead of the sink", ahead)
			}
			if !yield(i) {
				return
			}
		}
	}
	err := Map(t.Context(), in, workers, func() func(int) int { return func(i int) int { return i } },
		func(int) error { sunk.Add(1); runtime.Gosched(); return nil })
	if err != nil {
		t.Fatal(err)
	}
}

func TestMapStopsAtSinkError(t *testing.T) {
	before := runtime.NumGoroutine()
	want := errors.New("disk full")
	err := Map(t.Context(), count(1<<30), 4, func() func(int) int { return func(i int) int { return i } },
		func(v int) error {
			if v == 10 {
				return want
			}
			return nil
		})
	if !errors.Is(err, want) {
		t.Fatalf("error %v", err)
	}
	if after := runtime.NumGoroutine(); after > before {
		t.Errorf("%d goroutines left behind", after-before)
	}
}

func TestMapStopsWhenCanceled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	err := Map(ctx, count(1<<30), 2, func() func(int) int { return func(i int) int { return i } },
		func(v int) error {
			if v == 100 {
				cancel()
			}
			return nil
		})
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("error %v", err)
	}
}
