// Package job brings encoded labels to a printer and can say afterwards,
// truthfully, what came out.
//
// Every label of a job is in a journal before its first byte leaves, and each
// step it takes is written down, durably, before the next one. A label that was
// under way when something broke is uncertain: it may be on paper. Nothing
// sends it again until a person, or a counter of the printer, has decided.
//
// The package knows devices, replies and bytes; it never sees a record. Labels
// and their names are encrypted at rest.
package job
