package label

import (
	"fmt"
	"strconv"
	"strings"
)

// A Cond is a template's `when:` expression over field names:
//
//	expr  = and { "or" and }
//	and   = unary { "and" unary }
//	unary = "not" unary | "(" expr ")" | test
//	test  = field [ ("==" | "!=" | ">" | ">=" | "<" | "<=") value ]
//	value = number | 'text' | "text"
//
// A field alone is true when it is not empty and not zero. Comparing with a
// number reads the field as a number (empty is 0); comparing with text
// compares letters.
type Cond struct {
	root   condNode
	fields []string
}

type condNode interface {
	eval(get func(string) string) bool
}

type (
	condOr  struct{ a, b condNode }
	condAnd struct{ a, b condNode }
	condNot struct{ a condNode }
	condHas struct{ field string }
	condCmp struct {
		field, op string
		num       float64
		text      string
		isNum     bool
	}
)

func (n condOr) eval(g func(string) string) bool  { return n.a.eval(g) || n.b.eval(g) }
func (n condAnd) eval(g func(string) string) bool { return n.a.eval(g) && n.b.eval(g) }
func (n condNot) eval(g func(string) string) bool { return !n.a.eval(g) }
func (n condHas) eval(g func(string) string) bool {
	v := g(n.field)
	if f, err := strconv.ParseFloat(v, 64); err == nil {
		return f != 0
	}
	return v != ""
}

func (n condCmp) eval(g func(string) string) bool {
	v := g(n.field)
	c := 0
	if n.isNum {
		f, err := strconv.ParseFloat(v, 64)
		if err != nil && v != "" {
			return n.op == "!="
		}
		switch {
		case f < n.num:
			c = -1
		case f > n.num:
			c = 1
		}
	} else {
		c = strings.Compare(v, n.text)
	}
	switch n.op {
	case "==":
		return c == 0
	case "!=":
		return c != 0
	case ">":
		return c > 0
	case ">=":
		return c >= 0
	case "<":
		return c < 0
	}
	return c <= 0
}

// Eval evaluates the condition with the values that get returns.
func (c *Cond) Eval(get func(string) string) bool { return c.root.eval(get) }

// Fields lists the field names that the condition reads.
func (c *Cond) Fields() []string { return c.fields }

// CondError says where a condition is wrong.
type CondError struct {
	Offset int // byte offset in the expression
	Msg    string
}

func (e *CondError) Error() string { return fmt.Sprintf("at character %d: %s", e.Offset+1, e.Msg) }

// ParseCond parses a condition. Errors are *CondError.
func ParseCond(src string) (*Cond, error) {
	p := &condParser{src: src}
	if err := p.next(); err != nil {
		return nil, err
	}
	n, err := p.or(0)
	if err != nil {
		return nil, err
	}
	if p.tok.kind != tokEnd {
		return nil, p.unexpected("end of the condition")
	}
	return &Cond{root: n, fields: p.fields}, nil
}

type tokKind uint8

const (
	tokEnd tokKind = iota
	tokWord
	tokNumber
	tokText
	tokOp
	tokOpen
	tokClose
)

type condTok struct {
	kind tokKind
	text string
	at   int
}

type condParser struct {
	src    string
	pos    int
	tok    condTok
	fields []string
}

// maxCondDepth bounds nesting, so that no template can exhaust the stack.
const maxCondDepth = 50

func (p *condParser) unexpected(want string) error {
	got := "the end"
	if p.tok.kind != tokEnd {
		got = strconv.Quote(p.tok.text)
	}
	return &CondError{p.tok.at, fmt.Sprintf("want %s, found %s", want, got)}
}

func isFieldByte(c byte) bool {
	return c == '_' || c == '.' || c >= 0x80 ||
		c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}

func (p *condParser) next() error {
	for p.pos < len(p.src) && strings.IndexByte(" \t\r\n", p.src[p.pos]) >= 0 {
		p.pos++
	}
	start := p.pos
	set := func(k tokKind) error {
		p.tok = condTok{k, p.src[start:p.pos], start}
		return nil
	}
	if p.pos == len(p.src) {
		return set(tokEnd)
	}
	switch c := p.src[p.pos]; {
	case c == '(':
		p.pos++
		return set(tokOpen)
	case c == ')':
		p.pos++
		return set(tokClose)
	case c == '"' || c == '\'':
		end := strings.IndexByte(p.src[p.pos+1:], c)
		if end < 0 {
			return &CondError{start, "text is not closed"}
		}
		p.pos += end + 2
		p.tok = condTok{tokText, p.src[start+1 : p.pos-1], start}
		return nil
	case strings.IndexByte("=!<>", c) >= 0:
		for p.pos < len(p.src) && strings.IndexByte("=!<>", p.src[p.pos]) >= 0 {
			p.pos++
		}
		return set(tokOp)
	case c >= '0' && c <= '9' || c == '-' || c == '.':
		for p.pos < len(p.src) && strings.IndexByte("0123456789.-", p.src[p.pos]) >= 0 {
			p.pos++
		}
		return set(tokNumber)
	case isFieldByte(c):
		for p.pos < len(p.src) && isFieldByte(p.src[p.pos]) {
			p.pos++
		}
		return set(tokWord)
	}
	return &CondError{start, "unexpected character"}
}

func (p *condParser) or(depth int) (condNode, error) {
	a, err := p.and(depth)
	for err == nil && p.tok.kind == tokWord && p.tok.text == "or" {
		if err = p.next(); err != nil {
			return nil, err
		}
		var b condNode
		b, err = p.and(depth)
		a = condOr{a, b}
	}
	return a, err
}

func (p *condParser) and(depth int) (condNode, error) {
	a, err := p.unary(depth)
	for err == nil && p.tok.kind == tokWord && p.tok.text == "and" {
		if err = p.next(); err != nil {
			return nil, err
		}
		var b condNode
		b, err = p.unary(depth)
		a = condAnd{a, b}
	}
	return a, err
}

func (p *condParser) unary(depth int) (condNode, error) {
	if depth > maxCondDepth {
		return nil, &CondError{p.tok.at, "nested too deeply"}
	}
	switch {
	case p.tok.kind == tokOpen:
		if err := p.next(); err != nil {
			return nil, err
		}
		n, err := p.or(depth + 1)
		if err != nil {
			return nil, err
		}
		if p.tok.kind != tokClose {
			return nil, p.unexpected("\")\"")
		}
		return n, p.next()
	case p.tok.kind == tokWord && p.tok.text == "not":
		if err := p.next(); err != nil {
			return nil, err
		}
		n, err := p.unary(depth + 1)
		return condNot{n}, err
	case p.tok.kind == tokWord && p.tok.text != "and" && p.tok.text != "or":
		return p.test()
	}
	return nil, p.unexpected("a field name")
}

func (p *condParser) test() (condNode, error) {
	field := p.tok.text
	p.fields = append(p.fields, field)
	if err := p.next(); err != nil {
		return nil, err
	}
	if p.tok.kind != tokOp {
		return condHas{field}, nil
	}
	n := condCmp{field: field, op: p.tok.text}
	switch n.op {
	case "==", "!=", ">", ">=", "<", "<=":
	default:
		return nil, p.unexpected("one of == != > >= < <=")
	}
	if err := p.next(); err != nil {
		return nil, err
	}
	switch p.tok.kind {
	case tokNumber:
		f, err := strconv.ParseFloat(p.tok.text, 64)
		if err != nil {
			return nil, p.unexpected("a number")
		}
		n.num, n.isNum = f, true
	case tokText:
		n.text = p.tok.text
	default:
		return nil, p.unexpected("a number or 'text'")
	}
	return n, p.next()
}
