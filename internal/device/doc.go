// Package device carries bytes to printers and back: over TCP, serial lines,
// USB, the system's spooler and to files, behind one small contract.
//
// It knows nothing of labels. What it says is how far bytes came: taken by the
// system, taken by the device, or lost with the link; whether anything was
// printed is for internal/job to find out. Its errors name the device, never
// what was sent.
package device
