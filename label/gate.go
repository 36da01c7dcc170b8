package label

import (
	"errors"
	"fmt"

	"waybill/masking"
)

// ErrNotMasked says that Layout was given a zero masking.Masked.
var ErrNotMasked = errors.New("record has not been masked")

// LeakError says that something that masking hid was about to be printed.
// It never holds the value.
type LeakError struct {
	Element string // the template's element
	Field   string // the record's field whose value leaked
	Kind    string // what leaked: name, phone, address ...
}

func (e *LeakError) Error() string {
	return fmt.Sprintf("leak gate: element %s would print the hidden %s of %s", e.Element, e.Kind, e.Field)
}

// Gate searches every text and every symbol's data of d with find, which is
// a masking.Secrets.Find. The first finding is a *LeakError.
func Gate(d *Document, find func(string) []masking.Finding) error {
	check := func(element, s string) error {
		if s == "" {
			return nil
		}
		if f := find(s); len(f) > 0 {
			return &LeakError{Element: element, Field: f[0].Field, Kind: f[0].How}
		}
		return nil
	}
	// Lines of one element are searched together as well: a number that
	// wraps is still a number.
	joined, last := "", ""
	flush := func() error {
		err := check(last, joined)
		joined, last = "", ""
		return err
	}
	for _, it := range d.Items {
		id := it.Meta().Element
		if id != last {
			if err := flush(); err != nil {
				return err
			}
			last = id
		}
		var err error
		switch it := it.(type) {
		case Text:
			joined += it.String
		case Box:
			for _, t := range it.Knockout {
				joined += t.String
			}
		case Symbol:
			err = check(id, it.Code.Data)
		}
		if err != nil {
			return err
		}
	}
	return flush()
}
