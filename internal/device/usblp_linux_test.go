package device

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// fakeUsblp stands for the driver and the cable: what the host writes is in
// flight for a while, block by block, and lost if the host closes before it
// has landed.
type fakeUsblp struct {
	near    *os.File // the host's end
	far     *os.File
	landed  *io.PipeWriter // to the printer
	flight  time.Duration
	release chan struct{} // closed by the host's Close

	mu       sync.Mutex
	inFlight int
	port     byte
	id       string
	gone     bool
}

func newFakeUsblp(t *testing.T, flight time.Duration) (*fakeUsblp, *usblpConn, io.Reader) {
	fds, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_STREAM|unix.SOCK_NONBLOCK|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		t.Fatal(err)
	}
	// The driver holds one block, not what a socket does.
	unix.SetsockoptInt(fds[0], unix.SOL_SOCKET, unix.SO_SNDBUF, usblpBlock)
	r, w := io.Pipe()
	d := &fakeUsblp{
		near: os.NewFile(uintptr(fds[0]), "usblp"), far: os.NewFile(uintptr(fds[1]), "printer"),
		landed: w, flight: flight, release: make(chan struct{}), port: portSelected | portNoError,
	}
	c := &usblpConn{f: d.near, name: "usb://fake", calls: d}
	t.Cleanup(func() { c.Close(); d.far.Close(); r.Close() })
	go d.carry()
	return d, c, r
}

func (d *fakeUsblp) carry() {
	buf := make([]byte, usblpBlock)
	for {
		n, err := d.far.Read(buf)
		if err != nil {
			d.landed.Close()
			return
		}
		d.mu.Lock()
		d.inFlight++
		d.mu.Unlock()
		select {
		case <-time.After(d.flight):
		case <-d.release: // URBs are killed with the file
			d.landed.Close()
			return
		}
		if _, err := d.landed.Write(buf[:n]); err != nil {
			return
		}
		d.mu.Lock()
		d.inFlight--
		d.mu.Unlock()
	}
}

func (d *fakeUsblp) status(int) (byte, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.gone {
		return 0, unix.ENODEV
	}
	return d.port, nil
}

func (d *fakeUsblp) deviceID(_ int, buf []byte) error {
	copy(buf, d.id)
	return nil
}

func (d *fakeUsblp) writable(fd int, wait time.Duration) (bool, error) {
	d.mu.Lock()
	busy, gone := d.inFlight > 0, d.gone
	d.mu.Unlock()
	if gone {
		return false, unix.ENODEV
	}
	queued, err := unix.IoctlGetInt(fd, unix.SIOCOUTQ)
	if err == nil && !busy && queued == 0 {
		return true, nil
	}
	time.Sleep(wait)
	return false, err
}

func TestUsblp(t *testing.T) {
	conform(t, func(t *testing.T) bench {
		d, c, r := newFakeUsblp(t, 0)
		return bench{
			conn: c, received: r, holds: true, tells: true,
			reply: func(p []byte) error { _, err := d.far.Write(p); return err },
			cut: func() {
				d.mu.Lock()
				d.gone = true
				d.mu.Unlock()
				d.far.Close()
			},
		}
	})
}

// What is in flight at Close is lost; Drain is what saves it. Both halves are
// tested, so that a Drain that does nothing fails here.
func TestUsblpLosesItsTailWithoutDrain(t *testing.T) {
	for _, drained := range []bool{false, true} {
		d, c, r := newFakeUsblp(t, 50*time.Millisecond)
		label := bytes.Repeat([]byte("^"), 20_000)
		got := make(chan int, 1)
		go func() {
			n, _ := io.Copy(io.Discard, r)
			got <- int(n)
		}()
		writeAll(t, c, label)
		if drained {
			ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
			if err := c.Drain(ctx); err != nil {
				t.Fatal(err)
			}
			cancel()
		}
		close(d.release)
		c.Close()
		if n := <-got; (n == len(label)) != drained {
			t.Errorf("drained %v: %d bytes of %d landed", drained, n, len(label))
		}
	}
}

func TestUsblpLines(t *testing.T) {
	d, c, _ := newFakeUsblp(t, 0)
	for port, want := range map[byte]Lines{
		0x18: {},
		0x38: {PaperOut: true},
		0x08: {Offline: true},
		0x10: {Error: true},
		0x20: {PaperOut: true, Offline: true, Error: true},
	} {
		d.mu.Lock()
		d.port = port
		d.mu.Unlock()
		if got, err := c.Lines(); err != nil || got != want {
			t.Errorf("%#x: %+v, %v", port, got, err)
		}
	}
	d.mu.Lock()
	d.gone = true
	d.mu.Unlock()
	if _, err := c.Lines(); !errors.Is(err, ErrGone) {
		t.Errorf("unplugged: %v", err)
	}
}

func TestUsblpDeviceID(t *testing.T) {
	d, c, _ := newFakeUsblp(t, 0)
	for id, want := range map[string]string{
		"\x00\x16MFG:Z;CMD:ZPL;SN:42;": "MFG:Z;CMD:ZPL;SN:42;",
		"\x00\x40MFG:Z;\x00\x13\xffX":  "MFG:Z;", // old kernels: memory behind the id
		"\xff\xffMFG:Z;\n":             "MFG:Z;",
		"":                             "",
	} {
		d.id = id
		if got, err := c.DeviceID(); err != nil || got != want {
			t.Errorf("%q: %q, %v", id, got, err)
		}
	}
}

func TestFindUSB(t *testing.T) {
	sys := t.TempDir()
	write := func(path, text string) {
		path = filepath.Join(sys, path)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("devices/1-1/serial", "42J1\n")
	write("devices/1-1/1-1:1.0/ieee1284_id", "MFG:Zebra;MDL:GX420t;\n")
	write("devices/1-2/1-2:1.0/ieee1284_id", "MFG:Clone;SN:C7;\n")
	for lp, to := range map[string]string{"lp0": "devices/1-1/1-1:1.0", "lp1": "devices/1-2/1-2:1.0"} {
		if err := os.MkdirAll(filepath.Join(sys, lp), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(filepath.Join(sys, to), filepath.Join(sys, lp, "device")); err != nil {
			t.Fatal(err)
		}
	}
	for serial, want := range map[string]string{"42J1": "/dev/usb/lp0", "C7": "/dev/usb/lp1"} {
		if got, err := findUSB(sys, serial); err != nil || got != want {
			t.Errorf("%s: %q, %v", serial, got, err)
		}
	}
	if _, err := findUSB(sys, "other"); !errors.Is(err, ErrNotFound) {
		t.Errorf("a serial number of no printer: %v", err)
	}
}

func TestUSBOpenErrors(t *testing.T) {
	if _, err := Open(t.Context(), URI{Scheme: "usb", Name: "/dev/usb/no-such", Path: true}); !errors.Is(err, ErrNotFound) {
		t.Errorf("no such device: %v", err)
	}
	if _, err := Open(t.Context(), URI{Scheme: "usb", Name: "/dev/null", Path: true}); !errors.Is(err, ErrUnsupported) {
		t.Errorf("no printer: %v", err)
	}
}
