package masking

import (
	"testing"

	"waybill"
)

// TestSomeRoomInFreeText: a unit or room that is not the record's own. Times,
// amounts and codes stay.
func TestSomeRoomInFreeText(t *testing.T) {
	p := mustLoad(t, Default)
	for in, want := range map[string]string{
		"3单元":                        "***",
		"请送3单元谢谢":                    "请送***谢谢",
		"3单元1502":                    "***",
		"放3单元1502门口":                 "放***门口",
		"3单元1502放门口":                 "***放门口",
		"3单元三二放门口":                   "***放门口",
		"第三单元502室":                   "***",
		"4号楼1503":                    "4号楼***",
		"4号楼1503放门口":                 "4号楼***放门口",
		"4号楼 三 零 一":                  "4号楼 ***",
		"四栋一五〇三放门口":                  "四栋***放门口",
		"4号楼幺五洞三":                    "4号楼***",
		"4号楼1503号":                   "4号楼***",
		"丙单元":                        "***",
		"③单元":                        "***",
		"Ⅲ单元一五○三":                    "***",
		"送到东单元302":                   "送到***",
		"1栋2单元3楼4号":                  "1栋***",
		"3楼302":                      "***",
		"8号房":                        "***",
		"放在1503室":                    "放在***",
		"A座3102":                     "A座***",
		"3单元***":                     "***",
		"3單元１５０３":                    "***",
		"5栋300件":                     "5栋300件",
		"4号楼12点送":                    "4号楼12点送",
		"5栋12号送":                     "5栋12号送",
		"2号楼2024年":                   "2号楼2024年",
		"4号楼门口":                      "4号楼门口",
		"放一楼大厅":                      "放一楼大厅",
		"三室两厅":                       "三室两厅",
		"放3号柜":                       "放3号柜",
		"302室内机":                     "302室内机",
		"尺码170/92A":                  "尺码170/92A",
		"4-3-1502":                   "4-***",
		"放4-3-1502门口":                "放4-***门口",
		"型号4-3-1502":                 "型号4-3-1502",
		"尺码10-20-300":                "尺码10-20-300",
		"4-3-1502个":                  "4-3-1502个",
		"2026-3-150":                 "2026-3-150",
		"26-11-22送":                  "26-11-22送",
		"4号楼三二":                      "4号楼***",
		"4号楼丙":                       "4号楼***",
		"4号楼32，谢谢":                   "4号楼***，谢谢",
		"送A座B":                       "送A座***",
		"5栋2放门口":                     "5栋***放门口",
		"4号楼2 箱":                     "4号楼2 箱",
		"4号楼2-3点":                    "4号楼2-3点",
		"4号楼12:30送":                  "4号楼12:30送",
		"4号楼甲方":                      "4号楼甲方",
		"4号楼，2":                      "4号楼，2",
		"Apt 4C":                     "***",
		"leave at apt. #12-A please": "leave at *** please",
		"放Room1203门口":                "放***门口",
		"Flat B, call":               "***, call",
		"flat a bit big":             "flat a bit big",
		"room temperature":           "room temperature",
		"unit price 5":               "unit price 5",
		"Ｒｏｏｍ １２０３":                  "***",
		"room 13800001":              "room 13800001",
		"货号1234567890":               "货号1234567890",
		"A座31022件":                   "A座31022件",
		"房间1503":                     "房间***",
		"房间号：1503放门口":                "房间号：***放门口",
		"房1503":                      "房***",
		"室1503":                      "室***",
		"办公室1503":                    "办公室***",
		"15楼03":                      "***",
		"3单元1503#":                   "***",
		"4号楼1503#":                   "4号楼***",
		"2栋/301":                     "2栋/***",
		"2#301":                      "2#***",
		"门牌1503":                     "门牌***",
		"门牌号码1503":                   "门牌号码***",
		"放2#门口":                      "放2#门口",
		"租房2000":                     "租房2000",
		"房间300元":                     "房间300元",
		"两室一厅1500":                   "两室一厅1500",
		"三室1500":                     "三室1500",
		"2#300件":                     "2#300件",
		"15楼12点":                     "15楼12点",
		"东门菜鸟驿站":                     "东门菜鸟驿站",
	} {
		s := &waybill.Shipment{Row: 1, WaybillNo: "T1", Remark: waybill.NewText(in), Extras: []waybill.Extra{{Column: "x", Value: waybill.NewText(in)}}}
		m, err := p.Apply(s, testClock)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{"remark", "extra.x"} {
			if got, _ := m.Field(name); got != want {
				t.Errorf("%s %s: got %s, want %s", name, in, got, want)
			}
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

// TestRoomsInTextFollowTheAddress: a policy that shows the whole address, or
// the unit of it, has nothing to hide of that in a remark.
func TestRoomsInTextFollowTheAddress(t *testing.T) {
	for level, want := range map[string]string{"nothing": "放3单元1502", "room": "放3单元***", "unit": "放***", "street": "放***"} {
		p, err := Parse([]byte("name: t\nextends: cn-gbt41833\nstandard: none\nreason: test\naddresses:\n  - hide-from: "+level+"\n"), "t")
		if err != nil {
			t.Fatal(err)
		}
		if got := one(t, p, "remark", "放3单元1502", ""); got != want {
			t.Errorf("%s: got %s, want %s", level, got, want)
		}
	}
}
