package masking

import (
	"strings"
	"testing"

	"waybill"
)

// TestBehindBuilding: what no rule explains is hidden and counted; what is
// known to be no part of a household stays.
func TestBehindBuilding(t *testing.T) {
	p := mustLoad(t, Default)
	for _, c := range []struct {
		in, want string
		unparsed bool
	}{
		{"四栋一五〇三", "四栋***", false},
		{"四栋一五○三", "四栋***", false},
		{"四栋一五O三", "四栋***", false},
		{"4号楼 三 零 一", "4号楼***", false},
		{"4号楼 1 5 0 3", "4号楼***", false},
		{"4号楼幺五洞三", "4号楼***", false},
		{"4号楼三二", "4号楼***", false},
		{"4号楼门牌 一五零三", "4号楼***", true},
		{"4号楼丙", "4号楼***", true},
		{"4号楼丙单元", "4号楼***", false},
		{"4号楼复式", "4号楼***", true},
		{"4号楼东", "4号楼***", true},
		{"4号楼（丙）", "4号楼***", true},
		{"4号楼（西边套）", "4号楼***", true},
		{"4号楼西边旁边", "4号楼***", true},
		{"4号楼放左边", "4号楼***", true},
		{"4号楼楼前", "4号楼楼前", false},
		{"4号楼 XII", "4号楼***", false},
		{"4号楼 ٣٠١", "4号楼***", true},
		{"4号楼楼道1503", "4号楼***", true},
		{"4号楼王样样1503", "4号楼***", true},
		{"四栋里面陆 - 零 - 伍室", "四栋***", true},
		{"四 号 楼 三二", "四 号 楼***", false},
		{"拐号楼三二", "拐号楼***", false},
		{"VIII栋III单元", "VIII栋***", false},
		{"12栋B", "12栋***", false},
		{"5幢A座1203", "5幢A座***", false},
		{"1号楼创业大厦B座301", "1号楼创业大厦B座***", false},
		{"1号楼丙B座301", "1号楼***", true},
		{"第3座恆天閣12樓A室", "第3座恆天閣***", false},
		{"样大厦三二", "样大厦***", true},
		{"样大厦丙", "样大厦***", true},
		{"12弄5号丙", "12弄5号***", true},
		{"阳光样园三二", "阳光样园***", true},
		{"阳光样园 三二", "阳光样园***", true},
		{"阳光样园B", "阳光样园***", true},
		{"阳光样园丙放门口", "阳光样园***", true},
		{"阳光样园三", "阳光样园三", false},
		{"阳光样园十二", "阳光样园十二", false},
		{"阳光样园B区", "阳光样园B区", false},
		{"阳光样园B 301", "阳光样园B***", false},
		{"阳光样园B样样路", "阳光样园B样样路", false},
		{"12号丙", "12号丙", false},
		{"样公寓幺五", "样公寓***", true},
		{"样园3.2.501", "样园3.***", false},
		{"样园16-801旁边", "样园16-***", false},
		{"12号三零一旁边", "12号***", false},

		{"5栋菜鸟驿站", "5栋菜鸟驿站", false},
		{"5栋对面小卖部", "5栋对面小卖部", false},
		{"5栋（放菜鸟驿站）", "5栋（放菜鸟驿站）", false},
		{"5栋（近地铁口）", "5栋（近地铁口）", false},
		{"5栋 KFC店", "5栋 KFC店", false},
		{"5栋放门口", "5栋放门口", false},
		{"A座样样科技有限公司", "A座样样科技有限公司", false},
		{"5栋，建样路3号", "5栋，建样路3号", false},
		{"3号院2号楼", "3号院2号楼", false},
		{"678号鼓楼新村", "678号鼓楼新村", false},
		{"三栋镇样村", "三栋镇样村", false},
		{"三座店村20组", "三座店村20组", false},
		{"三座样寺旁", "三座样寺旁", false},
		{"101号之一", "101号之一", false},
		{"样大厦", "样大厦", false},
		{"样大厦 KFC", "样大厦 KFC", false},
		{"距样园1.5公里", "距样园1.5公里", false},
	} {
		before := "样路26号" // what stands before the building, or the name
		if strings.ContainsAny(c.in[:3], "三136") {
			before = "样县"
		}
		s := &waybill.Shipment{Row: 1, WaybillNo: "T1", Recipient: waybill.Party{Detail: waybill.NewText(before + c.in)}}
		m, err := p.Apply(s, testClock)
		if err != nil {
			t.Fatal(err)
		}
		got, _ := m.Field("recipient.address")
		if got != before+c.want {
			t.Errorf("%s: got %s, want %s", c.in, got, before+c.want)
		}
		if n := countNotes(m, NoteUnparsed); (n > 0) != c.unparsed {
			t.Errorf("%s: %d notes of what is unparsed, want %v", c.in, n, c.unparsed)
		}
	}
}

func countNotes(m Masked, kind NoteKind) int {
	n := 0
	for _, note := range m.r.notes {
		if note.Kind == kind {
			n++
		}
	}
	return n
}

// TestNumbersOnly has the policy that keeps the words and hides the numbers.
func TestNumbersOnly(t *testing.T) {
	p := mustLoad(t, "platform-middle")
	for in, want := range map[string]string{
		"样路26号4号楼1503":    "样路*号*号楼*",
		"样路26号4号楼丙":       "样路*号*号楼*",
		"样路26号4号楼 三 零 一室": "样路*号*号楼 *室",
		"样路26号4栋丙单元三二":    "样路*号*栋*单元*",
		"样路26号4栋东单元301":   "样路*号*栋*单元*",
		"样路26号#1204":      "样路*号#*",
		"样园3-2-501":       "样园*-*-*",
		"三间房南里4号楼2门3":     "三间房南里*号楼*门*",
	} {
		if got := one(t, p, "address", in, ""); got != want {
			t.Errorf("%s: got %s, want %s", in, got, want)
		}
	}
}

// TestColumnsOfDivisions: a room in the column of a division is hidden too.
func TestColumnsOfDivisions(t *testing.T) {
	s := &waybill.Shipment{Row: 1, WaybillNo: "T1", Recipient: waybill.Party{Province: waybill.NewText("浙江省"),
		City: waybill.NewText("岳阳市"), District: waybill.NewText("岳阳楼区样路４号楼三零一"), Detail: waybill.NewText("样样")}}
	m, err := mustLoad(t, Default).Apply(s, testClock)
	if err != nil {
		t.Fatal(err)
	}
	if got, _ := m.Field("recipient.address"); got != "浙江省岳阳市岳阳楼区样路４号楼***样样" {
		t.Errorf("got %s", got)
	}
}

// TestLintReadsOneLine: the building in the street, the room in the detail.
func TestLintReadsOneLine(t *testing.T) {
	p := mustLoad(t, Default)
	for _, c := range []struct {
		street, detail string
		found          bool
	}{
		{"样城路26号2号楼", "一五零三", true},
		{"样城路26号2号楼", "三二", true},
		{"样城路26号2号楼", "丙", true},
		{"样城路26号2号楼", "丙单元", true},
		{"样城路26号2号楼 ", "门牌 三零一", true},
		{"样城路26号2号楼", "菜鸟驿站", false},
		{"样城路26号", "1503", true},
		{"样城街道", "样城路26号", false},
		{"样城路26号2号楼", "***", false},
	} {
		s := &waybill.Shipment{Row: 1, WaybillNo: "T1", Recipient: waybill.Party{Street: waybill.NewText(c.street), Detail: waybill.NewText(c.detail)}}
		m, err := p.Apply(s, testClock)
		if err != nil {
			t.Fatal(err)
		}
		if found := Lint(s, m); found != nil {
			t.Errorf("%s, %s: lint of what is masked: %v", c.street, c.detail, found)
		}
		m.r.shown[fieldRecipient+fieldID(partDetail)] = c.detail
		if found := Lint(s, m); (found != nil) != c.found {
			t.Errorf("%s, %s: lint of what is not masked: %v", c.street, c.detail, found)
		}
	}
}

// TestLintKnowsTheMask: a mask of words is no room.
func TestLintKnowsTheMask(t *testing.T) {
	p, err := Parse([]byte("name: t\nextends: cn-gbt41833\naddresses:\n  - hide-from: unit\n    with: 「已隐藏」\n"), "t")
	if err != nil {
		t.Fatal(err)
	}
	s := &waybill.Shipment{Row: 1, WaybillNo: "T1", Recipient: waybill.Party{Detail: waybill.NewText("样路26号4号楼丙")}}
	m, err := p.Apply(s, testClock)
	if err != nil {
		t.Fatal(err)
	}
	if got, _ := m.Field("recipient.detail"); got != "样路26号4号楼「已隐藏」" {
		t.Errorf("got %s", got)
	}
	if found := Lint(s, m); found != nil {
		t.Errorf("lint finds %v", found)
	}
}
