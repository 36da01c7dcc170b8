package zpl

import (
	"bytes"
	"cmp"
	"encoding/hex"
	"maps"
	"slices"
	"strings"

	"waybill/zpl/internal/token"
)

// Field is a text in a ZPL stream.
type Field struct {
	Offset  int    // byte position of the command, or of a text that stands outside of commands
	Command string // e.g. "^FD", "^FX"; for a text outside, the one before it, "" if there is none
	// Text is what a reader of the label or of the file sees: ^FH resolved,
	// decoded by ^CI, control characters dropped, bar code switches removed.
	Text string
}

// Fields returns every text of zpl in order: field data (^FD, ^FV, ^SN),
// comments (^FX), names and prompts of stored objects, and whatever stands
// where no text belongs, such as behind ^FS. Graphics data are no text.
//
// It follows changed prefixes and passes over binary data as a printer does.
// Where control characters may stand for prefixes and delimiters (0x1E, 0x10 and
// 0x1F for caret, tilde and comma), the texts of both readings are given, each
// once. Any bytes are taken; a printer that reads them in a third way is not
// excluded.
//
// Data for a stored format (^XF, ^FN) are read as the fields of the format
// want them if the format stands before it, otherwise both as text and as the
// data of a bar code, which may give a text twice.
func Fields(zpl []byte) []Field {
	fields, _ := readFields(zpl, storedFormats{})
	return fields
}

// storedFormats are the formats that a piece of ZPL leaves in the printer, by
// name: as read without and with control characters for prefixes.
type storedFormats struct {
	plain, controls map[string]storedCodes
	differ          bool // else there was one reading: plain
}

// readFields returns the texts of a piece of ZPL that follows those that left
// the given formats, which it does not change.
func readFields(zpl []byte, before storedFormats) ([]Field, storedFormats) {
	plain := fieldReader{formats: maps.Clone(before.plain)}
	differ := plain.read(zpl)
	if !differ && !before.differ {
		return plain.fields, storedFormats{plain: plain.formats}
	}
	if !before.differ {
		before.controls = before.plain
	}
	controls := fieldReader{controls: true, formats: maps.Clone(before.controls)}
	controls.read(zpl)
	return eitherReading(plain.fields, controls.fields),
		storedFormats{plain: plain.formats, controls: controls.formats, differ: true}
}

// eitherReading merges two readings in the order of the stream.
func eitherReading(a, b []Field) []Field {
	have := make(map[Field]bool, len(a))
	for _, f := range a {
		have[f] = true
	}
	for _, f := range b {
		if !have[f] {
			a = append(a, f)
		}
	}
	slices.SortStableFunc(a, func(x, y Field) int { return cmp.Compare(x.Offset, y.Offset) })
	return a
}

// controlPrefixes are the characters that printers may take for caret, tilde
// and delimiter.
const controlPrefixes = "\x1e\x10\x1f"

// hasControlPrefix reports whether one of them occurs. It looks for each by
// itself, which is far faster than looking at every byte.
func hasControlPrefix(b []byte) bool {
	for i := range len(controlPrefixes) {
		if bytes.IndexByte(b, controlPrefixes[i]) >= 0 {
			return true
		}
	}
	return false
}

// fieldReader reads texts, and remembers stored formats.
type fieldReader struct {
	controls bool // control characters are prefixes
	fields   []Field
	state    fieldState
	chars    charset
	formats  map[string]storedCodes
	storing  storedCodes // of the format being stored, nil for none
	filling  storedCodes // of the format being recalled
	recalls  bool        // ^XF was seen in this format
}

// storedCodes tells by ^FN number which codes a format's fields draw: "" for
// text, "^BC" or "^BQ".
type storedCodes map[string][]string

// read adds all texts, and reports whether control characters stand where
// another reading could take them for prefixes: not in binary data.
func (r *fieldReader) read(zpl []byte) (differ bool) {
	var before string // the command that a text without one follows
	s := token.Scanner{MaxGraphic: maxGraphic, Controls: r.controls}
	s.Reset(zpl)
	watch := hasControlPrefix(zpl)
	for {
		c, ok := s.Next()
		if !ok {
			return differ
		}
		text := c.Args
		if watch && !differ {
			differ = hasControlPrefix(text) || strings.ContainsAny(c.Name, controlPrefixes)
		}
		switch c.Name {
		case "":
			r.add(c.Offset, before, "", bytes.TrimSpace(text))
			continue
		case "^CI":
			r.chars.choose(c.Params(2)[0])
		case "^FH":
			r.state.hex, r.state.indicator = true, '_'
			if i := bytes.TrimSpace(text); len(i) > 0 {
				r.state.indicator = i[0]
			}
		case "^FD", "^FV", "^SN":
			r.datum(c)
		default:
			r.formatCommand(c)
			r.state.note(c.Name)
			r.add(c.Offset, c.Name, "", plainText(c.Name, text, c.Delim))
		}
		before = c.Name
	}
}

// datum adds the text of a field, in all readings that it may have.
func (r *fieldReader) datum(c token.Command) {
	text := r.state.data(c.Args)
	codes := []string{r.state.code}
	if r.recalls && r.state.number != "" && r.state.code == "" {
		var known bool
		if codes, known = r.filling[r.state.number]; !known {
			codes = []string{"", "^BC", "^BQ"}
		}
	}
	first := ""
	for i, code := range codes {
		n := len(r.fields)
		r.add(c.Offset, c.Name, code, text)
		if i == 0 && n < len(r.fields) {
			first = r.fields[n].Text
		} else if n < len(r.fields) && r.fields[n].Text == first {
			r.fields = r.fields[:n]
		}
	}
}

// add appends a text unless it is empty.
func (r *fieldReader) add(offset int64, command, code string, text []byte) {
	if len(text) == 0 {
		return
	}
	if t := dropControls(r.chars.decode(text)); t != "" {
		r.fields = append(r.fields, Field{Offset: int(offset), Command: command, Text: r.state.strip(command, code, t)})
	}
}

// formatCommand follows the storing and recalling of formats.
func (r *fieldReader) formatCommand(c token.Command) {
	switch c.Name {
	case "^DF":
		if r.formats == nil {
			r.formats = map[string]storedCodes{}
		}
		r.storing = storedCodes{}
		r.formats[formatName(c)] = r.storing
	case "^XF":
		r.filling, r.recalls = r.formats[formatName(c)], true
	case "^FN":
		r.state.number = leadingDigits(c.Args)
	case "^FS":
		if n := r.state.number; n != "" && r.storing != nil {
			r.storing[n] = append(r.storing[n], r.state.code)
		}
	case "^XA", "^XZ":
		r.storing, r.filling, r.recalls = nil, nil, false
	}
}

// formatName is the name of a stored format as printers complete it.
func formatName(c token.Command) string {
	name := strings.ToUpper(string(bytes.TrimSpace(c.Params(2)[0])))
	if len(name) < 2 || name[1] != ':' {
		name = drive + name
	}
	if !strings.Contains(name, ".") {
		name += ".ZPL"
	}
	return name
}

// leadingDigits returns a ^FN number without the prompt behind it.
func leadingDigits(args []byte) string {
	args = bytes.TrimSpace(args)
	n := 0
	for n < len(args) && digit(args[n]) {
		n++
	}
	if n == 0 {
		return ""
	}
	return strings.TrimLeft(string(args[:n-1]), "0") + string(args[n-1:n])
}

// fieldState is what the commands of an open field say about its data.
type fieldState struct {
	hex       bool
	indicator byte
	code      string // "^BC" or "^BQ"
	number    string // of ^FN, "" for none
	block     bool   // ^FB or ^TB: \& breaks lines
}

// note takes a command other than those with data.
func (f *fieldState) note(name string) {
	switch name {
	case "^BC", "^BQ":
		f.code = name
	case "^FB", "^TB":
		f.block = true
	case "^FS", "^XA", "^XZ":
		*f = fieldState{}
	}
}

// data resolves ^FH, which holds for one datum.
func (f *fieldState) data(raw []byte) []byte {
	if !f.hex {
		return raw
	}
	f.hex = false
	out := make([]byte, 0, len(raw))
	for i := 0; i < len(raw); i++ {
		if raw[i] == f.indicator && i+2 < len(raw) {
			var c [1]byte
			if _, err := hex.Decode(c[:], raw[i+1:i+3]); err == nil {
				out = append(out, c[0])
				i += 2
				continue
			}
		}
		out = append(out, raw[i])
	}
	return out
}

// strip removes from data what its field, with a bar code or none, does not
// print.
func (f *fieldState) strip(command, code, text string) string {
	switch command {
	case "^FD", "^FV", "^SN":
	default:
		return text
	}
	switch {
	case code == "^BC":
		return code128Text(text)
	case code == "^BQ":
		return qrText(text)
	case f.block:
		return strings.ReplaceAll(text, `\&`, "")
	}
	return text
}

// plainText returns the part of another command's parameters that is to be
// read as text, none for numbers and graphics.
func plainText(name string, args []byte, delim byte) []byte {
	switch name {
	case "^FX", "^FN", "^HV", "^KN", "^A@", "^CW", "^FL":
		return args
	case "^DF", "^XF", "^IS", "^IM", "^IL", "^ID", "^XG", "^HG", "^SE",
		"~DB", "~DE", "~DG", "~DL", "~DN", "~DS", "~DT", "~DU", "~DY":
		first, _, _ := bytes.Cut(args, []byte{delim})
		return first
	case "^GF":
		return nil
	case "^CC", "~CC", "^CT", "~CT", "^CD", "~CD":
		return nil
	}
	if oddParameters(args) {
		return args
	}
	return nil
}

// oddParameters reports whether args are more than the numbers and single
// letters that parameters are. Printers ignore what is not, yet it stands in
// the file.
func oddParameters(args []byte) bool {
	const longest = 32
	letters := 0
	for _, b := range args {
		if b|0x20 >= 'a' && b|0x20 <= 'z' {
			letters++
		} else {
			letters = 0
		}
		if letters > 1 || b >= 0x80 {
			return true
		}
	}
	return len(args) > longest
}

// dropControls removes control characters, which print nothing: a value cut
// in two by a line end is still the value.
func dropControls(s string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x20 || r == 0x7f {
			return -1
		}
		return r
	}, s)
}
