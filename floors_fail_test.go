package waybill_test

import (
	"strings"
	"testing"
)

// TestFloorsCanFail plants one fault of each kind in an invented tree that is
// otherwise clean.
func TestFloorsCanFail(t *testing.T) {
	clean := map[string]string{
		"doc.go":                   "// Package waybill is invented.\npackage waybill\n\ntype Text struct{}\n\nfunc (Text) Reveal() string { return \"\" }\n",
		"internal/intake/in.go":    "// Package intake is invented.\npackage intake\n\nimport _ \"waybill\"\n",
		"masking/masking.go":       "// Package masking is invented.\npackage masking\n\nimport \"waybill\"\n\nvar v = waybill.Text{}.Reveal()\n",
		"label/label.go":           "// Package label is invented.\npackage label\n\nimport _ \"waybill/masking\"\n",
		"zpl/zpl.go":               "// Package zpl is invented.\npackage zpl\n\nimport _ \"waybill/label\"\n",
		"zpl/interp/interp.go":     "// Package interp is invented.\npackage interp\n\nimport _ \"waybill/zpl\"\n",
		"cmd/waybill/main.go":      "// Command waybill is invented.\npackage main\n\nimport (\n\t\"os\"\n\n\t_ \"waybill\"\n\t_ \"waybill/label\"\n)\n\nfunc main() { os.Exit(0) }\n",
		"zpl/testdata/broken.go":   "not Go at all",
		"internal/font/gen/gen.go": "//go:build ignore\n\npackage main\n\nimport \"os\"\n\nfunc main() { os.Exit(1) }\n",
		"zpl/zpl_test.go":          "package zpl\n\nimport _ \"waybill/cmd/waybill\"\n",
	}
	for _, check := range houseRules {
		if faults := check.faults(fakeModule(t, clean)); len(faults) > 0 {
			t.Errorf("%s: the clean tree has faults: %q", check.name, faults)
		}
	}
	long := "// Package raster is invented.\npackage raster\n" + strings.Repeat("// line\n", maxLines)
	for _, c := range []struct {
		rule, path, text, want string
	}{
		{"floors", "label/up.go", "package label\n\nimport _ \"waybill/zpl\"\n", "lower floors only"},
		{"floors", "internal/pdf/pdf.go", "// Package pdf is invented.\npackage pdf\n\nimport _ \"waybill/zpl\"\n", "lower floors only"},
		{"floors", "internal/bitmap/up.go", "// Package bitmap is invented.\npackage bitmap\n\nimport _ \"waybill/internal/font\"\n", "lower floors only"},
		{"floors", "zpl/down.go", "package zpl\n\nimport _ \"waybill/zpl/interp\"\n", "lower floors only"},
		{"floors", "internal/attic/attic.go", "// Package attic is invented.\npackage attic\n", "stands on no floor"},
		{"floors", "label/lost.go", "package label\n\nimport _ \"waybill/internal/attic\"\n", "stands on no floor"},
		{"floors", "internal/job/job.go", "// Package job is invented.\npackage job\n\nimport _ \"waybill/masking\"\n", "keeps from it"},
		{"floors", "yaml.go", "package waybill\n\nimport _ \"github.com/goccy/go-yaml\"\n", "standard library only"},
		{"floors", "label/tagged.go", "//go:build windows\n\npackage label\n\nimport _ \"waybill/zpl\"\n", "lower floors only"},
		{"raw data", "label/raw.go", "package label\n\nimport w \"waybill\"\n\nvar _ w.Text\n", "may not see records"},
		{"raw data", "internal/intake/in.go", "// Package intake is invented.\npackage intake\n", "take it off the list"},
		{"reveal", "internal/intake/peek.go", "package intake\n\nimport \"waybill\"\n\nfunc f(t waybill.Text) string { return t.Reveal() }\n", "intake/peek.go:5: calls Reveal"},
		{"reveal", "cmd/waybill/peek.go", "package main\n\nimport \"waybill\"\n\nvar f = waybill.Text.Reveal\n", "calls Reveal"},
		{"reveal", "cmd/waybill/peek_test.go", "package main\n\nimport \"waybill\"\n\nvar f = waybill.Text{}.Reveal\n", "calls Reveal"},
		{"exit", "cmd/waybill/render.go", "package main\n\nimport \"os\"\n\nfunc f() { os.Exit(3) }\n", "os.Exit"},
		{"exit", "label/log.go", "package label\n\nimport \"log\"\n\nfunc f() { log.Fatalf(\"\") }\n", "log.Fatalf"},
		{"network", "label/dial.go", "package label\n\nimport _ \"net/http\"\n", "net/http"},
		{"names", "internal/util/u.go", "// Package util is invented.\npackage util\n", "package util"},
		{"names", "label/helpers.go", "package label\n", "name the file"},
		{"docs", "internal/raster/r.go", "package raster\n", "no doc comment"},
		{"docs", "internal/raster/r.go", "// Something else.\npackage raster\n", "no doc comment"},
		{"length", "internal/raster/r.go", long, "lines, more than"},
	} {
		files := map[string]string{c.path: c.text}
		for p, text := range clean {
			if _, planted := files[p]; !planted {
				files[p] = text
			}
		}
		m := fakeModule(t, files)
		found := ""
		for _, check := range houseRules {
			if check.name == c.rule {
				found = strings.Join(check.faults(m), "\n")
			}
		}
		if !strings.Contains(found, c.want) {
			t.Errorf("%s: planted %s, want %q, found %q", c.rule, c.path, c.want, found)
		}
	}
}
