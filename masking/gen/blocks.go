//go:build ignore

// Command blocks writes ../blocks.txt: how many blocks of 10,000 mobile numbers
// libphonenumber's geocoding data (Apache-2.0) gives to each city of mainland
// China, by the first three digits. It needs a module of its own:
//
//	go mod init blocks && go get github.com/nyaruka/phonenumbers@v1.8.1
//	go run blocks.go > blocks.txt
//
// The first line has the prefixes, the others a city and its counts.
package main

import (
	"bufio"
	"fmt"
	"log"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/nyaruka/phonenumbers"
)

func main() {
	cities := map[string]map[int]int{}
	prefixes := map[int]bool{}
	for block := 130_0000; block < 200_0000; block++ {
		n := &phonenumbers.PhoneNumber{}
		code, national := int32(86), uint64(block)*10_000
		n.CountryCode, n.NationalNumber = &code, &national
		place, err := phonenumbers.GetGeocodingForNumber(n, "zh")
		if err != nil {
			log.Fatal(err)
		}
		city := cityOf(place)
		if city == "" || city == "中国" {
			continue
		}
		if cities[city] == nil {
			cities[city] = map[int]int{}
		}
		cities[city][block/10_000]++
		prefixes[block/10_000] = true
	}
	out := bufio.NewWriter(os.Stdout)
	columns := slices.Sorted(maps.Keys(prefixes))
	fmt.Fprint(out, "prefix")
	for _, prefix := range columns {
		fmt.Fprintf(out, " %d", prefix)
	}
	for _, city := range slices.Sorted(maps.Keys(cities)) {
		fmt.Fprintf(out, "\n%s", city)
		for _, prefix := range columns {
			fmt.Fprintf(out, " %d", cities[city][prefix])
		}
	}
	fmt.Fprintln(out)
	if err := out.Flush(); err != nil {
		log.Fatal(err)
	}
}

// cityOf cuts the province and the kind of city, which has changed for many
// since the data were made: 广东省深圳市 is 深圳.
func cityOf(place string) string {
	if _, city, ok := strings.Cut(place, "省"); ok {
		place = city
	}
	for _, region := range []string{"内蒙古", "广西", "西藏", "宁夏", "新疆"} {
		place = strings.TrimPrefix(place, region)
	}
	for _, kind := range []string{"市", "地区", "盟"} {
		place = strings.TrimSuffix(place, kind)
	}
	if place == "襄樊" {
		return "襄阳" // since 2010
	}
	return place
}
