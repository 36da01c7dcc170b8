package main

import (
	"strconv"
	"strings"
)

// rowRange is some of the records of a file, first to last, last 0 for no end.
type rowRange struct{ first, last int }

func (r rowRange) holds(row int) bool { return row >= r.first && (r.last == 0 || row <= r.last) }

// rowSet is what --from, --to and --only choose.
type rowSet struct {
	span rowRange
	only []rowRange // none: all
}

func (s rowSet) holds(row int) bool {
	if !s.span.holds(row) {
		return false
	}
	for _, r := range s.only {
		if r.holds(row) {
			return true
		}
	}
	return len(s.only) == 0
}

func (f *printFlags) rows() (rowSet, error) {
	s := rowSet{span: rowRange{f.from, f.to}}
	if f.from < 1 || f.to < 0 || f.to > 0 && f.to < f.from {
		return s, usagef("--from and --to are records, counted from 1, the first not after the last")
	}
	if f.only == "" {
		return s, nil
	}
	for part := range strings.SplitSeq(f.only, ",") {
		a, b, ranged := strings.Cut(strings.TrimSpace(part), "-")
		first, err := strconv.Atoi(a)
		last := first
		if err == nil && ranged {
			last, err = strconv.Atoi(b)
		}
		if err != nil || first < 1 || last < first {
			return s, usagef("--only is records such as 3,7-9")
		}
		s.only = append(s.only, rowRange{first, last})
	}
	return s, nil
}
