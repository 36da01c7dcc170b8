package emulator

import (
	"fmt"
	"strings"
)

// State is what can be seen of a printer from outside.
type State struct {
	Power      bool
	Paused     bool
	Conditions []string // "paper-out" …
	Printed    int      // labels on paper since the printer was made
	Damaged    int      // labels that were begun and not finished
	Total      int      // the counter that cannot be reset
	Formats    int      // received or drawn, not yet begun
	Remaining  int      // labels of the batch that prints
	Partial    bool     // a format is being received
	Buffer     int      // bytes in the receive buffer
	Received   int64    // bytes since the printer was made
	Lost       int64    // bytes that came in spite of XOFF and had no room
	Links      int
	Held       bool // XOFF was sent to somebody
}

var conditionNames = [conditions]string{paperOut: "paper-out", ribbonOut: "ribbon-out", headOpen: "head-open", headTooHot: "over-temp"}

// State returns how the printer stands.
func (p *Printer) State() State {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.state()
}

func (p *Printer) state() State {
	s := State{
		Power: p.power, Paused: p.head.paused, Printed: p.count.printed, Damaged: p.count.damaged, Total: p.count.total,
		Formats: p.formatsWaiting(), Remaining: p.remaining(), Partial: p.partial(), Buffer: p.used,
		Received: p.count.inBytes, Lost: p.count.lost,
	}
	for c, on := range p.head.errors {
		if on {
			s.Conditions = append(s.Conditions, conditionNames[c])
		}
	}
	for _, l := range p.ports {
		if !l.gone {
			s.Links++
		}
		s.Held = s.Held || l.held
	}
	return s
}

// Idle reports whether nothing is left to print.
func (s State) Idle() bool { return s.Formats == 0 && s.Remaining == 0 && !s.Partial && s.Buffer == 0 }

// String writes the state as the control socket does: key=value.
func (s State) String() string {
	conditions := "none"
	if len(s.Conditions) > 0 {
		conditions = strings.Join(s.Conditions, "+")
	}
	return fmt.Sprintf("power=%s paused=%s condition=%s printed=%d damaged=%d total=%d formats=%d remaining=%d partial=%s buffer=%d received=%d lost=%d links=%d held=%s",
		onOff(s.Power), onOff(s.Paused), conditions, s.Printed, s.Damaged, s.Total, s.Formats, s.Remaining, onOff(s.Partial), s.Buffer, s.Received, s.Lost, s.Links, onOff(s.Held))
}

func onOff(b bool) string {
	if b {
		return "on"
	}
	return "off"
}
