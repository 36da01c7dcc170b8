package device

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"syscall"
)

// What can be wrong with a device, for errors.Is.
var (
	ErrNotFound    = errors.New("no such printer")
	ErrPermission  = errors.New("no permission")
	ErrBusy        = errors.New("held by another program")
	ErrGone        = errors.New("link lost")
	ErrRefused     = errors.New("connection refused")
	ErrUnreachable = errors.New("not reachable")
	ErrUnsupported = errors.New("not supported on this system")
	ErrCannotTell  = errors.New("the device cannot tell")
)

// Error is an operation that failed on a device.
type Error struct {
	Op     string // "open", "write", "read", "drain", "status"
	Device string // the URI, without options
	Kind   error  // one of the Err… values, nil for others
	Err    error  // the cause, nil if Kind says it all
}

func (e *Error) Error() string {
	switch {
	case e.Kind == nil:
		return fmt.Sprintf("%s %s: %v", e.Op, e.Device, e.Err)
	case e.Err == nil:
		return fmt.Sprintf("%s %s: %v", e.Op, e.Device, e.Kind)
	}
	return fmt.Sprintf("%s %s: %v: %v", e.Op, e.Device, e.Kind, e.Err)
}

func (e *Error) Unwrap() []error { return []error{e.Kind, e.Err} }

// wrap returns err as an *Error of the device, its kind found from what the
// system said; nil stays nil and an *Error as it is.
func wrap(op, device string, err error) error {
	var known *Error
	if err == nil || errors.As(err, &known) {
		return err
	}
	return &Error{op, device, kindOf(err), err}
}

// kindOf finds the kind of a system error, nil if it is none of ours. A
// deadline is none: callers ask for os.ErrDeadlineExceeded.
func kindOf(err error) error {
	for _, k := range []error{ErrNotFound, ErrPermission, ErrBusy, ErrGone, ErrRefused, ErrUnreachable, ErrUnsupported, ErrCannotTell} {
		if errors.Is(err, k) {
			return nil // it says so itself
		}
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return ErrNotFound
	case errors.Is(err, fs.ErrPermission):
		return ErrPermission
	case errors.Is(err, syscall.EBUSY):
		return ErrBusy
	case errors.Is(err, syscall.ECONNREFUSED):
		return ErrRefused
	case errors.Is(err, syscall.ENODEV), errors.Is(err, syscall.ENXIO), errors.Is(err, syscall.EIO),
		errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE), errors.Is(err, syscall.ECONNABORTED),
		errors.Is(err, os.ErrClosed), errors.Is(err, syscall.ESHUTDOWN):
		return ErrGone
	case errors.Is(err, syscall.EHOSTUNREACH), errors.Is(err, syscall.ENETUNREACH), errors.Is(err, syscall.EHOSTDOWN):
		return ErrUnreachable
	}
	return nil
}
