package masking

import (
	"testing"

	"waybill"
)

func TestNames(t *testing.T) {
	p := mustLoad(t, Default)
	for in, want := range map[string]string{
		"样本": "样*", "张 样": "张*", "欧阳样": "欧阳*", "爱新觉罗样例": "爱新觉罗**", "爱新觉罗·样例": "爱***·**",
		"José Álvarez": "J*** Á******", "O'Sample": "O*******", "J": "*", "Ｊｏｈｎ Ｓample": "J*** S*****",
		"葛󠄀城样": "葛󠄀**", "𠮷󠄀": "*", "さんぷる": "さ***", "홍샘플": "홍**", "남궁샘플": "남궁**", "Mr.样": "M***", "老K": "老*",
		"客服部": "客服部", "样品集团": "样品集团", "XX有限公司(样城)": "XX有限公司(样城)", "Sample Trading Co., Ltd.": "Sample Trading Co., Ltd.",
		"样店": "样*", "王样店": "王**", "样三13800001234": "样************", "12345": "*****", "***": "***",
	} {
		if got := one(t, p, "name", in, ""); got != want {
			t.Errorf("%s: got %s, want %s", in, got, want)
		}
	}
}

func TestPhones(t *testing.T) {
	p := mustLoad(t, Default)
	for in, want := range map[string]string{
		"13800001234(家)": "*******1234", "电话：13800001234": "*******1234", "138 0000 1234 转 12": "*******1234转****",
		"0086 138 0000 1234": "+86 *******1234", "86 0571 80001234": "+86 0571 ******34", "+86 571 80001234": "+86 571 ******34",
		"1380000123": "*******", "123456789": "*******", "一三八〇〇〇〇一二三四": "*******1234", "021-6500001/13800001234": "021-******1/*******1234",
		"(0571)80001234": "0571-******34", "80001234": "******34", "10086": "10086", "95188": "95188", "4008200000": "4008200000",
		"700123456789012": "700123456789012", "17000001234-1234": "17000001234-1234", "17000001234": "*******1234", "170000012341234": "*******",
		"+44 20 7000 0018": "+44 ******0018", "0900-001-234": "*******234", "138xxxx1234": "*******1234", "无": "*******",
	} {
		if got := one(t, p, "phone", in, waybill.PhoneUnknown); got != want {
			t.Errorf("%s: got %s, want %s", in, got, want)
		}
	}
	// A number that the record calls real is masked whatever its shape.
	for _, in := range []string{"17000001234-1234", "700123456789012", "95013000012345转1234"} {
		if got := one(t, p, "phone", in, waybill.PhoneReal); got == in {
			t.Errorf("%s: declared real, shown", in)
		}
	}
}

func TestTexts(t *testing.T) {
	p := mustLoad(t, Default)
	for in, want := range map[string]string{
		"微信13800001234": "微信***", "放门卫，联系138 0000 1234王阿姨": "放门卫，联系***王阿姨", "打一三八〇〇〇〇一二三四": "打***",
		"1 3 8 0 0 0 0 1 2 3 4": "***", "138_0000_1234": "***", "手机138—0000—1234": "手机***", "13800001234/13900001234": "***/***",
		"联系0571-80001234转12谢谢": "联系***谢谢", "电话80001234": "电话***", "call (415) 555-0132": "call ***", "+852 5000 1234": "***",
		"加微信abc_12345": "加微信***", "vx:test12345 谢谢": "vx:*** 谢谢", "QQ 123456789": "QQ ***", "邮箱a.b@example.com联系": "邮箱***联系",
		"身份证11010519491231002X": "身份证***", "11010519491231002X": "***",
		// order and part numbers, sizes, dates stay
		"订单号681431401413701554": "订单号681431401413701554", "货号13800001234": "货号13800001234", "单号YT1234567890123": "单号YT1234567890123",
		"20240315发货": "20240315发货", "尺码170/92A": "尺码170/92A", "赠品x3": "赠品x3", "11010519491231002": "11010519491231002",
	} {
		if got := one(t, p, "remark", in, ""); got != want {
			t.Errorf("%s: got %s, want %s", in, got, want)
		}
	}
}

// TestOtherProfiles holds the rows of profiles that masking-examples.csv does
// not have.
func TestOtherProfiles(t *testing.T) {
	for _, c := range []struct {
		profile, field, in string
		kind               waybill.PhoneKind
		want               string
	}{
		{"jp-anon", "name", "見本太郎", "", "(匿名)"},
		{"jp-anon", "address", "東京都渋谷区見本2-21-1", "", "東京都"},
		{"jp-anon", "address", "北海道札幌市中央区見本1", "", "北海道"},
		{"jp-anon", "phone", "090-0000-5678", "", ""},
		{"jp-anon", "postal_code", "〒150-0002", "", "〒150-00**"},
		{"eu-min", "name", "Anna Müster", "", "Anna Müster"},
		{"eu-min", "address", "Packstation 123, 53113 Bonn", "", "Packstation 123, 53113 Bonn"},
		{"eu-min", "phone", "+49 151 20000000", "", ""},
		{"eu-min", "remark", "Ring at Apt 12, call +49 151 20000000", "", "Ring at Apt 12, call "},
		{"us-relay", "name", "John Sample", "", "John Sample"},
		{"us-relay", "address", "123 Sample St Apt 4B", "", "123 Sample St Apt 4B"},
		{"us-relay", "phone", "+1 555-123-4567 ext. 12345", waybill.PhoneVirtual, "+1 555-123-4567 ext. 12345"},
		{"us-relay", "phone", "+1 (415) 555-0132", "", ""},
		{"cn-gbt41833-min", "name", "张先生", "", "张先生"},
		// Masked with ^_^ before: a smile label shows it again, others nothing.
		{"smile", "phone", "138^_^1234", "", "138^_^1234"},
		{"smile", "phone", "＋86＾＿＾1234", "", "+86^_^1234"},
		{"smile", "phone", "138^_^1234/139^_^5678", "", "138^_^1234/139^_^5678"},
		{"smile", "phone", "1380^_^1234", "", "^_^"},
		{"smile", "phone", "138^_^01234", "", "^_^"},
		{"smile", "phone", "138^_^1234^_^56", "", "^_^"},
		{Default, "phone", "138^_^1234", "", "*******"},
		{"legacy-344", "phone", "138^_^1234", "", "*******"},
		{"jp-anon", "name", "(匿名)", "", "(匿名)"},
		{"cn-gbt41833-min", "name", "John Sample", "", "J**"},
	} {
		if got := one(t, mustLoad(t, c.profile), c.field, c.in, c.kind); got != c.want {
			t.Errorf("%s %s %s: got %q, want %q", c.profile, c.field, c.in, got, c.want)
		}
	}
}
