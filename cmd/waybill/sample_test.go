package main

import (
	"encoding/csv"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// sharedData is where the sample shipments lie beside the repository.
const sharedData = "../../../shared/data"

// sample is a part of the shared sample shipments, with what must never be
// printed of each.
type sample struct {
	csv       string // a CSV file with the records, in the working folder
	rows      [][]string
	head      []string
	forbidden [][]string
}

// loadSample reads every step-th record of the sample and goes to a new working
// folder: a path with random digits in a message would be taken for a leak.
// Without the shared data the test is skipped, and says so.
func loadSample(t *testing.T, step int) sample {
	t.Helper()
	shipments := readCSV(t, "sample-shipments.csv")
	expected := readCSV(t, "sample-expected.csv")
	never := -1
	for i, h := range expected[0] {
		if h == "never_on_label" {
			never = i
		}
	}
	if never < 0 || len(shipments) != len(expected) || len(shipments) != 2001 {
		t.Fatalf("the sample has changed: %d and %d rows", len(shipments), len(expected))
	}
	s := sample{head: shipments[0]}
	for i := 1; i < len(shipments); i += step {
		if shipments[i][0] != expected[i][0] {
			t.Fatalf("row %d: ids differ", i)
		}
		var strs []string
		if err := json.Unmarshal([]byte(expected[i][never]), &strs); err != nil {
			t.Fatal(err)
		}
		s.rows = append(s.rows, shipments[i])
		s.forbidden = append(s.forbidden, strs)
	}
	t.Chdir(t.TempDir())
	s.csv = "sample.csv"
	f, err := os.Create(s.csv)
	if err != nil {
		t.Fatal(err)
	}
	w := csv.NewWriter(f)
	if err := w.WriteAll(append([][]string{s.head}, s.rows...)); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return s
}

func readCSV(t testing.TB, name string) [][]string {
	t.Helper()
	f, err := os.Open(filepath.Join(sharedData, name))
	if err != nil {
		t.Skipf("SKIP-EXTERNAL: the sample data %s does not lie beside the repository", name)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// needTool skips the test where a program of another project is missing.
func needTool(t testing.TB, name, debianPackage string) {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Skipf("SKIP-EXTERNAL: %s is not installed (Debian package %s)", name, debianPackage)
	}
}

// leaks counts the records whose own forbidden strings stand in their text.
// It reports ids and lengths, never the strings.
func (s sample) leaks(t *testing.T, what string, texts []string) {
	t.Helper()
	if len(texts) != len(s.rows) {
		t.Fatalf("%s: %d texts for %d records", what, len(texts), len(s.rows))
	}
	shown := 0
	for i, text := range texts {
		for _, f := range s.forbidden[i] {
			if strings.Contains(text, f) {
				if shown++; shown <= 10 {
					t.Errorf("%s: %s prints a forbidden string of %d characters", what, s.rows[i][0], len([]rune(f)))
				}
			}
		}
	}
	if shown > 10 {
		t.Errorf("%s: %d findings in all", what, shown)
	}
}

// leaksAnywhere searches one text, such as a log, for every record's strings.
func (s sample) leaksAnywhere(t *testing.T, what, text string) {
	t.Helper()
	for i, strs := range s.forbidden {
		for _, f := range strs {
			if strings.Contains(text, f) {
				t.Errorf("%s holds a forbidden string of %s", what, s.rows[i][0])
				return
			}
		}
	}
}

// step is how many records a test skips: none, unless built for races.
func step(full int) int {
	if raceBuild {
		return full * 20
	}
	return full
}
