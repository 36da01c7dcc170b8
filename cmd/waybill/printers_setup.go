package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"waybill/internal/job"
	"waybill/internal/outfile"
	"waybill/zpl"
)

type setupFlags struct {
	printer string
	out     string
}

func (a *app) setupCommand() *cobra.Command {
	var f setupFlags
	c := &cobra.Command{
		Use:   "setup --printer ADDRESS",
		Short: "Ask a printer what it is and write a profile for it",
		Long: `Setup asks the printer for its identity, status, memory, configuration label
and stored fonts (~HI, ~HS, ~HM, ^HH, ^HW; over USB its device id too) and
writes a profile that takes for granted only what was answered or what the
model is known for. The reasons stand above it as comments: read them, and try
a label before the first job.

Nothing in the printer is changed.`,
		Example: `  waybill printers setup --printer tcp://192.168.1.40 -o mine.yaml
  waybill printers setup --printer usb:///dev/usb/lp0`,
		Args: noArgs,
		RunE: func(c *cobra.Command, _ []string) error { return a.setup(c.Context(), &f) },
	}
	fl := c.Flags()
	fl.StringVar(&f.printer, "printer", "", "`address` of the printer, such as tcp://192.168.1.40")
	fl.StringVarP(&f.out, "output", "o", "", "output `file` (default: standard output)")
	return c
}

func (a *app) setup(ctx context.Context, f *setupFlags) error {
	d := driveFlags{printer: f.printer, ask: "auto"}
	u, err := d.address()
	if err != nil {
		return err
	}
	if u.Scheme == "file" {
		return usagef("a file answers nothing; name a printer")
	}
	conn, err := openDevice(ctx, u)
	if err != nil {
		return err
	}
	answers, err := job.Interview(ctx, conn, job.DefaultTiming)
	if err != nil {
		return err
	}
	p := zpl.Propose(answers)
	a.note(a.say("built on profile %s:", "基于配置 %s："), p.Base)
	for _, w := range p.Why {
		a.note("- %s", w)
	}
	f.out = stdoutName(f.out)
	if f.out == "" {
		_, err := a.stdout.Write(p.YAML)
		return err
	}
	w, err := outfile.Create(f.out)
	if err != nil {
		return err
	}
	defer w.Abort()
	if _, err := fmt.Fprint(w, strings.TrimRight(string(p.YAML), "\n")+"\n"); err != nil {
		return err
	}
	return w.Commit()
}
