package intake

import (
	"fmt"
	"slices"
	"sync"
)

// FieldInfo describes a field for help texts and documentation.
type FieldInfo struct {
	Name      string   // canonical, the FIELD of --map
	Doc       string   // what it holds
	Required  bool     // a file without a column for it is refused
	Personal  bool     // a person's data: never printed before masking
	Spellings []string // accepted column names, most usual first
}

// Fields returns every field in label order.
func Fields() []FieldInfo {
	t := table()
	infos := make([]FieldInfo, len(t.fields))
	for i, f := range t.fields {
		infos[i] = FieldInfo{f.name, f.doc, f.required, f.personal, slices.Concat(f.spellings...)}
	}
	return infos
}

// A field is a destination for a column.
type field struct {
	name     string
	doc      string
	required bool
	personal bool
	// spellings are the accepted column names by rank: a column of a lower
	// rank gives way to one of a higher rank and becomes an extra; two of the
	// same rank are ambiguous.
	spellings [][]string
	// standIns is how many ranks in a row form a group in which a weaker column
	// fills the empty cells of the field's own; 0 for none.
	standIns int
	// examples are the spellings shown when a column is missing.
	examples []string
	// put stores a cell that is not blank.
	put func(b *builder, c cell) Kind
}

// claim is a spelling's field and rank (0 is the strongest).
type claim struct {
	field *field
	rank  int
}

type fieldTable struct {
	fields []*field
	byName map[string]*field
	claims map[string]claim // by normalized spelling
}

// table is built on first use and never changes.
var table = sync.OnceValue(buildTable)

func buildTable() *fieldTable {
	t := &fieldTable{byName: map[string]*field{}, claims: map[string]claim{}}
	t.fields = slices.Concat(shipmentFields(), partyFields(recipientSide), partyFields(senderSide), goodsFields())
	for _, f := range t.fields {
		t.byName[f.name] = f
		for rank, spellings := range f.spellings {
			for _, s := range spellings {
				key := normalize(s)
				if _, taken := t.claims[key]; !taken {
					t.claims[key] = claim{f, rank}
				}
			}
		}
		// The canonical name is always understood.
		if _, taken := t.claims[normalize(f.name)]; !taken {
			t.claims[normalize(f.name)] = claim{f, 0}
		}
	}
	return t
}

// lookup returns the field a column name stands for; numbered items are made
// as they are met.
func (t *fieldTable) lookup(column string) (claim, bool) {
	return t.claim(normalize(column))
}

// claim is lookup of a normalized name.
func (t *fieldTable) claim(key string) (claim, bool) {
	if c, ok := t.claims[key]; ok {
		return c, true
	}
	if n, quantity, ok := numberedItem(key); ok {
		return claim{field: itemField(n, quantity)}, true
	}
	return claim{}, false
}

// named returns the field of a canonical name or, for convenience, of one of
// its spellings.
func (t *fieldTable) named(name string) (*field, bool) {
	if f, ok := t.byName[name]; ok {
		return f, true
	}
	c, ok := t.lookup(name)
	return c.field, ok
}

func shipmentFields() []*field {
	return []*field{
		{
			name: "waybill_no", doc: "waybill number: 1 to 40 printable ASCII characters", required: true,
			spellings: [][]string{{"运单号", "快递单号", "waybill_no", "tracking_number", "运单号码", "运单编号", "快递运单号", "快递单号码",
				"物流单号", "物流运单号", "面单号", "电子面单号", "快递号", "邮件号", "邮件号码", "waybill", "waybill_number", "tracking_no",
				"tracking", "tracking_id", "tracking_code", "mail_no", "awb", "awb_no", "awb_number", "express_no", "logistics_no"}},
			examples: []string{"运单号", "快递单号", "waybill_no", "tracking_number"},
			put:      putWaybillNo,
		},
		{
			name: "carrier", doc: "carrier's name as printed",
			spellings: [][]string{{"快递公司", "承运商", "carrier", "物流公司", "快递公司名称", "承运公司", "快递品牌", "物流商", "快递", "carrier_name", "courier", "express_company"}},
			put:       func(b *builder, c cell) Kind { return putPlain(&b.s.Carrier, c) },
		},
		{
			name: "product", doc: "the carrier's service",
			spellings: [][]string{{"产品类型", "product", "业务类型", "快件类型", "服务类型", "快递产品", "时效类型", "产品", "product_type", "service", "service_type"}},
			put:       func(b *builder, c cell) Kind { return putPlain(&b.s.Product, c) },
		},
		{
			name: "routing_code", doc: "three-segment code: 1 to 24 of 0-9 A-Z hyphen space",
			spellings: [][]string{{"三段码", "大头笔", "routing_code", "路由码", "分拣码", "routing", "sort_code", "sorting_code"}},
			put:       putRoutingCode,
		},
		{
			name: "hub", doc: "package hub",
			spellings: [][]string{{"集包地", "hub", "集包", "集包地名称", "建包地", "hub_name", "package_hub"}},
			put:       func(b *builder, c cell) Kind { return putPlain(&b.s.Hub, c) },
		},
		{
			name: "order_no", doc: "the shop's order number",
			spellings: [][]string{{"订单号", "order_no", "订单编号", "商家订单号", "客户订单号", "平台订单号", "交易号", "order", "order_id", "order_number", "order_sn"}},
			put:       func(b *builder, c cell) Kind { return putIdentifier(&b.s.OrderNo, c) },
		},
		{
			name: "piece", doc: "which piece of a shipment of several: 2, or 2/3",
			spellings: [][]string{{"第几件", "piece", "件序", "子件序号", "piece_no", "piece_index"}},
			put:       putPiece,
		},
		{
			name: "pieces", doc: "number of pieces of the shipment",
			spellings: [][]string{{"总件数", "pieces", "共几件", "包裹数", "总包裹数", "子件数", "piece_count", "total_pieces", "packages"}},
			put:       func(b *builder, c cell) Kind { return putCount(&b.s.Pieces, c) },
		},
		{
			name: "reprint", doc: "reprint mark: 是/否 or how many times",
			spellings: [][]string{{"补打", "reprint", "是否补打", "补打次数", "重打", "is_reprint", "reprint_count"}},
			put:       putReprint,
		},
		{
			name: "print_at", doc: "print time on the label",
			spellings: [][]string{{"打印时间", "print_time", "打印日期", "print_at", "printed_at", "print_date"}},
			put:       func(b *builder, c cell) Kind { return putTime(b, &b.s.PrintAt, c, startOfDay) },
		},
	}
}

func goodsFields() []*field {
	return []*field{
		{
			name: "item", doc: "goods; several items: item1, item1_quantity, item2 …, or one per line each ending in ×2", personal: true,
			spellings: [][]string{
				{"品名", "商品", "item", "商品名称", "内件品名", "内件", "物品", "物品名称", "货品", "货品名称", "货物名称", "托寄物", "托寄物内容", "宝贝标题",
					"商品信息", "商品标题", "商品名", "item_name", "items", "goods", "goods_name"},
				{"content", "contents", "description"},
			},
			put: putItems,
		},
		{
			name: "quantity", doc: "number of goods, all items together",
			spellings: [][]string{{"数量", "quantity", "qty", "商品数量", "物品数量", "内件数量", "总数量", "商品总数", "item_quantity", "item_qty", "item_count"}, {"件数"}},
			put:       func(b *builder, c cell) Kind { return putCount(&b.s.Quantity, c) },
		},
		{
			name: "weight", doc: "kilograms",
			spellings: [][]string{{"重量", "weight_kg", "weight", "实际重量", "毛重", "包裹重量", "重量kg", "重量公斤", "重量千克", "gross_weight"}},
			put:       putWeight,
		},
		{
			name: "cod", doc: "amount to collect on delivery",
			spellings: [][]string{{"代收货款", "cod", "cod_amount", "代收金额", "代收款", "代收货款金额", "collect_amount", "cash_on_delivery"}},
			put:       func(b *builder, c cell) Kind { return putMoney(&b.s.COD, c) },
		},
		{
			name: "insured", doc: "declared value",
			spellings: [][]string{{"保价", "声明价值", "insured", "保价金额", "保价声明价值", "保额", "insured_amount", "insured_value", "declared_value", "insurance"}},
			put:       func(b *builder, c cell) Kind { return putMoney(&b.s.Insured, c) },
		},
		{
			name: "currency", doc: "ISO 4217 code of both amounts, CNY if not given",
			spellings: [][]string{{"币种", "currency", "货币", "currency_code"}},
			put:       putCurrency,
		},
		{
			name: "remark", doc: "free text", personal: true,
			standIns: 2, // not the seller's notes, which may be for the seller only
			spellings: [][]string{
				{"备注", "remark", "面单备注", "订单备注", "客户备注", "remarks", "note", "notes", "memo", "comment"},
				{"买家留言", "留言", "buyer_message", "buyer_note"},
				{"卖家备注", "商家备注", "seller_memo", "seller_remark"},
			},
			put: func(b *builder, c cell) Kind { return putText(&b.s.Remark, c) },
		},
	}
}

// itemField is the field of a numbered item's name or quantity.
func itemField(n int, quantity bool) *field {
	if quantity {
		return &field{
			name: fmt.Sprintf("item%d_quantity", n),
			put:  func(b *builder, c cell) Kind { return putCount(&b.item(n).quantity, c) },
		}
	}
	return &field{
		name: fmt.Sprintf("item%d", n), personal: true,
		put: func(b *builder, c cell) Kind { b.item(n).name = c.s; return OK },
	}
}
