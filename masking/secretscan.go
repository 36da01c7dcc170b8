package masking

// scan reports the secrets in a folded text to found, until it says no. Its
// loop does what every character needs; the rest is in functions of its own.
func (s *Secrets) scan(text []folded, found func(hit) bool) {
	value, run := uint32(0), 0
	joined := false
	pairs, bloom := &s.pairs, &s.bloom
	for i, c := range text {
		if d := uint32(c&foldRune) - '0'; d <= 9 {
			value = (value*10 + d) % windowValues
			if run++; run >= windowLen {
				if bloom[value>>6&7]>>(value&63)&1 != 0 && !s.windowsAt(text, i, run, value, found) {
					return
				}
				if run >= almostLen-1 && s.almost && !s.almostAt(text[:i+1], run, found) {
					return
				}
			}
		} else if run > 0 {
			joined = joined || isNumberJoint(c&foldRune)
			run = 0
		}
		if i+1 == len(text) {
			break
		}
		if bit := pairBit(c, text[i+1]); pairs[bit>>6]>>(bit&63)&1 != 0 && !s.termsAt(text, i, found) {
			return
		}
	}
	if joined {
		s.scanJoined(text, found)
	}
}

// termsAt reports the terms that stand at text[i:].
func (s *Secrets) termsAt(text []folded, i int, found func(hit) bool) bool {
	r := text[i] & foldRune
	for k := range s.terms {
		t := &s.terms[k]
		if t.first == r && s.matches(t, text, i) && !found(hit{i, i + int(t.to-t.from), t.field, t.how, t.strict}) {
			return false
		}
	}
	return true
}

// windowsAt reports the six digits that end at text[i], in a run of digits.
func (s *Secrets) windowsAt(text []folded, i, run int, value uint32, found func(hit) bool) bool {
	for k := range s.windows {
		w := &s.windows[k]
		if w.value != value {
			continue
		}
		n := windowLen + s.before(w, text[i-run+1:i-windowLen+1])
		if !found(hit{i - n + 1, i + 1, w.field, howDigits, n >= almostLen}) {
			return false
		}
	}
	return true
}

// almostAt reports a number with one digit left out at the end of text.
func (s *Secrets) almostAt(text []folded, run int, found func(hit) bool) bool {
	h, ok := s.almostNumber(text, run)
	return !ok || found(h)
}

// before returns how many digits before window w are those at the end of text.
func (s *Secrets) before(w *digitWindow, text []folded) int {
	n := 0
	for n < len(text) && n < int(w.before) && (text[len(text)-1-n]^s.runes[int(w.at)-1-n])&foldRune == 0 {
		n++
	}
	return n
}

// almostNumber finds a number with one digit left out at the end of text,
// which ends with a run of digits.
func (s *Secrets) almostNumber(text []folded, run int) (hit, bool) {
	for k := range s.terms {
		t := &s.terms[k]
		n := int(t.to-t.from) - 1
		if !t.almost || run < n {
			continue
		}
		number, tail := s.runes[t.from:t.to], text[len(text)-n:]
		if first := tail[0] & foldRune; first != t.first && first != number[1]&foldRune {
			continue
		}
		same := 0
		for same < n && (tail[same]^number[same])&foldRune == 0 {
			same++
		}
		if sameRunes(number[same+1:], tail[same:]) {
			return hit{len(text) - n, len(text), t.field, howNumber, true}, true
		}
	}
	return hit{}, false
}

// matches reports whether term t stands at text[i:].
func (s *Secrets) matches(t *term, text []folded, i int) bool {
	want := s.runes[t.from:t.to]
	if len(text)-i < len(want) {
		return false
	}
	for k, r := range want {
		if (text[i+k]^r)&foldRune != 0 || k > 0 && t.how == howRoom && text[i+k]&foldBreak != 0 {
			return false // 15.03 and 11-22 are no rooms
		}
	}
	if !t.word {
		return true
	}
	end := i + len(want)
	return atWordStart(text, i) && (end == len(text) || atWordStart(text, end))
}

// atWordStart reports whether a word may begin at i.
func atWordStart(text []folded, i int) bool {
	if i == 0 || text[i]&foldBreak != 0 {
		return true
	}
	before, here := text[i-1]&foldRune, text[i]&foldRune
	return !isWordRune(before) || !isWordRune(here)
}

func isWordRune(r folded) bool {
	return isLowerRune(r) || isDigitRune(r) || r > 0x80 && scriptOf(r) == scriptLatin
}
