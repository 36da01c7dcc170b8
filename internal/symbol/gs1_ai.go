package symbol

import "strings"

// maxGS1 is the most characters a GS1-128 symbol holds, application
// identifiers and separators included, the leading FNC1 not (GS1 General
// Specifications 5.4).
const maxGS1 = 48

// An element is one application identifier's value: its format and what must
// hold of it.
type element struct {
	min, max int
	digits   bool // digits only, else character set 82
	check    bool // ends in a check digit
	date     bool // YYMMDD
}

// gs1AI returns the format of an application identifier and whether it is one
// this package knows.
func gs1AI(ai string) (element, bool) {
	switch {
	case ai == "00":
		return element{min: 18, max: 18, digits: true, check: true}, true
	case ai == "01", ai == "02":
		return element{min: 14, max: 14, digits: true, check: true}, true
	case ai == "10", ai == "21", ai == "22", ai == "235":
		return element{min: 1, max: 20}, true
	case ai == "11", ai == "12", ai == "13", ai == "15", ai == "16", ai == "17":
		return element{min: 6, max: 6, digits: true, date: true}, true
	case ai == "20":
		return element{min: 2, max: 2, digits: true}, true
	case ai == "30", ai == "37":
		return element{min: 1, max: 8, digits: true}, true
	case ai == "240", ai == "241", ai == "250", ai == "251", ai == "400", ai == "401", ai == "403":
		return element{min: 1, max: 30}, true
	case ai == "402":
		return element{min: 17, max: 17, digits: true, check: true}, true
	case len(ai) == 3 && ai >= "410" && ai <= "417":
		return element{min: 13, max: 13, digits: true, check: true}, true
	case ai == "420":
		return element{min: 1, max: 20}, true
	case ai == "421":
		return element{min: 4, max: 12}, true
	case ai == "422", ai == "424", ai == "426":
		return element{min: 3, max: 3, digits: true}, true
	case len(ai) == 4 && ai >= "3100" && ai <= "3699" && ai[3] <= '5':
		return element{min: 6, max: 6, digits: true}, true
	case ai == "90":
		return element{min: 1, max: 30}, true
	case len(ai) == 2 && ai >= "91" && ai <= "99":
		return element{min: 1, max: 90}, true
	}
	return element{}, false
}

// gs1Predefined reports whether an identifier's length is fixed for ever by
// its first two digits, so that no separator follows its value (GS1 General
// Specifications figure 7.8.5-2). Other identifiers take a separator even if
// their format has one length only.
func gs1Predefined(ai string) bool {
	switch ai[:2] {
	case "00", "01", "02", "03", "04", "11", "12", "13", "14", "15", "16", "17", "18", "19", "20",
		"31", "32", "33", "34", "35", "36", "41":
		return true
	}
	return false
}

// gs1Tokens turns "(01)09501101530003(10)ABC123" into FNC1 and data.
func gs1Tokens(data string) ([]byte, error) {
	tokens := []byte{fnc1}
	open := false // the last element wants a separator
	for n := 1; data != ""; n++ {
		ai, value, rest, ok := cutElement(data)
		if !ok {
			return nil, refuse(GS1128, "element %d does not begin with an application identifier in parentheses", n)
		}
		e, ok := gs1AI(ai)
		if !ok {
			return nil, refuse(GS1128, "element %d has an unknown application identifier", n)
		}
		if reason := e.verify(value); reason != "" {
			return nil, refuse(GS1128, "element %d: %s", n, reason)
		}
		if open {
			tokens = append(tokens, fnc1)
		}
		tokens = append(append(tokens, ai...), value...)
		open = !gs1Predefined(ai)
		data = rest
		if len(tokens)-1 > maxGS1 {
			return nil, refuse(GS1128, "more than %d characters", maxGS1)
		}
	}
	return tokens, nil
}

// cutElement splits the first "(ai)value" off data. A value may itself hold
// parentheses; it ends where "(", two to four digits and ")" follow.
func cutElement(data string) (ai, value, rest string, ok bool) {
	n := aiLen(data)
	if n == 0 {
		return "", "", "", false
	}
	ai, data = data[1:n-1], data[n:]
	for i := range len(data) {
		if aiLen(data[i:]) > 0 {
			return ai, data[:i], data[i:], true
		}
	}
	return ai, data, "", true
}

// aiLen returns the length of the "(dd)" to "(dddd)" that s begins with, or 0.
func aiLen(s string) int {
	end := strings.IndexByte(s, ')')
	if end < 3 || end > 5 || s[0] != '(' || !allDigits(s[1:end]) {
		return 0
	}
	return end + 1
}

// verify returns what is wrong with a value, or "".
func (e element) verify(value string) string {
	switch {
	case len(value) < e.min || len(value) > e.max:
		return "the value's length is wrong"
	case e.digits && !allDigits(value):
		return "the value must be digits"
	case !gs1Charset(value):
		return "a character outside GS1's character set 82"
	case e.check && !gs1Checked(value):
		return "the check digit is wrong"
	case e.date && (value[2:4] < "01" || value[2:4] > "12" || value[4:6] > "31"):
		return "not a date of the form YYMMDD"
	}
	return ""
}

// gs1Charset reports whether every byte is in character set 82 (GS1 General
// Specifications figure 7.11-1).
func gs1Charset(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		alnum := isDigit(c) || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z'
		if !alnum && strings.IndexByte(`!"%&'()*+,-./:;<=>?_`, c) < 0 {
			return false
		}
	}
	return true
}
