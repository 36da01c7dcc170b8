// Package interp prints ZPL II on bitmaps: bytes in, the dots of each label
// and diagnostics out. It is the preview, the oracle of the encoder's tests and
// the heart of the virtual printer.
//
// A bad command never stops a job: it gives a Diagnostic with its byte
// position, and the label goes on as on a printer. Hostile input ends at
// Limits. Sources are Zebra's ZPL II Programming Guide ("the guide" in
// comments) and docs/zpl.md for what printers were seen to do.
package interp
