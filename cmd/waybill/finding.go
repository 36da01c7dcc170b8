package main

import (
	"encoding/json"
	"fmt"
	"strings"
)

// finding is one fault that a check or lint found.
type finding struct {
	File    string `json:"file,omitempty"`
	Row     int    `json:"row,omitempty"`
	Line    int    `json:"line,omitempty"`
	Column  int    `json:"column,omitempty"`
	Field   string `json:"field,omitempty"`
	Rule    string `json:"rule,omitempty"`
	Message string `json:"message"`
	Warning bool   `json:"warning,omitempty"`
	excerpt string
}

func (f finding) String() string {
	var b strings.Builder
	b.WriteString(f.File)
	if f.Row > 0 {
		fmt.Fprintf(&b, ": record %d", f.Row)
		if f.Line > 0 {
			fmt.Fprintf(&b, " (line %d)", f.Line)
		}
	} else if f.Line > 0 {
		fmt.Fprintf(&b, ":%d:%d", f.Line, f.Column)
	}
	if f.Field != "" {
		b.WriteString(": " + f.Field)
	}
	if f.Warning {
		b.WriteString(": warning")
	}
	b.WriteString(": " + f.Message)
	if f.excerpt != "" {
		b.WriteString("\n" + f.excerpt)
	}
	return b.String()
}

// reportFindings prints findings; any that is not a warning makes exit code 3.
func (a *app) reportFindings(all []finding, files int, report *batchReport) error {
	faults := 0
	for _, f := range all {
		if !f.Warning {
			faults++
		}
	}
	if a.json {
		e := json.NewEncoder(a.stdout)
		e.SetEscapeHTML(false)
		if all == nil {
			all = []finding{}
		}
		if err := e.Encode(struct {
			Findings []finding    `json:"findings"`
			Report   *batchReport `json:"report,omitempty"`
		}{all, report}); err != nil {
			return err
		}
	} else {
		for i, f := range all {
			if i == maxShown && !a.quiet {
				fmt.Fprintf(a.stdout, "… and %d more (--json lists all)\n", len(all)-maxShown)
				break
			}
			fmt.Fprintln(a.stdout, f)
		}
		if report != nil && !a.quiet {
			report.print(a)
		}
	}
	if faults > 0 {
		return &rejectedError{msg: fmt.Sprintf("%s in %s", count(faults, "fault"), count(files, "file"))}
	}
	if !a.json {
		a.note(a.say("no faults in %s (%s)", "没有问题：%s（%s）"), count(files, "file"), count(len(all), "warning"))
	}
	return nil
}

// count writes a number with its noun.
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
