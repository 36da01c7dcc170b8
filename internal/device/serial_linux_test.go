package device

import (
	"bytes"
	"errors"
	"os"
	"testing"
	"time"

	"github.com/creack/pty"
	"go.bug.st/serial"
	"golang.org/x/sys/unix"
)

// ptyPair returns the printer's end of a pseudo-terminal and its name at ours.
func ptyPair(t *testing.T) (far *os.File, name string) {
	master, slave, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	// The slave stays open: without one, the master reads EIO before Open.
	t.Cleanup(func() { slave.Close(); master.Close() })
	return master, slave.Name()
}

func openPTY(t *testing.T, name string, set Serial) Conn {
	t.Helper()
	c, err := Open(t.Context(), URI{Scheme: "serial", Name: name, Path: true, Serial: set})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

func TestSerial(t *testing.T) {
	conform(t, func(t *testing.T) bench {
		far, name := ptyPair(t)
		return bench{
			conn: openPTY(t, name, DefaultSerial), received: far, holds: true, tells: true,
			reply: func(p []byte) error { _, err := far.Write(p); return err },
		}
	})
}

// The portable kind runs here too, on the same pseudo-terminal.
func TestSerialPortable(t *testing.T) {
	conform(t, func(t *testing.T) bench {
		far, name := ptyPair(t)
		port, err := serial.Open(name, DefaultSerial.mode())
		if err != nil {
			t.Fatal(err)
		}
		c := newPortConn(port, "serial://"+name, DefaultSerial)
		t.Cleanup(func() {
			far.Close() // ends a Write that the library cannot end
			c.Close()
		})
		return bench{
			conn: c, received: far, reply: func(p []byte) error { _, err := far.Write(p); return err },
		}
	})
}

func TestXOFF(t *testing.T) {
	for kind, open := range map[string]func(t *testing.T, name string) Conn{
		"kernel": func(t *testing.T, name string) Conn { return openPTY(t, name, DefaultSerial) },
		"portable": func(t *testing.T, name string) Conn {
			port, err := serial.Open(name, DefaultSerial.mode())
			if err != nil {
				t.Fatal(err)
			}
			c := newPortConn(port, "serial://"+name, DefaultSerial)
			t.Cleanup(func() { c.Close() })
			return c
		},
	} {
		t.Run(kind, func(t *testing.T) {
			far, name := ptyPair(t)
			c := open(t, name)
			if _, err := far.Write([]byte{xoff}); err != nil {
				t.Fatal(err)
			}
			time.Sleep(50 * time.Millisecond) // the portable kind sees it when it reads
			deadline(t, c.SetWriteDeadline, 100*time.Millisecond)
			n, err := c.Write([]byte(secret))
			if !errors.Is(err, os.ErrDeadlineExceeded) || n != 0 {
				t.Fatalf("after XOFF: %d bytes, %v", n, err)
			}
			tellsNothing(t, err)
			// The flow characters stay out of what is read.
			if _, err := far.Write([]byte{'O', 'K', xon}); err != nil {
				t.Fatal(err)
			}
			deadline(t, c.SetReadDeadline, 5*time.Second)
			got := make1k()
			m, err := c.Read(got)
			if err != nil || string(got[:m]) != "OK" {
				t.Errorf("read %q, %v", got[:m], err)
			}
			deadline(t, c.SetWriteDeadline, 5*time.Second)
			done := receive(far, len(secret))
			writeAll(t, c, []byte(secret))
			if got := <-done; !bytes.Equal(got, []byte(secret)) {
				t.Errorf("%d bytes came after XON", len(got))
			}
		})
	}
}

func TestSerialSettings(t *testing.T) {
	far, name := ptyPair(t)
	set := Serial{Baud: 115200, DataBits: 8, StopBits: 2, Flow: RtsCts}
	c := openPTY(t, name, set)
	term, err := unix.IoctlGetTermios(int(far.Fd()), unix.TCGETS)
	if err != nil {
		t.Fatal(err)
	}
	if term.Cflag&unix.CRTSCTS == 0 || term.Iflag&(unix.IXON|unix.IXOFF) != 0 {
		t.Errorf("RTS/CTS: flags %x, %x", term.Cflag, term.Iflag)
	}
	if term.Cflag&unix.CSTOPB == 0 || term.Ospeed != 115200 && term.Cflag&unix.CBAUD != unix.B115200 {
		t.Errorf("rate or stop bits: %x", term.Cflag)
	}
	if term.Lflag&(unix.ICANON|unix.ECHO) != 0 || term.Oflag&unix.OPOST != 0 {
		t.Error("the line is not raw")
	}
	if _, err := c.Lines(); !errors.Is(err, ErrCannotTell) {
		t.Errorf("a pseudo-terminal has lines: %v", err)
	}
	if linesOf(RtsCts, 0) != (Lines{Held: true}) || linesOf(DtrDsr, unix.TIOCM_CTS) != (Lines{Held: true}) || linesOf(DtrDsr, unix.TIOCM_DSR).Held || linesOf(XonXoff, 0).Held {
		t.Error("the wrong line holds")
	}
}

func TestSerialBusy(t *testing.T) {
	_, name := ptyPair(t)
	openPTY(t, name, DefaultSerial)
	_, err := Open(t.Context(), URI{Scheme: "serial", Name: name, Path: true, Serial: DefaultSerial})
	if !errors.Is(err, ErrBusy) {
		t.Errorf("a second opener: %v", err)
	}
}

func TestSerialOpenErrors(t *testing.T) {
	_, err := Open(t.Context(), URI{Scheme: "serial", Name: "/dev/no-such-tty", Path: true, Serial: DefaultSerial})
	if !errors.Is(err, ErrNotFound) {
		t.Errorf("no such line: %v", err)
	}
	_, err = Open(t.Context(), URI{Scheme: "serial", Name: "/dev/null", Path: true, Serial: DefaultSerial})
	if !errors.Is(err, ErrUnsupported) {
		t.Errorf("no serial line: %v", err)
	}
}
