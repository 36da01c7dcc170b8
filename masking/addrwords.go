package masking

// level says how near to a household a part of an address is. The order
// matters: hiding "from unit" hides every level from levelUnit on.
type level uint8

const (
	levelNone      level = iota // a number without a unit word
	levelPlace                  // a number in a name: 二区, 3期, 五一路
	levelRoad                   // house numbers and lanes: 号 弄 巷
	levelGroup                  // village group: 组 社 队
	levelBox                    // post-office box: 信箱
	levelYard                   // compound: 院
	levelBuilding               // 栋 幢 座 号楼 #
	levelGate                   // 门 号门: a unit behind a building, else a gate
	levelStorey                 // 楼: a floor, or a building before a unit
	levelUnit                   // 单元 梯
	levelHousehold              // house number in a village
	levelFloor                  // 层 F
	levelRoom                   // 室 房 户 铺 床
)

var levelNames = [...]string{"number", "place", "road", "group", "box", "yard", "building", "gate", "storey", "unit", "household", "floor", "room"}

func (l level) String() string { return levelNames[l] }

// levelReasons say from which level a line is hidden, for Change.Reason.
var levelReasons = func() (t [len(levelNames)]string) {
	for l, name := range levelNames {
		t[l] = "hidden from " + name
	}
	return t
}()

// unitForms are the Han characters that unitFold changes, unitFolds what they
// become.
const (
	unitForms = "樓號層棟單門戶鋪舖間廈區莊組隊檔階負東條貳弐參叄陸兩佰弌弍弎"
	unitFolds = "楼号层栋单门户铺铺间厦区庄组队档阶负东条贰贰叁叁陆两百一二三"
)

var unitFrom, unitTo = []rune(unitForms), []rune(unitFolds)

// mayFold has a bit for the low ten bits of each of unitForms: a quick no for
// most characters.
var mayFold = lowBits(unitForms)

// lowBits has a bit for the low ten bits of each rune of list.
func lowBits(list string) (t [16]uint64) {
	for _, r := range list {
		t[r>>6&15] |= 1 << (r & 63)
	}
	return t
}

// unitFold folds a rune of an address for matching: width, case, and the
// traditional forms of unit words. One rune stays one rune.
func unitFold(r rune) rune {
	if r < 0x80 {
		if r >= 'A' && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}
	if r >= 0x4E00 && r <= 0x9FFF {
		if mayFold[r>>6&15]>>(r&63)&1 == 0 {
			return r
		}
		for i, form := range unitFrom {
			if form == r {
				return unitTo[i]
			}
		}
		return r
	}
	if r == '〇' {
		return '零'
	}
	if r == '◯' {
		return '○'
	}
	if r >= 0x2160 && r < 0x3300 {
		if d := anyDigit(r); d >= 0 {
			return rune('0' + d) // ③单元, Ⅲ单元
		}
	}
	if d := rareDigit(r); d >= 0 {
		return rune('0' + d)
	}
	switch r = narrow(r); {
	case r >= 'A' && r <= 'Z':
		return r + 'a' - 'A'
	case r == '，', r == '、', r == '；', r == '。', r == '：':
		return ','
	}
	return r
}

// isHanNumeral knows the characters of Chinese numbers, written digit by
// digit or with tens.
func isHanNumeral(r rune) bool {
	switch r {
	case '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '百', '零', '两', '廿', '卅',
		'壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖', '拾', '幺':
		return true
	}
	return false
}

// isStem knows 甲乙丙… as numbers; they count only before a unit word.
func isStem(r rune) bool {
	switch r {
	case '甲', '乙', '丙', '丁', '戊', '己', '庚', '辛':
		return true
	}
	return false
}

// isSide knows the words for the side of a stair: 东单元, 西户, 左室.
func isSide(r rune) bool {
	switch r {
	case '东', '西', '南', '北', '中', '左', '右', '前', '后':
		return true
	}
	return false
}

// isRoadEnd reports whether r ends the name of a road, so that a bare number
// behind it is a house number.
func isRoadEnd(r rune) bool {
	switch r {
	case '路', '街', '道', '巷', '弄', '线', '径', '里', '胡', '同', '로', '길', '段':
		return true
	}
	return false
}

// isVillageEnd reports whether r ends the name of a hamlet, so that a number
// behind it is a household.
func isVillageEnd(r rune) bool {
	switch r {
	case '村', '屯', '庄', '寨', '堡', '查', '坳', '冲', '组', '队', '社':
		return true
	}
	return false
}

// isPlaceMark reports whether r is typical of the name of a place; text
// without any after a room is a comment.
func isPlaceMark(r rune) bool {
	switch r {
	case '路', '街', '道', '巷', '弄', '号', '栋', '幢', '座', '区', '园', '苑', '城', '厦', '镇', '乡', '村', '广', '花', '府', '庭', '湾', '里':
		return true
	}
	return false
}

// unitWord matches the unit word at s[i:], which follows a number. It
// returns levelPlace and 0 for anything else.
func unitWord(s []rune, i int) (level, int) {
	if i >= len(s) {
		return levelNone, 0
	}
	next := func(k int) rune {
		if i+k < len(s) {
			return s[i+k]
		}
		return 0
	}
	switch s[i] {
	case '单':
		if next(1) == '元' {
			return levelUnit, 2
		}
		if k := next(1); k >= '0' && k <= '9' {
			return levelUnit, 1 // 3单1201
		}
	case '栋', '幢', '座', '斋', '동':
		return levelBuilding, 1
	case '#':
		switch next(1) {
		case '楼', '院', '栋':
			return levelBuilding, 2
		}
		return levelBuilding, 1
	case '号', '呺':
		return numberWord(s, i)
	case '室', '房', '户', '铺', '床', '档', '舍':
		return levelRoom, 1
	case '호':
		if next(1) == '실' {
			return levelRoom, 2
		}
		return levelRoom, 1
	case '卡', '工', '席':
		if next(1) == '位' {
			return levelRoom, 2
		}
	case '层', '층', '阶':
		return levelFloor, 1
	case '楼':
		return levelStorey, 1
	case '梯':
		return levelUnit, 1
	case '门':
		switch next(1) {
		case '口', '前', '外', '卫', '店', '岗':
			return levelPlace, 0
		}
		return levelGate, 1
	case '院':
		return levelYard, 1
	case '弄', '巷', '衖':
		return levelRoad, 1
	case '组', '社', '队', '委':
		if k := next(1); k == '团' || k == '区' {
			return levelPlace, 2
		}
		return levelGroup, 1
	case '小', '生', '村', '大':
		for _, w := range [...]string{"小组", "生产队", "村民小组", "大队", "小队"} {
			if hasWord(s[i:], w) {
				return levelGroup, len([]rune(w))
			}
		}
	case '信':
		if next(1) == '箱' {
			return levelBox, 2
		}
	case '分', '支':
		if next(1) == '箱' || next(1) == '柜' {
			return levelRoom, 2
		}
		if next(1) == '弄' || next(1) == '号' {
			return levelRoad, 2
		}
	case '期', '区', '段', '路', '街', '道', '条', '环', '里', '线', '国', '省', '县':
		return levelPlace, 1
	}
	return levelPlace, 0
}

// numberWord tells the many words that begin with 号.
func numberWord(s []rune, i int) (level, int) {
	rest := s[i+1:]
	if len(rest) > 1 && rest[0] == ' ' && (rest[1] == '楼' || rest[1] == '栋') {
		return levelBuilding, 3 // 四 号 楼
	}
	if len(rest) == 0 {
		return levelRoad, 1
	}
	switch rest[0] {
	case '楼', '栋', '幢', '座', '库', '仓':
		return levelBuilding, 2
	case '院':
		return levelYard, 2
	case '房', '室', '铺', '床', '档', '间', '柜':
		return levelRoom, 2
	case '门':
		return levelGate, 2
	case '单':
		if len(rest) > 1 && rest[1] == '元' {
			return levelUnit, 3
		}
	case '线', '口', '地', '桥':
		return levelPlace, 2
	}
	for _, w := range [...]string{"公寓", "厂房", "车间", "别墅"} {
		if hasWord(rest, w) {
			return levelBuilding, 1 + len([]rune(w))
		}
	}
	// 11号宿舍楼, 3号教学楼, 2号商务写字楼
	for k := 0; k <= 5 && k < len(rest); k++ {
		if scriptOf(rest[k]) != scriptHan || isHanNumeral(rest[k]) {
			break
		}
		if rest[k] == '楼' {
			if k > 0 && !isBuildingKind(rest[:k]) && isWordAt(rest, k+1) {
				break // 678号鼓楼新村
			}
			return levelBuilding, 1 + k + 1
		}
	}
	return levelRoad, 1
}

// buildingKinds stand before 楼: 宿舍楼, 写字楼.
var buildingKinds = [...]string{"宿舍", "教学", "写字", "办公", "公寓", "住宅", "商务", "商住", "综合", "实验", "家属", "职工", "学生", "科研", "门诊", "住院"}

func isBuildingKind(s []rune) bool {
	for _, w := range buildingKinds {
		if endsWith(s, w) {
			return true
		}
	}
	return false
}

// isWordAt reports whether an ideograph that is no number stands at i.
func isWordAt(s []rune, i int) bool {
	if i >= len(s) {
		return false
	}
	r := s[i]
	return scriptOf(r) == scriptHan && anyDigit(r) < 0 && !isHanNumeral(r) && !isStem(r) && !isSide(r)
}

// hasWord reports whether s begins with w.
func hasWord(s []rune, w string) bool {
	i := 0
	for _, r := range w {
		if i >= len(s) || s[i] != r {
			return false
		}
		i++
	}
	return true
}

// innerWords name a part of a building without a number before them.
var innerWords = [...]string{"底商", "地下室", "地库", "地铺", "顶楼", "顶层", "阁楼", "裙楼", "夹层", "门面", "商铺", "车库", "店面", "地下"}

// isInnerLead reports whether one of innerWords begins with r.
func isInnerLead(r rune) bool {
	switch r {
	case '底', '地', '顶', '阁', '裙', '夹', '门', '商', '车', '店':
		return true
	}
	return false
}
