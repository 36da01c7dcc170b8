package interp

import (
	"bytes"
	"math"
	"strconv"
)

// parameters reads the parameters of a command as printers do: what is missing
// or makes no sense is the default, what is out of range the nearest value.
// Either is reported, by the parameter's number only: it may hold anything.
type parameters struct {
	p    *Printer
	e    *entry
	list [][]byte
}

func (p *Printer) parameters(e *entry) parameters {
	return parameters{p, e, e.params()}
}

// with returns the parameters of another command.
func (a parameters) with(e *entry) parameters { return a.p.parameters(e) }

// value returns parameter i, from 0, blanks trimmed, empty if missing.
func (a parameters) value(i int) []byte {
	if i >= len(a.list) {
		return nil
	}
	return bytes.TrimSpace(a.list[i])
}

func (a parameters) given(i int) bool { return len(a.value(i)) > 0 }

// number returns a whole number.
func (a parameters) number(i, missing, least, most int) int {
	return a.scaled(i, missing, least, most, 1)
}

// dots returns a distance in dots, by ^MU.
func (a parameters) dots(i, missing, least, most int) int {
	return a.scaled(i, missing, least, most, a.p.set.unit*a.p.set.scale)
}

func (a parameters) scaled(i, missing, least, most int, scale float64) int {
	v := a.value(i)
	if len(v) == 0 {
		return missing
	}
	f, ok := readNumber(v)
	if !ok {
		// Some programs write a letter before the digits, and are understood.
		if at := bytes.IndexAny(v, "0123456789"); at > 0 {
			f, ok = readNumber(v[at:])
		}
		if !ok {
			a.p.warn(a.e, "parameter %d is not a number: %d is taken", i+1, missing)
			return missing
		}
		a.p.warn(a.e, "parameter %d is not a number: only its digits are taken", i+1)
	}
	n := int(math.Round(max(-1e9, min(1e9, f*scale))))
	if n < least || n > most {
		n = min(max(n, least), most)
		a.p.warn(a.e, "parameter %d is not from %d to %d: %d is taken", i+1, least, most, n)
	}
	return n
}

// readNumber reads a number with or without a fraction. What follows digits
// and is none is passed over, as printers do.
func readNumber(v []byte) (float64, bool) {
	end := 0
	for end < len(v) && end < 16 && (v[end] >= '0' && v[end] <= '9' || v[end] == '.' || end == 0 && (v[end] == '-' || v[end] == '+')) {
		end++
	}
	f, err := strconv.ParseFloat(string(v[:end]), 64)
	return f, err == nil
}

// letter returns a parameter of one of the letters allowed.
func (a parameters) letter(i int, missing byte, allowed string) byte {
	v := a.value(i)
	if len(v) == 0 {
		return missing
	}
	c := v[0]
	if c >= 'a' && c <= 'z' {
		c &^= 0x20
	}
	for j := range len(allowed) {
		if allowed[j] == c {
			return c
		}
	}
	a.p.warn(a.e, "parameter %d is none of %s: %c is taken", i+1, spaced(allowed), missing)
	return missing
}

func spaced(s string) string {
	var b []byte
	for i := range len(s) {
		if i > 0 {
			b = append(b, ' ')
		}
		b = append(b, s[i])
	}
	return string(b)
}

// yes returns a parameter of Y or N.
func (a parameters) yes(i int, missing bool) bool {
	c := byte('N')
	if missing {
		c = 'Y'
	}
	return a.letter(i, c, "YN") == 'Y'
}

// turn returns an orientation: the parameter's or that of ^FW.
func (a parameters) turn(i int) byte { return a.letter(i, a.p.set.turn, "NRIB") }
