// Package reply reads what ZPL printers send back: status, identity, memory,
// directories, counters and alerts.
//
// Replies arrive split, joined and with noise between them, so a Splitter cuts
// the stream first and every parser then works on one whole piece. Parsers go by
// delimiters, never by columns: printers pad and shorten fields as they like.
// What a printer leaves out is reported as absent, not as zero, wherever a
// caller could take zero for an answer.
//
// Sources are Zebra's ZPL II Programming Guide ("the guide"), chapters on ~HS,
// ~HI, ~HM, ~HQ, ^HH, ^HW and ^HZ, and docs/zpl.md for what printers of other
// makers were seen to send. Errors never quote a reply.
package reply
