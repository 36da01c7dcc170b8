package device

import (
	"context"
	"errors"
	"os"
	"sync/atomic"
	"time"

	"go.bug.st/serial"
	"golang.org/x/sys/unix"
)

// ttyConn is a serial line on Linux. go.bug.st/serial sets it up and keeps
// others out; bytes go through a file of our own, opened before it, because
// the library has no flow control, no write deadline, and a Close that leaves a
// blocked Write where it is.
type ttyConn struct {
	f    *os.File
	port serial.Port
	name string
	set  Serial

	writeDeadline atomic.Int64 // of DTR/DSR, which the kernel does not do; UnixNano, 0 = none
	closed        atomic.Bool
}

func openSerial(u URI) (_ Conn, err error) {
	name := u.String()
	f, err := os.OpenFile(u.Name, os.O_RDWR|unix.O_NOCTTY|unix.O_NONBLOCK, 0)
	if err != nil {
		return nil, wrap("open", name, err)
	}
	defer func() {
		if err != nil {
			f.Close()
		}
	}()
	c := &ttyConn{f: f, name: name, set: u.Serial}
	// TIOCEXCL, which the library sets, does not stop root; the lock does.
	if err := c.control(func(fd int) error { return unix.Flock(fd, unix.LOCK_EX|unix.LOCK_NB) }); err != nil {
		if errors.Is(err, unix.EWOULDBLOCK) {
			return nil, &Error{Op: "open", Device: name, Kind: ErrBusy}
		}
		return nil, wrap("open", name, err)
	}
	if c.port, err = serial.Open(u.Name, u.Serial.mode()); err != nil {
		return nil, serialError("open", name, err)
	}
	if err := c.control(c.setFlow); err != nil {
		c.port.Close()
		return nil, wrap("open", name, err)
	}
	return c, nil
}

// setFlow hands flow control to the kernel, and sets the line going: an XOFF
// of a printer that was switched off since is never taken back.
func (c *ttyConn) setFlow(fd int) error {
	t, err := unix.IoctlGetTermios(fd, unix.TCGETS)
	if err != nil {
		return err
	}
	t.Iflag &^= unix.IXON | unix.IXOFF | unix.IXANY
	t.Cflag &^= unix.CRTSCTS
	switch c.set.Flow {
	case XonXoff:
		t.Iflag |= unix.IXON | unix.IXOFF
		t.Cc[unix.VSTART], t.Cc[unix.VSTOP] = xon, xoff
	case RtsCts:
		t.Cflag |= unix.CRTSCTS
	}
	if err := unix.IoctlSetTermios(fd, unix.TCSETS, t); err != nil {
		return err
	}
	return unix.IoctlSetInt(fd, unix.TCXONC, unix.TCOON)
}

func (c *ttyConn) control(do func(fd int) error) error {
	raw, err := c.f.SyscallConn()
	if err != nil {
		return err
	}
	var inner error
	if err := raw.Control(func(fd uintptr) { inner = do(int(fd)) }); err != nil {
		return err
	}
	return inner
}

// serialChunk is the most that goes to the kernel at once: small enough that
// progress is seen at 9600 baud, where it takes four seconds.
const serialChunk = 4096

// dsrChunk is the most that goes out between two looks at DSR: what a
// printer's buffer still takes after it said stop.
const dsrChunk = 64

func (c *ttyConn) Write(p []byte) (n int, err error) {
	chunk := serialChunk
	if c.set.Flow == DtrDsr {
		chunk = dsrChunk
	}
	for n < len(p) && err == nil {
		if err = c.awaitDSR(); err != nil {
			break
		}
		var m int
		m, err = c.f.Write(p[n:min(n+chunk, len(p))])
		n += m
	}
	return n, wrap("write", c.name, err)
}

// awaitDSR waits while the printer holds DSR down, where that is the flow
// control: the kernel knows only RTS/CTS.
func (c *ttyConn) awaitDSR() error {
	if c.set.Flow != DtrDsr {
		return nil
	}
	for {
		l, err := c.Lines()
		if err != nil || !l.Held {
			return err
		}
		if at := c.writeDeadline.Load(); at != 0 && time.Now().UnixNano() >= at {
			return os.ErrDeadlineExceeded
		}
		if c.closed.Load() {
			return os.ErrClosed
		}
		time.Sleep(drainPoll)
	}
}

func (c *ttyConn) Read(p []byte) (int, error) {
	n, err := c.f.Read(p)
	return n, passEOF("read", c.name, err)
}

func (c *ttyConn) SetReadDeadline(t time.Time) error {
	return wrap("read", c.name, c.f.SetReadDeadline(t))
}

func (c *ttyConn) SetWriteDeadline(t time.Time) error {
	at := int64(0)
	if !t.IsZero() {
		at = t.UnixNano()
	}
	c.writeDeadline.Store(at)
	return wrap("write", c.name, c.f.SetWriteDeadline(t))
}

// fifo is what a UART or a USB adapter may hold beyond the kernel's queue.
const fifo = 64

// Drain waits for the kernel's queue (TIOCOUTQ) and then for as long as the
// chip behind it needs. tcdrain would wait without end for a printer that said
// XOFF.
func (c *ttyConn) Drain(ctx context.Context) error {
	err := drain(ctx, c.name, func() (n int, err error) {
		err = c.control(func(fd int) error {
			var err error
			n, err = unix.IoctlGetInt(fd, unix.TIOCOUTQ)
			return err
		})
		return n, err
	})
	if err != nil {
		return err
	}
	select {
	case <-time.After(time.Duration(fifo*c.set.bitsPerByte()) * time.Second / time.Duration(c.set.Baud)):
		return nil
	case <-ctx.Done():
		return &Error{Op: "drain", Device: c.name, Err: ctx.Err()}
	}
}

// Lines reads the modem lines (tty_ioctl(4), TIOCMGET). A virtual line has
// none.
func (c *ttyConn) Lines() (Lines, error) {
	var bits int
	err := c.control(func(fd int) error {
		var err error
		bits, err = unix.IoctlGetInt(fd, unix.TIOCMGET)
		return err
	})
	if errors.Is(err, unix.ENOTTY) || errors.Is(err, unix.EINVAL) {
		return Lines{}, &Error{Op: "status", Device: c.name, Kind: ErrCannotTell}
	}
	if err != nil {
		return Lines{}, wrap("status", c.name, err)
	}
	return linesOf(c.set.Flow, bits), nil
}

func linesOf(flow Flow, bits int) Lines {
	switch flow {
	case RtsCts:
		return Lines{Held: bits&unix.TIOCM_CTS == 0}
	case DtrDsr:
		return Lines{Held: bits&unix.TIOCM_DSR == 0}
	}
	return Lines{}
}

// Close throws away what the kernel still holds: closing would otherwise wait
// up to 30 s for a printer that has said stop (closing_wait).
func (c *ttyConn) Close() error {
	if !c.closed.CompareAndSwap(false, true) {
		return nil
	}
	c.control(func(fd int) error { return unix.IoctlSetInt(fd, unix.TCFLSH, unix.TCOFLUSH) })
	err := c.f.Close()
	return wrap("close", c.name, errors.Join(err, c.port.Close()))
}
