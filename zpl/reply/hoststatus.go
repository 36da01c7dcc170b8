package reply

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
)

// Error says which reply could not be read and why, without quoting it.
type Error struct {
	Query  string // "~HS"
	Reason string
}

func (e *Error) Error() string { return fmt.Sprintf("reply to %s: %s", e.Query, e.Reason) }

// PrintMode is how labels leave the printer (~HS, field r).
type PrintMode byte

// Print modes of ~HS.
const (
	Rewind         PrintMode = '0'
	PeelOff        PrintMode = '1'
	TearOff        PrintMode = '2'
	Cutter         PrintMode = '3'
	Applicator     PrintMode = '4'
	DelayedCut     PrintMode = '5'
	LinerlessPeel  PrintMode = '6'
	LinerlessWind  PrintMode = '7'
	PartialCut     PrintMode = '8'
	RFIDMode       PrintMode = '9'
	Kiosk          PrintMode = 'K'
	Stream         PrintMode = 'S'
	PrintModeOther PrintMode = 0
)

// HostStatus is the reply to ~HS: three strings, or as many as came.
type HostStatus struct {
	// Parts tells which of the three strings came; the fields of the others
	// are zero and mean nothing.
	Parts [3]bool

	// String 1.
	Serial       int // communication settings: nine bits, see the guide
	PaperOut     bool
	Paused       bool
	LabelLength  int // dots
	Formats      int // formats in the receive buffer
	BufferFull   bool
	Diagnostics  bool // communications diagnostic mode
	PartialInput bool // a format is being received
	CorruptRAM   bool // configuration data lost
	UnderTemp    bool
	OverTemp     bool

	// String 2.
	Function        int // settings: media type, sensor, print method
	HeadUp          bool
	RibbonOut       bool
	ThermalTransfer bool
	Mode            PrintMode
	LabelWaiting    bool // taken off by hand next
	Remaining       int  // labels left in the batch
	Graphics        int  // graphics stored in memory

	// String 3.
	StaticRAM bool
}

// Idle reports whether the printer has nothing left to print and nothing that
// keeps it from printing. Printers that answer only in part are not idle.
func (h HostStatus) Idle() bool {
	return h.Parts[0] && h.Parts[1] && !h.Blocked() &&
		h.Formats == 0 && h.Remaining == 0 && !h.PartialInput
}

// Blocked reports whether a person must do something before it prints on.
func (h HostStatus) Blocked() bool {
	return h.PaperOut || h.Paused || h.BufferFull || h.HeadUp || h.RibbonOut ||
		h.OverTemp || h.UnderTemp || h.LabelWaiting
}

// ParseHostStatus reads the reply to ~HS from its frames, or from lines where
// a printer sends none (SGD device.host_status). Pieces of another shape are
// passed over, so a late alert does no harm; none of them is an *Error.
func ParseHostStatus(pieces ...[]byte) (HostStatus, error) {
	var h HostStatus
	for _, p := range pieces {
		for line := range bytes.Lines(p) {
			h.add(strings.Split(strings.Trim(string(line), "\r\n \x02\x03"), ","))
		}
	}
	if h.Parts == [3]bool{} {
		return h, &Error{"~HS", "none of its three strings"}
	}
	return h, nil
}

// HostStatusPart returns 1, 2 or 3 for a string of ~HS, 0 for anything else.
func HostStatusPart(piece []byte) int {
	var h HostStatus
	h.add(strings.Split(strings.Trim(string(piece), "\r\n \x02\x03"), ","))
	for i, there := range h.Parts {
		if there {
			return i + 1
		}
	}
	return 0
}

// add takes a string by its number of fields: 12, 11 and 2 in the guide. The
// parsers are strict about numbers, so that an alert or a ^HV echo with commas
// is not taken for a status.
func (h *HostStatus) add(f []string) {
	num := fieldReader{fields: f}
	switch len(f) {
	case 12:
		n := *h
		n.Parts[0] = true
		n.Serial = num.int(0)
		n.PaperOut, n.Paused = num.flag(1), num.flag(2)
		n.LabelLength, n.Formats = num.int(3), num.int(4)
		n.BufferFull, n.Diagnostics, n.PartialInput = num.flag(5), num.flag(6), num.flag(7)
		num.int(8)
		n.CorruptRAM, n.UnderTemp, n.OverTemp = num.flag(9), num.flag(10), num.flag(11)
		if !num.bad {
			*h = n
		}
	case 11:
		n := *h
		n.Parts[1] = true
		n.Function = num.int(0)
		num.int(1)
		n.HeadUp, n.RibbonOut, n.ThermalTransfer = num.flag(2), num.flag(3), num.flag(4)
		n.Mode = mode(f[5])
		num.int(6)
		n.LabelWaiting = num.flag(7)
		n.Remaining = num.int(8)
		num.int(9)
		n.Graphics = num.int(10)
		if !num.bad {
			*h = n
		}
	case 2:
		if len(strings.TrimSpace(f[0])) > 8 {
			return
		}
		n := *h
		n.Parts[2] = true
		num.int(0) // the password, which is nobody's business here
		n.StaticRAM = num.flag(1)
		if !num.bad {
			*h = n
		}
	}
}

func mode(s string) PrintMode {
	if s = strings.TrimSpace(s); len(s) == 1 && strings.Contains("0123456789KS", s) {
		return PrintMode(s[0])
	}
	return PrintModeOther
}

// fieldReader reads numbers and remembers whether one was none.
type fieldReader struct {
	fields []string
	bad    bool
}

func (r *fieldReader) int(i int) int {
	n, err := strconv.ParseUint(strings.TrimSpace(r.fields[i]), 10, 31)
	if err != nil {
		r.bad = true
	}
	return int(n)
}

func (r *fieldReader) flag(i int) bool { return r.int(i) != 0 }
