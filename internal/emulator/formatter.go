package emulator

import (
	"crypto/sha256"
	"errors"
	"iter"

	"waybill/zpl/interp"
)

// A formatter makes labels of what was received, in order, as far as there is
// room for their pictures.
type formatter struct {
	machine *interp.Printer
	owner   *port // whose command or format is under way

	open bool     // within ^XA and ^XZ
	pre  prefixes // in force at the beginning of raw
	raw  []byte   // the open format
	part []byte   // the command under way
	own  prefixes // in force at its beginning
	long bool     // the format is too long: it is passed over
	heed reading  // what of the format concerns this package

	next  func() (*image, bool) // more labels of the format that is being drawn
	stop  func()
	yield func(*image) bool
	info  *formatInfo
	last  *image
	ask   *port // where the interpreter's answers go
}

// The bounds of what one format may cost. The interpreter stops beyond them,
// at the same place on every machine.
const (
	mostFormat  = 16 << 20 // bytes
	mostWork    = 1 << 29  // bytes painted
	workPerByte = 1 << 10
	mostDots    = 1 << 24
)

// errNoLabel makes the interpreter stop where no label is wanted.
var errNoLabel = errors.New("no label is wanted")

// begin makes a new interpreter, with what the printer keeps without power.
func (f *formatter) begin(p *Printer) {
	o := p.o.Interp
	o.DotsPerMM, o.Width, o.Height = p.prof.DotsPerMM, p.prof.Width, p.prof.Height
	o.Limits = interp.Limits{
		LabelDots: mostDots, FieldDots: mostDots, Work: mostWork, WorkPerByte: workPerByte, Labels: -1,
		CommandBytes: mostFormat, FormatBytes: 2 * mostFormat,
		ObjectBytes: 2*(p.prof.RAM+p.prof.Flash) + 1<<20, // the store refuses before that
	}
	*f = formatter{}
	f.machine = interp.New(o, interp.Handler{
		Label: func(l *interp.Label) error {
			if f.yield == nil || !f.yield(&image{dots: l.Take(), left: l.Copies, pause: l.Pause, format: f.info}) {
				return errNoLabel
			}
			return nil
		},
		Diagnostic: func(d interp.Diagnostic) {
			if p.o.Diagnostic != nil && f.ask != nil {
				p.o.Diagnostic(d)
			}
		},
		Query: func(name string, args []byte) { p.answer(f.ask, name, args) },
	})
	for _, raw := range p.store.kept() {
		_ = f.machine.Run(raw) // it ran when it was stored
	}
}

// run hands a job to the interpreter. Its error ends the job; a printer goes
// on.
func (f *formatter) run(l *port, pre prefixes, raw []byte) {
	f.ask = l
	_ = f.machine.Run(pre.before(raw))
	f.ask = nil
}

// before returns a job that begins with the prefixes in force.
func (pre prefixes) before(raw []byte) []byte {
	if pre == defaultPrefixes {
		return raw
	}
	return append([]byte{'^', 'C', 'T', pre.tilde, '^', 'C', 'D', pre.delim, '^', 'C', 'C', pre.caret}, raw...)
}

// abandon drops what is being received, drawn and not printed.
func (f *formatter) abandon() {
	if f.stop != nil {
		f.stop()
	}
	f.next, f.stop, f.yield, f.last, f.ask = nil, nil, nil, nil, nil
	f.drop()
	f.owner = nil
}

// drop forgets the open format.
func (f *formatter) drop() {
	f.open, f.long, f.raw, f.part, f.heed = false, false, nil, nil, reading{}
}

// pump formats as far as there is room, and keeps the head busy.
func (p *Printer) pump() {
	for p.power && !p.closed {
		for p.format.step(p) {
		}
		if !p.advance() {
			break
		}
	}
	p.sweep()
	for _, l := range p.ports {
		p.flow(l)
	}
	p.notify()
}

// step does one thing; false where there is nothing to do or no room.
func (f *formatter) step(p *Printer) bool {
	room := len(p.ready) < p.prof.Images
	if f.next != nil {
		return room && f.pull(p)
	}
	l := f.choose(p)
	if l == nil {
		return false
	}
	s := l.queue[0]
	// The end of a format draws it, and so does the beginning of another.
	if f.open && !room && (s.kind == ends && s.name == "^XZ" || s.kind == begins && s.name == "^XA") {
		return false
	}
	l.queue[0] = segment{}
	if l.queue = l.queue[1:]; len(l.queue) == 0 {
		l.queue = nil
	}
	p.used -= len(s.raw)
	f.take(p, l, s)
	return true
}

// choose returns the link whose bytes are next: that of the open command, or
// the one that has waited longest.
func (f *formatter) choose(p *Printer) *port {
	if f.owner != nil {
		if len(f.owner.queue) > 0 {
			return f.owner
		}
		if !f.owner.gone {
			return nil
		}
	}
	var first *port
	for _, l := range p.ports {
		if len(l.queue) > 0 && (first == nil || l.queue[0].seq < first.queue[0].seq) {
			first = l
		}
	}
	if first != nil && f.owner != nil { // nobody will end what it began
		f.owner.scan.abort()
		f.owner = nil
	}
	return first
}

// take acts on a segment.
func (f *formatter) take(p *Printer, l *port, s segment) {
	f.owner = l
	switch s.kind {
	case setting:
		p.set(l, string(s.args))
	case begins:
		if s.name == "^XA" {
			if f.open {
				f.finish(p, l)
			}
			f.drop()
			f.open, f.pre = true, s.pre
			f.heed = newReading()
		}
		f.part, f.own = append(f.part[:0], s.raw...), s.pre
	case continues:
		if s.name == "" {
			f.keep(s.raw)
		} else if len(f.part) <= mostFormat {
			f.part = append(f.part, s.raw...)
		}
	case ends:
		f.whole(p, l, s)
	}
	if !f.open && s.kind != begins && s.kind != continues {
		f.owner = nil
	}
}

// keep adds to the open format.
func (f *formatter) keep(b []byte) {
	if f.long = f.long || len(f.raw)+len(b) > mostFormat; f.open && !f.long {
		f.raw = append(f.raw, b...)
	}
}

// whole takes a whole command.
func (f *formatter) whole(p *Printer, l *port, s segment) {
	part := f.part
	if s.name == "^XZ" {
		l.formats = max(0, l.formats-1)
	}
	if size, name, ok := download(s, len(part), f.own.delim); ok {
		if !p.store.put(name, size, f.own.before(part)) {
			return // no room: it is not stored
		}
	}
	p.heed(&f.heed, s, f.own.delim)
	switch {
	case f.open:
		f.keep(part)
		if s.name == "^XZ" {
			f.finish(p, l)
		}
	case len(part) <= mostFormat:
		f.run(l, f.own, part)
	}
	f.part = nil
}

// finish begins to draw the open format. Its labels are fetched as there is
// room for them.
func (f *formatter) finish(p *Printer, l *port) {
	raw, pre, heed, long := f.raw, f.pre, f.heed, f.long
	f.drop()
	if long {
		return
	}
	job := pre.before(raw)
	for _, o := range heed.stores {
		if !p.store.put(o.name, max(o.size, len(raw)*o.whole), job) {
			return
		}
	}
	f.info = &formatInfo{sum: sha256.Sum256(raw), echoes: heed.resolve(), port: l, noPause: heed.cuts, quantity: heed.quantity}
	f.ask = l
	f.next, f.stop = iter.Pull(func(yield func(*image) bool) {
		f.yield = yield
		// An error ends the format, and the printer is ready for another.
		_ = f.machine.Run(job)
		f.yield = nil
	})
}

// pull fetches a label of the format that is being drawn.
func (f *formatter) pull(p *Printer) bool {
	if i, ok := f.next(); ok {
		p.ready = append(p.ready, i)
		f.last = i
		return true
	}
	if f.last != nil {
		f.last.last = true
	}
	f.stop()
	f.next, f.stop, f.last, f.ask = nil, nil, nil, nil
	return true
}
