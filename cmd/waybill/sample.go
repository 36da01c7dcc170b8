package main

import (
	"time"

	"waybill"
)

// previewShipment is an invented record that fills every field of a template.
func previewShipment() *waybill.Shipment {
	t := waybill.NewText
	return &waybill.Shipment{
		Row:         1,
		WaybillNo:   "QQ6026112200018",
		Carrier:     "青雀快递",
		Product:     "标准快递",
		RoutingCode: "342-081-00 052",
		Hub:         "成都双流转运中心",
		OrderNo:     "DD20261122000018",
		Piece:       1, Pieces: 2,
		Sender: waybill.Party{
			Name: t("云山茶行旗舰店"), Phone: t("0571-80012345"),
			Province: t("浙江省"), City: t("杭州市"), District: t("西湖区"), Street: t("文新街道"),
			Detail: t("文三路388号钱江科技大厦12楼1201"), Country: "CN",
		},
		Recipient: waybill.Party{
			Name: t("欧阳晓宁"), Phone: t("13800138000"),
			Province: t("四川省"), City: t("成都市"), District: t("武侯区"), Street: t("簇锦街道"),
			Detail: t("锦绣大道1288号锦绣花园16栋2单元1801室"), PostalCode: t("610041"), Country: "CN",
		},
		Items: []waybill.Item{
			{Name: t("龙井茶叶礼盒 250g"), Quantity: 2},
			{Name: t("白瓷茶杯"), Quantity: 4},
			{Name: t("手提袋"), Quantity: 1},
		},
		Quantity: 7,
		Weight:   "2.4",
		COD:      waybill.Money{Minor: 26800},
		Insured:  waybill.Money{Minor: 50000},
		Remark:   t("瓷器易碎，请轻拿轻放；工作日送货，请先电话联系"),
		PrintAt:  time.Date(2026, 11, 22, 10, 30, 0, 0, time.UTC),
	}
}
