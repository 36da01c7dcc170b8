package job

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"waybill/internal/device"
	"waybill/zpl/reply"
)

// link is a conversation with a printer: one goroutine reads and sorts, so
// that an alert in the middle of a reply does no harm, and a late reply is not
// taken for the next.
type link struct {
	conn   device.Conn
	timing Timing
	pieces chan reply.Piece // what is no alert
	alerts chan reply.Alert
	done   chan struct{} // closed when reading has ended
	err    error         // why; read it after done
	late   bool          // an answer is still due
	// lastString is the last string of ~HS that this printer sends, 0 while it
	// is not known.
	lastString int
}

// unread is how many pieces wait for somebody. A printer that talks more
// without being asked is not listened to.
const unread = 256

func newLink(conn device.Conn, t Timing) *link {
	l := &link{conn: conn, timing: t, pieces: make(chan reply.Piece, unread), alerts: make(chan reply.Alert, unread), done: make(chan struct{})}
	go l.read()
	return l
}

func (l *link) read() {
	defer close(l.done)
	var s reply.Splitter
	buf := make([]byte, 4096)
	for {
		n, err := l.conn.Read(buf)
		s.Write(buf[:n])
		for {
			p, ok := s.Next()
			if !ok {
				break
			}
			l.sort(p)
		}
		if err != nil {
			l.err = err
			return
		}
	}
}

func (l *link) sort(p reply.Piece) {
	if p.Kind == reply.Line {
		if a, ok := reply.ParseAlert(p.Data); ok {
			select {
			case l.alerts <- a:
			default:
			}
			return
		}
	}
	select {
	case l.pieces <- p:
	default:
	}
}

func (l *link) close() error {
	err := l.conn.Close()
	<-l.done
	return err
}

// errSilent says that a query was not answered in time.
var errSilent = errors.New("no answer")

// ask sends a query and hands what comes back to accept, until that says done,
// the time is over (errSilent) or the link is lost.
func (l *link) ask(ctx context.Context, query string, accept func(reply.Piece) (done bool)) error {
	if l.late {
		// The answer to the last query may still come, and must not be taken for
		// the answer to this one.
		if err := sleep(ctx, l.timing.Answer/4); err != nil {
			return err
		}
		l.late = false
	}
	l.forget()
	if _, err := l.write(ctx, []byte(query), l.timing.Answer); err != nil {
		if errors.Is(err, os.ErrDeadlineExceeded) {
			l.late = true // a part of it may be taken yet
			return errSilent
		}
		return err
	}
	timeout := time.NewTimer(l.timing.Answer)
	defer timeout.Stop()
	for {
		select {
		case p := <-l.pieces: // before the end of the link, if both are there
			if accept(p) {
				return nil
			}
			continue
		default:
		}
		select {
		case p := <-l.pieces:
			if accept(p) {
				return nil
			}
		case <-l.done:
			if len(l.pieces) == 0 {
				return fmt.Errorf("while waiting for an answer: %w", l.lost())
			}
		case <-timeout.C:
			l.late = true
			return errSilent
		case <-ctx.Done():
			l.late = true
			return context.Cause(ctx)
		}
	}
}

// forget drops replies that nobody waits for.
func (l *link) forget() {
	for {
		select {
		case <-l.pieces:
		default:
			return
		}
	}
}

// hush drops alerts about what was printed before.
func (l *link) hush() {
	for {
		select {
		case <-l.alerts:
		default:
			return
		}
	}
}

// lost is why reading ended. The end of a stream is a lost link too, except
// on devices that have no way back, which are never asked.
func (l *link) lost() error {
	if l.err != nil && !errors.Is(l.err, device.ErrGone) {
		return errors.Join(device.ErrGone, l.err)
	}
	return l.err
}

// write sends all of p. Each piece has its own time, so a slow line is not an
// error and a held one is.
func (l *link) write(ctx context.Context, p []byte, each time.Duration) (n int, err error) {
	const piece = 4096
	for n < len(p) {
		if err := ctx.Err(); err != nil {
			return n, err
		}
		if err := l.conn.SetWriteDeadline(time.Now().Add(each)); err != nil {
			return n, err
		}
		m, err := l.conn.Write(p[n:min(n+piece, len(p))])
		n += m
		if err != nil {
			return n, err
		}
	}
	return n, nil
}

// hostStatus asks ~HS. The first two strings are needed: without either there
// is no telling whether the printer is idle, and that is errSilent.
func (l *link) hostStatus(ctx context.Context) (reply.HostStatus, error) {
	var parts [][]byte
	last := l.lastString
	if last == 0 {
		last = 3
	}
	err := l.ask(ctx, "~HS", func(p reply.Piece) bool {
		n := reply.HostStatusPart(p.Data)
		if n > 0 {
			parts = append(parts, p.Data)
		}
		return n == last
	})
	if err != nil && !errors.Is(err, errSilent) {
		return reply.HostStatus{}, err
	}
	h, parseErr := reply.ParseHostStatus(parts...)
	if parseErr != nil || !h.Parts[0] || !h.Parts[1] {
		return reply.HostStatus{}, errSilent
	}
	if l.lastString == 0 {
		l.lastString = 3
		if !h.Parts[2] {
			l.lastString, l.late = 2, false // it ends there, always
		}
	}
	return h, nil
}

// odometer asks for the label counter that cannot be reset (SGD).
func (l *link) odometer(ctx context.Context) (int, error) {
	n, ok := 0, false
	err := l.ask(ctx, "! U1 getvar \"odometer.total_label_count\"\r\n", func(p reply.Piece) bool {
		if p.Kind != reply.Value {
			return false
		}
		n, ok = reply.LabelCounter(p.Data)
		return true
	})
	if err == nil && !ok {
		err = errSilent // "?": it has none
	}
	return n, err
}

// configured asks ^HH for the counter that cannot be reset.
func (l *link) configured(ctx context.Context) (int, error) {
	n, ok := 0, false
	err := l.ask(ctx, "^XA^HH^XZ", func(p reply.Piece) bool {
		c, err := reply.ParseConfiguration(p.Data)
		if err != nil || p.Kind != reply.Frame {
			return false
		}
		n, ok = c.LabelsPrinted()
		return true
	})
	if err == nil && !ok {
		err = errSilent
	}
	return n, err
}
