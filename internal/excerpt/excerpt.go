// Package excerpt shows where a YAML file is wrong: the line, the one before
// and a caret. It is the one place that copies the text of a file into an
// error, so it is also the one that decides when that is allowed: a user who
// names a shipment file where a template belongs must not see its addresses in
// a terminal or a log.
package excerpt

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// maxWidth is the longest piece of a line that is shown, in characters.
const maxWidth = 120

// Known reports whether src looks like a file of a known kind: a YAML block
// mapping whose root has one of keys at the start of a line. Nothing of any
// other file may go into an error, neither by At nor by the messages of a YAML
// library, which quote what they stumble over.
//
// Choose keys that only this kind of file has: "elements" says template, while
// a list of customers may well begin with "name".
func Known(src []byte, keys ...string) bool {
	root, known := false, false
	for line := range bytes.Lines(bytes.TrimPrefix(src, []byte("\ufeff"))) {
		line = bytes.TrimRight(line, " \t\r\n")
		if len(line) == 0 || bytes.ContainsAny(line[:1], "# \t") {
			continue
		}
		if bytes.HasPrefix(line, []byte("---")) || line[0] == '%' {
			continue
		}
		key, ok := rootKey(line)
		if !root && !ok {
			return false
		}
		root = true
		for _, k := range keys {
			known = known || ok && key == k
		}
	}
	return known
}

// Mostly is Known for kinds of file with keys that other files have too: it
// reports whether src is a YAML block mapping with at least two of keys at its
// root, and at most as many others, in ASCII but for lines of comment: a list
// of customers may begin with "name", but it has a name in it.
func Mostly(src []byte, keys ...string) bool {
	ours, others := 0, 0
	for line := range bytes.Lines(bytes.TrimPrefix(src, []byte("\ufeff"))) {
		line = bytes.TrimRight(line, " \t\r\n")
		if len(line) == 0 || line[0] == '#' {
			continue
		}
		if bytes.ContainsFunc(line, func(r rune) bool { return r >= 0x80 }) {
			return false
		}
		if bytes.ContainsAny(line[:1], " \t%") || bytes.HasPrefix(line, []byte("---")) {
			continue
		}
		if key, ok := rootKey(line); ok && slices.Contains(keys, key) {
			ours++
		} else {
			others++
		}
	}
	return ours >= 2 && ours >= others
}

// rootKey returns the key that line begins with: "media: 100x150".
func rootKey(line []byte) (string, bool) {
	key, rest, ok := bytes.Cut(line, []byte(":"))
	if !ok || len(rest) > 0 && rest[0] != ' ' && rest[0] != '\t' {
		return "", false
	}
	key = bytes.TrimRight(key, " ")
	for _, c := range key {
		if !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-') {
			return "", false
		}
	}
	return string(key), len(key) > 0
}

// At shows line and the one before, with a caret under column; both count from
// 1, and columns count characters. Of long lines it shows 120 characters around
// the column. It is "" where src has no such line. Ask Known first.
func At(src []byte, line, column int) string {
	before, at, ok := pair(src, line)
	if !ok {
		return ""
	}
	text := []rune(at)
	caret := min(max(column-1, 0), len(text))
	from := 0
	if len(text) > maxWidth {
		from = min(max(caret-maxWidth/2, 0), len(text)-maxWidth)
	}
	var b strings.Builder
	if line > 1 {
		fmt.Fprintf(&b, "%4d | %s\n", line-1, window([]rune(before), from))
	}
	shown := window(text, from)
	fmt.Fprintf(&b, "%4d | %s\n", line, shown)
	if from > 0 {
		caret++ // for the ellipsis
	}
	pad := 0
	for i, r := range []rune(shown) {
		if i == caret-from {
			break
		}
		pad += cells(r)
	}
	b.WriteString("     | " + strings.Repeat(" ", pad) + "^")
	return b.String()
}

// pair returns a line, counted from 1, and the one before.
func pair(src []byte, line int) (before, at string, ok bool) {
	n := 0
	for l := range bytes.Lines(src) {
		n++
		if n == line-1 {
			before = string(bytes.TrimRight(l, "\r\n"))
		}
		if n == line {
			return before, string(bytes.TrimRight(l, "\r\n")), true
		}
	}
	// What a parser misses at the end of a file is on the line after the last.
	return before, "", line > 0 && line == n+1
}

// window is the piece of a line that begins at character from. What a terminal
// might take for a command is shown as a dot.
func window(line []rune, from int) string {
	var b strings.Builder
	if from > 0 {
		b.WriteRune('…')
	}
	for i := from; i < len(line) && i < from+maxWidth; i++ {
		switch r := line[i]; {
		case r == '\t':
			b.WriteByte(' ')
		case !unicode.IsPrint(r):
			b.WriteRune('·')
		default:
			b.WriteRune(r)
		}
	}
	if len(line) > from+maxWidth {
		b.WriteRune('…')
	}
	return b.String()
}

// cells is the width of a character on a terminal: Chinese takes two.
func cells(r rune) int {
	if r >= 0x1100 && r != '…' {
		return 2
	}
	return 1
}
