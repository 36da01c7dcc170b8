package intake

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestNormalize(t *testing.T) {
	for in, want := range map[string]string{
		"收件人姓名":           "收件人姓名",
		"收件人姓名（必填）":       "收件人姓名",
		"*收件人姓名:":         "收件人姓名",
		"【必填】收件人姓名：":      "收件人姓名",
		" 收件人 姓名\t":       "收件人姓名",
		"Recipient Name":  "recipientname",
		"RECIPIENT_NAME ": "recipientname",
		"recipient-name":  "recipientname",
		"recipientName":   "recipientname",
		"Ｒｅｃｉｐｉｅｎｔ":       "recipient",
		"收件人区/县":          "收件人区县",
		"重量(kg)":          "重量",
		"重量（g）":           "重量g",
		"(备注)":            "备注",
		"备注(":             "备注",
		"":                "",
		"#":               "",
	} {
		if got := normalize(in); got != want {
			t.Errorf("normalize(%q) = %q, want %q", in, got, want)
		}
	}
}

// TestSpellings checks that no spelling means two fields and each is found.
func TestSpellings(t *testing.T) {
	seen := map[string]string{}
	for _, f := range table().fields {
		for rank, spellings := range f.spellings {
			for _, s := range spellings {
				c, ok := table().lookup(s)
				if !ok {
					t.Errorf("%q of %s is not found", s, f.name)
				} else if c.field != f {
					// Only a name without prefix may give way to a prefixed one.
					if rank < 2 {
						t.Errorf("%q of %s means %s", s, f.name, c.field.name)
					}
				}
				seen[normalize(s)] = f.name
			}
		}
		if f.required && len(f.examples) < 3 {
			t.Errorf("%s has no examples", f.name)
		}
		if c, ok := table().lookup(f.name); !ok || c.field != f {
			t.Errorf("the canonical name %s is not understood", f.name)
		}
	}
	if len(seen) < 300 {
		t.Errorf("only %d spellings", len(seen))
	}
}

// understand is newLayout with a mapping as the user gives it.
func understand(names []string, mapping map[string]string) (*layout, error) {
	wishes, err := parseMap(mapping)
	if err != nil {
		return nil, err
	}
	return newLayout(names, wishes)
}

func TestDetect(t *testing.T) {
	for _, tt := range []struct {
		name, header string
		mapping      map[string]string
		want         string // fields in column order, - for extras
	}{
		{"plain", "运单号,姓名,手机,地址", nil, "waybill_no recipient.name recipient.phone recipient.detail"},
		{"any order", "地址,手机,运单号,姓名", nil, "recipient.detail recipient.phone waybill_no recipient.name"},
		{"consignee", "快递单号,收货人,联系电话,收货地址", nil, "waybill_no recipient.name recipient.phone recipient.detail"},
		{"English", "Tracking Number,Ship To Name,Ship To Phone,Ship To Address 1,Ship To Address 2", nil, "waybill_no recipient.name recipient.phone recipient.detail recipient.detail2"},
		{"prefixed wins", "运单号,姓名,收件人姓名,收件人手机,收件人地址,手机", nil, "waybill_no - recipient.name recipient.phone recipient.detail -"},
		{"mobile wins over landline", "运单号,收件人,收件人固话,收件人手机,收件人地址", nil, "waybill_no recipient.name - recipient.phone recipient.detail"},
		{"mobile wins over phone", "运单号,收货人姓名,联系手机,联系电话,收货地址", nil, "waybill_no recipient.name recipient.phone - recipient.detail"},
		{"landline alone", "运单号,收件人,收件人固话,收件人地址", nil, "waybill_no recipient.name recipient.phone recipient.detail"},
		{"sender does not take unprefixed", "运单号,寄件人,姓名,寄件人电话,电话,寄件地址,地址", nil, "waybill_no sender.name recipient.name sender.phone recipient.phone sender.detail recipient.detail"},
		{"remark and message", "运单号,姓名,手机,地址,买家留言,备注", nil, "waybill_no recipient.name recipient.phone recipient.detail - remark"},
		{"message alone", "运单号,姓名,手机,地址,买家留言", nil, "waybill_no recipient.name recipient.phone recipient.detail remark"},
		{"items", "运单号,姓名,手机,地址,商品1,数量1,商品2名称,item2_qty", nil, "waybill_no recipient.name recipient.phone recipient.detail item1 item1_quantity item2 item2_quantity"},
		{"region", "运单号,姓名,手机,省市区", nil, "waybill_no recipient.name recipient.phone recipient.region"},
		{"house number", "运单号,姓名,手机,收货地址,门牌号", nil, "waybill_no recipient.name recipient.phone recipient.detail recipient.detail2"},
		{"sender's house number", "运单号,姓名,手机,地址,楼号门牌,寄件人门牌", nil, "waybill_no recipient.name recipient.phone recipient.detail recipient.detail2 sender.detail2"},
		{"grams are no kilograms", "运单号,姓名,手机,地址,重量(g)", nil, "waybill_no recipient.name recipient.phone recipient.detail -"},
		{"map wins", "运单号,姓名,旧姓名,手机,地址", map[string]string{"recipient.name": "旧姓名"}, "waybill_no - recipient.name recipient.phone recipient.detail"},
		{"map settles", "运单号,收件人联系电话,收件人电话,姓名,地址", map[string]string{"recipient_phone": "收件人电话"}, "waybill_no - recipient.phone recipient.name recipient.detail"},
		{"map moves", "运单号,姓名,手机,地址,备注", map[string]string{"order_no": "备注"}, "waybill_no recipient.name recipient.phone recipient.detail order_no"},
		{"map folds names", "运单号,姓名,手机,地址,My Code", map[string]string{"routing_code": "my_code"}, "waybill_no recipient.name recipient.phone recipient.detail routing_code"},
		{"sample", "id,waybill_no,sender_name,receiver_name,receiver_phone,receiver_detail,item,qty,weight_kg,cod_amount,remark", nil,
			"- waybill_no sender.name recipient.name recipient.phone recipient.detail item quantity weight cod remark"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			l, err := understand(strings.Split(tt.header, ","), tt.mapping)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, c := range l.columns {
				f := c.Field
				if (f == "") != (c.field == nil) {
					t.Errorf("column %q: field %q but code %v", c.Name, f, c.field != nil)
				}
				if f == "" {
					f = "-"
				}
				got = append(got, f)
			}
			if diff := cmp.Diff(tt.want, strings.Join(got, " ")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestHeaderErrors(t *testing.T) {
	for _, tt := range []struct {
		name, header string
		mapping      map[string]string
		want         string
	}{
		{"missing", "运单号,收件人,地址", nil,
			`header: no column for recipient.phone (accepted: 收件人电话, 收货人电话, recipient_phone, receiver_phone, 电话); columns found: "运单号", "收件人", "地址"`},
		{"two columns", "运单号,收件人联系电话,收件人电话,姓名,地址", nil,
			`header: recipient.phone could be any of the columns "收件人联系电话", "收件人电话": choose one with --map recipient.phone=COLUMN; columns found: "运单号", "收件人联系电话", "收件人电话", "姓名", "地址"`},
		{"duplicate", "运单号,姓名,姓名,手机,地址,备用,备用", nil,
			`header: column "姓名" is there twice; column "备用" is there twice; columns found: "运单号", "姓名", "姓名", "手机", "地址", "备用", "备用"`},
		{"map to nothing", "运单号,姓名,地址", map[string]string{"remark": "备注", "hub": "姓名", "order_no": "姓名"},
			`header: --map: no column "备注"; --map: column "姓名" is mapped to hub and order_no; no column for recipient.name (accepted: 收件人姓名, 收货人姓名, recipient_name, receiver_name, 姓名); no column for recipient.phone (accepted: 收件人电话, 收货人电话, recipient_phone, receiver_phone, 电话); columns found: "运单号", "姓名", "地址"`},
		{"names that may be values", "运单号,姓名,姓名,手机,地址,周晓棠,周晓棠,13800001467,颜色", nil,
			`header: column "姓名" is there twice; columns 6 and 7 have the same name; columns found: "运单号", "姓名", "姓名", "手机", "地址", "颜色"`},
		{"note that may be a value", "运单号,收件人电话（周晓棠）,收件人联系电话,姓名,地址", nil,
			`header: recipient.phone could be any of the columns 2, "收件人联系电话": choose one with --map recipient.phone=COLUMN; columns found: "运单号", "收件人联系电话", "姓名", "地址"`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := understand(strings.Split(tt.header, ","), tt.mapping)
			var h *HeaderError
			if !errors.As(err, &h) {
				t.Fatalf("got %v", err)
			}
			if diff := cmp.Diff(tt.want, err.Error()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestWarnings(t *testing.T) {
	s, err := Open("x.csv", strings.NewReader("运单号,姓名,手机,地址,寄件人\n"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	var fields []string
	for _, w := range s.Warnings() {
		fields = append(fields, w.Field)
	}
	if diff := cmp.Diff([]string{"sender.phone", "sender.detail"}, fields); diff != "" {
		t.Error(diff)
	}
}

func TestFields(t *testing.T) {
	required := []string{}
	for _, f := range Fields() {
		if f.Doc == "" || len(f.Spellings) == 0 {
			t.Errorf("%s has no doc or spelling", f.Name)
		}
		if f.Required {
			required = append(required, f.Name)
		}
	}
	if diff := cmp.Diff([]string{"waybill_no", "recipient.name", "recipient.phone", "recipient.detail"}, required); diff != "" {
		t.Error(diff)
	}
}

func FuzzNormalize(f *testing.F) {
	for _, s := range []string{"收件人姓名（必填）", "重量(g)", "((", ")(", "Recipient Name:", "\xff（", "\xf7Ǉ", "\xec\xcd\x02\xf9N\x85\x0er\xd2\xd2\xd2\xd2\xd2˙"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := normalize(s)
		if twice := normalize(once); twice != once {
			t.Errorf("normalize(%q) = %q, again %q", s, once, twice)
		}
	})
}
