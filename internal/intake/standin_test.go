package intake

import (
	"strings"
	"testing"
)

func TestStandIn(t *testing.T) {
	const in = "运单号,收货人姓名,座机,联系电话,联系手机,收货地址,买家留言,订单备注,卖家备注\n" +
		"QN1,周晓棠,025-51870001,02551870002,13800001467,珠江路88号,留言,备注,内部\n" +
		"QN2,周晓棠,025-51870001,02551870002, ,珠江路88号,留言,,内部\n" +
		"QN3,周晓棠,025-51870001,,,珠江路88号,,,内部\n"
	_, got := readAll(t, "x.csv", strings.NewReader(in), Options{})
	for i, want := range []struct {
		phone, remark string
		extras        int
	}{
		{"13800001467", "备注", 4},
		{"02551870002", "留言", 2},
		{"025-51870001", "", 1},
	} {
		s := got[i]
		if s.Recipient.Phone.Reveal() != want.phone || s.Remark.Reveal() != want.remark || len(s.Extras) != want.extras {
			t.Errorf("record %d: another phone, another remark or %d extras, want %d", s.Row, len(s.Extras), want.extras)
		}
	}
}

// TestNoStandIn checks that nothing fills a column the user chose, or that of a
// named party from one without a party.
func TestNoStandIn(t *testing.T) {
	for _, tt := range []struct {
		header  string
		mapping map[string]string
	}{
		{"运单号,姓名,手机,电话,地址", map[string]string{"recipient.phone": "手机"}},
		{"运单号,姓名,收件人手机,电话,地址", nil},
	} {
		_, bad, err := outcome(t, "x.csv", strings.NewReader(tt.header+"\nQN1,周晓棠,,13800001467,珠江路88号\n"), Options{Map: tt.mapping})
		if err != nil || len(bad) != 1 || bad[0] != "1@2 recipient.phone 1" {
			t.Errorf("%s: %v %v", tt.header, bad, err)
		}
	}
}
