package intake

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/width"

	"waybill"
)

func runeCount(s string) int { return utf8.RuneCountInString(s) }

// foldWidth makes full-width digits and letters plain.
func foldWidth(s string) string {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return width.Fold.String(s)
		}
	}
	return s
}

var (
	decimal   = regexp.MustCompile(`^[0-9]+(\.[0-9]+)?$`)
	thousands = regexp.MustCompile(`^[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?$`)
)

// parseDecimal returns s as plain decimal digits: width folded, thousands
// separators removed.
func parseDecimal(s string) (string, Kind) {
	s = strings.TrimSpace(norm.NFKC.String(s))
	if rest, ok := strings.CutPrefix(s, "-"); ok && (decimal.MatchString(rest) || thousands.MatchString(rest)) {
		if strings.Trim(rest, "0.,") != "" {
			return "", Negative
		}
		s = rest
	}
	s = strings.TrimPrefix(s, "+")
	if thousands.MatchString(s) {
		s = strings.ReplaceAll(s, ",", "")
	}
	if !decimal.MatchString(s) {
		return "", NotNumber
	}
	return s, OK
}

// putCount stores a whole number such as 3, 3.0 or 3件.
func putCount(n *int, c cell) Kind {
	s, k := parseDecimal(trimUnit(c.s, "件", "个", "pcs", "pc"))
	if k != OK {
		return k
	}
	whole, fraction, _ := strings.Cut(s, ".")
	if strings.Trim(fraction, "0") != "" {
		return NotWhole
	}
	v, err := strconv.Atoi(whole)
	if err != nil || v > math.MaxInt32 {
		return TooLong
	}
	*n = v
	return OK
}

// trimUnit removes one of the units from the end of s, case folded.
func trimUnit(s string, units ...string) string {
	folded := strings.ToLower(strings.TrimSpace(norm.NFKC.String(s)))
	for _, u := range units {
		if rest, ok := strings.CutSuffix(folded, u); ok {
			return rest
		}
	}
	return folded
}

const maxWeight = 16 // digits and point

func putWeight(b *builder, c cell) Kind {
	s, k := parseDecimal(trimUnit(c.s, "kgs", "kg", "公斤", "千克"))
	if k != OK {
		return k
	}
	switch whole, _, _ := strings.Cut(s, "."); {
	case len(s) <= maxWeight:
	case len(whole) <= maxWeight-2: // a shorter fraction would do
		return TooManyDecimals
	default:
		return TooLong
	}
	b.s.Weight = s
	return OK
}

// currencySigns are the ways an amount names its currency, longest first.
var currencySigns = []struct{ sign, code string }{
	{"hk$", "HKD"}, {"nt$", "TWD"}, {"us$", "USD"}, {"mop$", "MOP"},
	{"cny", "CNY"}, {"rmb", "CNY"}, {"hkd", "HKD"}, {"twd", "TWD"}, {"mop", "MOP"}, {"usd", "USD"}, {"eur", "EUR"}, {"jpy", "JPY"}, {"krw", "KRW"},
	{"人民币", "CNY"}, {"港币", "HKD"}, {"港元", "HKD"}, {"新台币", "TWD"}, {"台币", "TWD"}, {"澳门元", "MOP"}, {"美元", "USD"}, {"欧元", "EUR"}, {"日元", "JPY"}, {"韩元", "KRW"},
	{"¥", "CNY"}, {"元", "CNY"}, {"€", "EUR"},
}

// putMoney stores an amount such as 1,299.00, ¥199 or HKD 88.5 in minor
// units. Every currency is held with two decimals.
func putMoney(m *waybill.Money, c cell) Kind {
	s := strings.ToLower(strings.TrimSpace(norm.NFKC.String(c.s)))
	currency := ""
	for _, cs := range currencySigns {
		if rest, ok := strings.CutPrefix(s, cs.sign); ok && currency == "" {
			s, currency = strings.TrimSpace(rest), cs.code
		} else if rest, ok := strings.CutSuffix(s, cs.sign); ok && currency == "" {
			s, currency = strings.TrimSpace(rest), cs.code
		}
	}
	if s = strings.TrimSuffix(s, "元"); currency == "CNY" {
		currency = "" // the default
	}
	s, k := parseDecimal(s)
	if k != OK {
		return k
	}
	whole, fraction, _ := strings.Cut(s, ".")
	fraction = strings.TrimRight(fraction, "0")
	if len(fraction) > 2 {
		return TooPrecise
	}
	if len(whole) > 12 {
		return TooLong
	}
	minor, err := strconv.ParseInt(whole+(fraction + "00")[:2], 10, 64)
	if err != nil {
		return NotNumber
	}
	*m = waybill.Money{Minor: minor, Currency: currency}
	return OK
}

var currencyCode = regexp.MustCompile(`^[A-Z]{3}$`)

func putCurrency(b *builder, c cell) Kind {
	s := strings.ToUpper(foldWidth(c.s))
	if !currencyCode.MatchString(s) {
		for _, cs := range currencySigns {
			if strings.EqualFold(cs.sign, s) {
				s = cs.code
			}
		}
	}
	switch {
	case !currencyCode.MatchString(s):
		return BadChoice
	case s == "CNY" || s == "RMB":
		s = "" // the default
	}
	b.currency = s
	return OK
}
