package interp

import "waybill/internal/bitmap"

// drawn is what a field draws before it is turned and placed.
type drawn struct {
	// box is the field's whole cell, blank margins included, as for
	// orientation N: turning it as a whole keeps text where printers put it.
	box *bitmap.Bitmap
	// over is how far box reaches over the cell on each side: accents and
	// overhanging ink do. Negative where box is the smaller.
	over margins
	// base is the row of the cell that ^FT puts at its y: the baseline of text,
	// the row below the bars of a bar code (its interpretation line hangs under).
	base int
	// dx, dy move the box from the origin of ^FO, in the field's own
	// orientation: QR symbols print below their origin.
	dx, dy int
}

// margins are dots on the four sides of a cell.
type margins struct{ left, top, right, bottom int }

// cell returns the size of the field's cell.
func (d drawn) cell() (w, h int) {
	return d.box.W - d.over.left - d.over.right, d.box.H - d.over.top - d.over.bottom
}

// textSpec is a text field: what ^A, ^CF, ^FB, ^TB and ^FP said of it.
type textSpec struct {
	font          string // one letter ("0", "A" .. "Z", "1" ..) or an object ("E:SIMSUN.FNT"); ^CW is resolved by the typesetter
	height, width int    // dots; 0 = not given: the font's own
	text          string // decoded, ^FH resolved
	block         *blockSpec
	direction     byte // ^FP: H, V or R
	gap           int  // ^FP: dots between characters
	backslash     rune // what the code of \ is in the field's character set; 0: \
}

// blockSpec is ^FB, or ^TB where clip is set.
type blockSpec struct {
	width   int // dots
	lines   int // ^FB: most lines; more overprint the last
	space   int // ^FB: dots added between lines, may be negative
	justify byte
	indent  int // ^FB: hanging indent of lines after the first
	height  int // ^TB: dots; what does not fit is not printed
	clip    bool
}

// codeSpec is a bar code field.
type codeSpec struct {
	command string   // "^BC"
	args    []string // parameters as sent, blanks trimmed, the first is the orientation (or ^B0's)
	module  int      // ^BY: dots of a narrow bar
	ratio   int      // ^BY: wide to narrow in tenths, 20 to 30
	height  int      // ^BY: bar height in dots
	head    int      // dots per millimetre of the head; 0 is 8
	raw     []byte   // field data, ^FH resolved, bytes as sent
	text    string   // the same decoded by ^CI
}

// report takes what is wrong with the field being drawn; it goes on.
type report func(format string, args ...any)
