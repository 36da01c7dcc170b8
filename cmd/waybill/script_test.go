package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// cmdCode runs a program and expects an exit code: code 3 waybill render …
// Its output is kept for stdout and stderr as exec's is.
func cmdCode(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: code N program args…")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec(args[1], args[2:]...)
	got := 0
	if exit := (*exec.ExitError)(nil); err != nil {
		var ok bool
		if exit, ok = err.(*exec.ExitError); !ok {
			ts.Check(err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// cmdGB18030 writes a copy of a UTF-8 file in GB18030.
func cmdGB18030(ts *testscript.TestScript, _ bool, args []string) {
	out, err := simplifiedchinese.GB18030.NewEncoder().String(ts.ReadFile(args[0]))
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(out), 0o600))
}

// cmdBigCell writes a CSV whose remark in row 1 has 10 MB.
func cmdBigCell(ts *testscript.TestScript, _ bool, args []string) {
	s := ts.ReadFile(args[0])
	s = strings.Replace(s, "@BIG@", strings.Repeat("长", 10<<20/3), 1)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(s), 0o600))
}

// cmdNULCell puts a NUL byte where the file says @NUL@.
func cmdNULCell(ts *testscript.TestScript, _ bool, args []string) {
	s := strings.ReplaceAll(ts.ReadFile(args[0]), "@NUL@", "\x00")
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(s), 0o600))
}

// cmdNoFiles checks that a folder holds nothing but the named files: no
// temporary or half-written file was left.
func cmdNoFiles(ts *testscript.TestScript, _ bool, args []string) {
	dir := ts.MkAbs(args[0])
	entries, err := os.ReadDir(dir)
	ts.Check(err)
	var left bytes.Buffer
	for _, e := range entries {
		known := false
		for _, a := range args[1:] {
			if ok, _ := filepath.Match(a, e.Name()); ok {
				known = true
			}
		}
		if !known {
			left.WriteString(" " + e.Name())
		}
	}
	if left.Len() > 0 {
		ts.Fatalf("%s holds%s", args[0], left.String())
	}
}
