package symbol

import "strings"

// code93Patterns holds three bars and three spaces in turn, in modules, in
// the order of the values: the 43 characters of Code 39, the shifts ($), (%),
// (/) and (+), and the start and stop character (AIM BC5 table 1).
var code93Patterns = [48]string{
	"131112", "111213", "111312", "111411", "121113", "121212", "121311", "111114", // 0
	"131211", "141111", "211113", "211212", "211311", "221112", "221211", "231111", // 8
	"112113", "112212", "112311", "122112", "132111", "111123", "111222", "111321", // G
	"121122", "131121", "212112", "212211", "211122", "211221", "221121", "222111", // O
	"112122", "112221", "122121", "123111", "121131", "311112", "311211", "321111", // W
	"112131", "113121", "211131", "121221", "312111", "311121", "122211", "111141", // / + % shifts, *
}

// Shifts of Code 93 as bytes in data that StripCode93 takes.
const (
	Code93Dollar  = 0x80 + iota // ($)
	Code93Percent               // (%)
	Code93Slash                 // (/)
	Code93Plus                  // (+)
)

// StripCode93 encodes ASCII and the four shift characters with the check
// characters C and K (AIM BC5); what the 43 characters lack is encoded as
// pairs of full ASCII. Other bytes are a *DataError.
//
// Check holds C and K as characters, a shift among them as $ % / or +.
func StripCode93(data string) (Strip, error) {
	if data == "" {
		return Strip{}, refuse(Code93, "no data")
	}
	var values []int
	for i := range len(data) {
		c := data[i]
		switch v := strings.IndexByte(code39Set, c); {
		case v >= 0:
			values = append(values, v)
		case c < 0x80:
			p := asciiPair(c)
			values = append(values, 43+strings.IndexByte("$%/+", p[0]), strings.IndexByte(code39Set, p[1]))
		case c <= Code93Plus:
			values = append(values, 43+int(c-Code93Dollar))
		default:
			return Strip{}, refuse(Code93, "byte %d is not ASCII", i+1)
		}
	}
	s := Strip{Text: data}
	for _, cycle := range []int{20, 15} {
		sum := 0
		for i, v := range values {
			sum += ((len(values)-1-i)%cycle + 1) * v
		}
		values = append(values, sum%47)
		s.Check += (code39Set + "$%/+")[sum%47 : sum%47+1]
	}
	s.add(code93Patterns[47])
	for _, v := range values {
		s.add(code93Patterns[v])
	}
	s.add(code93Patterns[47] + "1")
	return s, nil
}
