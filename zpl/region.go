package zpl

import "image"

// regions merges ink boxes into the graphics to send and returns them in
// boxes' own memory. Boxes that overlap must merge, lest their common ink be
// sent twice.
func regions(boxes []image.Rectangle) []image.Rectangle {
	for i := 0; i < len(boxes); i++ {
		for j := range i {
			if !boxes[i].Overlaps(boxes[j]) {
				continue
			}
			// The union takes the earlier place and is compared anew with
			// all before it; the last box fills the gap.
			boxes[j] = boxes[j].Union(boxes[i])
			boxes[i] = boxes[len(boxes)-1]
			boxes = boxes[:len(boxes)-1]
			i = j - 1
			break
		}
	}
	return boxes
}
