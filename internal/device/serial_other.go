//go:build !linux

package device

import "go.bug.st/serial"

func openSerial(u URI) (Conn, error) {
	port, err := serial.Open(u.Name, u.Serial.mode())
	if err != nil {
		return nil, serialError("open", u.String(), err)
	}
	return newPortConn(port, u.String(), u.Serial), nil
}
