package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/pflag"

	"waybill/internal/device"
	"waybill/internal/emulator"
	"waybill/internal/job"
)

// driveFlags are the flags of commands that send to a printer.
type driveFlags struct {
	printer  string
	ask      string
	stateDir string
}

const addressHelp = `  usb://SERIAL              by its serial number (Linux)
  usb:///dev/usb/lp0        by its device file
  serial:///dev/ttyUSB0     with ?baud=9600&parity=none&flow=xonxoff (or rtscts,
                            dtrdsr, none)
  tcp://HOST:9100           on the network
  file:///PATH              a file or a pipe
  emulator:                 a virtual printer, to try things out`

func (d *driveFlags) add(f *pflag.FlagSet) {
	f.StringVar(&d.printer, "printer", "", "`address` of the printer, such as tcp://192.168.1.40")
	d.addOther(f)
}

func (d *driveFlags) addOther(f *pflag.FlagSet) {
	f.StringVar(&d.ask, "ask", "auto", "ask the printer for its status: auto, or never for printers that cannot bear it")
	f.StringVar(&d.stateDir, "state-dir", "", "`folder` of the journal (default: the user's folder for program state)")
}

// address reads --printer.
func (d *driveFlags) address() (device.URI, error) {
	if d.printer == "" {
		return device.URI{}, usagef("name the printer: --printer tcp://HOST, usb://SERIAL or serial:///dev/…")
	}
	u, err := device.Parse(d.printer)
	if err != nil {
		return u, &usageError{fmt.Errorf("--printer: %w", err)}
	}
	return u, oneOf("ask", d.ask, "auto", "never")
}

// folder is where the journal lies.
func (d *driveFlags) folder() (string, error) {
	if d.stateDir != "" {
		return d.stateDir, nil
	}
	if dir := os.Getenv("XDG_STATE_HOME"); filepath.IsAbs(dir) {
		return filepath.Join(dir, "waybill"), nil
	}
	if dir := os.Getenv("LOCALAPPDATA"); dir != "" {
		return filepath.Join(dir, "waybill", "state"), nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", fmt.Errorf("no folder for the journal (name one with --state-dir): %w", err)
	}
	return filepath.Join(home, ".local", "state", "waybill"), nil
}

// openJournal opens the journal with the key of the user's settings folder,
// which is another one: a copy of the journal alone says nothing.
func (d *driveFlags) openJournal(ctx context.Context) (*job.Journal, error) {
	dir, err := d.folder()
	if err != nil {
		return nil, err
	}
	config, err := os.UserConfigDir()
	if err != nil {
		return nil, fmt.Errorf("no folder for the journal's key: %w", err)
	}
	key, err := job.LoadKey(filepath.Join(config, "waybill", "journal.key"))
	if err != nil {
		return nil, err
	}
	return job.OpenJournal(ctx, filepath.Join(dir, "jobs.db"), key)
}

// openDevice opens a printer, or the virtual one of this process.
func openDevice(ctx context.Context, u device.URI) (device.Conn, error) {
	if u.Scheme == "emulator" {
		return emulator.Dial(u.Name)
	}
	return device.Open(ctx, u)
}

// keepJobs is how long the journal keeps jobs that need nothing more.
const keepJobs = 30 * 24 * time.Hour

// drive brings what is queued of a job to its printer, or the one label that
// only names.
func (a *app) drive(ctx context.Context, d *driveFlags, j *job.Journal, id string, only int, address device.URI) error {
	if _, err := j.Forget(ctx, keepJobs); err != nil {
		return err
	}
	dir, err := d.folder()
	if err != nil {
		return err
	}
	lock, err := job.WaitLock(ctx, dir, address.String(), func(h *job.HeldError) {
		a.note(a.say("waiting: %v", "等待中：%v"), h)
	})
	if err != nil {
		return &job.Stop{Job: id, Err: err}
	}
	defer lock.Close()
	r := job.Runner{
		Journal: j, Printer: address.String(), Timing: job.DefaultTiming, Only: only,
		Open: func(ctx context.Context) (device.Conn, error) { return openDevice(ctx, address) },
	}
	if d.ask == "never" || address.Scheme == "file" {
		r.Asking = job.Never
	}
	show := a.driveProgress()
	r.Report = show.report
	start := time.Now()
	// The label under way is finished after the first Ctrl-C; the second ends
	// the process, and the journal knows the rest.
	stopped := context.AfterFunc(ctx, show.stopping)
	err = r.Run(ctx, context.WithoutCancel(ctx), id)
	stopped()
	show.clear()
	return a.outcome(j, id, err, time.Since(start))
}

// outcome says what became of a job.
func (a *app) outcome(j *job.Journal, id string, run error, took time.Duration) error {
	s, err := j.Job(context.Background(), id)
	if err != nil {
		return errors.Join(run, err)
	}
	if a.json {
		return errors.Join(a.writeJobs([]job.Summary{s}), run)
	}
	a.note(a.say("job %s: %s in %v", "任务 %s：%s，用时 %v"), id, a.counts(s), took.Round(time.Millisecond))
	return run
}
