package main

import (
	"fmt"
	"strings"
)

// duplicates finds waybill numbers that several records of a file have: two
// parcels with one number go to one address.
type duplicates struct {
	first map[string]int // row that a number was first seen in
	pairs [][2]int       // a later row and the first
}

// see notes a record. It returns the row that has the number already, or 0.
func (d *duplicates) see(row int, number string) int {
	if d.first == nil {
		d.first = map[string]int{}
	}
	if first, ok := d.first[number]; ok {
		d.pairs = append(d.pairs, [2]int{row, first})
		return first
	}
	d.first[number] = row
	return 0
}

// maxDuplicates is how many pairs a warning names.
const maxDuplicates = 10

// warn prints a warning if there are any.
func (d *duplicates) warn(a *app) {
	if len(d.pairs) == 0 {
		return
	}
	var rows []string
	for i, p := range d.pairs {
		if i == maxDuplicates {
			rows = append(rows, "…")
			break
		}
		rows = append(rows, fmt.Sprintf("%d = %d", p[0], p[1]))
	}
	fmt.Fprintf(a.stderr, "warning: %s with the waybill number of an earlier one: record %s\n",
		count(len(d.pairs), "record"), strings.Join(rows, ", "))
}
