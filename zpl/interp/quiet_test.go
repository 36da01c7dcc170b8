package interp

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

// No diagnostic holds what a field shows, whatever is wrong with it.
func TestDiagnosticsHoldNoText(t *testing.T) {
	t.Parallel()
	const secret = "Zhangsan13912345678"
	var jobs strings.Builder
	for _, name := range slices.Sorted(maps.Keys(commands)) {
		switch name[1:] {
		case "CC", "CT", "CD": // they would hide the rest
			continue
		}
		if commands[name].effect == setup {
			continue
		}
		for _, args := range []string{secret, "1," + secret, "1,1," + secret, "R:" + secret, "R:" + secret + ".GRF,8,1," + secret, "A,8,8,1," + secret, "N,9,Y,Y," + secret} {
			jobs.WriteString("^XA^FO1,1" + name + args + "^FD" + secret + "^FS^XZ\n")
			jobs.WriteString("^XA^FO1,1" + name + "^FD" + secret + "\xff^FS" + secret + "^XZ\n")
		}
	}
	o := tiny
	o.Limits = Limits{Diagnostics: 1 << 20}
	r := run(o, jobs.String())
	if len(r.diagnostics) < 1000 {
		t.Fatalf("only %d diagnostics: does the job run?", len(r.diagnostics))
	}
	seen := map[string]bool{}
	for _, d := range r.diagnostics {
		for _, part := range []string{"hangsan", "139123", "HANGSAN"} {
			if strings.Contains(d.Message+d.Command, part) && !seen[d.Command] {
				seen[d.Command] = true
				t.Errorf("%s: %s", d.Command, strings.ReplaceAll(d.Message, secret, "[the secret]"))
			}
		}
	}
}
