package device

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestParse(t *testing.T) {
	line := func(change func(*Serial)) Serial {
		s := DefaultSerial
		change(&s)
		return s
	}
	for in, want := range map[string]URI{
		"usb://42J171300123":          {Scheme: "usb", Name: "42J171300123"},
		"usb:///dev/usb/lp0":          {Scheme: "usb", Name: "/dev/usb/lp0", Path: true},
		"tcp://192.168.1.40":          {Scheme: "tcp", Name: "192.168.1.40:9100", Dial: 5 * time.Second},
		"TCP://printer-3:6101":        {Scheme: "tcp", Name: "printer-3:6101", Dial: 5 * time.Second},
		"tcp://[fe80::1]:9100":        {Scheme: "tcp", Name: "[fe80::1]:9100", Dial: 5 * time.Second},
		"tcp://printer?timeout=300ms": {Scheme: "tcp", Name: "printer:9100", Dial: 300 * time.Millisecond},
		"serial:///dev/ttyUSB0":       {Scheme: "serial", Name: "/dev/ttyUSB0", Path: true, Serial: DefaultSerial},
		"serial://COM3":               {Scheme: "serial", Name: "COM3", Serial: DefaultSerial},
		"serial:///dev/ttyS0?baud=115200&flow=rtscts&parity=even&data=7&stop=2": {Scheme: "serial", Name: "/dev/ttyS0", Path: true,
			Serial: Serial{Baud: 115200, DataBits: 7, StopBits: 2, Parity: EvenParity, Flow: RtsCts}},
		"serial:///dev/ttyS0?framing=packet": {Scheme: "serial", Name: "/dev/ttyS0", Path: true, Serial: line(func(s *Serial) { s.Packet = true })},
		"spool://Zebra%20GK888":              {Scheme: "spool", Name: "Zebra GK888"},
		"file:///tmp/labels.zpl":             {Scheme: "file", Name: "/tmp/labels.zpl", Path: true},
		"emulator:":                          {Scheme: "emulator"},
		"emulator:silent-clone":              {Scheme: "emulator", Name: "silent-clone"},
	} {
		got, err := Parse(in)
		if err != nil {
			t.Errorf("%s: %v", in, err)
			continue
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", in, diff)
		}
	}
}

func TestParseErrors(t *testing.T) {
	for in, want := range map[string]string{
		"":                                "no scheme",
		"lp0":                             "no scheme",
		"http://x":                        `"http" is none of`,
		"tcp:host":                        "two slashes",
		"tcp://":                          "needs a name",
		"tcp://h:0":                       "port",
		"tcp://h:99999":                   "port",
		"tcp://h?baud=9600":               `no option "baud"`,
		"tcp://h?timeout=x":               "timeout",
		"serial:///dev/ttyS0?baud=9601":   "baud",
		"serial:///dev/ttyS0?flow=xon":    "flow",
		"serial:///dev/ttyS0?speed=9600":  `no option "speed"`,
		"serial://ttyUSB0":                "device file",
		"file://x":                        "three slashes",
		"usb://%zz":                       "needs a name",
		"usb://a%00b":                     "needs a name",
		"emulator:../x":                   "profile",
		strings.Repeat("x", 999) + "://h": "…",
	} {
		_, err := Parse(in)
		if !errors.Is(err, ErrURI) || !strings.Contains(err.Error(), want) {
			t.Errorf("%.40s: %v", in, err)
		}
	}
}

// FuzzParse checks that what is taken names the same device when read again.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"usb://42J", "usb:///dev/usb/lp0", "tcp://[::1]:9100", "serial:///dev/ttyS0?baud=300", "spool://a b", "emulator:x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		u, err := Parse(s)
		if err != nil {
			if len(err.Error()) > 300 {
				t.Errorf("message of %d bytes", len(err.Error()))
			}
			return
		}
		again, err := Parse(u.String())
		if err != nil {
			t.Fatalf("%q is not read again: %v", u.String(), err)
		}
		if again.String() != u.String() || again.Scheme != u.Scheme || again.Name != u.Name || again.Path != u.Path {
			t.Errorf("%q becomes %q", u.String(), again.String())
		}
	})
}
