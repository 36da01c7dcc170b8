package device

import (
	"net"
	"time"

	"golang.org/x/sys/unix"
)

// limitUnacknowledged ends a connection whose bytes nobody acknowledges for d
// (RFC 5482, TCP_USER_TIMEOUT). Keep-alive alone does not run while there are
// bytes on the way.
func limitUnacknowledged(c *net.TCPConn, d time.Duration) error {
	return control(c, func(fd int) error {
		return unix.SetsockoptInt(fd, unix.IPPROTO_TCP, unix.TCP_USER_TIMEOUT, int(d.Milliseconds()))
	})
}

// unsent returns how many bytes of c the other side has not acknowledged
// (tcp(7), SIOCOUTQ). After a reset there are none, and an error instead.
func unsent(c *net.TCPConn) (n int, err error) {
	err = control(c, func(fd int) error {
		var err error
		if n, err = unix.IoctlGetInt(fd, unix.SIOCOUTQ); err != nil {
			return err
		}
		state, err := unix.GetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_ERROR)
		if err == nil && state != 0 {
			err = unix.Errno(state)
		}
		return err
	})
	return n, err
}

func control(c *net.TCPConn, do func(fd int) error) error {
	raw, err := c.SyscallConn()
	if err != nil {
		return err
	}
	var inner error
	if err := raw.Control(func(fd uintptr) { inner = do(int(fd)) }); err != nil {
		return err
	}
	return inner
}
