package masking

// latinRooms are the words before a room in texts that are not in Chinese.
var latinRooms = [...]string{"apartment", "apt", "flat", "unit", "room", "rm", "suite", "ste"}

// latinRoom returns the end of a room that is named at i by one of latinRooms:
// apt 4c, flat b, rm.1203; i if none is. A letter alone is a room only where
// no other word follows.
func latinRoom(text []rune, i int) int {
	switch text[i] {
	case 'a', 'f', 'u', 'r', 's':
	default:
		return i
	}
	if i > 0 && (isLowerRune(text[i-1]) || isDigitRune(text[i-1])) {
		return i
	}
	for _, w := range latinRooms {
		if !hasWord(text[i:], w) {
			continue
		}
		j := i + len(w)
		for j < len(text) && (text[j] == ' ' || text[j] == '.' || text[j] == '#' || text[j] == ':') {
			j++
		}
		k, digits := j, 0
		for k < len(text) && (isDigitRune(text[k]) || isLowerRune(text[k]) || text[k] == '-' && k > j) {
			if isDigitRune(text[k]) {
				digits++
			}
			k++
		}
		for k > j && text[k-1] == '-' {
			k--
		}
		if digits > 0 && digits < phoneDigits && k-j-digits <= 2 {
			return k
		}
		if digits == 0 && k == j+1 && j > i+len(w) && !wordFollows(text, k) {
			return k
		}
	}
	return i
}

// wordFollows reports whether a Latin word or a number stands behind the
// blanks at i.
func wordFollows(text []rune, i int) bool {
	for i < len(text) && text[i] == ' ' {
		i++
	}
	return i < len(text) && (isLowerRune(text[i]) || isDigitRune(text[i]) || text[i] == '\'')
}
