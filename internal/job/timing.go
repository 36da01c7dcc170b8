package job

import "time"

// Timing is how long things may take.
type Timing struct {
	// Answer is the longest wait for a reply, and for a query to be taken.
	Answer time.Duration
	// Stall is how long a printer may hold the flow before that is told.
	Stall time.Duration
	// Held is the longest that it may hold the flow in the middle of a label:
	// time enough to load paper.
	Held time.Duration
	// Print is the longest that a label may take from its last byte to paper
	// while the printer says that nothing is wrong, and how long a printer must
	// be at rest before its counter is believed to have stopped.
	Print time.Duration
	// Settle is the pause between two looks at a counter that must not move: a
	// label's time at least.
	Settle time.Duration
	// Poll is the pause between two looks at a printer that is printing.
	Poll time.Duration
	// Wait is the pause between two looks at a printer that waits for a
	// person: paper out, head open.
	Wait time.Duration
}

// DefaultTiming suits printers.
var DefaultTiming = Timing{
	Answer: 2 * time.Second, Stall: 5 * time.Second, Held: 10 * time.Minute, Print: 30 * time.Second,
	Settle: 3 * time.Second, Poll: 50 * time.Millisecond, Wait: time.Second,
}
