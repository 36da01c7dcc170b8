package emulator

import (
	"errors"
	"strings"
	"testing"
	"time"

	"waybill/zpl/reply"
)

// A label in which paper ends is printed again by the printer itself, whole
// and once, unless ^JZN was sent.
func TestPaperOut(t *testing.T) {
	for reprint, want := range map[string]int{"": 3, "^XA^JZN^XZ": 2} {
		d := desk1(t, func(o *Options) { o.Faults = []Fault{{Kind: "paper-out", At: 2}} })
		d.send(reprint + text("A") + text("B") + text("C"))
		d.clock.pass(10 * labelTime)
		d.printed(1)
		h := d.status()
		if s := d.State(); !h.PaperOut || s.Damaged != 1 || len(s.Conditions) != 1 {
			t.Errorf("%+v, %v", h, s)
		}
		if reprint == "" && h.Remaining != 1 {
			t.Errorf("the damaged label does not remain: %+v", h)
		}
		d.order("load-paper")
		d.clock.pass(10 * labelTime)
		d.printed(want)
		if !d.status().Idle() {
			t.Error("not idle at the end")
		}
	}
}

func TestConditions(t *testing.T) {
	for _, c := range []struct {
		fault, cure string
		damaged     int
		bit         reply.Errors
		seen        func(reply.HostStatus) bool
	}{
		{"paper-out", "load-paper", 1, reply.ErrMediaOut, func(h reply.HostStatus) bool { return h.PaperOut }},
		{"ribbon-out", "load-ribbon", 1, reply.ErrRibbonOut, func(h reply.HostStatus) bool { return h.RibbonOut }},
		{"head-open", "head-close", 1, reply.ErrHeadOpen, func(h reply.HostStatus) bool { return h.HeadUp }},
		{"over-temp", "cool", 0, reply.ErrHeadOverTemp, func(h reply.HostStatus) bool { return h.OverTemp }},
	} {
		t.Run(c.fault, func(t *testing.T) {
			for _, silent := range []bool{false, true} {
				d := desk1(t, func(o *Options) { o.Profile.SilentInError = silent })
				d.send(text("A") + text("B"))
				d.clock.pass(labelTime / 2)
				d.order(c.fault)
				d.clock.pass(10 * labelTime)
				d.printed(1 - c.damaged)
				if s := d.State(); s.Damaged != c.damaged {
					t.Errorf("%v", s)
				}
				if silent {
					if got := d.asked("~HS"); len(got) != 0 {
						t.Errorf("~HS is answered: %v", got)
					}
				} else if !c.seen(d.status()) {
					t.Error("~HS does not tell")
				}
				es, err := reply.ParseExtendedStatus(d.asked("~HQES")[0].Data)
				if err != nil || es.Errors != c.bit {
					t.Errorf("~HQES: %v, %v", es.Errors, err)
				}
				d.order(c.cure)
				d.clock.pass(10 * labelTime)
				d.printed(2)
			}
		})
	}
}

func TestPowerCut(t *testing.T) {
	d := desk1(t, func(o *Options) { o.Faults = []Fault{{Kind: "power-cut", At: 2, Heal: time.Minute}} })
	d.send("^XA^DFR:A.ZPL^FO1,1^A0N,40^FN1^FS^XZ^XA^DFE:B.ZPL^FO1,1^A0N,40^FN1^FS^XZ")
	d.send(text("A") + text("B") + text("C"))
	d.clock.pass(30 * time.Second)
	d.printed(1)
	if s := d.State(); s.Power || s.Damaged != 1 || s.Formats != 0 || s.Buffer != 0 {
		t.Fatalf("without power: %v", s)
	}
	if n := d.link.receive([]byte("~HS")); n != 0 {
		t.Error("a printer without power takes bytes")
	}
	d.clock.pass(time.Minute)
	if !d.link.over() {
		t.Error("the link outlived the power cut")
	}
	d.link = d.plug(overUSB, false)
	if h := d.status(); !h.Idle() {
		t.Errorf("with power: %+v", h)
	}
	for drive, want := range map[string]bool{"R:": false, "E:": true} {
		dir, err := reply.ParseDirectory(d.asked("^XA^HW" + drive + "*.*^XZ")[0].Data)
		if err != nil || dir.Has("A.ZPL") != (want && drive == "R:") || dir.Has("B.ZPL") != (drive == "E:") {
			t.Errorf("%s: %+v, %v", drive, dir, err)
		}
	}
	d.clock.pass(10 * labelTime)
	d.printed(1)
	d.send("^XA^XFE:B.ZPL^FN1^FDkept^FS^XZ")
	d.clock.pass(labelTime)
	d.printed(2)
	if d.out[1].Dots.Count() == 0 {
		t.Error("the format of E: is gone")
	}
	if n, ok := reply.LabelCounter(d.asked("! U1 getvar \"odometer.total_label_count\"\r\n")[0].Data); !ok || n != 7002 {
		t.Errorf("counter %d", n)
	}
}

func TestCancel(t *testing.T) {
	d := desk1(t, nil)
	d.send(text("A") + text("B") + text("C") + "^XA^FO1,1^A0N,40^FDhalf")
	if h := d.status(); !h.PartialInput || h.Formats != 2 {
		t.Fatalf("%+v", h)
	}
	d.send("~JX")
	if h := d.status(); h.PartialInput || h.Formats != 2 {
		t.Errorf("after ~JX: %+v", h)
	}
	d.send("^XA^FO1,1^A0N,40^FDhalf~JA")
	if h := d.status(); h.PartialInput || h.Formats != 0 || h.Remaining != 1 {
		t.Errorf("after ~JA: %+v", h)
	}
	d.clock.pass(10 * labelTime)
	d.printed(1) // which was under way
	d.send(text("D"))
	d.clock.pass(labelTime)
	d.printed(2)
}

func TestPause(t *testing.T) {
	d := desk1(t, nil)
	d.send(text("A") + text("B") + "~PP")
	d.clock.pass(10 * labelTime)
	d.printed(1)
	if !d.status().Paused {
		t.Error("~HS does not tell of the pause")
	}
	d.send("~PS")
	d.clock.pass(10 * labelTime)
	d.printed(2)
	d.send("^XA^FO1,1^A0N,40^FDx^FS^PQ5,2^XZ")
	for _, want := range []int{4, 6, 7} {
		d.clock.pass(10 * labelTime)
		d.printed(want)
		d.send("~PS")
	}
	d.send("^XA^FO1,1^A0N,40^FDx^FS^PQ5,2,0,Y^XZ")
	d.clock.pass(10 * labelTime)
	d.printed(12)
}

func TestReset(t *testing.T) {
	d := desk1(t, nil)
	d.send("~DGR:A,8,1,FFFFFFFFFFFFFFFF" + text("A") + "~JR" + text("B"))
	d.clock.pass(10 * labelTime)
	d.printed(1)
	if s := d.State(); s.Damaged != 1 {
		t.Errorf("%v", s)
	}
	if !d.status().Idle() { // on the same link
		t.Error("not idle")
	}
}

func TestCut(t *testing.T) {
	d := desk1(t, func(o *Options) { o.Faults = []Fault{{Kind: "cut", At: 40}} })
	job := text("A") + text("B")
	if n := d.link.receive([]byte(job)); n != 40 || !d.link.over() {
		t.Fatalf("%d bytes before the cut", n)
	}
	d.link.unplug()
	d.clock.pass(10 * labelTime)
	d.printed(1)
	// What was left open goes on with the next link.
	d.link = d.plug(overUSB, false)
	if !d.status().PartialInput {
		t.Error("the open format is forgotten")
	}
	d.send(job[40:])
	d.clock.pass(10 * labelTime)
	d.printed(2)
}

// Two hosts at once do not get into each other's labels.
func TestTwoLinks(t *testing.T) {
	d := desk1(t, nil)
	other := d.plug(overTCP, false)
	one, two := []byte(text("ONE")), []byte(text("TWO"))
	for i := range one {
		d.link.receive(one[i : i+1])
		other.receive(two[i : i+1])
	}
	d.clock.pass(10 * labelTime)
	d.printed(2)
	want := desk1(t, nil)
	want.send(string(one) + string(two))
	want.clock.pass(10 * labelTime)
	for i := range want.out {
		if want.out[i].Format != d.out[i].Format || !want.out[i].Dots.Equal(d.out[i].Dots) {
			t.Errorf("label %d differs", i+1)
		}
	}
	// An open format of a link that is gone does not stop another for ever.
	d.link.receive([]byte("^XA^FDhalf"))
	other.receive([]byte(text("X")))
	d.link.unplug()
	other.receive([]byte(text("Y")))
	d.clock.pass(10 * labelTime)
	if s := d.State(); s.Printed < 4 || !s.Idle() {
		t.Errorf("%v", s)
	}
}

func TestGarbage(t *testing.T) {
	d := desk1(t, func(o *Options) { o.Faults = []Fault{{Kind: "garbage-replies"}} })
	var parts [][]byte
	for _, p := range d.asked("~HS~HS~HS") {
		parts = append(parts, p.Data)
	}
	if _, err := reply.ParseHostStatus(parts...); err == nil {
		t.Error("noise was read as a status")
	}
	d.order("garbage-replies off")
	d.split = reply.Splitter{}
	d.status()
}

func TestParseFault(t *testing.T) {
	for s, want := range map[string]Fault{
		"paper-out@7":     {Kind: "paper-out", At: 7},
		"power-cut@3:5s":  {Kind: "power-cut", At: 3, Heal: 5 * time.Second},
		"cut@123456":      {Kind: "cut", At: 123456},
		"garbage-replies": {Kind: "garbage-replies"},
	} {
		if got, err := ParseFault(s); err != nil || got != want {
			t.Errorf("%s: %+v, %v", s, got, err)
		}
	}
	for _, s := range []string{"", "paper-out", "paper-out@0", "paper-out@x", "paper-out@-1", "garbage-replies@1", "fire@1", "power-cut@1:soon", "power-cut@1:-5s"} {
		if _, err := ParseFault(s); !errors.Is(err, ErrFault) {
			t.Errorf("%q: %v", s, err)
		}
	}
	for _, k := range FaultKinds() {
		if strings.TrimSpace(k[1]) == "" {
			t.Errorf("%s is not described", k[0])
		}
	}
}
