package job

import "time"

// Timing is how long things may take.
type Timing struct {
	// Answer is the longest wait for a reply, and for a query to be taken.
	Answer time.Duration
	// Held is the longest that a printer may hold the flow in the middle of a
	// label: longer than a change of labels.
	Held time.Duration
	// Print is the longest that a label may take from its last byte to paper
	// while the printer says that nothing is wrong.
	Print time.Duration
	// Poll is the pause between two looks at a printer that is printing.
	Poll time.Duration
	// Wait is the pause between two looks at a printer that waits for a
	// person: paper out, head open.
	Wait time.Duration
}

// DefaultTiming suits printers.
var DefaultTiming = Timing{Answer: 2 * time.Second, Held: 30 * time.Second, Print: 30 * time.Second, Poll: 50 * time.Millisecond, Wait: time.Second}
