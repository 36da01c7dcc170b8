package masking

import (
	"encoding/csv"
	"flag"
	"os"
	"testing"

	"waybill"
)

var maskedOut = flag.String("masked-csv", "", "write the masked sample to `FILE`, for check-masked.mjs")

// sampleShipment maps a row of sample-shipments.csv.
func sampleShipment(row int, r map[string]string) *waybill.Shipment {
	party := func(side string) waybill.Party {
		return waybill.Party{
			Name: waybill.NewText(r[side+"_name"]), Phone: waybill.NewText(r[side+"_phone"]),
			Province: waybill.NewText(r[side+"_province"]), City: waybill.NewText(r[side+"_city"]),
			District: waybill.NewText(r[side+"_district"]), Street: waybill.NewText(r[side+"_street"]),
			Detail: waybill.NewText(r[side+"_detail"]),
		}
	}
	return &waybill.Shipment{
		Row: row, WaybillNo: r["waybill_no"], Weight: r["weight_kg"],
		Sender: party("sender"), Recipient: party("receiver"),
		Items:  []waybill.Item{{Name: waybill.NewText(r["item"])}},
		Remark: waybill.NewText(r["remark"]),
	}
}

// columns joins the columns of an address as check-masked.mjs does.
func columns(m Masked, side string) string {
	s := ""
	for _, part := range []string{"province", "city", "district", "street", "detail"} {
		v, _ := m.Field(side + "." + part)
		s += v
	}
	return s
}

func field(m Masked, name string) string {
	v, _ := m.Field(name)
	return v
}

func TestWriteMaskedSample(t *testing.T) {
	if *maskedOut == "" {
		t.Skip("no -masked-csv")
	}
	p := mustLoad(t, *profileFlag)
	f, err := os.Create(*maskedOut)
	if err != nil {
		t.Fatal(err)
	}
	w := csv.NewWriter(f)
	w.Write([]string{"id", "sender_name", "sender_phone", "sender_address", "receiver_name", "receiver_phone", "receiver_address", "remark"})
	for i, r := range readShared(t, "sample-shipments.csv") {
		m, err := p.Apply(sampleShipment(i+1, r), testClock)
		if err != nil {
			t.Errorf("%s: %v", r["id"], err)
			continue
		}
		w.Write([]string{r["id"], field(m, "sender.name"), field(m, "sender.phone"), columns(m, "sender"),
			field(m, "recipient.name"), field(m, "recipient.phone"), columns(m, "recipient"), field(m, "remark")})
	}
	w.Flush()
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

var profileFlag = flag.String("profile", Default, "profile for -masked-csv")
