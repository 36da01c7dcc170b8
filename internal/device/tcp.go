package device

import (
	"context"
	"errors"
	"net"
	"time"
)

// keepAlive finds a printer that was switched off without a word: 10 s of
// silence, then three probes 5 s apart. Without it a half-open link looks like
// a slow printer for two hours.
var keepAlive = net.KeepAliveConfig{Enable: true, Idle: 10 * time.Second, Interval: 5 * time.Second, Count: 3}

// unacknowledged is how long sent bytes may stay without an answer of the
// network. It is longer than a change of labels, during which a printer keeps
// its window closed but still answers.
const unacknowledged = 30 * time.Second

type tcpConn struct {
	*net.TCPConn
	name string
}

// openTCP connects to a raw port, 9100 on most printers (JetDirect).
func openTCP(ctx context.Context, u URI) (Conn, error) {
	name := u.String()
	d := net.Dialer{Timeout: u.Dial, KeepAliveConfig: keepAlive}
	c, err := d.DialContext(ctx, "tcp", u.Name)
	if err != nil {
		return nil, dialError(name, err)
	}
	t := &tcpConn{c.(*net.TCPConn), name}
	if err := limitUnacknowledged(t.TCPConn, unacknowledged); err != nil {
		c.Close()
		return nil, wrap("open", name, err)
	}
	return t, nil
}

// dialError tells a name that does not exist and a host that does not answer
// from a host without a printer on that port.
func dialError(name string, err error) error {
	var dns *net.DNSError
	var timeout net.Error
	switch {
	case errors.As(err, &dns) && dns.IsNotFound:
		return &Error{"open", name, ErrNotFound, err}
	case errors.Is(err, context.Canceled):
		return &Error{Op: "open", Device: name, Err: err}
	case errors.As(err, &timeout) && timeout.Timeout():
		return &Error{"open", name, ErrUnreachable, err}
	}
	return wrap("open", name, err)
}

func (c *tcpConn) Write(p []byte) (int, error) {
	n, err := c.TCPConn.Write(p)
	return n, wrap("write", c.name, err)
}

func (c *tcpConn) Read(p []byte) (int, error) {
	n, err := c.TCPConn.Read(p)
	return n, passEOF("read", c.name, err)
}

// Drain waits until the printer's network side has acknowledged every byte. A
// print server acknowledges into its own buffer: this is no word about paper.
func (c *tcpConn) Drain(ctx context.Context) error {
	return drain(ctx, c.name, func() (int, error) { return unsent(c.TCPConn) })
}

func (c *tcpConn) Lines() (Lines, error) {
	return Lines{}, &Error{Op: "status", Device: c.name, Kind: ErrCannotTell}
}
