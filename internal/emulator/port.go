package emulator

import (
	"bytes"
	"slices"
)

// medium is what a link is made of: alerts are sent by it.
type medium uint8

const (
	overTCP medium = iota
	overSerial
	overUSB
)

// A port is where a link meets the printer.
type port struct {
	p      *Printer
	medium medium
	scan   *scanner
	queue  []segment
	// formats is how many whole formats are in the queue.
	formats int
	out     []byte // replies that nobody has fetched yet
	signs   []byte // XON and XOFF, which overtake replies
	boots   int    // of the printer, when the link was made
	cut     bool   // the link was cut by a fault
	gone    bool   // the link has ended
	held    bool   // XOFF was sent
	flows   bool   // XON and XOFF are sent
}

// mostReplies is how many bytes wait for a host that does not read. What goes
// beyond is lost, as from a printer's own small buffer.
const mostReplies = 64 << 10

// plug makes a link. A format that an earlier link left open goes on: printers
// do not know why bytes stopped coming.
func (p *Printer) plug(m medium, flows bool) *port {
	p.mu.Lock()
	defer p.mu.Unlock()
	l := &port{p: p, medium: m, flows: flows, boots: p.boots}
	defer p.notify()
	for i, old := range p.ports {
		if old.gone && old.scan.busy() {
			l.scan, l.queue, l.formats = old.scan, old.queue, old.formats
			p.ports[i] = l
			if p.format.owner == old {
				p.format.owner = l
			}
			return l
		}
	}
	l.scan = newScanner(&p.pre)
	p.ports = append(p.ports, l)
	return l
}

// unplug ends a link. What it sent is still in the printer.
func (l *port) unplug() {
	p := l.p
	p.mu.Lock()
	defer p.mu.Unlock()
	if l.gone {
		return
	}
	l.gone, l.out, l.signs = true, nil, nil
	if p.prof.DropPartial {
		p.cancelPart(l)
	}
	l.scan.breakLine()
	p.sweep()
	p.notify()
}

// sweep forgets links that are gone and have left nothing.
func (p *Printer) sweep() {
	p.ports = slices.DeleteFunc(p.ports, func(l *port) bool {
		return l.gone && len(l.queue) == 0 && !l.scan.busy() && p.format.owner != l
	})
}

// receive takes as much of b as the buffer has room for and returns how much
// that is. It never waits.
func (l *port) receive(b []byte) int {
	p := l.p
	p.mu.Lock()
	defer p.mu.Unlock()
	n := 0
	for n < len(b) && !l.dead() && !p.faults.stuck {
		if !p.power && l.medium == overSerial {
			return len(b) // nobody listens on the line
		}
		if !p.power {
			break
		}
		m := min(len(b)-n, p.prof.Buffer-p.used-len(l.scan.hold))
		if m <= 0 {
			break
		}
		m = p.faults.beforeCut(l, m)
		p.count.inBytes += int64(m)
		l.scan.feed(b[n:n+m], l.arrive)
		n += m
		p.pump()
	}
	p.flow(l)
	return n
}

// dead reports whether the link is over: cut, or the printer was switched off
// and on and knows nothing of it. A serial line knows no such thing.
func (l *port) dead() bool {
	return l.cut || l.p.closed || l.p.power && l.boots != l.p.boots && l.medium != overSerial
}

// arrive takes a segment of the stream.
func (l *port) arrive(s segment) {
	p := l.p
	switch s.kind {
	case immediate:
		p.pump() // what came before has its effect first
		p.act(l, s.name, s.args)
		return
	case ends:
		if s.name == "^XZ" {
			l.formats++
		}
	}
	s.raw = bytes.Clone(s.raw)
	p.seq++
	s.seq = p.seq
	p.used += len(s.raw)
	l.queue = append(l.queue, s)
}

// flow holds the sender or lets it go on, on lines that have no other means.
func (p *Printer) flow(l *port) {
	if !l.flows {
		return
	}
	switch hold := p.faults.stuck || p.used >= p.prof.High || l.held && p.used > p.prof.Low; {
	case hold && !l.held:
		l.held = true
		l.signs = append(l.signs, xoff)
		p.notify()
	case !hold && l.held:
		l.held = false
		l.signs = append(l.signs, xon)
		p.notify()
	}
}

// Flow control characters.
const (
	xon  = 0x11
	xoff = 0x13
)

// reply sends bytes to the host.
func (l *port) reply(b string) {
	if l == nil || l.gone || l.p.prof.Answers == AnswerNothing || len(l.out)+len(b) > mostReplies {
		return
	}
	l.out = append(l.out, l.p.faults.spoil(b)...)
	l.p.notify()
}
