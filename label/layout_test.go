package label

import (
	"errors"
	"fmt"
	"image"
	"strings"
	"testing"
	"time"

	"waybill"
	"waybill/internal/symbol"
	"waybill/masking"
	"waybill/templates"
)

// shipment is an invented record.
func shipment() *waybill.Shipment {
	t := waybill.NewText
	return &waybill.Shipment{
		Row: 7, WaybillNo: "QQ6026112200018", Carrier: "青雀快递", Product: "标准快递",
		RoutingCode: "342-081-00 052", Hub: "成都转运中心", Piece: 1, Pieces: 3,
		Sender:    waybill.Party{Name: t("周小川"), Phone: t("13700001234"), Province: t("浙江省"), City: t("杭州市"), District: t("西湖区"), Detail: t("文三路388号")},
		Recipient: waybill.Party{Name: t("欧阳晓宁"), Phone: t("13800138000"), Province: t("四川省"), City: t("成都市"), District: t("武侯区"), Detail: t("锦绣花园16栋2单元1801室")},
		Items:     []waybill.Item{{Name: t("茶叶"), Quantity: 2}, {Name: t("茶杯"), Quantity: 4}},
		COD:       waybill.Money{Minor: 26800},
	}
}

func mask(t testing.TB, s *waybill.Shipment) masking.Masked {
	t.Helper()
	p, err := masking.Load("cn-gbt41833")
	if err != nil {
		t.Fatal(err)
	}
	m, err := p.Apply(s, masking.Options{Now: time.Unix(0, 0)})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func parse(t testing.TB, elements string) *Template {
	t.Helper()
	tmpl, err := Parse([]byte(head+elements), "t.yaml", nil)
	if err != nil {
		t.Fatal(err)
	}
	return tmpl
}

// show writes a document as one line an item.
func show(d *Document) string {
	var b strings.Builder
	for _, it := range d.Items {
		r := it.Bounds()
		fmt.Fprintf(&b, "%-8s %6.2f %6.2f %6.2f %6.2f", it.Meta().Element, r.X.MM(), r.Y.MM(), r.W.MM(), r.H.MM())
		switch it := it.(type) {
		case Text:
			fmt.Fprintf(&b, " text %q %v", it.String, it.Size)
		case Line:
			fmt.Fprintf(&b, " line dash %v", it.Dash)
		case Box:
			fmt.Fprintf(&b, " box filled=%v", it.Filled)
			for _, k := range it.Knockout {
				fmt.Fprintf(&b, " %q", k.String)
			}
		case Symbol:
			fmt.Fprintf(&b, " %s %q", it.Code.Kind, it.Code.Data)
		case Image:
			b.WriteString(" image")
		}
		if it.Meta().Static {
			b.WriteString(" static")
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func TestLayoutOfEveryElement(t *testing.T) {
	tmpl := parse(t, `
  - {type: rule, id: line, line: [1, 1, 49, 1], width: 0.5, dash: 1}
  - {type: box, id: mark, box: [1, 2, 5, 5], fill: true, text: 收, size: 3.5, align: center, valign: middle}
  - {type: text, id: hub, box: [7, 2, 20, 4], text: "集 {hub}", size: [2, 3]}
  - {type: text, id: none, box: [7, 2, 20, 4], text: "备注 {remark}", size: [2, 3]}
  - {type: text, id: cod, when: cod > 0, box: [28, 2, 20, 4], text: "¥{cod}", size: [2, 3], align: right}
  - {type: text, id: free, when: not cod, box: [28, 2, 20, 4], text: "到付", size: [2, 3]}
  - {type: barcode, id: code, kind: code128, box: [1, 8, 48, 9], data: "{waybill_no}", module: 0.25, hri: {size: 2, gap: 0.5, group: 4}}
  - {type: image, id: logo, slot: logo, box: [1, 18, 10, 10]}
  - type: repeat
    id: rows
    over: items
    max: 2
    step: 3
    box: [12, 18, 37, 6]
    elements:
      - {type: text, id: row, box: [0, 0, 30, 3], text: "{item.n}/{item.count} {item.name}×{item.quantity}", size: [2, 2.5]}
`)
	d, err := Layout(tmpl, mask(t, shipment()), Options{
		Fonts: testFonts(t), Images: map[string]image.Image{"logo": image.NewGray(image.Rect(0, 0, 20, 10))},
	})
	if err != nil {
		t.Fatal(err)
	}
	if d.Copies != 1 || d.WaybillNo != "QQ6026112200018" || d.Template != "t" {
		t.Errorf("%+v", d)
	}
	golden(t, "layout.txt", show(d))
}

func TestLayoutErrors(t *testing.T) {
	set := testFonts(t)
	m := mask(t, shipment())
	var (
		fit  *FitError
		many *TooManyError
		room *BarHeightError
		data *symbol.DataError
	)
	for name, c := range map[string]struct {
		elements string
		target   any
	}{
		"text too long":                         {`  - {type: text, box: [1, 1, 8, 3], text: "{recipient.address}", size: [2, 3]}`, &fit},
		"too many rows":                         {"  - type: repeat\n    over: items\n    max: 1\n    step: 4\n    box: [1, 1, 40, 4]\n    elements:\n      - {type: text, box: [0, 0, 9, 4], size: 3, text: \"{item.name}\"}", &many},
		"no room for the number under the bars": {`  - {type: barcode, kind: code128, box: [1, 1, 48, 3], data: "{waybill_no}", module: 0.25, hri: {size: 3}}`, &room},
		"data that no EAN holds":                {`  - {type: barcode, kind: ean13, box: [1, 1, 48, 9], data: "{waybill_no}", module: 0.3}`, &data},
	} {
		_, err := Layout(parse(t, c.elements), m, Options{Fonts: set})
		if !errors.As(err, c.target) {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if strings.Contains(err.Error(), " 0 ") {
			t.Errorf("%s: the error tells of nothing: %v", name, err)
		}
		if strings.Contains(err.Error(), "成都") || strings.Contains(err.Error(), "QQ60") {
			t.Errorf("%s: the error holds a value: %v", name, err)
		}
	}
	if _, err := Layout(parse(t, "  - {type: rule, line: [1, 1, 9, 1]}"), masking.Masked{}, Options{Fonts: set}); !errors.Is(err, ErrNotMasked) {
		t.Errorf("a zero Masked was laid out: %v", err)
	}
}

func TestMoreRowsThanRoom(t *testing.T) {
	s := shipment()
	for range 5 {
		s.Items = append(s.Items, waybill.Item{Name: waybill.NewText("手套")})
	}
	tmpl := parse(t, "  - type: repeat\n    id: r\n    over: items\n    max: 3\n    step: 4\n    box: [1, 1, 40, 12]\n    more: \"等共{item.count}种，另有{item.rest}种\"\n    elements:\n      - {type: text, box: [0, 0, 30, 4], size: [2, 3], text: \"{item.name}\"}\n")
	d, err := Layout(tmpl, mask(t, s), Options{Fonts: testFonts(t)})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, it := range d.Items {
		got = append(got, it.(Text).String)
	}
	if strings.Join(got, "|") != "茶叶|茶杯|等共7种，另有5种" {
		t.Errorf("%q", got)
	}
}

// TestGate plants what masking hid in a document and expects a refusal.
func TestGate(t *testing.T) {
	find := mask(t, shipment()).Secrets().Find
	text := func(parts ...string) *Document {
		var d Document
		for _, p := range parts {
			d.Items = append(d.Items, Text{Info: Meta{Element: "leak"}, String: p})
		}
		return &d
	}
	qr, err := symbol.Encode(symbol.QR, "tel:13800138000", symbol.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for name, d := range map[string]*Document{
		"phone":             text("13800138000"),
		"spelt phone":       text("138-0013-8000"),
		"full width":        text("１３８００１３８０００"),
		"wrapped phone":     text("138001", "38000"),
		"window of six":     text("8001380"),
		"name":              text("收件人欧阳晓宁"),
		"room":              text("2单元1801室"),
		"sender's phone":    text("13700001234"),
		"in a symbol":       {Items: []Item{Symbol{Code: qr}}},
		"readable text":     {Items: []Item{Symbol{Code: &symbol.Symbol{Data: "1", Text: "13800138000"}}}},
		"one of more lines": text("青雀快递", "13800138000", "青雀快递"),
		"reversed text":     {Items: []Item{Box{Filled: true, Knockout: []Text{{String: "13800138000"}}}}},
		"after safe text":   {Items: []Item{Text{Info: Meta{Element: "a"}, String: "青雀"}, Text{Info: Meta{Element: "b"}, String: "13800138000"}}},
	} {
		var leak *LeakError
		if err := Gate(d, find); !errors.As(err, &leak) {
			t.Errorf("%s passed: %v", name, err)
		} else if strings.Contains(err.Error(), "1380") || strings.Contains(err.Error(), "晓宁") {
			t.Errorf("%s: the error holds the value", name)
		}
	}
	for name, d := range map[string]*Document{
		"masked":        text("欧阳** *******8000"),
		"waybill":       text("QQ60 2611 2200 018"),
		"separate":      {Items: []Item{Text{Info: Meta{Element: "a"}, String: "138001"[:3]}, Text{Info: Meta{Element: "b"}, String: "38000"}}},
		"no text":       {Items: []Item{Line{}, Image{}}},
		"kept district": text("四川省成都市武侯区"),
	} {
		if err := Gate(d, find); err != nil {
			t.Errorf("%s refused: %v", name, err)
		}
	}
}

// TestGateSearchesLinesAndTheWhole with a search that knows whole texts only,
// as one for a name between word boundaries does.
func TestGateSearchesLinesAndTheWhole(t *testing.T) {
	var asked []string
	d := &Document{Items: []Item{
		Text{Info: Meta{Element: "a"}, String: "x"}, Text{Info: Meta{Element: "a"}, String: "y"},
		Text{Info: Meta{Element: "b"}, String: "z"},
		Box{Info: Meta{Element: "c"}, Knockout: []Text{{String: "k"}, {String: "l"}}},
		Symbol{Info: Meta{Element: "d"}, Code: &symbol.Symbol{Data: "data", Text: "text"}},
	}}
	err := Gate(d, func(s string) []masking.Finding {
		asked = append(asked, s)
		return nil
	})
	if got := strings.Join(asked, " "); err != nil || got != "x y xy z k l kl data text" {
		t.Errorf("searched %q, error %v", got, err)
	}
}

func TestStaticItemsAreTheSameOnEveryLabel(t *testing.T) {
	set := testFonts(t)
	for _, name := range templates.Names() {
		src, err := templates.Read(name)
		if err != nil {
			t.Fatal(err)
		}
		tmpl, err := Parse(src, name, nil)
		if err != nil {
			t.Fatal(err)
		}
		static := func(s *waybill.Shipment) string {
			d, err := Layout(tmpl, mask(t, s), Options{Fonts: set})
			if err != nil {
				t.Fatal(err)
			}
			var only Document
			for _, it := range d.Items {
				if it.Meta().Static {
					only.Items = append(only.Items, it)
				}
			}
			return show(&only)
		}
		other := shipment()
		other.WaybillNo, other.COD, other.Items, other.Hub = "75123456789012", waybill.Money{}, nil, ""
		if a, b := static(shipment()), static(other); a != b || a == "" {
			t.Errorf("%s: static items differ:\n%s\n%s", name, a, b)
		}
	}
}

func BenchmarkLayout(b *testing.B) {
	src, err := templates.Read(templates.Default)
	if err != nil {
		b.Fatal(err)
	}
	tmpl, err := Parse(src, "t", nil)
	if err != nil {
		b.Fatal(err)
	}
	o := Options{Fonts: testFonts(b)}
	m := mask(b, shipment())
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Layout(tmpl, m, o); err != nil {
			b.Fatal(err)
		}
	}
}
