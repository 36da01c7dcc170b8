package device

import (
	"unsafe"

	"golang.org/x/sys/unix"
)

// ioctlBytes runs a call that fills buf, whose length the request number holds.
func ioctlBytes(fd int, request uint, buf []byte) error {
	_, _, errno := unix.Syscall(unix.SYS_IOCTL, uintptr(fd), uintptr(request), uintptr(unsafe.Pointer(&buf[0])))
	if errno != 0 {
		return errno
	}
	return nil
}
