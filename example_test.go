package waybill_test

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"os"

	"waybill"
)

// A personal value cannot be printed by accident: not by fmt, not by a log,
// not by an encoder, not as part of its shipment.
func ExampleNewText() {
	name := waybill.NewText("欧阳样例") // invented
	fmt.Printf("%v %q %d %+v\n", name, name, name, []waybill.Text{name})

	log := slog.New(slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{
		ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
			if a.Key == slog.TimeKey {
				return slog.Attr{}
			}
			return a
		},
	}))
	log.Info("read", "name", name)

	s := waybill.Shipment{WaybillNo: "YT0000000000001", Recipient: waybill.Party{Name: name}}
	b, err := json.Marshal(s.Recipient.Name)
	fmt.Println(string(b), err)
	fmt.Println(s.Recipient.Name.IsEmpty(), s.Recipient.Phone.IsEmpty())
	// Output:
	// [redacted] [redacted] [redacted] [[redacted]]
	// level=INFO msg=read name=[redacted]
	// "[redacted]" <nil>
	// false true
}
