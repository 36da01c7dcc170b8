package main

import (
	"context"
	"io"
)

// stdinUntil returns a reader of r that ends when ctx does: a program that
// waits for a silent pipe must still obey Ctrl-C. The goroutine that is stuck
// in r's Read stays until the process ends.
func stdinUntil(ctx context.Context, r io.Reader) io.Reader {
	u := &untilReader{ctx: ctx, chunks: make(chan chunk)}
	go func() {
		for {
			buf := make([]byte, 64<<10)
			n, err := r.Read(buf)
			select {
			case u.chunks <- chunk{buf[:n], err}:
			case <-ctx.Done():
				return
			}
			if err != nil {
				return
			}
		}
	}()
	return u
}

type chunk struct {
	b   []byte
	err error
}

type untilReader struct {
	ctx    context.Context
	chunks chan chunk
	rest   chunk
}

func (u *untilReader) Read(p []byte) (int, error) {
	for len(u.rest.b) == 0 {
		if u.rest.err != nil {
			return 0, u.rest.err
		}
		select {
		case u.rest = <-u.chunks:
		case <-u.ctx.Done():
			return 0, u.ctx.Err()
		}
	}
	n := copy(p, u.rest.b)
	u.rest.b = u.rest.b[n:]
	return n, nil
}
