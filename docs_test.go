package waybill_test

import (
	"go/ast"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"waybill/internal/intake"
	"waybill/internal/symbol"
	"waybill/masking"
	"waybill/templates"
)

// The tests of this file hold the documentation against the sources: what a
// page must name is named, and what it points to is there.

func page(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// names reports every one of want that text does not hold in backquotes.
func names(t *testing.T, path string, want []string) {
	t.Helper()
	text := page(t, path)
	if len(want) == 0 {
		t.Errorf("%s: nothing to look for", path)
	}
	for _, w := range want {
		if !strings.Contains(text, "`"+w+"`") {
			t.Errorf("%s does not describe `%s`", path, w)
		}
	}
}

func TestPagesNameEverything(t *testing.T) {
	code := readDir(t, "label")
	var keys []string
	for typ, list := range code.elementKeys(t) {
		keys = append(append(keys, typ), list...)
	}
	keys = append(keys, code.yamlKeys(t, "rawTemplate")...)
	keys = append(keys, code.yamlKeys(t, "rawHRI")...)
	for _, k := range symbol.Kinds() {
		keys = append(keys, string(k))
	}
	for _, f := range masking.FieldNames() {
		if !strings.HasPrefix(f, "items.") {
			_, part, party := strings.Cut(f, ".")
			if party {
				f = part
			}
			keys = append(keys, f)
		}
	}
	names(t, "docs/templates.md", append(keys, templates.Names()...))
	printers := append(readDir(t, "zpl").yamlKeys(t, "rawProfile"), readDir(t, "zpl").yamlKeys(t, "rawFont")...)
	names(t, "docs/zpl.md", append(printers, templates.PrinterNames()...))

	var fields []string
	for _, f := range intake.Fields() {
		name := f.Name
		if _, part, party := strings.Cut(name, "."); party {
			name = part
		}
		fields = append(fields, name)
	}
	names(t, "docs/input.md", fields)
	names(t, "docs/cli.md", readDir(t, "cmd/waybill").yamlKeys(t, "settings"))

	var packages []string
	m, err := readModule(os.DirFS("."))
	if err != nil {
		t.Fatal(err)
	}
	for _, dir := range m.product().dirs() {
		if dir == "." {
			dir = "waybill"
		}
		packages = append(packages, dir)
	}
	names(t, "docs/architecture.md", packages)
}

// TestCommandsAreDocumented reads commands, flags and exit codes from the
// sources of the command.
func TestCommandsAreDocumented(t *testing.T) {
	text := strings.ReplaceAll(page(t, "docs/cli.md"), `\|`, "|")
	exits := 0
	flags := map[string]bool{"--help": true}
	for _, s := range readDir(t, "cmd/waybill") {
		ast.Inspect(s.file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr: // f.StringVar(&x, "name", …)
				sel, ok := n.Fun.(*ast.SelectorExpr)
				if !ok || len(n.Args) < 3 || !strings.HasSuffix(sel.Sel.Name, "Var") && !strings.HasSuffix(sel.Sel.Name, "VarP") {
					return true
				}
				if lit, ok := n.Args[1].(*ast.BasicLit); ok && lit.Kind == token.STRING {
					name := "--" + literal(t, lit)
					flags[name] = true
					if !regexp.MustCompile("`" + name + "[ `]").MatchString(text) {
						t.Errorf("docs/cli.md does not describe %s", name)
					}
				}
			case *ast.ValueSpec: // exitUsage = 2
				for i, name := range n.Names {
					if !strings.HasPrefix(name.Name, "exit") || i >= len(n.Values) {
						continue
					}
					if lit, ok := n.Values[i].(*ast.BasicLit); ok && lit.Kind == token.INT {
						exits++
						if !strings.Contains(text, "\n| "+lit.Value+" |") {
							t.Errorf("docs/cli.md has no exit code %s", lit.Value)
						}
					}
				}
			case *ast.KeyValueExpr: // Use: "render FILE"
				if key, ok := n.Key.(*ast.Ident); ok && key.Name == "Use" {
					if lit, ok := n.Value.(*ast.BasicLit); ok {
						if use := literal(t, lit); use != "waybill" && !strings.Contains(text, use) {
							t.Errorf("docs/cli.md does not describe %q", use)
						}
					}
				}
			}
			return true
		})
	}
	if len(flags) < 10 || exits < 5 {
		t.Errorf("found %d flags and %d exit codes only: has the code another form now?", len(flags), exits)
	}
	for _, name := range regexp.MustCompile("--[a-z]+(-[a-z]+)*").FindAllString(text, -1) {
		if !flags[name] {
			t.Errorf("docs/cli.md describes %s, which no command has", name)
		}
	}
}

var markdownLink = regexp.MustCompile(`\]\(([^)#\s]+)(#[^)\s]*)?\)`)

// TestLinks follows every link inside the repository.
func TestLinks(t *testing.T) {
	links := 0
	err := filepath.WalkDir(".", func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (p == ".git" || d.Name() == "testdata") {
			return fs.SkipDir
		}
		if filepath.Ext(p) != ".md" {
			return nil
		}
		for _, m := range markdownLink.FindAllStringSubmatch(page(t, p), -1) {
			if strings.Contains(m[1], "://") || strings.HasPrefix(m[1], "mailto:") {
				continue
			}
			links++
			if _, err := os.Stat(filepath.Join(filepath.Dir(p), filepath.FromSlash(m[1]))); err != nil {
				t.Errorf("%s points to %s, which is not there", p, m[1])
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if links < 10 {
		t.Errorf("found %d links only", links)
	}
}

// TestReadmeCommands keeps the two commands of the README, which .ci/run runs
// as they stand there.
func TestReadmeCommands(t *testing.T) {
	for _, file := range []string{"README.md", "README.zh-CN.md"} {
		text := page(t, file)
		for _, want := range []string{
			"\ngo run ./cmd/waybill render testdata/shipments.csv --to pdf -o labels.pdf\n",
			"\ngo test ./...\n",
		} {
			if !strings.Contains(text, want) {
				t.Errorf("%s lacks the line %q", file, strings.TrimSpace(want))
			}
		}
	}
}

// TestDependenciesAreExplained wants a reason and a licence for every direct
// dependency, and a notice for those that are linked in.
func TestDependenciesAreExplained(t *testing.T) {
	direct := regexp.MustCompile(`(?m)^\t([^\s/]+\.[^\s]+) v[^\s]+$`).FindAllStringSubmatch(page(t, "go.mod"), -1)
	if len(direct) < 5 {
		t.Fatalf("found %d requirements in go.mod", len(direct))
	}
	m, err := readModule(os.DirFS("."))
	if err != nil {
		t.Fatal(err)
	}
	pages := map[bool]string{true: page(t, "docs/dependencies.md"), false: page(t, "THIRD_PARTY_NOTICES.md")}
	for _, d := range direct {
		path := d[1]
		if !strings.Contains(pages[true], "`"+path+"`") {
			t.Errorf("docs/dependencies.md does not explain %s", path)
		}
		linked := slices.ContainsFunc(m.product(), func(s *source) bool {
			return slices.ContainsFunc(s.imports(), func(i string) bool { return i == path || strings.HasPrefix(i, path+"/") })
		})
		if linked && !strings.Contains(pages[false], "`"+path+"`") {
			t.Errorf("THIRD_PARTY_NOTICES.md does not name %s", path)
		}
	}
}

// TestFloorsPage keeps the table of docs/architecture.md with the floors that
// are tested.
func TestFloorsPage(t *testing.T) {
	text := page(t, "docs/architecture.md")
	m, err := readModule(os.DirFS("."))
	if err != nil {
		t.Fatal(err)
	}
	for _, dir := range m.product().dirs() {
		floor := strconv.Itoa(floors[dir])
		if floors[dir] == ground {
			floor = "ground"
		}
		name := dir
		if dir == "." {
			name = "waybill"
		}
		if !strings.Contains(text, "\n| "+floor+" | `"+name+"`") {
			t.Errorf("docs/architecture.md: no row for %s on floor %s", name, floor)
		}
	}
}
