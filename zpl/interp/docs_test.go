package interp

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var updateDocs = flag.Bool("update-docs", false, "write the table of commands into docs/zpl.md")

// The table of commands in docs/zpl.md stands between these lines.
const (
	tableBegin = "<!-- commands: written by go test ./zpl/interp -run Documented -update-docs -->\n"
	tableEnd   = "<!-- end of commands -->\n"
)

var effectNames = map[effect]string{
	fields: "field", draws: "draws", sets: "sets", stores: "memory", setup: "no picture", answers: "noted", other: "noted",
}

// commandTable lists all commands, those with the same words in one row.
func commandTable() string {
	type row struct {
		effect effect
		does   string
	}
	rows := map[row][]string{}
	for _, name := range slices.Sorted(maps.Keys(commands)) {
		r := row{commands[name].effect, commands[name].does}
		rows[r] = append(rows[r], "`"+name+"`")
	}
	var lines []string
	for r, names := range rows {
		lines = append(lines, fmt.Sprintf("| %s | %s | %s |\n", strings.Join(names, " "), effectNames[r.effect], r.does))
	}
	slices.Sort(lines)
	return "| command | kind | here |\n|---|---|---|\n" + strings.Join(lines, "")
}

func TestCommandsAreDocumented(t *testing.T) {
	for name, c := range commands {
		if len(name) != 3 && name != "^A" || c.does == "" {
			t.Errorf("command %q: %q", name, c.does)
		}
		if (c.effect == setup || c.effect == answers) && c.run != nil {
			t.Errorf("%s does something after all", name)
		}
	}
	path := filepath.Join("..", "..", "docs", "zpl.md")
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(b), tableBegin)
	got, after, ok2 := strings.Cut(rest, tableEnd)
	if !ok || !ok2 {
		t.Fatalf("%s has no table of commands", path)
	}
	want := commandTable()
	if got == want {
		return
	}
	if !*updateDocs {
		t.Fatalf("%s: the table of commands is not that of the sources: run this test with -update-docs", path)
	}
	if err := os.WriteFile(path, []byte(before+tableBegin+want+tableEnd+after), 0o644); err != nil {
		t.Fatal(err)
	}
}

// Every command of the corpus is known.
func TestCorpusCommandsAreKnown(t *testing.T) {
	t.Parallel()
	files := corpusFiles()
	if len(files) == 0 {
		t.Skip("SKIP-EXTERNAL: no corpus beside the checkout")
	}
	for _, path := range files {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		r := run(Options{}, string(b))
		if r.err != nil {
			t.Errorf("%s: %v", filepath.Base(path), r.err)
		}
		for _, d := range r.diagnostics {
			if strings.Contains(d.Message, "unknown command") {
				t.Errorf("%s: %v", filepath.Base(path), d)
			}
		}
	}
}
