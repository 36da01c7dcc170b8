package masking

import (
	"strings"
	"testing"

	"waybill"
)

// virtualRecord is an invented record with a declared virtual number.
func virtualRecord(name, phone, ext string) *waybill.Shipment {
	return &waybill.Shipment{Row: 1, WaybillNo: "T1", Recipient: waybill.Party{
		Name: waybill.NewText(name), Phone: waybill.NewText(phone), PhoneExt: waybill.NewText(ext), PhoneKind: waybill.PhoneVirtual,
		Province: waybill.NewText("浙江省"), Detail: waybill.NewText("样例路1号样园3栋2单元501室")}}
}

func extPolicy(t *testing.T, style, more string) *Policy {
	t.Helper()
	p, err := Parse([]byte("name: mine\nextends: cn-virtual\next-style: "+style+"\n"+more), "mine.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestExtensionStyles(t *testing.T) {
	for _, c := range []struct {
		style, in, ext     string
		name, phone, where string
	}{
		{"zhuan", "17000001234", "5678", "王*", "17000001234转5678", "***"},
		{"dash", "17000001234", "5678", "王*", "17000001234-5678", "***"},
		{"comma", "17000001234转5678", "", "王*", "17000001234,5678", "***"},
		{"bracket", "17000001234", "5678", "王*[5678]", "17000001234", "***[5678]"},
		{"bracket", "+86 17000001234 ext 0678", "", "王*[0678]", "17000001234", "***[0678]"},
		{"bracket", "17000001234", "", "王*", "17000001234", "***"},
		{"bracket", "700123456789012", "", "王*", "700123456789012", "***"},
		// not Chinese: as written
		{"bracket", "+1 555-123-4567 ext. 12345", "", "王*", "+1 555-123-4567 ext. 12345", "***"},
		// one bracket for two numbers
		{"bracket", "17000001234-5678/17100004321-8765", "", "王*[5678]", "17000001234/17100004321转8765", "***[5678]"},
	} {
		p := extPolicy(t, c.style, "")
		if problems := p.Check(); problems != nil {
			t.Errorf("%s: %v", c.style, problems)
		}
		s := virtualRecord("王样", c.in, c.ext)
		m, err := p.Apply(s, testClock)
		if err != nil {
			t.Fatal(err)
		}
		name, phone, detail := field(m, "recipient.name"), field(m, "recipient.phone"), field(m, "recipient.detail")
		if name != c.name || phone != c.phone || detail != "样例路1号样园3栋"+c.where || field(m, "recipient.address") != "浙江省"+detail {
			t.Errorf("%s %s %s: got %q, %q, %q, %q", c.style, c.in, c.ext, name, phone, detail, field(m, "recipient.address"))
		}
		if found := Lint(s, m); found != nil {
			t.Errorf("%s: lint finds %v", c.style, found)
		}
	}
}

// TestBracketsElsewhere: what carries the extension, and what does not.
func TestBracketsElsewhere(t *testing.T) {
	p := extPolicy(t, "bracket", "")
	for _, c := range []struct{ name, wantName, wantPhone string }{
		{"样品商行", "样品商行[5678]", "17000001234"},
		{"苏样样[5678]", "苏**[5678]", "17000001234"},
		{"苏样样[9999]", "苏**[5678]", "17000001234"},
		{"", "", "17000001234转5678"},
	} {
		m, err := p.Apply(virtualRecord(c.name, "17000001234", "5678"), testClock)
		if err != nil {
			t.Fatal(err)
		}
		if name, phone := field(m, "recipient.name"), field(m, "recipient.phone"); name != c.wantName || phone != c.wantPhone {
			t.Errorf("%q: got %q, %q", c.name, name, phone)
		}
	}
	// Every bracket is explained, and the sender, whose number is real, has none.
	s := virtualRecord("王样", "17000001234", "5678")
	s.Sender = waybill.Party{Name: waybill.NewText("张试样"), Phone: waybill.NewText("13900005678"), Detail: waybill.NewText("样例路2号")}
	m, err := p.Apply(s, testClock)
	if err != nil {
		t.Fatal(err)
	}
	explained := 0
	for _, c := range m.Changes() {
		if c.Rule == "mine: ext-style" {
			explained++
		}
	}
	if explained != 2 || strings.Contains(field(m, "sender.name")+field(m, "sender.phone")+field(m, "sender.address"), "[") {
		t.Errorf("%d brackets explained; sender %q %q", explained, field(m, "sender.name"), field(m, "sender.address"))
	}
	// A number that is not printed has no extension to print.
	drop := extPolicy(t, "bracket", "phones: [{show: none}]")
	m, err = drop.Apply(virtualRecord("王样", "17000001234", "5678"), testClock)
	if err != nil || field(m, "recipient.name") != "王*" || field(m, "recipient.phone") != "" {
		t.Errorf("%q, %q, %v", field(m, "recipient.name"), field(m, "recipient.phone"), err)
	}
}
