// Package batch runs records through the pipeline on all cores, in bounded
// memory and in input order.
package batch

import (
	"context"
	"iter"
	"sync"
)

// Map applies work to each value of in on n goroutines and gives the results
// to sink in the order of in. At most a few results per goroutine wait at any
// time, so memory does not grow with the input.
//
// newWork is called once for each goroutine: what it returns may keep caches
// of its own. sink runs on the caller's goroutine. Map stops at sink's first
// error, or when ctx ends, and returns only after every goroutine has.
func Map[A, B any](ctx context.Context, in iter.Seq[A], n int, newWork func() func(A) B, sink func(B) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()

	type task struct {
		in  A
		out chan B
	}
	// order holds tasks in input order; its capacity bounds what waits.
	work := make(chan *task)
	order := make(chan *task, 4*n)
	var wg sync.WaitGroup

	wg.Go(func() {
		defer close(order)
		defer close(work)
		for v := range in {
			t := &task{v, make(chan B, 1)}
			select {
			case order <- t:
			case <-ctx.Done():
				return
			}
			select {
			case work <- t:
			case <-ctx.Done():
				return
			}
		}
	})
	for range n {
		wg.Go(func() {
			f := newWork()
			for t := range work {
				t.out <- f(t.in)
			}
		})
	}

	err := func() error {
		for t := range order {
			select {
			case b := <-t.out:
				if err := sink(b); err != nil {
					return err
				}
			case <-ctx.Done():
				return ctx.Err()
			}
			if err := ctx.Err(); err != nil {
				return err
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
