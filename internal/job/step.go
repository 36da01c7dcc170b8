package job

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// ErrNoLabel says that a job has no such label.
var ErrNoLabel = errors.New("no such label")

// Work is a label that is to be sent.
type Work struct {
	Job     string
	Seq     int
	Reprint int
	ZPL     []byte
}

// Next returns the first queued label of a job, or, if only is above 0, that
// label if it is queued; and false if there is none.
func (j *Journal) Next(ctx context.Context, id string, only int) (Work, bool, error) {
	w := Work{Job: id}
	var sealed []byte
	err := j.db.QueryRowContext(ctx, "SELECT seq, reprint, zpl FROM label WHERE job = ? AND state = ? AND ? IN (0, seq) ORDER BY seq LIMIT 1", id, Queued, only).
		Scan(&w.Seq, &w.Reprint, &sealed)
	if errors.Is(err, sql.ErrNoRows) {
		return Work{}, false, nil
	}
	if err != nil {
		return Work{}, false, fmt.Errorf("journal: %w", err)
	}
	w.ZPL, err = j.seal.open(sealed, place(id, w.Seq, "zpl"))
	return w, err == nil, err
}

// Step is one change of a label's state.
type Step struct {
	Job      string
	Seq      int
	To       State
	Evidence Evidence // for Confirmed
	Counter  *int     // for Sending: the printer's label counter, if it has one
	Note     string   // for people; never a personal value
}

// Take writes steps down, all or none; on return they survive a power cut. A
// step that the label's state does not allow is a *StateError: somebody else
// was there.
func (j *Journal) Take(ctx context.Context, steps ...Step) error {
	tx, err := j.db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("journal: %w", err)
	}
	defer tx.Rollback()
	for _, s := range steps {
		if err := j.take(ctx, tx, s); err != nil {
			return err
		}
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("journal: %w", err)
	}
	return nil
}

func (j *Journal) take(ctx context.Context, tx *sql.Tx, s Step) error {
	var from State
	err := tx.QueryRowContext(ctx, "SELECT state FROM label WHERE job = ? AND seq = ?", s.Job, s.Seq).Scan(&from)
	if errors.Is(err, sql.ErrNoRows) {
		return ErrNoLabel
	}
	if err != nil {
		return fmt.Errorf("journal: %w", err)
	}
	if err := from.to(s.To); err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, "UPDATE label SET state = ?, evidence = ?, counter = coalesce(?, counter) WHERE job = ? AND seq = ?",
		s.To, s.Evidence, s.Counter, s.Job, s.Seq)
	if err != nil {
		return fmt.Errorf("journal: %w", err)
	}
	if s.To == Sending {
		// From here on the counter says nothing about labels that are still
		// undecided: what it counts next is this one.
		if _, err := tx.ExecContext(ctx, `UPDATE label SET counter = NULL WHERE state = ? AND job IN
			(SELECT id FROM job WHERE printer = (SELECT printer FROM job WHERE id = ?))`, Uncertain, s.Job); err != nil {
			return fmt.Errorf("journal: %w", err)
		}
	}
	return j.event(ctx, tx, s.Job, s.Seq, s.To, s.Note)
}

// Recover makes uncertain what was under way when a process ended without a
// word (what a printer without status took counts as delivered, not as under
// way), and returns how many labels that are. Call it only while holding the
// printer: another process may be sending.
func (j *Journal) Recover(ctx context.Context, printer string) (int, error) {
	rows, err := j.db.QueryContext(ctx, `SELECT l.job, l.seq FROM label l JOIN job ON job.id = l.job
		WHERE (l.state = ? OR l.state = ? AND l.evidence = '') AND job.printer = ? ORDER BY job.created, l.seq`, Sending, Delivered, printer)
	if err != nil {
		return 0, fmt.Errorf("journal: %w", err)
	}
	var steps []Step
	for rows.Next() {
		s := Step{To: Uncertain, Note: "the program ended while it was under way"}
		if err := rows.Scan(&s.Job, &s.Seq); err != nil {
			rows.Close()
			return 0, fmt.Errorf("journal: %w", err)
		}
		steps = append(steps, s)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return 0, fmt.Errorf("journal: %w", err)
	}
	if len(steps) == 0 {
		return 0, nil
	}
	return len(steps), j.Take(ctx, steps...)
}

// Reprint adds a label again at the end of its job, marked by mark with the
// number of the reprint, 1 for the first. Only what is or may be on paper can
// be reprinted; what is queued will come anyway. The reason is for people and
// auditors.
func (j *Journal) Reprint(ctx context.Context, id string, seq int, reason string, mark func(zpl []byte, n int, m Media) ([]byte, error)) (newSeq int, err error) {
	tx, err := j.db.BeginTx(ctx, nil)
	if err != nil {
		return 0, fmt.Errorf("journal: %w", err)
	}
	defer tx.Rollback()
	var state State
	var reprint int
	var name, zpl []byte
	err = tx.QueryRowContext(ctx, "SELECT state, reprint, name, zpl FROM label WHERE job = ? AND seq = ?", id, seq).Scan(&state, &reprint, &name, &zpl)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, ErrNoLabel
	}
	if err != nil {
		return 0, fmt.Errorf("journal: %w", err)
	}
	if state != Confirmed && state != Delivered && state != Uncertain && state != Failed {
		return 0, &StateError{state, Queued}
	}
	if name, err = j.seal.open(name, place(id, seq, "name")); err != nil {
		return 0, err
	}
	if zpl, err = j.seal.open(zpl, place(id, seq, "zpl")); err != nil {
		return 0, err
	}
	// The highest mark that this label carries on any paper, not only this one.
	var last, highest int
	rows, err := tx.QueryContext(ctx, "SELECT seq, reprint, name FROM label WHERE job = ?", id)
	if err != nil {
		return 0, fmt.Errorf("journal: %w", err)
	}
	for rows.Next() {
		var s, n int
		var sealed []byte
		if err := rows.Scan(&s, &n, &sealed); err != nil {
			rows.Close()
			return 0, fmt.Errorf("journal: %w", err)
		}
		last = max(last, s)
		if other, err := j.seal.open(sealed, place(id, s, "name")); err == nil && string(other) == string(name) {
			highest = max(highest, n)
		}
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return 0, fmt.Errorf("journal: %w", err)
	}
	if reprint > 0 {
		return 0, errors.New("reprint the first copy, not a reprint: its mark would be printed over")
	}
	var m Media
	if err := tx.QueryRowContext(ctx, "SELECT width, height, dpi FROM job WHERE id = ?", id).Scan(&m.Width, &m.Height, &m.DPI); err != nil {
		return 0, fmt.Errorf("journal: %w", err)
	}
	if zpl, err = mark(zpl, highest+1, m); err != nil {
		return 0, err
	}
	if err := j.insert(ctx, tx, id, last+1, Label{string(name), zpl}, highest+1, "reprint of "+fmt.Sprint(seq)+": "+reason); err != nil {
		return 0, err
	}
	if err := tx.Commit(); err != nil {
		return 0, fmt.Errorf("journal: %w", err)
	}
	return last + 1, nil
}
