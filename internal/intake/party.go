package intake

import "waybill"

// A side is one end of the way: its canonical prefix and the words that a
// column name may begin with.
type side struct {
	name     string // "recipient" or "sender"
	doc      string
	party    func(b *builder) *waybill.Party
	zh, en   []string // prefixes before a part: 收件人+手机, receiver_+phone
	bare     []string // prefixes that alone mean the name: 收件人
	unmarked bool     // names without a prefix (手机) mean this side
	required bool
}

var recipientSide = side{
	name: "recipient", doc: "recipient's ",
	party:    func(b *builder) *waybill.Party { return &b.s.Recipient },
	zh:       []string{"收件人", "收货人", "收件", "收货", "收方", "收件方", "收货方"},
	en:       []string{"recipient_", "receiver_", "consignee_", "ship_to_", "deliver_to_", "to_"},
	bare:     []string{"收件人", "收货人", "recipient", "receiver", "consignee", "收件联系人", "收货联系人", "收方", "收件方", "ship_to"},
	unmarked: true, required: true,
}

var senderSide = side{
	name: "sender", doc: "sender's ",
	party: func(b *builder) *waybill.Party { return &b.s.Sender },
	zh:    []string{"寄件人", "发货人", "发件人", "寄件", "发货", "发件", "寄方", "寄件方", "发货方", "寄货人"},
	en:    []string{"sender_", "shipper_", "consignor_", "ship_from_", "from_"},
	bare:  []string{"寄件人", "发货人", "发件人", "sender", "shipper", "consignor", "寄件联系人", "发货联系人", "寄方", "寄件方", "ship_from"},
}

// A part is a field that both parties have.
type part struct {
	name     string
	doc      string
	required bool
	zh, en   []string // spellings after a prefix, or alone
	topZh    []string // spellings that win over those above
	topEn    []string
	weakZh   []string // spellings that give way to zh and en
	weakEn   []string
	prefixed []string // spellings only understood after a prefix
	standIn  bool     // a column of a weaker spelling fills empty cells
	put      func(b *builder, p *waybill.Party, c cell) Kind
}

func parts() []part {
	return []part{
		{
			name: "name", doc: "name", required: true,
			zh:       []string{"姓名", "联系人", "联系人姓名"},
			en:       []string{"name", "full_name", "contact", "contact_name"},
			prefixed: []string{"名称", "名字", "名"}, // alone, 名称 may name the goods
			put:      func(_ *builder, p *waybill.Party, c cell) Kind { return putText(&p.Name, c) },
		},
		{
			name: "phone", doc: "phone number", required: true,
			zh:      []string{"电话", "联系电话", "电话号码", "联系方式", "手机电话", "电话手机"},
			en:      []string{"phone", "phone_number", "phone_no", "contact_phone", "contact_number", "tel"},
			topZh:   []string{"手机", "手机号", "手机号码", "联系手机", "移动电话"},
			topEn:   []string{"mobile", "mobile_phone", "cellphone", "cell", "mobile_no", "mobile_number"},
			weakZh:  []string{"固话", "固定电话", "座机"},
			weakEn:  []string{"telephone", "landline", "fixed_phone"},
			standIn: true,
			put:     func(_ *builder, p *waybill.Party, c cell) Kind { return putPhone(&p.Phone, c) },
		},
		{
			name: "phone_kind", doc: "real, virtual (虚拟号) or service",
			zh:  []string{"号码类型", "电话类型", "手机类型", "是否虚拟号", "是否隐私号"},
			en:  []string{"phone_kind", "phone_type"},
			put: func(_ *builder, p *waybill.Party, c cell) Kind { return putPhoneKind(&p.PhoneKind, c) },
		},
		{
			name: "phone_ext", doc: "extension of a virtual number",
			zh:  []string{"分机号", "分机", "虚拟号分机", "虚拟号分机号", "电话分机"},
			en:  []string{"phone_ext", "extension", "ext", "phone_extension"},
			put: func(_ *builder, p *waybill.Party, c cell) Kind { return putDigits(&p.PhoneExt, c) },
		},
		{
			name: "phone_expires", doc: "end of a virtual number",
			zh:  []string{"虚拟号有效期", "虚拟号到期时间", "虚拟号失效时间", "虚拟号过期时间", "号码有效期"},
			en:  []string{"phone_expires_at", "phone_expires", "phone_expiry", "expires_at"},
			put: func(b *builder, p *waybill.Party, c cell) Kind { return putTime(b, &p.PhoneExpires, c, endOfDay) },
		},
		{
			name: "phone_tail", doc: "last digits of the real number (尾号)",
			zh:  []string{"尾号", "手机尾号", "电话尾号", "手机后四位", "手机号后四位"},
			en:  []string{"phone_tail", "phone_last4", "phone_suffix"},
			put: func(_ *builder, p *waybill.Party, c cell) Kind { return putDigits(&p.PhoneTail, c) },
		},
		{
			name: "company", doc: "company",
			zh:  []string{"公司", "单位", "公司名称", "单位名称"},
			en:  []string{"company", "company_name", "organization", "organisation"},
			put: func(_ *builder, p *waybill.Party, c cell) Kind { return putText(&p.Company, c) },
		},
		{
			name: "province", doc: "province",
			zh:  []string{"省", "省份", "省直辖市", "所在省", "省份名称"},
			en:  []string{"province", "state", "province_name"},
			put: func(_ *builder, p *waybill.Party, c cell) Kind { return putText(&p.Province, c) },
		},
		{
			name: "city", doc: "city",
			zh:  []string{"市", "城市", "地级市", "所在市", "城市名称"},
			en:  []string{"city", "city_name"},
			put: func(_ *builder, p *waybill.Party, c cell) Kind { return putText(&p.City, c) },
		},
		{
			name: "district", doc: "district or county",
			zh:  []string{"区", "区县", "县区", "县", "所在区", "区县名称"},
			en:  []string{"district", "county", "district_name"},
			put: func(_ *builder, p *waybill.Party, c cell) Kind { return putText(&p.District, c) },
		},
		{
			name: "street", doc: "town or subdistrict",
			zh:  []string{"街道", "乡镇", "镇", "街道乡镇", "乡镇街道", "四级地址"},
			en:  []string{"street", "town", "subdistrict", "township"},
			put: func(_ *builder, p *waybill.Party, c cell) Kind { return putText(&p.Street, c) },
		},
		{
			name: "region", doc: "province, city and district in one cell",
			zh:  []string{"省市区", "所在地区", "地区", "省市区县", "省市", "行政区划"},
			en:  []string{"region"},
			put: putRegion,
		},
		{
			name: "detail", doc: "rest of the address, or the whole of it", required: true,
			zh:  []string{"地址", "详细地址", "具体地址", "完整地址", "街道地址", "联系地址", "收货地址", "收件地址"},
			en:  []string{"address", "detail", "address_detail", "detail_address", "detailed_address", "full_address", "address_1", "address_line_1", "street_address"},
			put: putDetail,
		},
		{
			name: "detail2", doc: "second line of the address, put after the first",
			zh:  []string{"地址2", "详细地址2", "门牌号", "门牌", "楼号门牌"},
			en:  []string{"address_2", "address_line_2"},
			put: putDetail2,
		},
		{
			name: "postal_code", doc: "postal code",
			zh:  []string{"邮编", "邮政编码"},
			en:  []string{"postal_code", "postcode", "zip", "zip_code"},
			put: func(_ *builder, p *waybill.Party, c cell) Kind { return putDigits(&p.PostalCode, c) },
		},
		{
			name: "country", doc: "ISO 3166 code or usual name",
			zh:  []string{"国家", "国家地区", "国别"},
			en:  []string{"country", "country_code", "country_region"},
			put: func(_ *builder, p *waybill.Party, c cell) Kind { return putCountry(&p.Country, c) },
		},
	}
}

// partyFields joins the side's prefixes with the parts. Ranks: prefixed
// (top, usual, weak), unprefixed (top, usual, weak).
func partyFields(s side) []*field {
	var fields []*field
	for _, p := range parts() {
		top, strong, weak := s.spell(p.topZh, p.topEn), s.spell(p.zh, p.en), s.spell(p.weakZh, p.weakEn)
		for _, word := range p.prefixed {
			for _, prefix := range s.zh[:2] {
				strong = append(strong, prefix+word)
			}
		}
		if p.name == "name" {
			strong = append(s.bare[:len(s.bare):len(s.bare)], strong...)
		}
		f := &field{
			name: s.name + "." + p.name, doc: s.doc + p.doc,
			required: s.required && p.required, personal: p.name != "country" && p.name != "phone_kind",
			spellings: [][]string{top, strong, weak},
			examples:  []string{s.zh[0] + p.zh[0], s.zh[1] + p.zh[0], s.en[0] + p.en[0], s.en[1] + p.en[0]},
		}
		if s.unmarked {
			f.spellings = append(f.spellings, concat(p.topZh, p.topEn), concat(p.zh, p.en), concat(p.weakZh, p.weakEn))
			f.examples = append(f.examples, p.zh[0])
		}
		if p.standIn {
			f.standIns = 3 // the ranks with a prefix, and those without
		}
		put, party := p.put, s.party
		f.put = func(b *builder, c cell) Kind { return put(b, party(b), c) }
		fields = append(fields, f)
	}
	return fields
}

func (s side) spell(zh, en []string) []string {
	var all []string
	for _, word := range zh {
		for _, prefix := range s.zh {
			all = append(all, prefix+word)
		}
	}
	for _, word := range en {
		for _, prefix := range s.en {
			all = append(all, prefix+word)
		}
	}
	return all
}

func concat(a, b []string) []string { return append(a[:len(a):len(a)], b...) }
