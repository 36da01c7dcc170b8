package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/spf13/cobra"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"waybill": main,
	})
}

// TestScripts runs each command as a user would, one script per behaviour.
func TestScripts(t *testing.T) {
	repo, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		UpdateScripts:       os.Getenv("UPDATE_SCRIPTS") != "",
		Setup: func(e *testscript.Env) error {
			e.Setenv("REPO", repo)
			// The journal and its key stay in the test's own folder.
			e.Setenv("XDG_STATE_HOME", filepath.Join(e.WorkDir, "state"))
			e.Setenv("XDG_CONFIG_HOME", filepath.Join(e.WorkDir, "config"))
			e.Setenv("SAMPLE", filepath.Join(repo, "testdata", "shipments.csv"))
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"code":        cmdCode,
			"gb18030":     cmdGB18030,
			"bigcell":     cmdBigCell,
			"nulcell":     cmdNULCell,
			"nofiles":     cmdNoFiles,
			"printlabels": cmdPrintLabels,
		},
	})
}

// runHere runs the program in this process and returns what it wrote.
func runHere(t *testing.T, stdin string, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	code = run(context.Background(), args, strings.NewReader(stdin), &out, &errs)
	return code, out.String(), errs.String()
}

// examples returns the example lines of a command and all below it.
func examples(c *cobra.Command) []string {
	var out []string
	for line := range strings.SplitSeq(c.Example, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, line)
		}
	}
	for _, sub := range c.Commands() {
		out = append(out, examples(sub)...)
	}
	return out
}

// TestHelpExamples runs every example of every --help in a folder that looks
// like a fresh clone.
func TestHelpExamples(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("XDG_STATE_HOME", filepath.Join(dir, "state"))
	t.Setenv("XDG_CONFIG_HOME", filepath.Join(dir, "config"))
	for _, d := range []string{"testdata", "examples"} {
		if err := os.CopyFS(filepath.Join(dir, d), os.DirFS(filepath.Join("..", "..", d))); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(dir)
	root := (&app{}).rootCommand()
	lines := examples(root)
	if len(lines) < 20 {
		t.Fatalf("only %d examples", len(lines))
	}
	for _, line := range lines {
		t.Run(line, func(t *testing.T) {
			args, stdin := exampleArgs(t, line)
			needs := needsMore(args)
			if needs && args[0] == "printers" {
				// No test may ring at an address of somebody's network.
				args = append(args, "--printer", "usb:///dev/usb/none")
			}
			if needs && args[0] == "print" {
				args = append(args, "--dry-run")
				needs = false
			}
			code, stdout, stderr := runHere(t, stdin, args...)
			if needs && (code == exitFailure || code == exitPrinter) {
				return // the flags are good; there is no such job or printer here
			}
			if code != exitOK {
				t.Fatalf("exit code %d: %s", code, stderr)
			}
			if stdout+stderr == "" && !strings.Contains(line, " -o ") {
				t.Error("wrote nothing")
			}
		})
	}
}

// needsMore reports whether an example needs a printer, or a job of an earlier
// one.
func needsMore(args []string) bool {
	return args[0] == "print" || args[0] == "jobs" && args[1] != "list" || args[0] == "printers" && args[1] == "setup"
}

// exampleArgs splits an example line; quotes are not needed, redirections are
// done here.
func exampleArgs(t *testing.T, line string) (args []string, stdin string) {
	t.Helper()
	words := strings.Fields(line)
	for i, w := range words {
		words[i] = strings.Trim(w, `"`)
	}
	if words[0] != "waybill" {
		t.Fatalf("example does not begin with waybill: %s", line)
	}
	for i := 1; i < len(words); i++ {
		switch words[i] {
		case "<":
			b, err := os.ReadFile(words[i+1])
			if err != nil {
				t.Fatal(err)
			}
			stdin = string(b)
			i++
		case ">":
			i++
		default:
			args = append(args, words[i])
		}
	}
	return args, stdin
}

// TestEveryCommandHasHelp keeps help texts complete.
func TestEveryCommandHasHelp(t *testing.T) {
	var walk func(c *cobra.Command)
	walk = func(c *cobra.Command) {
		if c.Short == "" || c.Example == "" {
			t.Errorf("%s lacks a short description or an example", c.CommandPath())
		}
		for _, sub := range c.Commands() {
			walk(sub)
		}
	}
	walk((&app{}).rootCommand())
}
