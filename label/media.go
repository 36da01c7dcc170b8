package label

import (
	"fmt"
	"strconv"
	"strings"
)

// ParseMedia reads a media size such as "100x150" (width x height, mm).
func ParseMedia(s string) (Size, error) {
	w, h, ok := strings.Cut(strings.NewReplacer("×", "x", "X", "x", "*", "x", " ", "", "mm", "").Replace(s), "x")
	fw, err1 := strconv.ParseFloat(w, 64)
	fh, err2 := strconv.ParseFloat(h, 64)
	if !ok || err1 != nil || err2 != nil || !(fw >= 10 && fh >= 10 && fw <= maxMedia && fh <= maxMedia) {
		return Size{}, fmt.Errorf("media must be width x height in millimetres, 10 to %d each, such as 100x150", maxMedia)
	}
	return Size{Millimetres(fw), Millimetres(fh)}, nil
}
