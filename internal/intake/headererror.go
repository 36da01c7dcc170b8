package intake

import (
	"fmt"
	"strconv"
	"strings"
)

// HeaderError is a header from which no shipment can be read. All that is
// wrong with it is told at once. Columns are called as [Column.Display] is.
type HeaderError struct {
	Found         []string       // the file's columns, as far as their names may be told
	Columns       int            // how many there are
	Known         int            // how many fields they name
	Missing       []MissingField // required fields without a column
	Ambiguous     []Ambiguity    // fields with more than one column
	Duplicate     []Repeat       // names that more than one column has
	UnknownMapped []string       // columns of Options.Map that do not exist
	MappedTwice   []Conflict     // columns that Options.Map gives to two fields
}

// Repeat is a name that several columns have.
type Repeat struct {
	Column string // the name, "" if it may be a value
	At     []int  // 1-based positions
}

// Conflict is a column that two fields were given.
type Conflict struct {
	Column string
	Fields [2]string
}

// MissingField is a required field and what its column may be called.
type MissingField struct {
	Field     string
	Spellings []string
}

// Ambiguity is a field that several columns claim.
type Ambiguity struct {
	Field   string
	Columns []string
}

// Error implements error.
func (e *HeaderError) Error() string {
	var all []string
	add := func(format string, args ...any) { all = append(all, fmt.Sprintf(format, args...)) }
	for _, d := range e.Duplicate {
		if d.Column != "" {
			add("column %q is there twice", d.Column)
		} else {
			add("columns %s have the same name", enumerate(d.At))
		}
	}
	for _, a := range e.Ambiguous {
		add("%s could be any of the columns %s: choose one with --map %s=COLUMN", a.Field, quoted(a.Columns), a.Field)
	}
	for _, m := range e.mapped() {
		add("--map: %s", m)
	}
	for _, m := range e.Missing {
		add("no column for %s (accepted: %s)", m.Field, strings.Join(m.Spellings, ", "))
	}
	return "header: " + strings.Join(append(all, e.found()), "; ")
}

// mapped returns what is wrong with the columns of Options.Map.
func (e *HeaderError) mapped() []string {
	var all []string
	for _, c := range e.UnknownMapped {
		all = append(all, fmt.Sprintf("no column %q", c))
	}
	for _, c := range e.MappedTwice {
		all = append(all, fmt.Sprintf("column %q is mapped to %s and %s", c.Column, c.Fields[0], c.Fields[1]))
	}
	return all
}

func (e *HeaderError) found() string {
	switch {
	case len(e.Found) > 0:
		return "columns found: " + quoted(e.Found)
	case e.Known == 0:
		return fmt.Sprintf("none of the %d columns has a known name: is the first line a header?", e.Columns)
	}
	return fmt.Sprintf("only %d of the %d columns has a known name: is the first line a header?", e.Known, e.Columns)
}

// verdict returns e as the error it is: nil, the fault of an option, or that
// of the file.
func (e *HeaderError) verdict() error {
	mapped := e.mapped()
	switch {
	case len(e.Duplicate)+len(e.Ambiguous)+len(e.Missing) > 0:
		return e
	case len(mapped) > 0:
		return &OptionError{Option: "map", Err: fmt.Errorf("%s; %s", strings.Join(mapped, "; "), e.found())}
	}
	return nil
}

// quoted lists columns as they are called.
func quoted(columns []string) string {
	q := make([]string, len(columns))
	for i, c := range columns {
		q[i] = strings.TrimPrefix(called(c), "column ")
	}
	return strings.Join(q, ", ")
}

// enumerate lists numbers: 2, 5 and 7.
func enumerate(numbers []int) string {
	words := make([]string, len(numbers))
	for i, n := range numbers {
		words[i] = strconv.Itoa(n)
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " and " + words[last]
}
