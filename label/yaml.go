package label

import (
	"errors"
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// ParseError says where a template is wrong, with the line and a caret.
type ParseError struct {
	File         string
	Line, Column int // 1-based
	Msg          string
	Excerpt      string // the lines around it with a caret, "" if unknown
}

func (e *ParseError) Error() string {
	s := fmt.Sprintf("%s:%d:%d: %s", e.File, e.Line, e.Column, e.Msg)
	if e.Excerpt != "" {
		s += "\n" + e.Excerpt
	}
	return s
}

// source is a YAML file whose places can be named in errors.
type source struct {
	name string
	src  []byte
	file *ast.File
}

// decodeYAML reads src strictly into v: unknown keys, duplicate keys and
// wrong types are *ParseError.
func decodeYAML(src []byte, name string, v any) (*source, error) {
	s := &source{name: name, src: src}
	file, err := parser.ParseBytes(src, 0)
	if err != nil {
		return nil, s.wrap(err)
	}
	s.file = file
	if len(file.Docs) != 1 || file.Docs[0].Body == nil {
		return nil, &ParseError{File: name, Line: 1, Column: 1, Msg: "a template file holds one YAML document"}
	}
	if err := yaml.NewDecoder(strings.NewReader(""), yaml.Strict()).DecodeFromNode(file.Docs[0].Body, v); err != nil {
		return nil, s.wrap(err)
	}
	return s, nil
}

func (s *source) wrap(err error) error {
	var ye yaml.Error
	if errors.As(err, &ye) && ye.GetToken() != nil {
		return s.at(ye.GetToken(), ye.GetMessage())
	}
	return &ParseError{File: s.name, Line: 1, Column: 1, Msg: strings.TrimSpace(err.Error())}
}

// at is an error at a token.
func (s *source) at(t *token.Token, msg string) *ParseError {
	pos := t.Position
	return &ParseError{File: s.name, Line: pos.Line, Column: pos.Column, Msg: msg, Excerpt: s.excerpt(pos.Line, pos.Column)}
}

// errorf is an error at the value (or, with a key that is missing, at the
// nearest parent) that a YAML path such as "$.elements[3].text" names.
func (s *source) errorf(path, format string, args ...any) *ParseError {
	msg := fmt.Sprintf(format, args...)
	for p := path; p != ""; p = parentPath(p) {
		yp, err := yaml.PathString(p)
		if err != nil {
			continue
		}
		node, err := yp.FilterFile(s.file)
		if err != nil || node == nil || node.GetToken() == nil {
			continue
		}
		return s.at(firstToken(node), msg)
	}
	return &ParseError{File: s.name, Line: 1, Column: 1, Msg: msg}
}

// firstToken is where a node begins: for a mapping its first key, not the
// colon that goccy reports.
func firstToken(n ast.Node) *token.Token {
	switch n := n.(type) {
	case *ast.MappingNode:
		if len(n.Values) > 0 {
			return n.Values[0].Key.GetToken()
		}
	case *ast.MappingValueNode:
		return n.Key.GetToken()
	}
	return n.GetToken()
}

func parentPath(p string) string {
	i := strings.LastIndexAny(p, ".[")
	if i <= 0 {
		return ""
	}
	return p[:i]
}

// excerpt shows the line and the one before, with a caret under the column.
func (s *source) excerpt(line, col int) string {
	lines := strings.Split(string(s.src), "\n")
	if line < 1 || line > len(lines) {
		return ""
	}
	var b strings.Builder
	for n := max(1, line-1); n <= line; n++ {
		fmt.Fprintf(&b, "%4d | %s\n", n, strings.TrimRight(lines[n-1], "\r"))
	}
	// Columns count characters; wide ones take two cells of a terminal.
	pad := 0
	for i, r := range []rune(lines[line-1]) {
		if i >= col-1 {
			break
		}
		pad++
		if r >= 0x1100 {
			pad++
		}
	}
	b.WriteString("     | " + strings.Repeat(" ", pad) + "^")
	return b.String()
}
