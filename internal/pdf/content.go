package pdf

import (
	"bytes"
	"math"
	"strings"
	"unicode/utf8"
)

// shown is a string that a content stream paints.
type shown struct {
	s    string
	line int  // counts up when the baseline changes
	span bool // the ActualText of a marked sequence, not painted itself
}

// interpreter follows a content stream as far as text needs it: fonts, and
// baselines to tell lines apart.
type interpreter struct {
	// font returns the decoder of a font resource.
	font func(name string) *decoder
	// form is called for every XObject that is painted; may be nil.
	form func(name string)

	out     []shown
	dec     *decoder
	stack   []*decoder
	y       float64 // baseline in the text's own space
	leading float64
	last    float64
	line    int
}

// run interprets content. Unknown operators and broken operands are passed
// over: what cannot be painted cannot be read from the page either.
func (p *interpreter) run(content []byte) {
	p.last = math.Inf(1)
	l := lexer{content, 0}
	var args []any
	for {
		v, err := l.next(false)
		if err == errEnd {
			return
		}
		if err != nil {
			args = nil
			continue
		}
		w, ok := v.(word)
		if !ok {
			if args = append(args, v); len(args) > 64 {
				args = args[1:]
			}
			continue
		}
		if w == "ID" {
			skipInlineImage(&l)
		} else {
			p.operator(string(w), args)
		}
		args = args[:0]
	}
}

// skipInlineImage moves behind the EI that stands between white space.
func skipInlineImage(l *lexer) {
	for l.i < len(l.b) {
		k := bytes.Index(l.b[l.i:], []byte("EI"))
		if k < 0 {
			l.i = len(l.b)
			return
		}
		at := l.i + k
		l.i = at + 2
		if isSpace(l.b[at-1]) && (l.i == len(l.b) || isSpace(l.b[l.i])) {
			return
		}
	}
}

func (p *interpreter) operator(op string, args []any) {
	num := func(i int) float64 { // i-th operand from the end
		if i > len(args) {
			return 0
		}
		n, _ := args[len(args)-i].(number)
		return float64(n)
	}
	switch op {
	case "q":
		if len(p.stack) < 256 {
			p.stack = append(p.stack, p.dec)
		}
	case "Q":
		if n := len(p.stack); n > 0 {
			p.dec, p.stack = p.stack[n-1], p.stack[:n-1]
		}
	case "BT":
		p.y = 0
	case "Tf":
		if len(args) >= 2 {
			if n, ok := args[len(args)-2].(name); ok {
				p.dec = p.font(string(n))
			}
		}
	case "Td":
		p.y += num(1)
	case "TD":
		p.y += num(1)
		p.leading = -num(1)
	case "TL":
		p.leading = num(1)
	case "Tm":
		p.y = num(1)
	case "T*":
		p.y -= p.leading
	case "Tj":
		p.show(args)
	case "'", "\"":
		p.y -= p.leading
		p.show(args)
	case "TJ":
		if len(args) > 0 {
			a, _ := args[len(args)-1].(array)
			p.show(a)
		}
	case "BDC", "DP":
		p.actualText(args)
	case "Do":
		if len(args) > 0 && p.form != nil {
			if n, ok := args[len(args)-1].(name); ok {
				p.form(string(n))
			}
		}
	}
}

// show emits the strings among args as one.
func (p *interpreter) show(args []any) {
	var b strings.Builder
	for _, a := range args {
		if t, ok := a.(text); ok {
			if p.dec != nil {
				b.WriteString(p.dec.decode(t))
			} else {
				b.WriteString(plain(t))
			}
		}
	}
	if b.Len() == 0 {
		return
	}
	if math.Abs(p.y-p.last) > 0.01 {
		p.line++
		p.last = p.y
	}
	p.out = append(p.out, shown{s: b.String(), line: p.line})
}

func (p *interpreter) actualText(args []any) {
	if len(args) == 0 {
		return
	}
	d, _ := args[len(args)-1].(dict)
	for _, key := range []string{"ActualText", "Alt", "E"} {
		if t, ok := d[key].(text); ok {
			p.out = append(p.out, shown{s: textString(t), line: p.line, span: true})
		}
	}
}

// plain takes bytes as UTF-8 if they are, else as Latin-1.
func plain(t text) string {
	if utf8.Valid(t) {
		return string(t)
	}
	r := make([]rune, len(t))
	for i, c := range t {
		r[i] = rune(c)
	}
	return string(r)
}
