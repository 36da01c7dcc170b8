// Package symbol encodes data into bar codes and matrix codes, in modules.
//
// It knows exact widths and quiet zones; it knows nothing of millimetres,
// dots or printers.
package symbol
