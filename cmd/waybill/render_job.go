package main

import (
	"bytes"
	"context"
	"fmt"
	"slices"

	"waybill/internal/batch"
	"waybill/label"
	"waybill/masking"
	"waybill/zpl"
)

// jobLabels is how many labels share what is sent before them. They are held
// back as documents until all of them are known, so it bounds the memory; a
// longer run is several jobs.
const jobLabels = 2000

// laidOut is a label that waits for its job to be complete.
type laidOut struct {
	doc  *label.Document
	find find
}

// jobSink writes ZPL whose labels share stored formats, graphics and fonts.
type jobSink struct {
	encoders
	output
	waiting []labelResult
	left    int // bytes of the largest font that was to be sent and did not fit
}

// encoder holds labels back.
func (s *jobSink) encoder() func(*label.Document, find) (any, error) {
	return func(d *label.Document, find find) (any, error) { return laidOut{d, find}, nil }
}

// put writes what flush has encoded.
func (s *jobSink) put(r labelResult) error {
	_, err := s.Write(r.out.([]byte))
	return err
}
func (s *jobSink) commit() error { return s.finish() }
func (s *jobSink) abort()        { s.Abort() }

// collect takes labels and records that failed, in their order.
func (s *jobSink) collect(ctx context.Context, r labelResult, workers int, deliver func(labelResult) error) error {
	s.waiting = append(s.waiting, r)
	if len(s.waiting) < jobLabels {
		return nil
	}
	return s.flush(ctx, workers, deliver)
}

// maxPlans is how often a job is planned anew without labels that were refused.
// Then its labels store nothing.
const maxPlans = 3

// warn tells of what was asked for and not done.
func (s *jobSink) warn(a *app) {
	if s.left > 0 {
		fmt.Fprintf(a.stderr, "warning: the font of the job takes %d kB, the printer has %d (memory: of profile %s): text was sent as graphics\n",
			(s.left+1023)/1024, s.profile.Memory/1024, s.profile.Name)
	}
}

// flush encodes what waits as one job and hands it on. What is sent before the
// labels comes from labels that are sent: as long as some are refused, the job
// is planned anew without them, lest a text of theirs stay in it.
func (s *jobSink) flush(ctx context.Context, workers int, deliver func(labelResult) error) error {
	waiting := s.waiting
	s.waiting = nil
	for plans := 1; ; plans++ {
		setup, err := s.plan(waiting, plans <= maxPlans)
		if err != nil {
			return err
		}
		s.left = max(s.left, setup.FontLeftOut())
		begin := setup.AppendBegin(nil)
		done, refused, err := encodeJob(ctx, setup, waiting, workers)
		if err != nil {
			return err
		}
		if refused && len(begin) > 0 {
			continue
		}
		if _, err := s.Write(begin); err != nil {
			return err
		}
		for _, r := range done {
			if err := deliver(r); err != nil {
				return err
			}
		}
		_, err = s.Write(setup.AppendEnd(nil))
		return err
	}
}

// encodeJob encodes labels that follow setup. Those that cannot be encoded, or
// that do not pass the leak gate together with setup, get their error in waiting
// too, so that another plan leaves them out.
func encodeJob(ctx context.Context, setup *zpl.Setup, waiting []labelResult, workers int) (done []labelResult, refused bool, err error) {
	work := func() func(labelResult) labelResult {
		f := setup.NewFormatter()
		var buf []byte
		return func(r labelResult) labelResult {
			l, ok := r.out.(laidOut)
			if r.err != nil || !ok {
				return r
			}
			r.out = nil
			if buf, r.err = f.AppendLabel(buf[:0], l.doc); r.err != nil {
				return r
			}
			if r.err = setup.Gate(buf, l.find); r.err == nil {
				r.out = bytes.Clone(buf)
			}
			return r
		}
	}
	done = make([]labelResult, 0, len(waiting))
	err = batch.Map(ctx, slices.Values(waiting), workers, work, func(r labelResult) error {
		if i := len(done); r.err != nil && waiting[i].err == nil {
			waiting[i].err, refused = r.err, true
		}
		done = append(done, r)
		return nil
	})
	return done, refused, err
}

// plan looks at all labels of a job that may be sent; at none where nothing is
// to be stored.
func (s *jobSink) plan(waiting []labelResult, store bool) (*zpl.Setup, error) {
	plan := zpl.NewPlan(s.profile, s.fonts)
	if !store {
		return plan.Settle()
	}
	for i := range waiting {
		if l, ok := waiting[i].out.(laidOut); ok && waiting[i].err == nil {
			if err := plan.See(l.doc); err != nil {
				waiting[i].err = err
			}
		}
	}
	return plan.Settle()
}

// oneJob encodes a label as a job of its own, for a file of its own.
func (e encoders) oneJob() func(*label.Document, find) (any, error) {
	return func(d *label.Document, find func(string) []masking.Finding) (any, error) {
		plan := zpl.NewPlan(e.profile, e.fonts)
		if err := plan.See(d); err != nil {
			return nil, err
		}
		setup, err := plan.Settle()
		if err != nil {
			return nil, err
		}
		b, err := setup.NewFormatter().AppendLabel(setup.AppendBegin(nil), d)
		if err != nil {
			return nil, err
		}
		b = setup.AppendEnd(b)
		return b, zpl.Gate(b, find)
	}
}
