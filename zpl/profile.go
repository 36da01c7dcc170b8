package zpl

import (
	"fmt"
	"slices"

	"waybill/label"
)

// Compression says which codings of graphics a printer reads.
type Compression uint8

const (
	// ACS is the ASCII compression scheme: run lengths over hex digits. Every
	// ZPL printer and clone reads it.
	ACS Compression = iota
	// Shortest is ACS or :Z64: (zlib in Base64), whichever is shorter for
	// each graphic. Zebra's printers read Z64; clones may not.
	Shortest
)

// TextMode says how text reaches the printer.
type TextMode uint8

const (
	// Raster sends text as graphics: nothing is asked of the printer.
	Raster TextMode = iota
	// Download sends the glyphs that a job needs as a TrueType font, then
	// text. What the font cannot hold goes as graphics.
	Download
	// Resident sends text for the font that the profile names. What that font
	// is not known to hold goes as graphics.
	Resident
)

var textModes = []string{Raster: "raster", Download: "download", Resident: "resident"}

func (m TextMode) String() string { return textModes[m] }

// Encoding is how field data of a resident font are written.
type Encoding uint8

const (
	// UTF8 is ^CI28.
	UTF8 Encoding = iota
	// GBK is ^CI26 with a table of the printer's (^SE).
	GBK
)

// Repertoire is what a resident font is known to hold beside ASCII.
type Repertoire uint8

const (
	CoversGBK    Repertoire = iota // the 21,003 hanzi and the signs of GBK
	CoversGB2312                   // the 6,763 hanzi and the signs of GB 2312
)

// ResidentFont is a font in the printer's memory.
type ResidentFont struct {
	File     string // object name, e.g. "E:SIMSUN.FNT"
	Encoding Encoding
	Table    string // object name of the table that GBK needs, e.g. "E:GB18030.DAT"
	Covers   Repertoire
	// Latin is the advance of the widest ASCII character in thousandths of an
	// em: 500 for fonts with half-width Latin, 1000 where it is not known.
	Latin int
}

// Abilities of a printer to answer, see [Profile.Answers].
const (
	AnswersMemory  = "memory"  // ~HM
	AnswersObjects = "objects" // ^HW
)

// Profile is what the encoder may take for granted about a printer.
type Profile struct {
	Name  string
	Title map[string]string // by language, "en" and "zh"
	DPI   label.DPI
	// Heads are the resolutions that the device comes in; none: any.
	Heads []label.DPI
	// Width is the widest label that the head prints, 0 if it is not known.
	Width       label.Length
	Compression Compression
	// SetSwitches says that the printer changes the set within a Code 128 as
	// the guide has it (>5, >6). Some renderers pass over such a change and
	// draw a wider symbol; what clones do is not known, so without it such
	// symbols are graphics.
	SetSwitches bool
	// NativeQR lets the printer draw QR symbols (^BQ). Without it they are
	// graphics, right on every printer.
	NativeQR bool
	// Stored lets a job put what its labels have in common into the printer's
	// memory (^DF, ~DG), and take it out at the end. Labels of such a job
	// cannot be printed without its beginning.
	Stored bool
	// Downloads says that the printer takes TrueType fonts (~DY).
	Downloads bool
	// Text is how text is sent; see WithText.
	Text TextMode
	// TextAsked says that Text was asked for by name: a font is sent even
	// where graphics would cost less.
	TextAsked bool
	// Font is the font of Resident.
	Font *ResidentFont
	// Memory is how many bytes a job may store, 0 for what it needs.
	Memory int
	// Answers lists the queries that the device answers: "status" (~HS),
	// "errors" (~HQES), "identity" (~HI), "memory" (~HM), "objects" (^HW),
	// "counters", "configuration" (^HH).
	Answers []string
	// Speed is the print speed in inches a second (^PR), 0 as it is set up.
	Speed int
	// Darkness is 1 to 30 (~SD), 0 as it is set up.
	Darkness int
	// After says what becomes of a printed label (^MM): "tear", "peel", "cut"
	// or "rewind"; "" as it is set up.
	After string
}

// Generic is the profile that any printer with ZPL prints: ACS graphics, Code
// 128 of a single set by ^BC, all else as graphics.
func Generic(dpi label.DPI) Profile { return builtin("generic", dpi) }

// Zebra is the profile of Zebra's own printers.
func Zebra(dpi label.DPI) Profile { return builtin("zebra", dpi) }

// builtin returns a profile that is sure to exist.
func builtin(name string, dpi label.DPI) Profile {
	p, err := BuiltinProfile(name)
	if err != nil {
		panic(err) // embedded, and parsed by the tests
	}
	p.DPI = dpi
	return p
}

// At returns p for a head of dpi. The error is for a resolution that the
// device does not come in.
func (p Profile) At(dpi label.DPI) (Profile, error) {
	if len(p.Heads) > 0 && !slices.Contains(p.Heads, dpi) {
		return p, fmt.Errorf("printer profile %s: no head of %d dpi, only %v", p.Name, dpi, p.Heads)
	}
	p.DPI = dpi
	return p, nil
}

// WithText returns p with text sent as mode says: "auto" (as the profile has
// it, but graphics in place of a font that costs more), "raster", "download" or
// "resident". It refuses what the profile does
// not vouch for, since a printer without the font prints boxes.
func (p Profile) WithText(mode string) (Profile, error) {
	p.TextAsked = mode != "auto"
	switch mode {
	case "auto":
		return p, nil
	case "raster":
		p.Text = Raster
	case "download":
		if !p.Downloads {
			return p, fmt.Errorf("printer profile %s: the printer is not known to take fonts (downloads: true)", p.Name)
		}
		p.Text = Download
	case "resident":
		if p.Font == nil {
			return p, fmt.Errorf("printer profile %s names no font in the printer (font:)", p.Name)
		}
		p.Text = Resident
	default:
		return p, fmt.Errorf("text mode %q is none of auto, raster, download, resident", mode)
	}
	return p, nil
}

// TitleIn returns the title in lang, else in English, else the name.
func (p Profile) TitleIn(lang string) string {
	for _, l := range []string{lang, "en"} {
		if s := p.Title[l]; s != "" {
			return s
		}
	}
	return p.Name
}

// Jobs reports whether labels of a job may share what is sent before them, so
// that a Plan is worth its while.
func (p Profile) Jobs() bool { return p.Stored || p.Text == Download }
