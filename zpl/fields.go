package zpl

import (
	"bytes"
	"encoding/hex"
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
// Any bytes are taken; a printer that reads them otherwise is not excluded.
func Fields(zpl []byte) []Field {
	var (
		fields []Field
		state  fieldState
		chars  charset
		before string // the command that a text without one follows
		s      = token.New(zpl)
	)
	s.MaxGraphic = maxGraphic
	for {
		c, ok := s.Next()
		if !ok {
			return fields
		}
		text := c.Args
		if c.Name == "" {
			if t := dropControls(chars.decode(bytes.TrimSpace(text))); t != "" {
				fields = append(fields, Field{Offset: int(c.Offset), Command: before, Text: t})
			}
			continue
		}
		before = c.Name
		switch c.Name {
		case "^CI":
			chars.choose(text)
			continue
		case "^FH":
			state.hex, state.indicator = true, '_'
			if i := bytes.TrimSpace(text); len(i) > 0 {
				state.indicator = i[0]
			}
			continue
		case "^FD", "^FV", "^SN":
			text = state.data(text)
		default:
			state.note(c.Name)
			if text = plainText(c.Name, text, c.Delim); len(text) == 0 {
				continue
			}
		}
		if t := dropControls(chars.decode(text)); t != "" {
			fields = append(fields, Field{Offset: int(c.Offset), Command: c.Name, Text: state.strip(c.Name, t)})
		}
	}
}

// fieldState is what the commands of an open field say about its data.
type fieldState struct {
	hex       bool
	indicator byte
	code      string // "^BC" or "^BQ"
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

// strip removes from data what its field does not print.
func (f *fieldState) strip(command, text string) string {
	switch command {
	case "^FD", "^FV", "^SN":
	default:
		return text
	}
	switch {
	case f.code == "^BC":
		return code128Text(text)
	case f.code == "^BQ":
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
