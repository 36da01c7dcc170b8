package masking

import (
	"testing"

	"waybill"
)

// TestPersonBeforeShop: of a person and a shop in one name the person is
// masked, and so once only.
func TestPersonBeforeShop(t *testing.T) {
	p := mustLoad(t, Default)
	for in, want := range map[string]string{
		"张三-样样旗舰店":       "张*-样样旗舰店",
		"张试样－样样旗舰店":      "张**－样样旗舰店",
		"张三 样样旗舰店":       "张* 样样旗舰店",
		"张三/样样贸易有限公司":    "张*/样样贸易有限公司",
		"欧阳样例-样样旗舰店":     "欧阳**-样样旗舰店",
		"样样-样样旗舰店":       "样样-样样旗舰店",
		"样样旗舰店-客服部":      "样样旗舰店-客服部",
		"样样旗舰店":          "样样旗舰店",
		"张三-张三旗舰店":       "***",
		"张三-样样旗舰店[1234]": "张*-样样旗舰店[1234]",
	} {
		got := one(t, p, "name", in, "")
		if got != want {
			t.Errorf("%s: got %s, want %s", in, got, want)
		}
		if again := one(t, p, "name", got, ""); again != got {
			t.Errorf("%s: masked again as %s", got, again)
		}
	}
	s := &waybill.Shipment{Row: 1, WaybillNo: "T1", Recipient: waybill.Party{Name: waybill.NewText("张三-样样旗舰店")}}
	m, err := p.Apply(s, testClock)
	if err != nil {
		t.Fatal(err)
	}
	if found := Lint(s, m); found != nil {
		t.Errorf("lint of what is masked: %v", found)
	}
	m.r.shown[fieldRecipient+fieldID(partName)] = "张三-样样旗舰店"
	if Lint(s, m) == nil {
		t.Error("lint of what is not masked finds nothing")
	}
}
