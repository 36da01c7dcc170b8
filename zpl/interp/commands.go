package interp

import "strings"

// effect is what the interpreter does about a command.
type effect uint8

const (
	fields  effect = iota // says what a field holds and how it looks
	draws                 // draws something of its own
	sets                  // changes how what follows is drawn
	stores                // changes the printer's memory
	setup                 // concerns the machine: nothing to draw, nothing to say
	answers               // the printer would answer: noted
	other                 // known, without effect here: noted
)

// command is how a command is run; run may be nil.
type command struct {
	effect effect
	run    func(*Printer, *entry)
	does   string // for docs/zpl.md
}

// lookUp returns what is known about a command.
func lookUp(name string) (command, bool) {
	if c, ok := commands[name]; ok {
		return c, true
	}
	if len(name) == 3 && name[:2] == "^A" {
		return commands["^A"], true
	}
	return command{}, false
}

// commands are all commands of the guide. docs/zpl.md holds the same list;
// TestCommandsAreDocumented compares.
var commands map[string]command

func init() {
	commands = map[string]command{
		"^XA": {sets, nil, "begins a format; an open one is printed first"},
		"^XZ": {draws, nil, "ends and prints the format"},
		"^FS": {fields, fieldSeparator, "ends and draws the field; missing, the next `^FO` or `^FT` does"},
		"^FO": {fields, fieldOrigin, "place of a field by its corner, with justification"},
		"^FT": {fields, fieldTypeset, "place of a field by its baseline; without coordinates behind the field before"},
		"^FD": {fields, fieldData, "data of a field"},
		"^FV": {fields, fieldData, "as `^FD`, but not kept by `^MCN`"},
		"^FH": {fields, fieldHex, "hex bytes in the data that follow"},
		"^FR": {fields, fieldReverse, "turns over what lies under"},
		"^FP": {fields, fieldParameter, "direction and gap of characters"},
		"^FB": {fields, fieldBlock, "text in lines; breaks between hanzi too"},
		"^TB": {fields, textBlock, "text in a box, cut at its end"},
		"^FN": {fields, numberedField, "number of a field that is filled elsewhere; prompt and default are taken"},
		"^SN": {fields, serialNumber, "data that count from label to label"},
		"^SF": {fields, serialField, "makes `^FD` count, by a mask"},
		"^FX": {fields, nil, "comment"},
		"^A":  {fields, fontField, "font, orientation and size; `^A0` … `^AZ`, aliases of `^CW` too"},
		"^A@": {fields, namedFont, "font by its file's name"},
		"^FM": {other, nil, "places of the symbols of one PDF417: the first symbol only is drawn"},
		"^FC": {other, nil, "clock in field data: the data are drawn as they are"},
		"^FL": {other, nil, "links fonts: missing glyphs come from our fonts anyway"},
		"^PA": {other, nil, "bidirectional text and shaping: not done"},

		"^GB": {draws, graphicBox, "rectangle, line, rounded corners"},
		"^GC": {draws, graphicCircle, "circle"},
		"^GE": {draws, graphicEllipse, "ellipse"},
		"^GD": {draws, graphicDiagonal, "diagonal line"},
		"^GF": {draws, graphicField, "graphic: hex, ACS, `:B64:`, `:Z64:`, binary"},
		"^GS": {fields, symbolField, "® © ™ UL CSA"},
		"^XG": {draws, recallGraphic, "stored graphic, magnified"},
		"^IM": {draws, imageMove, "stored graphic as it is"},
		"^IL": {draws, imageLoad, "stored picture under the label"},

		"^LH": {sets, labelHome, "origin of all fields"},
		"^LS": {sets, labelShift, "moves all to the left"},
		"^LT": {sets, labelTop, "moves all down"},
		"^LL": {sets, labelLength, "length of the label"},
		"^PW": {sets, printWidth, "width of the label"},
		"^LR": {sets, labelReverse, "`^FR` for all fields"},
		"^PM": {sets, mirrorImage, "mirrored label"},
		"^PO": {sets, orientation, "label upside down"},
		"^FW": {sets, fieldOrientation, "orientation and justification where a field has none"},
		"^CF": {sets, changeFont, "font where a field has none"},
		"^CW": {sets, fontAlias, "letter for a font file"},
		"^CI": {sets, changeSet, "character set"},
		"^SE": {sets, selectTable, "table of a double-byte set"},
		"^BY": {sets, barDefaults, "module, ratio and height of bar codes"},
		"^MU": {sets, units, "millimetres or inches; formats of another resolution"},
		"^JM": {sets, resolution, "`^JMB`: dots of double size"},
		"^MC": {sets, mapClear, "`^MCN` keeps the picture for the next label"},
		"^PQ": {sets, quantity, "copies; serial numbers; pause is handed on"},
		"^CC": {sets, nil, "prefix of formats"}, "~CC": {sets, nil, "as `^CC`"},
		"^CT": {sets, nil, "prefix of control commands"}, "~CT": {sets, nil, "as `^CT`"},
		"^CD": {sets, nil, "delimiter"}, "~CD": {sets, nil, "as `^CD`"},

		"^DF": {stores, nil, "stores the rest of the format"},
		"^XF": {draws, recall, "recalls a stored format"},
		"^IS": {stores, imageSave, "stores the label as a picture"},
		"^ID": {stores, deleteObject, "deletes objects, `*` and `?` allowed"},
		"^TO": {stores, transfer, "copies an object"},
		"^EG": {stores, eraseGraphics, "deletes all graphics"}, "~EG": {stores, eraseGraphics, "as `^EG`"},
		"^EF": {stores, eraseFormats, "deletes all formats"}, "~EF": {stores, eraseFormats, "as `^EF`"},
		"~DG": {stores, downloadGraphic, "downloads a graphic"},
		"~DY": {stores, downloadObject, "downloads a graphic, PNG or font"},
		"~DU": {stores, downloadFont, "downloads a TrueType font"},
		"~DT": {stores, downloadFont, "as `~DU`"},
		"~DB": {stores, downloadBitmapFont, "downloads a bitmap font"},
		"~DE": {stores, downloadTable, "downloads a code table: kept, not used"},
		"~DS": {other, downloadOther, "downloads an Intellifont: not drawn"},
		"~DL": {other, downloadOther, "downloads a Unicode bitmap font: not drawn"},
		"~DN": {stores, nil, "ends a download"}, "^DN": {stores, nil, "as `~DN`"},
		"~JA": {stores, cancel, "drops the open format"},
		"~JX": {stores, cancel, "as `~JA`"},
		"~JR": {stores, reset, "switches the printer off and on"},
	}
	for name, does := range map[string]string{
		"^B0": "Aztec", "^BO": "Aztec", "^B1": "Code 11", "^B2": "Interleaved 2 of 5", "^B3": "Code 39", "^B4": "Code 49",
		"^B5": "Planet", "^B7": "PDF417", "^B8": "EAN-8", "^B9": "UPC-E", "^BA": "Code 93", "^BB": "Codablock", "^BC": "Code 128",
		"^BD": "MaxiCode", "^BE": "EAN-13", "^BF": "MicroPDF417", "^BI": "Industrial 2 of 5", "^BJ": "Standard 2 of 5",
		"^BK": "Codabar", "^BL": "LOGMARS", "^BM": "MSI", "^BP": "Plessey", "^BQ": "QR", "^BR": "GS1 DataBar",
		"^BS": "two or five digits beside EAN and UPC", "^BT": "TLC39", "^BU": "UPC-A", "^BX": "Data Matrix", "^BZ": "POSTNET",
	} {
		commands[name] = command{fields, barCode, does}
	}
	for _, list := range []struct {
		effect effect
		does   string
		names  string
	}{
		{setup, "speed, darkness, media, sensors, calibration, display: of no effect on the picture",
			"^MM ^MN ^MD ~SD ^MT ^PR ^MF ^ML ^MW ^MP ^MA ^MI ^JU ^JZ ^JJ ^JS ~JS ^JT ~JT ^JW ^JH ^JI ~JI ~JO ~JN ~JC ~JG ~JL ~JE ~JD ~JB ~JF ~JQ ~JP ~TA ^XB ^SZ ^SR ^SS ^SO ^SP ^SI ^SL ^ST ^CO ^CV ^CN ^CP ^CM ^PF ^PH ~PH ~PL ^PP ~PP ~PS ~PR ^PN ^KD ^KL ^KN ^KP ^KV ~KB ~RO ^LF ^BV ^XS"},
		{setup, "interfaces and networks",
			"^SC ^NC ~NC ^ND ^NI ~NR ^NN ^NP ^NS ~NT ^NT ^NB ^NW ^SX ^SQ ^WA ^WE ^WI ~WI ^WL ~WL ^WP ^WR ~WR ^WS ^WX"},
		{answers, "host query",
			"~HS ~HI ~HM ~HD ~HQ ~HU ~HB ^HH ^HF ^HG ^HT ^HV ^HW ^HY ^HZ ~WC ^WD ~WQ"},
		{other, "RFID: nothing is written",
			"^RA ^RB ^RE ^RF ^RI ^RL ^RM ^RN ^RP ^RQ ^RR ^RS ^RT ^RU ^RV ~RV ^RW ^RZ ^HR ^HL ~HL ^WF ^WT ^WV ^RX"},
		{other, "not done: it would initialise or change the machine", "^JB ^ZZ"},
	} {
		for _, name := range strings.Fields(list.names) {
			commands[name] = command{list.effect, nil, list.does}
		}
	}
}
