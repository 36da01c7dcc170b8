package zpl

import "waybill/label"

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

// Profile is what the encoder may take for granted about a printer.
type Profile struct {
	Name        string
	DPI         label.DPI
	Compression Compression
	// SetSwitches says that the printer changes the set within a Code 128 as
	// the guide has it (>5, >6). Some renderers pass over such a change and
	// draw a wider symbol; what clones do is not known, so without it such
	// symbols are graphics.
	SetSwitches bool
	// NativeQR lets the printer draw QR symbols (^BQ). Without it they are
	// graphics, right on every printer.
	NativeQR bool
}

// Generic is the profile that any printer with ZPL prints: ACS graphics, Code
// 128 of a single set by ^BC, all else as graphics.
func Generic(dpi label.DPI) Profile {
	return Profile{Name: "generic", DPI: dpi}
}

// Zebra is the profile of Zebra's own printers.
func Zebra(dpi label.DPI) Profile {
	return Profile{Name: "zebra", DPI: dpi, Compression: Shortest, SetSwitches: true, NativeQR: true}
}
