package interp

import "waybill/internal/font"

// Options say what printer is imagined. The zero value is an 8 dots/mm printer
// with 100x150 mm labels, the built-in fonts and the default limits.
type Options struct {
	// DotsPerMM is the head's resolution: 6, 8, 12 or 24; 0 means 8.
	DotsPerMM int
	// Width and Height are the label's size in dots where ^PW and ^LL say
	// nothing; 0 means 100 and 150 mm.
	Width, Height int
	// FixedSize keeps that size whatever ^PW and ^LL say.
	FixedSize bool
	// Fields lists what each label shows in Label.Fields.
	Fields bool
	// Fonts draw what the printer's own fonts lack, Chinese above all; nil
	// means the embedded ones.
	Fonts *font.Set
	// UserFonts are TrueType or OpenType files that stand in the printer from
	// the beginning, by object name, "E:SIMSUN.FNT", or by the letter of a font,
	// "1", as a printer has it that was set up by ^CW.
	UserFonts map[string][]byte
	// DrawBadCRC draws graphics whose CRC is wrong. Printers of Zebra's drop
	// them, some clones draw them.
	DrawBadCRC bool
	// BangAsOne reads the "!" of compressed graphics as filling a row with hex
	// digit 1 in place of F: producers differ (docs/zpl.md).
	BangAsOne bool
	// Limits bound what a job may take; zero fields mean the defaults.
	Limits Limits
}

// Limits bound a job. In every field 0 means the default; what goes beyond
// gives a Diagnostic. They are counts, never times: the same job ends at the
// same place on every machine.
type Limits struct {
	// LabelDots is the most dots of a label, width times height.
	LabelDots int
	// FieldDots is the most dots of the box that one field draws.
	FieldDots int
	// ObjectBytes is the most memory of stored objects together.
	ObjectBytes int
	// Depth is how deep formats may recall formats.
	Depth int
	// Work is how many bytes of bitmap may be painted in the whole job,
	// WorkPerByte how many more for each byte of it; Work negative: no end.
	Work        int64
	WorkPerByte int64
	// Labels is the most labels, copies counted; negative: no end.
	Labels int64
	// Diagnostics is how many are kept, or handed on, in the whole job.
	Diagnostics int
	// CommandBytes is the longest command, its data included.
	CommandBytes int
	// FormatBytes is the most memory of one format, from ^XA to ^XZ.
	FormatBytes int
}

// The defaults. 600 dpi labels of 4x12 inch have 17 million dots.
const (
	defaultLabelDots    = 1 << 25
	defaultFieldDots    = 1 << 25
	defaultObjectBytes  = 64 << 20
	defaultDepth        = 8
	defaultWork         = 1 << 33
	defaultWorkPerByte  = 1 << 13
	defaultLabels       = 1 << 30
	defaultDiagnostics  = 1000
	defaultCommandBytes = 64 << 20
	defaultFormatBytes  = 64 << 20
)

// filled returns o with defaults for what is zero or out of range.
func (o Options) filled() Options {
	switch o.DotsPerMM {
	case 6, 8, 12, 24:
	default:
		o.DotsPerMM = 8
	}
	if o.Width <= 0 {
		o.Width = 100 * o.DotsPerMM
	}
	if o.Height <= 0 {
		o.Height = 150 * o.DotsPerMM
	}
	l := &o.Limits
	orDefault(&l.LabelDots, defaultLabelDots)
	orDefault(&l.FieldDots, defaultFieldDots)
	orDefault(&l.ObjectBytes, defaultObjectBytes)
	orDefault(&l.Depth, defaultDepth)
	orDefault(&l.Diagnostics, defaultDiagnostics)
	orDefault(&l.CommandBytes, defaultCommandBytes)
	orDefault(&l.FormatBytes, defaultFormatBytes)
	if l.WorkPerByte <= 0 {
		l.WorkPerByte = defaultWorkPerByte
	}
	if l.Work == 0 {
		l.Work = defaultWork
	}
	if l.Labels == 0 {
		l.Labels = defaultLabels
	}
	return o
}

func orDefault(n *int, value int) {
	if *n <= 0 {
		*n = value
	}
}

// DPI returns the resolution as printers are sold: 152, 203, 300 or 600.
func (o Options) DPI() int {
	switch o.DotsPerMM {
	case 6:
		return 152
	case 12:
		return 300
	case 24:
		return 600
	}
	return 203
}
