// Package emulator is a virtual label printer: ZPL in, pictures of labels and
// replies out, with the time, the memory and the mishaps of a real one.
//
// It is the test bench of everything that drives printers and a tool of its own
// (waybill emulate). A Printer knows nothing of sockets: links (TCP, a PTY, a
// connection within the process) carry bytes to it and take replies away. What
// it counts as printed is the truth that drivers are measured by.
//
// Labels are drawn by zpl/interp. This package models what lies around the
// drawing, by docs/zpl.md and Zebra's ZPL II Programming Guide ("the guide"):
// a receive buffer that fills and holds the sender, labels that take time,
// paper that ends in the middle of one, memory that a power cut empties,
// counters, alerts and silence.
package emulator
