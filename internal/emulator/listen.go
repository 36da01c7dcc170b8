package emulator

import (
	"context"
	"fmt"
	"net"
	"os"
	"strings"
)

// ListenTCP serves hosts at an address such as "127.0.0.1:9100" until ctx
// ends; port 0 is any that is free. ready is told the address.
func (p *Printer) ListenTCP(ctx context.Context, address string, ready func(string)) error {
	var c net.ListenConfig
	l, err := c.Listen(ctx, "tcp", address)
	if err != nil {
		return fmt.Errorf("emulator: %w", err)
	}
	ready(l.Addr().String())
	return p.ServeTCP(ctx, l)
}

// ListenControl serves the control socket until ctx ends: "unix:PATH", which
// only this user may open, or a TCP address.
func (p *Printer) ListenControl(ctx context.Context, address string, ready func(string)) error {
	network := "tcp"
	path, local := strings.CutPrefix(address, "unix:")
	if local {
		network, address = "unix", path
	}
	var c net.ListenConfig
	l, err := c.Listen(ctx, network, address)
	if err != nil {
		return fmt.Errorf("emulator: control: %w", err)
	}
	shown := l.Addr().String()
	if local {
		shown = "unix:" + path
		if err := os.Chmod(path, 0o600); err != nil {
			l.Close()
			return fmt.Errorf("emulator: control: %w", err)
		}
	}
	ready(shown)
	return p.ServeControl(ctx, l)
}
