package job

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// settle decides about labels that were under way when an earlier run ended, as
// far as the printer's counter proves anything: one label in flight, and the
// counter as it was before it means that it is not on paper once the printer
// has nothing left to print; one more means that it is. All else stays
// uncertain, for a person.
func (r *Runner) settle(ctx context.Context) error {
	if _, err := r.Journal.Recover(ctx, r.Printer); err != nil {
		return err
	}
	if r.can.counter == nil || !r.can.status {
		return nil
	}
	open, err := r.Journal.uncertain(ctx, r.Printer)
	if err != nil || len(open) != 1 || !open[0].counter.Valid {
		// Of two labels under way the counter cannot say which one came out.
		return err
	}
	// A part of it may lie in the printer's buffer, where the next label would
	// complete it.
	if _, err := r.link.write(ctx, []byte("~JA"), r.Timing.Answer); err != nil {
		return err
	}
	need, h, err := r.look(ctx)
	if err != nil {
		return err
	}
	if need != NoNeed || !h.Idle() {
		return nil // it may print yet
	}
	now, err := r.can.counter(r.link, ctx)
	if err != nil {
		if fatal(err) {
			return err
		}
		return nil
	}
	u := open[0]
	switch int64(now) - u.counter.Int64 {
	case 0:
		return r.Journal.Take(ctx, Step{Job: u.job, Seq: u.seq, To: Queued, Note: "the counter shows that it was not printed"})
	case 1:
		return r.Journal.Take(ctx, Step{Job: u.job, Seq: u.seq, To: Confirmed, Evidence: ByCounter, Note: "the counter shows that it was printed"})
	}
	return nil
}

// underWay is an uncertain label and the counter before it.
type underWay struct {
	job     string
	seq     int
	counter sql.NullInt64
}

// uncertain lists the labels of a printer that nobody has decided about.
func (j *Journal) uncertain(ctx context.Context, printer string) ([]underWay, error) {
	rows, err := j.db.QueryContext(ctx, `SELECT l.job, l.seq, l.counter FROM label l JOIN job ON job.id = l.job
		WHERE l.state = ? AND job.printer = ? ORDER BY job.created, l.seq`, Uncertain, printer)
	if err != nil {
		return nil, fmt.Errorf("journal: %w", err)
	}
	defer rows.Close()
	var list []underWay
	for rows.Next() {
		var u underWay
		if err := rows.Scan(&u.job, &u.seq, &u.counter); err != nil {
			return nil, fmt.Errorf("journal: %w", err)
		}
		list = append(list, u)
	}
	return list, errors.Join(rows.Err())
}
