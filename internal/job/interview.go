package job

import (
	"context"

	"waybill/internal/device"
	"waybill/zpl"
	"waybill/zpl/reply"
)

// identified is a device that knows its IEEE 1284 id.
type identified interface{ DeviceID() (string, error) }

// Interview asks a printer what it is and what it holds, and returns what it
// answered; silence leaves parts out. A printer that answers neither ~HI nor
// ~HS is asked nothing more: in another language's mode it would print the
// questions. The error is that of a link that was lost.
func Interview(ctx context.Context, conn device.Conn, t Timing) (zpl.Answers, error) {
	var a zpl.Answers
	if d, ok := conn.(identified); ok {
		if text, err := d.DeviceID(); err == nil {
			if id, err := reply.ParseDeviceID([]byte(text)); err == nil {
				a.DeviceID = &id
			}
		}
	}
	l := newLink(conn, t)
	defer l.close()
	frame := func(query string, read func([]byte) error) error {
		err := l.ask(ctx, query, func(p reply.Piece) bool {
			return p.Kind == reply.Frame && read(p.Data) == nil
		})
		if fatal(err) {
			return err
		}
		return nil
	}
	if err := frame("~HI", func(b []byte) error {
		id, err := reply.ParseIdentity(b)
		if err == nil {
			a.Identity = &id
		}
		return err
	}); err != nil {
		return a, err
	}
	if h, err := l.hostStatus(ctx); err == nil {
		a.Status = &h
	} else if fatal(err) {
		return a, err
	}
	if a.Identity == nil && a.Status == nil {
		return a, nil
	}
	if err := frame("~HM", func(b []byte) error {
		m, err := reply.ParseMemory(b)
		if err == nil {
			a.Memory = &m
		}
		return err
	}); err != nil {
		return a, err
	}
	if err := frame("^XA^HH^XZ", func(b []byte) error {
		c, err := reply.ParseConfiguration(b)
		a.Configuration = c
		return err
	}); err != nil {
		return a, err
	}
	err := frame("^XA^HWE:*.*^XZ", func(b []byte) error {
		d, err := reply.ParseDirectory(b)
		if err == nil {
			a.Objects = append(a.Objects, d)
		}
		return err
	})
	return a, err
}
