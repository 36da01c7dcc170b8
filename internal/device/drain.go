package device

import (
	"context"
	"errors"
	"io"
	"time"
)

// drainPoll is how often a queue is looked at: short against a label, long
// against a system call.
const drainPoll = 5 * time.Millisecond

// drain waits until pending, the number of bytes not yet taken, is 0.
func drain(ctx context.Context, name string, pending func() (int, error)) error {
	tick := time.NewTicker(drainPoll)
	defer tick.Stop()
	for {
		n, err := pending()
		if err != nil {
			return wrap("drain", name, err)
		}
		if n == 0 {
			return nil
		}
		select {
		case <-ctx.Done():
			return &Error{Op: "drain", Device: name, Err: ctx.Err()}
		case <-tick.C:
		}
	}
}

// passEOF wraps an error but leaves io.EOF as every reader knows it.
func passEOF(op, name string, err error) error {
	if errors.Is(err, io.EOF) {
		return io.EOF
	}
	return wrap(op, name, err)
}
