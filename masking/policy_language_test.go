package masking

import (
	"os"
	"strings"
	"testing"

	"waybill"
)

// languageRecord is an invented record on which every rule shows.
func languageRecord() *waybill.Shipment {
	t := waybill.NewText
	return &waybill.Shipment{
		Row: 1, WaybillNo: "T1", Carrier: "示例速运", OrderNo: "13700007777",
		Sender: waybill.Party{Name: t("样品商行"), Phone: t("0571-80001234-8001"), Company: t("样品 13700007777"), Province: t("浙江省"),
			City: t("杭州市"), District: t("西湖区"), Street: t("文新街道"), Detail: t("样例路18号晴园7栋2单元9层903室"), PostalCode: t("310012"), Country: "CN"},
		Recipient: waybill.Party{Name: t("欧阳样例"), Phone: t("+852 5100 6789"), Province: t("广东省"),
			City: t("广州市"), District: t("天河区"), Street: t("样前街道"), Detail: t("试江路88号新样园12栋3单元8楼1402室"), PostalCode: t("510630"), Country: "HK"},
		Items:  []waybill.Item{{Name: t("处方药 13700007777"), Quantity: 1}},
		Remark: t("打13700007777，a@example.com，微信sample_123，11010519491231002X"),
		Extras: []waybill.Extra{{Column: "注", Value: t("打13700007777")}},
	}
}

// TestPolicyLanguage: every operation and every condition does what
// docs/masking.md says of it.
func TestPolicyLanguage(t *testing.T) {
	const name, phone, detail, remark = "recipient.name", "recipient.phone", "recipient.detail", "remark"
	for _, c := range []struct{ yaml, field, want string }{
		// names
		{"names: [{keep: surname}]", name, "欧阳**"},
		{"names: [{keep: first}]", name, "欧***"},
		{"names: [{keep: last}]", name, "***例"},
		{"names: [{keep: first-last}]", name, "欧**例"},
		{"names: [{keep: surname-last}]", name, "欧阳*例"},
		{"names: [{keep: none}]", name, "****"},
		{"names: [{keep: all}]", name, "欧阳样例"},
		{"names: [{keep: surname, length: 3}]", name, "欧阳***"},
		{"names: [{keep: none, length: 1, mask: 某}]", name, "某"},
		{"names: [{keep: surname, length: equal, mask: ○}]", name, "欧阳○○"},
		{"names: [{replace: 收件人}]", name, "收件人"},
		{"names: [{replace: ''}]", name, ""},
		// phones
		{"phones: [{keep-last: 2}]", phone, "+852 ******89"},
		{"phones: [{keep-first: 2}]", phone, "+852 51******"},
		{"phones: [{keep-first: 1, keep-last: 1}]", phone, "+852 5******9"},
		{"phones: [{keep-last: 4}]", phone, "+852 ******89"}, // six are hidden whatever is asked for
		{"phones: [{keep-last: 4, hide-at-least: 3}]", phone, "+852 ****6789"},
		{"phones: [{hide-last: 6}]", phone, "+852 51******"},
		{"phones: [{country-code: drop}]", phone, "********"},
		{"phones: [{keep-last: 2, mask: '#'}]", phone, "+852 ######89"},
		{"phones: [{show: none}]", phone, ""},
		{"phones: [{show: all}]", phone, "+852 5100 6789"},
		{"phones: [{replace: 保密}]", phone, "保密"},
		{"phones: [{keep-first: 3, keep-last: 2, as-written: true, mask: '…'}]", phone, "+85…89"},
		{"phones: [{keep-last: 2}]", "sender.phone", "0571-******34转****"},
		{"phones: [{area-code: hide, extension: drop}]", "sender.phone", "****-********"},
		{"phones: [{hide-last: 7, grouped: true}]", "sender.phone", "0571-8***-****"},
		{"phones: [{hide-last: 4, grouped: true}]", "sender.phone", "***"}, // six digits together: the gate hides all
		// addresses
		{"addresses: [{hide-from: room}]", detail, "试江路88号新样园12栋3单元8楼***"},
		{"addresses: [{hide-from: floor}]", detail, "试江路88号新样园12栋3单元***"},
		{"addresses: [{hide-from: unit}]", detail, "试江路88号新样园12栋***"},
		{"addresses: [{hide-from: building}]", detail, "试江路88号新样园***"},
		{"addresses: [{hide-from: road}]", detail, "试江路***"},
		{"addresses: [{hide-from: street}]", "recipient.address", "广东省广州市天河区样前街道***"},
		{"addresses: [{hide-from: district}]", "recipient.address", "广东省广州市***"},
		{"addresses: [{hide-from: city}]", "recipient.address", "广东省***"},
		{"addresses: [{hide-from: all, with: ''}]", "recipient.address", ""},
		{"addresses: [{hide-from: nothing}]", detail, "试江路88号新样园12栋3单元8楼1402室"},
		{"addresses: [{hide-from: unit, with: '（略）'}]", detail, "试江路88号新样园12栋（略）"},
		{"addresses: [{hide: numbers}]", detail, "试江路*号新样园*栋*单元*楼*室"},
		{"addresses: [{keep-first: 8}]", "recipient.address", "广东省广州市天河***"},
		{"postal-codes: [{keep-first: 3, mask: 'x'}]", "recipient.postal_code", "510xxx"},
		// texts and goods
		{"text: [{scan: phone}]", remark, "打***，a@example.com，微信sample_123，11010519491231002X"},
		{"text: [{scan: [e-mail, account], with: ''}]", remark, "打13700007777，，微信，11010519491231002X"},
		{"text: [{scan: id-number, with: '[证件]'}]", remark, "打13700007777，a@example.com，微信sample_123，[证件]"},
		{"text: [{drop: true}]", remark, ""},
		{"sensitive-goods: keep", "items.0.name", "处方药 ***"},
		{"sensitive-goods: drop", "items.0.name", ""},
		// conditions
		{"names: [{when: {party: recipient}, keep: none}]", name, "****"},
		{"names: [{when: {party: sender}, keep: none}]", name, "欧阳**"},
		{"names: [{when: {who: organisation}, keep: none, length: 2}]", "sender.name", "**"},
		{"names: [{when: {who: person}, keep: none, length: 2}]", "sender.name", "样品商行"},
		{"names: [{when: {class: [compound, latin]}, keep: first}]", name, "欧***"},
		{"names: [{when: {class: han}, keep: first}]", name, "欧阳**"},
		{"names: [{when: {country: HK}, keep: first}]", name, "欧***"},
		{"names: [{when: {country: [CN, MO]}, keep: first}]", name, "欧阳**"},
		{"names: [{when: {carrier: 示例速运}, keep: first}]", name, "欧***"},
		{"names: [{when: {carrier: [甲, 乙]}, keep: first}]", name, "欧阳**"},
		{"phones: [{when: {kind: landline}, show: none}]", "sender.phone", ""},
		{"phones: [{when: {kind: landline}, show: none}]", phone, "+852 ******89"},
		{"phones: [{when: {country: HK}, show: none}]", phone, ""},
		{"phones: [{when: {country: HK, party: sender}, show: none}]", phone, "+852 ******89"},
		{"addresses: [{when: {party: sender, who: organisation, carrier: 示例速运}, hide-from: road}]", "sender.detail", "样例路***"},
		{"postal-codes: [{when: {country: HK}, keep-first: 0}]", "sender.postal_code", "310012"},
		{"text: [{when: {field: remark}, drop: true}]", remark, ""},
		{"text: [{when: {field: items}, drop: true}]", remark, "打***，***，微信***，***"},
		{"text: [{when: {field: company}, drop: true}]", "sender.company", ""},
		{"text: [{when: {field: extra}, drop: true}]", "extra.注", ""},
		{"text: [{when: {field: order_no}, drop: true}]", "order_no", ""},
		{"text: [{when: {party: sender}, drop: true}]", "sender.company", ""},
		{"text: [{when: {party: sender}, drop: true}]", "extra.注", "打***"},
		// settings
		{"home: HK", "sender.phone", "0571-******34转****"},
		{"tail: 0", "recipient.tail", ""},
	} {
		p, err := Parse([]byte("name: mine\nextends: cn-gbt41833\n"+c.yaml+"\n"), "mine.yaml")
		if err != nil {
			t.Errorf("%s: %v", c.yaml, err)
			continue
		}
		m, err := p.Apply(languageRecord(), testClock)
		if err != nil {
			t.Errorf("%s: %v", c.yaml, err)
			continue
		}
		if got := field(m, c.field); got != c.want {
			t.Errorf("%s: %s: got %q, want %q", c.yaml, c.field, got, c.want)
		}
	}
}

// TestPolicyWordsAreDocumented: docs/masking.md names every key and word of
// the language.
func TestPolicyWordsAreDocumented(t *testing.T) {
	page, err := os.ReadFile("../docs/masking.md")
	if err != nil {
		t.Fatal(err)
	}
	_, section, ok := strings.Cut(string(page), "## Writing a policy")
	if !ok {
		t.Fatal("no section on writing a policy")
	}
	words := append(append(append(append([]string{}, keepNames...), fromNames...), scanNames...),
		"ext-style", "extends", "standard", "reason", "warn", "relay", "expired", "home", "tail", "sensitive-goods", "postal-codes",
		"keep-first", "keep-last", "hide-last", "hide-at-least", "country-code", "area-code", "extension", "grouped", "as-written", "mask", "replace",
		"hide-from", "with", "scan", "drop", "length", "single", "party", "who", "class", "kind", "country", "carrier", "field")
	for _, w := range words {
		if !strings.Contains(section, "`"+w) && !strings.Contains(section, w+"`") && !strings.Contains(section, w+":") {
			t.Errorf("docs/masking.md does not explain %q", w)
		}
	}
}
