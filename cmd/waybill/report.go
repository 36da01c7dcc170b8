package main

import (
	"fmt"
	"slices"
	"strings"

	"waybill/masking"
)

// batchReport is what lint says of a file as a whole: how well the shown
// digits hide a number, and tail numbers that several records share.
type batchReport struct {
	Records int `json:"records"`
	// Candidates counts, by field, how many numbers fit what is shown: the
	// least, and the median over the records where it can be said.
	Candidates []candidates `json:"candidates"`
	TailPairs  int          `json:"tail_pairs"`
	TailRows   [][]int      `json:"tail_rows,omitempty"`

	k     map[string][]int
	tails masking.TailCounter
}

type candidates struct {
	Field   string `json:"field"`
	Records int    `json:"records"`
	Least   int    `json:"least"`
	Median  int    `json:"median"`
}

var phoneFields = []string{"sender.phone", "recipient.phone"}

// place is what tells the city of a party on the label: the column, or the
// whole address where there is none.
func place(m masking.Masked, phoneField string) string {
	side := strings.TrimSuffix(phoneField, "phone")
	if city, _ := m.Field(side + "city"); city != "" {
		return city
	}
	address, _ := m.Field(side + "address")
	return address
}

// add counts one record. Fewer than k candidates are a finding.
func (r *batchReport) add(file string, m masking.Masked, line, k int) []finding {
	var found []finding
	r.Records++
	r.tails.Add(m)
	for _, field := range phoneFields {
		shown, _ := m.Field(field)
		n, ok := masking.CandidatesIn(shown, place(m, field))
		if !ok {
			continue
		}
		if r.k == nil {
			r.k = map[string][]int{}
		}
		r.k[field] = append(r.k[field], n)
		if n < k {
			found = append(found, finding{File: file, Row: m.Row(), Line: line, Field: field,
				Message: fmt.Sprintf("about %d numbers fit what is shown, fewer than %d", n, k)})
		}
	}
	return found
}

// finish computes the sums.
func (r *batchReport) finish() {
	r.Candidates = []candidates{}
	for _, field := range phoneFields {
		if ns := r.k[field]; len(ns) > 0 {
			slices.Sort(ns)
			r.Candidates = append(r.Candidates, candidates{field, len(ns), ns[0], ns[len(ns)/2]})
		}
	}
	r.TailPairs, r.TailRows = r.tails.Pairs()
	for _, rows := range r.TailRows {
		slices.Sort(rows)
	}
	slices.SortFunc(r.TailRows, func(a, b []int) int { return a[0] - b[0] })
}

// maxTails is how many groups of equal tail numbers are listed, and how many
// records of each.
const maxTails = 20

// someRows lists the first of many records.
func someRows(rows []int) string {
	shown := rows[:min(len(rows), maxTails)]
	s := strings.Trim(strings.Join(strings.Fields(fmt.Sprint(shown)), ", "), "[]")
	if more := len(rows) - len(shown); more > 0 {
		s += fmt.Sprintf(" … and %d more", more)
	}
	return s
}

func (r *batchReport) print(a *app) {
	for _, c := range r.Candidates {
		fmt.Fprintf(a.stdout, a.say("%s: about %d numbers fit what is shown (median of %d records; at worst %d)\n",
			"%s：与所示数字及城市相符的号码约 %d 个（%d 条记录的中位数；最少 %d 个）\n"), c.Field, c.Median, c.Records, c.Least)
	}
	if r.TailPairs == 0 {
		return
	}
	var groups []string
	for i, rows := range r.TailRows {
		if i == maxTails {
			groups = append(groups, fmt.Sprintf("and %d more groups", len(r.TailRows)-maxTails))
			break
		}
		groups = append(groups, "records "+someRows(rows))
	}
	share := "%d pairs of records share a tail number: %s\n"
	if r.TailPairs == 1 {
		share = "%d pair of records shares a tail number: %s\n"
	}
	fmt.Fprintf(a.stdout, a.say(share, "尾号相同的记录有 %d 对：%s\n"), r.TailPairs, strings.Join(groups, "; "))
}
