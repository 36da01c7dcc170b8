package interp

import (
	"math"
	"strconv"
	"strings"

	"waybill/internal/bitmap"
	"waybill/internal/symbol"
)

// maxiCode draws ^BD: mode, number of the symbol, how many there are.
func (c *code) maxiCode() (drawn, bool) {
	o := symbol.MaxiOptions{
		Mode:  c.whole(0, 2, 6, 2),
		Part:  c.whole(1, 1, 8, 1),
		Parts: c.whole(2, 1, 8, 1),
	}
	data := c.latin1()
	if o.Mode <= 3 {
		data = c.carrier(&o, data)
	}
	b, err := symbol.EncodeMaxiCode(data, o)
	if err != nil {
		c.r("not drawn: %v", err)
		return drawn{}, false
	}
	box := hexagons(b, float64(c.head)/8)
	return drawn{box: box, base: box.H}, true
}

// latin1 returns the data in Latin-1, MaxiCode's character set, or as sent if
// they are not all in it.
func (c *code) latin1() []byte {
	out := make([]byte, 0, len(c.text))
	for _, r := range c.text {
		if r > 0xff {
			c.r("MaxiCode has Latin-1 only: bytes are drawn as sent")
			return c.raw
		}
		out = append(out, byte(r))
	}
	return out
}

// carrier takes the high priority message off the data of modes 2 and 3:
// class of service, country, postal code (the guide, ^BD, "hpm").
func (c *code) carrier(o *symbol.MaxiOptions, data []byte) []byte {
	digits := func(s string) bool { return strings.Trim(s, "0123456789") == "" }
	n := 15
	if o.Mode == 3 {
		n = 12
	}
	if len(data) < n || !digits(string(data[:6])) || o.Mode == 2 && !digits(string(data[6:n])) {
		c.r("MaxiCode mode %d needs class of service, country and postal code in the first %d characters: drawn in mode 4", o.Mode, n)
		o.Mode = 4
		return data
	}
	o.Carrier.Service, _ = strconv.Atoi(string(data[:3]))
	o.Carrier.Country, _ = strconv.Atoi(string(data[3:6]))
	o.Carrier.Postal = string(data[6:n])
	return data[n:]
}

// MaxiCode in dots of a head of 8 dots a millimetre, as printers draw it: the
// symbol has one size (ISO/IEC 16023 4.11).
const (
	hexPitch  = 20.0 / 3     // from column to column
	hexRow    = 5.8          // from row to row
	hexWidth  = hexPitch - 1 // a dot of white between hexagons
	hexHeight = 7.0
	hexSlope  = 1.5  // of the upper and lower sides, to each side
	eyeX      = 97.5 // centre of the bull's eye
	eyeY      = 96.6
)

// eyeRings are the radii of the bull's eye's edges, the outermost first, dark
// and light in turn.
var eyeRings = [...]float64{29.5, 24.4, 19.4, 14.1, 9.0, 3.7}

// hexagons draws MaxiCode's modules and bull's eye, scale times as large as
// at 8 dots a millimetre.
func hexagons(b *bitmap.Bitmap, scale float64) *bitmap.Bitmap {
	w := int(math.Round(hexPitch * symbol.MaxiColumns * scale))
	h := int(math.Round((hexRow*(symbol.MaxiRows-1) + hexHeight + 0.4) * scale))
	box := bitmap.New(w, h)
	for r := range b.H {
		top := hexRow * float64(r)
		for x := range b.W {
			if !b.At(x, r) {
				continue
			}
			left := hexPitch * (float64(x) + float64(r%2)/2)
			hexagon(box, left+hexWidth/2, top, scale)
		}
	}
	for y := range h {
		for x := range w {
			d := math.Hypot((float64(x)+0.5)/scale-eyeX, (float64(y)+0.5)/scale-eyeY)
			dark := false
			for _, ring := range eyeRings {
				if d <= ring {
					dark = !dark
				}
			}
			if dark {
				box.Set(x, y, true)
			}
		}
	}
	return box
}

// hexagon inks one with its upper tip at x, y.
func hexagon(box *bitmap.Bitmap, x, y, scale float64) {
	for py := int(y * scale); py <= int((y+hexHeight)*scale)+1; py++ {
		t := (float64(py)+0.5)/scale - y
		half := min(hexWidth/2, hexSlope*min(t, hexHeight-t))
		if half < 0 {
			continue
		}
		from := int(math.Ceil((x-half)*scale - 0.5))
		to := int(math.Floor((x+half)*scale - 0.5))
		box.Fill(from, py, to-from+1, 1)
	}
}
