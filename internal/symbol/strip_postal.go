package symbol

import (
	"fmt"
	"strings"
)

// postnetBars holds the five bars of a digit, 1 = tall (USPS DMM 708.4).
var postnetBars = [10]string{
	"11000", "00011", "00101", "00110", "01001", "01010", "01100", "10001", "10010", "10100",
}

// PostalBars encodes digits as POSTNET, or as PLANET, which has tall and short
// exchanged within digits: whether each bar from the left is tall, frame bars
// and the check digit, which it returns too, included.
func PostalBars(k Kind, data string) (tall []bool, check string, err error) {
	if k != Postnet && k != Planet {
		return nil, "", refuse(k, "not a code of tall and short bars")
	}
	if err := checkSet(k, data, digits10); err != nil {
		return nil, "", err
	}
	sum := 0
	for i := range len(data) {
		sum += int(data[i] - '0')
	}
	check = fmt.Sprint((10 - sum%10) % 10)
	var b strings.Builder
	for _, c := range []byte(data + check) {
		b.WriteString(postnetBars[c-'0'])
	}
	tall = append(tall, true)
	for _, c := range []byte(b.String()) {
		tall = append(tall, (c == '1') == (k == Postnet))
	}
	return append(tall, true), check, nil
}
