package masking

import (
	"testing"

	"waybill"
)

// TestSampleTwice: what every third of the sample's records shows is masked the
// same way again, in every profile, and lint finds no fault with it, nor with
// what was masked twice, where the profile keeps to the three numbers.
func TestSampleTwice(t *testing.T) {
	sample := readShared(t, "sample-shipments.csv")
	for _, profile := range Profiles() {
		p := mustLoad(t, profile)
		changed := map[string]int{}
		for i := 0; i < len(sample); i += 3 {
			s := sampleShipment(i+1, sample[i])
			once, err := p.Apply(s, testClock)
			if err != nil {
				t.Fatal(err)
			}
			again := shownAsInput(s, once)
			twice, err := p.Apply(again, testClock)
			if err != nil {
				t.Fatal(err)
			}
			if p.standard == standardGBT {
				checkNoFault(t, profile, s, once)
				checkNoFault(t, profile, again, twice)
			}
			for what, f := range map[string]string{"name": "name", "phone": "phone", "address": "address"} {
				for _, side := range [...]string{"sender.", "recipient."} {
					if field(once, side+f) != field(twice, side+f) {
						changed[what]++
					}
				}
			}
			if field(once, "remark") != field(twice, "remark") {
				changed["remark"]++
			}
		}
		for what, n := range changed {
			t.Errorf("%s: %d × %s is masked otherwise the second time", profile, n, what)
		}
	}
}

// checkNoFault holds if lint finds nothing in m but that it was masked before.
func checkNoFault(t *testing.T, profile string, s *waybill.Shipment, m Masked) {
	t.Helper()
	masked := map[Finding]bool{}
	for _, n := range m.Notes() {
		masked[Finding{n.Field, n.Reason}] = n.Kind == NoteMasked
	}
	for _, f := range Lint(s, m) {
		if !masked[f] {
			t.Errorf("%s: record %d: %s: %s", profile, m.Row(), f.Field, f.How)
		}
	}
}

// shownAsInput is s with what m shows of it.
func shownAsInput(s *waybill.Shipment, m Masked) *waybill.Shipment {
	again := *s
	for side, party := range map[string]*waybill.Party{"sender.": &again.Sender, "recipient.": &again.Recipient} {
		for part, text := range map[string]*waybill.Text{
			"name": &party.Name, "phone": &party.Phone, "province": &party.Province, "city": &party.City,
			"district": &party.District, "street": &party.Street, "detail": &party.Detail,
		} {
			*text = waybill.NewText(field(m, side+part))
		}
	}
	again.Remark = waybill.NewText(field(m, "remark"))
	return &again
}
