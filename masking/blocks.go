package masking

import (
	_ "embed"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// blocksTable counts the blocks of 10,000 mobile numbers of each city, by
// prefix; gen/blocks.go writes it from libphonenumber's geocoding data
// (Apache-2.0).
//
//go:embed blocks.txt
var blocksTable string

// cityBlocks are the blocks issued in one city.
type cityBlocks struct {
	city     string
	all      int
	byPrefix map[string]int
}

// allBlocks reads the table when it is first asked for: only lint does.
var allBlocks = sync.OnceValue(func() []cityBlocks {
	head, rest, _ := strings.Cut(blocksTable, "\n")
	prefixes := strings.Fields(head)[1:]
	var all []cityBlocks
	for line := range strings.Lines(rest) {
		columns := strings.Fields(line)
		c := cityBlocks{city: columns[0], byPrefix: make(map[string]int, len(prefixes))}
		for i, column := range columns[1:] {
			n, _ := strconv.Atoi(column) // TestBlocks reads every column
			c.byPrefix[prefixes[i]] = n
			c.all += n
		}
		all = append(all, c)
	}
	return all
})

// blocksOf finds the city that stands in a printed place: 广东省深圳市南山区, 深圳.
// Of several the first counts: 海南省三亚市 names no Qinghai 海南.
func blocksOf(place string) (cityBlocks, bool) {
	for _, word := range []string{"省", "自治区"} {
		if _, rest, ok := strings.Cut(place, word); ok {
			place = rest
			break
		}
	}
	if i := strings.IndexAny(place, "市盟"); i > 0 {
		if c, ok := cityNamed(place[:i]); ok {
			return c, true
		}
	}
	for _, kind := range []string{"地区", "自治州"} {
		if name, _, ok := strings.Cut(place, kind); ok {
			if c, ok := cityNamed(name); ok {
				return c, true
			}
			return cityNamed(name + kind)
		}
	}
	if c, ok := cityNamed(place); ok {
		return c, true
	}
	return cityNamed(strings.TrimSuffix(place, "州")) // 延边州
}

// cityNamed looks the table's names up; a prefecture is known by the
// beginning of its long name as well: 延边.
func cityNamed(name string) (cityBlocks, bool) {
	if len(name) < len("深圳") {
		return cityBlocks{}, false
	}
	switch name {
	case "三亚", "三沙", "儋州":
		name = "海口" // Hainan's numbers are issued for the whole island
	}
	all := allBlocks()
	i := slices.IndexFunc(all, func(c cityBlocks) bool { return c.city == name })
	if i < 0 {
		i = slices.IndexFunc(all, func(c cityBlocks) bool {
			return strings.HasSuffix(c.city, "自治州") && strings.HasPrefix(c.city, name)
		})
	}
	if i < 0 {
		return cityBlocks{}, false
	}
	return all[i], true
}
