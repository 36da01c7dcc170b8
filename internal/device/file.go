package device

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"syscall"
	"time"
)

// fileConn writes to a file, a pipe or a character device. There is nothing to
// read from it.
type fileConn struct {
	f    *os.File
	name string
}

// openFile appends to a file, made 0600 if it is not there: what goes through
// it is somebody's label. A named pipe without a reader is an error instead of
// a wait without end.
func openFile(u URI) (Conn, error) {
	f, err := os.OpenFile(u.Name, os.O_WRONLY|os.O_CREATE|os.O_APPEND|nonblock, 0o600)
	if err != nil {
		e := wrap("open", u.String(), err)
		var known *Error
		if errors.As(e, &known) && errors.Is(err, syscall.ENXIO) {
			known.Kind, known.Err = ErrNotFound, errors.New("nobody reads this pipe")
		}
		return nil, e
	}
	if info, err := f.Stat(); err == nil && info.IsDir() {
		f.Close()
		return nil, &Error{Op: "open", Device: u.String(), Err: &fs.PathError{Op: "open", Path: u.Name, Err: syscall.EISDIR}}
	}
	return &fileConn{f, u.String()}, nil
}

func (c *fileConn) Write(p []byte) (int, error) {
	n, err := c.f.Write(p)
	return n, wrap("write", c.name, err)
}

func (c *fileConn) Read([]byte) (int, error) { return 0, io.EOF }

func (c *fileConn) SetReadDeadline(time.Time) error { return nil }

// SetWriteDeadline holds for pipes and devices. A regular file never waits, so
// that it takes no deadline is no error.
func (c *fileConn) SetWriteDeadline(t time.Time) error {
	err := c.f.SetWriteDeadline(t)
	if errors.Is(err, os.ErrNoDeadline) {
		return nil
	}
	return wrap("write", c.name, err)
}

// Drain makes a regular file durable. Pipes and devices cannot tell.
func (c *fileConn) Drain(context.Context) error {
	info, err := c.f.Stat()
	if err != nil {
		return wrap("drain", c.name, err)
	}
	if !info.Mode().IsRegular() {
		return &Error{Op: "drain", Device: c.name, Kind: ErrCannotTell}
	}
	return wrap("drain", c.name, c.f.Sync())
}

func (c *fileConn) Lines() (Lines, error) {
	return Lines{}, &Error{Op: "status", Device: c.name, Kind: ErrCannotTell}
}

func (c *fileConn) Close() error { return wrap("close", c.name, c.f.Close()) }
