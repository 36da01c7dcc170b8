package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"waybill/internal/pdf"
	"waybill/masking"
	"waybill/zpl"
)

// originals are the secrets of the records that finished labels were made
// from, by waybill number.
type originals struct {
	all []original
}

type original struct {
	row    int
	number string
	find   find
}

// readOriginals masks the records of --records to learn what has to be hidden.
func (a *app) readOriginals(ctx context.Context, f *lintFlags) (*originals, error) {
	policy, err := f.loadPolicy(a)
	if err != nil {
		return nil, err
	}
	src, err := f.inputFlags.open(ctx, a, f.records)
	if err != nil {
		return nil, err
	}
	defer src.Close()
	o := &originals{}
	var bad rejects
	for r := range records(src) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		row, line := 0, 0
		var m masking.Masked
		err := r.err
		if err == nil {
			row, line = r.shipment.Row, r.shipment.Line
			m, err = policy.Apply(r.shipment, masking.Options{Now: time.Now()})
		}
		if err != nil {
			if err := bad.add(row, line, err); err != nil {
				return nil, err
			}
			continue
		}
		o.all = append(o.all, original{row, squeeze(r.shipment.WaybillNo), m.Secrets().Find})
	}
	bad.print(a.stderr)
	return o, bad.err(false)
}

// squeeze drops blanks: labels print numbers in groups.
func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }

// lintFile searches every label of a finished file.
func (o *originals) lintFile(path, ext string) ([]finding, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	labels, err := labelTexts(b, ext)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	if len(labels) == 0 {
		return []finding{{File: path, Message: "holds no label"}}, nil
	}
	var found []finding
	if n := graphics(b, ext); n > 0 {
		found = append(found, finding{File: path, Warning: true,
			Message: fmt.Sprintf("%s cannot be read: text drawn as pictures was not checked", count(n, "graphic"))})
	}
	for _, l := range labels {
		where := "outside of labels"
		if l.number > 0 {
			where = fmt.Sprintf("label %d", l.number)
		}
		for _, f := range o.lintLabel(l.texts) {
			f.File, f.Message = path, where+": "+f.Message
			found = append(found, f)
		}
	}
	return found, nil
}

// lintLabel searches one label for the secrets of the records whose waybill
// numbers it shows. A label that shows none is searched for all records'.
func (o *originals) lintLabel(texts []string) []finding {
	whole := squeeze(strings.Join(texts, ""))
	var mine []original
	for _, r := range o.all {
		if strings.Contains(whole, r.number) {
			mine = append(mine, r)
		}
	}
	if len(mine) == 0 {
		mine = o.all
	}
	var found []finding
	seen := map[string]bool{}
	for _, r := range mine {
		for _, t := range append(texts, strings.Join(texts, "\n")) {
			for _, f := range r.find(t) {
				msg := fmt.Sprintf("shows %s of record %d", f, r.row)
				if !seen[msg] {
					seen[msg] = true
					found = append(found, finding{Field: "", Message: msg})
				}
			}
		}
	}
	return found
}

// graphics counts what a ZPL file draws as pictures. (A PDF's pictures may be
// anything; ours are bar codes.)
func graphics(b []byte, ext string) int {
	if ext == ".pdf" {
		return 0
	}
	n := 0
	for _, cmd := range []string{"^GF", "~DG", "~DY"} {
		n += bytes.Count(b, []byte(cmd))
	}
	return n
}

// labelText is what stands on one label of a finished file, numbered from 1,
// or, number 0, in a piece of the file that prints none.
type labelText struct {
	number int
	texts  []string
}

// labelTexts returns the texts of each label: each format of a ZPL file that
// prints, each page of a PDF. Text outside of pages belongs to the first.
func labelTexts(b []byte, ext string) ([]labelText, error) {
	var labels []labelText
	if ext == ".pdf" {
		texts, err := pdf.Texts(b)
		if err != nil {
			return nil, err
		}
		for _, t := range texts {
			for len(labels) < max(t.Page, 1) {
				labels = append(labels, labelText{number: len(labels) + 1})
			}
			l := &labels[max(t.Page, 1)-1]
			l.texts = append(l.texts, t.String)
		}
		return labels, nil
	}
	// A format that ends otherwise, or binary data that looks like an end, only
	// makes labels be searched for more records' secrets.
	n := 0
	for format := range bytes.SplitAfterSeq(b, []byte("^XZ")) {
		if len(bytes.TrimSpace(format)) == 0 {
			continue
		}
		var l labelText
		fields := zpl.Fields(format)
		for _, f := range fields {
			l.texts = append(l.texts, f.Text)
		}
		if prints(format, fields) {
			n++
			l.number = n
		}
		labels = append(labels, l)
	}
	return labels, nil
}

// prints tells whether a format prints a label: one that is stored (^DF) does
// not, nor one that only sets the printer up or cleans up in it.
func prints(format []byte, fields []zpl.Field) bool {
	if slices.ContainsFunc(fields, func(f zpl.Field) bool { return f.Command == "^DF" }) {
		return false
	}
	for _, cmd := range []string{"^FO", "^FT", "^XF", "^FD", "^FV"} {
		if bytes.Contains(format, []byte(cmd)) {
			return true
		}
	}
	return false
}
