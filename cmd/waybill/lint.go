package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"waybill/internal/batch"
	"waybill/internal/intake"
	"waybill/masking"
)

type lintFlags struct {
	choices
	inputFlags
	records string
	k       int
}

func (a *app) lintCommand() *cobra.Command {
	var f lintFlags
	c := &cobra.Command{
		Use:   "lint FILE...",
		Short: "Check records, policies, templates and finished labels",
		Long: `Lint reads each FILE and prints what breaks a rule:

  records    rows that cannot be read, and what the policy would still show:
             fewer than one hidden character of a name, fewer than six hidden
             digits of a phone number, a unit or room, an ID number anywhere,
             an expired virtual number, values that were masked before,
             a waybill number that another record has
  policies   YAML with rules: whether it reveals more than its standard allows
  templates  YAML with elements: as 'waybill template check'
  ZPL, PDF   finished labels of anyone's making: whether they hold what the
             policy hides of the records given with --records

For records it also reports how many phone numbers fit what a label shows with
the city beside it (--k N makes fewer than N a finding), and which records
share a tail number.

Findings name file, row and field, never a value. Exit code 3 if there are any.`,
		Example: `  waybill lint testdata/shipments.csv
  waybill lint testdata/shipments.csv --policy cn-strict --json
  waybill lint testdata/shipments.csv --k 100
  waybill lint examples/minimal.yaml`,
		Args: someNames("file"),
		RunE: func(c *cobra.Command, args []string) error { return a.lint(c.Context(), &f, args) },
	}
	f.policyFlag(c.Flags())
	f.inputFlags.add(c.Flags())
	c.Flags().StringVar(&f.records, "records", "", "shipment `file` that ZPL or PDF files were made from")
	c.Flags().IntVar(&f.k, "k", 0, "least number of phone numbers that must fit what is shown (0: report only)")
	c.Flags().StringArrayVar(&f.fontDirs, "font-dir", nil, "`folder` of fonts, for templates")
	registerCompletions(c)
	return c
}

func (a *app) lint(ctx context.Context, f *lintFlags, files []string) error {
	var all []finding
	var report *batchReport
	var originals *originals
	for _, path := range files {
		var found []finding
		var err error
		switch ext := strings.ToLower(filepath.Ext(path)); {
		case ext == ".yaml" || ext == ".yml":
			found, err = a.lintYAML(f, path)
		case ext == ".zpl" || ext == ".pdf":
			if f.records == "" {
				return usagef("%s: name the records that the labels were made from with --records", path)
			}
			if originals == nil {
				if originals, err = a.readOriginals(ctx, f); err != nil {
					return err
				}
			}
			found, err = originals.lintFile(path, ext)
		default:
			if report == nil {
				report = &batchReport{}
			}
			found, err = a.lintRecords(ctx, f, path, report)
		}
		if err != nil {
			return err
		}
		all = append(all, found...)
	}
	if report != nil {
		report.finish()
	}
	return a.reportFindings(all, len(files), report)
}

func (a *app) lintYAML(f *lintFlags, path string) ([]finding, error) {
	kind, err := fileKind(path)
	if err != nil {
		return nil, err
	}
	switch kind {
	case "policy":
		return checkPolicy(path)
	case "template":
		set, err := f.fonts()
		if err != nil {
			return nil, err
		}
		return checkTemplate(path, "", set)
	}
	return nil, usagef("%s: neither a template (elements:) nor a policy (names:, phones:, addresses:)", path)
}

// linted is what lint found in one record.
type linted struct {
	found  []finding
	masked masking.Masked
	line   int
	err    error // ends the reading
}

func (a *app) lintRecords(ctx context.Context, f *lintFlags, path string, report *batchReport) ([]finding, error) {
	policy, err := f.loadPolicy(a)
	if err != nil {
		return nil, err
	}
	src, err := f.inputFlags.open(ctx, a, path)
	if err != nil {
		return nil, err
	}
	defer src.Close()
	now := time.Now()
	var twice duplicates
	work := func() func(record) linted {
		return func(r record) linted { return lintRecord(path, policy, r, now) }
	}
	var all []finding
	err = batch.Map(ctx, records(src), runtime.GOMAXPROCS(0), work, func(l linted) error {
		all = append(all, l.found...)
		if !l.masked.IsZero() {
			number, _ := l.masked.Field("waybill_no")
			if first := twice.see(l.masked.Row(), number); first > 0 {
				all = append(all, finding{File: path, Row: l.masked.Row(), Line: l.line, Field: "waybill_no",
					Message: fmt.Sprintf("record %d has the same waybill number", first)})
			}
			all = append(all, report.add(path, l.masked, l.line, f.k)...)
		}
		return l.err
	})
	if errors.Is(err, intake.ErrNoRecords) || errors.Is(err, intake.ErrEmpty) {
		return append(all, finding{File: path, Message: err.Error()}), nil
	}
	return all, err
}

func lintRecord(path string, policy *masking.Policy, r record, now time.Time) linted {
	if r.err != nil {
		var bad rejects
		if err := bad.add(0, 0, r.err); err != nil {
			return linted{err: err}
		}
		var l linted
		for _, x := range bad.list {
			l.found = append(l.found, finding{File: path, Row: x.Row, Line: x.Line, Field: x.Field, Message: x.Reason})
		}
		return l
	}
	s := r.shipment
	m, err := policy.Apply(s, masking.Options{Now: now})
	if err != nil {
		return linted{found: []finding{{File: path, Row: s.Row, Line: s.Line, Message: err.Error()}}}
	}
	l := linted{masked: m, line: s.Line}
	for _, x := range masking.Lint(s, m) {
		l.found = append(l.found, finding{File: path, Row: s.Row, Line: s.Line, Field: x.Field, Message: x.How})
	}
	for _, n := range m.Notes() {
		if n.Kind == masking.NoteMasked || n.Kind == masking.NoteExpired {
			continue // among the findings already
		}
		l.found = append(l.found, finding{File: path, Row: s.Row, Line: s.Line, Field: n.Field, Rule: string(n.Kind), Message: string(n.Kind) + ": " + n.Reason, Warning: true})
	}
	return l
}
