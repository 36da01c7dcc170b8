package job

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
)

// recover finds what earlier runs left undecided, and ends what a cut link may
// have left open in the printer: a half format would be printed by the next
// command that begins one, be it a query, and counted as a label.
func (r *Runner) recover(ctx context.Context) ([]underWay, error) {
	if _, err := r.Journal.Recover(ctx, r.Printer); err != nil {
		return nil, err
	}
	open, err := r.Journal.uncertain(ctx, r.Printer)
	if err != nil || r.Asking == Never {
		return open, err
	}
	// The line end closes a query that was cut off.
	clean := "\r\n"
	if len(open) > 0 {
		clean += "~JX~JA" // the partial format; all that waits behind it
	}
	if _, err = r.link.write(ctx, []byte(clean), r.Timing.Answer); errors.Is(err, os.ErrDeadlineExceeded) {
		err = nil // it holds the flow; whatever comes next waits for it
	}
	return open, err
}

// settle decides about labels that were under way when an earlier run ended, as
// far as the printer's counter proves anything: one label in flight, and the
// counter as it was before it means that it is not on paper once the printer
// has nothing left to print; one more means that it is. All else stays
// uncertain, for a person.
func (r *Runner) settle(ctx context.Context, open []underWay) error {
	if r.can.counter == nil || !r.can.status {
		return nil
	}
	if len(open) != 1 || !open[0].counter.Valid {
		// Of two labels under way the counter cannot say which one came out.
		return nil
	}
	// It may be printing it just now, or wait for paper to do so.
	if err := r.awaitReady(ctx, Work{Job: open[0].job, Seq: open[0].seq}); err != nil {
		return err
	}
	// Twice, a label's time apart: a printer may call itself idle while its
	// last label moves.
	now, still, err := r.rest(ctx)
	if err != nil || !still {
		return err
	}
	if err := sleep(ctx, r.Timing.Settle); err != nil {
		return err
	}
	again, still, err := r.rest(ctx)
	if err != nil || !still || again != now {
		return err
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

// rest returns the printer's counter, and false unless the printer is idle and
// could tell.
func (r *Runner) rest(ctx context.Context) (counter int, still bool, err error) {
	need, h, err := r.look(ctx)
	if err != nil || need != NoNeed || !h.Idle() {
		return 0, false, err
	}
	counter, err = r.can.counter(r.link, ctx)
	if err != nil && !fatal(err) {
		return 0, false, nil
	}
	return counter, err == nil, err
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
