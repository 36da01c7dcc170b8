package masking

// isNumberJoint reports whether r, folded, may stand between the groups of one
// number and between two numbers as well: 138/0000/1234, 138、0000、1234.
func isNumberJoint(r folded) bool {
	switch r {
	case '/', ',', '、', '，', ';', '；', ':', '：', '|', '｜', '\\', '+':
		return true
	}
	return false
}

// joinedDigits is how many digits a number has at least that is looked for over
// joints: a date has fewer than most, and none is a record's own by chance.
const joinedDigits = 8

// maxJoined is how many digits are looked at over joints, longer lists in
// parts of so many.
const maxJoined = 64

// scanJoined reports the whole numbers whose digits stand in text with joints
// between them. Parts of numbers it leaves: over joints they are dates, amounts
// and lists.
func (s *Secrets) scanJoined(text []folded, found func(hit) bool) {
	var digits, places [maxJoined]int32
	n, joints, last := 0, 0, 0
	for i, c := range text {
		switch r := c & foldRune; {
		case isDigitRune(r):
			if n == maxJoined {
				keep := maxJoined / 2
				copy(digits[:keep], digits[n-keep:n])
				copy(places[:keep], places[n-keep:n])
				n = keep
			}
			digits[n], places[n] = r, int32(i)
			n, last = n+1, i
			if joints > 0 && n >= joinedDigits && !s.joinedAt(digits[:n], places[:n], found) {
				return
			}
		case isNumberJoint(r) && n > 0 && i-last <= 2:
			joints++
		default:
			n, joints = 0, 0
		}
	}
}

// joinedAt reports the numbers that end digits, unless they stand in text
// without a joint.
func (s *Secrets) joinedAt(digits, places []int32, found func(hit) bool) bool {
next:
	for k := range s.terms {
		t := &s.terms[k]
		n := int(t.to - t.from)
		if t.how != howNumber || n < joinedDigits || n > len(digits) {
			continue
		}
		at := len(digits) - n
		for i, r := range s.runes[t.from:t.to] {
			if r&foldRune != digits[at+i] {
				continue next
			}
		}
		from, to := int(places[at]), int(places[len(places)-1])+1
		if to-from > n && !found(hit{from, to, t.field, t.how, t.strict}) {
			return false
		}
	}
	return true
}
