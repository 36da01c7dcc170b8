package masking

import (
	"testing"

	"waybill"
)

// TestSecondBuilding: behind a building there is no second one, and a number
// of three or more digits is a room whatever word follows it.
func TestSecondBuilding(t *testing.T) {
	checkAddresses(t, map[string]string{
		"建样路88号样园小区4号楼1503#": "建样路88号样园小区4号楼***",
		"建样路88号样园小区4号楼1503＃": "建样路88号样园小区4号楼***",
		"样路88号4栋A1503#":      "样路88号4栋***",
		"样路88号4栋15-03#":      "样路88号4栋***",
		"样路88号4栋一五零三#":       "样路88号4栋***",
		"样路88号4#1503#":       "样路88号4#***",
		"样路88号3号楼伍零贰#":       "样路88号3号楼***",
		"样路88号3号楼⑤⓪②#":       "样路88号3号楼***",
		"样路88号样园3-2-502#":    "样路88号样园3-***",
		"样路88号3栋-2-101#":     "样路88号3栋***",
		"样路88号3号楼2-502#":     "样路88号3号楼***",
		"样路88号外科楼1503#":      "样路88号外科楼***",
		"样路88号3号楼1503座":      "样路88号3号楼***",
		"样路88号3号楼1503号楼":     "样路88号3号楼***",
		"样路88号3号楼1503栋":      "样路88号3号楼***",
		"样路88号3号楼1503幢":      "样路88号3号楼***",
		"样路88号3号楼502#放门口":    "样路88号3号楼***",
		"样路88号样园门禁1503#":     "样路88号样园门禁***",
		"样路88号5幢A座":          "样路88号5幢A座",
		"样路88号3号院2号楼":        "样路88号3号院2号楼",
		"样路88号样园116栋":        "样路88号样园116栋",
		"样路88号3栋2座":          "样路88号3栋***",
		"样路88号4号楼样样2#":       "样路88号4号楼***",
		"样路88号2号院12#楼":       "样路88号2号院12#楼",
		"样路88号样酒店3号楼":        "样路88号样酒店3号楼",
		"样路88号1号楼创业大厦B座":     "样路88号1号楼创业大厦B座",
	})
}

// TestNamedBuilding: a building that has only a name keeps no room either,
// whatever stands behind its number.
func TestNamedBuilding(t *testing.T) {
	checkAddresses(t, map[string]string{
		"样路88号样大厦1503号":       "样路88号样大厦***",
		"样路88号样公寓1503号":       "样路88号样公寓***",
		"样路88号样酒店1503号":       "样路88号样酒店***",
		"样路88号样大厦三楼右手":        "样路88号样大厦***",
		"样路88号样大厦²⁰³":         "样路88号样大厦***",
		"样路88号样大厦弐零参":         "样路88号样大厦***",
		"样路88号样大厦1503-1":      "样路88号样大厦***",
		"样路88号样大厦1503/4":      "样路88号样大厦***",
		"样路88号样医院住院部1503-12床": "样路88号样医院住院部***",
		"样路88号样大学宿舍502-1":     "样路88号样大学宿舍***",
		"样路88号样大厦1503样样公司":    "样路88号样大厦***",
		"样路88号样大厦1503理发店":     "样路88号样大厦***",
		"样路88号样大厦1503丰巢":      "样路88号样大厦***",
		"样路88号样大厦1503王":       "样路88号样大厦***",
	})
}

// TestBehindHouseNumber: the same behind the number of a house, and behind the
// name of an estate.
func TestBehindHouseNumber(t *testing.T) {
	checkAddresses(t, map[string]string{
		"建样路88号1503王":         "建样路88号***",
		"建样路88号1503样样工作室":     "建样路88号***",
		"建样路88号502丰巢":         "建样路88号***",
		"建样路88号三楼右手":          "建样路88号***",
		"建样路88号4号楼1\u200B503": "建样路88号4号楼***",
		"建样路88号1\u200B503":    "建样路88号***",
		"建样路88号1\u200D503":    "建样路88号***",
		"建样路88号样大厦1\u200B503": "建样路88号样大厦***",
		"建样路88号𝟏𝟓𝟎𝟑":          "建样路88号***",
		"建样路88号样大厦𝟏𝟓𝟎𝟑":       "建样路88号样大厦***",
		"建样路88号¹⁵⁰³":          "建样路88号***",
		"样镇样村5组12#":           "样镇样村5组***",
		"样路88号样园302号":         "样路88号样园***",
		"样路88号联排302号":         "样路88号联排***",
		"样路88号样园二期4-1503号":    "样路88号样园二期4-***",
		"样路88号阳光样园15C":        "样路88号阳光样园***",
		"人参路88号参茸市场5号":        "人参路88号参茸市场5号",
		"样路88号A座参茸店":          "样路88号A座参茸店",
		"样路88号三楼社区":           "样路88号三楼社区",
		"样路798艺术区":            "样路798艺术区",
		"样路88号101创意园":         "样路88号101创意园",
	})
}

// checkAddresses masks each address with the default policy, and wants lint to
// see what was hidden if it is printed, and none of what was masked.
func checkAddresses(t *testing.T, wants map[string]string) {
	t.Helper()
	p := mustLoad(t, Default)
	for in, want := range wants {
		s := &waybill.Shipment{Row: 1, WaybillNo: "T1", Recipient: waybill.Party{Detail: waybill.NewText(in)}}
		m, err := p.Apply(s, testClock)
		if err != nil {
			t.Fatal(err)
		}
		got, _ := m.Field("recipient.address")
		if got != want {
			t.Errorf("%s: got %s, want %s", in, got, want)
		}
		if _, again, err := applyOne(t, p, "detail", got); err != nil || again != got {
			t.Errorf("%s: masked again as %s, %v", got, again, err)
		}
		if found := Lint(s, m); found != nil {
			t.Errorf("%s: lint of what is masked: %v", got, found)
		}
		m.r.shown[fieldRecipient+fieldID(partDetail)] = in
		if found := Lint(s, m); (found != nil) != (in != want) {
			t.Errorf("%s: lint of what is not masked: %v", in, found)
		}
	}
}

// TestNumbersInText: telephone and identity numbers of somebody in a remark,
// with any sign between their groups, and what looks like one and is none.
func TestNumbersInText(t *testing.T) {
	p := mustLoad(t, Default)
	for in, want := range map[string]string{
		"110101 19900307 0011":    "***",
		"110101-19900307-0011":    "***",
		"证110101 1990 0307 001X":  "证***",
		"幺三九洞洞洞洞两两两两":             "***",
		"139/0000/2222":           "***",
		"139、0000、2222":           "***",
		"139，0000，2222谢谢":         "***谢谢",
		"订单13900002222":           "订单***",
		"13900002222/13900003333": "***/***",
		"订单号13900002222":          "订单号13900002222",
		"单号110101-19900307-0012":  "单号110101-19900307-0012",
		"2026/11/22送3箱":           "2026/11/22送3箱",
		"2026/11/22 10:30，12:30":  "2026/11/22 10:30，12:30",
		"尺码170/92/1500/2000":      "尺码170/92/1500/2000",
		"要100,200,300,400":        "要100,200,300,400",
		"139/000/02222":           "139/000/02222",
		"送两箱2000/300/4000个":       "送两箱2000/300/4000个",
		"两件各15公斤":                 "两件各15公斤",
	} {
		s := &waybill.Shipment{Row: 1, WaybillNo: "T1", Remark: waybill.NewText(in)}
		m, err := p.Apply(s, testClock)
		if err != nil {
			t.Fatal(err)
		}
		if got, _ := m.Field("remark"); got != want {
			t.Errorf("%s: got %s, want %s", in, got, want)
		}
		if found := Lint(s, m); found != nil {
			t.Errorf("%s: lint of what is masked: %v", in, found)
		}
		m.r.shown[fieldRemark] = in
		if found := Lint(s, m); (found != nil) != (in != want) {
			t.Errorf("%s: lint of what is not masked: %v", in, found)
		}
	}
}

// TestOwnNumberOverJoints: the record's own number is found with signs between
// its groups, in whatever groups, and a part of it is not.
func TestOwnNumberOverJoints(t *testing.T) {
	p := mustLoad(t, Default)
	for in, want := range map[string]string{
		"138/0000/1246":        "***",
		"138、0000、1246":        "***",
		"138,0000,1246":        "***",
		"打138/000/01246好吗":     "打***好吗",
		"13/80/00/01/24/6":     "***",
		"1380000, 1246":        "***",
		"138：0000：1246":        "***",
		"138/0000/12/47/5/6/7": "138/0000/12/47/5/6/7",
		"2026/11/22，1380000":   "2026/11/22，1380000",
	} {
		s := &waybill.Shipment{Row: 1, WaybillNo: "T1", Remark: waybill.NewText(in),
			Recipient: waybill.Party{Phone: waybill.NewText("13800001246"), Detail: waybill.NewText("样路26号" + in)},
			Extras:    []waybill.Extra{{Column: "x", Value: waybill.NewText(in)}}}
		m, err := p.Apply(s, testClock)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{"remark", "extra.x"} {
			if got, _ := m.Field(name); got != want && in != want {
				t.Errorf("%s %s: got %s, want %s", name, in, got, want)
			}
		}
		for _, name := range []string{"remark", "extra.x", "recipient.address"} {
			got, _ := m.Field(name)
			if found := m.Secrets().Find(got); found != nil {
				t.Errorf("%s %s: %s holds %v", name, in, got, found)
			}
		}
		if found := m.Secrets().Find(in); (found != nil) != (in != want) && in != "2026/11/22，1380000" {
			t.Errorf("%s: the gate finds %v", in, found)
		}
	}
}
