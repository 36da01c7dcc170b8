package job

import (
	"context"
	"errors"

	"waybill/zpl/reply"
)

// Asking says whether a printer is asked anything.
type Asking uint8

const (
	// Auto finds out what the printer answers.
	Auto Asking = iota
	// Never asks nothing: some clones print queries as text, or get out of step.
	Never
)

// ability is what a printer was found to answer.
type ability struct {
	status  bool                                      // ~HS
	counter func(*link, context.Context) (int, error) // nil: none
}

// explore asks a printer what it can tell. Nothing is asked that a printer of
// the wrong language would print until it has answered ~HS or ~HI.
func explore(ctx context.Context, l *link, asking Asking) (ability, error) {
	var a ability
	if asking == Never {
		return a, nil
	}
	h, err := l.hostStatus(ctx)
	if err == nil && h.PartialInput {
		// Somebody's half format: the ^XA of a query would print it.
		if _, err := l.write(ctx, []byte("~JX"), l.timing.Answer); err != nil {
			return a, err
		}
	}
	if a.status = err == nil; !a.status {
		if fatal(err) {
			return a, err
		}
		// Many printers are silent on ~HS while paper is out.
		if err := l.identity(ctx); err != nil {
			if fatal(err) {
				return a, err
			}
			return a, nil // a silent clone
		}
	}
	for _, c := range []func(*link, context.Context) (int, error){(*link).odometer, (*link).configured} {
		if _, err := c(l, ctx); err == nil {
			a.counter = c
			return a, nil
		} else if fatal(err) {
			return a, err
		}
	}
	return a, nil
}

// fatal reports whether an error is more than silence or an answer that could
// not be read.
func fatal(err error) bool {
	var unreadable *reply.Error
	return err != nil && !errors.Is(err, errSilent) && !errors.As(err, &unreadable)
}

// identity asks ~HI.
func (l *link) identity(ctx context.Context) error {
	return l.ask(ctx, "~HI", func(p reply.Piece) bool {
		_, err := reply.ParseIdentity(p.Data)
		return p.Kind == reply.Frame && err == nil
	})
}
