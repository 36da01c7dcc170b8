//go:build !unix

package device

const nonblock = 0
