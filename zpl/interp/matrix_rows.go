package interp

import "waybill/internal/bitmap"

// rows adds the bars of a stacked symbol's rows, each high dots high with gap
// dots between, from x and y on.
func (sh *strokes) rows(b *bitmap.Bitmap, x, y, module, high, gap int) {
	for r := range b.H {
		top := y + r*(high+gap)
		for from := 0; from < b.W; from++ {
			if !b.At(from, r) {
				continue
			}
			to := from
			for to < b.W && b.At(to, r) {
				to++
			}
			sh.bars = append(sh.bars, bar{x + from*module, (to - from) * module, top, top + high})
			from = to
		}
	}
}
