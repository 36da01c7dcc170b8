package intake

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// normalize folds a column name to the form in which names are compared:
// compatibility forms (NFKC) and case folded, notes in brackets dropped, and
// of the rest only letters, marks and digits kept.
//
//	"收件人姓名（必填）*" → "收件人姓名"
//	"Recipient Name:"   → "recipientname"
//	"ship-to_name"      → "shiptoname"
//
// A unit in brackets that changes the meaning is kept, so that 重量(g) is not
// taken for kilograms.
//
// What is dropped may have stood between a letter and a mark that compose, so
// it is repeated until nothing changes.
func normalize(name string) string {
	for {
		next := letters(dropNotes(fold(name)))
		if next == name {
			return name
		}
		name = next
	}
}

// fold undoes compatibility forms and case.
func fold(name string) string {
	return strings.ToLower(norm.NFKC.String(strings.ToValidUTF8(name, "")))
}

// letters keeps letters, marks and digits.
func letters(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
			return r
		}
		return -1
	}, name)
}

// dropNotes removes bracketed notes, except units of another size. A name that
// is nothing but a note stays whole.
func dropNotes(whole string) string {
	name := whole
	const open, shut = "([{<【〔《「", ")]}>】〕》」"
	i := strings.IndexAny(name, open)
	if i < 0 {
		return name
	}
	var b strings.Builder
	for i >= 0 {
		b.WriteString(name[:i])
		rest := name[i:]
		j := strings.IndexAny(rest, shut)
		if j < 0 {
			name = rest
			break
		}
		inner := strings.TrimSpace(strings.TrimLeft(rest[:j], open))
		if otherUnit(inner) {
			b.WriteString(inner)
		}
		_, size := utf8.DecodeRuneInString(rest[j:])
		name = rest[j+size:]
		i = strings.IndexAny(name, open)
	}
	b.WriteString(name)
	if strings.TrimSpace(b.String()) == "" {
		return whole
	}
	return b.String()
}

// otherUnit reports whether a note is a unit other than the ones the fields
// are defined in (kilograms, yuan).
func otherUnit(note string) bool {
	switch note {
	case "g", "gram", "grams", "克", "斤", "lb", "lbs", "磅", "oz", "盎司", "t", "吨",
		"分", "角", "万元", "usd", "美元", "hkd", "港币", "港元", "twd", "台币", "mop", "jpy", "日元", "krw", "韩元", "eur", "欧元":
		return true
	}
	return false
}
