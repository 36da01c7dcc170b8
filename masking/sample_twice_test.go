package masking

import (
	"testing"

	"waybill"
)

// TestSampleTwice: what every third of the sample's records shows is masked the
// same way again, in every profile.
func TestSampleTwice(t *testing.T) {
	sample := readShared(t, "sample-shipments.csv")
	// Of 1,334: 新村4-*** is read as a household again, 百老匯 as a number.
	limits := map[string]int{"address": 18}
	for _, profile := range Profiles() {
		p := mustLoad(t, profile)
		changed := map[string]int{}
		for i := 0; i < len(sample); i += 3 {
			s := sampleShipment(i+1, sample[i])
			once, err := p.Apply(s, testClock)
			if err != nil {
				t.Fatal(err)
			}
			twice, err := p.Apply(shownAsInput(s, once), testClock)
			if err != nil {
				t.Fatal(err)
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
			if n > limits[what] {
				t.Errorf("%s: %d × %s is masked otherwise the second time, at most %d", profile, n, what, limits[what])
			}
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
