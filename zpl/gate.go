package zpl

import (
	"fmt"

	"waybill/masking"
)

// LeakError says that a ZPL text shows something that masking hid. It never
// holds the value.
type LeakError struct {
	Index   int    // of the Field among Fields
	Offset  int    // byte position of the command
	Command string // e.g. "^FD"
	Field   string // the record's field whose value leaked
	How     string // how it was recognised
}

func (e *LeakError) Error() string {
	return fmt.Sprintf("leak gate: ZPL text %d (%s at byte %d) would show %s: %s",
		e.Index, e.Command, e.Offset, e.Field, e.How)
}

// Gate searches every text of zpl with find, which is a masking.Secrets.Find.
// The first finding is a *LeakError.
func Gate(zpl []byte, find func(string) []masking.Finding) error {
	for i, f := range Fields(zpl) {
		if found := find(f.Text); len(found) > 0 {
			return &LeakError{Index: i, Offset: f.Offset, Command: f.Command,
				Field: found[0].Field, How: found[0].How}
		}
	}
	return nil
}
