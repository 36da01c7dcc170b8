package device

import (
	"errors"
	"syscall"

	"go.bug.st/serial"
)

// Flow characters, as every printer has them.
const (
	xon  = 0x11
	xoff = 0x13
)

// mode is the part of a line's setting that go.bug.st/serial knows. It forces
// flow control off, which is therefore ours to set, after it.
func (s Serial) mode() *serial.Mode {
	m := &serial.Mode{BaudRate: s.Baud, DataBits: s.DataBits, Parity: serial.NoParity, StopBits: serial.OneStopBit}
	switch s.Parity {
	case EvenParity:
		m.Parity = serial.EvenParity
	case OddParity:
		m.Parity = serial.OddParity
	}
	if s.StopBits == 2 {
		m.StopBits = serial.TwoStopBits
	}
	return m
}

// bitsPerByte is what a byte takes on the line: start bit, data, parity, stop.
func (s Serial) bitsPerByte() int {
	n := 1 + s.DataBits + s.StopBits
	if s.Parity != NoParity {
		n++
	}
	return n
}

// serialError gives an error of go.bug.st/serial its kind.
func serialError(op, name string, err error) error {
	var p *serial.PortError
	if !errors.As(err, &p) {
		return wrap(op, name, err)
	}
	e := &Error{Op: op, Device: name, Err: err}
	switch p.Code() {
	case serial.PortBusy:
		e.Kind = ErrBusy
	case serial.PortNotFound:
		e.Kind = ErrNotFound
	case serial.PermissionDenied:
		e.Kind = ErrPermission
	case serial.PortClosed:
		e.Kind = ErrGone
	case serial.InvalidSerialPort:
		e.Kind = ErrUnsupported
	case serial.InvalidSpeed, serial.InvalidDataBits, serial.InvalidParity, serial.InvalidStopBits:
		e.Kind = ErrUnsupported
	}
	if errors.Is(err, syscall.ENOTTY) {
		e.Kind = ErrUnsupported
	}
	return e
}
