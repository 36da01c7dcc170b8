package job

import "waybill/zpl/reply"

// Progress is told while a job runs.
type Progress struct {
	Job   string
	Seq   int // of the label under way, 0 between labels
	Done  int // labels that are confirmed, or delivered to a printer that cannot confirm
	Total int // labels of the job
	State State
	// Waits says what the printer needs of a person before it goes on, empty
	// while it works.
	Waits Need
	// Held says that the printer holds the flow (XOFF, CTS, a full window).
	Held bool
}

// Need is what keeps a printer from printing.
type Need string

// Needs, in the order in which they are told: what must be done first comes
// first.
const (
	NoNeed       Need = ""
	HeadIsOpen   Need = "head-open"
	OutOfPaper   Need = "paper-out"
	OutOfRibbon  Need = "ribbon-out"
	TooHot       Need = "too-hot"
	TooCold      Need = "too-cold"
	IsPaused     Need = "paused"
	TakeLabel    Need = "take-label"
	BufferIsFull Need = "buffer-full"
	NoAnswer     Need = "no-answer"
)

// needOf is the first need that a status tells of.
func needOf(h reply.HostStatus) Need {
	for _, n := range []struct {
		is   bool
		need Need
	}{
		{h.HeadUp, HeadIsOpen}, {h.PaperOut, OutOfPaper}, {h.RibbonOut, OutOfRibbon}, {h.OverTemp, TooHot},
		{h.UnderTemp, TooCold}, {h.Paused, IsPaused}, {h.LabelWaiting, TakeLabel}, {h.BufferFull, BufferIsFull},
	} {
		if n.is {
			return n.need
		}
	}
	return NoNeed
}
