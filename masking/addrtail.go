package masking

import "unicode/utf8"

// What stands behind a building is its inside: unit, floor, room, in words and
// numerals that nobody can list. So the rule is turned round. What may stay
// there is listed, and the rest is hidden: see mayStay.

// tailCut hides all from rune i on, which no rule explained.
func (s *addrScan) tailCut(i int) cut {
	return cut{from: i, to: len(s.runes), level: levelRoom, unparsed: true, tail: true}
}

// mayStay reports whether the text [from,to) behind a building is known to
// name no part of it. Signs and blanks part it in segments, and each must be
// harmless: a shop, office or spot that everyone may know (菜鸟驿站, 物业,
// 对面), a word to the courier (放门口, 电话), or in brackets a comment that
// speaks of no household; always without numbers of any kind.
func (s *addrScan) mayStay(from, to int) bool {
	depth := 0
	for i := from; i < to; {
		switch s.runes[i] {
		case '(', '[', '【', '〔', '{', '《', '「':
			depth++
		case ')', ']', '】', '〕', '}', '》', '」':
			depth--
		}
		if isSign(s.runes[i]) {
			i++
			continue
		}
		j := i
		for j < to && !isSign(s.runes[j]) {
			j++
		}
		switch {
		case !s.isWording(i, j):
			return false
		case depth > 0 && j-i > 1 && !s.speaksOfInside(i, j):
		case !s.isLandmark(i, j):
			return false
		}
		i = j
	}
	return true
}

// speaksOfInside reports whether the words [from,to) may tell the household
// without a number: 西边套, 东.
func (s *addrScan) speaksOfInside(from, to int) bool {
	for _, r := range s.runes[from:to] {
		if isSide(r) {
			return true
		}
		switch r {
		case '户', '层', '套', '室', '屋', '间', '跃', '顶', '底', '复':
			return true
		}
	}
	return false
}

// nameTail returns where, before rune to, numerals, letters, sides or stems
// alone stand behind a building that has a name and no number (科技大厦三二),
// or the number of a house in a lane.
// It returns -1 if they do nowhere.
func (s *addrScan) nameTail(to int) int {
	for i := 1; i < to; i++ {
		if !s.endsBuildingName(i) {
			continue
		}
		j, found := i+1, false
		for ; j < to; j++ {
			r := s.runes[j]
			if isLowerRune(r) {
				k, _, _ := s.number(j)
				if k == j {
					break // a word
				}
				j, found = k-1, true
				continue
			}
			inside := s.isPartOfNumber(j) || isStem(r) || isSide(r)
			if !inside && r != '第' && !isSign(r) {
				break
			}
			found = found || inside
		}
		if found && (j == to || s.boundary(j)) {
			return i + 1
		}
	}
	return -1
}

// estateTail returns where a line ends behind the name of an estate with two
// numerals read one by one, a letter or a stem: 阳光样园三二, 阳光样园B. One
// numeral, and what is written with 十 or in digits, is a building there.
// It returns -1 if the line ends otherwise.
func (s *addrScan) estateTail() int {
	for i := 2; i < len(s.runes); i++ {
		if isDigitRune(s.runes[i-1]) || s.runes[i-1] == '号' || s.runes[i-1] == ' ' || !s.isEstateBefore(i) {
			continue
		}
		k := i
		for s.at(k) == ' ' || s.at(k) == '-' {
			k++
		}
		end := s.shortMark(k)
		if end > k && s.boundary(end) && s.mayStay(end, len(s.runes)) {
			return i
		}
	}
	return -1
}

// shortMark returns the end of two numerals read one by one, a letter or a
// stem at k; k if none of them stands there alone.
func (s *addrScan) shortMark(k int) int {
	if isStem(s.at(k)) {
		return k + 1
	}
	end, kind, _ := s.number(k)
	switch {
	case kind == numberLetter && end == k+1:
		return end
	case kind == numberHan && end == k+2 && !isTens(s.runes[k]) && !isTens(s.runes[k+1]):
		return end
	}
	return k
}

// isTens knows the characters of numbers that are not written digit by digit.
func isTens(r rune) bool {
	switch r {
	case '十', '拾', '百', '廿', '卅', '两':
		return true
	}
	return false
}

// endsBuildingName reports whether the word for a building that has a name,
// or that is known by its lane, ends at i.
func (s *addrScan) endsBuildingName(i int) bool {
	before := s.runes[i-1]
	switch s.runes[i] {
	case '厦':
		return true
	case '楼':
		return before == '大' || before == '字' || before == '舍' || before == '寓' || before == '公' || before == '塔'
	case '寓':
		return before == '公'
	case '舍':
		return before == '宿'
	case '号': // 12弄5号 is a building in a lane
		for i--; i > 0 && (isDigitRune(s.runes[i]) || s.isNumeral(i)); i-- {
		}
		return s.runes[i] == '弄'
	}
	return false
}

// isName reports whether [from,to) may be the name of a building, between a
// number before it and one behind: 1号楼创业大厦B座.
func (s *addrScan) isName(from, to int) bool {
	for from < to && isSign(s.runes[from]) {
		from++
	}
	for to > from && isSign(s.runes[to-1]) {
		to--
	}
	return from == to || to-from > 1 && s.isWording(from, to)
}

// isStreetName reports whether [from,to) ends with the name of a street, and
// may stay behind a building: 5栋，建设路12号. A line may be written from the
// small to the large.
func (s *addrScan) isStreetName(from, to int) bool {
	i := to
	for i > from && !isSign(s.runes[i-1]) {
		i--
	}
	if to-i < 2 || !s.isWording(i, to) || !s.mayStay(from, i) {
		return false
	}
	switch s.runes[to-1] {
	case '路', '街', '巷', '로', '길':
		return true
	case '道': // 楼道 and 过道 are no streets
		return s.runes[to-2] == '大'
	}
	return false
}

// isWording reports whether [from,to) is made of words only: ideographs,
// hangul, kana, Latin words, and no numeral in any disguise.
func (s *addrScan) isWording(from, to int) bool {
	for i := from; i < to; {
		r := s.runes[i]
		switch {
		case isLowerRune(r):
			j, roman := i, true
			for j < to && isLowerRune(s.runes[j]) {
				roman = roman && (s.runes[j] == 'i' || s.runes[j] == 'v' || s.runes[j] == 'x')
				j++
			}
			if j-i < 3 || roman {
				return false
			}
			i = j
			continue
		case anyDigit(r) >= 0, isHanNumeral(r), isStem(r):
			return false
		}
		switch scriptOf(r) {
		case scriptHan, scriptHangul, scriptKana:
		default:
			return false
		}
		i++
	}
	return true
}

// onlySigns reports whether [from,to) holds blanks and signs only.
func (s *addrScan) onlySigns(from, to int) bool {
	for _, r := range s.runes[from:to] {
		if !isSign(r) {
			return false
		}
	}
	return true
}

// isSign reports whether r parts words: blanks, punctuation, brackets.
func isSign(r rune) bool {
	switch scriptOf(r) {
	case scriptBlank, scriptPunct, scriptDot:
		return true
	}
	return false
}

// landmarkEnds end the names of shops, offices and spots that are no part of a
// household.
var landmarkEnds = [...]string{
	// where parcels are handed over
	"菜鸟", "丰巢", "蜂巢", "柜", "櫃", "柜机", "网点", "代收点", "自提点", "快递点", "收货点", "服务点", "信箱", "信报箱", "奶箱", "快递架", "货架", "快递",
	// who watches a building
	"物业", "物業", "门卫", "门卫室", "警务室", "门岗", "岗亭", "保安", "保安亭", "保安室", "保安处", "传达室", "收发室", "收发处", "值班室", "监控室", "警卫室", "前台", "管理处", "管理處", "服务台", "接待处",
	// shops and firms
	"店", "超市", "公司", "集团", "商行", "小卖部", "便利", "经营部", "門市", "门市部", "营业部", "服务部", "营业厅", "批发部", "专柜", "工厂", "厂", "工作室", "中介", "药房", "网吧", "茶室", "理发",
	// public houses
	"银行", "邮政", "学校", "學校", "食堂", "餐厅", "餐廳", "饭店", "酒店", "健身房",
	"居委会", "村委会", "委员会", "办事处", "办公室", "中心", "院", "馆", "館", "局", "所", "站", "学",
	// names of estates, streets and buildings
	"区", "园", "園", "苑", "城", "府", "庭", "湾", "灣", "村", "邨", "庄", "阁", "閣", "轩", "軒", "居", "厦", "大楼", "写字楼", "宿舍", "宿舍楼", "公寓", "墅", "场", "場", "车棚", "路", "街", "大道",
	// before a telephone number
	"电话", "電話", "手机", "手機", "联系", "联系人", "电联", "致电", "座机", "微信", "电", "手",
}

// spotEnds end what is said of a spot in or about a building.
var spotEnds = [...]string{
	"旁", "旁边", "旁邊", "对面", "對面", "对过", "附近", "隔壁", "前面", "后面", "後面", "楼前", "楼后", "楼下", "门口", "门前", "门外", "电梯口", "入口", "出口", "路口", "大门", "大堂", "大厅", "大廳", "门厅", "架空层",
}

// courierWords stand in what is said to the courier.
var courierWords = [...]string{"放", "请", "請", "送", "勿", "不要", "转交", "轉交", "代收", "自提", "自取", "签收", "麻烦", "谢谢", "謝謝", "联系", "打电话", "致电", "快递"}

// isLandmark reports whether the words [from,to) are a shop or the like, or a
// spot or a word to the courier that speaks of no household.
func (s *addrScan) isLandmark(from, to int) bool {
	words := s.runes[from:to]
	for _, w := range landmarkEnds {
		if endsWith(words, w) {
			return true
		}
	}
	for _, w := range spotEnds {
		if n := utf8.RuneCountInString(w); endsWith(words, w) && !s.speaksOfInside(from, to-n) {
			return true
		}
	}
	if s.speaksOfInside(from, to) {
		return false
	}
	for i := range words {
		for _, w := range courierWords {
			if hasWord(words[i:], w) {
				return true
			}
		}
	}
	return false
}
