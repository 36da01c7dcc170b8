package device

import (
	"context"
	"errors"
	"net"
	"runtime"
	"testing"
	"time"
)

func tcpBench(t *testing.T) bench {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	u, err := Parse("tcp://" + l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	c, err := Open(t.Context(), u)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	far, err := l.Accept()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { far.Close() })
	return bench{
		conn: c, received: far, holds: true, tells: runtime.GOOS == "linux",
		reply: func(p []byte) error { _, err := far.Write(p); return err },
		cut: func() {
			far.(*net.TCPConn).SetLinger(0) // a reset, as from a printer that was switched off and on
			far.Close()
		},
	}
}

func TestTCP(t *testing.T) { conform(t, tcpBench) }

// A printer that takes nothing keeps Drain waiting until its time is up.
func TestTCPDrainGivesUp(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("only Linux tells what was acknowledged")
	}
	b := tcpBench(t)
	deadline(t, b.conn.SetWriteDeadline, 50*time.Millisecond)
	b.conn.Write(make([]byte, 16<<20))
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if err := b.conn.Drain(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("drain: %v", err)
	}
}

func TestTCPOpenErrors(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	addr := l.Addr().String()
	l.Close()
	u, _ := Parse("tcp://" + addr)
	if _, err := Open(t.Context(), u); !errors.Is(err, ErrRefused) {
		t.Errorf("nobody listens: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Open(ctx, u); !errors.Is(err, context.Canceled) {
		t.Errorf("canceled: %v", err)
	}
}
