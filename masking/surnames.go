package masking

import (
	"strings"
	"sync"
)

// wordSet is a list of words, made ready for look-ups when first asked: a
// program that masks nothing pays nothing.
type wordSet func() *words

// words are a set, with a bit for the low ten bits of each one's first
// character: a quick no for most.
type words struct {
	set   map[string]struct{}
	first [16]uint64
}

// newWordSet takes words with blanks between.
func newWordSet(list string) wordSet {
	return sync.OnceValue(func() *words {
		all := strings.Fields(list)
		w := &words{set: make(map[string]struct{}, len(all))}
		for _, word := range all {
			w.set[word] = struct{}{}
			r, _ := decode(word)
			w.first[r>>6&15] |= 1 << (r & 63)
		}
		return w
	})
}

// has reports whether word is one of the words.
func (w wordSet) has(word string) bool {
	if word == "" {
		return false
	}
	all := w()
	if r, _ := decode(word); all.first[r>>6&15]>>(r&63)&1 == 0 {
		return false
	}
	_, ok := all.set[word]
	return ok
}

// compoundSurnames are the surnames of two and more characters, simplified
// and traditional.
var compoundSurnames = newWordSet("欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 " +
	"太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 " +
	"漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 公户 公仪 梁丘 公仲 左丘 " +
	"公伯 西门 第五 公乘 南荣 东里 仲长 即墨 达奚 褚师 纳兰 叶赫 那拉 完颜 富察 张简 范姜 钮祜禄 爱新觉罗 西林觉罗 " +
	"歐陽 司馬 東方 獨孤 南宮 聞人 諸葛 尉遲 赫連 澹臺 濮陽 公孫 仲孫 鍾離 鐘離 長孫 鮮于 閭丘 子車 巫馬 顓孫 壤駟 " +
	"樂正 穀梁 夾谷 軒轅 東郭 公戶 公儀 左邱 梁邱 公乘 南榮 東里 仲長 達奚 褚師 納蘭 葉赫 完顏 張簡 鈕祜祿 愛新覺羅 西林覺羅")

// hangulSurnames are the Korean surnames of two syllables.
var hangulSurnames = newWordSet("남궁 황보 제갈 사공 선우 독고 동방 서문 망절 어금")

// titles follow a surname in place of a given name.
var titles = newWordSet("先生 女士 小姐 老师 老師 阿姨 经理 經理 师傅 師傅 总 總 太太 夫人 同学 同學 医生 醫生 律师 律師 教授 主任 " +
	"总监 總監 老板 老闆 大哥 大姐 大叔 叔叔 哥 姐 店长 店長 厂长 廠長 院长 院長 校长 校長 局长 局長 科长 科長 部长 部長 처장 씨 님")

// organisationEndings end the name of an organisation, never a person's.
var organisationEndings = [...]string{
	"公司", "集团", "集團", "旗舰店", "旗艦店", "专营店", "專營店", "专卖店", "專賣店", "商行", "茶行", "批发部", "批發部",
	"仓储部", "倉儲部", "发货仓", "發貨倉", "客服部", "超市", "中心", "学校", "學校", "医院", "醫院", "工厂", "工廠",
	"商店", "便利店", "药店", "藥店", "书店", "書店", "饭店", "飯店", "酒店", "餐厅", "餐廳", "经营部", "經營部", "门市部", "門市部",
	"服务部", "服務部", "售后部", "售後部", "销售部", "銷售部", "物流部", "采购部", "採購部", "财务部", "財務部", "市场部", "仓库", "倉庫",
	"总仓", "分仓", "大学", "大學", "中学", "中學", "小学", "小學", "幼儿园", "幼兒園", "研究院", "研究所", "事务所", "事務所",
	"合作社", "工作室", "商贸", "商城", "商场", "商場", "银行", "銀行", "驿站", "驛站", "服务站", "委员会", "委員會", "协会", "協會",
	"株式会社", "有限会社", "주식회사", "有限合伙",
}

// organisationLast are the last characters of all endings below and above, and
// of names with a branch in brackets.
const organisationLast = "司团團店行部仓倉市心校院厂廠厅廳库庫学學园園所社室贸城场場银行銀站会會伙사局馆館）)"

// mayEndOrganisation has a bit for the low ten bits of each of organisationLast:
// a quick no for most characters.
var mayEndOrganisation = lowBits(organisationLast)

// organisationShortEndings are single characters that also end nicknames:
// they count from five characters on, or after a word of the trade.
const organisationShortEndings = "店部仓倉厂廠行社局院馆館"

// tradeWords stand before a short ending in a short name (客服部).
var tradeWords = newWordSet("客服 仓储 倉儲 售后 售後 发货 發貨 财务 財務 采购 採購 物流 行政 市场 市場 技术 技術 人事 销售 銷售 运营 運營 研发 研發 质检 商务 电商 收发 收發 前台 总务 生产 维修 退货 配送 中转")

// latinOrganisations end the name of an organisation in Latin letters,
// folded.
var latinOrganisations = newWordSet("ltd inc llc corp co company corporation gmbh ag sa limited plc pte bv store shop group holdings university hospital school hotel bank warehouse")
