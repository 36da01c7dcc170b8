package reply

import (
	"bytes"
	"strconv"
	"strings"
)

// Setting is a line of the configuration label (^HH).
type Setting struct{ Label, Value string }

// Configuration is the reply to ^HH. Labels differ by age of the printer, so
// they are kept as sent, blanks between words made one.
type Configuration []Setting

// ParseConfiguration reads the reply to ^HH: lines of two blanks, a value of
// 20 columns and a label of 18. Columns shift where a value is longer, so the
// line is cut at its last two blanks in a row.
func ParseConfiguration(piece []byte) (Configuration, error) {
	var c Configuration
	for line := range bytes.Lines(piece) {
		s := strings.Trim(string(line), "\r\n\x02\x03")
		s = strings.TrimSpace(s)
		if s == "" {
			continue
		}
		at := valueEnd(s)
		if at < 0 {
			// Old models begin with a serial number that has no label.
			c = append(c, Setting{"", s})
			continue
		}
		c = append(c, Setting{strings.Join(strings.Fields(s[at:]), " "), strings.TrimSpace(s[:at])})
	}
	for _, s := range c {
		if s.Label != "" {
			return c, nil
		}
	}
	return nil, &Error{"^HH", "no line with a value and a label"}
}

// valueEnd returns where the value of a line ends: at column 20, the field's
// width without the two blanks that were trimmed, or else at the first gap of
// two blanks.
func valueEnd(s string) int {
	const width = 20
	if len(s) > width && s[width-1] == ' ' && strings.TrimSpace(s[:width]) != "" {
		return width
	}
	return strings.Index(s, "  ")
}

// Get returns the value of the first setting with one of the labels.
func (c Configuration) Get(labels ...string) (string, bool) {
	for _, s := range c {
		for _, l := range labels {
			if strings.EqualFold(s.Label, l) {
				return s.Value, true
			}
		}
	}
	return "", false
}

// LabelsPrinted returns the counter that cannot be reset, in labels, and false
// for printers that count only length, or nothing.
func (c Configuration) LabelsPrinted() (int, bool) {
	for _, s := range c {
		if !strings.EqualFold(s.Label, "NONRESET CNTR") {
			continue
		}
		number, unit, _ := strings.Cut(s.Value, " ")
		if !strings.EqualFold(strings.TrimSpace(unit), "LABELS") {
			continue
		}
		n, err := strconv.ParseUint(strings.ReplaceAll(number, ",", ""), 10, 63)
		if err == nil {
			return int(n), true
		}
	}
	return 0, false
}

// PrintWidth returns the print width in dots, and false where it is not given
// in dots.
func (c Configuration) PrintWidth() (int, bool) {
	v, ok := c.Get("PRINT WIDTH")
	if !ok || strings.Contains(v, "/") {
		return 0, false // millimetres with eighths: rounded, so no width in dots
	}
	n, err := strconv.ParseUint(strings.Fields(v + " ")[0], 10, 31)
	return int(n), err == nil && n > 0
}

// Object is a file in the printer's memory (^HW).
type Object struct {
	Name  string // "SIMSUN.TTF", without the device
	Size  int    // bytes
	Flags string
}

// Directory is the reply to ^HW.
type Directory struct {
	Device  string // "E:"
	Objects []Object
	Free    int // bytes; -1 = not given
}

// ParseDirectory reads the reply to ^HW.
func ParseDirectory(piece []byte) (Directory, error) {
	d := Directory{Free: -1}
	for line := range bytes.Lines(piece) {
		s := strings.Trim(string(line), "\r\n\x02\x03 ")
		switch {
		case strings.HasPrefix(strings.ToUpper(s), "DIR"):
			device, _, _ := strings.Cut(strings.TrimSpace(s[len("DIR"):]), ":")
			if device != "" {
				d.Device = strings.ToUpper(strings.TrimSpace(device)) + ":"
			}
		case strings.HasPrefix(s, "*"):
			if o, ok := object(strings.TrimSpace(s[1:])); ok {
				d.Objects = append(d.Objects, o)
			}
		case strings.Contains(strings.ToLower(s), "bytes free"):
			number, _, _ := strings.Cut(strings.TrimLeft(s, "- "), " ")
			if n, err := strconv.ParseUint(strings.ReplaceAll(number, ",", ""), 10, 63); err == nil {
				d.Free = int(n)
			}
		}
	}
	if d.Device == "" {
		return Directory{}, &Error{"^HW", "no line with the device"}
	}
	return d, nil
}

// object reads "NAME    .EXT  123456  FLG": the name may be padded before its
// extension.
func object(s string) (Object, bool) {
	name, rest, ok := strings.Cut(s, ".")
	f := strings.Fields(rest)
	if !ok || len(f) < 2 {
		return Object{}, false
	}
	n, err := strconv.ParseUint(f[1], 10, 63)
	if err != nil {
		return Object{}, false
	}
	o := Object{Name: strings.ToUpper(strings.TrimSpace(name) + "." + f[0]), Size: int(n)}
	if len(f) > 2 {
		o.Flags = strings.Join(f[2:], " ")
	}
	return o, true
}

// Has reports whether the directory holds an object, "SIMSUN.TTF" or
// "E:SIMSUN.TTF".
func (d Directory) Has(name string) bool {
	name = strings.ToUpper(name)
	if device, rest, ok := strings.Cut(name, ":"); ok {
		if device+":" != d.Device {
			return false
		}
		name = rest
	}
	for _, o := range d.Objects {
		if o.Name == name {
			return true
		}
	}
	return false
}
