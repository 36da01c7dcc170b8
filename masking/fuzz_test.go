package masking

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"waybill"
)

func fuzzField(f *testing.F, field string, seeds []string, more func(t *testing.T, in, out string, m Masked)) {
	for _, s := range seeds {
		f.Add(s)
	}
	var policies []*Policy
	for _, name := range []string{Default, "cn-strict", "platform-middle"} {
		policies = append(policies, mustLoad(f, name))
	}
	f.Fuzz(func(t *testing.T, in string) {
		if len(in) > 300 || !utf8.ValidString(in) {
			return
		}
		for _, p := range policies {
			m, out, err := applyOne(t, p, field, in)
			if err != nil {
				t.Fatalf("%q: %v", in, err) // a single field never has to be refused
			}
			checkShown(t, field, in, out, m)
			if more != nil {
				more(t, in, out, m)
			}
		}
	})
}

func FuzzName(f *testing.F) {
	fuzzField(f, "name", someNames, func(t *testing.T, in, out string, m Masked) {
		n := parseName(in, nil)
		if n.class != nameOrganisation && n.class != nameEmpty && n.class != nameMasked && !n.masked && out == strings.TrimSpace(in) && foldedLetters(in) != "" {
			t.Errorf("%q is shown whole", in)
		}
	})
}

func FuzzPhone(f *testing.F) {
	fuzzField(f, "phone", somePhones, func(t *testing.T, in, out string, m Masked) {
		digits := phoneDigitsOf(in)
		if digits < 7 || out != strings.TrimSpace(in) {
			return
		}
		switch parsePhone(strings.TrimSpace(in), regionCN, "").kind {
		case phoneService, phoneRelay:
			return
		}
		for _, part := range strings.FieldsFunc(in, func(r rune) bool { i, w := nextSeparator(string(r), blanks); return i == 0 && w > 0 }) {
			switch p := parsePhone(part, regionCN, ""); p.kind {
			case phoneService, phoneRelay:
			default:
				if digits := phoneDigitsOf(part); digits >= 7 {
					t.Errorf("%q with %d digits is shown whole", in, digits)
				}
			}
		}
	})
}

func FuzzAddress(f *testing.F) { fuzzField(f, "detail", someAddresses, nil) }

func FuzzText(f *testing.F) { fuzzField(f, "remark", someTexts, nil) }

// FuzzRecord: whatever stands in the fields, no field shows what another one
// hides; a record is refused only with ErrLeak or ErrExpired.
func FuzzRecord(f *testing.F) {
	for i, phone := range somePhones {
		f.Add(someNames[i%len(someNames)], phone, someAddresses[i%len(someAddresses)], someTexts[i%len(someTexts)]+phone, i%3)
	}
	var policies []*Policy
	for _, name := range Profiles() {
		policies = append(policies, mustLoad(f, name))
	}
	kinds := []waybill.PhoneKind{waybill.PhoneUnknown, waybill.PhoneReal, waybill.PhoneVirtual}
	f.Fuzz(func(t *testing.T, name, phone, detail, text string, kind int) {
		if len(name)+len(phone)+len(detail)+len(text) > 600 || !utf8.ValidString(name+phone+detail+text) {
			return
		}
		s := &waybill.Shipment{Row: 1, WaybillNo: "T", OrderNo: text, Carrier: name, Remark: waybill.NewText(text),
			Recipient: waybill.Party{Name: waybill.NewText(name), Phone: waybill.NewText(phone), Detail: waybill.NewText(detail), PhoneKind: kinds[uint(kind)%3]},
			Sender:    waybill.Party{Name: waybill.NewText(text), Phone: waybill.NewText(phone), Street: waybill.NewText(detail), Company: waybill.NewText(name)},
			Items:     []waybill.Item{{Name: waybill.NewText(text), Quantity: 1}},
			Extras:    []waybill.Extra{{Column: "x", Value: waybill.NewText(detail)}}}
		for _, p := range policies {
			m, err := p.Apply(s, testClock)
			if err != nil {
				if !errors.Is(err, ErrLeak) && !errors.Is(err, ErrExpired) {
					t.Fatal(err)
				}
				continue
			}
			for _, field := range append(FieldNames(), "extra.x") {
				v, _ := m.Field(field)
				if !utf8.ValidString(v) {
					t.Errorf("%s: %s: invalid UTF-8 %q", p.Name(), field, v)
				}
				if found := m.Secrets().Find(v); found != nil {
					t.Errorf("%s: %s: %q holds %v", p.Name(), field, v, found)
				}
			}
			Lint(s, m)
		}
	})
}

func FuzzParsePolicy(f *testing.F) {
	for _, name := range Profiles() {
		f.Add(mustLoad(f, name).Source())
	}
	f.Add([]byte("extends: cn-strict\nnames: !0\n")) // the library panics on it
	f.Fuzz(func(t *testing.T, src []byte) {
		if len(src) > 2000 {
			return
		}
		p, err := Parse(src, "fuzz")
		if err != nil {
			return
		}
		p.Check()
		if m, out, err := applyOne(t, p, "phone", "13800001234"); err == nil && utf8.Valid(src) {
			checkShown(t, "phone", "13800001234", out, m)
		}
	})
}
