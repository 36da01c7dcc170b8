package symbol

import (
	"image"
	"strings"

	"github.com/boombuler/barcode/code39"
	"github.com/boombuler/barcode/ean"
	"github.com/boombuler/barcode/twooffive"

	"waybill/internal/bitmap"
)

// maxLinear bounds the data of ITF and Code 39 in characters; both are wider
// than a label long before it.
const maxLinear = 80

// encodeITF encodes an even number of digits (ISO/IEC 16390). Fourteen digits
// are an ITF-14 and must end in the check digit. Bearer bars are the
// template's business.
func encodeITF(s *Symbol, o Options) error {
	switch n := len(s.Data); {
	case !allDigits(s.Data):
		return refuse(ITF, "only digits are possible")
	case n%2 != 0:
		return refuse(ITF, "%d digits, the number must be even", n)
	case n > maxLinear:
		return refuse(ITF, "%d digits, more than %d", n, maxLinear)
	case n == 14 && !gs1Checked(s.Data):
		return refuse(ITF, "the check digit of the 14 is wrong")
	}
	s.Text = s.Data
	return s.drawTwoWidth(o, func() (image.Image, error) { return twooffive.Encode(s.Data, true) })
}

// encodeCode39 encodes the 43 characters of Code 39 without a check character
// (ISO/IEC 16388). Lower case is refused: full ASCII mode reads right only in
// a scanner set to it.
func encodeCode39(s *Symbol, o Options) error {
	if len(s.Data) > maxLinear {
		return refuse(Code39, "%d bytes, more than %d", len(s.Data), maxLinear)
	}
	for i := 0; i < len(s.Data); i++ {
		c := s.Data[i]
		if !isDigit(c) && (c < 'A' || c > 'Z') && strings.IndexByte("-. $/+%", c) < 0 {
			return refuse(Code39, "byte %d is not one of 0-9 A-Z - . space $ / + %%", i+1)
		}
	}
	s.Text = s.Data
	return s.drawTwoWidth(o, func() (image.Image, error) { return code39.Encode(s.Data, false, false) })
}

// encodeEAN13 encodes 12 digits, or 13 whose last is the check digit
// (ISO/IEC 15420).
func encodeEAN13(s *Symbol) error {
	digits := s.Data
	switch n := len(digits); {
	case !allDigits(digits):
		return refuse(EAN13, "only digits are possible")
	case n == 12:
		digits += string(gs1Check(digits))
	case n != 13:
		return refuse(EAN13, "%d digits, need 12 or 13", n)
	case !gs1Checked(digits):
		return refuse(EAN13, "the check digit is wrong")
	}
	b, err := guard(EAN13, func() (image.Image, error) { return ean.Encode(digits) })
	if err != nil {
		return err
	}
	s.Text = digits
	s.setBits(b)
	return nil
}

// drawTwoWidth draws a symbology of narrow and wide elements at the ratio of
// the options, whatever ratio the library draws (2 for Code 39, 3 for ITF).
func (s *Symbol) drawTwoWidth(o Options, encode func() (image.Image, error)) error {
	ratio := o.Ratio
	if ratio == 0 {
		ratio = 3
	}
	if ratio != 2 && ratio != 3 {
		return refuse(s.Kind, "ratio %d, need 2 or 3", ratio)
	}
	b, err := guard(s.Kind, encode)
	if err != nil {
		return err
	}
	s.setBits(widen(b, ratio))
	return nil
}

// widen redraws a row of one-module and wider elements with wide ones of
// ratio modules.
func widen(b *bitmap.Bitmap, ratio int) *bitmap.Bitmap {
	var widths []int
	total := 0
	for x := 0; x < b.W; {
		n := 1
		for x+n < b.W && b.At(x+n, 0) == b.At(x, 0) {
			n++
		}
		x += n
		if n > 1 {
			n = ratio
		}
		widths = append(widths, n)
		total += n
	}
	out := bitmap.New(total, 1)
	x := 0
	for i, n := range widths {
		if i%2 == 0 {
			out.Fill(x, 0, n, 1)
		}
		x += n
	}
	return out
}
