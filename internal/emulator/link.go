package emulator

import (
	"io"
	"time"
)

// A wire is the printer's end of a link that the system carries.
type wire struct {
	io.ReadWriter
	medium medium
	// end closes the link as a cut cable or a printer that was switched off
	// does.
	end func()
	// flows: the host is held by XON and XOFF.
	flows bool
	// obeys reports whether the host heeds XOFF; nil: it does.
	obeys func() bool
	// quit ends the link from the printer's side.
	quit <-chan struct{}
	// baud is how fast bytes come, 0 for as they come.
	baud int
}

// serve carries bytes between a wire and the printer until the link ends.
func (p *Printer) serve(w wire) {
	l := p.plug(w.medium, w.flows)
	over := make(chan struct{}) // the host has gone
	ended := make(chan struct{})
	go func() {
		p.wait(over, l.dead)
		w.end()
		close(ended)
	}()
	wrote := make(chan struct{})
	go func() {
		l.send(w, over)
		close(wrote)
	}()
	l.read(w)
	close(over)
	<-ended
	<-wrote
	l.unplug()
}

// wait waits until f holds, which it asks with the printer locked, or until
// quit is closed.
func (p *Printer) wait(quit <-chan struct{}, f func() bool) bool {
	for {
		p.mu.Lock()
		ok, changed := f(), p.changed
		p.mu.Unlock()
		if ok {
			return true
		}
		select {
		case <-changed:
		case <-quit:
			return false
		}
	}
}

// read takes what the host sends, as fast as there is room for it.
func (l *port) read(w wire) {
	const most = 4096
	buf := make([]byte, most)
	pace := pacer{baud: w.baud}
	for {
		var n int
		if !l.p.wait(w.quit, func() bool {
			n = pace.piece(most)
			if l.p.faults.single {
				n = 1
			}
			return l.dead() || l.listens(w)
		}) {
			return
		}
		n, err := w.Read(buf[:n])
		pace.took(n)
		for rest := buf[:n]; len(rest) > 0; {
			m := l.receive(rest)
			rest = rest[m:]
			if len(rest) == 0 {
				break
			}
			if l.deaf(w) {
				l.lose(len(rest))
				break
			}
			if !l.p.wait(w.quit, func() bool { return l.dead() || l.room() }) || l.over() {
				return
			}
		}
		if err != nil || l.over() {
			return
		}
	}
}

// listens reports whether the printer reads the line at all.
func (l *port) listens(w wire) bool {
	if l.held && (w.obeys == nil || w.obeys()) {
		return false
	}
	return l.medium == overSerial || l.room()
}

// room reports whether at least a byte would be taken.
func (l *port) room() bool {
	p := l.p
	return !p.power && l.medium == overSerial || p.power && !p.faults.stuck && p.used+len(l.scan.hold) < p.prof.Buffer
}

// deaf reports whether bytes are lost now: the printer has said XOFF, and the
// host sends on.
func (l *port) deaf(w wire) bool {
	l.p.mu.Lock()
	defer l.p.mu.Unlock()
	return l.held && w.obeys != nil && !w.obeys()
}

func (l *port) over() bool {
	l.p.mu.Lock()
	defer l.p.mu.Unlock()
	return l.dead()
}

func (l *port) lose(n int) {
	l.p.mu.Lock()
	defer l.p.mu.Unlock()
	l.p.count.lost += int64(n)
}

// send gives the host what the printer has to say.
func (l *port) send(w wire, over <-chan struct{}) {
	for {
		var out []byte
		if !l.p.wait(over, func() bool {
			out = append(l.signs, l.out...)
			l.signs, l.out = nil, nil
			return len(out) > 0 || l.dead()
		}) || len(out) == 0 {
			return
		}
		if _, err := w.Write(out); err != nil {
			return
		}
	}
}

// A pacer makes bytes come as fast as a serial line brings them: start bit,
// eight data bits, stop bit.
type pacer struct {
	baud int
	next time.Time
}

const bitsPerByte = 10

// slice is how much of a second is read at a time.
const slice = 5 * time.Millisecond

// late is how much a read that came too late may make good.
const late = 50 * time.Millisecond

// piece returns how many bytes to read at a time.
func (c *pacer) piece(most int) int {
	if c.baud <= 0 {
		return most
	}
	return min(most, max(1, int(int64(c.baud)*int64(slice)/bitsPerByte/int64(time.Second))))
}

// took waits as long as n bytes take on the line.
func (c *pacer) took(n int) {
	if c.baud <= 0 || n == 0 {
		return
	}
	now := time.Now()
	if c.next.Before(now.Add(-late)) {
		c.next = now.Add(-late / 2)
	}
	c.next = c.next.Add(time.Duration(n) * bitsPerByte * time.Second / time.Duration(c.baud))
	time.Sleep(c.next.Sub(now))
}
