package emulator

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"

	"golang.org/x/sys/unix"
)

// ServePTY is a printer on a serial line: a pseudo terminal whose other end
// hosts open as they open a serial port, until ctx ends. link, if given, is a
// symbolic link to that end, made anew when a fault has cut the line; ready is
// told its name each time. Baud rate and XON/XOFF are the profile's and the
// kernel's.
func (p *Printer) ServePTY(ctx context.Context, link string, ready func(path string)) error {
	for ctx.Err() == nil && !p.isClosed() {
		if err := p.servePTY(ctx, link, ready); err != nil {
			return fmt.Errorf("emulator: %w", err)
		}
	}
	return nil
}

func (p *Printer) servePTY(ctx context.Context, link string, ready func(string)) error {
	// The near end stays open here: a line is there whether a host listens or
	// not.
	master, slave, err := openPTY()
	if err != nil {
		return err
	}
	defer slave.Close()
	defer master.Close()
	if err := raw(slave); err != nil {
		return err
	}
	path := slave.Name()
	if link != "" {
		if err := point(link, path); err != nil {
			return err
		}
		defer os.Remove(link)
		path = link
	}
	ready(path)
	defer context.AfterFunc(ctx, func() { master.Close() })()
	p.serve(wire{
		ReadWriter: master, medium: overSerial, flows: true, baud: p.prof.Baud, quit: ctx.Done(),
		end:   func() { master.Close() },
		obeys: func() bool { return heedsXoff(master) },
	})
	return nil
}

// openPTY opens both ends of a new pseudo terminal (ptmx(4)). Go's poller
// watches them, so that Close frees a Read.
func openPTY() (master, slave *os.File, err error) {
	if master, err = os.OpenFile("/dev/ptmx", os.O_RDWR|unix.O_NOCTTY, 0); err != nil {
		return nil, nil, err
	}
	c, err := master.SyscallConn()
	if err == nil {
		var inner error
		n := 0
		err = c.Control(func(fd uintptr) {
			if inner = unix.IoctlSetPointerInt(int(fd), unix.TIOCSPTLCK, 0); inner == nil {
				n, inner = unix.IoctlGetInt(int(fd), unix.TIOCGPTN)
			}
		})
		if err = errors.Join(err, inner); err == nil {
			slave, err = os.OpenFile("/dev/pts/"+strconv.Itoa(n), os.O_RDWR|unix.O_NOCTTY, 0)
		}
	}
	if err != nil {
		master.Close()
		return nil, nil, err
	}
	return master, slave, nil
}

// point makes link lead to path. It replaces links only.
func point(link, path string) error {
	info, err := os.Lstat(link)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return err
	case info.Mode()&fs.ModeSymlink == 0:
		return fmt.Errorf("%s is there already and is no link", link)
	default:
		if err := os.Remove(link); err != nil {
			return err
		}
	}
	return os.Symlink(path, link)
}

// raw makes a terminal carry bytes as they are.
func raw(f *os.File) error {
	return onTerminal(f, func(t *unix.Termios) bool {
		t.Iflag &^= unix.IGNBRK | unix.BRKINT | unix.PARMRK | unix.ISTRIP | unix.INLCR | unix.IGNCR | unix.ICRNL | unix.IXON | unix.IXOFF
		t.Oflag &^= unix.OPOST
		t.Lflag &^= unix.ECHO | unix.ECHONL | unix.ICANON | unix.ISIG | unix.IEXTEN
		t.Cflag = t.Cflag&^(unix.CSIZE|unix.PARENB) | unix.CS8
		return true
	})
}

// heedsXoff reports whether the host's end stops at XOFF: the near end of a
// pseudo terminal shows the settings of the other.
func heedsXoff(f *os.File) bool {
	heeds := true
	if err := onTerminal(f, func(t *unix.Termios) bool {
		heeds = t.Iflag&unix.IXON != 0
		return false
	}); err != nil {
		return true
	}
	return heeds
}

// onTerminal shows a terminal's settings to f, and sets what f made of them if
// it says so.
func onTerminal(file *os.File, f func(*unix.Termios) bool) error {
	c, err := file.SyscallConn()
	if err != nil {
		return err
	}
	var inner error
	err = c.Control(func(fd uintptr) {
		var t *unix.Termios
		if t, inner = unix.IoctlGetTermios(int(fd), unix.TCGETS); inner == nil && f(t) {
			inner = unix.IoctlSetTermios(int(fd), unix.TCSETS, t)
		}
	})
	return errors.Join(err, inner)
}
