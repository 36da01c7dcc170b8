package interp

import (
	"fmt"
	"image"
	"math/bits"
	"strings"
	"unicode"
	"unicode/utf8"

	"waybill/internal/bitmap"
)

// Hints are warnings, once a label, of what makes a whole label look wrong
// though every command is right.

// encodingHint tells that data were written for another character set: UTF-8
// or GBK where ^CI chose a set of single bytes.
func (p *Printer) encodingHint(e *entry, d *datum, raw []byte) {
	if p.label.misread {
		return
	}
	switch set := d.chars.Set(); {
	case set <= 13, set == 27, set >= 31:
	default:
		return
	}
	looks := ""
	switch {
	case looksUTF8(raw):
		looks = "UTF-8, but ^CI28"
	case looksGBK(raw):
		looks = "GBK, but ^CI26"
	default:
		return
	}
	p.label.misread = true
	p.warn(e, "the text looks like %s is not set: printers print other characters", looks)
}

// looksUTF8 reports whether data hold characters of more than one byte, and
// nothing that is no UTF-8: text in a set of single bytes hardly ever does.
func looksUTF8(data []byte) bool {
	wide := false
	for len(data) > 0 {
		r, n := utf8.DecodeRune(data)
		if r == utf8.RuneError && n == 1 {
			return false
		}
		wide = wide || n > 1
		data = data[n:]
	}
	return wide
}

// looksGBK reports whether data hold at least two Chinese characters of GB 2312
// (rows 16 to 87, both bytes above A0) or signs beside them, and no other bytes
// above 7F. A letter with an accent in code page 850 rarely stands beside
// another one.
func looksGBK(data []byte) bool {
	characters := 0
	for i := 0; i < len(data); i++ {
		lead := data[i]
		if lead < 0x80 {
			continue
		}
		i++
		if lead < 0xA1 || lead > 0xF7 || i == len(data) || data[i] < 0xA1 {
			return false
		}
		if lead >= 0xB0 {
			characters++
		}
	}
	return characters >= 2
}

// inked takes in that ink reaches up to, not including, a point of the page.
func (l *label) inked(to image.Point) {
	l.reach.X, l.reach.Y = max(l.reach.X, to.X), max(l.reach.Y, to.Y)
}

// inkBeyond takes in how far the dots of src reach over the page's right and
// lower edge.
func (p *Printer) inkBeyond(src *bitmap.Bitmap, at image.Point) {
	if at.X+src.W > max(p.page.W, p.label.reach.X) || at.Y+src.H > max(p.page.H, p.label.reach.Y) {
		p.spend(len(src.Bits))
		p.label.inked(at.Add(inkSize(src)))
	}
}

// inkSize returns how many columns and rows of b there are up to the last that
// has ink.
func inkSize(b *bitmap.Bitmap) image.Point {
	var size image.Point
	for y := range b.H {
		row := b.Row(y)
		for i := len(row) - 1; i >= 0; i-- {
			if row[i] != 0 {
				size.X = max(size.X, 8*(i+1)-bits.TrailingZeros8(row[i]))
				size.Y = y + 1
				break
			}
		}
	}
	return size
}

// edgeHint tells that something was cut off at the label's edge.
func (p *Printer) edgeHint() {
	if p.label.reach.X > p.page.W || p.label.reach.Y > p.page.H {
		p.diagnose(p.opened, "^XA", Warning, "dots beyond the right or lower edge of the label are cut off: made for another resolution or label size?")
	}
}

// printable returns s with what a terminal might take for a command, and what
// is no text, as escapes: names of commands and objects are any bytes.
func printable(s string) string {
	if utf8.ValidString(s) && strings.IndexFunc(s, func(r rune) bool { return !unicode.IsPrint(r) }) < 0 {
		return s
	}
	var b strings.Builder
	for i, r := range s {
		switch {
		case r == utf8.RuneError && !strings.HasPrefix(s[i:], "\ufffd"):
			fmt.Fprintf(&b, `\x%02x`, s[i])
		case unicode.IsPrint(r):
			b.WriteRune(r)
		case r < 0x80:
			fmt.Fprintf(&b, `\x%02x`, r)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	return b.String()
}
