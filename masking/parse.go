package masking

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"waybill/internal/excerpt"
)

// PolicyError is a fault in a policy file: where it is and what is wrong.
type PolicyError struct {
	File    string
	Line    int // 1-based; 0 where the fault has no place
	Column  int
	Message string
	Excerpt string // the line and the one before with a caret, for a terminal
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
// name stands for the file in messages. Faults are of type *PolicyError; they
// quote a policy, but nothing of a file that is none.
//
// The policy may extend a built-in profile only; [ParseWith] and [LoadFile]
// read policies that extend a file.
func Parse(src []byte, name string) (*Policy, error) {
	return ParseWith(src, name, nil)
}

// ParseWith is [Parse] for a policy that may extend another file, which r
// finds.
func ParseWith(src []byte, name string, r Resolver) (*Policy, error) {
	return parse(src, name, lineage{resolver: r})
}

// LoadFile reads a policy file, and the files it extends from beside it.
func LoadFile(path string) (*Policy, error) {
	src, err := readPolicy(path)
	if err != nil {
		return nil, err
	}
	return ParseWith(src, path, besideFile{})
}

func readPolicy(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, maxPolicySize+1))
}

// parse is Parse with the policies that extend this one.
func parse(src []byte, file string, line lineage) (*Policy, error) {
	if len(src) > maxPolicySize {
		return nil, &PolicyError{File: file, Message: fmt.Sprintf("longer than %d bytes", maxPolicySize)}
	}
	p, err := compile(src, file, line)
	if err != nil && !excerpt.Known(src, policyKeys...) {
		// Some other file, maybe of personal data: nothing of it is shown.
		return nil, &PolicyError{File: file, Message: "not a masking policy: YAML with the key extends or standard is wanted"}
	}
	return p, err
}

// policyKeys are the keys of which every policy has one at least, and hardly
// another file.
var policyKeys = []string{"extends", "standard"}

func compile(src []byte, file string, line lineage) (*Policy, error) {
	var doc policyDoc
	if err := decodeDoc(src, &doc); err != nil {
		return nil, yamlError(err, src, file)
	}
	c := &compiler{src: src, file: file, doc: &doc, line: line}
	p, err := c.compile()
	if err != nil {
		return nil, err
	}
	p.source = src
	return p, nil
}

// errTag is a fault of YAML that has no place: the library gives none.
var errTag = errors.New("a YAML tag (!) that makes no sense")

// decodeDoc reads YAML strictly. The library panics on some tags, such as "!0"
// where a list belongs.
func decodeDoc(src []byte, doc *policyDoc) (err error) {
	defer func() {
		if recover() != nil {
			err = errTag
		}
	}()
	return yaml.UnmarshalWithOptions(src, doc, yaml.Strict())
}

// yamlError takes message and place out of the decoder's error.
func yamlError(err error, src []byte, file string) error {
	out := &PolicyError{File: file, Message: "no YAML"}
	if errors.Is(err, errTag) {
		out.Message = errTag.Error()
	}
	var y yaml.Error
	if errors.As(err, &y) {
		line, _, _ := strings.Cut(y.GetMessage(), "\n")
		out.Message = clip(line)
		out.at(y.GetToken(), src)
	}
	return out
}

// clip bounds a message, which may quote a value of the policy.
func clip(s string) string {
	const most = 240 // runes; the longest list of words to choose from fits
	n := 0
	for i := range s {
		if n++; n > most {
			return s[:i] + "…"
		}
	}
	return s
}

// at sets the place.
func (e *PolicyError) at(t *token.Token, src []byte) {
	if t == nil || t.Position == nil {
		return
	}
	e.Line, e.Column = t.Position.Line, t.Position.Column
	e.Excerpt = excerpt.At(src, e.Line, e.Column)
}

// fault makes an error at a key of the document, such as "phones[0].show".
func (c *compiler) fault(key, format string, args ...any) error {
	out := &PolicyError{File: c.file, Message: key + ": " + clip(fmt.Sprintf(format, args...))}
	path, err := yaml.PathString("$." + key)
	if err != nil {
		return out
	}
	file, err := parser.ParseBytes(c.src, 0)
	if err != nil {
		return out
	}
	if node, err := path.FilterFile(file); err == nil {
		out.at(node.GetToken(), c.src)
	}
	return out
}
