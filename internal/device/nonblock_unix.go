//go:build unix

package device

import "syscall"

const nonblock = syscall.O_NONBLOCK
