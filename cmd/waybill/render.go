package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"waybill"
	"waybill/internal/batch"
	"waybill/internal/intake"
	"waybill/internal/outfile"
	"waybill/label"
	"waybill/masking"
	"waybill/zpl"
)

type renderFlags struct {
	choices
	inputFlags
	printerFlags
	profile   zpl.Profile  // of ZPL output
	journal   *journalSink // of print: where labels go instead of a file
	to        string
	out       string
	copies    int
	skipBad   bool
	carrier   string
	printTime string
	workers   int
}

func (a *app) renderCommand() *cobra.Command {
	var f renderFlags
	c := &cobra.Command{
		Use:   "render FILE",
		Short: "Turn shipment records into masked labels: ZPL, PDF or PNG",
		Long: `Render reads shipment records, masks them and writes labels.

FILE is CSV, TSV, XLSX, NDJSON or JSON, by its extension or --format; "-" is
standard input. Columns are found by their names in English or Chinese, in any
order (收件人姓名, 手机, 详细地址 …); --map FIELD=COLUMN takes a field from any
other column. Columns that are no field are kept as extras and listed.

The whole file is checked first: one bad record refuses the run, and every bad
row and field is named, never its value. --skip-bad leaves bad records out and
lists them in OUT.rejects.csv; the exit code is 3 all the same.

With -o FILE all labels go into one file, with -o FOLDER/ into one file for
each record, named by row and waybill number. ZPL goes to standard output when
there is no -o. Files appear complete or not at all.

Fields for --map and for header names:
` + fieldHelp(),
		Example: `  waybill render testdata/shipments.csv --to pdf -o labels.pdf
  waybill render testdata/shipments.csv --to zpl --dpi 300 -o labels.zpl
  waybill render testdata/shipments.csv --to zpl --printer-profile zebra -o labels.zpl
  waybill render testdata/shipments.csv --printer-profile zebra-cn --text resident -o labels.zpl
  waybill render testdata/shipments.csv --to png --media 76x130 -o labels/
  waybill render - --to zpl < testdata/shipments.csv
  waybill render testdata/shipments.csv --to pdf --policy cn-strict --print-time now -o strict.pdf`,
		Args: oneFile,
		RunE: func(c *cobra.Command, args []string) error { return a.render(c.Context(), &f, args[0]) },
	}
	fl := c.Flags()
	fl.StringVar(&f.to, "to", "", "output: zpl, pdf or png (default: by the extension of -o, else zpl)")
	fl.StringVarP(&f.out, "output", "o", "", "output `file`, or FOLDER/ for a file for each record")
	f.policyFlag(fl)
	f.layoutFlags(fl)
	f.dpiFlag(fl, " (any for PNG)")
	f.printerFlags.add(fl)
	fl.IntVar(&f.copies, "copies", 1, "identical copies of each label")
	fl.BoolVar(&f.skipBad, "skip-bad", false, "leave bad records out and write a rejects file")
	fl.StringVar(&f.carrier, "carrier", "", "carrier's `name` for records that have none")
	fl.StringVar(&f.printTime, "print-time", "", "time printed on labels: now, or 2006-01-02T15:04 (default: as in the record)")
	fl.IntVar(&f.workers, "workers", runtime.GOMAXPROCS(0), "labels made at the same time")
	f.inputFlags.add(fl)
	registerCompletions(c)
	return c
}

// fieldHelp lists the fields that columns are mapped to.
func fieldHelp() string {
	var b strings.Builder
	for _, fi := range intake.Fields() {
		n := min(len(fi.Spellings), 4)
		fmt.Fprintf(&b, "  %-24s %s\n", fi.Name, strings.Join(fi.Spellings[:n], ", "))
	}
	return strings.TrimRight(b.String(), "\n")
}

// resolve checks the flags that depend on each other and fills in defaults.
func (f *renderFlags) resolve(in string) error {
	f.out = stdoutName(f.out)
	if f.to == "" {
		f.to = "zpl"
		if ext := strings.TrimPrefix(filepath.Ext(f.out), "."); ext == "pdf" || ext == "png" {
			f.to = ext
		}
	}
	if err := oneOf("to", f.to, "zpl", "pdf", "png"); err != nil {
		return err
	}
	if f.to == "png" {
		if f.dpi < 72 || f.dpi > 1200 {
			return usagef("--dpi is from 72 to 1200 for PNG")
		}
	} else if _, err := printerDPI(f.dpi); err != nil {
		return err
	}
	if f.copies < 1 || f.copies > 9999 {
		return usagef("--copies is from 1 to 9999")
	}
	if f.copies > 1 && f.to == "png" {
		return usagef("--copies is for ZPL and PDF; a PNG is one picture")
	}
	switch ext := strings.TrimPrefix(filepath.Ext(f.out), "."); ext {
	case "zpl", "pdf", "png":
		if ext != f.to && !isFolder(f.out) {
			return usagef("-o names a .%s file, --to says %s", ext, f.to)
		}
	}
	if f.workers < 1 || f.workers > 256 {
		return usagef("--workers is from 1 to 256")
	}
	if f.out != "" && in != "-" {
		if err := errors.Join(outfile.Distinct(in, f.out), outfile.Distinct(in, f.rejectsPath())); err != nil {
			return err
		}
	}
	if f.to != "zpl" {
		return oneOf("text", f.text, textModes...)
	}
	var err error
	f.profile, err = f.loadProfile(f.dpi)
	return err
}

// printTimeIn parses --print-time; zero leaves the records' own.
func (f *renderFlags) printTimeIn() (time.Time, error) {
	switch f.printTime {
	case "":
		return time.Time{}, nil
	case "now":
		return time.Now(), nil
	}
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04", "2006-01-02 15:04", "2006-01-02"} {
		if t, err := time.Parse(layout, f.printTime); err == nil {
			return t, nil
		}
	}
	return time.Time{}, usagef("--print-time is now, or a time such as 2006-01-02T15:04")
}

// label is one record's way through the workers.
type labelResult struct {
	row, line int
	name      string // file name without extension
	number    string // waybill number
	out       any    // what the sink's format takes
	err       error
}

func (a *app) render(ctx context.Context, f *renderFlags, in string) (err error) {
	if err := f.resolve(in); err != nil {
		return err
	}
	policy, err := f.loadPolicy(a)
	if err != nil {
		return err
	}
	tmpl, err := f.loadTemplate()
	if err != nil {
		return err
	}
	if f.to == "zpl" {
		if err := f.profile.Fits(tmpl.Media); err != nil {
			return &usageError{err}
		}
	}
	lo, err := f.layoutOptions()
	if err != nil {
		return err
	}
	lo.Copies = f.copies
	printed, err := f.printTimeIn()
	if err != nil {
		return err
	}
	src, err := f.inputFlags.open(ctx, a, in)
	if err != nil {
		return err
	}
	defer src.Close()
	sink, err := a.openSink(f, lo.Fonts)
	if err != nil {
		return err
	}
	defer sink.abort()

	start := time.Now()
	work := func() func(record) labelResult {
		encode := sink.encoder()
		return func(r record) labelResult {
			if r.err != nil {
				return labelResult{err: r.err}
			}
			s := r.shipment
			res := labelResult{row: s.Row, line: s.Line, number: s.WaybillNo, name: fmt.Sprintf("%06d-%s", s.Row, fileSafe(s.WaybillNo))}
			if s.Carrier == "" {
				s.Carrier = f.carrier
			}
			if !printed.IsZero() {
				s.PrintAt = printed
			}
			doc, m, err := maskAndLayOut(s, policy, tmpl, lo, start)
			if err != nil {
				res.err = err
				return res
			}
			res.out, res.err = encode(doc, m.Secrets().Find)
			return res
		}
	}

	var bad rejects
	var twice duplicates
	done := 0
	progress := a.progress()
	deliver := func(r labelResult) error {
		if r.err != nil {
			return bad.add(r.row, r.line, r.err)
		}
		done++
		progress.step(done)
		twice.see(r.row, r.number)
		if bad.records > 0 && !f.skipBad {
			return nil // checking only from here on
		}
		return sink.put(r)
	}
	if jobs, ok := sink.(*jobSink); ok {
		err = batch.Map(ctx, records(src), f.workers, work, func(r labelResult) error {
			return jobs.collect(ctx, r, f.workers, deliver)
		})
		if err == nil {
			err = jobs.flush(ctx, f.workers, deliver)
		}
	} else {
		err = batch.Map(ctx, records(src), f.workers, work, deliver)
	}
	progress.clear()
	if err != nil {
		return err
	}
	bad.print(a.stderr)
	twice.warn(a)
	if jobs, ok := sink.(*jobSink); ok {
		jobs.warn(a)
	}
	if bad.records > 0 && !f.skipBad {
		return bad.err(false)
	}
	if done == 0 {
		return bad.err(true)
	}
	// The list of rejects appears with the labels or not at all.
	list, err := f.writeRejects(&bad)
	if err != nil {
		return err
	}
	defer list.Abort()
	if err := sink.commit(); err != nil {
		return err
	}
	if err := list.Commit(); err != nil {
		return err
	}
	a.log.Info("rendered", "labels", done, "rejected", bad.records, "template", tmpl.Name, "policy", policy.Name(), "took", time.Since(start).Round(time.Millisecond))
	if f.out != "" {
		if err := a.summary(f, done, &bad, tmpl.Name, policy.Name(), time.Since(start)); err != nil {
			return err
		}
	}
	return bad.err(true)
}

// summary says what was written: a line for people, or JSON.
func (a *app) summary(f *renderFlags, labels int, bad *rejects, tmpl, policy string, took time.Duration) error {
	if a.json {
		e := json.NewEncoder(a.stdout)
		e.SetEscapeHTML(false)
		return e.Encode(struct {
			Labels   int      `json:"labels"`
			Rejected int      `json:"rejected"`
			Rejects  []reject `json:"rejects,omitempty"`
			Output   string   `json:"output"`
			Format   string   `json:"format"`
			Template string   `json:"template"`
			Policy   string   `json:"policy"`
			Seconds  float64  `json:"seconds"`
		}{labels, bad.records, bad.list, f.out, f.to, tmpl, policy, took.Seconds()})
	}
	a.note(a.say("%d labels → %s (%s, %s, %v)", "%d 张面单 → %s（%s，%s，%v）"), labels, f.out, tmpl, policy, took.Round(time.Millisecond))
	if bad.records > 0 {
		a.note(a.say("rejected fields are listed in %s", "被拒字段列于 %s"), f.rejectsPath())
	}
	return nil
}

// maskAndLayOut is the way of one record from raw to document.
func maskAndLayOut(s *waybill.Shipment, p *masking.Policy, t *label.Template, o label.Options, now time.Time) (*label.Document, masking.Masked, error) {
	m, err := p.Apply(s, masking.Options{Now: now})
	if err != nil {
		return nil, m, err
	}
	d, err := label.Layout(t, m, o)
	return d, m, err
}

// fileSafe keeps letters, digits and hyphens of a waybill number.
func fileSafe(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r == '-' {
			return r
		}
		return '_'
	}, s)
}

// rejectsPath is the rejects file: beside the output.
func (f *renderFlags) rejectsPath() string {
	return strings.TrimRight(f.out, `/\`) + ".rejects.csv"
}

// writeRejects prepares the rejects file; nil where nothing was
// rejected, or where labels go to standard output or a device: then they were
// only printed. A list that an earlier run left is removed by a clean one.
func (f *renderFlags) writeRejects(bad *rejects) (*outfile.File, error) {
	if f.out == "" {
		return nil, nil
	}
	if st, err := os.Stat(f.out); err == nil && !st.Mode().IsRegular() && !st.IsDir() {
		return nil, nil
	}
	if bad.records == 0 {
		if f.skipBad {
			os.Remove(f.rejectsPath())
		}
		return nil, nil
	}
	w, err := outfile.Create(f.rejectsPath())
	if err != nil {
		return nil, fmt.Errorf("rejects file: %w", err)
	}
	if err := bad.writeCSV(w); err != nil {
		w.Abort()
		return nil, fmt.Errorf("rejects file: %w", err)
	}
	return w, nil
}
