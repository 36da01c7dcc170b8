package interp

import (
	"strings"

	"waybill/zpl/internal/printerfont"
)

// maxBlockLines bounds ^FB's lines, as the guide does.
const maxBlockLines = 9999

// drawBlock draws a ^FB: lines no wider than the block, at its left, middle or
// right or filled up. Lines beyond the block's last one are printed over it,
// as printers do.
func (t *typesetter) drawBlock(f *printerfont.Sized, text string, s textSpec, r report) (drawn, bool) {
	b := *s.block
	if b.width <= 0 {
		r("^FB without a width: printers draw nothing")
		return drawn{}, false
	}
	most := min(max(b.lines, 1), maxBlockLines)
	pitch := f.Height + b.space
	lines := t.wrap(f, blockText(text, s.backslash), s.gap, func(n int) int {
		if n == 0 {
			return b.width << 6
		}
		return max(b.width-b.indent, 1) << 6
	})
	if over := len(lines) - most; over > 0 {
		r("text has %d lines more than its ^FB: they are printed over the last", over)
	}
	c := t.newCanvas(f, r)
	for i, l := range lines {
		x, width := 0, b.width<<6
		if i > 0 {
			x, width = b.indent<<6, (b.width-b.indent)<<6
		}
		line := t.line(f, l.text, s.gap)
		switch b.justify {
		case 'C':
			// A line that no \& ends is counted with the blank behind it, as
			// people who centre text find out.
			if l.open {
				line.width += advance(f, ' ')
			}
			x += (width - line.width) / 2
		case 'R':
			x += width - line.width
		case 'J':
			if !l.last {
				line.spread(width)
			}
		}
		c.line(line, x, min(i, most-1)*pitch+f.Base)
	}
	return c.cut(b.width, (most-1)*pitch+f.Height, (most-1)*pitch+f.Base)
}

// drawClipped draws a ^TB: lines that do not fit into the block's height are
// not printed.
func (t *typesetter) drawClipped(f *printerfont.Sized, text string, s textSpec, r report) (drawn, bool) {
	b := *s.block
	if b.width <= 0 {
		r("^TB without a width: printers draw nothing")
		return drawn{}, false
	}
	// "<<" is how ^TB writes "<"; what else it takes in angle brackets is the
	// printer's business.
	text = strings.ReplaceAll(text, "<<", "<")
	lines := t.wrap(f, []piece{{text: text}}, s.gap, func(int) int { return b.width << 6 })
	c := t.newCanvas(f, r)
	for i, l := range lines {
		if (i+1)*f.Height > max(b.height, f.Height) {
			r("%d lines do not fit into the height of ^TB and are not printed", len(lines)-i)
			break
		}
		c.line(t.line(f, l.text, s.gap), 0, i*f.Height+f.Base)
	}
	return c.cut(b.width, max(b.height, f.Height), f.Base)
}

// spread moves the words of a line apart until it is as wide as width.
func (l *textline) spread(width int) {
	blanks := 0
	for _, g := range l.glyphs {
		if g.r == ' ' {
			blanks++
		}
	}
	more := width - l.width
	if blanks == 0 || more <= 0 {
		return
	}
	passed := 0
	for i := range l.glyphs {
		l.glyphs[i].pen += more * passed / blanks
		if l.glyphs[i].r == ' ' {
			passed++
		}
	}
	l.width = width
}

// A piece is text between the line breaks of ^FB, with the places of its soft
// hyphens marked by softHyphen.
type piece struct {
	text   string
	closed bool // \& stands behind it
}

const softHyphen = '\u00ad'

// blockText resolves what ^FB writes in text: \& a line break, \(*) a soft
// hyphen, \\ a backslash. Any other backslash is itself. backslash is what the
// code of the backslash prints in the current character set; 0 is a backslash.
func blockText(text string, backslash rune) []piece {
	if backslash == 0 {
		backslash = '\\'
	}
	sign := string(backslash)
	var out []piece
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(text, sign)
		b.WriteString(before)
		if !ok {
			break
		}
		switch {
		case strings.HasPrefix(rest, "&"):
			out = append(out, piece{b.String(), true})
			b.Reset()
			rest = rest[1:]
		case strings.HasPrefix(rest, "(*)"):
			b.WriteRune(softHyphen)
			rest = rest[3:]
		case strings.HasPrefix(rest, sign):
			b.WriteString(sign)
			rest = rest[len(sign):]
		default:
			b.WriteString(sign)
		}
		text = rest
	}
	if b.Len() > 0 || len(out) == 0 {
		out = append(out, piece{text: b.String()})
	}
	return out
}
