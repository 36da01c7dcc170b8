package job

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"iter"
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
	// Again takes labels that were sent to this printer before.
	Again  bool
	Labels iter.Seq2[Label, error]
}

// DuplicateError says that the same labels went to the same printer before.
type DuplicateError struct{ Job string }

func (e *DuplicateError) Error() string {
	return "the same labels were sent to this printer before, as job " + e.Job
}

// Submit writes a job with all its labels, or nothing: an error among the
// labels takes it back. On return it survives a power cut.
func (j *Journal) Submit(ctx context.Context, s Submission) (id string, err error) {
	tx, err := j.db.BeginTx(ctx, nil)
	if err != nil {
		return "", fmt.Errorf("journal: %w", err)
	}
	defer tx.Rollback()
	id = newID()
	if _, err := tx.ExecContext(ctx, "INSERT INTO job (id, created, printer, address, width, height, dpi, source) VALUES (?,?,?,?,?,?,?,'')",
		id, j.stamp(), s.Printer, s.Address, s.Media.Width, s.Media.Height, s.Media.DPI); err != nil {
		return "", fmt.Errorf("journal: %w", err)
	}
	seq, sum := 0, sha256.New()
	for l, err := range s.Labels {
		if err != nil {
			return "", err
		}
		seq++
		fmt.Fprintf(sum, "%d %q %d ", seq, l.Name, len(l.ZPL))
		sum.Write(l.ZPL)
		if err := j.insert(ctx, tx, id, seq, l, 0, ""); err != nil {
			return "", err
		}
	}
	if seq == 0 {
		return "", errors.New("a job without labels")
	}
	// A keyed hash: without the key nobody can try which labels these were.
	source := hex.EncodeToString(j.seal.mark(sum.Sum(nil)))
	if err := j.twice(ctx, tx, s, source); err != nil {
		return "", err
	}
	if _, err := tx.ExecContext(ctx, "UPDATE job SET source = ? WHERE id = ?", source, id); err != nil {
		return "", fmt.Errorf("journal: %w", err)
	}
	if err := tx.Commit(); err != nil {
		return "", fmt.Errorf("journal: %w", err)
	}
	return id, nil
}

// twice refuses labels that are in the journal for the same printer, unless
// all of them were taken back.
func (j *Journal) twice(ctx context.Context, tx *sql.Tx, s Submission, source string) error {
	if s.Again {
		return nil
	}
	var before string
	err := tx.QueryRowContext(ctx, `SELECT id FROM job WHERE source = ? AND printer = ?
		AND EXISTS (SELECT 1 FROM label WHERE job = id AND state <> ?) ORDER BY created DESC LIMIT 1`,
		source, s.Printer, Canceled).Scan(&before)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("journal: %w", err)
	}
	return &DuplicateError{before}
}

func (j *Journal) insert(ctx context.Context, tx *sql.Tx, id string, seq int, l Label, reprint int, note string) error {
	_, err := tx.ExecContext(ctx, "INSERT INTO label (job, seq, token, state, reprint, name, zpl) VALUES (?,?,?,?,?,?,?)",
		id, seq, newID(), Queued, reprint,
		j.seal.seal([]byte(l.Name), place(id, seq, "name")), j.seal.seal(l.ZPL, place(id, seq, "zpl")))
	if err != nil {
		return fmt.Errorf("journal: %w", err)
	}
	return j.event(ctx, tx, id, seq, Queued, note)
}

func (j *Journal) event(ctx context.Context, tx *sql.Tx, id string, seq int, s State, note string) error {
	_, err := tx.ExecContext(ctx, "INSERT INTO event (at, job, seq, state, note) VALUES (?,?,?,?,?)", j.stamp(), id, seq, s, note)
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
