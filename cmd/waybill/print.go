package main

import (
	"context"
	"errors"
	"runtime"

	"github.com/spf13/cobra"

	"waybill/internal/device"
	"waybill/internal/job"
	"waybill/label"
	"waybill/zpl"
)

type printFlags struct {
	renderFlags
	driveFlags
	from, to int
	only     string
	dryRun   bool
	again    bool
}

func (a *app) printCommand() *cobra.Command {
	var f printFlags
	c := &cobra.Command{
		Use:   "print FILE --printer ADDRESS",
		Short: "Print masked labels, and know which came out",
		Long: `Print masks shipment records as render does and sends the labels itself, one
after another, without a driver or a spooler in between.

The whole file is checked first. Then every label is in a journal before its
first byte leaves, and each step is written down. Where the printer can tell
(a label counter, or its status), a label counts as printed only by that
evidence; the others are "delivered". If the link breaks or the program ends in
the middle, the label under way is "uncertain": nothing sends it again until
the printer's counter, or you, have decided ('waybill jobs').

A printer out of paper is waited for. Ctrl-C stops after the label under way
and says how to go on.

Printers:
` + addressHelp + `

Exit code 5: the printer is not ready, or labels are uncertain.`,
		Example: `  waybill print testdata/shipments.csv --printer tcp://192.168.1.40
  waybill print testdata/shipments.csv --printer usb://42J171300123 --printer-profile zebra
  waybill print testdata/shipments.csv --printer "serial:///dev/ttyUSB0?baud=115200&flow=rtscts"
  waybill print testdata/shipments.csv --printer usb:///dev/usb/lp0 --from 11 --to 20
  waybill print testdata/shipments.csv --dry-run`,
		Args: oneFile,
		RunE: func(c *cobra.Command, args []string) error { return a.print(c.Context(), &f, args[0]) },
	}
	fl := c.Flags()
	f.driveFlags.add(fl)
	fl.IntVar(&f.from, "from", 1, "first record to print")
	fl.IntVar(&f.to, "to", 0, "last record to print (default: the last there is)")
	fl.StringVar(&f.only, "only", "", "records to print, such as `3,7-9`")
	fl.BoolVar(&f.dryRun, "dry-run", false, "do everything but send: count labels and bytes")
	fl.BoolVar(&f.again, "again", false, "print labels whose waybill numbers this printer was sent before")
	f.policyFlag(fl)
	f.layoutFlags(fl)
	f.dpiFlag(fl, "")
	f.printerFlags.add(fl)
	fl.IntVar(&f.copies, "copies", 1, "copies of each label")
	fl.BoolVar(&f.skipBad, "skip-bad", false, "leave bad records out and print the others")
	fl.StringVar(&f.carrier, "carrier", "", "carrier's `name` for records that have none")
	fl.StringVar(&f.printTime, "print-time", "", "time printed on labels: now, or 2006-01-02T15:04 (default: as in the record)")
	fl.IntVar(&f.workers, "workers", runtime.GOMAXPROCS(0), "labels made at the same time")
	f.inputFlags.add(fl)
	registerCompletions(c)
	return c
}

func (a *app) print(ctx context.Context, f *printFlags, in string) error {
	rows, err := f.rows()
	if err != nil {
		return err
	}
	var address device.URI
	if !f.dryRun || f.printer != "" {
		if address, err = f.address(); err != nil {
			return err
		}
	}
	copies := f.copies
	f.renderFlags.to, f.renderFlags.out = "zpl", ""
	if err := f.renderFlags.resolve(in); err != nil {
		return err
	}
	f.copies = 1 // each copy is a label of its own: it may be printed once
	f.profile = alone(f.profile)
	f.journal = newJournalSink(rows, copies)
	if f.dryRun {
		return a.dryRun(ctx, f, in)
	}
	j, err := f.openJournal(ctx)
	if err != nil {
		return err
	}
	defer j.Close()
	tmpl, err := f.loadTemplate()
	if err != nil {
		return err
	}
	dpi := label.DPI(f.dpi)
	media := job.Media{Width: dpi.Dots(tmpl.Media.W), Height: dpi.Dots(tmpl.Media.H), DPI: f.dpi}
	f.journal.submitTo(ctx, j, job.Submission{Printer: address.String(), Address: f.driveFlags.printer, Media: media, Again: f.again})
	// Bad records that were left out end the command with their own exit code,
	// after the good ones are printed.
	left := a.render(ctx, &f.renderFlags, in)
	if f.journal.id == "" {
		return left
	}
	a.note(a.say("job %s: %d labels for %s", "任务 %s：%d 张面单 → %s"), f.journal.id, f.journal.labels, address)
	return errors.Join(a.drive(ctx, &f.driveFlags, j, f.journal.id, 0, address), left)
}

// dryRun makes every label and throws it away.
func (a *app) dryRun(ctx context.Context, f *printFlags, in string) error {
	err := a.render(ctx, &f.renderFlags, in)
	if f.journal.done {
		a.note(a.say("%d labels, %d bytes; nothing was sent", "%d 张面单，%d 字节；未发送"), f.journal.labels, f.journal.bytes)
	}
	return err
}

// alone makes a profile whose labels each stand on their own: one may be sent
// without the others, a day later, to a printer that was switched off since.
func alone(p zpl.Profile) zpl.Profile {
	p.Stored = false
	if p.Text == zpl.Download {
		p.Text = zpl.Raster
	}
	return p
}
