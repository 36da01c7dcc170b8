package waybill_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
)

// The tests of the house read the sources themselves: go list and the build
// cache may tell of an older tree, and build tags would hide files from them.

// source is one Go file.
type source struct {
	path  string // from the module's root, with slashes
	dir   string // "." for the root package
	test  bool
	tool  bool // go:build ignore: a generator, no part of its package
	lines int
	file  *ast.File
	fset  *token.FileSet
}

// module is all Go files of a tree.
type module []*source

// readModule parses every Go file below the root, of any build constraint,
// but for test data.
func readModule(tree fs.FS) (module, error) {
	var m module
	err := fs.WalkDir(tree, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := d.Name()
		if d.IsDir() {
			if name != "." && (name[0] == '.' || name[0] == '_') || name == "testdata" || name == "vendor" {
				return fs.SkipDir
			}
			return nil
		}
		if path.Ext(name) != ".go" {
			return nil
		}
		text, err := fs.ReadFile(tree, p)
		if err != nil {
			return err
		}
		s, err := parseSource(p, text)
		if err != nil {
			return err
		}
		m = append(m, s)
		return nil
	})
	return m, err
}

func parseSource(p string, text []byte) (*source, error) {
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, p, text, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	s := &source{path: p, dir: path.Dir(p), test: strings.HasSuffix(p, "_test.go"), file: f, fset: fset,
		lines: strings.Count(string(text), "\n")}
	for _, group := range f.Comments {
		if group.Pos() < f.Package && strings.Contains("\n"+directives(group), "\n//go:build ignore\n") {
			s.tool = true
		}
	}
	return s, nil
}

// directives is a comment group as written.
func directives(g *ast.CommentGroup) string {
	var b strings.Builder
	for _, c := range g.List {
		b.WriteString(c.Text + "\n")
	}
	return b.String()
}

// product is the files that end up in a program.
func (m module) product() module {
	return slices.DeleteFunc(slices.Clone(m), func(s *source) bool { return s.test || s.tool })
}

// dirs is the folders with files of m, sorted.
func (m module) dirs() []string {
	var out []string
	for _, s := range m {
		out = append(out, s.dir)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// imports lists a file's imports.
func (s *source) imports() []string {
	var out []string
	for _, i := range s.file.Imports {
		p, err := strconv.Unquote(i.Path.Value)
		if err != nil {
			continue // the parser has accepted it
		}
		out = append(out, p)
	}
	return out
}

// at says where a node is.
func (s *source) at(n ast.Node) string {
	return fmt.Sprintf("%s:%d", s.path, s.fset.Position(n.Pos()).Line)
}

// selectors calls visit for every x.name in the file, called or not: a method
// taken as a value is as good as a call.
func (s *source) selectors(visit func(x, name string, n ast.Node)) {
	ast.Inspect(s.file, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok {
			x := ""
			if id, ok := sel.X.(*ast.Ident); ok {
				x = id.Name
			}
			visit(x, sel.Sel.Name, sel)
		}
		return true
	})
}

// fakeModule is a tree of invented sources, to test the checks with.
func fakeModule(t *testing.T, files map[string]string) module {
	t.Helper()
	tree := fstest.MapFS{}
	for p, text := range files {
		tree[p] = &fstest.MapFile{Data: []byte(text)}
	}
	m, err := readModule(tree)
	if err != nil {
		t.Fatal(err)
	}
	return m
}
