// Package zpl writes labels as ZPL II and reads back the texts of any ZPL.
//
// A Formatter turns a label.Document into one ZPL format, ^XA to ^XZ: lines
// and frames are drawn by the printer (^GB), Code 128 and, where the profile
// trusts it, QR too (^BC, ^BQ); every other symbol is sent as graphics (^GF).
// So is text, unless the Profile names a font in the printer or lets a job
// download one. A test prints every label with zpl/interp and compares it with
// internal/raster.
//
// A Plan looks at the documents of a job for what they have in common. The
// Setup that it makes is sent once: a font (~DY), graphics (~DG), a stored
// format (^DF) that labels recall and fill (^XF, ^FN). An Encoder does all of
// it for one writer; programs with several goroutines give each a Formatter of
// the same Setup.
//
// Fields reads the texts of any ZPL as a printer would, and Gate refuses ZPL
// that shows a secret.
//
// Sources are Zebra's ZPL II Programming Guide ("the guide" in comments) and
// docs/zpl.md for what printers and other programs were seen to do.
package zpl
