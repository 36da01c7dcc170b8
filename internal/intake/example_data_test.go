package intake

import "testing"

func TestExampleFile(t *testing.T) {
	s, err := OpenFile("../../testdata/shipments.csv", Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	n := 0
	for _, err := range s.Records() {
		if err != nil {
			t.Error(err)
		}
		n++
	}
	if n != 20 {
		t.Errorf("%d records, want 20", n)
	}
	for _, c := range s.Columns() {
		t.Logf("%s → %s", c.Name, c.Field)
	}
}
