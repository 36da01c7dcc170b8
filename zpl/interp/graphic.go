package interp

import (
	"errors"

	"waybill/internal/bitmap"
	coding "waybill/zpl/internal/graphic"
)

// maxGraphic is the largest byte count of ^GF in the guide.
const maxGraphic = 99_999

// decodeGraphic turns the data of ^GF, ~DG or ~DY into dots: format is A, B or
// C, total the bytes of the picture and stride the bytes of a row, as sent.
//
// A picture with a wrong checksum or with data missing is not drawn, as by
// Zebra's printers, for which both are an aborted download (the guide, ^GF),
// unless o.DrawBadCRC is set: then it is drawn as far as it came, in its full
// size, as ^FT places it by its bottom. Damaged data are never drawn.
func decodeGraphic(format byte, data []byte, total, stride int, o Options, r report) (*bitmap.Bitmap, bool) {
	if total <= 0 || stride <= 0 {
		r("graphic without its size or the bytes of a row: not drawn")
		return nil, false
	}
	if total > maxGraphic {
		r("graphic of %d bytes: printers may cut at %d", total, maxGraphic)
	}
	limit := o.filled().Limits.FieldDots / 8
	if total > limit {
		r("graphic of %d bytes: cut at %d", total, limit)
		total = limit
	}
	if stride > total {
		r("graphic with rows of %d bytes and %d bytes in all: not drawn", stride, total)
		return nil, false
	}
	if total%stride != 0 {
		r("graphic ends within a row: the row's rest stays blank")
	}
	bits, came, ok := decodeObject(format, data, coding.Rows{Size: total, Stride: stride, BangAsOne: o.BangAsOne}, o, r)
	if !ok {
		return nil, false
	}
	if came < total && !o.DrawBadCRC {
		r("not drawn: to a printer the download is aborted")
		return nil, false
	}
	h := (total + stride - 1) / stride
	if short := h*stride - len(bits); short > 0 {
		bits = append(bits, make([]byte, short)...)
	}
	return &bitmap.Bitmap{W: 8 * stride, H: h, Stride: stride, Bits: bits}, true
}

// decodeObject decodes what ^GF and the downloads have in common, rows.Size
// bytes of which so many came.
func decodeObject(format byte, data []byte, rows coding.Rows, o Options, r report) (object []byte, came int, ok bool) {
	var (
		notes coding.Notes
		err   error
	)
	switch format {
	case 'B':
		object, notes = coding.DecodeBinary(data, rows)
	case 'C':
		// The guide gives no description of what its "Zebra compression" is. The
		// one printer known to say anything treats it as A (docs/zpl.md).
		r("format C: read as format A")
		object, notes, err = coding.DecodeText(data, rows)
	default:
		object, notes, err = coding.DecodeText(data, rows)
	}
	reportNotes(notes, rows, r)
	var crc *coding.CRCError
	switch {
	case errors.As(err, &crc) && o.DrawBadCRC:
		r("%v: taken all the same, which Zebra's printers do not", crc)
	case err != nil:
		r("%v: dropped, as by Zebra's printers", err)
		return nil, 0, false
	}
	return object, rows.Size - notes.Short, true
}

// reportNotes tells what the decoder went on from.
func reportNotes(n coding.Notes, rows coding.Rows, r report) {
	if n.Bang > 0 {
		digit := "F"
		if rows.BangAsOne {
			digit = "1"
		}
		r(`"!" fills the row with %s here: printers and programs differ (%d times)`, digit, n.Bang)
	}
	if n.Letters {
		r("a count above 419 or of more than two letters: printers may read it otherwise")
	}
	if n.Colons > 0 {
		r(`":" where no row is to be repeated (%d times)`, n.Colons)
	}
	if n.Foreign > 0 {
		r("%d bytes that are no part of the coding: passed over", n.Foreign)
	}
	if n.Excess {
		r("more data than the %d bytes announced: ignored", rows.Size)
	}
	if n.Short > 0 {
		r("%d of %d bytes are missing", n.Short, rows.Size)
	}
	if n.NoCRC {
		r("no checksum behind the data: printers may drop it")
	}
}
