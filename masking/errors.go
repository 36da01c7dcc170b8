package masking

import (
	"errors"
	"fmt"
)

// ErrExpired: a virtual number is past its end, and the policy refuses it.
var ErrExpired = errors.New("virtual number has expired")

// ErrLeak: a masked value still held something that the record hides. The
// record is refused.
var ErrLeak = errors.New("masked value holds a secret")

// RecordError is why a record could not be masked. It names the row and the
// field, never a value.
type RecordError struct {
	Row   int    // 1-based record number in the input
	Field string // as in FieldNames
	Err   error  // ErrExpired, ErrLeak
}

// Reason is the message without the row, for callers that name the record
// themselves: "waybill_no: masked value holds a secret".
func (e *RecordError) Reason() string { return e.Field + ": " + e.Err.Error() }

func (e *RecordError) Error() string {
	return fmt.Sprintf("row %d: %s", e.Row, e.Reason())
}

func (e *RecordError) Unwrap() error { return e.Err }
