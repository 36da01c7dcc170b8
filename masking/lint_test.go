package masking

import (
	"strings"
	"testing"

	"waybill"
)

// TestLintNames: what counts is whether the name stands in what is shown, not
// how long that is.
func TestLintNames(t *testing.T) {
	for _, c := range []struct {
		clear, shown string
		whole        bool
	}{
		{"王样", "(匿名)", false},
		{"样🍡", "(匿名)", false},
		{"王样", "王样", true},
		{"王样", "王 样", true},
		{"John Sample", "JOHN SAMPLE", true},
		{"John Sample", "J*** S*****", false},
		{"张试样", "张*样", false},
		{"张试样", "张*试样", true},
		{"老K8", "老K8", true},
		{"🍡🍡", "🍡🍡", true},
		{"张**", "张**", false},
		{"(匿名)", "(匿名)", false},
		{"张^_^", "张^_^", false},
		{"张先生", "张先生", false},
	} {
		profile := "jp-anon"
		if strings.Contains(c.clear, "^") {
			profile = "smile"
		}
		s := &waybill.Shipment{Row: 1, WaybillNo: "T1", Recipient: waybill.Party{Name: waybill.NewText(c.clear)}}
		m, err := mustLoad(t, profile).Apply(s, testClock)
		if err != nil {
			t.Fatal(err)
		}
		m.r.shown[fieldRecipient+fieldID(partName)] = c.shown
		whole := false
		for _, f := range Lint(s, m) {
			whole = whole || strings.Contains(f.How, "whole")
		}
		if whole != c.whole {
			t.Errorf("%q shown as %q: whole %t", c.clear, c.shown, whole)
		}
	}
}

// TestLintCountsOldStars: a number that was masked before hides a digit for
// each of its stars.
func TestLintCountsOldStars(t *testing.T) {
	for _, c := range []struct{ profile, clear, want string }{
		{"legacy-344", "138****1234", "隐藏 4 位"},
		{"legacy-344", "13800001234", "隐藏 4 位"},
		{"smile", "138^_^1234", "隐藏 4 位"},
		{Default, "138****1234", ""},
		{Default, "*******1234", ""},
		{"cn-strict", "1********34", ""},
	} {
		s := &waybill.Shipment{Row: 1, WaybillNo: "T1", Recipient: waybill.Party{Phone: waybill.NewText(c.clear)}}
		m, err := mustLoad(t, c.profile).Apply(s, testClock)
		if err != nil {
			t.Fatal(err)
		}
		how := ""
		for _, f := range Lint(s, m) {
			if strings.Contains(f.How, "隐藏") {
				how = f.How
			}
		}
		if (how == "") != (c.want == "") || !strings.Contains(how, c.want) {
			t.Errorf("%s: %s is shown as %s: %q, want %q", c.profile, c.clear, field(m, "recipient.phone"), how, c.want)
		}
	}
}
