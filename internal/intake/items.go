package intake

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"waybill"
)

// Names of numbered items, normalized: item2, 商品2, items.2.name, 数量2.
const (
	itemWord     = `(?:items?|goods|products|skus|lineitems|orderitems|商品|品名|货品|物品|内件)`
	nameWord     = `(?:name|title|itemname|goodsname|productname|名称|品名|商品名称|商品名)`
	quantityWord = `(?:quantity|qty|count|num|数量|件数)`
)

var (
	numberedName     = regexp.MustCompile(`^` + itemWord + `(\d{1,2})` + nameWord + `?$`)
	numberedQuantity = regexp.MustCompile(`^` + itemWord + `(\d{1,2})` + quantityWord + `$`)
	quantityNumbered = regexp.MustCompile(`^(?:商品|物品|item)?` + quantityWord + `(\d{1,2})$`)
)

// numberedItem parses a normalized name such as item2, 商品2数量 or qty2.
func numberedItem(key string) (n int, quantity, ok bool) {
	for _, form := range []struct {
		re       *regexp.Regexp
		quantity bool
	}{{numberedName, false}, {numberedQuantity, true}, {quantityNumbered, true}} {
		if m := form.re.FindStringSubmatch(key); m != nil {
			n, _ = strconv.Atoi(m[1])
			return n, form.quantity, true
		}
	}
	return 0, false, false
}

// putItems stores the one cell for all items. It is split only when every
// part of it says its quantity.
func putItems(b *builder, c cell) Kind {
	parts := strings.FieldsFunc(c.s, func(r rune) bool { return r == ';' || r == '；' || r == '\n' || r == '\r' })
	items := make([]waybill.Item, 0, len(parts))
	for _, p := range parts {
		if p = trim(p); p == "" {
			continue
		}
		name, n, ok := cutQuantity(p)
		if !ok {
			b.s.Items = append(b.s.Items, waybill.Item{Name: waybill.NewText(c.s)})
			return OK
		}
		items = append(items, waybill.Item{Name: waybill.NewText(name), Quantity: n})
	}
	b.s.Items = append(b.s.Items, items...)
	return OK
}

// A quantity mark ends an item: 袜子×2, 袜子 x2, 袜子*2. The letter and the
// star must not follow a digit or a Latin letter, as in 30x40 or 2*2.
var quantityMark = regexp.MustCompile(`^(.*?[^\s])(?:\s*[×✕]\s*|\s+[xX*]\s*|([^\x00-\x7f])[xX*]\s*)(\d{1,4})\s*(?:件|个|pcs)?$`)

func cutQuantity(s string) (name string, n int, ok bool) {
	if !strings.ContainsAny(s, "×✕xX*") {
		return s, 0, false
	}
	m := quantityMark.FindStringSubmatchIndex(s)
	if m == nil {
		return s, 0, false
	}
	end := m[3]
	if m[4] >= 0 {
		end = m[5] // the character before the mark belongs to the name
	}
	n, err := strconv.Atoi(s[m[6]:m[7]])
	if err != nil || n == 0 {
		return s, 0, false
	}
	return trim(s[:end]), n, true
}

// finishItems puts numbered items in order and completes the quantities: the
// only item has the record's quantity, and the record has the sum of its
// items' quantities where each is given.
func (b *builder) finishItems() {
	slices.SortStableFunc(b.items, func(x, y numbered) int { return x.n - y.n })
	for _, it := range b.items {
		if it.name != "" {
			b.s.Items = append(b.s.Items, waybill.Item{Name: waybill.NewText(it.name), Quantity: it.quantity})
		}
	}
	items := b.s.Items
	if len(items) == 1 && items[0].Quantity == 0 {
		items[0].Quantity = b.s.Quantity
	}
	if b.s.Quantity != 0 {
		return
	}
	sum := 0
	for _, it := range items {
		if it.Quantity == 0 {
			return
		}
		sum += it.Quantity
	}
	b.s.Quantity = sum
}
