package emulator

import (
	"bytes"
	"slices"
	"sync"
	"testing"
	"time"

	"waybill/zpl/reply"
)

// stillClock is a time that passes when the test says so.
type stillClock struct {
	mu     sync.Mutex
	now    time.Time
	timers []*stillTimer
}

type stillTimer struct {
	at   time.Time
	f    func()
	gone bool
}

func newClock() *stillClock {
	return &stillClock{now: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)}
}

func (c *stillClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *stillClock) AfterFunc(d time.Duration, f func()) func() {
	c.mu.Lock()
	defer c.mu.Unlock()
	t := &stillTimer{at: c.now.Add(d), f: f}
	c.timers = append(c.timers, t)
	return func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		t.gone = true
	}
}

// pass lets time pass, and what is due happen in order.
func (c *stillClock) pass(d time.Duration) {
	c.mu.Lock()
	end := c.now.Add(d)
	for {
		c.timers = slices.DeleteFunc(c.timers, func(t *stillTimer) bool { return t.gone })
		var next *stillTimer
		for _, t := range c.timers {
			if !t.at.After(end) && (next == nil || t.at.Before(next.at)) {
				next = t
			}
		}
		if next == nil {
			break
		}
		next.gone = true
		c.now = next.at
		c.mu.Unlock()
		next.f()
		c.mu.Lock()
	}
	c.now = end
	c.mu.Unlock()
}

// desktop is a printer with a link and a clock in the test's hands. A label of
// two inches takes one second.
type desktop struct {
	*testing.T
	*Printer
	clock *stillClock
	link  *port
	out   []Printed
	split reply.Splitter
}

func testProfile() Profile {
	p, err := ProfileNamed("zebra")
	if err != nil {
		panic(err)
	}
	p.Width, p.Height, p.Speed = 400, 406, 2
	return p
}

// labelTime is how long a label of testProfile takes, rounded up.
const labelTime = time.Second

func desk1(t *testing.T, change func(*Options)) *desktop {
	d := &desktop{T: t, clock: newClock()}
	o := Options{Profile: testProfile(), Clock: d.clock, Counter: 7000, Label: func(l Printed) { d.out = append(d.out, l) }}
	if change != nil {
		change(&o)
	}
	d.Printer = New(o)
	d.link = d.plug(overUSB, false)
	t.Cleanup(d.Close)
	return d
}

// send hands all of s to the printer, which must have room.
func (d *desktop) send(s string) {
	d.Helper()
	if n := d.link.receive([]byte(s)); n != len(s) {
		d.Fatalf("%d bytes of %d taken", n, len(s))
	}
}

// pieces returns what the printer has said since the last call.
func (d *desktop) pieces() []reply.Piece {
	d.mu.Lock()
	d.split.Write(d.link.out)
	d.link.out = nil
	d.mu.Unlock()
	var list []reply.Piece
	for {
		p, ok := d.split.Next()
		if !ok {
			return list
		}
		list = append(list, p)
	}
}

// asked sends a query and returns its answer.
func (d *desktop) asked(query string) []reply.Piece {
	d.Helper()
	d.pieces()
	d.send(query)
	return d.pieces()
}

func (d *desktop) status() reply.HostStatus {
	d.Helper()
	var parts [][]byte
	for _, p := range d.asked("~HS") {
		parts = append(parts, p.Data)
	}
	h, err := reply.ParseHostStatus(parts...)
	if err != nil || h.Parts != [3]bool{true, true, true} {
		d.Fatalf("~HS: %v, %+v", err, h)
	}
	return h
}

func (d *desktop) order(line string) {
	d.Helper()
	if _, err := d.Do(line); err != nil {
		d.Fatal(err)
	}
}

// printed checks how many labels are on paper.
func (d *desktop) printed(want int) {
	d.Helper()
	if len(d.out) != want || d.State().Printed != want {
		d.Fatalf("%d labels printed, counted %d, want %d (%v)", len(d.out), d.State().Printed, want, d.State())
	}
}

func text(s string) string { return "^XA^FO20,20^A0N,40^FD" + s + "^FS^XZ" }

func TestLabelTakesTime(t *testing.T) {
	d := desk1(t, nil)
	d.send(text("A") + text("B"))
	d.clock.pass(labelTime - 10*time.Millisecond)
	d.printed(0)
	if h := d.status(); h.Remaining != 1 || h.Formats != 1 || h.Idle() {
		t.Errorf("while printing: %+v", h)
	}
	d.clock.pass(10 * time.Millisecond)
	d.printed(1)
	d.clock.pass(labelTime)
	d.printed(2)
	if h := d.status(); !h.Idle() {
		t.Errorf("afterwards: %+v", h)
	}
	if d.out[0].Dots.Equal(d.out[1].Dots) || d.out[0].Dots.Count() == 0 || d.out[0].Format == d.out[1].Format {
		t.Error("two labels look the same")
	}
}

func TestBatchCountsDown(t *testing.T) {
	for name, format := range map[string]string{
		"copies":  "^XA^FO20,20^A0N,40^FDA^FS^PQ5^XZ",
		"serials": "^XA^FO20,20^A0N,40^SN1,1,N^FS^PQ5^XZ",
	} {
		t.Run(name, func(t *testing.T) {
			d := desk1(t, nil)
			d.send("^XA^SXK,B,Y^XZ" + format)
			for left := 5; left > 0; left-- {
				if h := d.status(); h.Remaining != left || h.Formats != 0 {
					t.Fatalf("%d labels left: %+v", left, h)
				}
				if len(d.pieces()) > 0 {
					t.Fatal("job reported as done before its end")
				}
				d.clock.pass(labelTime)
			}
			a, ok := reply.ParseAlert(d.pieces()[0].Data)
			if !ok || a.Event != reply.JobCompleted {
				t.Errorf("alert %+v", a)
			}
			d.printed(5)
			for i, l := range d.out {
				if l.Copy != i+1 || l.Number != i+1 {
					t.Errorf("label %d is copy %d, number %d", i, l.Copy, l.Number)
				}
			}
			if same := d.out[0].Dots.Equal(d.out[1].Dots); same != (name == "copies") {
				t.Errorf("the second is the same: %v", same)
			}
		})
	}
}

func TestBufferHolds(t *testing.T) {
	d := desk1(t, func(o *Options) { o.Profile.Buffer = 256 })
	one := []byte(text("A"))
	sent, taken := 0, 0
	for range 100 {
		sent += len(one)
		n := d.link.receive(one)
		taken += n
		if n < len(one) {
			break
		}
	}
	// One prints, one is drawn, and the buffer is full.
	if s := d.State(); taken >= sent || s.Buffer < 250 || s.Buffer > 256 {
		t.Fatalf("%d bytes of %d taken, %v", taken, sent, s)
	}
	if n := d.link.receive([]byte("~HS")); n != 0 {
		t.Errorf("a full printer took %d bytes of a query", n)
	}
	d.clock.pass(labelTime)
	if n := d.link.receive([]byte("x")); n != 1 {
		t.Error("no room after a label")
	}
	d.clock.pass(100 * labelTime)
	if s := d.State(); s.Buffer != 0 || s.Printed < 5 {
		t.Errorf("at the end: %v", s)
	}
}

// A format larger than the buffer streams through.
func TestLongFormat(t *testing.T) {
	d := desk1(t, func(o *Options) { o.Profile.Buffer = 128 })
	d.send("^XA^FO0,0^GFB,5000,5000,50," + string(bytes.Repeat([]byte{0xFF, '^', 'X', 'Z', '~'}, 1000)) + "^FS^XZ")
	d.clock.pass(labelTime)
	d.printed(1)
	if d.out[0].Dots.Count() < 5000 {
		t.Error("the graphic is not there")
	}
}

func TestFlowControl(t *testing.T) {
	d := desk1(t, func(o *Options) { o.Profile.Buffer = 400 })
	d.link.flows = true
	d.order("pause")
	for range 20 {
		d.link.receive([]byte(text("A")))
	}
	if out := string(d.link.signs); out != "\x13" {
		t.Fatalf("a full printer says %q", out)
	}
	d.order("resume")
	d.clock.pass(20 * labelTime)
	if out := string(d.link.signs); out != "\x13\x11" {
		t.Errorf("an empty printer says %q", out)
	}
	d.order("stuck-xoff")
	d.clock.pass(100 * labelTime)
	if out := string(d.link.signs); out != "\x13\x11\x13" || d.link.receive([]byte("x")) != 0 {
		t.Errorf("stuck: %q", out)
	}
}
