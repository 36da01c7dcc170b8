// Package printerfont holds the fonts of a label printer: font 0, the matrix
// fonts A to H and P to V, the symbols of ^GS, and whatever a job or a user
// puts in beside them. Glyphs come out as dots.
//
// The printers' own fonts are not free. These stand in for them: font 0 is an
// open condensed sans fitted to the distances that printers keep, the matrix
// fonts are open monospace faces fitted to the cells of the guide (ZPL II
// Programming Guide, "Fonts and Bar Codes"). Behind each stands the font.Set
// of the caller, with Chinese and everything else.
//
// No stroke of a character is lost at any size: see raster.go.
package printerfont
