package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"waybill/internal/emulator"
	"waybill/internal/outfile"
	"waybill/label"
)

type emulateFlags struct {
	listen, pty, control string
	profile, out, media  string
	faults               []string
	dpi, buffer, baud    int
	speed                float64
	silent, forgets      bool
	labels               int
	period               time.Duration
}

func (a *app) emulateCommand() *cobra.Command {
	var f emulateFlags
	c := &cobra.Command{
		Use:   "emulate",
		Short: "Be a label printer: on the network, on a serial line",
		Long: `Emulate is a virtual printer for trying out programs that print ZPL: it takes
jobs on a TCP port or a pseudo terminal, answers queries, and writes each label
as PNG with -o FOLDER. Labels take time, its buffer fills and holds the sender,
and it can be given the mishaps of a real one with --fault, now or later:

` + faultList() + `
A time behind a colon ends a fault by itself: power-cut@3:5s. Otherwise somebody
says so on the control socket (--control), one line a command: load-paper,
head-close, power-on, pause, count, state, wait N … docs/emulator.md lists them.

Profiles: ` + profileList() + `
It runs until Ctrl-C, --for or --labels. Nothing is sent anywhere else.`,
		Example: `  waybill emulate --listen 127.0.0.1:0 -o labels/ --for 100ms
  waybill emulate --listen 127.0.0.1:0 --profile silent-clone --speed 4 --for 100ms
  waybill emulate --listen 127.0.0.1:0 --fault paper-out@7 --control 127.0.0.1:0 --for 100ms`,
		Args: noArgs,
		RunE: func(c *cobra.Command, _ []string) error { return a.emulate(c.Context(), &f, c) },
	}
	fl := c.Flags()
	fl.StringVar(&f.listen, "listen", "127.0.0.1:9100", "TCP `address` to take jobs at; with --pty none unless it is given")
	fl.StringVar(&f.pty, "pty", "", "serial line: make `LINK` lead to a pseudo terminal (Linux)")
	fl.StringVar(&f.control, "control", "", "take commands at this `address`: unix:PATH or HOST:PORT")
	fl.StringVar(&f.profile, "profile", "zebra", "kind of printer")
	fl.StringVarP(&f.out, "output", "o", "", "`folder` for a PNG of each label")
	fl.StringArrayVar(&f.faults, "fault", nil, "`mishap` such as paper-out@7; may be repeated")
	fl.IntVar(&f.dpi, "dpi", 0, "resolution: 152, 203, 300 or 600 (default: the profile's)")
	fl.StringVar(&f.media, "media", "100x150", "label size in mm, `WxH`, where the ZPL sets none")
	fl.IntVar(&f.buffer, "buffer", 0, "size of the receive buffer in `bytes` (default: the profile's)")
	fl.IntVar(&f.baud, "baud", 0, "bits per second of the serial line (default: the profile's)")
	fl.Float64Var(&f.speed, "speed", 0, "print speed in `inches` per second (default: the profile's)")
	fl.BoolVar(&f.silent, "silent-errors", false, "answer no ~HS while paper is out or the head open, as some printers do")
	fl.BoolVar(&f.forgets, "drop-partial", false, "forget a half received label when its connection ends")
	fl.IntVar(&f.labels, "labels", 0, "end after `N` labels")
	fl.DurationVar(&f.period, "for", 0, "end after this `time`, such as 30s")
	_ = c.RegisterFlagCompletionFunc("profile", completeNames(profileNamesOfEmulator))
	return c
}

func profileNamesOfEmulator() []string {
	var names []string
	for _, p := range emulator.Profiles() {
		names = append(names, p.Name)
	}
	return names
}

func profileList() string {
	var b strings.Builder
	for _, p := range emulator.Profiles() {
		fmt.Fprintf(&b, "\n  %-15s %s", p.Name, p.About)
	}
	return b.String() + "\n"
}

func faultList() string {
	var b strings.Builder
	for _, k := range emulator.FaultKinds() {
		fmt.Fprintf(&b, "  %-16s %s\n", k[0], k[1])
	}
	return b.String()
}

// options says what printer to be.
func (f *emulateFlags) options() (o emulator.Options, err error) {
	if o.Profile, err = emulator.ProfileNamed(f.profile); err != nil {
		return o, &usageError{err}
	}
	p := &o.Profile
	if f.dpi != 0 {
		perMM := map[int]int{152: 6, 203: 8, 300: 12, 600: 24}
		if p.DotsPerMM = perMM[f.dpi]; p.DotsPerMM == 0 {
			return o, usagef("--dpi is 152, 203, 300 or 600, not %d", f.dpi)
		}
	}
	size, err := label.ParseMedia(f.media)
	if err != nil {
		return o, &usageError{err}
	}
	p.Width, p.Height = int(size.W.MM()*float64(p.DotsPerMM)+0.5), int(size.H.MM()*float64(p.DotsPerMM)+0.5)
	if f.buffer < 0 || f.baud < 0 || f.speed < 0 || f.labels < 0 || f.period < 0 {
		return o, usagef("--buffer, --baud, --speed, --labels and --for are not negative")
	}
	if f.buffer > 0 {
		p.Buffer = f.buffer
	}
	if f.baud > 0 {
		p.Baud = f.baud
	}
	if f.speed > 0 {
		p.Speed = f.speed
	}
	p.SilentInError, p.DropPartial = f.silent, f.forgets
	for _, s := range f.faults {
		fault, err := emulator.ParseFault(s)
		if err != nil {
			return o, &usageError{err}
		}
		o.Faults = append(o.Faults, fault)
	}
	return o, nil
}

// errDone ends the printer in order.
var errDone = errors.New("done")

func (a *app) emulate(ctx context.Context, f *emulateFlags, c *cobra.Command) error {
	o, err := f.options()
	if err != nil {
		return err
	}
	if f.out != "" {
		if err := os.MkdirAll(f.out, 0o700); err != nil {
			return err
		}
	}
	ctx, end := context.WithCancelCause(ctx)
	defer end(nil)
	if f.period > 0 {
		var stop context.CancelFunc
		ctx, stop = context.WithTimeoutCause(ctx, f.period, errDone)
		defer stop()
	}
	o.Label = func(l emulator.Printed) {
		if err := a.takeLabel(f, l); err != nil {
			end(err)
		}
	}
	p := emulator.New(o)
	defer p.Close()
	if f.labels > 0 {
		go func() {
			if p.Await(ctx, f.labels) == nil {
				end(errDone)
			}
		}()
	}
	err = a.serve(ctx, end, f, p, c.Flags().Changed("listen"))
	s := p.State()
	a.note("%d labels printed, %d damaged", s.Printed, s.Damaged)
	if err == nil {
		err = context.Cause(ctx)
	}
	if errors.Is(err, errDone) || errors.Is(err, context.Canceled) {
		return nil // ended by somebody, as it always is
	}
	return err
}

// serve opens the ways to the printer and waits until all are closed.
func (a *app) serve(ctx context.Context, end func(error), f *emulateFlags, p *emulator.Printer, listen bool) error {
	said := make(chan string)
	say := func(format string) func(string) {
		return func(at string) { said <- fmt.Sprintf(format, at) }
	}
	var ways []func() error
	if f.pty == "" || listen {
		ways = append(ways, func() error { return p.ListenTCP(ctx, f.listen, say("printer: tcp://%s")) })
	}
	if f.pty != "" {
		ways = append(ways, func() error { return p.ServePTY(ctx, f.pty, say("printer: serial://%s")) })
	}
	if f.control != "" {
		ways = append(ways, func() error { return p.ListenControl(ctx, f.control, say("control: %s")) })
	}
	ended := make(chan error)
	for _, way := range ways {
		go func() {
			err := way()
			if err != nil {
				end(err)
			}
			ended <- err
		}()
	}
	var first error
	for left := len(ways); left > 0; {
		select {
		case line := <-said:
			a.note("%s", line)
		case err := <-ended:
			left--
			if first == nil {
				first = err
			}
		}
	}
	return first
}

// takeLabel writes a label's picture, and a line about it.
func (a *app) takeLabel(f *emulateFlags, l emulator.Printed) error {
	if f.out != "" {
		if err := writePicture(filepath.Join(f.out, fmt.Sprintf("%06d.png", l.Number)), l, f.dpi); err != nil {
			return err
		}
	}
	if a.json {
		_, err := fmt.Fprintf(a.stdout, "{\"label\":%d,\"copy\":%d,\"sha256\":\"%x\"}\n", l.Number, l.Copy, l.Format)
		return err
	}
	_, err := fmt.Fprintf(a.stdout, "label %d\n", l.Number)
	return err
}

func writePicture(path string, l emulator.Printed, dpi int) error {
	file, err := outfile.Create(path)
	if err != nil {
		return err
	}
	defer file.Abort()
	if err := l.Dots.WritePNG(file, int(float64(dpi)/0.0254)); err != nil {
		return err
	}
	return file.Commit()
}
