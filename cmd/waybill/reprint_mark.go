package main

import (
	"errors"
	"fmt"
	"image"

	"waybill/internal/bitmap"
	"waybill/internal/font"
	"waybill/internal/job"
	"waybill/zpl"
	"waybill/zpl/interp"
)

// markHeight is the height of the reprint mark in 1/10 mm, frame included.
const markHeight = 60

// markReprint adds 补打 n to a label, where it covers nothing: the interpreter
// draws the label, and the first free place from the top right is taken.
func markReprint(label []byte, n int, m job.Media) ([]byte, error) {
	mark, err := reprintMark(n, m.DPI)
	if err != nil {
		return nil, err
	}
	var dots *bitmap.Bitmap
	p := interp.New(interp.Options{DotsPerMM: (m.DPI*10 + 127) / 254, Width: m.Width, Height: m.Height, FixedSize: true}, interp.Handler{
		Label: func(l *interp.Label) error { dots = l.Take(); return nil },
	})
	if err := p.Run(label); err != nil {
		return nil, err
	}
	if dots == nil {
		return nil, zpl.ErrNoFormat
	}
	at, ok := freePlace(dots, mark.W, mark.H, m.DPI/25)
	if !ok {
		return nil, errNoPlace
	}
	return zpl.Stamp(label, mark, at)
}

// errNoPlace keeps a label without a mark from being taken for the first.
var errNoPlace = errors.New("no free place on the label for the reprint mark")

// reprintMark draws the mark: black, with white letters.
func reprintMark(n, dpi int) (*bitmap.Bitmap, error) {
	set, err := font.Default()
	if err != nil {
		return nil, err
	}
	text := fmt.Sprintf("补打 %d", n)
	height := markHeight * dpi / 254
	em64 := height * 64 * 7 / 10
	advance, err := set.Advance(text)
	if err != nil {
		return nil, err
	}
	pad := height / 5
	b := bitmap.New(int(advance)*em64/64/1000+2*pad, height)
	b.Fill(0, 0, b.W, b.H)
	r := font.NewRasterizer(set)
	err = r.Draw(b, pad*64, height*15/20, em64, true, text, true)
	return b, err
}

// freePlace finds w by h dots without ink, and with gap blank dots around,
// first from the top, then from the right.
func freePlace(b *bitmap.Bitmap, w, h, gap int) (image.Point, bool) {
	const step = 8
	for y := gap; y+h+gap <= b.H; y += step {
		for x := b.W - w - gap; x >= gap; x -= step {
			if b.Crop(image.Rect(x-gap, y-gap, x+w+gap, y+h+gap)).Count() == 0 {
				return image.Pt(x, y), true
			}
		}
	}
	return image.Point{}, false
}
