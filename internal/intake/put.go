package intake

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"waybill"
)

const (
	maxWaybillNo = 40
	maxPlain     = 64 // characters of a carrier, product or hub name
)

var (
	// A sign or a point is asked for, so that a code such as 5E12 passes.
	scientific  = regexp.MustCompile(`^[+-]?[0-9]+(\.[0-9]+[eE][+-]?|[eE][+-])[0-9]{1,3}$`)
	trailingDot = regexp.MustCompile(`^[0-9]{5,}\.0+$`)
	routingCode = regexp.MustCompile(`^[0-9A-Z\- ]{1,24}$`)
)

// spoiled returns what a spreadsheet or a data frame did to a number that is
// a name: a waybill, order or phone number.
func spoiled(c cell) Kind {
	switch {
	case c.num == lost:
		return DigitsLost
	case c.num == rounded:
		return Scientific
	case c.num == exact:
		return OK
	}
	if c.s[0] > '9' && c.s[0] < utf8.RuneSelf {
		return OK // begins with a letter
	}
	folded := foldWidth(c.s)
	switch {
	case !strings.ContainsAny(folded, "eE."):
		return OK
	case scientific.MatchString(folded):
		return Scientific
	case trailingDot.MatchString(folded):
		return Decimal
	}
	return OK
}

// unquote removes the apostrophe that marks a text cell in a spreadsheet.
func unquote(s string) string { return strings.TrimPrefix(s, "'") }

func putText(t *waybill.Text, c cell) Kind {
	*t = waybill.NewText(c.s)
	return OK
}

// putPlain stores a word that is printed as it is: carrier, product, hub.
func putPlain(s *string, c cell) Kind {
	if runeCount(c.s) > maxPlain {
		return TooLong
	}
	*s = c.s
	return OK
}

func putWaybillNo(b *builder, c cell) Kind {
	if k := spoiled(c); k != OK {
		return k
	}
	s := strings.TrimSpace(unquote(c.s))
	for i := 0; i < len(s); i++ {
		if s[i] < ' ' || s[i] > '~' {
			return NotASCII
		}
	}
	if len(s) > maxWaybillNo {
		return TooLong
	}
	b.s.WaybillNo = s
	return OK
}

func putIdentifier(s *string, c cell) Kind {
	if k := spoiled(c); k != OK {
		return k
	}
	if runeCount(c.s) > maxPlain {
		return TooLong
	}
	*s = unquote(c.s)
	return OK
}

func putRoutingCode(b *builder, c cell) Kind {
	if !routingCode.MatchString(c.s) {
		return BadRoutingCode
	}
	b.s.RoutingCode = c.s
	return OK
}

// putPhone stores a phone number in any spelling. Stars are let through: a
// masked number is told apart by masking.
func putPhone(t *waybill.Text, c cell) Kind {
	if k := spoiled(c); k != OK {
		return k
	}
	s := trim(unquote(c.s))
	if !hasDigits(s) {
		return NoDigit
	}
	*t = waybill.NewText(s)
	return OK
}

// hasDigits reports whether s can be a number: it has a digit, masked digits,
// or enough of the characters that people write phone numbers with to be no
// name.
func hasDigits(s string) bool {
	chinese := 0
	for _, r := range s {
		switch {
		case r == '*', unicode.IsDigit(r):
			return true
		case strings.ContainsRune("〇零一二三四五六七八九幺壹贰叁肆伍陆柒捌玖", r):
			chinese++
		}
	}
	return chinese >= 4
}

// putDigits stores an extension, a 尾号 or a postal code.
func putDigits(t *waybill.Text, c cell) Kind {
	if k := spoiled(c); k != OK {
		return k
	}
	s := trim(unquote(c.s))
	if runeCount(s) > 16 {
		return TooLong
	}
	if !hasDigits(s) {
		return NoDigit
	}
	*t = waybill.NewText(s)
	return OK
}

func putPhoneKind(k *waybill.PhoneKind, c cell) Kind {
	switch normalize(c.s) {
	case "virtual", "relay", "虚拟", "虚拟号", "虚拟号码", "隐私号", "隐私", "是", "yes", "y", "true", "1":
		*k = waybill.PhoneVirtual
	case "real", "真实", "真实号", "真实号码", "实号", "手机", "否", "no", "n", "false", "0":
		*k = waybill.PhoneReal
	case "service", "客服", "服务号", "服务号码", "客服电话":
		*k = waybill.PhoneService
	case "unknown", "未知":
		*k = waybill.PhoneUnknown
	default:
		return BadChoice
	}
	return OK
}
