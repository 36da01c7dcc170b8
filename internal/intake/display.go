package intake

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// In a file without a header the first row is a person's data, and a JSON key
// may be a phone number. A column is therefore called by its name only where
// the name cannot be a value: it is a spelling of a field, the user wrote it in
// Options.Map, or the header is believed and the name looks like a header word.
// Any other column is called by its position.

// Column is a column of the input and what it was taken for.
type Column struct {
	// Name is as in the file, outer blanks removed; "column 7" if it has none.
	// It may be a value: print Display.
	Name string
	// Display is what messages call the column: a name, or "column 7".
	Display string
	Field   string // canonical field, "" = kept as an extra
}

func position(i int) string { return fmt.Sprintf("column %d", i+1) }

// called returns a Display as a message has it, a name in quotes.
func called(display string) string {
	if n, ok := strings.CutPrefix(display, "column "); ok && strings.Trim(n, "0123456789") == "" {
		return display
	}
	return fmt.Sprintf("column %q", display)
}

// describe decides whether the header is one and what its columns are called.
// It is one if it names two fields, and more fields than it has names that do
// not look like any: a record has a phone number and an address at least.
func (l *layout) describe() {
	fields, odd := map[string]bool{}, 0
	for _, c := range l.columns {
		if cl, ok := table().lookup(c.Name); ok {
			fields[cl.field.name] = true
		} else if c.Name != "" && c.Display == "" && !headerWord(c.Name) {
			odd++
		}
	}
	l.known = len(fields)
	l.believed = l.known >= 2 && l.known > odd
	for i := range l.columns {
		l.call(i)
	}
}

// call sets what column i is called, unless Options.Map has.
func (l *layout) call(i int) {
	c := &l.columns[i]
	switch {
	case c.Name == "":
		c.Name, c.Display, c.blank = position(i), position(i), true
	case c.Display != "":
		c.named = true
	case isSpelling(c.Name), l.believed && headerWord(c.Name):
		c.Display, c.named = oneLine(c.Name), true
	default:
		c.Display = position(i)
	}
}

// oneLine joins the lines of a name, of which spreadsheets often have several.
func oneLine(name string) string { return strings.Join(strings.Fields(name), " ") }

// maxSpelling is the most characters a spelling is shown with: the longest, its
// blanks and its punctuation.
const maxSpelling = 40

// isSpelling reports whether a name is an accepted spelling and nothing else:
// a note in brackets, which the comparison passes over, could hold anything.
func isSpelling(name string) bool {
	_, known := table().claim(letters(fold(name)))
	return known && printable(oneLine(name), maxSpelling)
}

// maxHeaderWord is the most characters of a header word.
const maxHeaderWord = 24

// headerWord reports whether an unknown name looks like a header's word rather
// than like a value. It knows the shapes of numbers, addresses, e-mail
// addresses and Chinese names with a usual surname.
func headerWord(name string) bool {
	name = oneLine(name)
	return printable(name, maxHeaderWord) && !strings.Contains(name, "@") &&
		!numberShaped(name) && !addressShaped(name) && !slices.ContainsFunc(strings.FieldsFunc(name, separates), nameShaped)
}

// separates reports whether a word ends at r.
func separates(r rune) bool { return r != '*' && !unicode.IsLetter(r) && !unicode.IsDigit(r) }

func printable(s string, most int) bool {
	return utf8.RuneCountInString(s) <= most && strings.IndexFunc(s, func(r rune) bool { return !unicode.IsPrint(r) }) < 0
}

// numberShaped reports whether s has five digits in a row or seven in all,
// masked ones and Chinese numerals included.
func numberShaped(s string) bool {
	row, all := 0, 0
	for _, r := range s {
		if !unicode.IsDigit(r) && r != '*' && !strings.ContainsRune("〇零一二三四五六七八九幺", r) {
			row = 0
			continue
		}
		row++
		all++
		if row == 5 || all == 7 {
			return true
		}
	}
	return false
}

// addressShaped reports whether s has a number before a unit (88号), names two
// levels of an address (南京市玄武区), or begins with a house number (88 Road).
func addressShaped(s string) bool {
	const levels = "省市区县旗镇乡村路街巷弄"
	units := 0
	before := ' '
	for _, r := range s {
		switch {
		case unicode.IsDigit(before) && strings.ContainsRune("号號栋幢座楼层室弄巷单组队村", r):
			return true
		case strings.ContainsRune(levels, r) && !strings.ContainsRune(levels, before):
			units++
		}
		before = r
	}
	house := strings.TrimLeftFunc(s, unicode.IsDigit)
	return units >= 2 && utf8.RuneCountInString(s) >= 5 || len(house) < len(s) && strings.HasPrefix(house, " ")
}

// surnames are usual ones that hardly any header word begins with: 高, 金, 时 or
// 单 are surnames too.
const surnames = "王李张刘陈杨赵黄周吴徐孙胡朱郭林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余杜叶魏苏吕丁沈任姚卢傅钟姜崔谭廖范汪陆贾韦夏邱邹熊孟秦阎薛尹段雷侯龙史陶黎贺顾毛郝龚邵万钱严武戴莫孔汤欧"

// nameShaped reports whether s is two to four Chinese characters that begin
// with a usual surname, perhaps masked, or ends in a form of address.
func nameShaped(s string) bool {
	for _, title := range []string{"先生", "女士", "小姐", "太太"} {
		if strings.HasSuffix(s, title) {
			return true
		}
	}
	first, size := utf8.DecodeRuneInString(s)
	n := utf8.RuneCountInString(s)
	return n >= 2 && n <= 4 && strings.ContainsRune(surnames, first) &&
		strings.TrimLeftFunc(s[size:], func(r rune) bool { return r == '*' || unicode.Is(unicode.Han, r) }) == ""
}
