package masking

import (
	"strings"
	"testing"

	"waybill"
)

// numberSeparators are what people write between two numbers of one field, and
// what is printed there.
var numberSeparators = map[string]string{
	"/": "/", "／": "/", " / ": "/", ",": ",", "，": ",", ", ": ",", ";": ";", "；": ";", "、": "、", "|": " ", "｜": " ", "\\": " ", "&": " ",
	" ": " ", "  ": " ", "\t": " ", "　": " ", "\u00a0": " ", "\n": " ", "\r\n": " ", "或": " ", " 和 ": " ", "或者": " ", "/ 公司 ": "/",
}

// TestTwoNumbers: in every profile two numbers of one field are masked like
// each alone, and joined only where both show something.
func TestTwoNumbers(t *testing.T) {
	pairs := [][2]string{
		{"13800001234", "13900005678"}, {"138-0000-1234", "0571-88905678"}, {"0571-88901234", "13900005678"}, {"400-820-1234", "13900005678"},
		{"13800001234", "4008205678"}, {"+86 138 0000 1234", "+852 5100 6789"}, {"一三八〇〇〇〇一二三四", "13900005678"}, {"13800001234", "(021)66805678"},
	}
	for _, profile := range Profiles() {
		p := mustLoad(t, profile)
		for sep, joiner := range numberSeparators {
			for _, pair := range pairs {
				if strings.TrimSpace(sep) == "" && strings.Contains(pair[0]+pair[1], " ") {
					continue // blanks inside the numbers: hidden as a whole
				}
				var shown []string
				for _, number := range pair {
					if s := one(t, p, "phone", number, ""); s != "" {
						shown = append(shown, s)
					}
				}
				want := strings.Join(shown, joiner)
				if got := one(t, p, "phone", pair[0]+sep+pair[1], ""); got != want {
					t.Errorf("%s: %q: got %q, want %q", profile, pair[0]+sep+pair[1], got, want)
				}
			}
		}
	}
}

// TestSeveralNumbers holds fields that are no plain pair.
func TestSeveralNumbers(t *testing.T) {
	for _, c := range []struct {
		profile, in string
		kind        waybill.PhoneKind
		want        string
	}{
		{Default, "13800001234/13900005678、0571-80001234", "", "*******1234/*******5678、0571-******34"},
		{Default, "13800001234 / 13900005678 13700009012", "", "*******1234/*******5678 *******9012"},
		{Default, "/13800001234/", "", "*******1234"},
		{Default, "13800001234(家)/13900005678（公司）", "", "*******1234/*******5678"},
		{Default, "家 13800001234 公司 13900005678", "", "*******1234 *******5678"},
		{Default, "17000001234-5678/13900005678", "", "17000001234-5678/*******5678"},
		{Default, "13800001234,8001/13900005678", "", "*******1234转****/*******5678"},
		{Default, "138 0000 1234/139 0000 5678/137 0000 9012/136 0000 3456/135 0000 7890", "", "*******"},
		{"us-relay", "13800001234/400-820-5678", "", "400-820-5678"},
		{"us-relay", "13800001234/4008209012/13900005678", "", "4008209012"},
		// Called virtual: only what looks like it is printed.
		{Default, "17000001234-5678/13900005678", waybill.PhoneVirtual, "17000001234转5678/*******5678"},
		{Default, "17000001234 13900005678", waybill.PhoneVirtual, "17000001234 *******5678"},
		{Default, "18400001234转7804,13900005678", waybill.PhoneVirtual, "18400001234转7804,*******5678"},
		{Default, "17000001234-5678/0571-88905678-8001", waybill.PhoneVirtual, "17000001234转5678/0571-******78转****"},
		{Default, "13800001234/13900005678", waybill.PhoneVirtual, "*******1234/*******5678"},
		{"us-relay", "17000001234-5678/13900005678", waybill.PhoneVirtual, "17000001234转5678"},
		{"us-relay", "13900005678/17000001234-5678", waybill.PhoneVirtual, "17000001234转5678"},
		{"cn-virtual", "17000001234,5678", waybill.PhoneVirtual, "17000001234转5678"},
	} {
		if got := one(t, mustLoad(t, c.profile), "phone", c.in, c.kind); got != c.want {
			t.Errorf("%s: %q (%s): got %q, want %q", c.profile, c.in, c.kind, got, c.want)
		}
	}
}
