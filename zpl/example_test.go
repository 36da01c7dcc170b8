package zpl_test

import (
	"fmt"

	"waybill/zpl"
)

// Whatever a text holds, it stays data.
func ExampleEscapeField() {
	data, hex, err := zpl.EscapeField("50% off ^XZ")
	if err != nil {
		fmt.Println(err)
		return
	}
	format := "^XA^CI28^FO20,20^A0N,30,30"
	if hex {
		format += "^FH"
	}
	fmt.Println(format + "^FD" + data + "^FS^XZ")
	// Output: ^XA^CI28^FO20,20^A0N,30,30^FH^FD50% off _5EXZ^FS^XZ
}

// Fields shows what a finished ZPL file would print or tell.
func ExampleFields() {
	const file = "^XA^FX made by hand^FS^FO20,20^BY2^BCN,80,N^FD>:YT1>52345^FS" +
		"^FO20,120^A0N,30,30^FH^FDroom _34_32^FS^XZ"
	for _, f := range zpl.Fields([]byte(file)) {
		fmt.Printf("%3d %s %q\n", f.Offset, f.Command, f.Text)
	}
	// Output:
	//   3 ^FX " made by hand"
	//  43 ^FD "YT12345"
	//  82 ^FD "room 42"
}
