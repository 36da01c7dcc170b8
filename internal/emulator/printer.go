package emulator

import (
	"crypto/sha256"
	"sync"
	"time"

	"waybill/internal/bitmap"
	"waybill/zpl/interp"
)

// A Printed is a label that came out.
type Printed struct {
	Number int // from 1, since the Printer was made
	// Dots is the label as it came out. It is the receiver's, and must not be
	// changed: copies of a label share it.
	Dots *bitmap.Bitmap
	// Format is the hash of the bytes that the label was made of, ^XA to ^XZ.
	Format [32]byte
	Copy   int // from 1, of ^PQ
	At     time.Time
}

// Options make a Printer. All but Profile may be left out.
type Options struct {
	Profile Profile
	Clock   Clock
	Interp  interp.Options // fonts and the like; the profile sets size and resolution
	Faults  []Fault
	// Counter is where the counter that cannot be reset begins.
	Counter int
	// Label takes every label that came out, in order. The printer stands still
	// meanwhile: it must not call the Printer.
	Label func(Printed)
	// Diagnostic takes what the interpreter has to say.
	Diagnostic func(interp.Diagnostic)
}

// A Printer is a virtual printer. It is safe for concurrent use.
type Printer struct {
	prof  Profile
	o     Options
	clock Clock

	mu      sync.Mutex
	changed chan struct{} // closed when anything changed, and replaced

	power  bool
	closed bool
	boots  int // how often it was switched on: links notice a power cut by it
	pre    prefixes
	ports  []*port
	seq    uint64
	used   int // bytes in the receive buffer

	format formatter
	ready  []*image // drawn, waiting to be printed
	head   printHead
	store  store
	alerts subscriptions
	count  counters
	config configuration
	faults faults
}

// counters are kept without power.
type counters struct {
	total   int // labels, cannot be reset
	user    [2]int
	dots    int // length fed, in dots
	printed int // labels since New
	damaged int // labels that were begun and not finished
	inBytes int64
	lost    int64 // bytes that came while the buffer was full and the sender did not stop
}

// configuration is what settings of a printer concern here.
type configuration struct {
	reprint  bool // ^JZ
	language string
}

// New returns a printer that has just been switched on.
func New(o Options) *Printer {
	p := &Printer{prof: o.Profile.filled(), o: o, clock: o.Clock, changed: make(chan struct{})}
	if p.clock == nil {
		p.clock = WallClock(1)
	}
	p.count.total = o.Counter
	p.store = newStore(p.prof.RAM, p.prof.Flash)
	p.faults.plan(o.Faults)
	p.mu.Lock()
	defer p.mu.Unlock()
	p.switchOn()
	return p
}

// Profile returns what kind of printer it is.
func (p *Printer) Profile() Profile { return p.prof }

// Close ends the printer and its links.
func (p *Printer) Close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.closed = true
	p.head.halt()
	p.format.abandon()
	p.notify()
}

// notify wakes all who wait for a change.
func (p *Printer) notify() {
	close(p.changed)
	p.changed = make(chan struct{})
}

// switchOn makes a printer that has power, with what was kept without.
func (p *Printer) switchOn() {
	p.power = true
	p.boots++
	p.pre = defaultPrefixes
	p.config.reprint = true // "Y at power-up"
	if p.config.language == "" {
		p.config.language = "english"
	}
	p.head.paused = false
	p.format.begin(p)
	p.notify()
}

// switchOff loses what lives by power alone.
func (p *Printer) switchOff() {
	p.power = false
	p.head.interrupt(p)
	p.head.image = nil
	p.forget()
	for _, l := range p.ports {
		*l.scan = *newScanner(&p.pre) // in place: it may be at work
		l.out, l.signs, l.held = nil, nil, false
	}
	p.sweep()
	p.store.powerOff()
	p.notify()
}

// forget drops everything that is received or drawn and not being printed.
func (p *Printer) forget() {
	p.format.abandon()
	for _, l := range p.ports {
		l.queue, l.formats = nil, 0
	}
	p.ready, p.used = nil, 0
}

// restart is ~JR: as if switched off and on, the links stay.
func (p *Printer) restart() {
	p.switchOff()
	boots := p.boots
	p.switchOn()
	p.boots = boots
	p.alert(powerOn, false)
}

// formatsWaiting is how many whole formats are received or drawn and not yet
// begun to be printed.
func (p *Printer) formatsWaiting() int {
	n := 0
	for _, l := range p.ports {
		n += l.formats
	}
	var last *formatInfo
	if p.head.image != nil {
		last = p.head.image.format
	}
	for _, i := range p.ready {
		if i.format != last {
			n++
		}
		last = i.format
	}
	return n
}

// partial reports whether a format is being received.
func (p *Printer) partial() bool {
	for _, l := range p.ports {
		if l.scan.format {
			return true
		}
	}
	return false
}

// remaining is how many labels of the batch that prints are not out yet.
func (p *Printer) remaining() int {
	if p.head.image == nil {
		return 0
	}
	n := p.head.image.left
	for _, i := range p.ready {
		if i.format == p.head.image.format {
			n += i.left
		}
	}
	// Labels with serial numbers are drawn one by one.
	return max(n, p.head.image.format.quantity-p.head.image.format.copies)
}

// formatInfo is what is known of a format beside its dots.
type formatInfo struct {
	sum     [sha256.Size]byte
	echoes  []echo
	port    *port // that sent it
	noPause bool  // ^PQ: the pause count means cuts
	copies  int   // labels that came out
	// quantity is ^PQ's, 0 where the format gives none.
	quantity int
}

// image is a drawn label.
type image struct {
	dots   *bitmap.Bitmap
	left   int // copies to print
	pause  int // ^PQ: labels after which it pauses, 0 for none
	format *formatInfo
	last   bool // of its format
}
