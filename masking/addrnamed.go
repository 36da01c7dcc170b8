package masking

// What reads like a building, a house or a name may be a room all the same,
// for what stands before it: 4号楼1503#, 样大厦1503号, 88号1503样样工作室.

// isRoomBehind reports whether element k, which was taken for level lv, is a
// room: a second building behind a building, a number as long as a room's
// behind a building that has only a name, or one behind a house number that
// begins no name.
func (s *addrScan) isRoomBehind(k int, lv level, st *state) bool {
	e := &s.elems[k]
	n := s.numerals(e)
	if n == 0 || e.total >= chainDigits || n >= phoneDigits {
		return false
	}
	switch {
	case lv == levelBuilding:
		return s.isNoBuilding(e, n, st)
	case st.building:
		return false
	case e.isBare() || lv == levelRoad && s.runes[e.end-1] == '号':
		if s.firstIsRoom(e) {
			return true
		}
		return lv == levelPlace && e.glued && e.chain == 1 && n >= minRoomDigits && e.kind != numberHan &&
			st.prev == levelRoad && s.at(e.at-1) == '号' && !s.beginsName(e.end)
	}
	return false
}

// isNoBuilding reports whether e, a number of n numerals before a word for a
// building, is a room: there is no second building behind a building, no
// building has three digits behind one, and none has four before #.
func (s *addrScan) isNoBuilding(e *element, n int, st *state) bool {
	if e.kind == numberLetter || s.runes[e.end-1] == '동' {
		return false
	}
	sign := s.runes[e.end-1] == '#'
	switch {
	case st.building:
		return n >= minRoomDigits || e.glued || sign
	case st.group && e.glued:
		return sign // 5组12#
	case s.firstIsRoom(e):
		return true
	}
	return sign && (n > minRoomDigits || n == minRoomDigits && e.chain > 1)
}

// firstIsRoom reports whether the first number of e is as long as a room's and
// stands behind a building that has only a name: 样大厦1503-1.
func (s *addrScan) firstIsRoom(e *element) bool {
	return s.number1(e) >= minRoomDigits && e.kind != numberLetter && s.namesBuilding(e.at)
}

// number1 counts the digits and numerals of the first number of e.
func (s *addrScan) number1(e *element) int {
	n := 0
	for i := e.at; i < e.first; i++ {
		if isDigitRune(s.runes[i]) || s.isNumeral(i) {
			n++
		}
	}
	return n
}

// namesBuilding reports whether a building that has only a name, or a word
// that leads to a room, ends before i, over blanks and dashes.
func (s *addrScan) namesBuilding(i int) bool {
	for i > 0 && (s.runes[i-1] == ' ' || s.runes[i-1] == '-') {
		i--
	}
	if i < 2 {
		return false
	}
	before := s.runes[i-2]
	switch s.runes[i-1] {
	case '厦':
		return true
	case '楼':
		return before != '鼓' && isWordAt(s.runes, i-2) && before != '号'
	case '寓':
		return before == '公'
	case '舍':
		return before == '宿'
	case '店':
		return before == '酒' || before == '饭'
	case '馆':
		return before == '宾'
	case '部':
		return before == '院' || before == '诊'
	case '禁', '牌':
		return before == '门'
	}
	return false
}

// isHomesBefore reports whether the name of an estate of homes ends before i.
func (s *addrScan) isHomesBefore(i int) bool {
	for i > 0 && s.runes[i-1] == ' ' {
		i--
	}
	switch s.at(i - 1) {
	case '园', '苑', '府', '庭', '墅', '邨', '轩', '居':
		return true
	case '区':
		return s.at(i-2) == '小'
	case '排':
		return s.at(i-2) == '联' || s.at(i-2) == '双'
	case '寓':
		return s.at(i-2) == '公'
	}
	return false
}

// beginsName reports whether the words at i make the name of an estate or a
// place with the number before them: 101创意园, 798艺术区.
func (s *addrScan) beginsName(i int) bool {
	for j := i; isWordAt(s.runes, j); j++ {
		switch s.runes[j] {
		case '园', '苑', '城', '府', '庭', '厦', '场', '区', '村', '街', '路', '巷', '湾', '寓', '墅', '院', '镇', '乡', '坊', '基':
			return true
		}
	}
	return false
}
