package intake

import (
	"os"
	"strings"
	"testing"
)

const samplePath = "../../../shared/data/sample-shipments.csv"

func sample(tb testing.TB) []byte {
	tb.Helper()
	data, err := os.ReadFile(samplePath)
	if err != nil {
		tb.Skip("SKIP-EXTERNAL: the shared sample sample-shipments.csv is not there")
	}
	return data
}

func TestSample(t *testing.T) {
	s, err := Open("sample.csv", strings.NewReader(string(sample(t))), Options{})
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for sh, err := range s.Records() {
		if err != nil {
			t.Error(err)
			continue
		}
		n++
		if sh.Row != n || sh.Line != n+1 {
			t.Fatalf("record %d has row %d, line %d", n, sh.Row, sh.Line)
		}
		if len(sh.Extras) != 1 || sh.Extras[0].Column != "id" {
			t.Fatalf("record %d: extras %v", n, sh.Extras)
		}
	}
	if n != 2000 {
		t.Errorf("%d records, want 2000", n)
	}
	for _, c := range s.Columns() {
		if (c.Field == "") != (c.Name == "id") {
			t.Errorf("column %q was taken for %q", c.Name, c.Field)
		}
	}
}
