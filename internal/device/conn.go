package device

import (
	"context"
	"time"
)

// Conn is an open link to a printer. One goroutine may write while another
// reads. A conformance suite (conform_test.go) runs on every kind.
type Conn interface {
	// Write hands p over to the system and returns how much of it was taken. A
	// device that holds the flow (XOFF, a full window, no paper) holds Write
	// until the write deadline: then the error wraps os.ErrDeadlineExceeded and
	// n tells how far it came. After any error the state of the printer is
	// unknown beyond byte n.
	Write(p []byte) (n int, err error)

	// Read returns what the printer sends. At the read deadline the error wraps
	// os.ErrDeadlineExceeded; at the end of the link it is io.EOF or ErrGone.
	Read(p []byte) (n int, err error)

	// SetReadDeadline and SetWriteDeadline hold for calls under way and to come,
	// the zero time for none.
	SetReadDeadline(t time.Time) error
	SetWriteDeadline(t time.Time) error

	// Drain waits until the device has taken all that was written. It returns
	// ErrCannotTell where the system does not know, and the context's error,
	// wrapped, where time ran out: bytes may then be lost by Close.
	Drain(ctx context.Context) error

	// Lines returns what the link's own status lines say, and ErrCannotTell
	// where it has none.
	Lines() (Lines, error)

	// Close frees the device. It does not wait for what is still on its way,
	// which may be lost: Drain first. It frees a Write and a Read under way.
	Close() error
}

// Lines is what a link's status lines say, without asking the printer in its
// own language.
type Lines struct {
	PaperOut bool
	Offline  bool // not selected
	Error    bool
	Held     bool // flow is held by the printer: XOFF, or CTS down
}
