package main

import "testing"

// TestSomeRows keeps a line short when thousands of records share a tail.
func TestSomeRows(t *testing.T) {
	rows := make([]int, 25)
	for i := range rows {
		rows[i] = i + 1
	}
	for n, want := range map[int]string{
		2:  "1, 2",
		20: "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20",
		25: "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20 … and 5 more",
	} {
		if got := someRows(rows[:n]); got != want {
			t.Errorf("%d rows: %q, want %q", n, got, want)
		}
	}
}
