package emulator

import (
	"bytes"
	"strings"
)

// A reading is what a format says to the printer beside what is drawn.
type reading struct {
	fields map[int][]byte // data of numbered fields
	number int            // ^FN of the field under way, -1 for none
	hex    byte           // ^FH indicator of the field under way, 0 for none
	echoes []echo
	stores []storing

	quantity int  // ^PQ
	cuts     bool // ^PQ: no pauses
}

// storing is an object that a format makes.
type storing struct {
	name  string
	size  int
	whole int // 1: as large as the format's text
}

// echo is a ^HV: a field that is sent back.
type echo struct {
	number, most int
	head, tail   []byte
	each         bool // with every label, not once
	text         []byte
}

// Limits of the guide, and one of ours on how many ^HV a format has.
const (
	mostFieldNumber = 9999
	mostEcho        = 256
	defaultEcho     = 64
	mostFields      = 400
	mostEchoes      = 64
)

func newReading() reading { return reading{fields: map[int][]byte{}, number: -1} }

// heed takes what a command says to the printer itself.
func (p *Printer) heed(r *reading, s segment, delim byte) {
	args := split(s.args, delim)
	switch s.name {
	case "^JZ":
		p.config.reprint = letter(args, 0, 'Y') != 'N'
	case "^SX":
		p.alerts.subscribe(args)
	case "^SQ":
		p.alerts.halt(args)
	case "^ID":
		p.store.remove(objectName(arg(args, 0), ".GRF"))
	case "^EG", "~EG":
		p.store.remove("R:*.GRF")
	case "^EF", "~EF":
		p.store.remove("R:*.ZPL")
	case "^TO":
		p.transfer(args)
	}
	if r.fields == nil {
		return // outside of formats
	}
	switch s.name {
	case "^FN":
		digits, _, _ := strings.Cut(arg(args, 0), `"`)
		if n, ok := decimal([]byte(digits)); ok && n <= mostFieldNumber {
			r.number = n
		}
	case "^FH":
		if r.hex = '_'; len(s.args) > 0 && s.args[0] > ' ' {
			r.hex = s.args[0]
		}
	case "^FD", "^FV":
		if r.number >= 0 && len(r.fields) < mostFields {
			r.fields[r.number] = unhex(s.args[:min(len(s.args), mostEcho)], r.hex)
		}
	case "^FS":
		r.number, r.hex = -1, 0
	case "^HV":
		r.echo(args)
	case "^PQ":
		if n, ok := decimal([]byte(arg(args, 0))); ok {
			r.quantity = n
		}
		r.cuts = letter(args, 3, 'N') == 'Y'
	case "^DF":
		r.stores = append(r.stores, storing{name: objectName(arg(args, 0), ".ZPL"), whole: 1})
	case "^IS":
		r.stores = append(r.stores, storing{name: objectName(arg(args, 0), ".GRF"), size: p.prof.Width * p.prof.Height / 8})
	}
	r.stores = r.stores[:min(len(r.stores), mostEchoes)]
}

func (r *reading) echo(args []string) {
	n, ok := decimal([]byte(arg(args, 0)))
	if !ok || n > mostFieldNumber || len(r.echoes) >= mostEchoes {
		return
	}
	e := echo{number: n, most: defaultEcho, each: letter(args, 4, 'F') == 'L'}
	if m, ok := decimal([]byte(arg(args, 1))); ok && m >= 1 {
		e.most = min(m, mostEcho)
	}
	e.head, e.tail = unhex([]byte(arg(args, 2)), r.hex), unhex([]byte(arg(args, 3)), r.hex)
	r.echoes = append(r.echoes, e)
}

// resolve returns the echoes with the data of their fields.
func (r *reading) resolve() []echo {
	for i := range r.echoes {
		e := &r.echoes[i]
		text := r.fields[e.number]
		text = text[:min(len(text), e.most)]
		e.text = append(append(bytes.Clone(e.head), text...), e.tail...)
	}
	return r.echoes
}

// unhex replaces the hex bytes of ^FH; indicator 0: none.
func unhex(b []byte, indicator byte) []byte {
	out := make([]byte, 0, len(b))
	for i := 0; i < len(b); i++ {
		if b[i] == indicator && indicator != 0 && i+2 < len(b) {
			if hi, lo := hexDigit(b[i+1]), hexDigit(b[i+2]); hi >= 0 && lo >= 0 {
				out = append(out, byte(hi<<4|lo))
				i += 2
				continue
			}
		}
		out = append(out, b[i])
	}
	return out
}

func hexDigit(c byte) int {
	switch l := c | 0x20; {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case l >= 'a' && l <= 'f':
		return int(l-'a') + 10
	}
	return -1
}

// split cuts parameters at the delimiter.
func split(args []byte, delim byte) []string {
	s := strings.TrimRight(string(args), "\r\n")
	return strings.Split(strings.ReplaceAll(s, "\x1f", string([]byte{delim})), string([]byte{delim}))
}

// arg returns a parameter without blanks, "" where it is missing.
func arg(args []string, i int) string {
	if i >= len(args) {
		return ""
	}
	return strings.TrimSpace(args[i])
}

// letter returns a parameter of one letter, in capitals.
func letter(args []string, i int, missing byte) byte {
	if a := arg(args, i); a != "" {
		return a[0] &^ 0x20
	}
	return missing
}
