package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"waybill/internal/intake"
	"waybill/label"
	"waybill/masking"
)

// reject is one record that was not printed. It names the place and the
// field, never the value.
type reject struct {
	Row    int    `json:"row"`
	Line   int    `json:"line,omitempty"`
	Field  string `json:"field,omitempty"`
	Reason string `json:"reason"`
}

func (r reject) String() string {
	s := fmt.Sprintf("record %d", r.Row)
	if r.Line > 0 {
		s += fmt.Sprintf(" (line %d)", r.Line)
	}
	if r.Field != "" {
		s += ": " + r.Field
	}
	return s + ": " + r.Reason
}

// maxShown is how many rejected fields are printed; the rest are counted.
const maxShown = 100

// rejects collects what was refused in a run.
type rejects struct {
	list    []reject
	records int // records refused
	leaks   int // of them, by the leak gate
}

// add takes the error of one record. It returns err again where it is not
// about a record and must end the run.
func (r *rejects) add(row, line int, err error) error {
	problems := intake.RowProblems(err)
	if problems == nil && row == 0 {
		return err
	}
	r.records++
	if problems == nil {
		if isLeak(err) {
			r.leaks++
		}
		field, reason := fieldOf(err)
		r.list = append(r.list, reject{Row: row, Line: line, Field: field, Reason: reason})
		return nil
	}
	for _, p := range problems {
		field, reason := p.Field, p.Kind.String()
		if field == "" && p.Column != "" {
			field = p.Column
		} else if p.Column != "" && p.Column != p.Field {
			reason = p.Called() + " " + p.Kind.String()
		}
		r.list = append(r.list, reject{Row: p.Row, Line: p.Line, Field: field, Reason: reason})
	}
	return nil
}

// fieldOf takes apart an error of masking or layout that knows its field.
func fieldOf(err error) (field, reason string) {
	var record *masking.RecordError
	var fit *label.FitError
	var leak *label.LeakError
	switch {
	case errors.As(err, &record):
		return record.Field, record.Err.Error()
	case errors.As(err, &fit):
		return strings.Join(fit.Fields, ", "), err.Error()
	case errors.As(err, &leak):
		return leak.Field, err.Error()
	}
	return "", err.Error()
}

// print lists the rejected fields for a person.
func (r *rejects) print(w io.Writer) {
	for i, x := range r.list {
		if i == maxShown {
			fmt.Fprintf(w, "… and %d more\n", len(r.list)-maxShown)
			return
		}
		fmt.Fprintln(w, x)
	}
}

// writeCSV writes the rejects file: places and reasons, no values.
func (r *rejects) writeCSV(w io.Writer) error {
	c := csv.NewWriter(w)
	_ = c.Write([]string{"row", "line", "field", "reason"})
	for _, x := range r.list {
		_ = c.Write([]string{strconv.Itoa(x.Row), strconv.Itoa(x.Line), x.Field, x.Reason})
	}
	c.Flush()
	return c.Error()
}

// err is what the run ends with, nil if nothing was refused.
func (r *rejects) err(skipped bool) error {
	if r.records == 0 {
		return nil
	}
	msg := count(r.records, "record") + " rejected, nothing was written"
	if skipped {
		msg = count(r.records, "record") + " rejected and left out"
	}
	return &rejectedError{msg: msg, leak: r.leaks > 0}
}

var errStdoutBinary = errors.New("refusing to write this to a screen; name a file with -o")
