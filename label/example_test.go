package label_test

import (
	"fmt"

	"waybill"
	"waybill/label"
	"waybill/masking"
)

const small = `
name: mine
media: 60x40
elements:
  - {type: text, id: name, box: [2, 2, 56, 5], size: [3, 5], text: "收 {recipient.name}"}
  - {type: text, id: cod, when: cod > 0, box: [2, 8, 56, 5], size: 4, text: "代收 ¥{cod}"}
  - type: barcode
    id: code
    kind: code128
    box: [2, 14, 56, 20]
    data: "{waybill_no}"
    module: 0.25
    hri: {size: 3, gap: 0.5, group: 4}
`

// Layout puts a masked shipment on a template. The person is invented.
func ExampleLayout() {
	template, err := label.Parse([]byte(small), "mine.yaml", nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	policy, err := masking.Load(masking.Default)
	if err != nil {
		fmt.Println(err)
		return
	}
	shipment := waybill.Shipment{WaybillNo: "YT0000000000001",
		Recipient: waybill.Party{Name: waybill.NewText("欧阳样例"), Phone: waybill.NewText("13800001234")}}
	masked, err := policy.Apply(&shipment, masking.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fonts, err := label.DefaultFonts()
	if err != nil {
		fmt.Println(err)
		return
	}
	doc, err := label.Layout(template, masked, label.Options{Fonts: fonts})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, item := range doc.Items {
		switch item := item.(type) {
		case label.Text:
			fmt.Printf("%s: %q at %v\n", item.Info.Element, item.String, item.Size)
		case label.Symbol:
			at, err := item.Place(label.DPI203)
			fmt.Printf("%s: %d x %d dots, %d a module, error %v\n", item.Info.Element, at.W, at.H, at.Module, err)
		}
	}
	// Output:
	// name: "收 欧阳**" at 5 mm
	// code: "YT00 0000 0000 001" at 3 mm
	// code: 290 x 132 dots, 2 a module, error <nil>
}

// A mistake in a template is named with its place.
func ExampleParse() {
	_, err := label.Parse([]byte("name: mine\nmedia: 60x40\nelements:\n  - {type: text, box: [2, 2, 56, 5], text: \"{recipient.nmae}\", size: 3}\n"), "mine.yaml", nil)
	fmt.Println(err)
	// Output:
	// mine.yaml:4:44: unknown field "recipient.nmae" (did you mean "recipient.name"?)
	//    3 | elements:
	//    4 |   - {type: text, box: [2, 2, 56, 5], text: "{recipient.nmae}", size: 3}
	//      |                                            ^
}

// Check finds what would spoil labels before the first one is printed.
func ExampleTemplate_Check() {
	template, err := label.Parse([]byte("name: mine\nmedia: 60x40\nelements:\n  - {type: text, id: to, box: [50, 2, 20, 5], text: to, size: 3}\n"), "mine.yaml", nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	fonts, err := label.DefaultFonts()
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, p := range template.Check(label.CheckOptions{Fonts: fonts}) {
		fmt.Println(p.Err.Line, p.Err.Msg)
	}
	// Output: 4 to: reaches off the media (60 mm x 40 mm)
}

// A label of 100 mm is 800 dots wide on a 203 dpi head.
func ExampleDPI_Dots() {
	fmt.Println(label.DPI203.Dots(100*label.Millimetre), label.DPI300.Dots(100*label.Millimetre))
	// Output: 800 1181
}
