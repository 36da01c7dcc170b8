package job

import (
	"context"
	"errors"
	"fmt"
	"time"

	"waybill/zpl/reply"
)

// awaitReady waits until the printer can take a label: nothing is sent into an
// open head. A printer that stops answering is waited for like one without
// paper, since many are silent then.
func (r *Runner) awaitReady(ctx context.Context, w Work) error {
	if !r.can.status {
		return nil
	}
	told := NoNeed
	for {
		need, h, err := r.look(ctx)
		if err != nil {
			return err
		}
		if need == NoNeed && h.Formats == 0 && h.Remaining == 0 {
			return nil
		}
		if need != told {
			r.report(w, Progress{State: Queued, Waits: need})
			told = need
		}
		pause := r.Timing.Wait
		if need == NoNeed {
			pause = r.Timing.Poll // it prints what it has
		}
		if err := sleep(ctx, pause); err != nil {
			return err
		}
	}
}

// look asks for the status, and takes silence for a need.
func (r *Runner) look(ctx context.Context) (Need, reply.HostStatus, error) {
	h, err := r.link.hostStatus(ctx)
	switch {
	case errors.Is(err, errSilent):
		return NoAnswer, h, nil
	case fatal(err):
		return NoNeed, h, err
	case err != nil: // noise in place of a status
		return NoAnswer, h, nil
	}
	return needOf(h), h, nil
}

// baseline is the printer's counter before a label, nil where it has none.
func (r *Runner) baseline(ctx context.Context) (*int, error) {
	if r.can.counter == nil {
		return nil, nil
	}
	n, err := r.can.counter(r.link, ctx)
	if err != nil {
		return nil, fmt.Errorf("label counter: %w", err)
	}
	return &n, nil
}

// errNotPrinted says that a printer came to rest and its counter did not move.
var errNotPrinted = errors.New("the printer is idle and has counted no label")

// errCounter says that more came out than this label.
var errCounter = errors.New("the printer has counted other labels than this one")

// errBreak says that something was wrong while the label was under way, and
// that nothing but a counter could tell whether it came out all the same.
var errBreak = errors.New("the printer was interrupted while it had this label")

// harmless are needs after which a label still comes out by itself. Behind any
// other a person may have canceled it at the printer, or the printer was
// switched off.
func harmless(n Need) bool {
	switch n {
	case NoNeed, TooHot, TooCold, BufferIsFull, TakeLabel:
		return true
	}
	return false
}

// confirm waits for evidence that the label is on paper. It waits without end
// while the printer needs a person, and Timing.Print while it does not.
func (r *Runner) confirm(ctx context.Context, w Work, base *int) (Evidence, error) {
	end := time.Now().Add(r.Timing.Print)
	idle, broken := 0, false
	told := NoNeed
	for {
		if base != nil {
			n, err := r.can.counter(r.link, ctx)
			switch {
			case err == nil && n == *base+1:
				return ByCounter, nil
			case err == nil && n != *base:
				return NoEvidence, errCounter
			case fatal(err):
				return NoEvidence, err
			}
		}
		if r.alerted() {
			return ByAlert, nil
		}
		need, h, err := r.look(ctx)
		if err != nil {
			return NoEvidence, err
		}
		broken = broken || !harmless(need)
		switch {
		case need == NoNeed && h.Idle():
			if base == nil && broken {
				return NoEvidence, errBreak
			}
			if idle++; base == nil && idle == 2 {
				return ByIdle, nil
			}
		case need == NoNeed:
			idle = 0
		}
		if need != told {
			r.report(w, Progress{State: Delivered, Waits: need})
			told = need
		}
		pause := r.Timing.Poll
		if need != NoNeed {
			pause, idle = r.Timing.Wait, 0
			end = time.Now().Add(r.Timing.Print) // it waits for a person, and so do we
		} else if time.Now().After(end) {
			return NoEvidence, errNotPrinted
		}
		if err := sleep(ctx, pause); err != nil {
			return NoEvidence, err
		}
	}
}

// alerted reports whether the printer has said, of its own accord, that the
// label or its job came out. Alerts from before the label were dropped.
func (r *Runner) alerted() bool {
	for {
		select {
		case a := <-r.link.alerts:
			if a.Event == reply.JobCompleted || a.Event == reply.LabelReady {
				return true
			}
		default:
			return false
		}
	}
}

func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}
