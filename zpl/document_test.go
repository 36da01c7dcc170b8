package zpl

import (
	"image"
	"image/color"
	"testing"

	"waybill/internal/symbol"
	"waybill/label"
)

const mm = label.Millimetre

// waybillDoc is an invented Chinese waybill of 100 by 150 mm, as dense as a
// real one.
func waybillDoc(t testing.TB) *label.Document {
	d := &label.Document{Template: "test", Size: label.Size{W: 100 * mm, H: 150 * mm},
		WaybillNo: "YT1234567890123", Copies: 1}
	text := func(x, base, size float64, bold bool, s string) {
		d.Items = append(d.Items, label.Text{X: label.Millimetres(x), Baseline: label.Millimetres(base),
			Size: label.Millimetres(size), Bold: bold, String: s})
	}
	rule := func(x, y, w, h float64, dash float64) {
		d.Items = append(d.Items, label.Line{R: rect(x, y, w, h), Dash: label.Millimetres(dash)})
	}
	d.Items = append(d.Items, label.Box{R: rect(1, 1, 98, 148), Thickness: label.Millimetres(0.4)})
	text(4, 9, 6, true, "远山速运")
	text(70, 9, 4, false, "标准快递")
	rule(1, 13, 98, 0.3, 0)
	d.Items = append(d.Items, code(t, symbol.Code128, "YT1234567890123", rect(10, 15, 80, 15), 0.375))
	d.Items = append(d.Items, code(t, symbol.Code128, "SFABC", rect(66, 120, 30, 7), 0.25))
	text(30, 35, 4, false, "YT1234567890123")
	rule(1, 37, 98, 0.3, 0)
	text(4, 52, 13, true, "573-A12")
	text(4, 61, 5, false, "杭州转运中心 萧山集散")
	d.Items = append(d.Items, label.Box{R: rect(75, 40, 22, 10), Filled: true, Knockout: []label.Text{
		{X: label.Millimetres(77), Baseline: label.Millimetres(47.5), Size: 7 * mm, Bold: true, String: "代收"}}})
	rule(1, 63, 98, 0.3, 0)
	text(4, 69, 4, true, "收")
	text(10, 69, 4, true, "欧*娜")
	text(40, 69, 4, true, "138****0000 转 4421")
	text(10, 75, 4, false, "浙江省杭州市萧山区宁围街道市心北路一百八十八号")
	text(10, 80, 4, false, "龙湖花园十二栋三单元****")
	rule(1, 83, 98, 0.3, 1)
	text(4, 88, 3, false, "寄")
	text(10, 88, 3, false, "海风*品旗舰店")
	text(40, 88, 3, false, "400****000")
	text(10, 92, 3, false, "广东省深圳市南山区科技园中区*****")
	rule(1, 95, 98, 0.3, 0)
	d.Items = append(d.Items, code(t, symbol.Code128, "YT1234567890123", rect(4, 97, 62, 9), 0.25))
	d.Items = append(d.Items, code(t, symbol.QR, "YT1234567890123", rect(74, 97, 22, 22), 0.6))
	text(4, 112, 3, false, "品名 日用百货 陶瓷水杯 两件")
	text(4, 116, 3, false, "备注 工作日白天送货 放物业前台即可")
	text(4, 120, 3, false, "已验视 已实名 2026-11-22 09:30 第 1 件 共 2 件")
	text(4, 125, 3, false, "签收人                    时间")
	rule(1, 128, 98, 0.3, 0)
	text(4, 133, 3, false, "快件送达收件人地址 经收件人或代收人签字视为送达")
	text(4, 137, 3, false, "代收货款 金额 128.50 元")
	text(4, 141, 3, false, "订单号 20261122000187")
	text(4, 145, 3, false, "客服 95000 www.example.com")
	return d
}

func rect(x, y, w, h float64) label.Rect {
	return label.Rect{X: label.Millimetres(x), Y: label.Millimetres(y), W: label.Millimetres(w), H: label.Millimetres(h)}
}

func code(t testing.TB, kind symbol.Kind, data string, area label.Rect, module float64) label.Symbol {
	t.Helper()
	s, err := symbol.Encode(kind, data, symbol.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return label.Symbol{Info: label.Meta{Element: string(kind)}, Area: area, Code: s,
		Module: label.Millimetres(module), MinModule: label.Micrometre, Align: label.Center}
}

// gradient is a picture with every grey.
func gradient() image.Image {
	m := image.NewGray(image.Rect(0, 0, 64, 32))
	for y := range 32 {
		for x := range 64 {
			m.SetGray(x, y, color.Gray{Y: uint8(4*x + y)})
		}
	}
	return m
}

func fonts(t testing.TB) *label.Fonts {
	t.Helper()
	set, err := label.DefaultFonts()
	if err != nil {
		t.Skip("SKIP-EXTERNAL: " + err.Error())
	}
	return set
}
