package main

import (
	"context"
	"errors"

	"waybill/internal/job"
	"waybill/label"
)

// journalSink puts labels into the journal as one job, in a transaction that
// ends only when all of them are good.
type journalSink struct {
	encoders
	rows   rowSet
	copies int

	labels, bytes int
	done          bool
	id            string // of the job, once it is in the journal

	feed   chan job.Label
	cancel context.CancelFunc
	result chan error
}

func newJournalSink(rows rowSet, copies int) *journalSink {
	return &journalSink{rows: rows, copies: copies}
}

var errNotCommitted = errors.New("given up")

// submitTo starts the transaction. Without it labels are only counted.
func (s *journalSink) submitTo(ctx context.Context, j *job.Journal, sub job.Submission) {
	ctx, s.cancel = context.WithCancel(ctx)
	feed := make(chan job.Label)
	s.feed = feed
	s.result = make(chan error, 1)
	good := false
	sub.Labels = func(yield func(job.Label, error) bool) {
		for l := range feed {
			if l.ZPL == nil { // the mark of commit: all that came before is good
				good = true
				continue
			}
			if !yield(l, nil) {
				return
			}
		}
		if !good {
			yield(job.Label{}, errNotCommitted)
		}
	}
	go func() {
		id, err := j.Submit(ctx, sub)
		s.id = id // read after result only
		s.result <- err
		for range feed { // whoever still sends must not wait
		}
	}()
}

func (s *journalSink) encoder() func(*label.Document, find) (any, error) { return s.zpl() }

func (s *journalSink) put(r labelResult) error {
	if !s.rows.holds(r.row) {
		return nil
	}
	zpl := r.out.([]byte)
	for range s.copies {
		s.labels++
		s.bytes += len(zpl)
		if s.feed == nil {
			continue
		}
		select {
		case s.feed <- job.Label{Name: r.number, ZPL: zpl}:
		case err := <-s.result:
			s.result <- err
			return err
		}
	}
	return nil
}

func (s *journalSink) commit() error {
	if s.labels == 0 {
		return usagef("no record is in the range of --from, --to and --only")
	}
	s.done = true
	if s.feed == nil {
		return nil
	}
	s.feed <- job.Label{}
	close(s.feed)
	s.feed = nil
	return <-s.result
}

func (s *journalSink) abort() {
	if s.feed == nil {
		return
	}
	close(s.feed)
	s.feed = nil
	s.cancel()
	<-s.result
}
