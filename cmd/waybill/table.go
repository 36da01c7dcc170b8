package main

import (
	"io"
	"strings"

	"golang.org/x/text/width"
)

// writeTable writes rows in columns, the first as the head. after, if not
// nil, gives lines to print indented under row i.
func writeTable(w io.Writer, rows [][]string, after func(i int) []string) error {
	var widths []int
	for _, r := range rows {
		for i, v := range r {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], cells(v))
		}
	}
	var b strings.Builder
	for i, r := range rows {
		b.Reset()
		for j, v := range r {
			v = strings.ReplaceAll(v, "\n", " ")
			b.WriteString(v)
			if j < len(r)-1 {
				b.WriteString(strings.Repeat(" ", widths[j]-cells(v)+2))
			}
		}
		line := strings.TrimRight(b.String(), " ") + "\n"
		if after != nil {
			for _, l := range after(i) {
				line += "    " + l + "\n"
			}
		}
		if _, err := io.WriteString(w, line); err != nil {
			return err
		}
	}
	return nil
}

// cells is how many columns of a terminal s takes.
func cells(s string) int {
	n := 0
	for _, r := range s {
		switch k := width.LookupRune(r).Kind(); {
		case k == width.EastAsianWide || k == width.EastAsianFullwidth:
			n += 2
		case r >= 0x300 && r <= 0x36f || r >= 0xfe00 && r <= 0xfe0f || r >= 0xe0100 && r <= 0xe01ef:
		default:
			n++
		}
	}
	return n
}
