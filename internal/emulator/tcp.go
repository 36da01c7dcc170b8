package emulator

import (
	"context"
	"errors"
	"fmt"
	"net"
	"sync"
)

// ServeTCP takes connections until ctx ends, as a printer's raw port does
// (9100). Several at once are several hosts on one printer. The listener is
// closed on return.
func (p *Printer) ServeTCP(ctx context.Context, listener net.Listener) error {
	stop := context.AfterFunc(ctx, func() { listener.Close() })
	defer stop()
	defer listener.Close()
	var links sync.WaitGroup
	defer links.Wait()
	for {
		c, err := listener.Accept()
		if ctx.Err() != nil {
			if err == nil {
				c.Close()
			}
			return nil
		}
		if errors.Is(err, net.ErrClosed) {
			return fmt.Errorf("emulator: %w", err)
		}
		if err != nil {
			continue // the one that called has gone already
		}
		links.Add(1)
		go func() {
			defer links.Done()
			p.serveConn(ctx, c)
		}()
	}
}

func (p *Printer) serveConn(ctx context.Context, c net.Conn) {
	defer c.Close()
	stop := context.AfterFunc(ctx, func() { c.Close() })
	defer stop()
	if t, ok := c.(*net.TCPConn); ok {
		// The window closes when the printer's own buffer is full, not when the
		// system's is.
		_ = t.SetReadBuffer(p.prof.Buffer)
	}
	p.serve(wire{ReadWriter: c, medium: overTCP, quit: ctx.Done(), end: func() {
		if t, ok := c.(*net.TCPConn); ok && !p.isClosed() {
			_ = t.SetLinger(0) // a reset, as of a printer that knows the link no more
		}
		c.Close()
	}})
}

func (p *Printer) isClosed() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.closed
}
