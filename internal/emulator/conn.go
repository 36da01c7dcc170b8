package emulator

import (
	"context"
	"os"
	"sync"
	"time"

	"waybill/internal/device"
)

// Dial opens a connection to a virtual printer of a built-in profile, "" for
// the first. It is the same printer for the whole life of the process, as one
// on a desk would be; its counter begins with the time, so that no journal
// takes it for the printer of an earlier process.
func Dial(profile string) (device.Conn, error) {
	prof, err := ProfileNamed(profile)
	if err != nil {
		return nil, &device.Error{Op: "open", Device: "emulator:" + profile, Kind: device.ErrNotFound, Err: err}
	}
	desk.Lock()
	defer desk.Unlock()
	p := desk.printers[prof.Name]
	if p == nil {
		p = New(Options{Profile: prof, Counter: int(time.Now().Unix())})
		desk.printers[prof.Name] = p
	}
	return p.Dial(), nil
}

var desk = struct {
	sync.Mutex
	printers map[string]*Printer
}{printers: map[string]*Printer{}}

// Dial opens a connection within the process, which behaves as USB does: it
// has status lines, and it is gone when the printer is switched off and on. A
// profile with a baud rate takes bytes at that rate.
func (p *Printer) Dial() device.Conn {
	c := &conn{l: p.plug(overUSB, false), pace: pacer{baud: p.prof.Baud}, closed: make(chan struct{})}
	c.readBy.expired, c.writeBy.expired = make(chan struct{}), make(chan struct{})
	return c
}

type conn struct {
	l       *port
	pace    pacer
	once    sync.Once
	closed  chan struct{}
	readBy  deadline
	writeBy deadline
}

func (c *conn) name() string { return "emulator:" + c.l.p.prof.Name }

func (c *conn) fail(op string, kind, err error) error {
	return &device.Error{Op: op, Device: c.name(), Kind: kind, Err: err}
}

// Write hands b to the printer, as far as its buffer has room.
func (c *conn) Write(b []byte) (n int, err error) {
	for n < len(b) {
		if err := c.await("write", &c.writeBy, func() bool { return c.l.room() }); err != nil {
			return n, err
		}
		m := c.l.receive(b[n:min(len(b), n+c.pace.piece(len(b)))])
		c.pace.took(m)
		n += m
	}
	return n, nil
}

// Read returns replies.
func (c *conn) Read(b []byte) (n int, err error) {
	if len(b) == 0 {
		return 0, nil
	}
	err = c.await("read", &c.readBy, func() bool {
		n = copy(b, c.l.out)
		c.l.out = c.l.out[n:]
		return n > 0
	})
	return n, err
}

// await waits until f holds, the deadline is over or the link is.
func (c *conn) await(op string, by *deadline, f func() bool) error {
	for {
		expired, moved := by.channels()
		select {
		case <-c.closed:
			return c.fail(op, device.ErrGone, os.ErrClosed)
		case <-expired:
			return c.fail(op, nil, os.ErrDeadlineExceeded)
		default:
		}
		p := c.l.p
		p.mu.Lock()
		dead, ok, changed := c.l.dead(), false, p.changed
		if !dead {
			ok = f()
		}
		p.mu.Unlock()
		switch {
		case dead:
			return c.fail(op, device.ErrGone, nil)
		case ok:
			return nil
		}
		select {
		case <-changed:
		case <-expired:
		case <-moved:
		case <-c.closed:
		}
	}
}

func (c *conn) SetReadDeadline(t time.Time) error  { c.readBy.set(t); return nil }
func (c *conn) SetWriteDeadline(t time.Time) error { c.writeBy.set(t); return nil }

// Drain has nothing to wait for: what Write took is in the printer.
func (c *conn) Drain(context.Context) error {
	if c.l.over() {
		return c.fail("drain", device.ErrGone, nil)
	}
	return nil
}

// Lines returns the printer's status lines.
func (c *conn) Lines() (device.Lines, error) {
	p := c.l.p
	p.mu.Lock()
	defer p.mu.Unlock()
	if c.l.dead() || !p.power {
		return device.Lines{}, c.fail("status", device.ErrGone, nil)
	}
	return device.Lines{PaperOut: p.head.errors[paperOut], Offline: p.head.paused || p.head.blocked(), Error: p.head.blocked(), Held: !c.l.room()}, nil
}

// Close ends the connection. The printer goes on with what it has.
func (c *conn) Close() error {
	c.once.Do(func() {
		close(c.closed)
		c.l.unplug()
		c.readBy.set(time.Time{})
		c.writeBy.set(time.Time{})
	})
	return nil
}

// deadline is a time that may be moved while somebody waits for it.
type deadline struct {
	mu      sync.Mutex
	timer   *time.Timer
	expired chan struct{}
	change  chan struct{}
}

func (d *deadline) set(t time.Time) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.timer != nil {
		d.timer.Stop()
	}
	expired := make(chan struct{})
	d.expired, d.timer = expired, nil
	if d.change != nil {
		close(d.change)
		d.change = nil
	}
	switch left := time.Until(t); {
	case t.IsZero():
	case left <= 0:
		close(expired)
	default:
		d.timer = time.AfterFunc(left, func() { close(expired) })
	}
}

// channels returns what is closed when the time is over, and what is closed
// when it is set anew.
func (d *deadline) channels() (expired, moved <-chan struct{}) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.change == nil {
		d.change = make(chan struct{})
	}
	return d.expired, d.change
}
