package intake

import (
	"fmt"
	"maps"
	"slices"
)

// A boundColumn is a Column with the field's code.
type boundColumn struct {
	Column
	field *field // nil = extra
	blank bool   // has no name in the file
	named bool   // Display is its name

	// An extra may fill the empty cells of a field's column: that field, and
	// the columns that go before this one.
	fills *field
	after []int
}

// A layout is a header understood.
type layout struct {
	columns []boundColumn
	ranks   map[string]int // field → rank of the column that has it

	known    int  // fields that the columns' names mean
	believed bool // it is a header, and no record; see describe
}

// newLayout understands a header. JSON files, whose later records may have
// new keys, extend it with bind.
func newLayout(names []string, wishes []wish) (*layout, error) {
	l := &layout{ranks: map[string]int{}}
	bad := &HeaderError{Columns: len(names)}
	for _, n := range names {
		l.columns = append(l.columns, boundColumn{Column: Column{Name: trim(n)}})
	}
	l.applyMap(wishes, bad)
	l.describe()
	l.checkDuplicates(bad)
	l.detect(bad)
	l.checkRequired(bad)
	bad.Known, bad.Found = l.known, l.found()
	if err := bad.verdict(); err != nil {
		return nil, err
	}
	return l, nil
}

func (l *layout) checkDuplicates(bad *HeaderError) {
	at := map[string][]int{}
	for i, c := range l.columns {
		if !c.blank {
			at[c.Name] = append(at[c.Name], i+1)
		}
	}
	for i, c := range l.columns {
		if same := at[c.Name]; len(same) > 1 && same[0] == i+1 {
			r := Repeat{At: same}
			if c.named {
				r.Column = c.Display
			}
			bad.Duplicate = append(bad.Duplicate, r)
		}
	}
}

// A wish is an entry of Options.Map.
type wish struct {
	field  *field
	column string
}

// parseMap resolves the fields of Options.Map, in the order of their names. The
// columns are only known with the file.
func parseMap(mapping map[string]string) ([]wish, error) {
	var wishes []wish
	var unknown []string
	for _, name := range slices.Sorted(maps.Keys(mapping)) {
		f, ok := table().named(name)
		switch {
		case !ok:
			unknown = append(unknown, name)
			continue
		case slices.ContainsFunc(wishes, func(w wish) bool { return w.field.name == f.name }):
			return nil, &OptionError{Option: "map", Err: fmt.Errorf("%s is given two columns", f.name)}
		}
		wishes = append(wishes, wish{f, trim(mapping[name])})
	}
	if unknown != nil {
		return nil, &OptionError{Option: "map", Err: fmt.Errorf("no field %s", quoted(unknown))}
	}
	return wishes, nil
}

// applyMap gives columns to fields as the user said, and calls them what the
// user did.
func (l *layout) applyMap(wishes []wish, bad *HeaderError) {
	for _, w := range wishes {
		i := l.find(w.column)
		if i < 0 {
			bad.UnknownMapped = append(bad.UnknownMapped, w.column)
			continue
		}
		c := &l.columns[i]
		if c.Field != "" {
			bad.MappedTwice = append(bad.MappedTwice, Conflict{w.column, [2]string{c.Field, w.field.name}})
			continue
		}
		c.field, c.Field, c.Display = w.field, w.field.name, w.column
		l.ranks[w.field.name] = -1
	}
}

// find returns the index of the column of that name, -1 if there is none: the
// exact name wins over one that only compares equal.
func (l *layout) find(name string) int {
	key := normalize(name)
	if i := slices.IndexFunc(l.columns, func(c boundColumn) bool { return c.Name == name }); i >= 0 || key == "" {
		return i
	}
	return slices.IndexFunc(l.columns, func(c boundColumn) bool { return normalize(c.Name) == key })
}

// detect gives each field the column whose name claims it most strongly.
func (l *layout) detect(bad *HeaderError) {
	claimants := map[string][]int{} // field → columns, all of one rank
	order := []string{}
	found := make([]claim, len(l.columns))
	for i, c := range l.columns {
		if c.field != nil || c.blank {
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
	l.findStandIns(found)
	for _, name := range order {
		columns := claimants[name]
		if len(columns) == 1 {
			i := columns[0]
			l.columns[i].field, l.columns[i].Field = found[i].field, name
			continue
		}
		a := Ambiguity{Field: name}
		for n, i := range columns {
			l.columns[i].Field = name // taken, though not bound
			if !slices.ContainsFunc(columns[:n], func(j int) bool { return l.columns[j].Name == l.columns[i].Name }) {
				a.Columns = append(a.Columns, l.columns[i].Display)
			}
		}
		if len(a.Columns) > 1 { // else it is told as a duplicate
			bad.Ambiguous = append(bad.Ambiguous, a)
		}
	}
}

// findStandIns lets columns that lost their field to a stronger one fill its
// empty cells: 联系电话 those of 联系手机. A column of Options.Map has none.
func (l *layout) findStandIns(found []claim) {
	for i, weak := range found {
		if weak.field == nil || weak.field.standIns == 0 {
			continue
		}
		best, group := l.ranks[weak.field.name], weak.field.standIns
		if best < 0 || weak.rank <= best || weak.rank/group != best/group {
			continue
		}
		c := &l.columns[i]
		c.fills = weak.field
		for j, other := range found {
			if other.field == weak.field && (other.rank < weak.rank || other.rank == weak.rank && j < i) {
				c.after = append(c.after, j)
			}
		}
	}
}

// fieldOf returns the field of column i in one row, nil for an extra.
func (l *layout) fieldOf(i int, cells []cell) *field {
	c := &l.columns[i]
	if c.fills == nil {
		return c.field
	}
	for _, j := range c.after {
		if j < len(cells) && !cells[j].blank() {
			return nil
		}
	}
	return c.fills
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

// columnOf returns what the field's column is called, "" if it has none.
func (l *layout) columnOf(field string) string {
	for _, c := range l.columns {
		if c.Field == field {
			return c.Display
		}
	}
	return ""
}

// found returns the names that may be told of a header that is one.
func (l *layout) found() []string {
	if !l.believed {
		return nil
	}
	var names []string
	for _, c := range l.columns {
		if c.named {
			names = append(names, c.Display)
		}
	}
	return names
}

// bind adds a column met after the header (JSON only) and returns its index.
// A field that has its column already is not taken again.
func (l *layout) bind(name string) int {
	c := boundColumn{Column: Column{Name: name}}
	if cl, ok := table().lookup(name); ok && !l.has(cl.field.name) {
		c.field, c.Field = cl.field, cl.field.name
	}
	l.columns = append(l.columns, c)
	l.call(len(l.columns) - 1)
	return len(l.columns) - 1
}
