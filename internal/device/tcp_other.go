//go:build !linux

package device

import (
	"net"
	"time"
)

// limitUnacknowledged has no call that is the same on the other systems: their
// own limits hold, minutes instead of seconds.
func limitUnacknowledged(*net.TCPConn, time.Duration) error { return nil }

func unsent(*net.TCPConn) (int, error) { return 0, ErrCannotTell }
