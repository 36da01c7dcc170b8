package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
)

// maskCounts counts what a policy did: fields, classes and rules, never values.
type maskCounts struct {
	records int
	changes map[maskCount]int
	notes   map[maskCount]int
}

// maskCount is a kind of change, or of note, that is counted.
type maskCount struct {
	Field string `json:"field"`
	Class string `json:"class,omitempty"` // what the value was taken for
	Rule  string `json:"rule,omitempty"`
	Note  string `json:"note,omitempty"` // kind of note
	Count int    `json:"count"`
}

func (m *maskCounts) add(r maskedRow) {
	if m.changes == nil {
		m.changes, m.notes = map[maskCount]int{}, map[maskCount]int{}
	}
	m.records++
	for _, c := range r.changes {
		m.changes[maskCount{Field: c.Field, Class: c.Class, Rule: c.Rule}]++
	}
	for _, n := range r.notes {
		m.notes[maskCount{Field: n.Field, Note: string(n.Kind)}]++
	}
}

// list returns the counts in a fixed order.
func list(counts map[maskCount]int) []maskCount {
	all := make([]maskCount, 0, len(counts))
	for k, n := range counts {
		k.Count = n
		all = append(all, k)
	}
	slices.SortFunc(all, func(a, b maskCount) int {
		return cmp.Or(cmp.Compare(a.Field, b.Field), cmp.Compare(a.Class, b.Class), cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Note, b.Note))
	})
	return all
}

// print writes the counts to standard error: standard output has the rows.
func (m *maskCounts) print(a *app, policy string) error {
	if a.json {
		e := json.NewEncoder(a.stderr)
		e.SetEscapeHTML(false)
		return e.Encode(struct {
			Records int         `json:"records"`
			Policy  string      `json:"policy"`
			Changes []maskCount `json:"changes"`
			Notes   []maskCount `json:"notes"`
		}{m.records, policy, list(m.changes), list(m.notes)})
	}
	fmt.Fprintf(a.stderr, a.say("%d records\n", "%d 条记录\n"), m.records)
	byClass := map[maskCount]int{} // whatever the rule
	for k, n := range m.changes {
		byClass[maskCount{Field: k.Field, Class: k.Class}] += n
	}
	for _, c := range list(byClass) {
		fmt.Fprintf(a.stderr, "%8d  %-20s %s\n", c.Count, c.Field, c.Class)
	}
	for _, c := range list(m.notes) {
		fmt.Fprintf(a.stderr, "%8d  %-20s note %s\n", c.Count, c.Field, c.Note)
	}
	return nil
}
