package emulator

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"net"
	"strconv"
	"strings"
	"sync"
	"time"
)

// ErrCommand is wrapped by the errors of Do for what it does not know.
var ErrCommand = errors.New("not a command of the virtual printer")

// orders are what a person can do to a printer, by name.
var orders = map[string]func(*Printer){
	"paper-out":           func(p *Printer) { p.raise(paperOut) },
	"load-paper":          func(p *Printer) { p.clear(paperOut) },
	"ribbon-out":          func(p *Printer) { p.raise(ribbonOut) },
	"load-ribbon":         func(p *Printer) { p.clear(ribbonOut) },
	"head-open":           func(p *Printer) { p.raise(headOpen) },
	"head-close":          func(p *Printer) { p.clear(headOpen) },
	"over-temp":           func(p *Printer) { p.raise(headTooHot) },
	"cool":                func(p *Printer) { p.clear(headTooHot) },
	"pause":               func(p *Printer) { p.pause(true) },
	"resume":              func(p *Printer) { p.pause(false) },
	"power-off":           func(p *Printer) { p.switchOffNow() },
	"power-on":            func(p *Printer) { p.powerOn() },
	"cut":                 func(p *Printer) { p.cutAll() },
	"garbage-replies":     func(p *Printer) { p.faults.now("garbage-replies", true) },
	"garbage-replies off": func(p *Printer) { p.faults.now("garbage-replies", false) },
	"stuck-xoff":          func(p *Printer) { p.faults.now("stuck-xoff", true) },
	"stuck-xoff off":      func(p *Printer) { p.faults.now("stuck-xoff", false) },
	"one-byte-reads":      func(p *Printer) { p.faults.now("one-byte-reads", true) },
	"one-byte-reads off":  func(p *Printer) { p.faults.now("one-byte-reads", false) },
}

// Do carries out a line of the control socket: "load-paper", "fault
// paper-out@7", "count", "state". docs/emulator.md lists them.
func (p *Printer) Do(line string) (answer string, err error) {
	words := strings.Fields(line)
	p.mu.Lock()
	defer p.mu.Unlock()
	if act, ok := orders[strings.Join(words, " ")]; ok {
		act(p)
		p.pump()
		return "", nil
	}
	switch {
	case len(words) == 1 && words[0] == "count":
		return strconv.Itoa(p.count.printed), nil
	case len(words) == 1 && words[0] == "state":
		return p.state().String(), nil
	case len(words) == 2 && words[0] == "fault":
		f, err := ParseFault(words[1])
		if err != nil {
			return "", err
		}
		p.faults.plan([]Fault{f})
		p.pump()
		return "", nil
	}
	return "", ErrCommand
}

// switchOffNow is somebody who pulls the plug.
func (p *Printer) switchOffNow() {
	if p.power {
		p.switchOff()
	}
}

// cutAll cuts the links there are.
func (p *Printer) cutAll() {
	for _, l := range p.ports {
		l.cut = true
	}
}

// Await waits until n labels are printed since the printer was made, or ctx
// ends.
func (p *Printer) Await(ctx context.Context, n int) error {
	if !p.wait(ctx.Done(), func() bool { return p.closed || p.count.printed >= n }) {
		return context.Cause(ctx)
	}
	return nil
}

// ServeControl takes lines of the control socket and answers each with "ok …"
// or "error …", until ctx ends. The listener is closed on return.
func (p *Printer) ServeControl(ctx context.Context, listener net.Listener) error {
	stop := context.AfterFunc(ctx, func() { listener.Close() })
	defer stop()
	defer listener.Close()
	var talks sync.WaitGroup
	defer talks.Wait()
	for {
		c, err := listener.Accept()
		if ctx.Err() != nil {
			if err == nil {
				c.Close()
			}
			return nil
		}
		if errors.Is(err, net.ErrClosed) {
			return fmt.Errorf("emulator: control: %w", err)
		}
		if err != nil {
			continue
		}
		talks.Add(1)
		go func() {
			defer talks.Done()
			defer c.Close()
			defer context.AfterFunc(ctx, func() { c.Close() })()
			p.talk(ctx, c)
		}()
	}
}

// longestWait bounds "wait N" without a time of its own.
const longestWait = time.Minute

func (p *Printer) talk(ctx context.Context, c net.Conn) {
	lines := bufio.NewScanner(c)
	for lines.Scan() {
		answer, err := p.order(ctx, strings.TrimSpace(lines.Text()))
		reply := strings.TrimSpace("ok " + answer)
		if err != nil {
			reply = "error " + err.Error()
		}
		if _, err := fmt.Fprintln(c, reply); err != nil {
			return
		}
	}
}

// order is Do, and "wait N [TIME]", which takes its time.
func (p *Printer) order(ctx context.Context, line string) (string, error) {
	words := strings.Fields(line)
	if len(words) < 2 || words[0] != "wait" {
		return p.Do(line)
	}
	n, err := strconv.Atoi(words[1])
	within := longestWait
	if len(words) == 3 && err == nil {
		within, err = time.ParseDuration(words[2])
	}
	if err != nil || len(words) > 3 {
		return "", fmt.Errorf("%w: wait N [TIME]", ErrCommand)
	}
	ctx, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	if err := p.Await(ctx, n); err != nil {
		return "", errors.New("not that many labels in time")
	}
	return p.Do("count")
}
