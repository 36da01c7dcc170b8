package masking

import (
	"testing"

	gomask "github.com/showa-93/go-mask"

	"waybill"
)

// BenchmarkPeer masks the same fields as BenchmarkApply with go-mask, the one
// other Go masker that the module proxy serves. It fills every value with
// stars: no names, numbers or addresses are understood. docs/performance.md
// has both figures from one run.
func BenchmarkPeer(b *testing.B) {
	type party struct {
		Name   string `mask:"filled"`
		Phone  string `mask:"filled"`
		Detail string `mask:"filled"`
	}
	type record struct {
		Sender, Recipient party
		Remark            string `mask:"filled"`
	}
	s := peerRecord()
	r := record{
		Sender:    party{s.Sender.Name.Reveal(), s.Sender.Phone.Reveal(), s.Sender.Detail.Reveal()},
		Recipient: party{s.Recipient.Name.Reveal(), s.Recipient.Phone.Reveal(), s.Recipient.Detail.Reveal()},
		Remark:    s.Remark.Reveal(),
	}
	b.Run("go-mask", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := gomask.Mask(r); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("waybill", func(b *testing.B) {
		p, err := Load(Profiles()[0])
		if err != nil {
			b.Fatal(err)
		}
		b.ReportAllocs()
		for b.Loop() {
			if _, err := p.Apply(s, Options{}); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// peerRecord is an invented record of the fields that a peer is given.
func peerRecord() *waybill.Shipment {
	t := waybill.NewText
	return &waybill.Shipment{
		Row: 1, WaybillNo: "QQ6026112200018",
		Sender:    waybill.Party{Name: t("周小川"), Phone: t("0571-80012345"), Province: t("浙江省"), City: t("杭州市"), District: t("西湖区"), Detail: t("文三路388号钱江科技大厦12楼1201")},
		Recipient: waybill.Party{Name: t("欧阳晓宁"), Phone: t("13800138000"), Province: t("四川省"), City: t("成都市"), District: t("武侯区"), Detail: t("锦绣大道1288号锦绣花园16栋2单元1801室")},
		Remark:    t("请放门口，联系电话13900001111"),
	}
}
