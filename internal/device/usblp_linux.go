package device

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"time"

	"golang.org/x/sys/unix"
)

// Calls of the usblp driver (drivers/usb/class/usblp.c, linux/lp.h).
const (
	lpGetStatus = 0x060b     // LPGETSTATUS: the port's status byte
	lpAbort     = 0x0604     // LPABORT: writes end with ENOSPC when paper is out
	lpDeviceID  = 0x84005001 // LPIOC_GET_DEVICE_ID(1024)
)

const deviceIDSize = 1024

// Bits of the port's status (USB printer class 1.1, 4.2.2).
const (
	portPaperOut = 0x20
	portSelected = 0x10
	portNoError  = 0x08
)

// usblpCalls are the driver's calls that a test imitates.
type usblpCalls interface {
	status(fd int) (byte, error)
	deviceID(fd int, buf []byte) error
	// writable reports whether the driver has no block in flight, within d.
	writable(fd int, d time.Duration) (bool, error)
}

// usblpConn is a printer behind the kernel's usblp driver.
type usblpConn struct {
	f     *os.File
	name  string
	calls usblpCalls
}

// openUSB opens a printer by its device file or, better, by its serial number:
// the number of lpN changes with every plug.
func openUSB(u URI) (Conn, error) {
	path := u.Name
	if !u.Path {
		var err error
		if path, err = findUSB(sysUSB, u.Name); err != nil {
			return nil, wrap("open", u.String(), err)
		}
	}
	f, err := os.OpenFile(path, os.O_RDWR|unix.O_NONBLOCK, 0)
	if err != nil {
		return nil, wrap("open", u.String(), err)
	}
	c := &usblpConn{f, u.String(), kernelUsblp{}}
	if err := c.control(func(fd int) error {
		_, err := c.calls.status(fd)
		if errors.Is(err, unix.ENOTTY) || errors.Is(err, unix.EINVAL) {
			return &Error{Op: "open", Device: c.name, Kind: ErrUnsupported, Err: errors.New("no USB printer")}
		}
		return nil // clones fail the question and print all the same
	}); err != nil {
		f.Close()
		return nil, wrap("open", c.name, err)
	}
	return c, nil
}

func (c *usblpConn) control(do func(fd int) error) error {
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

// usblpBlock is the driver's buffer: more in one write waits for all but the
// last block anyhow, and tells less of how far it came.
const usblpBlock = 8192

func (c *usblpConn) Write(p []byte) (n int, err error) {
	for n < len(p) && err == nil {
		var m int
		m, err = c.f.Write(p[n:min(n+usblpBlock, len(p))])
		n += m
	}
	return n, wrap("write", c.name, err)
}

func (c *usblpConn) Read(p []byte) (int, error) {
	n, err := c.f.Read(p)
	return n, passEOF("read", c.name, err)
}

func (c *usblpConn) SetReadDeadline(t time.Time) error {
	return wrap("read", c.name, c.f.SetReadDeadline(t))
}

func (c *usblpConn) SetWriteDeadline(t time.Time) error {
	return wrap("write", c.name, c.f.SetWriteDeadline(t))
}

// Drain waits until the driver has no block in flight. In non-blocking mode,
// which Go sets, the driver counts a block as written when it is handed to the
// controller, and release kills what is still under way: without this wait
// the last 8 KiB of a job are lost.
func (c *usblpConn) Drain(ctx context.Context) error {
	return drain(ctx, c.name, func() (int, error) {
		done := false
		err := c.control(func(fd int) error {
			var err error
			done, err = c.calls.writable(fd, drainPoll)
			return err
		})
		if err != nil || !done {
			return 1, err
		}
		return 0, nil
	})
}

func (c *usblpConn) Lines() (Lines, error) {
	var b byte
	err := c.control(func(fd int) error {
		var err error
		b, err = c.calls.status(fd)
		return err
	})
	if err != nil {
		return Lines{}, wrap("status", c.name, err)
	}
	return Lines{PaperOut: b&portPaperOut != 0, Offline: b&portSelected == 0, Error: b&portNoError == 0}, nil
}

// DeviceID returns the IEEE 1284 id as the printer sent it, without its length.
func (c *usblpConn) DeviceID() (string, error) {
	buf := make([]byte, deviceIDSize)
	if err := c.control(func(fd int) error { return c.calls.deviceID(fd, buf) }); err != nil {
		return "", wrap("status", c.name, err)
	}
	return deviceIDText(buf), nil
}

// deviceIDText cuts an id to its length and to what is printable: kernels
// before 2026 hand out what lay in memory behind it.
func deviceIDText(buf []byte) string {
	n := int(binary.BigEndian.Uint16(buf))
	text := buf[2:max(2, min(n, len(buf)))]
	end := bytes.IndexFunc(text, func(r rune) bool { return r < ' ' || r > '~' })
	if end >= 0 {
		text = text[:end]
	}
	return string(text)
}

func (c *usblpConn) Close() error { return wrap("close", c.name, c.f.Close()) }

// sysUSB is where Linux lists USB printers.
const sysUSB = "/sys/class/usbmisc"

// findUSB returns the device file of the printer with a serial number, its
// USB serial or the one in its IEEE 1284 id.
func findUSB(sys, serial string) (string, error) {
	links, err := filepath.Glob(filepath.Join(sys, "lp*"))
	if err != nil {
		return "", err
	}
	for _, link := range links {
		usb := ""
		if dir, err := filepath.EvalSymlinks(filepath.Join(link, "device")); err == nil {
			usb = readLine(filepath.Join(filepath.Dir(dir), "serial"))
		}
		if usb == serial || idSerial(readLine(filepath.Join(link, "device", "ieee1284_id"))) == serial {
			return filepath.Join("/dev/usb", filepath.Base(link)), nil
		}
	}
	return "", ErrNotFound
}

func readLine(path string) string {
	b, err := os.ReadFile(path)
	if err != nil {
		return ""
	}
	line, _, _ := strings.Cut(string(b), "\n")
	return strings.TrimSpace(line)
}

// idSerial returns the serial number of an IEEE 1284 id.
func idSerial(id string) string {
	for pair := range strings.SplitSeq(id, ";") {
		key, value, _ := strings.Cut(pair, ":")
		switch strings.ToUpper(strings.TrimSpace(key)) {
		case "SN", "SERN", "SERIALNUMBER":
			return strings.TrimSpace(value)
		}
	}
	return ""
}

// kernelUsblp asks the driver itself.
type kernelUsblp struct{}

func (kernelUsblp) status(fd int) (byte, error) {
	n, err := unix.IoctlGetInt(fd, lpGetStatus)
	return byte(n), err
}

func (kernelUsblp) deviceID(fd int, buf []byte) error {
	return ioctlBytes(fd, lpDeviceID, buf)
}

func (kernelUsblp) writable(fd int, d time.Duration) (bool, error) {
	set := []unix.PollFd{{Fd: int32(fd), Events: unix.POLLOUT}}
	_, err := unix.Poll(set, int(d.Milliseconds()))
	switch {
	case errors.Is(err, unix.EINTR):
		return false, nil
	case err != nil:
		return false, err
	case set[0].Revents&(unix.POLLERR|unix.POLLHUP|unix.POLLNVAL) != 0:
		return false, unix.ENODEV
	}
	return set[0].Revents&unix.POLLOUT != 0, nil
}
