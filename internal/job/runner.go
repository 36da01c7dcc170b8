package job

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"waybill/internal/device"
)

// Runner brings the queued labels of a job to one printer. It must be alone on
// that printer: hold a Lock.
type Runner struct {
	Journal *Journal
	Printer string // the URI without options, as in the journal
	Open    func(context.Context) (device.Conn, error)
	Asking  Asking
	Timing  Timing
	// Only is the one label to print, 0 for all that are queued.
	Only int
	// Report is told of every step; nil for nobody. It is called from Run's
	// goroutine and must not wait.
	Report func(Progress)

	link        *link
	can         ability
	done, total int
}

// Stop says that a job ended before its last label, and why. What was
// confirmed stays so; queued labels are still queued.
type Stop struct {
	Job       string
	Seq       int  // the label under way, 0 between two
	Uncertain bool // the label may be on paper
	Err       error
}

func (s *Stop) Error() string {
	switch {
	case s.Seq == 0:
		return fmt.Sprintf("job %s: %v", s.Job, s.Err)
	case s.Uncertain:
		return fmt.Sprintf("job %s, label %d: may have been printed: %v", s.Job, s.Seq, s.Err)
	}
	return fmt.Sprintf("job %s, label %d: not printed: %v", s.Job, s.Seq, s.Err)
}

func (s *Stop) Unwrap() error { return s.Err }

// ErrUncertain says that labels of a job may be on paper and a person must
// look before anything else is sent.
var ErrUncertain = errors.New("labels that may have been printed need a decision")

// Run prints what is queued of a job, in order. Canceling ctx ends it after the
// label under way; canceling hard ends it at once and leaves that label
// uncertain.
//
// First it settles what an earlier run left uncertain, as far as the printer's
// counter can; labels that stay uncertain do not keep the others from being
// printed, and Run ends with ErrUncertain.
func (r *Runner) Run(ctx, hard context.Context, id string) error {
	conn, err := r.Open(ctx)
	if err != nil {
		return &Stop{Job: id, Err: err}
	}
	r.link = newLink(conn, r.Timing)
	defer r.link.close()
	undecided, err := r.recover(ctx)
	if err != nil {
		return &Stop{Job: id, Err: err}
	}
	if r.can, err = explore(ctx, r.link, r.Asking); err != nil {
		return &Stop{Job: id, Err: err}
	}
	if err := r.settle(ctx, undecided); err != nil {
		return &Stop{Job: id, Err: err}
	}
	s, err := r.Journal.Job(ctx, id)
	if err != nil {
		return &Stop{Job: id, Err: err}
	}
	r.total, r.done = s.Total(), s.Counts[Confirmed]+s.Counts[Delivered]
	for {
		if err := ctx.Err(); err != nil {
			return &Stop{Job: id, Err: context.Cause(ctx)}
		}
		w, ok, err := r.Journal.Next(ctx, id, r.Only)
		if err != nil {
			return &Stop{Job: id, Err: err}
		}
		if !ok {
			return r.end(ctx, id)
		}
		if err := r.print(ctx, hard, w); err != nil {
			return err
		}
	}
}

// end drains what a printer without status may still have on its way.
func (r *Runner) end(ctx context.Context, id string) error {
	drain, cancel := context.WithTimeout(ctx, r.Timing.Held)
	defer cancel()
	if err := r.link.conn.Drain(drain); err != nil && !errors.Is(err, device.ErrCannotTell) {
		return &Stop{Job: id, Err: err}
	}
	s, err := r.Journal.Job(ctx, id)
	if err != nil {
		return &Stop{Job: id, Err: err}
	}
	if s.Counts[Uncertain] > 0 {
		return &Stop{Job: id, Err: ErrUncertain}
	}
	return nil
}

// print brings one label to paper, or stops.
func (r *Runner) print(ctx, hard context.Context, w Work) error {
	if err := r.awaitReady(ctx, w); err != nil {
		return &Stop{Job: w.Job, Seq: w.Seq, Err: err}
	}
	base, err := r.baseline(ctx)
	if err != nil {
		return &Stop{Job: w.Job, Seq: w.Seq, Err: err}
	}
	err = r.take(hard, w, Step{To: Sending, Counter: base})
	var state *StateError
	if errors.As(err, &state) {
		return nil // somebody took it back meanwhile
	}
	if err != nil {
		return &Stop{Job: w.Job, Seq: w.Seq, Err: err}
	}
	r.link.hush()
	n, err := r.send(ctx, hard, w)
	if err != nil {
		if n == 0 {
			// Not one byte was taken: there is nothing that could print.
			return r.stop(w, Queued, "nothing was sent", err)
		}
		return r.stop(w, Uncertain, "the link broke while it was being sent", err)
	}
	if !r.can.status {
		// Nothing more will ever be known.
		if err := r.drained(hard); err != nil {
			return r.stop(w, Uncertain, "not all of it was taken", err)
		}
		return r.finish(hard, w, Step{To: Delivered, Evidence: Sent})
	}
	if err := r.take(hard, w, Step{To: Delivered}); err != nil {
		return &Stop{Job: w.Job, Seq: w.Seq, Uncertain: true, Err: err}
	}
	evidence, err := r.confirm(hard, w, base)
	if err != nil {
		return r.stop(w, Uncertain, "no evidence that it was printed", err)
	}
	return r.finish(hard, w, Step{To: Confirmed, Evidence: evidence})
}

// finish writes the last step of a label.
func (r *Runner) finish(ctx context.Context, w Work, s Step) error {
	r.done++
	if err := r.take(ctx, w, s); err != nil {
		return &Stop{Job: w.Job, Seq: w.Seq, Uncertain: true, Err: err}
	}
	return nil
}

// send hands the label to the device. A printer that holds the flow, because
// it is out of paper perhaps and cannot say so, is waited for, until Timing.Held
// or until ctx is canceled.
func (r *Runner) send(ctx, hard context.Context, w Work) (n int, err error) {
	end := time.Now().Add(r.Timing.Held)
	for {
		m, err := r.link.write(hard, w.ZPL[n:], r.Timing.Stall)
		n += m
		if !errors.Is(err, os.ErrDeadlineExceeded) || ctx.Err() != nil || time.Now().After(end) {
			return n, err
		}
		if m > 0 {
			end = time.Now().Add(r.Timing.Held)
		}
		p := Progress{State: Sending, Held: true}
		if l, err := r.link.conn.Lines(); err == nil && l.PaperOut {
			p.Waits = OutOfPaper
		}
		r.report(w, p)
	}
}

// drained waits until the device has taken all, where it can tell.
func (r *Runner) drained(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, r.Timing.Held)
	defer cancel()
	err := r.link.conn.Drain(ctx)
	if errors.Is(err, device.ErrCannotTell) {
		return nil
	}
	return err
}

// take writes a step of w down and reports it.
func (r *Runner) take(ctx context.Context, w Work, s Step) error {
	s.Job, s.Seq = w.Job, w.Seq
	if err := r.Journal.Take(ctx, s); err != nil {
		return err
	}
	r.report(w, Progress{State: s.To})
	return nil
}

// stop writes down what became of the label under way and returns why. It is
// written even if everything was canceled.
func (r *Runner) stop(w Work, to State, note string, cause error) error {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	err := r.take(ctx, w, Step{To: to, Note: note})
	return &Stop{Job: w.Job, Seq: w.Seq, Uncertain: to == Uncertain, Err: errors.Join(cause, err)}
}

func (r *Runner) report(w Work, p Progress) {
	if r.Report == nil {
		return
	}
	p.Job, p.Seq, p.Total, p.Done = w.Job, w.Seq, r.total, r.done
	r.Report(p)
}
