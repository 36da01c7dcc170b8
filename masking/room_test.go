package masking

import (
	"strings"
	"testing"

	"waybill"
)

func roomRecord() *waybill.Shipment {
	t := waybill.NewText
	return &waybill.Shipment{Row: 1, WaybillNo: "YT8826112200018", Recipient: waybill.Party{Name: t("周试棠"), Phone: t("13800300146"),
		Province: t("山东省"), City: t("济南市"), District: t("历下区"), Detail: t("样城路26号2号楼3单元1503室"), Country: "CN"}}
}

// TestRoomInFreeText: the record's own room, however it is written.
func TestRoomInFreeText(t *testing.T) {
	p := mustLoad(t, Default)
	for _, c := range []struct{ remark, want string }{
		{"送到3单元1503", "送到***"},
		{"房号1503", "房号***"},
		{"2-3-1503", "***"},
		{"放1503门口", "放***门口"},
		{"1503号房", "***"},
		{"三单元一五零三", "***"},
		{"１５０３", "***"},
		{"放在1503室", "放在***"},
		{"共15.03元", "共15.03元"},
		{"货号A15031", "货号A15031"},
		{"11503件", "11503件"},
	} {
		s := roomRecord()
		s.Remark = waybill.NewText(c.remark)
		s.Extras = []waybill.Extra{{Column: "x", Value: waybill.NewText(c.remark)}}
		m, err := p.Apply(s, testClock)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{"remark", "extra.x"} {
			if got, _ := m.Field(name); got != c.want {
				t.Errorf("%s %q: got %q, want %q", name, c.remark, got, c.want)
			}
		}
		if found := Lint(s, m); found != nil {
			t.Errorf("%q: lint of what is masked: %v", c.remark, found)
		}
		m.r.shown[fieldRemark] = c.remark
		if found := Lint(s, m); strings.Contains(c.want, "***") != (found != nil) {
			t.Errorf("%q: lint of what is not masked: %v", c.remark, found)
		}
	}
}

// TestRoomIsChanceInCodes: four digits refuse no record.
func TestRoomIsChanceInCodes(t *testing.T) {
	s := roomRecord()
	s.WaybillNo, s.OrderNo, s.Weight, s.RoutingCode = "YT-1503", "D-1503", "15.03", "571-1503"
	s.COD = waybill.Money{Minor: 150300}
	m, err := mustLoad(t, Default).Apply(s, testClock)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"waybill_no": "YT-1503", "order_no": "D-1503", "weight": "15.03", "cod_amount": "¥1503.00"} {
		if got, _ := m.Field(name); got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}

// TestBuildingInStreet: street and detail are read as one line.
func TestBuildingInStreet(t *testing.T) {
	p := mustLoad(t, Default)
	for _, c := range []struct{ street, detail, want string }{
		{"样城路26号2号楼", "1503", "***"},
		{"样城路26号2号楼", "一五零三", "***"},
		{"样城路26号2号楼", "3-1503", "***"},
		{"样城路26号2号楼", "1503放门口", "***"},
		{"样城路26号", "１５０３", "***"},
		{"样城路26号", "2号楼3单元", "2号楼***"},
		{"样城街道", "样前路3号", "样前路3号"},
	} {
		s := roomRecord()
		s.Recipient.Street, s.Recipient.Detail = waybill.NewText(c.street), waybill.NewText(c.detail)
		m, err := p.Apply(s, testClock)
		if err != nil {
			t.Fatal(err)
		}
		street, _ := m.Field("recipient.street")
		detail, _ := m.Field("recipient.detail")
		if street != c.street || detail != c.want {
			t.Errorf("%s, %s: got %q, %q, want %q", c.street, c.detail, street, detail, c.want)
		}
	}
}

// TestDisguisedPhones: digits said aloud, circled, and letters of their look.
func TestDisguisedPhones(t *testing.T) {
	p := mustLoad(t, Default)
	for _, remark := range []string{"幺三九幺幺幺幺二二二二", "①③⑧⓪⓪⓪⓪①①①①", "138OOOO1111", "l38O000llll", "电话138OOOO1111", "tel138OOOO1111"} {
		got := one(t, p, "remark", remark, waybill.PhoneUnknown)
		if !strings.HasSuffix(got, "***") || strings.ContainsAny(got, "13①幺") {
			t.Errorf("%q: got %q", remark, got)
		}
	}
	for _, remark := range []string{"oil lollipop 3", "洞庭湖", "L3 hello 10"} {
		if got := one(t, p, "remark", remark, waybill.PhoneUnknown); got != remark {
			t.Errorf("%q: got %q", remark, got)
		}
	}
}

// TestUnitInOtherNumerals has the unit in numerals that are no digits.
func TestUnitInOtherNumerals(t *testing.T) {
	p, err := Load(Default)
	if err != nil {
		t.Fatal(err)
	}
	for _, unit := range []string{"③单元", "①单元1503", "Ⅲ单元", "⑵单元3室"} {
		s := &waybill.Shipment{Row: 1, WaybillNo: "A1", Recipient: waybill.Party{
			Name: waybill.NewText("赵钱孙"), Phone: waybill.NewText("13911112222"),
			City: waybill.NewText("济南市"), Detail: waybill.NewText("泉城路26号4栋" + unit),
		}}
		m, err := p.Apply(s, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got, _ := m.Field("recipient.address"); got != "济南市泉城路26号4栋***" {
			t.Errorf("%s is printed: %s", unit, got)
		}
	}
}

// TestRoomInChineseNumerals has a bare room behind a building.
func TestRoomInChineseNumerals(t *testing.T) {
	p, err := Load(Default)
	if err != nil {
		t.Fatal(err)
	}
	for detail, want := range map[string]string{
		"泉城路26号4号楼一五零三":  "济南市泉城路26号4号楼***",
		"泉城路26号4栋壹伍零叁":   "济南市泉城路26号4栋***",
		"泉城路26号4号楼五零二":   "济南市泉城路26号4号楼***",
		"泉城路26号金茂大厦十五零三": "济南市泉城路26号金茂大厦***",
		"五一路八一小区":        "济南市五一路八一小区",
		"三一五路12号":        "济南市三一五路12号",
	} {
		s := &waybill.Shipment{Row: 1, WaybillNo: "A1", Recipient: waybill.Party{
			Name: waybill.NewText("赵钱孙"), Phone: waybill.NewText("13911112222"),
			City: waybill.NewText("济南市"), Detail: waybill.NewText(detail),
		}}
		m, err := p.Apply(s, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got, _ := m.Field("recipient.address"); got != want {
			t.Errorf("%s is printed as %s, want %s", detail, got, want)
		}
	}
}
