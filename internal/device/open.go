package device

import (
	"context"
	"errors"
)

// Open opens the device that u names. Errors are *Error; a device that is
// there and cannot be used says why in its Kind.
func Open(ctx context.Context, u URI) (Conn, error) {
	switch u.Scheme {
	case "tcp":
		return openTCP(ctx, u)
	case "serial":
		c, err := openSerial(u)
		return framed(c, u, err)
	case "usb":
		return openUSB(u)
	case "file":
		return openFile(u)
	}
	return nil, &Error{"open", u.String(), ErrUnsupported, errors.New("scheme " + u.Scheme)}
}
