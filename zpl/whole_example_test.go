package zpl_test

import (
	"bytes"
	"fmt"
	"os"
	"strings"

	"waybill"
	"waybill/label"
	"waybill/masking"
	"waybill/templates"
	"waybill/zpl"
)

// The whole way: a shipment is masked, laid out, written as ZPL, and the ZPL
// searched once more. The people are invented.
func Example() {
	if err := printLabel(); err != nil {
		fmt.Println(err)
	}
	// Output:
	// 收件人 欧阳**
	// 1 label, 100 mm x 150 mm, for YT0000000000001
	// begins with ^XA: true, holds the number: false
}

func printLabel() error {
	shipment := waybill.Shipment{
		Row: 1, WaybillNo: "YT0000000000001", Carrier: "样例速运",
		Sender: waybill.Party{Name: waybill.NewText("样品商行"), Phone: waybill.NewText("400-000-1234"),
			Detail: waybill.NewText("杭州市西湖区样例路388号")},
		Recipient: waybill.Party{Name: waybill.NewText("欧阳样例"), Phone: waybill.NewText("138-0000-1234"),
			Province: waybill.NewText("广东省"), City: waybill.NewText("深圳市"),
			Detail: waybill.NewText("幸福小区3栋2单元501室")},
	}
	policy, err := masking.Load(masking.Default)
	if err != nil {
		return err
	}
	masked, err := policy.Apply(&shipment, masking.Options{})
	if err != nil {
		return err
	}
	name, _ := masked.Field("recipient.name")
	fmt.Println("收件人", name)

	src, err := templates.Read(templates.Default)
	if err != nil {
		return err
	}
	template, err := label.Parse(src, templates.Default, nil)
	if err != nil {
		return err
	}
	fonts, err := label.DefaultFonts()
	if err != nil {
		return err
	}
	doc, err := label.Layout(template, masked, label.Options{Fonts: fonts})
	if err != nil {
		return err
	}
	fmt.Printf("%d label, %v x %v, for %s\n", doc.Copies, doc.Size.W, doc.Size.H, doc.WaybillNo)

	out, err := zpl.EncodeLabel(nil, doc, zpl.Generic(label.DPI203), fonts)
	if err != nil {
		return err
	}
	if err := zpl.Gate(out, masked.Secrets().Find); err != nil {
		return err
	}
	fmt.Printf("begins with ^XA: %v, holds the number: %v\n",
		bytes.HasPrefix(out, []byte("^XA")), strings.Contains(string(out), "13800001234"))
	return nil
}

// An Encoder writes label after label to a printer or a file.
func ExampleEncoder() {
	fonts, err := label.DefaultFonts()
	if err != nil {
		fmt.Println(err)
		return
	}
	doc := &label.Document{
		Size:  label.Size{W: 50 * label.Millimetre, H: 30 * label.Millimetre},
		Items: []label.Item{label.Line{R: label.Rect{X: label.Millimetre, Y: 2 * label.Millimetre, W: 48 * label.Millimetre, H: label.Millimetre}}},
	}
	e := zpl.NewEncoder(os.Stdout, zpl.Generic(label.DPI203), fonts)
	for range 2 {
		if err := e.Label(doc); err != nil {
			fmt.Println(err)
			return
		}
	}
	// Output:
	// ^XA^CI28^LH0,0^LRN^PMN^FWN
	// ^FO8,16^GB384,8,8^FS
	// ^PQ1
	// ^XZ
	// ^XA^CI28^LH0,0^LRN^PMN^FWN
	// ^FO8,16^GB384,8,8^FS
	// ^PQ1
	// ^XZ
}
