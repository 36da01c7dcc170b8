package device

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"strings"
	"testing"
	"time"
)

// A bench is a device of one kind with the printer's end in the test's hands.
type bench struct {
	conn Conn
	// received reads what came out at the printer's end.
	received io.Reader
	// reply sends bytes from the printer, nil for kinds that have no way back.
	reply func([]byte) error
	// cut breaks the link as a pulled cable does, nil where that cannot be.
	cut func()
	// holds says that a printer which does not read holds the writer.
	holds bool
	// tells says that Drain knows when all was taken.
	tells bool
}

// secret stands for somebody's data: no error may hold it.
const secret = "SECRETNAME13800138000"

// conform runs the contract of Conn on a kind of device. make gives a new
// bench each time and cleans up by itself.
func conform(t *testing.T, make func(t *testing.T) bench) {
	t.Run("bytes arrive unchanged", func(t *testing.T) {
		b := make(t)
		data := bytes.Repeat(allBytes(), 600) // past every buffer on the way
		done := receive(b.received, len(data))
		writeAll(t, b.conn, data)
		if got := <-done; !bytes.Equal(got, data) {
			t.Errorf("%d bytes of %d, or others", len(got), len(data))
		}
	})
	t.Run("drain", func(t *testing.T) {
		b := make(t)
		data := bytes.Repeat([]byte("x"), 10_000)
		done := receive(b.received, len(data))
		writeAll(t, b.conn, data)
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		defer cancel()
		err := b.conn.Drain(ctx)
		if b.tells && err != nil || !b.tells && !errors.Is(err, ErrCannotTell) {
			t.Errorf("drain: %v", err)
		}
		if got := <-done; len(got) != len(data) {
			t.Errorf("%d bytes of %d", len(got), len(data))
		}
	})
	t.Run("a reply is read", func(t *testing.T) {
		b := make(t)
		if b.reply == nil {
			if n, err := b.conn.Read(make1k()); n != 0 || err != io.EOF {
				t.Errorf("read %d, %v", n, err)
			}
			return
		}
		if err := b.reply([]byte("\x02014,0\x03")); err != nil {
			t.Fatal(err)
		}
		deadline(t, b.conn.SetReadDeadline, 5*time.Second)
		got := make1k()
		n, err := io.ReadAtLeast(b.conn, got, 7)
		if err != nil || string(got[:n]) != "\x02014,0\x03" {
			t.Errorf("%q, %v", got[:n], err)
		}
		deadline(t, b.conn.SetReadDeadline, 20*time.Millisecond)
		if _, err := b.conn.Read(got); !errors.Is(err, os.ErrDeadlineExceeded) {
			t.Errorf("silence: %v", err)
		}
	})
	t.Run("a held device", func(t *testing.T) {
		b := make(t)
		if !b.holds {
			t.Skip("this kind never waits")
		}
		deadline(t, b.conn.SetWriteDeadline, 100*time.Millisecond)
		data := bytes.Repeat([]byte(secret), 1<<20)
		n, err := b.conn.Write(data)
		if !errors.Is(err, os.ErrDeadlineExceeded) || n >= len(data) {
			t.Fatalf("%d bytes of %d taken, %v", n, len(data), err)
		}
		tellsNothing(t, err)
		// It reads again: the rest goes through, and not a byte twice.
		deadline(t, b.conn.SetWriteDeadline, 30*time.Second)
		done := receive(b.received, len(data))
		writeAll(t, b.conn, data[n:])
		if got := <-done; !bytes.Equal(got, data) {
			t.Errorf("%d bytes of %d, or others", len(got), len(data))
		}
	})
	t.Run("close frees a held write", func(t *testing.T) {
		b := make(t)
		if !b.holds {
			t.Skip("this kind never waits")
		}
		result := make1(func() error {
			_, err := b.conn.Write(bytes.Repeat([]byte(secret), 1<<20))
			return err
		})
		time.Sleep(50 * time.Millisecond)
		b.conn.Close()
		select {
		case err := <-result:
			if err == nil {
				t.Error("all was written to a device that read nothing")
			}
			tellsNothing(t, err)
		case <-time.After(5 * time.Second):
			t.Fatal("the write is still under way")
		}
	})
	t.Run("close frees a read", func(t *testing.T) {
		b := make(t)
		if b.reply == nil {
			t.Skip("this kind has no way back")
		}
		result := make1(func() error {
			_, err := b.conn.Read(make1k())
			return err
		})
		time.Sleep(50 * time.Millisecond)
		b.conn.Close()
		select {
		case err := <-result:
			if err == nil {
				t.Error("something was read")
			}
		case <-time.After(5 * time.Second):
			t.Fatal("the read is still under way")
		}
	})
	t.Run("a cut link", func(t *testing.T) {
		b := make(t)
		if b.cut == nil {
			t.Skip("this kind has no link")
		}
		writeAll(t, b.conn, []byte(secret))
		b.cut()
		deadline(t, b.conn.SetWriteDeadline, 10*time.Second)
		var err error
		for end := time.Now().Add(10 * time.Second); err == nil && time.Now().Before(end); time.Sleep(time.Millisecond) {
			_, err = b.conn.Write([]byte(secret))
		}
		if !errors.Is(err, ErrGone) {
			t.Errorf("writing on a cut link: %v", err)
		}
		tellsNothing(t, err)
	})
}

func allBytes() []byte {
	b := make([]byte, 256)
	for i := range b {
		b[i] = byte(i)
	}
	return b
}

func make1k() []byte { return make([]byte, 1024) }

// make1 runs f beside the test.
func make1(f func() error) <-chan error {
	c := make(chan error, 1)
	go func() { c <- f() }()
	return c
}

// receive reads n bytes, or what comes before the end.
func receive(r io.Reader, n int) <-chan []byte {
	c := make(chan []byte, 1)
	go func() {
		got := make([]byte, n)
		m, _ := io.ReadFull(r, got)
		c <- got[:m]
	}()
	return c
}

func writeAll(t *testing.T, w io.Writer, data []byte) {
	t.Helper()
	for len(data) > 0 {
		n, err := w.Write(data)
		if err != nil {
			t.Fatalf("write: %v", err)
		}
		data = data[n:]
	}
}

func deadline(t *testing.T, set func(time.Time) error, d time.Duration) {
	t.Helper()
	if err := set(time.Now().Add(d)); err != nil {
		t.Fatal(err)
	}
}

func tellsNothing(t *testing.T, err error) {
	t.Helper()
	if err != nil && strings.Contains(err.Error(), "SECRET") {
		t.Error("an error holds what was sent")
	}
}
