package masking

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/parser"
)

// PolicyError is a fault in a policy file: where it is and what is wrong.
type PolicyError struct {
	File    string
	Line    int // 1-based; 0 where the fault has no place
	Column  int
	Message string
	Excerpt string // the lines around it with a caret, for a terminal
}

func (e *PolicyError) Error() string {
	if e.Line == 0 {
		return fmt.Sprintf("%s: %s", e.File, e.Message)
	}
	s := fmt.Sprintf("%s:%d:%d: %s", e.File, e.Line, e.Column, e.Message)
	if e.Excerpt != "" {
		s += "\n" + e.Excerpt
	}
	return s
}

// maxPolicySize bounds a policy file in bytes; the largest built-in one has
// less than a hundredth of it.
const maxPolicySize = 1 << 20

// Parse reads a policy from YAML. Keys that it does not know are errors.
// name stands for the file in messages. Faults are of type *PolicyError.
func Parse(src []byte, name string) (*Policy, error) {
	return parse(src, name, nil)
}

// LoadFile reads a policy file.
func LoadFile(path string) (*Policy, error) {
	src, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return Parse(src, path)
}

// parse is Parse; children are the policies that extend this one.
func parse(src []byte, file string, children []string) (*Policy, error) {
	if len(src) > maxPolicySize {
		return nil, &PolicyError{File: file, Message: fmt.Sprintf("longer than %d bytes", maxPolicySize)}
	}
	var doc policyDoc
	if err := yaml.UnmarshalWithOptions(src, &doc, yaml.Strict()); err != nil {
		return nil, yamlError(err, file)
	}
	c := &compiler{src: src, file: file, doc: &doc}
	p, err := c.compile(children)
	if err != nil {
		return nil, err
	}
	p.source = src
	return p, nil
}

// yamlError takes the place out of the decoder's error. The decoder quotes
// the policy's own text, which holds no personal value.
func yamlError(err error, file string) error {
	out := &PolicyError{File: file, Message: err.Error()}
	var y yaml.Error
	if errors.As(err, &y) {
		out.Message = y.GetMessage()
		if t := y.GetToken(); t != nil && t.Position != nil {
			out.Line, out.Column = t.Position.Line, t.Position.Column
		}
		_, excerpt, _ := strings.Cut(y.FormatError(false, true), "\n")
		out.Excerpt = strings.TrimRight(excerpt, "\n")
	}
	return out
}

// fault makes an error at a key of the document, such as "phones[0].show".
func (c *compiler) fault(key, format string, args ...any) error {
	out := &PolicyError{File: c.file, Message: key + ": " + fmt.Sprintf(format, args...)}
	path, err := yaml.PathString("$." + key)
	if err != nil {
		return out
	}
	file, err := parser.ParseBytes(c.src, 0)
	if err != nil {
		return out
	}
	node, err := path.FilterFile(file)
	if err != nil {
		return out
	}
	if t := node.GetToken(); t != nil && t.Position != nil {
		out.Line, out.Column = t.Position.Line, t.Position.Column
	}
	if excerpt, err := path.AnnotateSource(c.src, false); err == nil {
		out.Excerpt = strings.TrimRight(string(excerpt), "\n")
	}
	return out
}
