package masking

// numberAt reads a number, the numbers chained to it, and the unit word.
func (s *addrScan) numberAt(i, prevEnd int) (element, bool) {
	j, kind, digits := s.number(i)
	if j == i {
		return element{}, false
	}
	if k, n := s.spaced(i, j); n > 0 {
		return s.spacedNumber(i, k, n), true
	}
	e := element{at: i, first: j, kind: kind, digits: digits, total: digits, chain: 1}
	for s.chains(j) {
		k, _, nextDigits := s.number(j + 1)
		if k == j+1 || kind == numberLetter && nextDigits == 0 {
			break
		}
		e.chain++
		e.digits = nextDigits
		e.total += nextDigits
		if kind == numberLetter {
			e.kind = numberMixed
		}
		j = k
	}
	e.num = j
	if e.chain == 1 && kind == numberDigits && s.at(j) == '/' && s.at(j+1) == 'f' && !isLowerRune(s.at(j+2)) {
		e.level, e.end = levelFloor, j+2
		return e, true
	}
	n := s.readUnit(&e)
	if kind == numberHan && n == 0 && e.chain == 1 {
		if !s.isBareNumeral(&e, prevEnd) {
			return element{}, false
		}
		e.kind, e.digits, e.total = numberDigits, j-i, j-i // 4号楼一五零三
	}
	if kind == numberMixed && (e.level == levelNone || e.chain > 1 && e.level != levelBuilding) && s.isFloorNumber(i, e.first, e.chain > 1) {
		e.level = levelFloor // 12F, 12F-1605, L3-25铺
	}
	return e, true
}

// readUnit sets the level and the end of e by the unit word behind its number,
// and returns the length of that word.
func (s *addrScan) readUnit(e *element) int {
	e.end = e.num
	k := s.blanks(e.num)
	lv, n := unitWord(s.runes, k)
	switch {
	case n > 0:
		e.level, e.end = lv, k+n
		if lv == levelBuilding && s.runes[k] == '#' && k > e.num {
			e.level, e.end = levelNone, e.num // "阳光花园 12 #301"
		}
	case lv == levelPlace && k == e.num && scriptOf(s.at(k)) == scriptHan && e.chain == 1 && !s.commentAt(k):
		e.level = levelPlace // 798艺术区
	}
	return n
}

// commentAt reports whether a word begins at i that speaks to the courier, or
// of the spot, rather than goes on with a name: 1605放门口.
func (s *addrScan) commentAt(i int) bool {
	switch s.at(i) {
	case '放', '送', '请', '請', '旁', '收', '电', '電', '手', '联', '聯', '转', '轉', '代', '麻', '谢', '謝', '附', '隔', '对', '對':
		return true
	case '门':
		return s.at(i+1) == '口' || s.at(i+1) == '前' || s.at(i+1) == '外'
	case '楼':
		return s.at(i+1) == '下'
	}
	return false
}

// isBareNumeral tells a Chinese numeral without a unit word from one in a
// name. Two characters or one are a number where something that is a number
// as well, or a blank, stands before them; with a word behind them they are
// one only inside a building.
func (s *addrScan) isBareNumeral(e *element, prevEnd int) bool {
	n, glued := e.num-e.at, prevEnd >= 0 && s.onlyJoints(prevEnd, e.at)
	if !s.boundary(e.num) && scriptOf(s.runes[e.num]) == scriptHan {
		if !glued {
			return false
		}
		lv := s.elems[len(s.elems)-1].level
		return n >= 3 && lv >= levelBuilding || n >= 2 && lv >= levelUnit
	}
	return n >= 3 || s.at(e.at-1) == ' ' || glued
}

// Digits written with blanks between them are one number from so many on; of
// fewer, 5 2 301, each is a number.
const (
	spacedDigits   = 4
	spacedNumerals = 3
)

// spaced looks whether the number [i,j) is one digit, and others follow, each
// alone behind a blank: 1 5 0 3, 三 零 一. It returns the end and how many
// they are, 0 if they are no one number.
func (s *addrScan) spaced(i, j int) (end, n int) {
	if j != i+1 || s.at(j) != ' ' || isLowerRune(s.runes[i]) {
		return 0, 0
	}
	need := spacedDigits
	for n = 1; ; n++ {
		if !isDigitRune(s.runes[j-1]) {
			need = spacedNumerals
		}
		k := s.blanks(j)
		if k == j || !isDigitRune(s.at(k)) && !s.isNumeral(k) || isDigitRune(s.at(k+1)) || s.isNumeral(k+1) {
			break
		}
		j = k + 1
	}
	if n < need {
		return 0, 0
	}
	return j, n
}

// spacedNumber makes one element of n digits with blanks between them.
func (s *addrScan) spacedNumber(i, end, n int) element {
	e := element{at: i, num: end, first: end, kind: numberDigits, digits: n, total: n, chain: 1}
	s.readUnit(&e)
	return e
}

// isFloorNumber reports whether the number [i,j) names a floor: 12f, and
// before a dash l3 and b1 as well.
func (s *addrScan) isFloorNumber(i, j int, chained bool) bool {
	if j-i < 2 || j-i > 4 {
		return false
	}
	if chained && (s.runes[i] == 'l' || s.runes[i] == 'b' || s.runes[i] == 'f') && isDigitRune(s.runes[j-1]) {
		return true
	}
	if s.runes[j-1] != 'f' {
		return false
	}
	for _, r := range s.runes[i : j-1] {
		if !isDigitRune(r) && r != 'b' {
			return false
		}
	}
	return true
}

func (s *addrScan) isJoint(j int) bool {
	switch s.at(j) {
	case '-', '~', '/':
		return true
	}
	return false
}

// chains reports whether a number goes on behind the sign at j. A dot joins
// numbers only where they are no decimal: 3.2.501, 3.501.
func (s *addrScan) chains(j int) bool {
	if s.isJoint(j) {
		return true
	}
	if r := s.at(j); r != '.' && r != '_' && r != '·' {
		return false
	}
	k, _, digits := s.number(j + 1)
	return digits >= minRoomDigits || k > j+1 && s.at(k) == s.at(j) && digits > 0
}

// number reads one number at i: digits with letters glued to them, one or two
// letters, a Roman numeral, a Chinese numeral, or digits of several scripts.
// It returns i if there is none.
func (s *addrScan) number(i int) (end int, kind numberKind, digits int) {
	j, letters, han := i, 0, 0
	roman := true
scan:
	for ; j < len(s.runes); j++ {
		switch r := s.runes[j]; {
		case isDigitRune(r):
			digits++
		case isLowerRune(r) && han == 0:
			letters++
			roman = roman && (r == 'i' || r == 'v' || r == 'x')
		case (r > 0x80 || r == 'o') && s.isNumeral(j):
			if j > i && han == 0 && (isLowerRune(s.runes[j-1]) || !s.numeralGoesOn(j)) {
				break scan
			}
			han++
			if j == i && s.at(i-1) == '之' && isDigitRune(s.at(i+1)) {
				j++
				break scan // 101号之一2305房
			}
		default:
			break scan
		}
	}
	switch {
	case han > 0 && digits == 0:
		return j, numberHan, 0
	case han > 0:
		return j, numberDigits, digits + han
	case digits == 0 && (letters == 0 || letters > 2 && !(roman && letters <= maxRoman)):
		return i, numberLetter, 0 // a word
	case letters > 3 && digits > 0:
		return i, numberMixed, 0
	case i > 0 && isLowerRune(s.runes[i]) && isLowerRune(s.runes[i-1]):
		return i, numberLetter, 0 // inside a word
	case digits == 0:
		return j, numberLetter, 0
	case letters == 0:
		return j, numberDigits, digits
	}
	return j, numberMixed, digits
}

// maxRoman is the length of the longest Roman numeral up to XX.
const maxRoman = 5 // xviii

// isNumeral reports whether a Chinese numeral stands at i: digits and tens,
// and what is a digit only beside one, 洞 拐 勾 in 幺五洞三 and the ring or
// letter for 0 in 一五○三.
func (s *addrScan) isNumeral(i int) bool {
	r := s.at(i)
	switch r {
	case '洞', '拐', '勾', '参':
		before, next := s.at(i-1), s.at(i+1)
		if s.isJoint(i-1) && (isHanNumeral(s.at(i-2)) || isDigitRune(s.at(i-2))) {
			return true
		}
		return isHanNumeral(before) || isDigitRune(before) || isSpokenDigit(before) || isHanNumeral(next) || isSpokenDigit(next) || s.buildingWordAt(i+1)
	case '○', 'o':
		k := i - 1
		for s.at(k) == r && i-k < phoneDigits {
			k--
		}
		before, next := s.at(k), s.at(i+1)
		if isHanNumeral(before) || isSpokenDigit(before) {
			_, unit := unitWord(s.runes, i+1)
			return isDigitRune(next) || isHanNumeral(next) || isSpokenDigit(next) || next == r || unit > 0 || s.boundary(i+1)
		}
		return r != 'o' && k == i-1 && isDigitRune(before) && (isDigitRune(next) || isHanNumeral(next))
	}
	return isHanNumeral(r)
}

// isSpokenDigit knows what is said for 0, 7 and 9 on the telephone, and 参, the
// short form of 參: alone they are words.
func isSpokenDigit(r rune) bool { return r == '洞' || r == '拐' || r == '勾' || r == '参' }

// buildingWordAt reports whether a word for a part of an address stands at i.
func (s *addrScan) buildingWordAt(i int) bool {
	switch s.at(i) {
	case '栋', '幢', '层', '室':
		return true
	case '号':
		return s.at(i+1) == '楼'
	case '单':
		return s.at(i+1) == '元'
	}
	return false
}

// numeralGoesOn tells whether the Chinese numerals at i, behind digits, belong
// to the same number: 1五03 and 15零三, but 388 and 一楼.
func (s *addrScan) numeralGoesOn(i int) bool {
	for ; s.isNumeral(i); i++ {
		if r := s.runes[i]; r == '零' || r == '○' || isSpokenDigit(r) {
			return true
		}
	}
	return isDigitRune(s.at(i)) || s.boundary(i)
}
