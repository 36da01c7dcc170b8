package masking

import (
	"errors"
	"strings"
	"testing"

	"waybill"
)

// leakRecord is an invented record whose every secret is known.
func leakRecord() *waybill.Shipment {
	t := waybill.NewText
	return &waybill.Shipment{
		Row: 1, WaybillNo: "YT8826112200018", RoutingCode: "571-A12 003", Carrier: "示例速运", Product: "标准快件", Hub: "样城转运中心",
		OrderNo: "D20261122001", Weight: "1.5", Remark: t("轻放"),
		Sender: waybill.Party{Name: t("例小样"), Phone: t("13900260357"), Company: t("样品商行"), Province: t("浙江省"), City: t("杭州市"),
			District: t("西湖区"), Street: t("文新街道"), Detail: t("样例路18号晴园7栋2单元903室"), PostalCode: t("310012"), Country: "CN"},
		Recipient: waybill.Party{Name: t("周试棠"), Phone: t("13800300146"), Company: t("试样文具店"), Province: t("广东省"), City: t("广州市"),
			District: t("天河区"), Street: t("样前街道"), Detail: t("试江路88号新样花园12栋3单元1402室"), PostalCode: t("510630"), Country: "CN"},
		Items:  []waybill.Item{{Name: t("绘本"), Quantity: 1}},
		Extras: []waybill.Extra{{Column: "备注", Value: t("无")}},
	}
}

// places sets one field of a record each.
var places = map[string]func(s *waybill.Shipment, v string){
	"waybill_no":        func(s *waybill.Shipment, v string) { s.WaybillNo = v },
	"carrier":           func(s *waybill.Shipment, v string) { s.Carrier = v },
	"product":           func(s *waybill.Shipment, v string) { s.Product = v },
	"routing_code":      func(s *waybill.Shipment, v string) { s.RoutingCode = v },
	"hub":               func(s *waybill.Shipment, v string) { s.Hub = v },
	"order_no":          func(s *waybill.Shipment, v string) { s.OrderNo = v },
	"weight":            func(s *waybill.Shipment, v string) { s.Weight = v },
	"remark":            func(s *waybill.Shipment, v string) { s.Remark = waybill.NewText(v) },
	"items.0.name":      func(s *waybill.Shipment, v string) { s.Items[0].Name = waybill.NewText(v) },
	"extra.备注":          func(s *waybill.Shipment, v string) { s.Extras[0].Value = waybill.NewText(v) },
	"recipient.country": func(s *waybill.Shipment, v string) { s.Recipient.Country = v },
}

func init() {
	for side, party := range map[string]func(s *waybill.Shipment) *waybill.Party{
		"sender":    func(s *waybill.Shipment) *waybill.Party { return &s.Sender },
		"recipient": func(s *waybill.Shipment) *waybill.Party { return &s.Recipient },
	} {
		for part, text := range map[string]func(p *waybill.Party) *waybill.Text{
			"company":     func(p *waybill.Party) *waybill.Text { return &p.Company },
			"province":    func(p *waybill.Party) *waybill.Text { return &p.Province },
			"city":        func(p *waybill.Party) *waybill.Text { return &p.City },
			"district":    func(p *waybill.Party) *waybill.Text { return &p.District },
			"street":      func(p *waybill.Party) *waybill.Text { return &p.Street },
			"postal_code": func(p *waybill.Party) *waybill.Text { return &p.PostalCode },
		} {
			places[side+"."+part] = func(s *waybill.Shipment, v string) { *text(party(s)) = waybill.NewText(v) }
		}
	}
	places["sender.name"] = func(s *waybill.Shipment, v string) { s.Sender.Name = waybill.NewText(v) }
	places["sender.phone"] = func(s *waybill.Shipment, v string) { s.Sender.Phone = waybill.NewText(v) }
	places["sender.detail"] = func(s *waybill.Shipment, v string) { s.Sender.Detail = waybill.NewText(v) }
}

// planted are the recipient's secrets, as people write them.
func planted() map[string]string {
	all := map[string]string{
		"name": "周试棠", "name, parted": "周 试棠",
		"phone": "13800300146", "phone, dashes": "138-0030-0146", "phone, blanks": "138 0030 0146", "phone, wide": "１３８００３００１４６",
		"phone, Han": "一三八〇〇三〇〇一四六", "phone, code": "+86 13800300146", "phone, parted once": "13800-300146", "phone, ten digits": "13800-30014",
		"room": "1402室", "room, wide": "１４０２室", "unit": "3单元1402室", "address": "试江路88号新样花园12栋3单元1402室",
	}
	const number = "13800300146"
	for i := range number {
		all["phone without digit "+string(rune('a'+i))] = number[:i] + number[i+1:]
	}
	return all
}

// TestPlantedSecrets: no field shows what another one hides, alone or among
// other words; a field that must be printed as it is refuses the record.
func TestPlantedSecrets(t *testing.T) {
	for _, profile := range []string{Default, "cn-gbt41833-min", "cn-strict", "hk"} {
		p := mustLoad(t, profile)
		for place, set := range places {
			for what, secret := range planted() {
				for _, around := range [][2]string{{"", ""}, {"样", "甲"}, {"样品 ", " 备"}, {"N0-", "/2"}} {
					s := leakRecord()
					set(s, around[0]+secret+around[1])
					m, err := p.Apply(s, testClock)
					if err != nil {
						if !errors.Is(err, ErrLeak) {
							t.Errorf("%s: %s in %s: %v", profile, what, place, err)
						}
						switch place {
						case "waybill_no", "routing_code", "weight", "recipient.country":
						default:
							t.Errorf("%s: %s in %s refuses the record", profile, what, place)
						}
						continue
					}
					for _, name := range append(FieldNames(), "extra.备注") {
						v, _ := m.Field(name)
						if strings.Contains(plain(v), plain(strings.TrimPrefix(secret, "+86 "))) {
							t.Errorf("%s: %s in %s: %s shows %q", profile, what, place, name, v)
						}
						if f := m.Secrets().Find(v); f != nil {
							t.Errorf("%s: %s in %s: the gate refuses %s: %v", profile, what, place, name, f)
						}
					}
				}
			}
		}
	}
}

// TestChanceIsPrinted: what people would call chance is printed as it is.
func TestChanceIsPrinted(t *testing.T) {
	p := mustLoad(t, Default)
	for _, c := range []struct{ place, value string }{
		{"waybill_no", "YT1380030000018"}, // seven digits of the phone
		{"routing_code", "380-030 12"},
		{"order_no", "D2026380030112"},
		{"recipient.postal_code", "380030"},
		{"hub", "试棠路网点"}, // the given name in a longer word
		{"sender.street", "试棠街道"},
		{"items.0.name", "试棠牌绘本"},
		{"sender.district", "天河区"},
	} {
		s := leakRecord()
		places[c.place](s, c.value)
		m, err := p.Apply(s, testClock)
		if err != nil {
			t.Errorf("%s %q: %v", c.place, c.value, err)
			continue
		}
		if v := field(m, c.place); v != c.value {
			t.Errorf("%s %q: printed as %q", c.place, c.value, v)
		}
		if f := m.Secrets().Find(c.value); f != nil {
			t.Errorf("%s %q: the gate refuses %v", c.place, c.value, f)
		}
	}
}

// TestNamesOfDivisions: a division is known by the table, not by its column.
func TestNamesOfDivisions(t *testing.T) {
	p := mustLoad(t, Default)
	s := leakRecord()
	s.Recipient.Name = waybill.NewText("天河区")
	m, err := p.Apply(s, testClock)
	if err != nil || field(m, "recipient.district") != "天河区" {
		t.Errorf("%q, %v", field(m, "recipient.district"), err)
	}
	s.Recipient.Name, s.Recipient.District = waybill.NewText("周试棠"), waybill.NewText("周试棠")
	m, err = p.Apply(s, testClock)
	if err != nil || strings.Contains(field(m, "recipient.district")+field(m, "recipient.address"), "周试棠") {
		t.Errorf("%q, %v", field(m, "recipient.address"), err)
	}
}

// TestSecretsDoNotMultiply: a number that stands in many fields is one secret.
func TestSecretsDoNotMultiply(t *testing.T) {
	p := mustLoad(t, Default)
	s := leakRecord()
	for range 30 {
		s.Extras = append(s.Extras, waybill.Extra{Column: "x", Value: waybill.NewText("联系13800300146或13700000579周试棠")})
	}
	m, err := p.Apply(s, testClock)
	if err != nil {
		t.Fatal(err)
	}
	if n := m.r.hidden.count(); n > 80 {
		t.Errorf("%d secrets", n)
	}
}
