package emulator

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A Fault is a mishap that is planned.
type Fault struct {
	Kind string // one of FaultKinds
	// At is the label, from 1 since the printer was made, that it strikes, or
	// the byte for "cut"; 0: at once.
	At int64
	// Heal is after which time it is over by itself; 0: when a person says so.
	Heal time.Duration
}

// What a fault is counted by.
const (
	damaging  = iota // strikes in the middle of label At
	finishing        // strikes when label At is out
	atByte           // strikes behind byte At
	atOnce
)

var faultKinds = []struct {
	name  string
	by    int
	about string
}{
	{"paper-out", damaging, "paper ends in the middle of label N"},
	{"ribbon-out", damaging, "the ribbon ends in the middle of label N"},
	{"head-open", damaging, "the head is opened in the middle of label N"},
	{"over-temp", finishing, "the head is too hot after label N"},
	{"power-cut", damaging, "power goes in the middle of label N"},
	{"cut", atByte, "the link is cut behind byte N"},
	{"garbage-replies", atOnce, "every reply is noise"},
	{"stuck-xoff", atOnce, "nothing more is taken, and XOFF is sent on serial lines"},
	{"one-byte-reads", atOnce, "bytes are taken one by one"},
}

// FaultKinds lists the kinds of faults, each with a line for people.
func FaultKinds() [][2]string {
	var list [][2]string
	for _, k := range faultKinds {
		list = append(list, [2]string{k.name, k.about})
	}
	return list
}

// ErrFault is wrapped by every error of ParseFault.
var ErrFault = errors.New("not a fault of the virtual printer")

// ParseFault reads "paper-out@7", "power-cut@3:5s" (over after 5 s),
// "garbage-replies".
func ParseFault(s string) (Fault, error) {
	spec, heal, timed := strings.Cut(s, ":")
	name, at, numbered := strings.Cut(spec, "@")
	i := slices.IndexFunc(faultKinds, func(k struct {
		name  string
		by    int
		about string
	}) bool {
		return k.name == name
	})
	if i < 0 {
		var names []string
		for _, k := range faultKinds {
			names = append(names, k.name)
		}
		return Fault{}, fmt.Errorf("%w: %q is none of %s", ErrFault, name, strings.Join(names, ", "))
	}
	f := Fault{Kind: name}
	var err error
	if numbered {
		f.At, err = strconv.ParseInt(at, 10, 63)
	}
	switch once := faultKinds[i].by == atOnce; {
	case err != nil || numbered && f.At < 1:
		return Fault{}, fmt.Errorf("%w: %s@N needs a number from 1", ErrFault, name)
	case numbered && once:
		return Fault{}, fmt.Errorf("%w: %s takes no number", ErrFault, name)
	case !numbered && !once:
		return Fault{}, fmt.Errorf("%w: %s needs a number: %s@N", ErrFault, name, name)
	}
	if timed {
		if f.Heal, err = time.ParseDuration(heal); err != nil || f.Heal <= 0 {
			return Fault{}, fmt.Errorf("%w: behind the colon stands a time such as 5s", ErrFault)
		}
	}
	return f, nil
}

// by returns what the fault is counted by.
func (f Fault) by() int {
	for _, k := range faultKinds {
		if k.name == f.Kind {
			return k.by
		}
	}
	return atOnce
}

// faults are those that are to come and those that are there.
type faults struct {
	list    []Fault
	garbage bool
	stuck   bool
	single  bool // one byte at a time
	noise   *rand.Rand
}

// plan adds faults that are to come.
func (s *faults) plan(list []Fault) {
	for _, f := range list {
		if f.by() != atOnce {
			s.list = append(s.list, f)
			continue
		}
		s.now(f.Kind, true)
	}
}

// now sets a fault that is there or not.
func (s *faults) now(kind string, on bool) {
	switch kind {
	case "garbage-replies":
		s.garbage = on
	case "stuck-xoff":
		s.stuck = on
	case "one-byte-reads":
		s.single = on
	}
}

// due returns the fault that strikes a label.
func (s *faults) due(label, by int) (Fault, bool) {
	for _, f := range s.list {
		if f.by() == by && f.At == int64(label) {
			return f, true
		}
	}
	return Fault{}, false
}

// strike lets a fault happen.
func (p *Printer) strike(f Fault) {
	p.faults.list = slices.DeleteFunc(p.faults.list, func(x Fault) bool { return x == f })
	heal := func() {}
	switch f.Kind {
	case "paper-out":
		p.raise(paperOut)
		heal = func() { p.clear(paperOut) }
	case "ribbon-out":
		p.raise(ribbonOut)
		heal = func() { p.clear(ribbonOut) }
	case "head-open":
		p.raise(headOpen)
		heal = func() { p.clear(headOpen) }
	case "over-temp":
		p.raise(headTooHot)
		heal = func() { p.clear(headTooHot) }
	case "power-cut":
		p.switchOff()
		heal = p.powerOn
	}
	if f.Heal > 0 {
		p.clock.AfterFunc(f.Heal, func() {
			p.mu.Lock()
			defer p.mu.Unlock()
			if !p.closed {
				heal()
			}
		})
	}
}

// powerOn switches the printer on again.
func (p *Printer) powerOn() {
	if p.power {
		return
	}
	p.switchOn()
	p.alert(powerOn, false)
	p.pump()
}

// beforeCut returns how many of the next n bytes arrive before the link is
// cut, and cuts it when those are taken.
func (s *faults) beforeCut(l *port, n int) int {
	for i, f := range s.list {
		if f.Kind != "cut" {
			continue
		}
		left := f.At - l.p.count.inBytes
		if left > int64(n) {
			continue
		}
		s.list = slices.Delete(s.list, i, i+1)
		l.cut = true
		return max(0, int(left))
	}
	return n
}

// spoil makes noise of a reply, where that is the fault: always the same.
func (s *faults) spoil(b string) []byte {
	if !s.garbage {
		return []byte(b)
	}
	if s.noise == nil {
		s.noise = rand.New(rand.NewPCG(1, 2))
	}
	out := make([]byte, len(b))
	for i := range out {
		out[i] = byte(s.noise.Uint32())
	}
	return out
}
