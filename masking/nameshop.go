package masking

import (
	"strings"
	"unicode/utf8"
)

// surnames are the common surnames of one character, simplified and
// traditional.
var surnames = newWordSet("王 李 张 刘 陈 杨 黄 赵 吴 周 徐 孙 马 朱 胡 郭 何 林 罗 高 郑 梁 谢 宋 唐 许 韩 邓 冯 曹 彭 曾 肖 萧 田 董 潘 袁 蔡 " +
	"蒋 余 于 杜 叶 程 魏 苏 吕 丁 任 卢 姚 沈 钟 姜 崔 谭 陆 范 汪 廖 石 金 韦 贾 夏 付 傅 方 邹 熊 白 孟 秦 邱 侯 江 尹 薛 闫 阎 段 " +
	"雷 龙 黎 史 陶 贺 毛 郝 顾 龚 邵 万 覃 武 钱 戴 严 莫 孔 向 常 汤 康 易 乔 赖 文 尤 牛 樊 葛 邢 安 齐 庞 颜 倪 庄 聂 章 鲁 岳 翟 " +
	"殷 詹 申 耿 关 兰 焦 俞 左 柳 甘 祝 包 宁 尚 符 舒 阮 柯 纪 梅 童 凌 毕 单 季 裴 霍 涂 成 苗 谷 曲 盛 冉 翁 蓝 骆 路 游 靳 辛 管 柴 " +
	"蒙 鲍 华 喻 祁 蒲 房 滕 屈 饶 解 牟 艾 时 阳 穆 农 司 卓 古 吉 缪 简 车 项 连 芦 麦 褚 娄 窦 戚 岑 景 党 宫 费 卜 冷 晏 席 卫 米 柏 " +
	"張 劉 陳 楊 黃 趙 吳 孫 馬 羅 鄭 謝 許 韓 鄧 馮 蕭 蔣 葉 蘇 呂 盧 鍾 譚 陸 範 韋 賈 鄒 閻 龍 賀 顧 龔 萬 錢 嚴 湯 喬 賴 齊 龐 顏 莊 聶 魯 關 蘭")

// shopSeparators part a person from the shop: 张三-样样旗舰店.
const shopSeparators = "-－—–_/／|｜ 　·:：,，"

// splitShop cuts a person's name from the organisation behind it and keeps the
// latter in rest, so that the person is masked and the shop is printed. What is
// no such pair is left.
func (n *name) splitShop() {
	last, _ := utf8.DecodeLastRuneInString(n.text)
	if mayEndOrganisation[last>>6&15]>>(last&63)&1 == 0 {
		return
	}
	i := strings.IndexAny(n.text, shopSeparators)
	if i <= 0 || !isPersonBeforeShop(n.text[:i]) {
		return
	}
	shop := strings.TrimLeft(n.text[i:], shopSeparators)
	if strings.ContainsFunc(shop, func(r rune) bool { return anyDigit(r) >= 0 && r < 0x4E00 }) || parseName(shop, nil).class != nameOrganisation {
		return
	}
	n.text, n.rest = n.text[:i], n.text[i:]
}

// isPersonBeforeShop reports whether s has the length and the surname of a
// person's name; of what was masked before, the surname.
func isPersonBeforeShop(s string) bool {
	runes := 0
	for i, r := range s {
		if scriptOf(r) != scriptHan && !(i > 0 && scriptOf(r) == scriptMark) {
			return false
		}
		runes++
	}
	first, size := decode(s)
	switch runes {
	case 2, 3:
		return surnames.has(string(first))
	case 4:
		_, second := decode(s[size:])
		return compoundSurnames.has(s[:size+second])
	}
	return false
}
