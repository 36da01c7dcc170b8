package emulator

import (
	"bytes"
	"errors"
	"io"
	"os"
	"strings"
	"testing"
	"time"

	"waybill/internal/device"
)

// The contract of device.Conn, as internal/device tries it on its own kinds.
func TestConnConforms(t *testing.T) {
	const secret = "SECRETNAME13800138000"
	open := func(t *testing.T) (*Printer, device.Conn) {
		p := New(Options{Profile: testProfile(), Clock: newClock()})
		t.Cleanup(p.Close)
		c := p.Dial()
		t.Cleanup(func() { c.Close() })
		return p, c
	}
	quiet := func(t *testing.T, err error) {
		t.Helper()
		var e *device.Error
		if !errors.As(err, &e) || e.Device != "emulator:zebra" || strings.Contains(err.Error(), "SECRET") {
			t.Errorf("error %v", err)
		}
	}
	t.Run("a reply is read", func(t *testing.T) {
		_, c := open(t)
		if _, err := c.Write([]byte("~HI")); err != nil {
			t.Fatal(err)
		}
		buf := make([]byte, 100)
		n, err := io.ReadAtLeast(c, buf, 10)
		if err != nil || !bytes.HasPrefix(buf[:n], []byte("\x02ZD410")) {
			t.Errorf("%q, %v", buf[:n], err)
		}
		c.SetReadDeadline(time.Now().Add(20 * time.Millisecond))
		if _, err = c.Read(buf); !errors.Is(err, os.ErrDeadlineExceeded) {
			t.Errorf("silence: %v", err)
		}
		quiet(t, err)
		if err := c.Drain(t.Context()); err != nil {
			t.Errorf("drain: %v", err)
		}
	})
	t.Run("a held device", func(t *testing.T) {
		p, c := open(t)
		p.Do("pause")
		data := []byte(strings.Repeat(text(secret), 3000))
		c.SetWriteDeadline(time.Now().Add(50 * time.Millisecond))
		n, err := c.Write(data)
		if !errors.Is(err, os.ErrDeadlineExceeded) || n >= len(data) || n < p.prof.Buffer-3 {
			t.Fatalf("%d bytes of %d taken, %v", n, len(data), err)
		}
		quiet(t, err)
		if l, err := c.Lines(); err != nil || !l.Held || !l.Offline {
			t.Errorf("lines %+v, %v", l, err)
		}
		c.SetWriteDeadline(time.Time{})
		done := make(chan error, 1)
		go func() {
			_, err := c.Write(data[n:])
			done <- err
		}()
		p.Do("resume")
		for running := true; running; {
			select {
			case err := <-done:
				if err != nil {
					t.Error(err)
				}
				running = false
			default:
				p.clock.(*stillClock).pass(labelTime)
			}
		}
		p.clock.(*stillClock).pass(10_000 * labelTime)
		if s := p.State(); s.Printed != 3000 || s.Received != int64(len(data)) {
			t.Errorf("%v", s)
		}
	})
	t.Run("close frees a write and a read", func(t *testing.T) {
		p, c := open(t)
		p.Do("stuck-xoff")
		done := make(chan error, 2)
		go func() { _, err := c.Write([]byte(secret)); done <- err }()
		go func() { _, err := c.Read(make([]byte, 10)); done <- err }()
		time.Sleep(20 * time.Millisecond)
		c.Close()
		for range 2 {
			select {
			case err := <-done:
				if err == nil {
					t.Error("no error")
				}
				quiet(t, err)
			case <-time.After(5 * time.Second):
				t.Fatal("it is still under way")
			}
		}
	})
	t.Run("a cut link", func(t *testing.T) {
		p, c := open(t)
		p.Do("cut")
		_, err := c.Write([]byte(secret))
		if !errors.Is(err, device.ErrGone) {
			t.Errorf("%v", err)
		}
		quiet(t, err)
		if _, err := c.Read(make([]byte, 1)); !errors.Is(err, device.ErrGone) {
			t.Errorf("%v", err)
		}
		if err := c.Drain(t.Context()); !errors.Is(err, device.ErrGone) {
			t.Errorf("%v", err)
		}
	})
}

func TestDial(t *testing.T) {
	if _, err := Dial("typewriter"); !errors.Is(err, device.ErrNotFound) {
		t.Errorf("%v", err)
	}
	one, err := Dial("")
	if err != nil {
		t.Fatal(err)
	}
	defer one.Close()
	two, err := Dial("zebra")
	if err != nil {
		t.Fatal(err)
	}
	defer two.Close()
	if one.(*conn).l.p != two.(*conn).l.p {
		t.Error("another printer each time")
	}
}
