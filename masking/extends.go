package masking

import (
	"errors"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
)

// Resolver finds a policy that another one extends by its path.
type Resolver interface {
	// Resolve returns the text of the policy that the policy named from calls
	// path, and the name under which it is known itself: in messages, as from
	// of what it extends in turn, and to notice a circle. from is the name
	// given to ParseWith, or one returned by Resolve.
	Resolve(from, path string) (src []byte, name string, err error)
}

// lineage is what a policy is extended by, youngest last.
type lineage struct {
	resolver Resolver
	files    []string
}

// maxLineage bounds how many files extend one another; more is a circle that
// cannot be seen by name.
const maxLineage = 16

// parent loads what the policy extends: a built-in profile or another file.
func (c *compiler) parent() (*Policy, error) {
	name := c.doc.Extends
	if isPath(name) {
		return c.parentFile(name)
	}
	if name == c.doc.Name {
		return nil, c.fault("extends", "%s extends itself; a policy of your own wants a name of its own", name)
	}
	src, err := profileSource(name)
	if err != nil {
		return nil, c.fault("extends", "no built-in profile %q; there are %s, or a file: ./%s.yaml", name, strings.Join(Profiles(), ", "), name)
	}
	return parse(src, name, lineage{})
}

// isPath tells a file from a built-in name.
func isPath(s string) bool {
	ext := strings.ToLower(filepath.Ext(s))
	return strings.ContainsAny(s, `/\`) || ext == ".yaml" || ext == ".yml"
}

func (c *compiler) parentFile(path string) (*Policy, error) {
	switch {
	case c.line.resolver == nil:
		return nil, c.fault("extends", "%q is a file; only a policy that is a file itself can extend one", path)
	case filepath.IsAbs(path) || strings.HasPrefix(path, "/"):
		return nil, c.fault("extends", "%q is not relative to this file", path)
	}
	src, file, err := c.line.resolver.Resolve(c.file, path)
	if err != nil {
		return nil, c.fault("extends", "%q: %v", path, reasonOf(err))
	}
	line := lineage{c.line.resolver, append(slices.Clone(c.line.files), filepath.Clean(c.file))}
	if slices.Contains(line.files, filepath.Clean(file)) || len(line.files) >= maxLineage {
		return nil, c.fault("extends", "%q: the policies extend one another in a circle", path)
	}
	return parse(src, file, line)
}

// reasonOf drops the path that the operating system's errors repeat.
func reasonOf(err error) error {
	var pe *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return errors.New("no such file")
	case errors.As(err, &pe):
		return pe.Err
	}
	return err
}

// besideFile resolves paths relative to the file that names them.
type besideFile struct{}

// Resolve implements Resolver.
func (besideFile) Resolve(from, path string) ([]byte, string, error) {
	name := filepath.Join(filepath.Dir(from), filepath.FromSlash(path))
	src, err := readPolicy(name)
	return src, name, err
}
