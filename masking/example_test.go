package masking_test

import (
	"fmt"

	"waybill"
	"waybill/masking"
)

// The people of the examples are invented.
var shipment = waybill.Shipment{
	Row: 1, WaybillNo: "YT0000000000001",
	Sender: waybill.Party{
		Name: waybill.NewText("样品商行"), Phone: waybill.NewText("400-000-1234"),
		Detail: waybill.NewText("杭州市西湖区样例路388号"),
	},
	Recipient: waybill.Party{
		Name: waybill.NewText("欧阳样例"), Phone: waybill.NewText("+86 138-0000-1234"),
		Province: waybill.NewText("广东省"), City: waybill.NewText("深圳市"),
		Detail: waybill.NewText("幸福小区3栋2单元501室"),
	},
	Items:  []waybill.Item{{Name: waybill.NewText("儿童绘本"), Quantity: 2}},
	Remark: waybill.NewText("放门卫，联系139 0000 5678"),
}

func ExamplePolicy_Apply() {
	policy, err := masking.Load(masking.Default)
	if err != nil {
		fmt.Println(err)
		return
	}
	m, err := policy.Apply(&shipment, masking.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, name := range []string{"sender.name", "sender.phone", "recipient.name", "recipient.phone",
		"recipient.tail", "recipient.address", "items", "remark"} {
		v, _ := m.Field(name)
		fmt.Printf("%-18s %s\n", name, v)
	}
	// Output:
	// sender.name        样品商行
	// sender.phone       400-000-1234
	// recipient.name     欧阳**
	// recipient.phone    +86 *******1234
	// recipient.tail     1234
	// recipient.address  广东省深圳市幸福小区3栋***
	// items              儿童绘本×2
	// remark             放门卫，联系***
}

// What was done, and by which rule, without what was hidden.
func ExampleMasked_Changes() {
	policy, err := masking.Load("cn-strict")
	if err != nil {
		fmt.Println(err)
		return
	}
	m, err := policy.Apply(&shipment, masking.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range m.Changes() {
		fmt.Println(c.Field, "|", c.Rule, "|", c.Class, "|", c.Reason)
	}
	// Output:
	// recipient.name | cn-strict: names[2] | compound | surname stays, mask of fixed length
	// recipient.phone | cn-strict: phones[1] | mobile | first 1 and last 2 digits stay, at least 6 hidden
	// sender.detail | cn-strict: addresses[0] | address | below the level shown
	// recipient.detail | cn-strict: addresses[0] | address | below the level shown
	// remark | cn-gbt41833: text[0] | phone | found in the text
}

// The leak gate: a finding names the field, never the value.
func ExampleSecrets_Find() {
	policy, err := masking.Load(masking.Default)
	if err != nil {
		fmt.Println(err)
		return
	}
	m, err := policy.Apply(&shipment, masking.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(m.Secrets().Find("收 欧阳** 尾号1234"))
	fmt.Println(m.Secrets().Find("致电 一三八〇〇〇〇一二三四"))
	// Output:
	// []
	// [recipient.phone: the full number recipient.phone: 6 digits of the number]
}

func ExampleParse() {
	policy, err := masking.Parse([]byte(`
name: our-outlet
title: {en: "As the default, but streets of senders are hidden too"}
extends: cn-gbt41833
addresses:
  - when: {party: sender, who: person}
    hide-from: road
`), "our-outlet.yaml")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(policy.Name(), policy.Check())

	_, err = masking.Parse([]byte("name: typo\nextends: cn-gbt41833\nnames:\n  - keep: surnam\n"), "typo.yaml")
	fmt.Println(err)
	// Output:
	// our-outlet []
	// typo.yaml:4:11: names[0].keep: "surnam" is unknown; one of none, surname, first, last, first-last, surname-last, family-word, all
	//    3 | names:
	//    4 |   - keep: surnam
	//      |           ^
}
