// Package zpl writes labels as ZPL II and reads back the texts of any ZPL.
//
// A Formatter turns a label.Document into one ZPL format, ^XA to ^XZ: lines
// and frames are drawn by the printer (^GB), Code 128 and, where the profile
// trusts it, QR too (^BC, ^BQ); all text and every other symbol is sent as
// graphics (^GF), since no clone is known to hold Chinese fonts. The dots on
// paper are those of internal/raster; a test compares the two.
//
// Fields reads the texts of any ZPL as a printer would, and Gate refuses ZPL
// that shows a secret.
//
// Sources are Zebra's ZPL II Programming Guide ("the guide" in comments) and
// docs/zpl.md for what printers and other programs were seen to do.
package zpl
