package masking

import (
	"testing"

	"waybill"
)

// benchShipments are invented records with the usual shapes.
func benchShipments() []*waybill.Shipment {
	party := func(name, phone, detail string) waybill.Party {
		return waybill.Party{Name: waybill.NewText(name), Phone: waybill.NewText(phone),
			Province: waybill.NewText("浙江省"), City: waybill.NewText("杭州市"), District: waybill.NewText("西湖区"),
			Street: waybill.NewText("文新街道"), Detail: waybill.NewText(detail)}
	}
	rec := func(a, b waybill.Party, remark string) *waybill.Shipment {
		return &waybill.Shipment{WaybillNo: "YT0000000000001", Row: 1, Sender: a, Recipient: b, Weight: "1.5",
			Items: []waybill.Item{{Name: waybill.NewText("儿童绘本"), Quantity: 2}}, Remark: waybill.NewText(remark)}
	}
	return []*waybill.Shipment{
		rec(party("欧阳试样", "13800001234", "文一西路969号阳光花园5栋2单元301室"), party("测试甲", "0571-88000012-8003", "锦绣家园56#1906"), "易碎品轻放"),
		rec(party("样品商行", "400-000-1234", "建设路1876号"), party("John Sample", "+86 138 0000 1235", "和谐家园16-801"), "放门卫，联系138 0000 1236"),
		rec(party("阿卜杜·样例", "13800001237/13900001238", "商业步行街1346号绿地中心A座3102"), party("样先生", "9501300001234转1234", "小营村6组157号"), ""),
		rec(party("例小样", "+852 5100 0000", "彌敦道41號旺角中心一期1樓4室"), party("样例文", "013800001239", "梧桐苑１１栋４单元２７０５室"), "订单号681431401413701000"),
	}
}

func BenchmarkApply(b *testing.B) {
	p, err := Load(Default)
	if err != nil {
		b.Fatal(err)
	}
	records := benchShipments()
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if _, err := p.Apply(records[i%len(records)], testClock); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkFind(b *testing.B) {
	p, err := Load(Default)
	if err != nil {
		b.Fatal(err)
	}
	m, err := p.Apply(benchShipments()[0], testClock)
	if err != nil {
		b.Fatal(err)
	}
	s := m.Secrets()
	for b.Loop() {
		if s.Find("浙江省杭州市西湖区文新街道文一西路969号阳光花园5栋***") != nil {
			b.Fatal("found")
		}
	}
}

func BenchmarkField(b *testing.B) {
	p, err := Load(Default)
	if err != nil {
		b.Fatal(err)
	}
	m, err := p.Apply(benchShipments()[0], testClock)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		m.Field("recipient.address")
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Load(Default); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkApplySample masks the reference sample, record by record.
func BenchmarkApplySample(b *testing.B) {
	p, err := Load(Default)
	if err != nil {
		b.Fatal(err)
	}
	var records []*waybill.Shipment
	for i, r := range readShared(b, "sample-shipments.csv") {
		records = append(records, sampleShipment(i+1, r))
	}
	b.ReportAllocs()
	b.ResetTimer()
	for i := 0; b.Loop(); i++ {
		if _, err := p.Apply(records[i%len(records)], testClock); err != nil {
			b.Fatal(err)
		}
	}
}
