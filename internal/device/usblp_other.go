//go:build !linux

package device

import "errors"

// openUSB has no driver to open here: Windows and macOS give USB printers to
// their spoolers.
func openUSB(u URI) (Conn, error) {
	return nil, &Error{"open", u.String(), ErrUnsupported, errors.New("use spool:// with the printer's queue")}
}
