package job

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// ErrNoJob says that the journal has no such job.
var ErrNoJob = errors.New("no such job")

// Summary is a job in a list.
type Summary struct {
	ID      string
	Created time.Time
	Printer string
	Address string // how it is opened again
	Counts  map[State]int
}

// Total is the number of labels, reprints included.
func (s Summary) Total() int {
	n := 0
	for _, c := range s.Counts {
		n += c
	}
	return n
}

// Open reports whether labels of the job still need the printer or a person.
func (s Summary) Open() bool {
	for state, n := range s.Counts {
		if n > 0 && state.Open() {
			return true
		}
	}
	return false
}

// Jobs returns all jobs, the newest first.
func (j *Journal) Jobs(ctx context.Context) ([]Summary, error) {
	return j.jobs(ctx, "")
}

// Job returns one job. The error is ErrNoJob if it is not there.
func (j *Journal) Job(ctx context.Context, id string) (Summary, error) {
	list, err := j.jobs(ctx, id)
	if err != nil {
		return Summary{}, err
	}
	if len(list) == 0 {
		return Summary{}, ErrNoJob
	}
	return list[0], nil
}

func (j *Journal) jobs(ctx context.Context, id string) ([]Summary, error) {
	// A label that was delivered and has no evidence yet is still under way.
	query := `SELECT job.id, job.created, job.printer, job.address,
		CASE WHEN l.state = 'delivered' AND l.evidence = '' THEN 'sending' ELSE l.state END AS stands, count(*)
		FROM job JOIN label l ON l.job = job.id WHERE job.ready = 1 %s
		GROUP BY job.id, stands ORDER BY job.created DESC, job.id`
	var args []any
	one := ""
	if id != "" {
		one, args = "AND job.id = ?", []any{id}
	}
	rows, err := j.db.QueryContext(ctx, fmt.Sprintf(query, one), args...)
	if err != nil {
		return nil, fmt.Errorf("journal: %w", err)
	}
	defer rows.Close()
	var list []Summary
	for rows.Next() {
		var s Summary
		var created string
		var state State
		var n int
		if err := rows.Scan(&s.ID, &created, &s.Printer, &s.Address, &state, &n); err != nil {
			return nil, fmt.Errorf("journal: %w", err)
		}
		if len(list) == 0 || list[len(list)-1].ID != s.ID {
			if s.Created, err = time.Parse(time.RFC3339Nano, created); err != nil {
				return nil, fmt.Errorf("journal: job %s: %w", s.ID, err)
			}
			s.Counts = map[State]int{}
			list = append(list, s)
		}
		list[len(list)-1].Counts[state] = n
	}
	return list, rows.Err()
}

// Entry is a label in a list.
type Entry struct {
	Seq      int
	State    State
	Evidence Evidence
	Reprint  int
	Name     string // the waybill number
	Counter  sql.NullInt64
}

// Labels returns the labels of a job in order.
func (j *Journal) Labels(ctx context.Context, id string) ([]Entry, error) {
	rows, err := j.db.QueryContext(ctx, `SELECT seq, state, evidence, reprint, name, counter FROM label
		WHERE job = (SELECT id FROM job WHERE id = ? AND ready = 1) ORDER BY seq`, id)
	if err != nil {
		return nil, fmt.Errorf("journal: %w", err)
	}
	defer rows.Close()
	var list []Entry
	for rows.Next() {
		var e Entry
		var name []byte
		if err := rows.Scan(&e.Seq, &e.State, &e.Evidence, &e.Reprint, &name, &e.Counter); err != nil {
			return nil, fmt.Errorf("journal: %w", err)
		}
		if name, err = j.seal.open(name, place(id, e.Seq, "name")); err != nil {
			return nil, err
		}
		e.Name = string(name)
		list = append(list, e)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("journal: %w", err)
	}
	if len(list) == 0 {
		return nil, ErrNoJob
	}
	return list, nil
}

// Event is a line of a job's history.
type Event struct {
	At    time.Time
	Seq   int
	State State
	Note  string
}

// History returns what happened to a job, in order.
func (j *Journal) History(ctx context.Context, id string) ([]Event, error) {
	rows, err := j.db.QueryContext(ctx, "SELECT at, seq, state, note FROM event WHERE job = ? ORDER BY id", id)
	if err != nil {
		return nil, fmt.Errorf("journal: %w", err)
	}
	defer rows.Close()
	var list []Event
	for rows.Next() {
		var e Event
		var at string
		var note []byte
		if err := rows.Scan(&at, &e.Seq, &e.State, &note); err != nil {
			return nil, fmt.Errorf("journal: %w", err)
		}
		if note != nil {
			if note, err = j.seal.open(note, place(id, e.Seq, "note")); err != nil {
				return nil, err
			}
			e.Note = string(note)
		}
		if e.At, err = time.Parse(time.RFC3339Nano, at); err != nil {
			return nil, fmt.Errorf("journal: %w", err)
		}
		list = append(list, e)
	}
	return list, rows.Err()
}

// Cancel takes back what is queued of a job and returns how many labels those
// were. What is under way or on paper stays.
func (j *Journal) Cancel(ctx context.Context, id, reason string) (int, error) {
	list, err := j.Labels(ctx, id)
	if err != nil {
		return 0, err
	}
	var steps []Step
	for _, e := range list {
		if e.State == Queued {
			steps = append(steps, Step{Job: id, Seq: e.Seq, To: Canceled, Note: reason})
		}
	}
	if len(steps) == 0 {
		return 0, nil
	}
	return len(steps), j.Take(ctx, steps...)
}

// Forget deletes jobs that need nothing more and are older than age, and
// returns how many those were.
func (j *Journal) Forget(ctx context.Context, age time.Duration) (int, error) {
	jobs, err := j.Jobs(ctx)
	if err != nil {
		return 0, err
	}
	n := 0
	limit := j.now().Add(-age)
	for _, s := range jobs {
		if s.Open() || s.Created.After(limit) {
			continue
		}
		if _, err := j.db.ExecContext(ctx, "DELETE FROM job WHERE id = ?", s.ID); err != nil {
			return n, fmt.Errorf("journal: %w", err)
		}
		n++
	}
	return n, nil
}
