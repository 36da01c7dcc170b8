package intake

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"
)

// putReprint stores the reprint mark: a word or a count.
func putReprint(b *builder, c cell) Kind {
	switch normalize(c.s) {
	case "是", "补打", "重打", "yes", "y", "true":
		b.s.Reprint = 1
		return OK
	case "否", "no", "n", "false", "首次", "首打":
		b.s.Reprint = 0
		return OK
	}
	return putCount(&b.s.Reprint, cell{s: trimUnit(c.s, "次"), num: c.num})
}

var pieceOf = regexp.MustCompile(`^第?([0-9]{1,6})件?(?:[/,，、 ]|of)?(?:共|总)?([0-9]{1,6})件?$`)

// putPiece stores 2, 2/3 or 第2件/共3件.
func putPiece(b *builder, c cell) Kind {
	s := strings.ToLower(strings.ReplaceAll(norm.NFKC.String(c.s), " ", ""))
	if m := pieceOf.FindStringSubmatch(s); m != nil && !decimal.MatchString(s) {
		b.s.Piece, _ = strconv.Atoi(m[1])
		b.s.Pieces, _ = strconv.Atoi(m[2])
		return OK
	}
	return putCount(&b.s.Piece, cell{s: strings.TrimPrefix(s, "第"), num: c.num})
}

var alpha2 = regexp.MustCompile(`^[A-Z]{2}$`)

// putCountry stores an ISO 3166-1 alpha-2 code; it knows the names of the
// places Chinese carriers serve most.
func putCountry(s *string, c cell) Kind {
	name := strings.ToUpper(foldWidth(c.s))
	if alpha2.MatchString(name) {
		*s = name
		return OK
	}
	code, ok := countryNames[normalize(c.s)]
	if !ok {
		return BadChoice
	}
	*s = code
	return OK
}

// countryNames maps normalized names and alpha-3 codes; it is never written.
var countryNames = map[string]string{
	"中国": "CN", "中国大陆": "CN", "中国内地": "CN", "大陆": "CN", "中华人民共和国": "CN", "china": "CN", "mainlandchina": "CN", "chn": "CN",
	"香港": "HK", "中国香港": "HK", "hongkong": "HK", "hkg": "HK",
	"澳门": "MO", "澳門": "MO", "中国澳门": "MO", "macau": "MO", "macao": "MO", "mac": "MO",
	"台湾": "TW", "台灣": "TW", "臺灣": "TW", "中国台湾": "TW", "taiwan": "TW", "twn": "TW",
	"美国": "US", "usa": "US", "unitedstates": "US", "unitedstatesofamerica": "US",
	"韩国": "KR", "大韩民国": "KR", "southkorea": "KR", "korea": "KR", "koreasouth": "KR", "kor": "KR",
	"日本": "JP", "japan": "JP", "jpn": "JP",
	"英国": "GB", "uk": "GB", "unitedkingdom": "GB", "gbr": "GB",
	"德国": "DE", "germany": "DE", "deu": "DE", "法国": "FR", "france": "FR", "fra": "FR",
	"意大利": "IT", "italy": "IT", "ita": "IT", "西班牙": "ES", "spain": "ES", "esp": "ES",
	"荷兰": "NL", "netherlands": "NL", "nld": "NL", "波兰": "PL", "poland": "PL", "pol": "PL",
	"加拿大": "CA", "canada": "CA", "can": "CA", "澳大利亚": "AU", "australia": "AU", "aus": "AU",
	"新西兰": "NZ", "newzealand": "NZ", "nzl": "NZ", "俄罗斯": "RU", "russia": "RU", "rus": "RU",
	"新加坡": "SG", "singapore": "SG", "sgp": "SG", "马来西亚": "MY", "malaysia": "MY", "mys": "MY",
	"泰国": "TH", "thailand": "TH", "tha": "TH", "越南": "VN", "vietnam": "VN", "vnm": "VN",
	"菲律宾": "PH", "philippines": "PH", "phl": "PH", "印度尼西亚": "ID", "indonesia": "ID", "idn": "ID",
	"印度": "IN", "india": "IN", "ind": "IN", "巴西": "BR", "brazil": "BR", "bra": "BR",
	"墨西哥": "MX", "mexico": "MX", "mex": "MX", "蒙古": "MN", "mongolia": "MN", "mng": "MN",
	"哈萨克斯坦": "KZ", "kazakhstan": "KZ", "kaz": "KZ", "阿联酋": "AE", "unitedarabemirates": "AE", "are": "AE",
}

// dayEdge is what a date without a time of day means.
type dayEdge uint8

const (
	startOfDay dayEdge = iota
	endOfDay
)

var timeForms = []string{
	"2006-1-2 15:4:5", "2006-1-2 15:4", "2006/1/2 15:4:5", "2006/1/2 15:4", "2006.1.2 15:4:5", "2006.1.2 15:4",
	"2006年1月2日 15:4:5", "2006年1月2日 15:4", "2006年1月2日15:4:5", "2006年1月2日15:4", "2006年1月2日 15时4分", "2006年1月2日15时4分",
	"2006-1-2T15:4:5", "2006-1-2T15:4", "20060102150405", "20060102 150405",
}

var dayForms = []string{"2006-1-2", "2006/1/2", "2006.1.2", "2006年1月2日", "20060102"}

// putTime stores a point in time. Forms without a zone are in b.loc; a number
// of a workbook is a day count since 1899-12-30, other whole numbers of 10 or
// 13 digits are Unix seconds or milliseconds.
func putTime(b *builder, t *time.Time, c cell, edge dayEdge) Kind {
	s := strings.TrimSpace(norm.NFKC.String(c.s))
	if c.num != text {
		if days, err := strconv.ParseFloat(s, 64); err == nil && days >= 1 && days < 2958466 {
			if b.date1904 {
				days += 1462
			}
			*t = serialTime(days, b.loc)
			return OK
		}
	}
	if at, err := time.Parse(time.RFC3339, s); err == nil {
		*t = at
		return OK
	}
	for _, form := range timeForms {
		if at, err := time.ParseInLocation(form, s, b.loc); err == nil {
			*t = at
			return OK
		}
	}
	for _, form := range dayForms {
		if at, err := time.ParseInLocation(form, s, b.loc); err == nil {
			if edge == endOfDay {
				at = at.AddDate(0, 0, 1).Add(-time.Second)
			}
			*t = at
			return OK
		}
	}
	if unix, err := strconv.ParseInt(s, 10, 64); err == nil && unix > 0 {
		switch len(s) {
		case 10:
			*t = time.Unix(unix, 0).In(b.loc)
			return OK
		case 13:
			*t = time.UnixMilli(unix).In(b.loc)
			return OK
		}
	}
	return BadDate
}

// serialTime converts a spreadsheet's day count, to the second.
func serialTime(days float64, loc *time.Location) time.Time {
	day := int(days)
	seconds := int((days-float64(day))*86400 + 0.5)
	return time.Date(1899, 12, 30+day, 0, 0, seconds, 0, loc)
}
