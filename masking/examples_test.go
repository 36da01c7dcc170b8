package masking

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"testing"
	"time"

	"waybill"
)

// sharedDir is where the project's reference data stands beside the module.
const sharedDir = "../../shared/data"

func readShared(t testing.TB, name string) []map[string]string {
	t.Helper()
	f, err := os.Open(filepath.Join(sharedDir, name))
	if err != nil {
		t.Skipf("SKIP-EXTERNAL: %s is not there: the reference data is outside the module", name)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var all []map[string]string
	for _, row := range rows[1:] {
		m := map[string]string{}
		for i, key := range rows[0] {
			m[key] = row[i]
		}
		all = append(all, m)
	}
	return all
}

var testClock = Options{Now: time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)}

func mustLoad(t testing.TB, name string) *Policy {
	t.Helper()
	p, err := Load(name)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// one masks a single value of the recipient.
func one(t testing.TB, p *Policy, field, value string, kind waybill.PhoneKind) string {
	t.Helper()
	s := &waybill.Shipment{WaybillNo: "T1", Row: 1}
	switch field {
	case "name":
		s.Recipient.Name = waybill.NewText(value)
	case "phone":
		s.Recipient.Phone = waybill.NewText(value)
		s.Recipient.PhoneKind = kind
	case "address":
		s.Recipient.Detail = waybill.NewText(value)
	case "postal_code":
		s.Recipient.PostalCode = waybill.NewText(value)
	case "remark":
		s.Remark = waybill.NewText(value)
	default:
		t.Fatalf("field %q", field)
	}
	if field != "remark" {
		field = "recipient." + field
	}
	m, err := p.Apply(s, testClock)
	if err != nil {
		t.Fatalf("%s: %v", field, err)
	}
	out, ok := m.Field(field)
	if !ok {
		t.Fatalf("field %q unknown", field)
	}
	return out
}

func TestReferenceExamples(t *testing.T) {
	for i, row := range readShared(t, "masking-examples.csv") {
		kind := waybill.PhoneUnknown
		if row["virtual"] == "true" {
			kind = waybill.PhoneVirtual
		}
		got := one(t, mustLoad(t, row["profile"]), row["field"], row["input"], kind)
		if got != row["output"] {
			t.Errorf("row %d, %s %s: %q: got %q, want %q", i+2, row["profile"], row["field"], row["input"], got, row["output"])
		}
	}
}
