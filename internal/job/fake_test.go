package job

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"waybill/internal/device"
)

// A fakePrinter takes ZPL over a pipe and answers what it was made to answer.
// What it printed is the truth that every test compares with.
type fakePrinter struct {
	status, counter, silentOnPaperOut bool
	labelTime                         time.Duration

	mu       sync.Mutex
	printed  []string // formats that came out
	buffer   []string
	received int // bytes
	cutAt    int // bytes after which the link breaks, 0 = never
	paperOut bool
	off      bool // gives no answer and loses its buffer
	stuck    bool // takes labels and does not print them yet
	deaf     bool // reads nothing
	conn     net.Conn
	wake     *sync.Cond
	changes  chan struct{} // one value for each printed label
}

func newFakePrinter(t *testing.T) *fakePrinter {
	p := &fakePrinter{status: true, counter: true, labelTime: time.Millisecond, changes: make(chan struct{}, 1000)}
	p.wake = sync.NewCond(&p.mu)
	stop := make(chan struct{})
	go p.engine(stop)
	t.Cleanup(func() {
		close(stop)
		p.mu.Lock()
		p.wake.Broadcast()
		p.mu.Unlock()
	})
	return p
}

// engine prints what is in the buffer.
func (p *fakePrinter) engine(stop chan struct{}) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for {
		select {
		case <-stop:
			return
		default:
		}
		if len(p.buffer) == 0 || p.paperOut || p.off || p.stuck {
			p.wake.Wait()
			continue
		}
		p.mu.Unlock()
		time.Sleep(p.labelTime)
		p.mu.Lock()
		if len(p.buffer) > 0 && !p.off && !p.paperOut {
			p.printed = append(p.printed, p.buffer[0])
			p.buffer = p.buffer[1:]
			p.changes <- struct{}{}
		}
	}
}

func (p *fakePrinter) set(f func()) {
	p.mu.Lock()
	f()
	p.mu.Unlock()
	p.wake.Broadcast()
}

// count returns how often each text came out.
func (p *fakePrinter) count() map[string]int {
	p.mu.Lock()
	defer p.mu.Unlock()
	n := map[string]int{}
	for _, f := range p.printed {
		n[f]++
	}
	return n
}

func (p *fakePrinter) open(context.Context) (device.Conn, error) {
	near, far := net.Pipe()
	p.set(func() { p.conn = far })
	go p.serve(far)
	return fakeConn{near}, nil
}

func (p *fakePrinter) serve(far net.Conn) {
	defer far.Close()
	var in []byte
	buf := make([]byte, 256)
	for {
		for deaf := true; deaf; time.Sleep(time.Millisecond) {
			p.mu.Lock()
			deaf = p.deaf
			p.mu.Unlock()
		}
		n, err := far.Read(buf)
		p.mu.Lock()
		if p.cutAt > 0 && p.received+n >= p.cutAt {
			n = p.cutAt - p.received
			err = io.ErrUnexpectedEOF
			p.cutAt = 0
		}
		p.received += n
		p.mu.Unlock()
		in = append(in, buf[:n]...)
		in = p.take(far, in)
		if err != nil {
			return
		}
	}
}

// take runs whole commands of in and returns the rest.
func (p *fakePrinter) take(far io.Writer, in []byte) []byte {
	for {
		var answer string
		switch {
		case bytes.HasPrefix(in, []byte("~HS")):
			in, answer = in[3:], p.hostStatus()
		case bytes.HasPrefix(in, []byte("~HI")):
			in, answer = in[3:], "\x02FAKE,V1,8,8192KB\x03\r\n"
			if !p.status {
				answer = ""
			}
		case bytes.HasPrefix(in, []byte("~JX")): // the partial format is dropped below
			in = in[3:]
		case bytes.HasPrefix(in, []byte("~JA")):
			in = in[3:]
			p.set(func() { p.buffer = nil })
		case bytes.HasPrefix(in, []byte("^XA^HH^XZ")):
			in = in[9:]
		case bytes.HasPrefix(in, []byte("! U1 getvar")):
			end := bytes.Index(in, []byte("\r\n"))
			if end < 0 {
				return in
			}
			in, answer = in[end+2:], p.odometer()
		case bytes.HasPrefix(in, []byte("^XA")):
			end := bytes.Index(in, []byte("^XZ"))
			if end < 0 {
				return in
			}
			text := strings.TrimSuffix(strings.TrimPrefix(string(in[6:end]), "FD"), "^FS")
			in = in[end+3:]
			p.set(func() {
				if !p.off {
					p.buffer = append(p.buffer, strings.TrimPrefix(text, "FD"))
				}
			})
			p.wake.Broadcast()
		default:
			if len(in) > 0 && !bytes.HasPrefix([]byte("^XA~HS~HI~JA~JX! U1"), in[:1]) {
				in = in[1:]
				continue
			}
			return in
		}
		p.mu.Lock()
		off := p.off || !p.status || p.silentOnPaperOut && p.paperOut
		p.mu.Unlock()
		if answer != "" && !off {
			if _, err := io.WriteString(far, answer); err != nil {
				return nil
			}
		}
	}
}

func (p *fakePrinter) hostStatus() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	paper := 0
	if p.paperOut {
		paper = 1
	}
	return fmt.Sprintf("\x02014,%d,0,0633,%03d,0,0,0,000,0,0,0\x03\r\n\x02000,0,0,0,0,2,6,0,00000000,1,000\x03\r\n\x021234,0\x03\r\n", paper, len(p.buffer))
}

func (p *fakePrinter) odometer() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.counter {
		return `"?"`
	}
	return fmt.Sprintf("\"%d\"", 7000+len(p.printed))
}

// fakeConn is a pipe as a device.
type fakeConn struct{ net.Conn }

func (c fakeConn) Write(b []byte) (int, error) {
	n, err := c.Conn.Write(b)
	if err == io.ErrClosedPipe {
		err = device.ErrGone
	}
	return n, err
}
func (fakeConn) Drain(context.Context) error  { return nil }
func (fakeConn) Lines() (device.Lines, error) { return device.Lines{}, device.ErrCannotTell }
