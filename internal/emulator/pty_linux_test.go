package emulator

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"waybill/internal/device"
)

func init() { links["pty"] = (*bench).overPTY }

// overPTY puts a serial line between job and printer.
func (b *bench) overPTY() {
	b.openURI("serial://" + servePTY(b.T, b.p) + "?flow=xonxoff&baud=115200")
}

// servePTY returns the link that leads to a printer's serial line.
func servePTY(t *testing.T, p *Printer) string {
	t.Helper()
	link := filepath.Join(t.TempDir(), "tty")
	ctx, cancel := context.WithCancel(context.Background())
	done, ready := make(chan error, 1), make(chan string, 10)
	go func() { done <- p.ServePTY(ctx, link, func(path string) { ready <- path }) }()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
		if _, err := os.Lstat(link); err == nil {
			t.Error("the link is left behind")
		}
	})
	select {
	case <-ready:
	case err := <-done:
		t.Fatal(err)
	}
	return link
}

// A printer with 4 kB of buffer holds a fast host by XON/XOFF and loses
// nothing; a host that does not heed it loses bytes.
func TestSerialFlow(t *testing.T) {
	for flow, loses := range map[string]bool{"xonxoff": false, "none": true} {
		t.Run(flow, func(t *testing.T) {
			o := Options{Profile: testProfile()}
			o.Profile.Buffer, o.Profile.Speed, o.Profile.Baud = 4096, 100, 0
			p := New(o)
			t.Cleanup(p.Close)
			u, err := device.Parse("serial://" + servePTY(t, p) + "?flow=" + flow)
			if err != nil {
				t.Fatal(err)
			}
			c, err := device.Open(t.Context(), u)
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			const labels = 60
			one := strings.Replace(text("A"), "^XZ", "^FX"+strings.Repeat("x", 1000)+"^XZ", 1)
			job := []byte(strings.Repeat(one, labels))
			if err := c.SetWriteDeadline(time.Now().Add(20 * time.Second)); err != nil {
				t.Fatal(err)
			}
			if n, err := c.Write(job); err != nil {
				t.Fatalf("%d bytes of %d: %v", n, len(job), err)
			}
			ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
			defer cancel()
			if !loses {
				if err := p.Await(ctx, labels); err != nil {
					t.Error(err)
				}
			} else {
				p.wait(ctx.Done(), func() bool { return p.count.inBytes+p.count.lost == int64(len(job)) })
			}
			if s := p.State(); (s.Lost > 0) != loses || !loses && s.Printed != labels {
				t.Errorf("%v", s)
			}
		})
	}
}

// The line is as fast as its baud rate, to a few percent, while it is busy.
func TestSerialPace(t *testing.T) {
	o := Options{Profile: testProfile()}
	o.Profile.Speed, o.Profile.Baud = 0, 115200
	p := New(o)
	t.Cleanup(p.Close)
	u, err := device.Parse("serial://" + servePTY(t, p) + "?flow=xonxoff&baud=115200")
	if err != nil {
		t.Fatal(err)
	}
	c, err := device.Open(t.Context(), u)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	graphic := "^XA^FO0,0^GFA,5000,5000,50," + strings.Repeat("F0", 5000) + "^FS^XZ"
	start := time.Now()
	if _, err := c.Write(bytes.Repeat([]byte(graphic), 1)); err != nil {
		t.Fatal(err)
	}
	if err := p.Await(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	theory := time.Duration(len(graphic)) * 10 * time.Second / 115200
	// A busy machine makes it slower; never faster than the line, but for what
	// a pacer makes good.
	took := time.Since(start)
	t.Logf("%d bytes in %v, %.1f %% of the line", len(graphic), took, 100*float64(theory)/float64(took))
	if took < theory-2*late {
		t.Errorf("%v for what takes %v", took, theory)
	}
}

// What is not a link is never replaced.
func TestPTYLink(t *testing.T) {
	p := New(Options{Profile: testProfile()})
	t.Cleanup(p.Close)
	path := filepath.Join(t.TempDir(), "precious")
	if err := os.WriteFile(path, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := p.ServePTY(t.Context(), path, func(string) {}); err == nil {
		t.Error("a file was replaced")
	}
	if b, err := os.ReadFile(path); err != nil || string(b) != "x" {
		t.Error("a file is gone")
	}
}
