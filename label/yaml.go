package label

import (
	"errors"
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"waybill/internal/excerpt"
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
	// quotable says that errors may hold the file's text. Of what is no
	// template, but perhaps a list of shipments that was named by mistake,
	// nothing may be shown.
	quotable bool
}

// notTemplate is all that is said of a file that is not quotable.
const notTemplate = "not a label template (\"media:\" or \"elements:\" stands at the beginning of no line)"

// decodeYAML reads src strictly into v: unknown keys, duplicate keys and
// wrong types are *ParseError. So is what the YAML library panics on, such as
// the tag "!0" where a list belongs.
func decodeYAML(src []byte, name string, v any) (_ *source, err error) {
	s := &source{name: name, src: src, quotable: excerpt.Known(src, "media", "elements")}
	defer func() {
		if recover() != nil {
			err = s.error(1, 1, "not valid YAML", "")
		}
	}()
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

// wrap takes the place out of a YAML library's error, whose message quotes
// the file.
func (s *source) wrap(err error) error {
	var ye yaml.Error
	if errors.As(err, &ye) && ye.GetToken() != nil {
		return s.at(ye.GetToken(), ye.GetMessage())
	}
	return s.error(1, 1, strings.TrimSpace(err.Error()), "")
}

// at is an error at a token.
func (s *source) at(t *token.Token, msg string) *ParseError {
	pos := t.Position
	return s.error(pos.Line, pos.Column, msg, excerpt.At(s.src, pos.Line, pos.Column))
}

func (s *source) error(line, column int, msg, excerpt string) *ParseError {
	if !s.quotable {
		msg, excerpt = notTemplate, ""
	}
	return &ParseError{File: s.name, Line: line, Column: column, Msg: msg, Excerpt: excerpt}
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
	return s.error(1, 1, msg, "")
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
