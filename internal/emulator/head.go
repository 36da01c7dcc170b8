package emulator

import "time"

// A condition is something that keeps a printer from printing until a person
// has done something about it.
type condition uint8

const (
	paperOut condition = iota
	ribbonOut
	headOpen
	headTooHot
	conditions
)

// spoils tells which conditions damage the label under way. A head that is too
// hot finishes it.
var spoils = [conditions]bool{paperOut: true, ribbonOut: true, headOpen: true}

// A printHead brings drawn labels to paper, one after the other.
type printHead struct {
	image  *image // under way, or damaged and to be printed again
	format *formatInfo
	moving bool
	paused bool
	errors [conditions]bool
	stop   func() // the timers of the label under way
	pass   int    // tells a timer that came too late
	inJob  int    // labels of the batch since its beginning or the last pause
}

// blocked reports whether a condition keeps the printer from printing.
func (h *printHead) blocked() bool {
	for _, e := range h.errors {
		if e {
			return true
		}
	}
	return false
}

// halt takes back the timers.
func (h *printHead) halt() {
	if h.stop != nil {
		h.stop()
	}
	h.stop, h.moving = nil, false
	h.pass++
}

// interrupt ends the label under way in the middle: it is on paper in part,
// and not counted.
func (h *printHead) interrupt(p *Printer) {
	if h.moving {
		h.halt()
		p.count.damaged++
	}
}

// advance starts the next label, and reports whether it took one of those that
// are ready.
func (p *Printer) advance() bool {
	h := &p.head
	took := false
	if h.image == nil && len(p.ready) > 0 && p.power {
		if h.image = p.ready[0]; h.image.format != h.format {
			h.format, h.inJob = h.image.format, 0
		}
		p.ready[0] = nil
		p.ready = p.ready[1:]
		took = true
	}
	if h.image == nil || h.moving || h.paused || h.blocked() || !p.power || p.closed {
		return took
	}
	h.moving = true
	h.pass++
	pass := h.pass
	d := p.duration(h.image)
	timer := func(after time.Duration, f func()) func() {
		return p.clock.AfterFunc(after, func() {
			p.mu.Lock()
			defer p.mu.Unlock()
			if h.moving && h.pass == pass && !p.closed {
				f()
			}
		})
	}
	if f, ok := p.faults.due(p.count.printed+1, damaging); ok {
		h.stop = timer(d/2, func() { p.strike(f) })
		return took
	}
	h.stop = timer(d, func() { p.out() })
	return took
}

// duration is how long a label takes.
func (p *Printer) duration(i *image) time.Duration {
	if p.prof.Speed <= 0 {
		return 0
	}
	inches := float64(i.dots.H) / (float64(p.prof.DotsPerMM) * 25.4)
	return time.Duration(inches / p.prof.Speed * float64(time.Second))
}

// out is the end of a label: it is on paper, and counted.
func (p *Printer) out() {
	h := &p.head
	h.halt()
	i := h.image
	i.left--
	i.format.copies++
	p.count.printed++
	p.count.total++
	p.count.user[0]++
	p.count.user[1]++
	p.count.dots += i.dots.H
	if p.o.Label != nil {
		p.o.Label(Printed{Number: p.count.printed, Dots: i.dots, Format: i.format.sum, Copy: i.format.copies, At: p.clock.Now()})
	}
	for _, e := range i.format.echoes {
		if e.each || i.format.copies == 1 {
			i.format.port.reply(string(e.text))
		}
	}
	p.alert(labelReady, false)
	h.inJob++
	pause := i.pause > 0 && !i.format.noPause && h.inJob >= i.pause
	if i.left == 0 {
		h.image = nil
		if i.last {
			p.alert(jobCompleted, false)
			h.inJob, pause = 0, false
		}
	}
	if pause {
		h.inJob = 0
		p.pause(true)
	}
	if f, ok := p.faults.due(p.count.printed, finishing); ok {
		p.strike(f)
	}
	p.pump()
}

// raise begins a condition. The label under way is damaged by most; the
// printer prints it again by itself afterwards, unless ^JZN was sent.
func (p *Printer) raise(c condition) {
	h := &p.head
	if h.errors[c] || !p.power {
		return
	}
	h.errors[c] = true
	if spoils[c] && h.moving {
		h.interrupt(p)
		if !p.config.reprint {
			p.loseLabel()
		}
	}
	p.alert(conditionAlerts[c], false)
	p.pump()
}

// loseLabel gives up a damaged label.
func (p *Printer) loseLabel() {
	h := &p.head
	h.image.format.copies++
	if h.image.left--; h.image.left == 0 {
		h.image = nil
	}
}

// clear ends a condition, and the printer goes on.
func (p *Printer) clear(c condition) {
	if !p.head.errors[c] {
		return
	}
	p.head.errors[c] = false
	if p.power {
		p.alert(conditionAlerts[c], true)
	}
	p.pump()
}

// pause stops the printer after the label under way, or lets it go on.
func (p *Printer) pause(on bool) {
	if p.head.paused == on || !p.power {
		return
	}
	p.head.paused = on
	p.alert(printerPaused, !on)
	p.pump()
}

// cancel drops all labels and formats (~JA). The label under way comes out.
func (p *Printer) cancel() {
	p.forget()
	for _, l := range p.ports {
		l.scan.abort()
	}
	if h := &p.head; h.moving {
		h.image.left, h.image.last, h.image.format.quantity = 1, true, 0
	} else {
		h.image = nil
	}
	p.pump()
}

// cancelPart drops the format that a link is sending (~JX).
func (p *Printer) cancelPart(l *port) {
	if !l.scan.format {
		return
	}
	l.scan.abort()
	for n := len(l.queue); n > 0; n-- {
		last := l.queue[n-1]
		if last.kind == ends && last.name == "^XZ" {
			return
		}
		p.used -= len(last.raw)
		l.queue = l.queue[:n-1]
	}
	if p.format.owner == l && p.format.open {
		p.format.drop()
		p.format.owner = nil
	}
}
