package masking

import "testing"

// TestAddresses holds the grammar on forms beyond the reference data. Places
// are common words combined; nobody lives there.
func TestAddresses(t *testing.T) {
	p := mustLoad(t, Default)
	for _, c := range []struct{ in, want string }{
		// unit first
		{"2单元301室，阳光样园5栋", "*** 阳光样园5栋"},
		{"2单元301室 样福路12号阳光样园5栋", "*** 样福路12号阳光样园5栋"},
		{"301室（放门口）", "***"},
		// brackets
		{"阳光样园（5栋2单元301室）", "阳光样园（5栋***"},
		{"阳光样园5栋（301）", "阳光样园5栋***"},
		// sides and stems
		{"样里5栋东单元301", "样里5栋***"},
		{"样里5栋西户", "样里5栋***"},
		{"样小区3栋甲单元402", "样小区3栋***"},
		{"小区东门菜鸟驿站", "小区东门菜鸟驿站"},
		// numbers in names
		{"三间房南里4号楼2单元501", "三间房南里4号楼***"},
		{"798艺术区A座1203", "798艺术区A座***"},
		{"1933老场坊3号楼", "1933老场坊3号楼"},
		{"五层楼社区", "五层楼社区"},
		{"户部巷12号", "户部巷12号"},
		{"千户苗寨3组", "千户苗寨3组"},
		{"2号线人民广场站3号口", "2号线人民广场站3号口"},
		// bare numbers
		{"样厦12F-1605", "样厦***"},
		{"样象城L3-25铺", "样象城***"},
		{"样达广场1栋T2-1801", "样达广场1栋***"},
		{"样村SOHO 2606", "样村SOHO***"},
		{"样关村软件园1205", "样关村软件园***"},
		{"样园 5 2 301", "样园 5***"},
		{"样园５－２－３０１", "样园５－***"},
		{"建样路1876", "建样路1876"},
		{"建样路1876-1号", "建样路1876-1号"},
		{"中样路12-3-501", "中样路12-***"},
		{"解样路12号5-301", "解样路12号***"},
		{"样园5栋1205旁边", "样园5栋***"},
		// floors
		{"华样大厦负一层B102", "华样大厦***"},
		{"绿样中心B1层12号铺", "绿样中心***"},
		{"样行二楼", "样行***"},
		{"样小区3楼2单元501", "样小区3楼***"},
		{"三栋二单元三零一", "三栋***"},
		// villages
		{"马样村四社28号", "马样村四社***"},
		{"十八里样乡十八里样村12号", "十八里样乡十八里样村***"},
		{"曹样新村5号602室", "曹样新村5号***"},
		// other regions
		{"太样城第3座12樓A室", "太样城第3座***"},
		{"松樣路100號21樓之3", "松樣路100號***"},
		{"샘플로 152 샘플센터 20층 2001호", "샘플로 152 샘플센터***"},
		{"123 Sample St Apt 4B", "123 Sample St ***"},
		{"Room 501, Unit 2, Building 3, Sample Garden, Sample Road", "***, Building 3, Sample Garden, Sample Road"},
		{"Flat B 12/F Tower 2 Sample", "*** Tower 2 Sample"},
		{"1 Sample St, Unit Five", "1 Sample St, ***"},
		{"1 Sample St Apt One Hundred and Two, Sample City", "1 Sample St ***, Sample City"},
		{"1 Sample St, Room Twenty-Three, Sample City", "1 Sample St, ***, Sample City"},
		{"Third Floor, 1 Sample St", "***, 1 Sample St"},
		{"12 Third St, Sample City", "12 Third St, Sample City"},
		{"One Sample Plaza, Sample City", "One Sample Plaza, Sample City"},
		{"12-14 Sample St #1204", "12-14 Sample St ***"},
		{"PO Box 123", "PO Box 123"},
		// texts in the line
		{"样里30栋 电话13800001234", "样里30栋 电话***"},
		{"样例路88号 13800001234", "样例路88号 ***"},
	} {
		if got := one(t, p, "address", c.in, ""); got != c.want {
			t.Errorf("%s: got %s, want %s", c.in, got, c.want)
		}
	}
}

func TestAddressLevels(t *testing.T) {
	const in = "浙江省杭州市西湖区文新街道样例路12号阳光样园5栋2单元3层301室"
	for level, want := range map[string]string{
		"room":     "浙江省杭州市西湖区文新街道样例路12号阳光样园5栋2单元3层***",
		"floor":    "浙江省杭州市西湖区文新街道样例路12号阳光样园5栋2单元***",
		"unit":     "浙江省杭州市西湖区文新街道样例路12号阳光样园5栋***",
		"building": "浙江省杭州市西湖区文新街道样例路12号阳光样园***",
		"road":     "浙江省杭州市西湖区文新街道样例路***",
		"street":   "浙江省杭州市西湖区文新街道***",
		"district": "浙江省杭州市***",
		"city":     "浙江省***",
		"all":      "***",
		"nothing":  in,
	} {
		p, err := Parse([]byte("name: t\nextends: cn-gbt41833\nstandard: none\nreason: test\naddresses:\n  - hide-from: "+level+"\n"), "t")
		if err != nil {
			t.Fatal(err)
		}
		if got := one(t, p, "address", in, ""); got != want {
			t.Errorf("%s: got %s, want %s", level, got, want)
		}
	}
}
