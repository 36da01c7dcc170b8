package main

import (
	"fmt"
	"slices"

	"waybill/zpl/interp"
)

// spoken collects what there is to say of a job.
type spoken struct {
	file  string
	list  []interp.Diagnostic
	lines lineIndex
}

func (s *spoken) add(d interp.Diagnostic) { s.list = append(s.list, d) }

// faults counts warnings and errors.
func (s *spoken) faults() int {
	n := 0
	for _, d := range s.list {
		if d.Severity > interp.Note {
			n++
		}
	}
	return n
}

// print writes diagnostics for people, notes only where they are asked for.
func (s *spoken) print(a *app) {
	shown, hidden, notes := 0, 0, 0
	wanted := a.logLevel == "debug" || a.logLevel == "info"
	for _, d := range s.list {
		switch {
		case d.Severity == interp.Note && !wanted:
			notes++
			continue
		case d.Severity < interp.Error && a.quiet:
			continue
		case shown == maxShown:
			hidden++
			continue
		}
		shown++
		fmt.Fprintf(a.stderr, "%s%s: %s\n", s.file, s.lines.place(d.Offset), d)
	}
	if hidden > 0 {
		fmt.Fprintf(a.stderr, "… and %d more (--json lists all)\n", hidden)
	}
	if notes > 0 {
		a.note(a.say("%s (--json lists them)", "%s（--json 可列出）"), count(notes, "note"))
	}
}

// lineIndex knows where lines end, for as many as it keeps.
type lineIndex struct {
	ends []int64
	read int64
	full bool
}

// maxLineEnds bounds the index; places behind it are named by byte only.
const maxLineEnds = 1 << 20

func (l *lineIndex) add(piece []byte) {
	for i, c := range piece {
		if c != '\n' {
			continue
		}
		if len(l.ends) == maxLineEnds {
			l.full = true
			break
		}
		l.ends = append(l.ends, l.read+int64(i))
	}
	l.read += int64(len(piece))
}

// at returns line and column of a byte, both from 1; 0 where they are not
// known.
func (l *lineIndex) at(offset int64) (line, column int) {
	n, _ := slices.BinarySearch(l.ends, offset)
	if n == len(l.ends) && l.full {
		return 0, 0
	}
	start := int64(0)
	if n > 0 {
		start = l.ends[n-1] + 1
	}
	return n + 1, int(offset-start) + 1
}

// place returns ":line:column".
func (l *lineIndex) place(offset int64) string {
	line, column := l.at(offset)
	if line == 0 {
		return ""
	}
	return fmt.Sprintf(":%d:%d", line, column)
}

// labelList writes --json, label by label.
type labelList struct {
	out   output
	empty bool
}

func (a *app) newLabelList() (*labelList, error) {
	out, err := a.openOutput("")
	if err != nil {
		return nil, err
	}
	_, err = out.Write([]byte(`{"labels":[`))
	return &labelList{out: out, empty: true}, err
}

func (l *labelList) add(number int, file string, x *interp.Label) error {
	sep := ",\n"
	if l.empty {
		sep = ""
	}
	l.empty = false
	fields := x.Fields
	if fields == nil {
		fields = []interp.Field{}
	}
	return l.write(sep, struct {
		Label  int            `json:"label"` // from 1
		Offset int64          `json:"offset"`
		Copies int            `json:"copies"`
		Width  int            `json:"width"` // dots
		Height int            `json:"height"`
		File   string         `json:"file,omitempty"`
		Fields []interp.Field `json:"fields"`
	}{number, x.Offset, x.Copies, x.Dots.W, x.Dots.H, file, fields})
}

func (l *labelList) finish(s *spoken) error {
	type diagnostic struct {
		interp.Diagnostic
		Line   int `json:"line,omitempty"`
		Column int `json:"column,omitempty"`
	}
	list := make([]diagnostic, len(s.list))
	for i, d := range s.list {
		list[i].Diagnostic = d
		list[i].Line, list[i].Column = s.lines.at(d.Offset)
	}
	if err := l.write("],\n\"diagnostics\":", list); err != nil {
		return err
	}
	if _, err := l.out.Write([]byte("}\n")); err != nil {
		return err
	}
	return l.out.finish()
}

// write appends text and a value.
func (l *labelList) write(text string, v any) error {
	if _, err := l.out.Write([]byte(text)); err != nil {
		return err
	}
	j, err := marshalPlain(v)
	if err != nil {
		return err
	}
	_, err = l.out.Write([]byte(j))
	return err
}
