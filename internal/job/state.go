package job

import (
	"fmt"
	"slices"
)

// State is where a label stands.
type State string

// States of a label. Only a label that was never started is sent by itself.
const (
	Queued    State = "queued"    // nothing has left
	Sending   State = "sending"   // bytes may have left
	Delivered State = "delivered" // all bytes left; nothing is known of paper
	Confirmed State = "confirmed" // on paper, by evidence
	Uncertain State = "uncertain" // may be on paper: a person decides
	Failed    State = "failed"    // not on paper, and will not be
	Canceled  State = "canceled"  // taken back before it was started
)

// steps are the only changes of state there are.
var steps = map[State][]State{
	Queued:    {Sending, Canceled, Failed},
	Sending:   {Delivered, Uncertain, Queued},  // Queued: proved that nothing was printed
	Delivered: {Confirmed, Uncertain, Queued},  // likewise
	Uncertain: {Confirmed, Queued, Failed},     // by a person, or by a counter
	Confirmed: nil, Failed: nil, Canceled: nil, // a reprint is a label of its own
}

// Open reports whether the label still needs something: the printer, or a
// person. A label that was delivered to a printer that cannot confirm stays so.
func (s State) Open() bool { return s == Queued || s == Sending || s == Uncertain }

// StateError is a change of state that there is not.
type StateError struct{ From, To State }

func (e *StateError) Error() string {
	return fmt.Sprintf("a label that is %s cannot become %s", e.From, e.To)
}

func (s State) to(next State) error {
	if !slices.Contains(steps[s], next) {
		return &StateError{s, next}
	}
	return nil
}

// Evidence is how a label is known to be on paper, strongest first
// (docs/printers.md).
type Evidence string

// Kinds of evidence.
const (
	NoEvidence Evidence = ""
	ByAlert    Evidence = "alert"   // the printer reported the job or label as printed
	ByCounter  Evidence = "counter" // its label counter went up by exactly one
	ByIdle     Evidence = "idle"    // it is idle, twice, without an error between
	ByPerson   Evidence = "person"  // somebody looked
	// Sent is no evidence of paper: the printer cannot say more than that it
	// took the bytes.
	Sent Evidence = "sent"
)
