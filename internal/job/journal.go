package job

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"iter"
	"strings"
	"time"

	"waybill/internal/store"
)

// Journal keeps jobs and their labels. It is safe for concurrent use, and for
// several processes on one file.
type Journal struct {
	db   *sql.DB
	seal *sealer
	now  func() time.Time
}

// OpenJournal opens the journal at path, made if it is not there. The error
// wraps ErrKey if key is not the one it was written with.
func OpenJournal(ctx context.Context, path string, key []byte) (*Journal, error) {
	s, err := newSealer(key)
	if err != nil {
		return nil, err
	}
	db, err := store.Open(ctx, path, schema)
	if err != nil {
		return nil, err
	}
	j := &Journal{db: db, seal: s, now: time.Now}
	if err := j.checkKey(ctx); err != nil {
		db.Close()
		return nil, err
	}
	return j, nil
}

// Close closes the journal.
func (j *Journal) Close() error { return j.db.Close() }

// checkKey opens one value before anything is written under another key.
func (j *Journal) checkKey(ctx context.Context) error {
	var id string
	var seq int
	var name []byte
	err := j.db.QueryRowContext(ctx, "SELECT job, seq, name FROM label LIMIT 1").Scan(&id, &seq, &name)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("journal: %w", err)
	}
	_, err = j.seal.open(name, place(id, seq, "name"))
	return err
}

// Label is an encoded label to print.
type Label struct {
	Name string // for people: the waybill number
	ZPL  []byte // one format, ^XA to ^XZ
}

// Media is the size of a job's labels, in dots.
type Media struct{ Width, Height, DPI int }

// Submission is a job to be taken.
type Submission struct {
	Printer string // the URI without options
	Address string // the URI with options
	Media   Media
	// Again takes labels whose waybill numbers went to this printer before.
	Again  bool
	Labels iter.Seq2[Label, error]
}

// DuplicateError says that labels of the same waybill numbers went to the same
// printer before.
type DuplicateError struct {
	Job    string // the newest of those jobs
	Labels int    // how many of the labels
}

func (e *DuplicateError) Error() string {
	return fmt.Sprintf("%d of the labels were sent to this printer before, in job %s", e.Labels, e.Job)
}

const (
	// batch is how many labels one transaction takes: whoever prints at the
	// same time waits for one of these, never for a whole file.
	batch = 64
	// abandoned is how long a job that is not ready may stand still before it is
	// thrown away: whoever wrote it is gone.
	abandoned = time.Hour
)

// Submit writes a job with all its labels, or nothing: an error among the
// labels takes it back. On return it survives a power cut.
//
// Labels may come as slowly as they like; nobody else has to wait for them.
func (j *Journal) Submit(ctx context.Context, s Submission) (id string, err error) {
	if err := j.sweep(ctx); err != nil {
		return "", err
	}
	id = newID()
	if _, err := j.db.ExecContext(ctx, "INSERT INTO job (id, created, touched, ready, printer, address, width, height, dpi) VALUES (?,?,?,0,?,?,?,?,?)",
		id, j.stamp(), j.stamp(), s.Printer, s.Address, s.Media.Width, s.Media.Height, s.Media.DPI); err != nil {
		return "", fmt.Errorf("journal: %w", err)
	}
	defer func() {
		if err != nil {
			// Nobody has seen it. If this fails too, it is swept later.
			j.db.ExecContext(context.WithoutCancel(ctx), "DELETE FROM job WHERE id = ?", id)
			id = ""
		}
	}()
	seq := 0
	waiting := make([]Label, 0, batch)
	flush := func() error {
		err := j.insertBatch(ctx, id, seq-len(waiting), waiting)
		waiting = waiting[:0]
		return err
	}
	for l, err := range s.Labels {
		if err != nil {
			return "", err
		}
		seq++
		if waiting = append(waiting, l); len(waiting) == batch {
			if err := flush(); err != nil {
				return "", err
			}
		}
	}
	if seq == 0 {
		return "", errors.New("a job without labels")
	}
	if err := flush(); err != nil {
		return "", err
	}
	return id, j.publish(ctx, id, s)
}

// sweep throws away jobs whose writer is gone.
func (j *Journal) sweep(ctx context.Context) error {
	limit := j.now().Add(-abandoned).UTC().Format(time.RFC3339Nano)
	if _, err := j.db.ExecContext(ctx, "DELETE FROM job WHERE ready = 0 AND touched < ?", limit); err != nil {
		return fmt.Errorf("journal: %w", err)
	}
	return nil
}

// insertBatch writes labels behind the first after ones of a job.
func (j *Journal) insertBatch(ctx context.Context, id string, after int, list []Label) error {
	tx, err := j.db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("journal: %w", err)
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, "UPDATE job SET touched = ? WHERE id = ?", j.stamp(), id); err != nil {
		return fmt.Errorf("journal: %w", err)
	}
	for i, l := range list {
		if err := j.insert(ctx, tx, id, after+i+1, l, 0, ""); err != nil {
			return err
		}
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("journal: %w", err)
	}
	return nil
}

// publish makes a job ready, unless its labels went to the printer before.
func (j *Journal) publish(ctx context.Context, id string, s Submission) error {
	tx, err := j.db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("journal: %w", err)
	}
	defer tx.Rollback()
	if !s.Again {
		twice := &DuplicateError{}
		err := tx.QueryRowContext(ctx, `SELECT count(DISTINCT mine.seq), coalesce(max(job.created || '|' || job.id), '')
			FROM label mine JOIN label other ON other.mark = mine.mark AND other.job <> mine.job AND other.state <> ?
			JOIN job ON job.id = other.job AND job.ready = 1 AND job.printer = ? WHERE mine.job = ?`,
			Canceled, s.Printer, id).Scan(&twice.Labels, &twice.Job)
		if err != nil {
			return fmt.Errorf("journal: %w", err)
		}
		if twice.Labels > 0 {
			_, twice.Job, _ = strings.Cut(twice.Job, "|")
			return twice
		}
	}
	if _, err := tx.ExecContext(ctx, "UPDATE job SET ready = 1 WHERE id = ?", id); err != nil {
		return fmt.Errorf("journal: %w", err)
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("journal: %w", err)
	}
	return nil
}

func (j *Journal) insert(ctx context.Context, tx *sql.Tx, id string, seq int, l Label, reprint int, note string) error {
	// Who has no waybill number is known by the label itself.
	mark := []byte(l.Name)
	if l.Name == "" {
		mark = l.ZPL
	}
	_, err := tx.ExecContext(ctx, "INSERT INTO label (job, seq, state, reprint, mark, name, zpl) VALUES (?,?,?,?,?,?,?)",
		id, seq, Queued, reprint, j.seal.mark(mark),
		j.seal.seal([]byte(l.Name), place(id, seq, "name")), j.seal.seal(l.ZPL, place(id, seq, "zpl")))
	if err != nil {
		return fmt.Errorf("journal: %w", err)
	}
	return j.event(ctx, tx, id, seq, Queued, note)
}

func (j *Journal) event(ctx context.Context, tx *sql.Tx, id string, seq int, s State, note string) error {
	var sealed []byte
	if note != "" {
		sealed = j.seal.seal([]byte(note), place(id, seq, "note"))
	}
	_, err := tx.ExecContext(ctx, "INSERT INTO event (at, job, seq, state, note) VALUES (?,?,?,?,?)", j.stamp(), id, seq, s, sealed)
	if err != nil {
		return fmt.Errorf("journal: %w", err)
	}
	return nil
}

func (j *Journal) stamp() string { return j.now().UTC().Format(time.RFC3339Nano) }

// newID returns 12 hexadecimal digits that say nothing.
func newID() string {
	var b [6]byte
	rand.Read(b[:])
	return hex.EncodeToString(b[:])
}
