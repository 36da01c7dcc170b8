package interp

import (
	"strconv"
	"strings"

	"golang.org/x/text/encoding/japanese"

	"waybill/internal/symbol"
)

// ftGap is how many modules above its ^FT a QR symbol ends, as seen in the
// pictures of other renderers.
const ftGap = 3

// qr draws ^BQ: orientation, model, magnification, error correction, mask.
//
// Printers put the symbol as many dots below its ^FO as ^BY says bars are
// high (docs/zpl.md).
func (c *code) qr() (drawn, bool) {
	if c.whole(1, 1, 2, 2) == 1 {
		c.r("QR model 1 is drawn as model 2")
	}
	size := c.magnification(2)
	d := c.qrData()
	mask := c.whole(4, 0, 7, -1)
	if len(d.segments) == 0 {
		c.r("no data in the QR symbol")
		return drawn{}, false
	}
	b, err := symbol.PrintedQR(d.segments, d.level, mask)
	out, ok := c.modules(b, err, size, size)
	if ok {
		out.dy = c.height
		out.base += ftGap * size
	}
	return out, ok
}

// qrField is what ^FD of a QR symbol says.
type qrField struct {
	level    byte
	segments []symbol.QRSegment
}

// qrData reads the field's switches (the guide, ^BQ, "QR switches"):
//
//	<level><A or M>,<data>
//	D<code number><divisions><parity>,<level><A or M>,<data>,<data>…
func (c *code) qrData() qrField {
	d := qrField{level: c.letter(3, "HQML", 'Q')}
	data := string(c.raw)
	mixed := false
	if head, rest, ok := strings.Cut(data, ","); ok && len(head) == 7 && head[0] == 'D' {
		number, err1 := strconv.Atoi(head[1:3])
		of, err2 := strconv.Atoi(head[3:5])
		parity, err3 := strconv.ParseUint(head[5:7], 16, 8)
		if err1 == nil && err2 == nil && err3 == nil {
			mixed = true
			data = rest
			if number < 1 || of < number || of > 16 {
				c.r("QR symbol %d of %d is not possible: drawn as one on its own", number, of)
			} else if of > 1 {
				d.segments = append(d.segments, symbol.QRSeries(number, of, byte(parity)))
			}
		}
	}
	if len(data) < 3 {
		c.r("the QR data do not begin with level, input mode and comma")
		return qrField{}
	}
	// Printers skip three characters whatever they are.
	level, input, comma := data[0], data[1], data[2]
	switch {
	case strings.IndexByte("HQML", level) >= 0:
		d.level = level
	case level == ' ' || level == ',':
	default:
		c.r("the QR error correction level is not H, Q, M or L")
		d.level = 'H'
	}
	if input != 'A' && input != 'M' || comma != ',' {
		c.r("the QR data do not begin with level, input mode and comma: three characters are left out")
	}
	data = data[3:]
	if input != 'M' {
		if mixed {
			data = strings.ReplaceAll(data, ",", "")
		}
		if data != "" {
			d.segments = append(d.segments, symbol.QRSegment{Data: data})
		}
		return d
	}
	if !mixed {
		d.segments = append(d.segments, c.qrSegment(data))
	} else {
		for data != "" {
			var part string
			part, data = qrPart(data)
			d.segments = append(d.segments, c.qrSegment(part))
		}
	}
	return d
}

// qrPart cuts a segment of mixed data off: up to the next comma, but a
// segment of bytes by its count.
func qrPart(data string) (part, rest string) {
	if len(data) >= 5 && data[0] == 'B' {
		if n, err := strconv.Atoi(data[1:5]); err == nil && n >= 0 && 5+n <= len(data) {
			return data[:5+n], strings.TrimPrefix(data[5+n:], ",")
		}
	}
	part, rest, _ = strings.Cut(data, ",")
	return part, rest
}

// qrSegment reads a segment of manual input: a mode and data.
func (c *code) qrSegment(data string) symbol.QRSegment {
	if data == "" {
		return symbol.QRSegment{}
	}
	mode, data := data[0], data[1:]
	switch mode {
	case 'N':
		return symbol.QRSegment{Mode: mode, Data: c.only(data, "0123456789")}
	case 'A':
		// Runs of digits go into a mode of their own: symbols are seen to be
		// smaller than one mode for all would make them.
		return symbol.QRSegment{Data: c.only(data, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")}
	case 'B':
		return c.qrBytes(data)
	case 'K':
		return c.qrKanji(data)
	}
	c.r("the QR character mode is not N, A, B or K: chosen by the data")
	return symbol.QRSegment{Data: string(mode) + data}
}

// only returns the characters of data in set, and says what is left out.
func (c *code) only(data, set string) string {
	kept := make([]byte, 0, len(data))
	for i := range len(data) {
		if strings.IndexByte(set, data[i]) >= 0 {
			kept = append(kept, data[i])
		}
	}
	if n := len(data) - len(kept); n > 0 {
		c.r("%d bytes are not in the QR character mode: left out", n)
	}
	return string(kept)
}

// qrBytes reads bytes with their count of four digits before them. The data
// are drawn whole even where the count is another: printers' users count
// characters for bytes.
func (c *code) qrBytes(data string) symbol.QRSegment {
	if len(data) < 4 || strings.Trim(data[:4], "0123456789") != "" {
		c.r("QR bytes need a count of four digits before them")
		return symbol.QRSegment{Mode: 'B', Data: data}
	}
	n, _ := strconv.Atoi(data[:4])
	data = data[4:]
	if n != len(data) {
		c.r("the count of QR bytes is %d for %d: all are drawn", n, len(data))
	}
	return symbol.QRSegment{Mode: 'B', Data: data}
}

// qrKanji reads Shift JIS, or what ^CI makes of the data put into it; bytes
// where it is neither.
func (c *code) qrKanji(data string) symbol.QRSegment {
	s := symbol.QRSegment{Mode: 'K', Data: data}
	if symbol.QRSegmentFits(s) {
		return s
	}
	if jis, err := japanese.ShiftJIS.NewEncoder().String(data); err == nil {
		if k := (symbol.QRSegment{Mode: 'K', Data: jis}); symbol.QRSegmentFits(k) {
			return k
		}
	}
	c.r("the QR data are no kanji: drawn as bytes")
	return symbol.QRSegment{Mode: 'B', Data: data}
}
