package masking

// numberKind is how a number of an address is written.
type numberKind uint8

const (
	numberDigits   numberKind = iota
	numberMixed               // digits and letters: 207A, B102
	numberLetter              // one or two letters
	numberHan                 // 三, 二十一
	numberWordOnly            // no number: 底商, 东单元
	numberStars               // masked before
)

// element is a number of an address with the unit word behind it.
type element struct {
	at     int // first rune
	num    int // behind the number itself
	end    int // behind the number and its unit word
	first  int // behind the first number of a chain (5 of 5-2-301)
	digits int // of the last number
	total  int // digits of all numbers of the chain
	chain  int // numbers joined by dashes, at least 1
	kind   numberKind
	level  level
	glued  bool // only blanks, dashes or 之 between it and the element before
}

// addrScan is an address line cut in elements. Positions count runes.
type addrScan struct {
	runes []rune // folded by unitFold
	elems []element
}

// scan cuts s.runes.
func (s *addrScan) scan() {
	s.elems = s.elems[:0]
	prevEnd := -1
	for i := 0; i < len(s.runes); {
		if r := s.runes[i]; r >= 0x4E00 && r <= 0x9FFF && mayBeElement[r>>6&15]>>(r&63)&1 == 0 {
			i++
			continue
		}
		e, ok := s.elementAt(i, prevEnd)
		if !ok {
			i++
			continue
		}
		e.glued = prevEnd >= 0 && s.onlyJoints(prevEnd, e.at)
		s.elems = append(s.elems, e)
		prevEnd = e.end
		i = e.end
	}
}

// elementLeads are the Han characters that an element may begin with: sides,
// stems, numerals, spoken digits and the leads of innerWords.
const elementLeads = "东西南北中左右前后甲乙丙丁戊己庚辛一二三四五六七八九十百零两廿卅壹贰叁肆伍陆柒捌玖拾幺洞拐勾参底地顶阁裙夹门商车店"

// mayBeElement has a bit for the low ten bits of each of elementLeads: a quick
// no for most characters.
var mayBeElement = lowBits(elementLeads)

func (s *addrScan) onlyJoints(from, to int) bool {
	for _, r := range s.runes[from:to] {
		if r != ' ' && r != '-' && r != '之' && r != '~' {
			return false
		}
	}
	return true
}

// at returns the rune at i, 0 outside.
func (s *addrScan) at(i int) rune {
	if i < 0 || i >= len(s.runes) {
		return 0
	}
	return s.runes[i]
}

// blanks returns the position behind the blanks at i.
func (s *addrScan) blanks(i int) int {
	for i < len(s.runes) && s.runes[i] == ' ' {
		i++
	}
	return i
}

// elementAt reads the element at i; the one before ended at prevEnd, -1 for none.
func (s *addrScan) elementAt(i, prevEnd int) (element, bool) {
	r := s.runes[i]
	switch {
	case isMaskRune(r):
		j := i
		for j < len(s.runes) && isMaskRune(s.runes[j]) {
			j++
		}
		return element{at: i, num: j, end: j, first: j, kind: numberStars, chain: 1}, true
	case r == '#' && isDigitRune(s.at(i+1)):
		if s.at(i-1) == 0 || !isDigitRune(s.at(i-1)) { // #1204
			j, _, n := s.number(i + 1)
			return element{at: i, num: j, end: j, first: j, digits: n, kind: numberDigits, chain: 1, level: levelRoom}, true
		}
	case isSide(r) || isStem(r):
		return s.sideAt(i)
	case r > 0x80 && !s.isNumeral(i):
		return s.innerWordAt(i)
	}
	return s.numberAt(i, prevEnd)
}

func isDigitRune(r rune) bool { return r >= '0' && r <= '9' }

func isLowerRune(r rune) bool { return r >= 'a' && r <= 'z' }

// sideAt reads 东单元, 西户, 甲座.
func (s *addrScan) sideAt(i int) (element, bool) {
	e := element{at: i, num: i, first: i + 1, kind: numberWordOnly, chain: 1}
	switch next := s.at(i + 1); {
	case next == '单' && s.at(i+2) == '元':
		e.level, e.end = levelUnit, i+3
	case next == '户' && isSide(s.runes[i]), next == '边' && s.at(i+2) == '户':
		e.level, e.end = levelGate, i+2
		if next == '边' {
			e.end++
		}
	case next == '门', next == '室', next == '户':
		e.level, e.end = levelGate, i+2
	case isStem(s.runes[i]) && (next == '座' || next == '栋' || next == '幢'):
		e.level, e.end = levelBuilding, i+2
	case isStem(s.runes[i]) && next == '号' && s.at(i+2) == '楼':
		e.level, e.end = levelBuilding, i+3
	default:
		return e, false
	}
	return e, true
}

// innerWordAt reads 底商, 地下, 负一层's 负.
func (s *addrScan) innerWordAt(i int) (element, bool) {
	if !isInnerLead(s.runes[i]) {
		return element{}, false
	}
	for _, w := range innerWords {
		if !hasWord(s.runes[i:], w) {
			continue
		}
		end := i + 2
		if w == "地下室" {
			end++
		}
		return element{at: i, num: i, end: end, first: end, kind: numberWordOnly, chain: 1, level: levelGate}, true
	}
	return element{}, false
}
