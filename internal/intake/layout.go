package intake

import (
	"fmt"
	"maps"
	"slices"
	"unicode"
	"unicode/utf8"
)

// Column is a column of the input and what it was taken for.
type Column struct {
	Name  string // as in the file, outer blanks removed; "column 7" if it has none
	Field string // canonical field, "" = kept as an extra
}

// A boundColumn is a Column with the field's code.
type boundColumn struct {
	Column
	field *field // nil = extra
	blank bool   // has no name in the file
}

// A layout is a header understood.
type layout struct {
	columns []boundColumn
	ranks   map[string]int // field → rank of the column that has it
}

// newLayout understands a header. JSON files, whose later records may have
// new keys, extend it with bind.
func newLayout(names []string, mapping map[string]string) (*layout, error) {
	l := &layout{ranks: map[string]int{}}
	bad := &HeaderError{Columns: len(names)}
	for _, n := range names {
		l.columns = append(l.columns, boundColumn{Column: Column{Name: trim(n)}})
	}
	l.checkDuplicates(bad)
	l.applyMap(mapping, bad)
	l.detect(bad)
	l.checkRequired(bad)
	l.nameBlanks()
	if len(bad.Duplicate)+len(bad.Ambiguous)+len(bad.UnknownFields)+len(bad.UnknownMapped)+len(bad.MappedTwice)+len(bad.Missing) == 0 {
		return l, nil
	}
	bad.Found = l.presentable()
	return nil, bad
}

func (l *layout) checkDuplicates(bad *HeaderError) {
	seen := map[string]bool{}
	for _, c := range l.columns {
		if c.Name == "" {
			continue
		}
		if seen[c.Name] && !slices.Contains(bad.Duplicate, c.Name) {
			bad.Duplicate = append(bad.Duplicate, c.Name)
		}
		seen[c.Name] = true
	}
}

// applyMap gives columns to fields as the user said.
func (l *layout) applyMap(mapping map[string]string, bad *HeaderError) {
	for _, name := range slices.Sorted(maps.Keys(mapping)) {
		f, ok := table().named(name)
		if !ok {
			bad.UnknownFields = append(bad.UnknownFields, name)
			continue
		}
		i := l.find(mapping[name])
		if i < 0 {
			bad.UnknownMapped = append(bad.UnknownMapped, mapping[name])
			continue
		}
		if first := l.columns[i].Field; first != "" {
			bad.MappedTwice = append(bad.MappedTwice, Conflict{l.columns[i].Name, [2]string{first, f.name}})
			continue
		}
		l.columns[i].field, l.columns[i].Field = f, f.name
		l.ranks[f.name] = -1
	}
}

// find returns the index of the column of that name, -1 if there is none: the
// exact name wins over one that only compares equal.
func (l *layout) find(name string) int {
	if i := slices.IndexFunc(l.columns, func(c boundColumn) bool { return c.Name == trim(name) }); i >= 0 {
		return i
	}
	key := normalize(name)
	return slices.IndexFunc(l.columns, func(c boundColumn) bool { return normalize(c.Name) == key })
}

// detect gives each field the column whose name claims it most strongly.
func (l *layout) detect(bad *HeaderError) {
	claimants := map[string][]int{} // field → columns, all of one rank
	order := []string{}
	found := make([]claim, len(l.columns))
	for i, c := range l.columns {
		if c.field != nil || c.Name == "" {
			continue
		}
		cl, ok := table().lookup(c.Name)
		if !ok {
			continue
		}
		found[i] = cl
		name := cl.field.name
		best, taken := l.ranks[name]
		switch {
		case !taken:
			order = append(order, name)
			l.ranks[name], claimants[name] = cl.rank, []int{i}
		case cl.rank < best:
			l.ranks[name], claimants[name] = cl.rank, []int{i}
		case cl.rank == best:
			claimants[name] = append(claimants[name], i)
		}
	}
	for _, name := range order {
		columns := claimants[name]
		if len(columns) == 1 {
			i := columns[0]
			l.columns[i].field, l.columns[i].Field = found[i].field, name
			continue
		}
		a := Ambiguity{Field: name}
		for _, i := range columns {
			if !slices.Contains(a.Columns, l.columns[i].Name) {
				a.Columns = append(a.Columns, l.columns[i].Name)
			}
			l.columns[i].Field = name // taken, though not bound
		}
		if len(a.Columns) > 1 { // else it is told as a duplicate
			bad.Ambiguous = append(bad.Ambiguous, a)
		}
	}
}

// nameBlanks numbers the columns without a name, so that a value in one is
// kept and can be told.
func (l *layout) nameBlanks() {
	for i := range l.columns {
		if l.columns[i].Name == "" {
			l.columns[i].Name, l.columns[i].blank = fmt.Sprintf("column %d", i+1), true
		}
	}
}

// addressFields are the fields one of which must have a column.
var addressFields = [...]string{"recipient.detail", "recipient.region", "recipient.street", "recipient.district", "recipient.city", "recipient.province"}

func (l *layout) checkRequired(bad *HeaderError) {
	for _, f := range table().fields {
		if !f.required || l.has(f.name) {
			continue
		}
		if f.name == "recipient.detail" && slices.ContainsFunc(addressFields[:], l.has) {
			continue
		}
		bad.Missing = append(bad.Missing, MissingField{f.name, f.examples})
	}
}

func (l *layout) has(field string) bool {
	return slices.ContainsFunc(l.columns, func(c boundColumn) bool { return c.Field == field })
}

// columnOf returns the name of the field's column, "" if it has none.
func (l *layout) columnOf(field string) string {
	for _, c := range l.columns {
		if c.Field == field {
			return c.Name
		}
	}
	return ""
}

// presentable returns the column names that may be told. In a file without a
// header the first line is a person's data, so names are told only when
// several of them are known, and only those that look like names.
func (l *layout) presentable() []string {
	known := 0
	for _, c := range l.columns {
		if c.Field != "" {
			known++
		}
	}
	if known < 2 {
		return nil
	}
	var names []string
	for _, c := range l.columns {
		if !c.blank && (c.Field != "" || looksLikeName(c.Name)) {
			names = append(names, c.Name)
		}
	}
	return names
}

func looksLikeName(s string) bool {
	digits := 0
	for _, r := range s {
		if unicode.IsDigit(r) {
			digits++
		}
		if unicode.IsControl(r) {
			return false
		}
	}
	return digits <= 3 && utf8.RuneCountInString(s) <= 32
}

// bind adds a column met after the header (JSON only) and returns its index.
// A field that has its column already is not taken again.
func (l *layout) bind(name string) int {
	c := boundColumn{Column: Column{Name: name}}
	if cl, ok := table().lookup(name); ok && !l.has(cl.field.name) {
		c.field, c.Field = cl.field, cl.field.name
	}
	l.columns = append(l.columns, c)
	return len(l.columns) - 1
}
