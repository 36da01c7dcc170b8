// Package symbol encodes data into bar codes and matrix codes, in modules.
//
// It knows exact widths and quiet zones; it knows nothing of millimetres,
// dots or printers.
//
// Code 128 and GS1-128 are its own, the shortest possible; the other
// symbologies stand over libraries, each behind a check of its data, so that
// no library's panic or message reaches the caller: its errors never hold the
// data. The tests read every symbology back with independent readers.
//
// Printers draw more bar codes than templates offer, with elements in whole
// dots at a ratio of their own: those are a Strip each.
package symbol
