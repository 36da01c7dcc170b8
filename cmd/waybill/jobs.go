package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"waybill/internal/device"
	"waybill/internal/job"
)

func (a *app) jobsCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "jobs",
		Short: "Printed and unprinted labels: list, resume, decide, reprint",
		Long: `Every label that print sends is in a journal. A label is

  queued      nothing of it was sent
  sending     bytes of it may have been sent
  delivered   all of it was sent to a printer that cannot say what it printed
  confirmed   on paper, by the printer's counter or status, or by your word
  uncertain   it may be on paper: look, and say so with 'jobs resolve'
  canceled    taken back before it was sent`,
		Example: "  waybill jobs list\n  waybill jobs resume 3e604fca5d31\n  waybill jobs resolve 3e604fca5d31 12 printed",
		Args:    subcommand,
		RunE:    func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(a.jobsListCommand(), a.jobsShowCommand(), a.jobsResumeCommand(), a.jobsResolveCommand(),
		a.jobsReprintCommand(), a.jobsCancelCommand())
	return c
}

// withJournal opens the journal for one command.
func withJournal(ctx context.Context, d *driveFlags, do func(*job.Journal) error) error {
	j, err := d.openJournal(ctx)
	if err != nil {
		return err
	}
	return errors.Join(do(j), j.Close())
}

// printerOf returns the printer that a job belongs to, opened with the options
// of --printer if they are given.
func (d *driveFlags) printerOf(ctx context.Context, j *job.Journal, id string) (device.URI, error) {
	s, err := j.Job(ctx, id)
	if err != nil {
		return device.URI{}, err
	}
	if d.printer == "" {
		d.printer = s.Address
	}
	u, err := d.address()
	if err == nil && u.String() != s.Printer {
		err = usagef("job %s belongs to %s; another printer's counter proves nothing about it", s.ID, s.Printer)
	}
	return u, err
}

func (a *app) jobsListCommand() *cobra.Command {
	var d driveFlags
	var all bool
	c := &cobra.Command{
		Use:     "list",
		Short:   "List jobs, the newest first",
		Example: "  waybill jobs list\n  waybill jobs list --all --json",
		Args:    noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return withJournal(c.Context(), &d, func(j *job.Journal) error {
				list, err := j.Jobs(c.Context())
				if err != nil {
					return err
				}
				if !all {
					open := list[:0]
					for _, s := range list {
						if s.Open() {
							open = append(open, s)
						}
					}
					list = open
				}
				return a.writeJobs(list)
			})
		},
	}
	c.Flags().BoolVar(&all, "all", false, "finished jobs too")
	c.Flags().StringVar(&d.stateDir, "state-dir", "", "`folder` of the journal (default: the user's folder for program state)")
	return c
}

func (a *app) writeJobs(list []job.Summary) error {
	if a.json {
		type entry struct {
			ID      string            `json:"job"`
			Created time.Time         `json:"created"`
			Printer string            `json:"printer"`
			Open    bool              `json:"open"`
			Counts  map[job.State]int `json:"labels"`
		}
		out := []entry{}
		for _, s := range list {
			out = append(out, entry{s.ID, s.Created, s.Printer, s.Open(), s.Counts})
		}
		e := json.NewEncoder(a.stdout)
		e.SetEscapeHTML(false)
		return e.Encode(out)
	}
	rows := [][]string{{"JOB", "CREATED", "PRINTER", "LABELS"}}
	for _, s := range list {
		rows = append(rows, []string{s.ID, s.Created.Local().Format("2006-01-02 15:04:05"), s.Printer, a.counts(s)})
	}
	return writeTable(a.stdout, rows, nil)
}

func (a *app) jobsShowCommand() *cobra.Command {
	var d driveFlags
	var history bool
	c := &cobra.Command{
		Use:     "show JOB",
		Short:   "Show the labels of a job, and with --history all that happened",
		Example: "  waybill jobs show 3e604fca5d31\n  waybill jobs show 3e604fca5d31 --history",
		Args:    oneName("job"),
		RunE: func(c *cobra.Command, args []string) error {
			return withJournal(c.Context(), &d, func(j *job.Journal) error {
				if history {
					return a.showHistory(c.Context(), j, args[0])
				}
				return a.showLabels(c.Context(), j, args[0])
			})
		},
	}
	c.Flags().BoolVar(&history, "history", false, "every step of every label")
	c.Flags().StringVar(&d.stateDir, "state-dir", "", "`folder` of the journal (default: the user's folder for program state)")
	return c
}

func (a *app) showLabels(ctx context.Context, j *job.Journal, id string) error {
	list, err := j.Labels(ctx, id)
	if err != nil {
		return err
	}
	if a.json {
		type entry struct {
			Label    int          `json:"label"`
			Waybill  string       `json:"waybill_no"`
			State    job.State    `json:"state"`
			Evidence job.Evidence `json:"evidence,omitempty"`
			Reprint  int          `json:"reprint,omitempty"`
		}
		out := []entry{}
		for _, e := range list {
			out = append(out, entry{e.Seq, e.Name, e.State, e.Evidence, e.Reprint})
		}
		return json.NewEncoder(a.stdout).Encode(out)
	}
	rows := [][]string{{"LABEL", "WAYBILL", "STATE", "EVIDENCE", "REPRINT"}}
	for _, e := range list {
		reprint := ""
		if e.Reprint > 0 {
			reprint = strconv.Itoa(e.Reprint)
		}
		rows = append(rows, []string{strconv.Itoa(e.Seq), e.Name, a.stateName(e.State), string(e.Evidence), reprint})
	}
	return writeTable(a.stdout, rows, nil)
}

func (a *app) showHistory(ctx context.Context, j *job.Journal, id string) error {
	events, err := j.History(ctx, id)
	if err != nil {
		return err
	}
	if len(events) == 0 {
		return job.ErrNoJob
	}
	rows := [][]string{{"TIME", "LABEL", "STATE", "NOTE"}}
	for _, e := range events {
		rows = append(rows, []string{e.At.Local().Format("2006-01-02 15:04:05.000"), strconv.Itoa(e.Seq), a.stateName(e.State), e.Note})
	}
	return writeTable(a.stdout, rows, nil)
}

func (a *app) jobsResumeCommand() *cobra.Command {
	var d driveFlags
	c := &cobra.Command{
		Use:   "resume JOB",
		Short: "Print what is still queued of a job",
		Long: `Resume first asks the printer's label counter about labels that are uncertain;
what it cannot settle stays uncertain, and the queued labels are printed.`,
		Example: "  waybill jobs resume 3e604fca5d31\n  waybill jobs resume 3e604fca5d31 --ask never",
		Args:    oneName("job"),
		RunE: func(c *cobra.Command, args []string) error {
			return withJournal(c.Context(), &d, func(j *job.Journal) error {
				u, err := d.printerOf(c.Context(), j, args[0])
				if err != nil {
					return err
				}
				return a.drive(c.Context(), &d, j, args[0], 0, u)
			})
		},
	}
	d.add(c.Flags())
	return c
}

func (a *app) jobsResolveCommand() *cobra.Command {
	var d driveFlags
	c := &cobra.Command{
		Use:   "resolve JOB LABEL printed|not-printed",
		Short: "Say whether an uncertain label is on paper",
		Long: `Resolve decides about a label that may or may not have been printed. Look at
the printer first. "printed" closes it; "not-printed" queues it again, and
'jobs resume' prints it.`,
		Example: "  waybill jobs resolve 3e604fca5d31 12 printed\n  waybill jobs resolve 3e604fca5d31 13 not-printed",
		Args:    someArgs(3, "a job, a label's number, and printed or not-printed"),
		RunE: func(c *cobra.Command, args []string) error {
			seq, err := labelNumber(args[1])
			if err != nil {
				return err
			}
			step := job.Step{Job: args[0], Seq: seq, Evidence: job.ByPerson}
			switch args[2] {
			case "printed":
				step.To, step.Note = job.Confirmed, "a person saw it on paper"
			case "not-printed":
				step.To, step.Note, step.Evidence = job.Queued, "a person saw that it was not printed", job.NoEvidence
			default:
				return usagef("say printed or not-printed")
			}
			return withJournal(c.Context(), &d, func(j *job.Journal) error {
				// Before a person decides, what was under way must be known to be.
				s, err := j.Job(c.Context(), args[0])
				if err != nil {
					return err
				}
				dir, err := d.folder()
				if err != nil {
					return err
				}
				lock, err := job.TryLock(dir, s.Printer)
				if err != nil {
					return err
				}
				defer lock.Close()
				if _, err := j.Recover(c.Context(), s.Printer); err != nil {
					return err
				}
				return j.Take(c.Context(), step)
			})
		},
	}
	c.Flags().StringVar(&d.stateDir, "state-dir", "", "`folder` of the journal (default: the user's folder for program state)")
	return c
}

func (a *app) jobsReprintCommand() *cobra.Command {
	var d driveFlags
	var reason string
	c := &cobra.Command{
		Use:   "reprint JOB LABEL --reason TEXT",
		Short: "Print a label again, marked 补打",
		Long: `Reprint prints a label that is or may be on paper once more. The new label
carries a mark 补打 1 (2, 3 …) in a free place, and the journal keeps the reason.
What else is queued of the job is left alone.`,
		Example: `  waybill jobs reprint 3e604fca5d31 12 --reason torn`,
		Args:    someArgs(2, "a job and a label's number"),
		RunE: func(c *cobra.Command, args []string) error {
			seq, err := labelNumber(args[1])
			if err != nil {
				return err
			}
			if strings.TrimSpace(reason) == "" {
				return usagef("say why: --reason TEXT")
			}
			return withJournal(c.Context(), &d, func(j *job.Journal) error {
				u, err := d.printerOf(c.Context(), j, args[0])
				if err != nil {
					return err
				}
				again, err := j.Reprint(c.Context(), args[0], seq, reason, markReprint)
				if err != nil {
					return err
				}
				return a.drive(c.Context(), &d, j, args[0], again, u)
			})
		},
	}
	d.add(c.Flags())
	c.Flags().StringVar(&reason, "reason", "", "why it is printed again; kept in the journal")
	return c
}

func (a *app) jobsCancelCommand() *cobra.Command {
	var d driveFlags
	c := &cobra.Command{
		Use:     "cancel JOB",
		Short:   "Take back what is still queued of a job",
		Example: "  waybill jobs cancel 3e604fca5d31",
		Args:    oneName("job"),
		RunE: func(c *cobra.Command, args []string) error {
			return withJournal(c.Context(), &d, func(j *job.Journal) error {
				n, err := j.Cancel(c.Context(), args[0], "canceled by a person")
				if err == nil {
					a.note(a.say("%d labels taken back", "已取消 %d 张面单"), n)
				}
				return err
			})
		},
	}
	c.Flags().StringVar(&d.stateDir, "state-dir", "", "`folder` of the journal (default: the user's folder for program state)")
	return c
}

func labelNumber(s string) (int, error) {
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 {
		return 0, usagef("a label's number is 1, 2, 3 … ('waybill jobs show JOB' lists them)")
	}
	return n, nil
}

// someArgs wants exactly n arguments.
func someArgs(n int, what string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) != n {
			return &usageError{fmt.Errorf("give %s", what)}
		}
		return nil
	}
}
