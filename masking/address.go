package masking

// addrFrom is the level from which an address is hidden.
type addrFrom uint8

const (
	fromNothing addrFrom = iota
	fromRoom
	fromFloor
	fromUnit
	fromBuilding
	fromRoad
	fromStreet // below the town or subdistrict
	fromDistrict
	fromCity
	fromAll
)

// addrOp is what a rule does to an address.
type addrOp struct {
	from      addrFrom
	numbers   bool // each number becomes one mask
	keepFirst int  // if > 0: the first characters stay, however the address is built
	with      string
}

// cut is what is to be hidden of an address line: [from,to) in runes, and
// what lies behind it when that can be read on its own.
type cut struct {
	from, to int
	resume   bool // the text from to on is an address again
	dash     bool // keep a dash before the mask: 3-***
	unparsed bool // hidden because no rule explained it
	tail     bool // unparsed, and all that stands behind the building
	level    level
}

// addrContext is what the decisions depend on besides the line itself.
type addrContext struct {
	region   region
	building bool // the column before ends with a building
}

// state is what has been seen to the left of an element.
type state struct {
	building bool // a building: whatever number follows is inside it
	road     bool
	group    bool
	number   bool // the element before was a bare number
	prev     level
}

// findCut decides what of the line is hidden by the rule "from unit".
// It returns false where nothing is. Behind a building it hides whatever is
// not known to be something else: see mayStay.
func (s *addrScan) findCut(cx addrContext) (cut, bool) {
	st := state{building: cx.building}
	open := -1 // where the text behind the last building begins, not yet explained
	if cx.building {
		open = 0
	}
	for k := range s.elems {
		e := &s.elems[k]
		c, ok := s.decide(k, &st, cx)
		if ok {
			s.extendBack(&c)
			if open >= 0 && c.from > open && !s.mayStay(open, c.from) {
				return s.tailCut(open), true
			}
			if open < 0 && !c.dash {
				if i := s.nameTail(c.from); i >= 0 {
					return s.tailCut(i), true
				}
			}
			c.to = len(s.runes)
			s.findResume(k, &c)
			return c, true
		}
		switch {
		case e.level == levelBuilding:
			if open >= 0 && e.at > open && !s.mayStay(open, e.at) && !s.isName(open, e.at) {
				return s.tailCut(open), true
			}
			open = e.end
		case open >= 0 && e.level == levelRoad && s.isStreetName(open, e.at):
			open = e.end
		}
		st.prev = e.level
		st.number = e.level == levelNone && e.kind == numberDigits
	}
	if open >= 0 && open < len(s.runes) && !s.mayStay(open, len(s.runes)) {
		return s.tailCut(open), true
	}
	if open < 0 {
		if i := s.nameTail(len(s.runes)); i >= 0 {
			return s.tailCut(i), true
		}
		if i := s.estateTail(); i >= 0 {
			return s.tailCut(i), true
		}
	}
	return cut{}, false
}

// endsInBuilding reports whether the line ends with a building.
func (s *addrScan) endsInBuilding() bool {
	n := len(s.elems)
	return n > 0 && s.elems[n-1].level == levelBuilding && s.onlySigns(s.elems[n-1].end, len(s.runes))
}

// decide takes one element in its context and reports where hiding begins.
func (s *addrScan) decide(k int, st *state, cx addrContext) (cut, bool) {
	e := &s.elems[k]
	hideAll := cut{from: e.at, level: e.level}
	if e.kind == numberStars {
		hideAll.dash = s.isJoint(e.at-1) && (isDigitRune(s.at(e.at-2)) || isLowerRune(s.at(e.at-2)) || s.isNumeral(e.at-2)) && !st.building
		return hideAll, true
	}
	lv := s.settleLevel(k, st, cx)
	if s.isRoomBehind(k, lv, st) {
		lv = levelRoom
	}
	e.level = lv
	switch lv {
	case levelUnit, levelFloor, levelRoom:
		hideAll.level = lv
		if e.chain > 1 && !st.building && lv != levelFloor && e.kind != numberHan && !s.firstIsRoom(e) {
			return s.behindFirst(e, lv), true
		}
		return hideAll, true
	case levelBuilding:
		st.building = true
	case levelYard:
		st.road = true
	case levelGroup:
		st.group = true
	case levelRoad:
		return s.decideHouseNumber(k, st)
	case levelPlace, levelBox:
		if st.building && e.kind != numberHan {
			hideAll.unparsed = lv == levelPlace
			return hideAll, true
		}
	case levelNone:
		return s.decideBare(k, st)
	}
	return cut{}, false
}

// behindFirst hides 5-2-301 from its first dash.
func (s *addrScan) behindFirst(e *element, lv level) cut {
	return cut{from: e.first + 1, dash: true, level: lv}
}

// settleLevel decides the unit words that mean different things in different
// places.
func (s *addrScan) settleLevel(k int, st *state, cx addrContext) level {
	e := &s.elems[k]
	lv := e.level
	switch lv {
	case levelStorey:
		// 3楼2单元 is building 3; 12楼1201 is floor 12.
		if k+1 < len(s.elems) && s.elems[k+1].glued && !st.building {
			if next := s.elems[k+1].level; next == levelUnit || next == levelGate && s.elems[k+1].kind != numberWordOnly {
				return levelBuilding
			}
		}
		lv = levelFloor
	case levelGate:
		switch {
		case st.building, s.numberFollows(e.end):
			return levelUnit
		case e.kind == numberWordOnly && !s.boundary(e.end), e.kind == numberWordOnly && isSide(s.runes[e.at]):
			return levelPlace // 东门菜鸟驿站, 东门
		case e.kind == numberWordOnly, st.road && s.boundary(e.end) && s.runes[e.end-2] != '号':
			return levelUnit
		}
		return levelPlace
	case levelBuilding:
		if s.runes[e.end-1] == '座' && e.kind == numberLetter && s.boundary(e.end) && (cx.region == regionHK || cx.region == regionMO) {
			return levelUnit // a flat there, a building on the mainland
		}
	}
	if e.kind == numberHan {
		lv = s.settleNumeral(e, lv, st)
	}
	return lv
}

// settleNumeral keeps Chinese numerals in place names (三栋镇, 五层楼社区,
// 千户苗寨) from being taken for parts of a building.
func (s *addrScan) settleNumeral(e *element, lv level, st *state) level {
	switch lv {
	case levelFloor, levelRoom:
		if st.building || s.boundary(e.end) || s.numberFollows(e.end) {
			return lv
		}
		if (s.lastBefore(e.at) == '号' || s.namesBuilding(e.at)) && s.at(e.end) != '楼' && !s.placeFollows(e.end) {
			return lv // 88号三楼右手
		}
		return levelPlace
	case levelBuilding, levelYard:
		if s.runes[e.end-1] != '楼' && !s.boundary(e.end) && !s.numberFollows(e.end) && (lv == levelYard || !s.isEstateBefore(e.at) || s.placeFollows(e.end)) {
			return levelPlace
		}
	}
	return lv
}

// isEstateBefore reports whether a house number or the name of an estate ends
// before i: a number and 栋 behind it are a building and no name.
func (s *addrScan) isEstateBefore(i int) bool {
	for i > 0 && s.runes[i-1] == ' ' {
		i--
	}
	if isDigitRune(s.at(i - 1)) {
		return true
	}
	switch s.at(i - 1) {
	case '号', '园', '園', '苑', '城', '府', '厦', '场', '場', '心', '庭', '寓', '舍', '院', '墅', '湾', '灣', '居', '里', '邨':
		return true
	case '区':
		switch s.at(i - 2) {
		case '小', '园', '社', '校', '院', '厂':
			return true
		}
	case '村':
		return s.at(i-2) == '新'
	}
	return false
}

// placeFollows reports whether the words at i make a name of the number before
// them: 三栋镇, 三座店村.
func (s *addrScan) placeFollows(i int) bool {
	const longest = 3
	for k := i; k < i+longest; k++ {
		r := s.at(k)
		switch r {
		case '镇', '鎮', '乡', '鄉', '村', '屯', '寨', '庄', '桥', '橋', '沟', '山', '岭', '坡', '坝', '街', '路', '巷':
			return true
		case '社':
			return s.at(k+1) == '区'
		}
		if scriptOf(r) != scriptHan || isHanNumeral(r) {
			return false
		}
	}
	return false
}

// boundary reports whether nothing, a blank, punctuation or a bracket stands at i.
func (s *addrScan) boundary(i int) bool {
	if i >= len(s.runes) {
		return true
	}
	switch scriptOf(s.runes[i]) {
	case scriptBlank, scriptPunct, scriptMark:
		return true
	}
	return s.commentAt(i)
}

// numberFollows reports whether a number stands at i, after blanks or a dash.
func (s *addrScan) numberFollows(i int) bool {
	for s.at(i) == ' ' || s.at(i) == '-' {
		i++
	}
	r := s.at(i)
	return isDigitRune(r) || isHanNumeral(r) || isLowerRune(r) && (isDigitRune(s.at(i+1)) || !isLowerRune(s.at(i+1)))
}

// decideHouseNumber handles 号 and 弄: the number of a house on a road, of a
// household in a village, or of a room.
func (s *addrScan) decideHouseNumber(k int, st *state) (cut, bool) {
	e := &s.elems[k]
	before := s.lastBefore(e.at)
	switch {
	case st.building && !isRoadEnd(before):
		return cut{from: e.at, level: levelRoom}, true // 5栋12号
	case e.chain > 1 && s.numerals(e) >= minRoomDigits && !isRoadEnd(before) && s.number1(e) < minRoomDigits && !s.unitFollows(k):
		return s.behindFirst(e, levelRoom), true // 样园二期4-1503号
	case e.chain == 1 && s.numerals(e) >= minRoomDigits && s.isHomesBefore(e.at) && !s.unitFollows(k):
		return cut{from: e.at, level: levelRoom}, true // 样园302号
	case st.group && e.glued && !s.unitFollows(k):
		return cut{from: e.at, level: levelHousehold}, true // 3组12号
	case isVillageEnd(before) && !s.unitFollows(k):
		return cut{from: e.at, level: levelHousehold}, true // 大岭村15号
	}
	st.road = true
	return cut{}, false
}

// unitFollows reports whether a unit, floor, room or building stands behind
// element k: then its number is no household's.
func (s *addrScan) unitFollows(k int) bool {
	for _, e := range s.elems[k+1:] {
		switch e.level {
		case levelUnit, levelFloor, levelRoom, levelStorey, levelBuilding:
			return true
		case levelNone:
			if e.glued && e.digits >= 3 {
				return true
			}
		}
	}
	return false
}

// lastBefore returns the last rune before i that is no blank.
func (s *addrScan) lastBefore(i int) rune {
	for i--; i >= 0; i-- {
		if s.runes[i] != ' ' {
			return s.runes[i]
		}
	}
	return 0
}

// phoneDigits is from where a bare number is a telephone number rather than
// a room, and chainDigits from where a chain of numbers is one: the text
// scanner looks at those.
const (
	phoneDigits = 7
	chainDigits = 10
)

// decideBare handles a number without a unit word.
func (s *addrScan) decideBare(k int, st *state) (cut, bool) {
	e := &s.elems[k]
	before := s.lastBefore(e.at)
	all := cut{from: e.at, level: levelRoom}
	digits := e.kind == numberDigits || e.kind == numberMixed
	switch {
	case !st.building && s.isMaskedChain(e):
		return cut{}, false // the mask behind it is what was hidden: 4-***
	case st.building:
		all.unparsed = !e.glued && !s.boundary(e.end)
		return all, digits || e.chain > 1 || e.kind == numberLetter && s.boundary(e.end)
	case e.total >= chainDigits:
		return cut{}, false
	case e.chain > 1 && (digits || e.kind == numberHan):
		if e.glued && st.prev == levelRoad && e.chain == 2 {
			return all, true // 12号5-301
		}
		return s.behindFirst(e, levelRoom), true
	case !digits || e.digits >= phoneDigits:
		return cut{}, false
	case st.prev == levelRoad && e.glued && e.digits < minRoomDigits && s.at(e.at-1) == '之':
		return cut{}, false // 101号之一
	case e.glued && (st.prev == levelRoad || st.prev == levelGroup || st.prev == levelYard || st.number):
		return all, s.boundary(e.end) || st.number
	case e.kind == numberMixed && e.digits >= 2 && isLowerRune(s.runes[e.num-1]) && s.boundary(e.end) && s.isHomesBefore(e.at):
		return all, true // 阳光样园15C
	case isVillageEnd(before) && s.boundary(e.end):
		all.level = levelHousehold
		return all, true
	case isRoadEnd(before):
		st.road = true
		return cut{}, false
	case e.digits >= 3 && s.boundary(e.end) && e.at > 0 && !s.nextIsBuilding(k):
		return all, true // 科技大厦1605
	}
	return cut{}, false
}

// isMaskedChain reports whether a number is what a mask left of a chain: 4-***
// of 4-3-301.
func (s *addrScan) isMaskedChain(e *element) bool {
	return e.chain == 1 && s.isJoint(e.end) && isMaskRune(s.at(e.end+1))
}

// nextIsBuilding reports whether a building follows element k with nothing
// but blanks between: 238 116동.
func (s *addrScan) nextIsBuilding(k int) bool {
	return k+1 < len(s.elems) && s.elems[k+1].glued && s.elems[k+1].level == levelBuilding
}

// extendBack takes the words that belong to the number into the hidden part,
// and a bracket that would stay empty.
func (s *addrScan) extendBack(c *cut) {
	if c.dash {
		return
	}
	for c.from > 0 {
		switch s.runes[c.from-1] {
		case '负', '第', ' ', '-', ',', '(', '~', '/', '之':
			c.from--
			continue
		case '下':
			if s.at(c.from-2) == '地' {
				c.from -= 2
				continue
			}
		}
		return
	}
}

// findResume looks whether the line goes on with an address behind a hidden
// part that began it: 2单元301室 阳光花园5栋.
func (s *addrScan) findResume(k int, c *cut) {
	if c.from > 0 || c.dash {
		return
	}
	end := s.elems[k].end
	for k++; k < len(s.elems) && s.elems[k].glued && (s.elems[k].level >= levelGate || s.elems[k].level == levelNone); k++ {
		end = s.elems[k].end
	}
	for end = s.behindMarks(end); end < len(s.runes) && (s.runes[end] == ' ' || s.runes[end] == ','); end++ {
	}
	if end >= len(s.runes) || scriptOf(s.runes[end]) == scriptPunct {
		return
	}
	for _, r := range s.runes[end:] {
		if isPlaceMark(r) {
			c.to, c.resume = end, true
			return
		}
	}
}
