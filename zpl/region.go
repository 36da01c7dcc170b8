package zpl

import "image"

// mergeWaste is how many blank bytes a zlib stream takes in to save a stream
// of its own, with its field, header, checks and code tables. Between 800 and
// 6,400 the bytes of a waybill differ by 2 %, but fewer streams are faster.
const mergeWaste = 3200

// regions merges ink boxes into the graphics to send and returns them in
// boxes' own memory: always those that overlap, lest common ink be sent
// twice; and the others, cheapest first, as long as the union adds fewer than
// waste blank bytes. For ACS, which writes every row apart, that never pays.
func regions(boxes []image.Rectangle, waste int) []image.Rectangle {
	for {
		into, from, least := 0, 0, waste
		for i := range boxes {
			for j := range i {
				w := bytesIn(boxes[i].Union(boxes[j])) - bytesIn(boxes[i]) - bytesIn(boxes[j])
				if boxes[i].Overlaps(boxes[j]) {
					w = min(w, -1)
				}
				if w < least {
					into, from, least = j, i, w
				}
			}
		}
		if into == from {
			return boxes
		}
		boxes[into] = boxes[into].Union(boxes[from])
		boxes[from] = boxes[len(boxes)-1]
		boxes = boxes[:len(boxes)-1]
	}
}

// bytesIn is the size of r as a bitmap.
func bytesIn(r image.Rectangle) int { return (r.Dx() + 7) / 8 * r.Dy() }
