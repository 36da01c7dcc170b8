package device

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// URI names a printer.
//
//	usb://SERIAL                  by its serial number
//	usb:///dev/usb/lp0            by its device file, which changes when replugged
//	serial:///dev/ttyUSB0?baud=115200&flow=rtscts
//	serial://COM3
//	tcp://192.168.1.40:9100       the port may be left out
//	spool://QUEUE                 the system's spooler, raw
//	file:///tmp/labels.zpl
//	emulator:                     a virtual printer in this process
type URI struct {
	Scheme string // usb, serial, tcp, spool, file or emulator
	// Name is what is addressed: a serial number, a device file, a host with
	// its port, a queue, a file, a profile of the emulator.
	Name string
	// Path says that Name is a file of the system.
	Path   bool
	Serial Serial        // for scheme serial
	Dial   time.Duration // tcp: longest time to connect
}

// String returns the URI without its options: it names the device in messages
// and journals.
func (u URI) String() string {
	if u.Scheme == "emulator" {
		return "emulator:" + u.Name
	}
	return u.Scheme + "://" + escape.Replace(u.Name)
}

// escape hides what Parse would read otherwise. All else stays as people type
// it.
var escape = strings.NewReplacer("%", "%25", "?", "%3F", " ", "%20")

// Parity of a serial line.
type Parity uint8

// Parities.
const (
	NoParity Parity = iota
	EvenParity
	OddParity
)

// Flow is who may stop the flow on a serial line, and how.
type Flow uint8

// Kinds of flow control.
const (
	XonXoff Flow = iota
	RtsCts
	DtrDsr
	NoFlow
)

// Serial is how a serial line is set.
type Serial struct {
	Baud     int
	DataBits int // 7 or 8
	StopBits int // 1 or 2
	Parity   Parity
	Flow     Flow
	// Packet says that bytes go in packets of Zebra's error detection protocol.
	Packet bool
}

// DefaultSerial is 9600 8N1 with XON/XOFF, the setting that label printers
// leave the works with.
var DefaultSerial = Serial{Baud: 9600, DataBits: 8, StopBits: 1, Flow: XonXoff}

// Bauds are the rates of ^SC.
var Bauds = []int{110, 300, 600, 1200, 2400, 4800, 9600, 14400, 19200, 28800, 38400, 57600, 115200, 230400, 460800, 921600}

const (
	defaultPort = "9100"
	defaultDial = 5 * time.Second
)

var schemes = []string{"usb", "serial", "tcp", "spool", "file", "emulator"}

// ErrURI is wrapped by every error of Parse.
var ErrURI = errors.New("not a printer's address")

func badURI(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrURI, fmt.Sprintf(format, args...))
}

// Parse reads a printer's address. Options that the scheme does not have are
// errors: a misspelt baud rate prints garbage.
func Parse(s string) (URI, error) {
	scheme, rest, ok := strings.Cut(s, ":")
	if !ok {
		return URI{}, badURI("no scheme, such as tcp:// or usb://")
	}
	u := URI{Scheme: strings.ToLower(scheme)}
	if !slices.Contains(schemes, u.Scheme) {
		return URI{}, badURI("scheme %q is none of %s", clip(scheme), strings.Join(schemes, ", "))
	}
	if u.Scheme == "emulator" {
		u.Name = rest
		if strings.Trim(rest, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
			return URI{}, badURI("a profile's name has small letters, digits and -")
		}
		return u, nil
	}
	if !strings.HasPrefix(rest, "//") {
		return URI{}, badURI("%s: needs two slashes", u.Scheme)
	}
	rest, query, _ := strings.Cut(rest[2:], "?")
	options, err := url.ParseQuery(query)
	if err != nil {
		return URI{}, badURI("options cannot be read")
	}
	name, err := url.PathUnescape(rest)
	if err != nil || name == "" || strings.ContainsFunc(name, func(r rune) bool { return r < ' ' || r == 0x7f }) {
		return URI{}, badURI("%s:// needs a name", u.Scheme)
	}
	u.Name, u.Path = name, strings.HasPrefix(name, "/")
	switch u.Scheme {
	case "tcp":
		err = u.network(options)
	case "serial":
		u.Serial, err = serialOptions(options)
		if !u.Path && !isCOM(name) {
			err = badURI("serial:// needs a device file such as /dev/ttyUSB0, or COM3")
		}
	case "file":
		if !u.Path {
			err = badURI("file:// needs a whole path: three slashes")
		}
	}
	if err != nil {
		return URI{}, err
	}
	for key := range options {
		return URI{}, badURI("%s:// has no option %q", u.Scheme, clip(key))
	}
	return u, nil
}

// isCOM reports whether name is a serial port of Windows.
func isCOM(name string) bool {
	upper := strings.ToUpper(name)
	n, err := strconv.Atoi(strings.TrimPrefix(upper, "COM"))
	return strings.HasPrefix(upper, "COM") && err == nil && n > 0
}

func (u *URI) network(options url.Values) error {
	host, port, err := net.SplitHostPort(u.Name)
	if err != nil {
		host, port = strings.Trim(u.Name, "[]"), defaultPort
	}
	n, err := strconv.ParseUint(port, 10, 16)
	if host == "" || strings.ContainsAny(host, "/@ []") || err != nil || n == 0 {
		return badURI("tcp:// needs a host and a port from 1 to 65535")
	}
	u.Name, u.Path, u.Dial = net.JoinHostPort(host, port), false, defaultDial
	if v, ok := take(options, "timeout"); ok {
		d, err := time.ParseDuration(v)
		if err != nil || d <= 0 {
			return badURI("timeout must be a time such as 5s")
		}
		u.Dial = d
	}
	return nil
}

func serialOptions(options url.Values) (Serial, error) {
	s := DefaultSerial
	choose := func(key string, into func(string) bool, want string) error {
		if v, ok := take(options, key); ok && !into(strings.ToLower(v)) {
			return badURI("%s must be %s", key, want)
		}
		return nil
	}
	number := func(to *int, of ...int) func(string) bool {
		return func(v string) bool {
			n, err := strconv.Atoi(v)
			*to = n
			return err == nil && slices.Contains(of, n)
		}
	}
	packet := ""
	err := errors.Join(
		choose("baud", number(&s.Baud, Bauds...), "a rate such as 9600 or 115200"),
		choose("data", number(&s.DataBits, 7, 8), "7 or 8"),
		choose("stop", number(&s.StopBits, 1, 2), "1 or 2"),
		choose("parity", oneOf(&s.Parity, map[string]Parity{"none": NoParity, "even": EvenParity, "odd": OddParity}), "none, even or odd"),
		choose("flow", oneOf(&s.Flow, map[string]Flow{"xonxoff": XonXoff, "rtscts": RtsCts, "dtrdsr": DtrDsr, "none": NoFlow}), "xonxoff, rtscts, dtrdsr or none"),
		choose("framing", oneOf(&packet, map[string]string{"packet": "packet", "none": ""}), "packet or none"),
	)
	s.Packet = packet != ""
	return s, err
}

func oneOf[T any](to *T, of map[string]T) func(string) bool {
	return func(v string) bool {
		value, ok := of[v]
		*to = value
		return ok
	}
}

// take removes an option and returns its last value.
func take(options url.Values, key string) (string, bool) {
	v, ok := options[key]
	if !ok {
		return "", false
	}
	delete(options, key)
	return v[len(v)-1], true
}

// clip keeps a slip of the clipboard from filling a message.
func clip(s string) string {
	const most = 20
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}
