package device

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"os"
	"sync"
	"testing"
	"time"
)

// A packetPrinter is the other end of the protocol, written from its rules:
// it answers each packet, drops numbers that it had, and may garble or keep
// silent as a test wants.
type packetPrinter struct {
	far    net.Conn
	lose   func(n int) bool // acknowledgements that never arrive
	refuse func(n int) bool // packets answered by N

	mu   sync.Mutex
	got  bytes.Buffer
	seen int
}

func (p *packetPrinter) serve() {
	var d packetDecoder
	last, begun := byte(0), false
	buf := make([]byte, 4096)
	for {
		n, err := p.far.Read(buf)
		for _, b := range buf[:n] {
			f, ok := d.take(b)
			if !ok {
				continue
			}
			p.mu.Lock()
			p.seen++
			n := p.seen
			switch {
			case p.refuse != nil && p.refuse(n):
				p.mu.Unlock()
				p.far.Write(encodePacket(packet{'N', f.seq, nil}))
				continue
			case f.kind == 'I':
				begun = true
				p.got.Write(f.text)
			case begun && f.seq == '0'+(last-'0'+1)%10:
				p.got.Write(f.text)
			case f.seq == last:
				// It was here before and its answer was lost: dropped, but the
				// protocol's printers answer nothing. Ours must get over it.
			}
			last = f.seq
			lost := p.lose != nil && p.lose(n)
			p.mu.Unlock()
			if !lost {
				p.far.Write(encodePacket(packet{'A', f.seq, nil}))
			}
		}
		if err != nil {
			return
		}
	}
}

func (p *packetPrinter) text() []byte {
	p.mu.Lock()
	defer p.mu.Unlock()
	return bytes.Clone(p.got.Bytes())
}

// pipeConn is a pipe as a Conn; a closed one is a lost link.
type pipeConn struct {
	net.Conn
}

func (pipeConn) Drain(context.Context) error { return nil }
func (pipeConn) Lines() (Lines, error)       { return Lines{}, ErrCannotTell }

func newPacketPair(t *testing.T, p *packetPrinter) *packetConn {
	near, far := net.Pipe()
	p.far = far
	go p.serve()
	c := newPacketConn(pipeConn{Conn: near}, "serial:///dev/fake")
	t.Cleanup(func() { c.Close(); far.Close() })
	return c
}

func TestPackets(t *testing.T) {
	data := bytes.Repeat(allBytes(), 40) // many packets, every byte
	for name, p := range map[string]*packetPrinter{
		"sound":   {},
		"refused": {refuse: func(n int) bool { return n%3 == 0 }},
	} {
		t.Run(name, func(t *testing.T) {
			c := newPacketPair(t, p)
			n, err := c.Write(data)
			if n != len(data) || err != nil {
				t.Fatalf("%d bytes, %v", n, err)
			}
			if !bytes.Equal(p.text(), data) {
				t.Errorf("%d bytes of %d came, or others", len(p.text()), len(data))
			}
		})
	}
}

// A lost acknowledgement sends the packet again with its number, and the
// printer takes it once.
func TestPacketsLostAcknowledgement(t *testing.T) {
	if testing.Short() {
		t.Skip("waits for an answer that does not come")
	}
	p := &packetPrinter{lose: func(n int) bool { return n == 2 }}
	c := newPacketPair(t, p)
	data := bytes.Repeat([]byte("ZPL"), 1000)
	if n, err := c.Write(data); n != len(data) || err != nil {
		t.Fatalf("%d bytes, %v", n, err)
	}
	if !bytes.Equal(p.text(), data) {
		t.Errorf("%d bytes of %d came", len(p.text()), len(data))
	}
}

func TestPacketStatus(t *testing.T) {
	p := &packetPrinter{}
	c := newPacketPair(t, p)
	go p.far.Write(encodePacket(packet{'S', '0', disguised("\x02014,0\x03")}))
	deadline(t, c.SetReadDeadline, 5*time.Second)
	got := make1k()
	n, err := io.ReadAtLeast(c, got, 7)
	if err != nil || string(got[:n]) != "\x02014,0\x03" {
		t.Errorf("%q, %v", got[:n], err)
	}
	deadline(t, c.SetReadDeadline, 10*time.Millisecond)
	if _, err := c.Read(got); !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("silence: %v", err)
	}
}

func TestPacketsWriteDeadline(t *testing.T) {
	p := &packetPrinter{lose: func(int) bool { return true }}
	c := newPacketPair(t, p)
	deadline(t, c.SetWriteDeadline, 50*time.Millisecond)
	n, err := c.Write([]byte(secret))
	if n != 0 || !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("%d bytes, %v", n, err)
	}
	tellsNothing(t, err)
}

func disguised(s string) []byte {
	text, _ := disguise([]byte(s))
	return text
}

// The check of the guide's own polynomial over "123456789" is known.
func TestCRC16(t *testing.T) {
	if got := crc16([]byte("123456789")); got != 0x31c3 {
		t.Errorf("%04x", got)
	}
}

// FuzzPacket feeds the decoder anything, and a sound packet behind it.
func FuzzPacket(f *testing.F) {
	f.Add([]byte("\x01000000P0\x02"), []byte("^XA^XZ"))
	f.Add([]byte{soh, soh, etx, eot}, allBytes())
	f.Fuzz(func(t *testing.T, noise, data []byte) {
		var d packetDecoder
		for _, b := range noise {
			d.take(b)
		}
		text, used := disguise(data)
		if len(text) > maxFormat || used > len(data) || !bytes.Equal(undisguise(text), data[:used]) {
			t.Fatalf("%d bytes of %d in %d", used, len(data), len(text))
		}
		if bytes.ContainsAny(text, "\x01\x02\x03\x04") {
			t.Error("a frame character in the text")
		}
		frame := encodePacket(packet{'P', '7', text})
		// What noise began may swallow a frame; the one sent again comes through.
		var got []packet
		for range 3 {
			for _, b := range frame {
				if p, ok := d.take(b); ok {
					got = append(got, p)
				}
			}
		}
		if len(got) == 0 {
			t.Fatal("no packet came through")
		}
		last := got[len(got)-1]
		if last.kind != 'P' || last.seq != '7' || !bytes.Equal(last.text, data[:used]) {
			t.Errorf("%c %c, %d bytes", last.kind, last.seq, len(last.text))
		}
	})
}
