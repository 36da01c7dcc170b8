package masking

// textClass is what the scanner finds in free text.
type textClass uint8

const (
	textPhone textClass = iota
	textID
	textEmail
	textAccount // WeChat, QQ
	textName
	textAddress
)

var textClassNames = [...]string{"phone", "id-number", "e-mail", "account", "name", "address"}

func (c textClass) String() string { return textClassNames[c] }

// textSpan is a personal value in a text, in runes of the scanned line.
type textSpan struct {
	from, to int
	class    textClass
}

// textScan reads free text: remarks, goods, the tail of an address line.
type textScan struct {
	runes []rune // narrowed, lower case: one for each rune of the text
	spans []textSpan
	own   int // where in spans those begin that are known from other fields
}

// digitGroup is a run of digits in one script.
type digitGroup struct{ from, to int }

// maxGroups bounds the groups of one number: 1 3 8 1 2 3 4 5 6 7 8 has 11.
const maxGroups = 16

// scan finds the personal values of a text; most texts have none, and the
// first look tells that.
func (t *textScan) scan() {
	t.spans = t.spans[:0]
	if isQuiet(t.runes) {
		return
	}
	t.scanEmails()
	t.scanAccounts()
	t.readLetters()
	t.scanNumbers()
}

// mobileDigits is the length of a mobile number, of which lettersDigits at
// least are written as digits when others are letters of the same look.
const (
	mobileDigits  = 11
	lettersDigits = 4
)

// lookalike returns the digit that a lower-case letter is written for: o and l
// in l38o000llll.
func lookalike(r rune) rune {
	switch r {
	case 'o':
		return '0'
	case 'l', 'i':
		return '1'
	}
	return r
}

// readLetters puts digits for the letters in what looks like a mobile number.
func (t *textScan) readLetters() {
	for i := 0; i+mobileDigits <= len(t.runes); i++ {
		if lookalike(t.runes[i]) != '1' || t.runes[i+1] < '3' || t.runes[i+1] > '9' || isDigitRune(t.at(i-1)) || isDigitRune(t.at(i+mobileDigits)) {
			continue
		}
		number, digits, letters := t.runes[i:i+mobileDigits], 0, 0
		for _, r := range number {
			if isDigitRune(r) {
				digits++
			} else if isDigitRune(lookalike(r)) {
				letters++
			}
		}
		if letters == 0 || digits < lettersDigits || digits+letters < mobileDigits {
			continue
		}
		for k, r := range number {
			number[k] = lookalike(r)
		}
	}
}

// quietDigits is how many digits a number has at least that names a person.
const quietDigits = 7

// isQuiet reports whether nothing in a line is worth a closer look: no seven
// digits with only separators between, no @, no word for an account. It takes
// lines folded for texts and for addresses.
func isQuiet(line []rune) bool {
	run := 0
	for _, r := range line {
		switch {
		case r >= '0' && r <= '9':
			run++
		case r < 0x80:
			if r == '@' || r == 'q' || r == 'w' || r == 'x' || r == 'v' {
				return false
			}
			if r == 'o' || r == 'l' || r == 'i' {
				run++ // 138oooo1111
			} else if !isTextSeparator(r) {
				run = 0
			}
		case r == '信':
			return false
		case r >= 0x4E00 && r <= 0x9FFF && mayBeNumeral[r>>6&15]>>(r&63)&1 == 0:
			run = 0
		case anyDigit(r) >= 0:
			run++
		case !isTextSeparator(r):
			run = 0
		}
		if run >= quietDigits {
			return false
		}
	}
	return true
}

func (t *textScan) at(i int) rune {
	if i < 0 || i >= len(t.runes) {
		return 0
	}
	return t.runes[i]
}

// scanNumbers finds telephone and identity numbers.
func (t *textScan) scanNumbers() {
	var room [maxGroups]digitGroup
	for i := 0; i < len(t.runes); {
		if anyDigit(t.runes[i]) < 0 {
			i++
			continue
		}
		groups := room[:0]
		groups, i = t.groups(i, groups)
		t.matchGroups(groups)
	}
}

// groups collects the digit runs from i on that only separators part.
func (t *textScan) groups(i int, groups []digitGroup) ([]digitGroup, int) {
	for len(groups) < maxGroups {
		j := i
		han := t.runes[i] > 0x80
		for j < len(t.runes) && anyDigit(t.runes[j]) >= 0 && (t.runes[j] > 0x80) == han {
			j++
		}
		groups = append(groups, digitGroup{i, j})
		k := j
		for k < len(t.runes) && k-j <= 3 && isTextSeparator(t.runes[k]) {
			k++
		}
		if k-j > 3 || k == len(t.runes) || anyDigit(t.runes[k]) < 0 {
			return groups, j
		}
		i = k
	}
	return groups, i
}

// isTextSeparator knows what people write between the digits of one number.
func isTextSeparator(r rune) bool {
	switch r {
	case ' ', '-', '.', '_', '(', ')', '~', '·', '—', '•':
		return true
	}
	return isListSign(r)
}

// isListSign knows what parts the groups of one number only where they are
// those of a mobile, and else two numbers: 139/0000/2222.
func isListSign(r rune) bool {
	return r == '/' || r == ',' || r == '、' || r == '，'
}

// isList reports whether a list sign stands between two of groups, which are
// not 3, 4 and 4 digits, the parts of one mobile.
func (t *textScan) isList(groups []digitGroup) bool {
	n := len(groups)
	for i := 1; i < n; i++ {
		for k := groups[i-1].to; k < groups[i].from; k++ {
			if isListSign(t.runes[k]) {
				return n != 3 || groups[0].to-groups[0].from != 3 || groups[1].to-groups[1].from != 4 || groups[2].to-groups[2].from != 4
			}
		}
	}
	return false
}

// matchGroups finds the longest number in each stretch of groups.
func (t *textScan) matchGroups(groups []digitGroup) {
	for i := 0; i < len(groups); {
		j := t.longestMatch(groups, i)
		if j < 0 {
			i++
			continue
		}
		i = j + 1
	}
}

// maxDigits bounds what is looked at as one number.
const maxDigits = 18

// longestMatch tries groups i..j from the longest j down, records the span
// and returns j, or -1.
func (t *textScan) longestMatch(groups []digitGroup, i int) int {
	var buf [maxDigits]byte
	n, last := 0, i-1
	var ends [maxGroups]int
	for j := i; j < len(groups); j++ {
		g := groups[j]
		if n+g.to-g.from > maxDigits {
			break
		}
		for _, r := range t.runes[g.from:g.to] {
			buf[n] = byte('0' + anyDigit(r))
			n++
		}
		ends[j] = n
		last = j
	}
	if n < quietDigits {
		return -1
	}
	from := groups[i].from
	hint := t.hint(from)
	plus := t.plusBefore(from)
	for j := last; j >= i; j-- {
		to := groups[j].to
		ds := buf[:ends[j]]
		if end, ok := t.identity(ds, to, hint, i < j); ok {
			t.spans = append(t.spans, textSpan{from, end, textID})
			return j
		}
		if t.isList(groups[i:j+1]) || !t.isNumber(ds, groups[i:j+1], plus > 0, hint) {
			continue
		}
		if i == j && hint == hintGoods && plus == 0 {
			if len(ds) != mobileDigits || !endsWithAny(t.runes[:from], orderWords[:]) {
				return -1 // 订单号13812345678
			}
		}
		if plus == 0 && t.at(from-1) == '(' {
			plus = 1
		}
		t.spans = append(t.spans, textSpan{from - plus, t.extension(to), textPhone})
		for j+1 < len(groups) && groups[j+1].to <= t.spans[len(t.spans)-1].to {
			j++
		}
		return j
	}
	return -1
}

// plusBefore returns the length of "+", "(+" and the like before i.
func (t *textScan) plusBefore(i int) int {
	if t.at(i-1) != '+' {
		return 0
	}
	if t.at(i-2) == '(' {
		return 2
	}
	return 1
}

// extension returns the end of an extension behind a number that ends at i.
func (t *textScan) extension(i int) int {
	j := i
	for t.at(j) == ' ' {
		j++
	}
	switch r := t.at(j); {
	case r == '转' || r == '轉' || r == '#' || r == '-' && j == i || r == ',' && j == i:
		j++
	case hasWord(t.runes[j:], "分机"), hasWord(t.runes[j:], "分機"):
		j += 2
	case hasWord(t.runes[j:], "ext"):
		j += 3
	default:
		return i
	}
	for t.at(j) == ' ' || t.at(j) == '.' {
		j++
	}
	k := j
	for digit(t.at(k)) >= 0 {
		k++
	}
	if k-j >= 2 && k-j <= 6 {
		return k
	}
	return i
}

// isNumber reports whether ds, written in groups, is a telephone number.
func (t *textScan) isNumber(ds []byte, groups []digitGroup, plus bool, hint textHint) bool {
	n := len(ds)
	parted := len(groups) > 1
	mobile := func(ds []byte) bool { return len(ds) == 11 && ds[0] == '1' && ds[1] >= '3' }
	switch {
	case plus:
		return n >= 8 && n <= 15
	case n < 7 || n > 17:
		return false
	case mobile(ds),
		n == 12 && ds[0] == '0' && mobile(ds[1:]),
		n == 13 && ds[0] == '8' && ds[1] == '6' && mobile(ds[2:]),
		n == 15 && string(ds[:4]) == "0086" && mobile(ds[4:]):
		return true
	case ds[0] == '0' && ds[1] == '0':
		return n >= 11 && regionOfCode(string(ds[2:2+countryCodeLen(ds[2:])])) != regionOther
	case ds[0] == '0':
		a := cnAreaLen(ds)
		return a > 0 && (n-a == 7 || n-a == 8) || n == 10 && ds[1] == '9'
	case n == 11 && (string(ds[:3]) == "852" || string(ds[:3]) == "853"), n == 12 && string(ds[:4]) == "8869":
		return parted || hint == hintPhone
	case n == 10 && parted && len(groups) == 3 && string(ds[:3]) != "400" && string(ds[:3]) != "800":
		return groups[0].to-groups[0].from == 3 && groups[1].to-groups[1].from == 3
	case n <= 8:
		return hint == hintPhone && ds[0] != '0'
	}
	return false
}

// identity reports whether ds is a Chinese identity number: 18 characters
// with a real date and a right check character, or 15 or 18 after a word that
// says so. One in parts (110101 19900307 0011) need not have the right check
// character, if no word before it names goods. It returns its end: the check
// character may be an X.
func (t *textScan) identity(ds []byte, to int, hint textHint, parted bool) (int, bool) {
	check := rune(0)
	switch {
	case len(ds) == 17 && t.at(to) == 'x':
		check, to = 'x', to+1
	case len(ds) == 18:
		check = rune(ds[17])
	case len(ds) == 15 && hint == hintID:
		return to, true
	default:
		return 0, false
	}
	if hint == hintID || parted && hint != hintGoods && hasBirthday(ds) {
		return to, true
	}
	return to, isIdentityNumber(ds[:17], check)
}

// hasBirthday reports whether ds begins like an identity number: with a
// province and a date.
func hasBirthday(ds []byte) bool {
	area, year, month, day := decimal(ds[:2]), decimal(ds[6:10]), decimal(ds[10:12]), decimal(ds[12:14])
	return area >= 11 && area <= 91 && year >= 1900 && year <= 2100 && month >= 1 && month <= 12 && day >= 1 && day <= 31
}

func decimal(ds []byte) int {
	v := 0
	for _, d := range ds {
		v = v*10 + int(d-'0')
	}
	return v
}

// idWeights and idChecks are those of GB 11643-1999.
var (
	idWeights = [17]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}
	idChecks  = [11]rune{'1', '0', 'x', '9', '8', '7', '6', '5', '4', '3', '2'}
)

func isIdentityNumber(ds []byte, check rune) bool {
	if !hasBirthday(ds) {
		return false
	}
	sum := 0
	for i, d := range ds {
		sum += int(d-'0') * idWeights[i]
	}
	return idChecks[sum%11] == check
}
