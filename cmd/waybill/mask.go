package main

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"waybill/internal/batch"
	"waybill/internal/outfile"
	"waybill/masking"
)

type maskFlags struct {
	choices
	inputFlags
	to      string
	out     string
	explain bool
	stats   bool
	skipBad bool
}

// maskColumns are the columns of the masked table, with the fields whose
// values they join.
var maskColumns = []struct {
	column string
	fields []string
}{
	{"id", nil}, // the input's id column, else the waybill number
	{"sender_name", []string{"sender.name"}},
	{"sender_phone", []string{"sender.phone"}},
	{"sender_address", addressFields("sender.")},
	{"receiver_name", []string{"recipient.name"}},
	{"receiver_phone", []string{"recipient.phone"}},
	{"receiver_address", addressFields("recipient.")},
	{"remark", []string{"remark"}},
}

// addressFields are the parts of an address in the order of the input, so
// that rows can be compared with it; labels print sender.address instead,
// which puts Latin addresses in their own order.
func addressFields(side string) []string {
	return []string{side + "province", side + "city", side + "district", side + "street", side + "detail"}
}

// maskMarker is the last column: it says that the row is masked and by which
// policy, so that nobody takes the file for a carrier's input.
const maskMarker = "masked_by"

func (a *app) maskCommand() *cobra.Command {
	var f maskFlags
	c := &cobra.Command{
		Use:   "mask FILE",
		Short: "Print the masked table; --explain says which rule did what",
		Long: `Mask shows what a label would show of every record, as a table, CSV or NDJSON.

--explain adds, for every field that changed, the rule, what the value was
taken for and why; the hidden text itself is never shown. --stats counts them
on standard error, with --json as JSON that names rules as well.
The last column, masked_by, marks the rows as masked: such a file is refused
where originals are needed.`,
		Example: `  waybill mask testdata/shipments.csv
  waybill mask testdata/shipments.csv --explain
  waybill mask testdata/shipments.csv --to csv -o masked.csv
  waybill mask testdata/shipments.csv --policy cn-strict --stats`,
		Args: oneFile,
		RunE: func(c *cobra.Command, args []string) error { return a.mask(c.Context(), &f, args[0]) },
	}
	fl := c.Flags()
	fl.StringVar(&f.to, "to", "table", "output: table, csv or ndjson")
	fl.StringVarP(&f.out, "output", "o", "", "output `file` (default: standard output)")
	fl.BoolVar(&f.explain, "explain", false, "say which rule changed what, and why")
	fl.BoolVar(&f.stats, "stats", false, "print counts by field and class at the end")
	fl.BoolVar(&f.skipBad, "skip-bad", false, "leave bad records out")
	f.policyFlag(fl)
	f.inputFlags.add(fl)
	registerCompletions(c)
	return c
}

// maskedRow is one record as mask prints it.
type maskedRow struct {
	row     int
	line    int
	values  []string
	changes []masking.Change
	notes   []masking.Note
	err     error
}

func (a *app) mask(ctx context.Context, f *maskFlags, in string) error {
	if err := oneOf("to", f.to, "table", "csv", "ndjson"); err != nil {
		return err
	}
	f.out = stdoutName(f.out)
	if f.out != "" && in != "-" {
		if err := outfile.Distinct(in, f.out); err != nil {
			return err
		}
	}
	policy, err := f.loadPolicy(a)
	if err != nil {
		return err
	}
	src, err := f.inputFlags.open(ctx, a, in)
	if err != nil {
		return err
	}
	defer src.Close()
	out, err := a.openOutput(f.out)
	if err != nil {
		return err
	}
	defer out.Abort()

	now := time.Now()
	work := func() func(record) maskedRow {
		return func(r record) maskedRow {
			if r.err != nil {
				return maskedRow{err: r.err}
			}
			m, err := policy.Apply(r.shipment, masking.Options{Now: now})
			row := maskedRow{row: r.shipment.Row, line: r.shipment.Line, err: err}
			if err == nil {
				row.values = maskedValues(m)
				row.changes, row.notes = m.Changes(), m.Notes()
			}
			return row
		}
	}
	p := maskPrinter{f: f, w: out, policy: policy.Name()}
	var bad rejects
	counts := maskCounts{}
	err = batch.Map(ctx, records(src), runtime.GOMAXPROCS(0), work, func(r maskedRow) error {
		if r.err != nil {
			return bad.add(r.row, r.line, r.err)
		}
		counts.add(r)
		return p.row(r)
	})
	if err != nil {
		return err
	}
	bad.print(a.stderr)
	if bad.records > 0 && !f.skipBad {
		return bad.err(false)
	}
	if err := p.end(); err != nil {
		return err
	}
	if err := out.finish(); err != nil {
		return err
	}
	if f.stats {
		if err := counts.print(a, policy.Name()); err != nil {
			return err
		}
	}
	return bad.err(true)
}

func maskedValues(m masking.Masked) []string {
	get := func(field string) string {
		v, _ := m.Field(field)
		return v
	}
	values := make([]string, len(maskColumns))
	for i, c := range maskColumns {
		switch len(c.fields) {
		case 0:
			if values[i] = get("extra.id"); values[i] == "" {
				values[i] = get("waybill_no")
			}
		case 1:
			values[i] = get(c.fields[0])
		default:
			var b strings.Builder
			for _, f := range c.fields {
				b.WriteString(get(f))
			}
			values[i] = b.String()
		}
	}
	return values
}

// maskPrinter writes masked rows in one of the formats.
type maskPrinter struct {
	f      *maskFlags
	w      io.Writer
	policy string
	csv    *csv.Writer
	table  []maskedRow // a table needs the widths of a page of rows
}

// tablePage is how many rows a table holds before its widths are fixed.
const tablePage = 500

func (p *maskPrinter) row(r maskedRow) error {
	switch p.f.to {
	case "csv":
		return p.csvRow(r)
	case "ndjson":
		return p.jsonRow(r)
	}
	p.table = append(p.table, r)
	if len(p.table) == tablePage {
		return p.flushTable()
	}
	return nil
}

func (p *maskPrinter) end() error {
	switch {
	case p.f.to == "table":
		return p.flushTable()
	case p.csv != nil:
		p.csv.Flush()
		return p.csv.Error()
	}
	return nil
}

func (p *maskPrinter) csvRow(r maskedRow) error {
	if p.csv == nil {
		p.csv = csv.NewWriter(p.w)
		var head []string
		for _, c := range maskColumns {
			head = append(head, c.column)
		}
		head = append(head, maskMarker)
		if p.f.explain {
			head = append(head, "explain")
		}
		if err := p.csv.Write(head); err != nil {
			return err
		}
	}
	row := append(slices.Clone(r.values), "waybill "+p.policy)
	if p.f.explain {
		row = append(row, strings.Join(explain(r), "; "))
	}
	return p.csv.Write(row)
}

func (p *maskPrinter) jsonRow(r maskedRow) error {
	// Written by hand to keep the columns' order.
	var b strings.Builder
	b.WriteByte('{')
	put := func(k string, v any) error {
		j, err := marshalPlain(v)
		if err != nil {
			return err
		}
		if b.Len() > 1 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, "%q:%s", k, j)
		return nil
	}
	for i, c := range maskColumns {
		if err := put(c.column, r.values[i]); err != nil {
			return err
		}
	}
	if err := put(maskMarker, "waybill "+p.policy); err != nil {
		return err
	}
	if p.f.explain {
		if err := put("explain", explain(r)); err != nil {
			return err
		}
	}
	b.WriteString("}\n")
	_, err := io.WriteString(p.w, b.String())
	return err
}

// marshalPlain is json.Marshal without HTML escapes.
func marshalPlain(v any) (string, error) {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return strings.TrimSuffix(b.String(), "\n"), err
}

// explain says what was done to a record, field by field.
func explain(r maskedRow) []string {
	out := []string{}
	for _, c := range r.changes {
		out = append(out, fmt.Sprintf("%s: %s, rule %s, %s", c.Field, c.Class, c.Rule, c.Reason))
	}
	for _, n := range r.notes {
		out = append(out, fmt.Sprintf("%s: note %s, %s", n.Field, n.Kind, n.Reason))
	}
	return out
}

func (p *maskPrinter) flushTable() error {
	if len(p.table) == 0 {
		return nil
	}
	head := make([]string, len(maskColumns))
	for i, c := range maskColumns {
		head[i] = c.column
	}
	rows := [][]string{head}
	for _, r := range p.table {
		rows = append(rows, r.values)
	}
	var after func(int) []string
	if p.f.explain {
		after = func(i int) []string {
			if i == 0 {
				return nil
			}
			return explain(p.table[i-1])
		}
	}
	err := writeTable(p.w, rows, after)
	p.table = p.table[:0]
	return err
}
