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
	return search(Fields(zpl), find)
}

// Gate searches a label that follows the Setup, and what the Setup itself
// prints on it. Data for fields of the stored format are read as the format
// prints them.
func (s *Setup) Gate(label []byte, find func(string) []masking.Finding) error {
	if len(s.begin) == 0 {
		return Gate(label, find)
	}
	s.gate.Do(func() {
		s.texts, s.formats = readFields(s.begin, storedFormats{})
	})
	if err := search(s.texts, find); err != nil {
		return err
	}
	fields, _ := readFields(label, s.formats)
	return search(fields, find)
}

func search(fields []Field, find func(string) []masking.Finding) error {
	for i, f := range fields {
		if found := find(f.Text); len(found) > 0 {
			return &LeakError{Index: i, Offset: f.Offset, Command: f.Command,
				Field: found[0].Field, How: found[0].How}
		}
	}
	return nil
}
