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
	Row   int
	Field string
	Err   error // ErrExpired, ErrLeak
}

func (e *RecordError) Error() string {
	return fmt.Sprintf("row %d: %s: %v", e.Row, e.Field, e.Err)
}

func (e *RecordError) Unwrap() error { return e.Err }
