package main

import (
	"context"
	"errors"
	"iter"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"waybill"
	"waybill/internal/intake"
)

// inputFlags say how a shipment file is read.
type inputFlags struct {
	format   string
	encoding string
	sheet    string
	columns  []string
}

func (in *inputFlags) add(f *pflag.FlagSet) {
	f.StringVar(&in.format, "format", "", "input format: csv, tsv, xlsx, ndjson or json (default: by file extension)")
	f.StringVar(&in.encoding, "encoding", "", "input encoding: utf-8, utf-16 or gb18030 (default: detected)")
	f.StringVar(&in.sheet, "sheet", "", "sheet of an XLSX file (default: the first)")
	f.StringArrayVar(&in.columns, "map", nil, "take a field from a column, `FIELD=COLUMN`; may be repeated")
}

func (in *inputFlags) options() (intake.Options, error) {
	o := intake.Options{Format: in.format, Encoding: in.encoding, Sheet: in.sheet, Map: map[string]string{}}
	if err := oneOf("format", in.format, "", "csv", "tsv", "xlsx", "ndjson", "json"); err != nil {
		return o, err
	}
	for _, m := range in.columns {
		field, column, ok := strings.Cut(m, "=")
		if !ok || field == "" || column == "" {
			return o, usagef("--map is FIELD=COLUMN")
		}
		o.Map[field] = column
	}
	return o, nil
}

// open opens a shipment file, "-" for standard input, and says what its
// columns were taken for.
func (in *inputFlags) open(ctx context.Context, a *app, path string) (*intake.Source, error) {
	o, err := in.options()
	if err != nil {
		return nil, err
	}
	var src *intake.Source
	if path == "-" {
		if o.Format == "" {
			o.Format = "csv"
		}
		src, err = intake.Open("-", stdinUntil(ctx, a.stdin), o)
	} else {
		src, err = intake.OpenFile(path, o)
	}
	var head *intake.HeaderError
	if errors.As(err, &head) && slices.Contains(head.Found, maskMarker) {
		return nil, errMaskedInput
	}
	if err != nil {
		return nil, err
	}
	for _, c := range src.Columns() {
		if c.Name == maskMarker {
			src.Close()
			return nil, errMaskedInput
		}
	}
	a.log.Debug("input open", "format", src.Format(), "encoding", src.Encoding(), "columns", len(src.Columns()))
	var extra []string
	for _, c := range src.Columns() {
		if c.Field == "" {
			extra = append(extra, c.Display)
		}
	}
	if len(extra) > 0 {
		a.note(a.say("note: columns without a field, kept as extras: %s", "提示：以下列没有对应字段，作为附加列保留：%s"), strings.Join(extra, ", "))
	}
	var absent []string
	for _, w := range src.Warnings() {
		absent = append(absent, w.Field)
	}
	if len(absent) > 0 {
		a.note(a.say("note: no column for %s: these stay empty on the label", "提示：没有 %s 列，面单上相应位置留空"), strings.Join(absent, ", "))
	}
	return src, nil
}

// errMaskedInput refuses what 'waybill mask' wrote: a label or a carrier needs
// the originals, and masking twice hides that they are missing.
var errMaskedInput = errors.New("the records are masked already (column " + maskMarker + ")")

// record is a row of the input: a shipment, or what is wrong with it.
type record struct {
	shipment *waybill.Shipment
	err      error
}

// records turns the source's pairs into single values for the pipeline.
func records(src *intake.Source) iter.Seq[record] {
	return func(yield func(record) bool) {
		for s, err := range src.Records() {
			if !yield(record{s, err}) {
				return
			}
		}
	}
}
