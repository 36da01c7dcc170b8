package masking

import "strings"

// Rooms in free text are found by their own words only. A text is no address:
// what stands behind a building there is as often a time or an amount, so
// nothing is hidden that is not known to be a unit or a room.

// roomLeads are the characters without which a text names no room; all forms
// that unitFold knows.
const roomLeads = "单單室房铺鋪舖户戶栋棟幢座楼樓门門层層호"

// mayBeRoom has a bit for the low ten bits of each of roomLeads.
var mayBeRoom = lowBits(roomLeads)

// hasRoomLead is a quick no for most texts: no such character stands behind a
// number, a side or a word of a building.
func hasRoomLead(text []rune) bool {
	dashes := 0
	for i, r := range text {
		if r < 0x4E00 {
			if r == '-' && i > 0 && isDigitRune(text[i-1]) {
				if dashes++; dashes == 2 {
					return true // 4-3-1502
				}
			}
			if r == '#' && i > 0 && isDigitRune(text[i-1]) {
				return true // 2#301
			}
			if isLowerRune(r) && latinRoom(text, i) > i {
				return true
			}
			continue
		}
		if mayBeRoom[r>>6&15]>>(r&63)&1 == 0 {
			continue
		}
		if (r == '房' || r == '室' || r == '门' || r == '門') && mayLeadRoom(text[i+1:]) {
			return true // 房间1503
		}
		if i == 0 {
			continue
		}
		switch before := text[i-1]; {
		case before < 0x4E00 || before > 0x9FFF, isHanNumeral(unitFold(before)), isSpokenDigit(before), isStem(before), isSide(unitFold(before)):
			return true
		case before == '号', before == '號', before == '舍', before == '边', before == '邊':
			return true
		}
	}
	return false
}

// appendRooms appends the units and rooms that a text names: 3单元, 3单元1502,
// 1503室, and of 4号楼1503 what stands behind the building.
func (s *addrScan) appendRooms(spans []textSpan, from addrFrom) []textSpan {
	for k := 0; k < len(s.elems); {
		start, last := s.roomAt(k)
		if last < 0 {
			at, end := s.shortRoom(&s.elems[k])
			if end <= at {
				at, end = s.calledRoom(k)
			}
			if end > at {
				spans = append(spans, textSpan{at, end, textAddress})
			}
			k++
			continue
		}
		c := cut{from: start, to: s.elems[last].end}
		if from == fromRoom || from == fromFloor {
			c = s.adjust(c, from)
		}
		if !c.dash {
			for s.at(c.from-1) == '第' || s.at(c.from-1) == '负' {
				c.from--
			}
		}
		if c.from < s.elems[last].end {
			spans = append(spans, textSpan{c.from, s.elems[last].end, textAddress})
		}
		k = last + 1
	}
	for i, r := range s.runes {
		if isLowerRune(r) {
			if end := latinRoom(s.runes, i); end > i {
				spans = append(spans, textSpan{i, end, textAddress})
			}
		}
	}
	return spans
}

// shortRoom returns the room that element e tells without a word for it and
// with nothing behind it that would make it something else: the rest of the
// chain 4-3-1502, and one or two digits, a letter or a stem right behind a
// building, 4号楼三二 and 4号楼丙. end is at or before at for none.
func (s *addrScan) shortRoom(e *element) (at, end int) {
	switch {
	case e.level == levelNone && e.chain >= 3 && s.isRoomChain(e):
		return e.first + 1, e.num
	case e.level != levelBuilding || !isBuildingWord(s.runes[e.end-1]):
		return 0, 0
	}
	at, end = e.end, e.end
	if isStem(s.at(at)) {
		end++
	} else if k, kind, _ := s.number(at); k-at < minRoomDigits && !(kind == numberLetter && k-at > 1) {
		end = k
	}
	if end == at || !s.boundary(end) || s.isJoint(end) || s.isAmount(&element{end: end}) {
		return 0, 0
	}
	return at, end
}

// isBuildingWord knows the words that name nothing but a building.
func isBuildingWord(r rune) bool { return r == '楼' || r == '栋' || r == '幢' || r == '座' }

// sizeWords stand before numbers with dashes that are a size.
var sizeWords = [...]string{"尺码", "尺碼", "尺寸", "规格", "規格", "大小", "size"}

// isRoomChain reports whether a chain of bare numbers is building, unit and
// room: short numbers, and the last of three or four digits.
func (s *addrScan) isRoomChain(e *element) bool {
	if e.kind != numberDigits || e.digits < minRoomDigits || e.digits > 4 || e.total >= chainDigits || !s.boundary(e.num) || s.isJoint(e.num) || s.isAmount(e) {
		return false
	}
	text := textScan{runes: s.runes}
	if text.hint(e.at) == hintGoods || e.at > 0 && endsWithAny(s.runes[:e.at], sizeWords[:]) {
		return false
	}
	run := 0
	for i := e.at; i < e.num-e.digits; i++ {
		switch r := s.runes[i]; {
		case isDigitRune(r):
			if run++; run > 2 {
				return false
			}
		case r == '-':
			run = 0
		default:
			return false
		}
	}
	return true
}

// roomAt returns where the room begins that element k or the one behind it
// names, and the last element that belongs to it; -1 for none.
func (s *addrScan) roomAt(k int) (start, last int) {
	e := &s.elems[k]
	switch e.level {
	case levelUnit:
		if s.runes[e.end-1] == '梯' && !s.roomFollows(k) {
			return 0, -1
		}
		return e.at, s.roomEnd(k)
	case levelBuilding:
		if s.roomFollows(k) {
			return s.elems[k+1].at, s.roomEnd(k + 1)
		}
	case levelGate, levelStorey, levelFloor:
		if e.kind != numberWordOnly && s.roomFollows(k) {
			return e.at, s.roomEnd(k + 1)
		}
	case levelRoom:
		if s.isTextRoom(e) {
			return e.at, s.roomEnd(k)
		}
	}
	return 0, -1
}

// roomFollows reports whether a number as of a room stands behind element k.
func (s *addrScan) roomFollows(k int) bool {
	if k+1 >= len(s.elems) {
		return false
	}
	e := &s.elems[k+1]
	if !e.glued && !(s.elems[k].level == levelBuilding && e.at == s.elems[k].end+1 && s.at(e.at-1) == '/') { // 2栋/301
		return false
	}
	if e.level == levelRoom {
		return s.isTextRoom(e)
	}
	n := s.numerals(e)
	if s.runes[e.end-1] == '#' && e.level == levelBuilding {
		return n >= minRoomDigits && n < phoneDigits // 4号楼1503#
	}
	if lv := s.elems[k].level; (lv == levelStorey || lv == levelFloor) && e.kind == numberDigits && e.digits == 2 && s.runes[e.at] == '0' && s.boundary(e.end) && !s.isAmount(e) {
		return true // 15楼03
	}
	numbered := e.isBare() && !s.isAmount(e) || e.level == levelRoad && s.runes[e.end-1] == '号'
	return numbered && n >= minRoomDigits && n < phoneDigits && e.total < chainDigits
}

// isBare reports whether a number has no unit word of its own.
func (e *element) isBare() bool {
	return e.level == levelNone || e.level == levelPlace && e.end == e.num
}

// isTextRoom reports whether e is a room by its word and its digits. 3室2厅 is
// the size of a home, 3户 and 2床 are amounts.
func (s *addrScan) isTextRoom(e *element) bool {
	n := s.numerals(e)
	switch s.runes[e.end-1] {
	case '室', '房', '铺', '户', '舍', '호', '실':
	default:
		return false
	}
	if s.at(e.num) == '号' && n > 0 {
		return true // 8号房
	}
	switch s.at(e.end) {
	case '内', '外', '温', '产', '东', '型', '源', '车', '贷', '租', '厅':
		return false
	}
	return n >= minRoomDigits && n < phoneDigits
}

// roomEnd returns the last of the elements that follow k and lead to the same
// household.
func (s *addrScan) roomEnd(k int) int {
	for k+1 < len(s.elems) && s.elems[k+1].glued {
		switch e := &s.elems[k+1]; {
		case e.kind == numberStars:
		case e.isBare():
			if s.numerals(e) >= phoneDigits || e.total >= chainDigits || s.isAmount(e) {
				return k
			}
		case e.level == levelBuilding && s.runes[e.end-1] == '#' && s.numerals(e) >= minRoomDigits: // 3单元1503#
		case e.level >= levelGate, e.level == levelRoad && s.elems[k].level >= levelStorey && s.runes[e.end-1] == '号':
		default:
			return k
		}
		k++
	}
	return k
}

// numerals counts the digits of the last number of e, in any script.
func (s *addrScan) numerals(e *element) int {
	if e.kind != numberHan {
		return e.digits
	}
	n := 0
	for i := e.num - 1; i >= e.at && s.isNumeral(i); i-- {
		n++
	}
	return n
}

// isAmount reports whether a bare number counts things or tells the time:
// 300件, 1500元, 12点.
func (s *addrScan) isAmount(e *element) bool {
	switch s.at(s.blanks(e.end)) {
	case '件', '个', '個', '箱', '元', '块', '点', '點', '时', '時', '分', '秒', '年', '月', '日', '天', '米', '斤', '公', '克', '千', '万', '包', '袋', '份', '本', '瓶', '台', '套', '只', '条', '盒', '张', '双', '支', '人', '次', '度', '码', '款', '型', '批', '%', '.', ':':
		return true
	}
	return isLowerRune(s.at(e.end))
}

// mayLeadRoom reports whether what stands behind 房, 室 or 门 may go on to the
// number of a room.
func mayLeadRoom(rest []rune) bool {
	if len(rest) == 0 {
		return false
	}
	switch r := rest[0]; r {
	case '间', '間', '号', '號', '牌', '禁', '是':
		return true
	default:
		return r < 0x4E00 || r > 0x9FFF || isHanNumeral(unitFold(r)) || isSpokenDigit(r)
	}
}

// roomWords stand before the number of a room.
var roomWords = [...]string{"房间", "房间号", "房号", "室号", "门牌", "门牌号", "门牌号码", "门号", "门禁"}

// calledRoom returns the room that element k is by the word before it: 房间1503,
// 门牌1503. end is at or before at for none.
func (s *addrScan) calledRoom(k int) (at, end int) {
	e := &s.elems[k]
	n := s.numerals(e)
	if n < minRoomDigits || n >= phoneDigits || e.total >= chainDigits || !(e.isBare() || e.level == levelBuilding && s.runes[e.end-1] == '#') || s.isAmount(e) {
		return 0, 0
	}
	i := e.at
	for i > 0 && (s.runes[i-1] == ' ' || s.runes[i-1] == ':' || s.runes[i-1] == ',' || s.runes[i-1] == '是') {
		i--
	}
	if i == 0 {
		return 0, 0
	}
	head := s.runes[:i]
	switch head[i-1] {
	case '房', '室':
		if i > 1 && (s.isNumeral(i-2) || isDigitRune(head[i-2]) || strings.ContainsRune("租买卖票药库厨乳首二新老住", head[i-2])) {
			return 0, 0 // 三室1500, 租房2000
		}
	default:
		if !endsWithAny(head, roomWords[:]) {
			return 0, 0
		}
	}
	return e.at, e.end
}
