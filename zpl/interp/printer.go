package interp

import (
	"bytes"
	"maps"
	"slices"
	"strings"

	"waybill/internal/bitmap"
	"waybill/zpl/internal/token"
)

// A Printer runs ZPL. Its memory and settings live from job to job, as a
// printer's do. It is not safe for concurrent use.
type Printer struct {
	o       Options
	handler Handler
	scan    token.Scanner
	mem     *memory
	text    *typesetter
	set     settings

	open     bool // within ^XA and ^XZ
	opened   int64
	format   entries // of the open format
	overflow bool    // the format is too long
	skip     bool    // what follows belongs to a command that was cut
	begun    bool    // a command came

	label label
	field field
	page  *bitmap.Bitmap
	fixed *bitmap.Bitmap // what ^MCN leaves for the next label

	labels    int64 // copies counted
	index     int64
	formats   int64 // opened since the printer was switched on
	quiet     bool  // what runs has run before
	work      int64 // left
	unasked   int64 // work since Handler.Working was asked
	diagnosed int
	ended     error // Handler's, or ErrLimit
}

// A Handler takes what a Printer brings forth. Nil functions are left out.
type Handler struct {
	// Label takes a label. It is good until the function returns, see
	// Label.Take. An error ends the job.
	Label func(*Label) error
	// Diagnostic takes what there is to say.
	Diagnostic func(Diagnostic)
	// Query takes a host query such as ~HS or ^HH that a printer answers,
	// with its parameters.
	Query func(name string, args []byte)
	// Working is asked every few milliseconds of work whether to go on. An
	// error ends the job, as of a context that was cancelled.
	Working func() error
}

// New returns a printer that has just been switched on.
func New(o Options, h Handler) *Printer {
	if h.Label == nil {
		h.Label = func(*Label) error { return nil }
	}
	if h.Diagnostic == nil {
		h.Diagnostic = func(Diagnostic) {}
	}
	if h.Query == nil {
		h.Query = func(string, []byte) {}
	}
	p := &Printer{o: o.filled(), handler: h}
	p.scan = token.Scanner{Limit: p.o.Limits.CommandBytes, Controls: true}
	p.work = p.o.Limits.Work
	p.powerOn()
	return p
}

// powerOn sets everything to what it is when the printer is switched on.
func (p *Printer) powerOn() {
	p.mem = newMemory(p.o.Limits.ObjectBytes)
	p.text = newTypesetter(p.o, p.mem)
	for _, name := range slices.Sorted(maps.Keys(p.o.UserFonts)) {
		// What the user put there is not held against the limit.
		data := p.o.UserFonts[name]
		p.mem.limit += len(data) + 1024
		file := name
		if len(name) == 1 {
			file = "FONT_" + name
		}
		o := object{name: fullName(file, "E:", ".FNT"), kind: kindFont, data: data}
		p.mem.put(o)
		if len(name) == 1 {
			p.text.alias(strings.ToUpper(name)[0], o.name)
		}
	}
	p.set = newSettings()
	p.fixed = nil
	p.closeFormat()
}

// closeFormat forgets the open format.
func (p *Printer) closeFormat() {
	p.format.reset()
	p.open, p.overflow = false, false
	p.label, p.field = label{fields: p.label.fields[:0]}, field{}
}

// Run runs a whole job, what Feed had of another before it is dropped. An
// error is that of Handler.Label or Handler.Working, or ErrLimit.
func (p *Printer) Run(job []byte) error {
	p.scan.Reset(job)
	p.credit(len(job))
	p.pump()
	return p.end()
}

// Feed runs a piece of a job as far as it is complete.
func (p *Printer) Feed(piece []byte) error {
	p.scan.Feed(piece)
	p.credit(len(piece))
	p.pump()
	return p.ended
}

// Close ends a job that came by Feed: what is incomplete is taken as it is.
// The printer is ready for another.
func (p *Printer) Close() error {
	p.scan.Close()
	p.pump()
	return p.end()
}

// end closes the job's last label and makes ready for another job.
func (p *Printer) end() error {
	if p.open && p.ended == nil {
		p.diagnose(p.opened, "^XA", Warning, "format without ^XZ: drawn as if it ended with the job")
		p.finishFormat()
	}
	err := p.ended
	p.closeFormat()
	p.scan = token.Scanner{Limit: p.o.Limits.CommandBytes, Controls: true}
	p.ended, p.skip, p.begun, p.diagnosed, p.labels, p.index = nil, false, false, 0, 0, 0
	p.work = p.o.Limits.Work
	return err
}

// Formats returns how many formats (^XA) the printer has seen. A file without
// any is no ZPL, or downloads only.
func (p *Printer) Formats() int64 { return p.formats }

// pump runs the commands that are there.
func (p *Printer) pump() {
	for p.ended == nil {
		c, ok := p.scan.Next()
		if !ok {
			return
		}
		p.take(c)
	}
}

// take acts on a command, or keeps it until its format ends.
func (p *Printer) take(c token.Command) {
	e := entry{offset: c.Offset, name: c.Name, args: c.Args, data: c.Data, delim: c.Delim, short: c.Short}
	if e.name == "" {
		p.stray(&e)
		return
	}
	p.skip = c.Cut
	p.begun = true
	if !p.spend(commandWork) {
		return
	}
	switch {
	case c.Cut:
		p.fail(&e, "longer than %d bytes: left out", p.o.Limits.CommandBytes)
		return
	case e.name == "^XA":
		if p.open {
			p.diagnose(p.opened, "^XA", Warning, "format without ^XZ: drawn as if it ended before the next ^XA")
			p.finishFormat()
		}
		p.closeFormat()
		p.open, p.opened = true, e.offset
		p.formats++
		return
	case e.name == "^XZ":
		if !p.open {
			p.note(&e, "no format is open")
			return
		}
		p.finishFormat()
		return
	case e.name[0] == '~':
		p.execute(&e) // at once, also inside a format
		return
	case p.open:
		if p.overflow {
			return
		}
		if !p.format.add(e, p.o.Limits.FormatBytes) {
			p.overflow = true
			p.fail(&e, "format longer than %d bytes: the rest is left out", p.o.Limits.FormatBytes)
		}
		return
	}
	if c, ok := lookUp(e.name); ok && c.run != nil && e.name != "^FS" && (c.effect == draws || c.effect == fields) {
		p.warn(&e, "outside of a format: left out")
		return
	}
	p.execute(&e)
}

// stray looks at what stands between commands. Printers pass over it.
func (p *Printer) stray(e *entry) {
	if p.skip || len(bytes.TrimFunc(e.args, func(r rune) bool { return r <= ' ' || r == 0xFEFF })) == 0 {
		return
	}
	if p.begun {
		p.note(e, "text outside of a field: printers pass over it")
	}
}

// execute runs one command.
func (p *Printer) execute(e *entry) {
	c, ok := lookUp(e.name)
	if !ok {
		if len(e.name) < 3 {
			p.warn(e, "a prefix without a command")
		} else {
			p.warn(e, "unknown command")
		}
		return
	}
	switch c.effect {
	case answers:
		p.note(e, "recognised, nothing to draw: the printer answers the host")
		p.handler.Query(e.name, e.args)
	case other:
		p.note(e, "recognised, nothing to draw")
	}
	if c.run != nil {
		c.run(p, e)
	}
}

// commandWork is what any command costs: about a microsecond, in which as many
// bytes are painted.
const commandWork = 2048

// credit adds what bytes of input allow.
func (p *Printer) credit(n int) {
	if p.work >= 0 {
		p.work += int64(n) * p.o.Limits.WorkPerByte
	}
}

// workingEvery is after how much work Handler.Working is asked: some
// milliseconds.
const workingEvery = 1 << 24

// spend takes from the work that is left; false when the job has to end.
func (p *Printer) spend(n int) bool { return p.spendMuch(int64(n)) }

// spendMuch is spend where an int may be too small.
func (p *Printer) spendMuch(n int64) bool {
	if p.ended != nil {
		return false
	}
	if p.unasked += n; p.unasked >= workingEvery && p.handler.Working != nil {
		p.unasked = 0
		if p.ended = p.handler.Working(); p.ended != nil {
			return false
		}
	}
	if p.o.Limits.Work < 0 {
		return true
	}
	if p.work -= n; p.work < 0 {
		p.work, p.quiet = 0, false
		p.diagnose(p.scan.Offset(), "", Error, "the job takes too much work: it ends here")
		p.ended = ErrLimit
		return false
	}
	return true
}

// fullName completes an object's name by a drive and an extension, in capitals.
func fullName(name, drive, ext string) string {
	name = strings.ToUpper(strings.TrimSpace(name))
	if len(name) < 2 || name[1] != ':' {
		name = drive + name
	}
	if ext != "" && !strings.Contains(name, ".") {
		name += ext
	}
	return name
}
