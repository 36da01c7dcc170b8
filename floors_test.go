package waybill_test

import (
	"fmt"
	"go/ast"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
)

// floors is the order of the packages: a package imports only packages of
// lower floors. docs/architecture.md says what each is for. A new package
// fails the test until it stands here.
var floors = map[string]int{
	"internal/bitmap":  ground, // 1-bit pictures, that fonts and symbols are made of
	"internal/excerpt": ground, // what of a file an error may show; templates, policies and settings all ask

	".":                0,
	"templates":        0,
	"internal/font":    0,
	"internal/symbol":  0,
	"internal/device":  0,
	"internal/store":   0,
	"internal/outfile": 0, // files that appear whole or not at all; knows nothing of labels

	"zpl/internal/token":       0, // ZPL cut into commands; zpl, interp and the emulator read the same way
	"zpl/reply":                0, // what printers send back; jobs, emulator and conformance ask, none of which needs labels
	"zpl/internal/charset":     0, // the printers' character sets
	"zpl/internal/graphic":     0, // the codings of ^GF, both ways
	"zpl/internal/printerfont": 1, // the fonts in a printer, drawn from fonts of ours

	"internal/intake": 1,
	"masking":         1,

	"label":          2,
	"internal/paint": 2, // the painting that zpl, raster and pdf share; not in label, which draws nothing

	"zpl":             3,
	"zpl/interp":      3,
	"internal/pdf":    3,
	"internal/raster": 3,

	"internal/batch":    4,
	"internal/job":      4,
	"internal/emulator": 4,
	"internal/conform":  4,
	"internal/relay":    4,
	"internal/vault":    4,
	"internal/audit":    4,

	"internal/station": 5,

	"cmd/waybill": 6,
}

// ground is below all floors.
const ground = -1

// neighbours are the only imports within a floor.
var neighbours = map[[2]string]bool{
	{"internal/paint", "label"}:          true,
	{"zpl/interp", "zpl"}:                true,
	{"internal/vault", "internal/audit"}: true,
}

// strangers are imports that the floors would allow and the design does not:
// what drives printers handles encoded labels, never records.
var strangers = map[[2]string]bool{
	{"internal/job", "."}: true, {"internal/job", "masking"}: true,
	{"internal/emulator", "."}: true, {"internal/emulator", "masking"}: true,
	{"internal/conform", "."}: true, {"internal/conform", "masking"}: true,
	{"internal/station", "internal/vault"}: true, {"internal/station", "internal/relay"}: true, {"internal/station", "internal/device"}: true,
}

// rawData names the packages that may see a record in the clear, which is
// what importing the root package means.
var rawData = map[string]string{
	"internal/intake": "makes records",
	"masking":         "turns them into what may be printed",
	"cmd/waybill":     "carries them from one to the other",
}

// revealers names the packages that may call Text.Reveal, in product code and
// in tests.
var revealers = map[string]struct{ product, tests bool }{
	".":               {true, true},  // defines it
	"masking":         {true, true},  // decides what is shown
	"internal/intake": {false, true}, // its tests compare what was read
}

// maxLines is the length above which a file is split.
const maxLines = 500

func TestFloors(t *testing.T) {
	m, err := readModule(os.DirFS("."))
	if err != nil {
		t.Fatal(err)
	}
	if len(m.product().dirs()) < 10 {
		t.Fatalf("found packages in %v only: does the test run in the module's root?", m.product().dirs())
	}
	for _, check := range houseRules {
		for _, fault := range check.faults(m) {
			t.Errorf("%s: %s", check.name, fault)
		}
	}
}

// houseRules are the checks, each of which TestFloorsCanFail makes fail.
var houseRules = []struct {
	name   string
	faults func(module) []string
}{
	{"floors", floorFaults},
	{"raw data", rawDataFaults},
	{"reveal", revealFaults},
	{"exit", exitFaults},
	{"network", networkFaults},
	{"names", nameFaults},
	{"docs", docFaults},
	{"length", lengthFaults},
}

// ours returns the folder of one of the module's own packages.
func ours(importPath string) (string, bool) {
	if importPath == "waybill" {
		return ".", true
	}
	return strings.CutPrefix(importPath, "waybill/")
}

// floorFaults looks at product code only: a test may compare its package with
// one above.
func floorFaults(m module) []string {
	var out []string
	for _, dir := range m.product().dirs() {
		if _, ok := floors[dir]; !ok {
			out = append(out, fmt.Sprintf("package %s stands on no floor", dir))
		}
	}
	for _, s := range m.product() {
		for _, imp := range s.imports() {
			to, own := ours(imp)
			if !own {
				if s.dir == "." && strings.Contains(strings.Split(imp, "/")[0], ".") {
					out = append(out, fmt.Sprintf("%s imports %s: the root package takes the standard library only", s.path, imp))
				}
				continue
			}
			edge := [2]string{s.dir, to}
			floor, known := floors[to]
			switch {
			case strangers[edge]:
				out = append(out, fmt.Sprintf("%s imports %s, which the design keeps from it", s.path, imp))
			case !known:
				out = append(out, fmt.Sprintf("%s imports %s, which stands on no floor", s.path, imp))
			case floor >= floors[s.dir] && !neighbours[edge]:
				out = append(out, fmt.Sprintf("%s imports %s: floor %d may import lower floors only, not %d", s.path, imp, floors[s.dir], floor))
			}
		}
	}
	return out
}

// rawDataFaults finds packages below masking that could name a clear value,
// and permissions that nobody uses any more.
func rawDataFaults(m module) []string {
	var out []string
	used := map[string]bool{}
	for _, s := range m.product() {
		for _, imp := range s.imports() {
			if imp != "waybill" {
				continue
			}
			used[s.dir] = true
			if _, ok := rawData[s.dir]; !ok {
				out = append(out, fmt.Sprintf("%s imports the root package: %s may not see records in the clear", s.path, s.dir))
			}
		}
	}
	for dir := range rawData {
		if !used[dir] && slices.Contains(m.dirs(), dir) {
			out = append(out, fmt.Sprintf("%s may import the root package and does not: take it off the list", dir))
		}
	}
	return out
}

func revealFaults(m module) []string {
	var out []string
	for _, s := range m {
		may := revealers[s.dir]
		if s.test && may.tests || !s.test && may.product {
			continue
		}
		s.selectors(func(_, name string, n ast.Node) {
			if name == "Reveal" {
				out = append(out, fmt.Sprintf("%s: calls Reveal", s.at(n)))
			}
		})
	}
	return out
}

// exitFaults finds ways to end the process that skip deferred clean-up of
// half-written files.
func exitFaults(m module) []string {
	var out []string
	for _, s := range m.product() {
		s.selectors(func(x, name string, n ast.Node) {
			exit := x == "os" && name == "Exit" || x == "syscall" && name == "Exit" ||
				x == "log" && (strings.HasPrefix(name, "Fatal") || strings.HasPrefix(name, "Panic"))
			if exit && s.path != "cmd/waybill/main.go" {
				out = append(out, fmt.Sprintf("%s: %s.%s; only main ends the process", s.at(n), x, name))
			}
		})
	}
	return out
}

// networked names the packages that may reach outside the process, and what
// for. None does so unless a person named where to.
var networked = map[string]string{
	"internal/device":   "printers on the network",
	"internal/emulator": "a printer for others, where its user says",
}

// networkFaults keeps the promise that nothing leaves the computer by itself.
func networkFaults(m module) []string {
	var out []string
	for _, s := range m.product() {
		if networked[path.Dir(s.path)] != "" {
			continue
		}
		for _, imp := range s.imports() {
			switch imp {
			case "net", "net/http", "net/rpc", "net/smtp", "os/exec", "plugin":
				out = append(out, fmt.Sprintf("%s imports %s: no command needs it yet", s.path, imp))
			}
		}
	}
	return out
}

// vague names say nothing of what a package or file is for.
var vague = []string{"util", "utils", "common", "helper", "helpers", "misc", "shared", "base", "lib"}

func nameFaults(m module) []string {
	var out []string
	for _, s := range m {
		if name := strings.TrimSuffix(s.file.Name.Name, "_test"); slices.Contains(vague, name) {
			out = append(out, fmt.Sprintf("%s: package %s: name it by what it is about", s.path, name))
		}
		base := strings.TrimSuffix(strings.TrimSuffix(path.Base(s.path), ".go"), "_test")
		if slices.Contains(vague, base) {
			out = append(out, fmt.Sprintf("%s: name the file by what it is about", s.path))
		}
	}
	return out
}

func docFaults(m module) []string {
	var out []string
	for _, dir := range m.product().dirs() {
		documented := false
		for _, s := range m.product() {
			if s.dir == dir && s.file.Doc != nil {
				text := s.file.Doc.Text()
				documented = documented || strings.HasPrefix(text, "Package "+s.file.Name.Name+" ") ||
					s.file.Name.Name == "main" && strings.HasPrefix(text, "Command "+path.Base(dir)+" ")
			}
		}
		if !documented {
			out = append(out, fmt.Sprintf("package %s has no doc comment", dir))
		}
	}
	return out
}

func lengthFaults(m module) []string {
	var out []string
	for _, s := range m.product() {
		if s.lines > maxLines {
			out = append(out, fmt.Sprintf("%s has %d lines, more than %d: split it by concept", s.path, s.lines, maxLines))
		}
	}
	return out
}
