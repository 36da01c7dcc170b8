package device

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"
	"time"
)

// Control characters of Zebra's error detection protocol (the guide, appendix
// "Error Detection Protocol").
const (
	soh = 0x01
	stx = 0x02
	etx = 0x03
	eot = 0x04
	sub = 0x1a
)

// maxFormat is the most that a packet carries; a disguised byte counts twice.
const maxFormat = 1024

// packetTries is how often a packet is sent before the link counts as lost.
const packetTries = 5

// packetWait is the longest wait for a reply. A packet takes a little more than
// a second at 9600 baud.
const packetWait = 3 * time.Second

// packetConn sends bytes in packets with a check and a number, each of which
// the printer acknowledges: a line that garbles a byte loses nothing.
//
// The printer drops a packet whose number it has had, so a packet that is sent
// again after a lost acknowledgement cannot print anything twice. The guide has
// it drop such a packet without a word: then all tries go unanswered and the
// link counts as lost, one packet beyond what Write reports as taken.
type packetConn struct {
	Conn
	name string

	write sync.Mutex // one packet at a time
	begun bool
	seq   byte

	mu    sync.Mutex
	wake  *sync.Cond
	acks  []packet // A and N
	in    []byte   // text of S packets, for Read
	err   error
	until time.Time // Read's deadline
	sent  time.Time // Write's deadline
}

// packet is one frame without its delimiters.
type packet struct {
	kind byte // P, I, A, N or S
	seq  byte // '0' to '9'
	text []byte
}

func newPacketConn(c Conn, name string) *packetConn {
	p := &packetConn{Conn: c, name: name, seq: '9'}
	p.wake = sync.NewCond(&p.mu)
	go p.pump()
	return p
}

// pump reads frames until the line ends.
func (p *packetConn) pump() {
	var d packetDecoder
	buf := make([]byte, 2048)
	for {
		n, err := p.Conn.Read(buf)
		p.mu.Lock()
		for _, b := range buf[:n] {
			f, ok := d.take(b)
			switch {
			case !ok:
			case f.kind == 'S':
				if len(p.in)+len(f.text) <= maxUnread {
					p.in = append(p.in, f.text...)
				}
			default:
				p.acks = append(p.acks, f)
			}
		}
		if err != nil && !errors.Is(err, os.ErrDeadlineExceeded) && p.err == nil {
			p.err = err
		}
		stop := p.err != nil
		p.wake.Broadcast()
		p.mu.Unlock()
		if stop {
			return
		}
	}
}

// Write sends b in packets and returns how much of it the printer has
// acknowledged.
func (p *packetConn) Write(b []byte) (n int, err error) {
	p.write.Lock()
	defer p.write.Unlock()
	for n < len(b) {
		chunk, used := disguise(b[n:])
		kind := byte('P')
		if !p.begun {
			kind = 'I' // numbering begins here
		}
		seq := '0' + (p.seq-'0'+1)%10
		if err := p.exchange(packet{kind, seq, chunk}); err != nil {
			return n, wrap("write", p.name, err)
		}
		p.seq, p.begun = seq, true
		n += used
	}
	return n, nil
}

// errNoAck says that a printer does not answer packets.
var errNoAck = errors.New("the printer does not acknowledge packets: is it set to the packet protocol (^SC…,Z)?")

// exchange sends a packet until it is acknowledged.
func (p *packetConn) exchange(f packet) error {
	frame := encodePacket(f)
	for range packetTries {
		p.mu.Lock()
		p.acks = nil
		p.mu.Unlock()
		for rest := frame; len(rest) > 0; {
			n, err := p.Conn.Write(rest)
			if err != nil {
				return err
			}
			rest = rest[n:]
		}
		ok, err := p.await(f.seq)
		if ok || err != nil {
			return err
		}
	}
	return errNoAck
}

// await waits for the reply to packet seq: true for accepted, false for
// refused or none.
func (p *packetConn) await(seq byte) (bool, error) {
	end := time.Now().Add(packetWait)
	p.mu.Lock()
	defer p.mu.Unlock()
	for {
		for _, a := range p.acks {
			if a.seq == seq {
				return a.kind == 'A', nil
			}
		}
		if p.err != nil {
			return false, p.err
		}
		if !p.sent.IsZero() && !time.Now().Before(p.sent) {
			return false, os.ErrDeadlineExceeded
		}
		limit := end
		if !p.sent.IsZero() && p.sent.Before(limit) {
			limit = p.sent
		}
		if !p.sleep(limit) && !time.Now().Before(end) {
			return false, nil
		}
	}
}

// sleep waits for news until a time, and reports false if that has passed. The
// lock is held.
func (p *packetConn) sleep(until time.Time) bool {
	if until.IsZero() {
		p.wake.Wait()
		return true
	}
	left := time.Until(until)
	if left <= 0 {
		return false
	}
	t := time.AfterFunc(left, func() {
		p.mu.Lock()
		p.wake.Broadcast()
		p.mu.Unlock()
	})
	p.wake.Wait()
	t.Stop()
	return true
}

func (p *packetConn) Read(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for len(p.in) == 0 {
		if p.err != nil {
			return 0, passEOF("read", p.name, p.err)
		}
		if !p.sleep(p.until) {
			return 0, wrap("read", p.name, os.ErrDeadlineExceeded)
		}
	}
	n := copy(b, p.in)
	p.in = p.in[n:]
	return n, nil
}

func (p *packetConn) SetReadDeadline(t time.Time) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.until = t
	p.wake.Broadcast()
	return nil
}

func (p *packetConn) SetWriteDeadline(t time.Time) error {
	p.mu.Lock()
	p.sent = t
	p.wake.Broadcast()
	p.mu.Unlock()
	return p.Conn.SetWriteDeadline(t)
}

// Drain has nothing to wait for: Write returns when the printer has the bytes.
func (p *packetConn) Drain(context.Context) error { return nil }

// disguise returns the longest front of b that fits one packet, its control
// characters disguised as SUB and the character plus 40h, and how many bytes of
// b that is.
func disguise(b []byte) (text []byte, used int) {
	for _, c := range b {
		if c < 0x20 {
			if len(text)+2 > maxFormat {
				break
			}
			text = append(text, sub, c+0x40)
		} else {
			if len(text)+1 > maxFormat {
				break
			}
			text = append(text, c)
		}
		used++
	}
	return text, used
}

// undisguise is the other way.
func undisguise(text []byte) []byte {
	var out []byte
	for i := 0; i < len(text); i++ {
		if text[i] == sub && i+1 < len(text) {
			i++
			out = append(out, text[i]-0x40)
			continue
		}
		out = append(out, text[i])
	}
	return out
}

// encodePacket frames a packet whose text is disguised already. Addresses are
// 000, which every printer takes.
func encodePacket(f packet) []byte {
	out := []byte{soh}
	out = append(out, "000000"...)
	out = append(out, f.kind, f.seq, stx)
	out = append(out, f.text...)
	out = append(out, etx)
	crc := crc16(out[1:])
	return append(out, byte(crc>>8), byte(crc), eot)
}

// crc16 is CRC-16/XMODEM (polynomial 1021h, initial value 0), high byte first.
// The guide says "16-bit CCITT" and no more; no printer has settled it yet
// (docs/zpl.md).
func crc16(b []byte) uint16 {
	var crc uint16
	for _, c := range b {
		crc ^= uint16(c) << 8
		for range 8 {
			if crc&0x8000 != 0 {
				crc = crc<<1 ^ 0x1021
			} else {
				crc <<= 1
			}
		}
	}
	return crc
}

// packetDecoder finds frames in a stream. A second SOH discards what went
// before it, as printers do.
type packetDecoder struct {
	buf []byte
	in  bool
	end int // bytes still to come behind ETX: the check and EOT
}

// take takes a byte and returns a whole, sound packet when that was its last.
func (d *packetDecoder) take(b byte) (packet, bool) {
	if d.end == 0 && b == soh {
		d.buf, d.in = d.buf[:0], true
		return packet{}, false
	}
	if !d.in {
		return packet{}, false
	}
	d.buf = append(d.buf, b)
	const header = 9 // addresses, kind, number, STX
	switch {
	case d.end > 0:
		if d.end--; d.end > 0 {
			return packet{}, false
		}
		d.in = false
		return d.whole(b)
	case b == etx && len(d.buf) > header-1:
		d.end = 3
	case len(d.buf) > header+maxFormat+1:
		d.in = false
	}
	return packet{}, false
}

func (d *packetDecoder) whole(last byte) (packet, bool) {
	n := len(d.buf)
	body, check := d.buf[:n-3], d.buf[n-3:n-1]
	crc := crc16(body)
	if last != eot || body[8] != stx || check[0] != byte(crc>>8) || check[1] != byte(crc) {
		return packet{}, false
	}
	return packet{body[6], body[7], undisguise(body[9 : len(body)-1])}, true
}

var _ io.ReadWriteCloser = (*packetConn)(nil)

// framed puts packets on a line where the address asks for them.
func framed(c Conn, u URI, err error) (Conn, error) {
	if err != nil {
		return nil, err
	}
	if !u.Serial.Packet {
		return c, nil
	}
	return newPacketConn(c, fmt.Sprint(u)), nil
}
