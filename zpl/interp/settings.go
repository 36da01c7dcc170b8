package interp

import (
	"image"

	"waybill/zpl/internal/charset"
)

// settings are what outlives a label: "retained until changed or the printer
// is turned off" in the guide's words.
type settings struct {
	chars charset.Decoder // ^CI, ^SE

	width, length int         // ^PW, ^LL; 0: the media's
	home          image.Point // ^LH
	shift         int         // ^LS, to the left
	top           int         // ^LT, down
	mirror        bool        // ^PMY
	invert        bool        // ^POI
	reverse       bool        // ^LRY
	half          bool        // ^JMB

	turn    byte // ^FW: orientation
	justify int  // ^FW: 0 left, 1 right, 2 by the script

	font                  string // ^CF
	fontHeight, fontWidth int
	named                 string // the font that ^A@ named last

	module, ratio, barHeight int // ^BY; the ratio in tenths

	unit  float64 // ^MU: dots of one unit
	scale float64 // ^MU: dots printed for one dot sent
}

func newSettings() settings {
	return settings{turn: 'N', font: "A", module: 2, ratio: 30, barHeight: 10, unit: 1, scale: 1}
}
