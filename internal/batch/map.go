// Package batch runs records through the pipeline on all cores, in bounded
// memory and in input order.
package batch

import (
	"context"
	"iter"
	"sync"
)

// chunk is how many values go to a goroutine at once: handing over one by one
// costs more than masking a record.
const chunk = 16

// Map applies work to each value of in on n goroutines and gives the results
// to sink in the order of in. A few chunks of values per goroutine wait at any
// time, so memory does not grow with the input.
//
// newWork is called once for each goroutine: what it returns may keep caches
// of its own. sink runs on the caller's goroutine. Map stops at sink's first
// error, or when ctx ends, and returns only after every goroutine has.
func Map[A, B any](ctx context.Context, in iter.Seq[A], n int, newWork func() func(A) B, sink func(B) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()

	type task struct {
		in  []A
		out chan []B
	}
	// order holds tasks in input order; its capacity bounds what waits.
	work := make(chan *task)
	order := make(chan *task, 2*n)
	var wg sync.WaitGroup

	wg.Go(func() {
		defer close(order)
		defer close(work)
		send := func(values []A) bool {
			t := &task{values, make(chan []B, 1)}
			select {
			case order <- t:
			case <-ctx.Done():
				return false
			}
			select {
			case work <- t:
				return true
			case <-ctx.Done():
				return false
			}
		}
		var values []A
		for v := range in {
			if ctx.Err() != nil {
				return
			}
			if values = append(values, v); len(values) == chunk {
				if !send(values) {
					return
				}
				values = nil
			}
		}
		if len(values) > 0 {
			send(values)
		}
	})
	for range n {
		wg.Go(func() {
			f := newWork()
			for t := range work {
				out := make([]B, len(t.in))
				for i, v := range t.in {
					if ctx.Err() != nil {
						break
					}
					out[i] = f(v)
				}
				t.out <- out
			}
		})
	}

	err := func() error {
		for t := range order {
			select {
			case out := <-t.out:
				for _, b := range out {
					if err := ctx.Err(); err != nil {
						return err
					}
					if err := sink(b); err != nil {
						return err
					}
				}
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		return ctx.Err()
	}()
	cancel()
	for range order { // let the reader finish
	}
	wg.Wait()
	return err
}
