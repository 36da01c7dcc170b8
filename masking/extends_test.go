package masking

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"waybill"
)

func writePolicies(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, src := range files {
		full := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(src), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// TestExtendsFile: the nearest file's rules come first, then those it extends.
func TestExtendsFile(t *testing.T) {
	dir := writePolicies(t, map[string]string{
		"outlet/desk.yaml":   "name: desk\nextends: ../base.yaml\nphones:\n  - when: {kind: mobile}\n    keep-last: 2\n",
		"base.yaml":          "name: base\nextends: lib/names.yml\nwarn: base in use\ntail: 0\n",
		"lib/names.yml":      "name: names\nextends: cn-strict\nnames:\n  - keep: none\n    length: 3\n",
		"outlet/sibling.yml": "name: sibling\nextends: desk.yaml\n",
	})
	for _, file := range []string{"outlet/desk.yaml", "outlet/sibling.yml"} {
		p, err := LoadFile(filepath.Join(dir, filepath.FromSlash(file)))
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range [][3]string{{"phone", "13800001234", "*********34"}, {"name", "张试样", "***"}, {"phone", "0571-80001234", "****-********"}} {
			if got := one(t, p, c[0], c[1], waybill.PhoneUnknown); got != c[2] {
				t.Errorf("%s: %s: got %q, want %q", file, c[0], got, c[2])
			}
		}
		if w := p.Warnings(); len(w) != 1 || p.Check() != nil {
			t.Errorf("%s: warnings %v, problems %v", file, w, p.Check())
		}
		if standard, _ := p.Standard(); standard != standardGBT {
			t.Errorf("%s: standard %q", file, standard)
		}
	}
}

// TestExtendsFaults: each fault is shown where it stands.
func TestExtendsFaults(t *testing.T) {
	files := map[string]string{
		"gone.yaml":    "name: gone\nextends: ./nowhere.yaml\n",
		"folder.yaml":  "name: folder\nextends: ./sub/\n",
		"sub/x.yaml":   "name: x\nextends: cn-strict\n",
		"self.yaml":    "name: self\nextends: ./self.yaml\n",
		"ring1.yaml":   "name: ring1\nextends: sub/../ring2.yaml\n",
		"ring2.yaml":   "name: ring2\nextends: ./ring1.yaml\n",
		"abs.yaml":     "name: abs\nextends: /etc/policy.yaml\n",
		"child.yaml":   "name: child\nextends: faulty.yaml\n",
		"faulty.yaml":  "name: faulty\nextends: cn-strict\nnames:\n  - keep: surnam\n",
		"other.yaml":   "name: other\nextends: people.yaml\n",
		"people.yaml":  "- 张试样: 13800001234\n",
		"unknown.yaml": "name: unknown\nextends: base\n",
		"same.yaml":    "name: cn-strict\nextends: cn-strict\n",
	}
	dir := writePolicies(t, files)
	for _, c := range []struct {
		file, in string // in: the file at fault
		line     int
		want     string
	}{
		{"gone.yaml", "gone.yaml", 2, "no such file"},
		{"folder.yaml", "folder.yaml", 2, "./sub/"},
		{"self.yaml", "self.yaml", 2, "circle"},
		{"ring1.yaml", "ring2.yaml", 2, "circle"},
		{"abs.yaml", "abs.yaml", 2, "not relative"},
		{"child.yaml", "faulty.yaml", 4, "surname"},
		{"other.yaml", "people.yaml", 0, "not a masking policy"},
		{"unknown.yaml", "unknown.yaml", 2, "./base.yaml"},
		{"same.yaml", "same.yaml", 2, "a name of its own"},
	} {
		_, err := LoadFile(filepath.Join(dir, c.file))
		var pe *PolicyError
		if !errors.As(err, &pe) {
			t.Errorf("%s: %v", c.file, err)
			continue
		}
		if filepath.Base(pe.File) != c.in || pe.Line != c.line || (c.line > 0) != strings.Contains(pe.Excerpt, "^") || !strings.Contains(pe.Message, c.want) {
			t.Errorf("%s: %v", c.file, pe)
		}
		if strings.Contains(err.Error(), "张试样") || strings.Contains(err.Error(), "13800001234") {
			t.Errorf("%s: the error quotes a file that is no policy", c.file)
		}
	}
	if _, err := Parse([]byte(files["child.yaml"]), "child.yaml"); err == nil || !strings.Contains(err.Error(), "is a file itself") {
		t.Errorf("without a resolver: %v", err)
	}
	if _, err := LoadFile(filepath.Join(dir, "missing.yaml")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("missing file: %v", err)
	}
}

// mapResolver finds policies in a file system in memory.
type mapResolver struct{ files fstest.MapFS }

func (r mapResolver) Resolve(from, name string) ([]byte, string, error) {
	name = path.Join(path.Dir(from), name)
	src, err := r.files.ReadFile(name)
	return src, name, err
}

// endless returns the same policy under ever new names.
type endless struct{ calls *int }

func (r endless) Resolve(from, name string) ([]byte, string, error) {
	*r.calls++
	return []byte("name: again\nextends: ./again.yaml\n"), from + "+", nil
}

func TestParseWith(t *testing.T) {
	r := mapResolver{fstest.MapFS{"policies/base.yaml": {Data: []byte("name: base\nextends: jp-anon\n")}}}
	p, err := ParseWith([]byte("name: mine\nextends: base.yaml\n"), "policies/mine.yaml", r)
	if err != nil || one(t, p, "name", "张试样", "") != "(匿名)" {
		t.Errorf("%v", err)
	}
	calls := 0
	_, err = ParseWith([]byte("name: mine\nextends: ./again.yaml\n"), "mine.yaml", endless{&calls})
	if err == nil || !strings.Contains(err.Error(), "circle") || calls > maxLineage {
		t.Errorf("%d calls: %v", calls, err)
	}
}
