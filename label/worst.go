package label

import (
	"strconv"
	"strings"
)

// worstCase is a record whose every field is as long as the template check
// demands room for. The lengths are the longest that shipment files really
// hold: organisations of 20 characters, addresses of 80, remarks of 60.
type worstCase struct{}

var worstValues = map[string]string{
	"waybill_no":     "WBVB12345678901",
	"carrier":        strings.Repeat("速", 16),
	"product":        strings.Repeat("特", 8),
	"routing_code":   "342-081-00 052-A1-B2-C33",
	"hub":            strings.Repeat("集", 12),
	"order_no":       "20261122123456789012",
	"piece":          "99",
	"pieces":         "99",
	"quantity":       "9999",
	"weight":         "9999.99",
	"cod":            "99999.99",
	"insured":        "99999.99",
	"cod_amount":     "HKD 99999.99",
	"insured_amount": "HKD 99999.99",
	"remark":         strings.Repeat("注", 60),
	"reprint":        "9",
	"print_time":     "2026-12-28 23:58:58",
	"items":          strings.Repeat("货", 60),
	"name":           strings.Repeat("名", 20),
	"phone":          "0755-******88转****/*******8888",
	"tail":           "8888",
	"company":        strings.Repeat("司", 20),
	"province":       "新疆维吾尔自治区",
	"city":           "克孜勒苏柯尔克孜自治州",
	"district":       "双江拉祜族佤族布朗族傣族自治县",
	"street":         strings.Repeat("街", 12),
	"detail":         strings.Repeat("址", 50),
	"address":        strings.Repeat("址", 80),
	"postal_code":    "SW1A 1AA",
	"country":        "CN",
	"item.name":      strings.Repeat("货", 32),
	"item.qty":       "9999",
}

func (worstCase) Items() int { return 99 }

func (worstCase) Field(name string) (string, bool) {
	if v, ok := worstValues[name]; ok {
		return v, true
	}
	for _, side := range []string{"sender.", "recipient."} {
		if f, ok := strings.CutPrefix(name, side); ok {
			v, ok := worstValues[f]
			return v, ok
		}
	}
	if rest, ok := strings.CutPrefix(name, "items."); ok {
		row, field, _ := strings.Cut(rest, ".")
		if _, err := strconv.Atoi(row); err == nil {
			if field == "quantity" {
				return worstValues["item.qty"], true
			}
			return worstValues["item.name"], true
		}
	}
	return strings.Repeat("字", 20), true // extras
}
