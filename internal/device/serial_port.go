package device

import (
	"context"
	"os"
	"sync"
	"time"

	"go.bug.st/serial"
)

// port is what a portConn needs of go.bug.st/serial's.
type port interface {
	Read(p []byte) (int, error)
	Write(p []byte) (int, error)
	Close() error
	SetReadTimeout(time.Duration) error
	ResetOutputBuffer() error
	GetModemStatusBits() (*serial.ModemStatusBits, error)
}

// portConn is a serial line on systems where only go.bug.st/serial reaches it.
// The library does no flow control and its Write cannot be ended, so one
// goroutine reads and takes out XON and XOFF, another writes small chunks, and
// callers wait for them no longer than their deadline. The kernel's flow
// control, where there is one, is exact; this one lets up to a chunk through
// after XOFF, which printers allow for.
type portConn struct {
	port port
	name string
	flow Flow

	mu            sync.Mutex
	wake          *sync.Cond
	in            []byte
	held          bool
	queue         []byte // handed to the writer, not yet taken by the port
	busy          bool   // the writer is inside the port's Write
	err           error
	readDeadline  time.Time
	writeDeadline time.Time
	closed        bool
}

// portChunk is what goes out between two looks at the flow.
const portChunk = 64

func newPortConn(p port, name string, set Serial) *portConn {
	c := &portConn{port: p, name: name, flow: set.Flow}
	c.wake = sync.NewCond(&c.mu)
	p.SetReadTimeout(100 * time.Millisecond)
	go c.pump()
	go c.feed()
	return c
}

// maxUnread bounds what a printer may send that nobody reads.
const maxUnread = 1 << 20

// pump reads the port until it is closed.
func (c *portConn) pump() {
	buf := make([]byte, 1024)
	for {
		n, err := c.port.Read(buf)
		c.mu.Lock()
		for _, b := range buf[:n] {
			switch {
			case c.flow == XonXoff && b == xon:
				c.held = false
			case c.flow == XonXoff && b == xoff:
				c.held = true
			case len(c.in) < maxUnread:
				c.in = append(c.in, b)
			}
		}
		c.fail(err)
		stop := c.err != nil || c.closed
		c.wake.Broadcast()
		c.mu.Unlock()
		if stop {
			return
		}
	}
}

// feed writes what Write queues until the port is closed.
func (c *portConn) feed() {
	for {
		c.mu.Lock()
		for c.err == nil && !c.closed && (len(c.queue) == 0 || c.held) {
			c.wake.Wait()
		}
		if c.err != nil || c.closed {
			c.mu.Unlock()
			return
		}
		chunk := c.queue
		c.queue, c.busy = nil, true
		c.mu.Unlock()
		_, err := c.writeWhole(chunk)
		c.mu.Lock()
		c.busy = false
		c.fail(err)
		c.wake.Broadcast()
		c.mu.Unlock()
	}
}

// writeWhole writes all of p: the port's Write may stop short.
func (c *portConn) writeWhole(p []byte) (n int, err error) {
	for n < len(p) && err == nil {
		var m int
		m, err = c.port.Write(p[n:])
		n += m
	}
	return n, err
}

// fail keeps the first error. The lock is held.
func (c *portConn) fail(err error) {
	if err != nil && c.err == nil {
		c.err = err
	}
}

// wait sleeps until something changes, and reports what ended the wait: nil to
// look again. The lock is held.
func (c *portConn) wait(deadline time.Time) error {
	switch {
	case c.closed:
		return os.ErrClosed
	case c.err != nil:
		return c.err
	case deadline.IsZero():
		c.wake.Wait()
		return nil
	}
	left := time.Until(deadline)
	if left <= 0 {
		return os.ErrDeadlineExceeded
	}
	t := time.AfterFunc(left, func() {
		c.mu.Lock()
		c.wake.Broadcast()
		c.mu.Unlock()
	})
	c.wake.Wait()
	t.Stop()
	return nil
}

// Write counts a chunk as taken when the writer has it: after a deadline that
// passed in the middle, up to one chunk more than n may have gone out.
func (c *portConn) Write(p []byte) (n int, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for n < len(p) {
		for c.held || c.busy || len(c.queue) > 0 || c.err != nil || c.closed || c.dsrDown() {
			if err := c.waitFlow(); err != nil {
				return n, serialError("write", c.name, err)
			}
		}
		m := min(portChunk, len(p)-n)
		c.queue = append([]byte(nil), p[n:n+m]...)
		n += m
		c.wake.Broadcast()
	}
	for c.busy || len(c.queue) > 0 {
		if err := c.wait(c.writeDeadline); err != nil {
			return n - len(c.queue), serialError("write", c.name, err)
		}
	}
	return n, nil
}

// waitFlow waits until the write deadline, or until the next look at the lines
// where only looking tells. The lock is held.
func (c *portConn) waitFlow() error {
	if c.flow == XonXoff || c.flow == NoFlow {
		return c.wait(c.writeDeadline)
	}
	look := time.Now().Add(drainPoll)
	if !c.writeDeadline.IsZero() && c.writeDeadline.Before(look) {
		return c.wait(c.writeDeadline)
	}
	if err := c.wait(look); err != nil && err != os.ErrDeadlineExceeded {
		return err
	}
	return nil
}

// dsrDown asks the lines where they are the flow control. The lock is held.
func (c *portConn) dsrDown() bool {
	if c.flow != RtsCts && c.flow != DtrDsr {
		return false
	}
	bits, err := c.port.GetModemStatusBits()
	if err != nil {
		c.fail(err)
		return true
	}
	return c.flow == RtsCts && !bits.CTS || c.flow == DtrDsr && !bits.DSR
}

func (c *portConn) Read(p []byte) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for len(c.in) == 0 {
		if err := c.wait(c.readDeadline); err != nil {
			return 0, serialError("read", c.name, err)
		}
	}
	n := copy(p, c.in)
	c.in = c.in[n:]
	return n, nil
}

func (c *portConn) SetReadDeadline(t time.Time) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.readDeadline = t
	c.wake.Broadcast()
	return nil
}

func (c *portConn) SetWriteDeadline(t time.Time) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.writeDeadline = t
	c.wake.Broadcast()
	return nil
}

// Drain waits for the writer; what the system holds behind it is not known.
func (c *portConn) Drain(ctx context.Context) error {
	err := drain(ctx, c.name, func() (int, error) {
		c.mu.Lock()
		defer c.mu.Unlock()
		if c.busy {
			return 1, c.err
		}
		return len(c.queue), c.err
	})
	if err != nil {
		return err
	}
	return &Error{Op: "drain", Device: c.name, Kind: ErrCannotTell}
}

func (c *portConn) Lines() (Lines, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.flow == NoFlow {
		return Lines{}, &Error{Op: "status", Device: c.name, Kind: ErrCannotTell}
	}
	return Lines{Held: c.held || c.dsrDown()}, nil
}

func (c *portConn) Close() error {
	c.mu.Lock()
	if c.closed {
		c.mu.Unlock()
		return nil
	}
	c.closed = true
	c.wake.Broadcast()
	c.mu.Unlock()
	c.port.ResetOutputBuffer()
	return serialError("close", c.name, c.port.Close())
}
