package emulator

import (
	"bytes"
	"testing"
	"time"
)

// FuzzPrinter gives a printer any bytes, in two pieces, on two links: nothing
// breaks, what it holds stays small, and it comes to an end.
func FuzzPrinter(f *testing.F) {
	for _, s := range []string{
		text("A") + "~HS~HQES~HI", "^XA^FO1,1^GFB,4,4,1,^~\n,^FS^XZ", "! U1 getvar \"odometer.total_label_count\"\r\n", "^XA^DFE:A^FN1^FS^XZ^XA^XFE:A^FN1^FDx^FS^XZ",
		"~DGR:A,8,1,FFFF^XA^XGA^FS^PQ99999999,2,3,Y^XZ", "^CC!!XA!SN1,1,Y!PQ9!XZ~JA~JX~JR~PP~PS~JP", "\x10HS\x1eXA\x1eXZ", "~DYE:A,P,P,9,,\x89PNG", "^XA^HH^HWE:*.*^HZA^HV1,9,a,b,L^XZ",
		"! U1 setvar \"alerts.add\" \"ALL MESSAGES,USB,Y,Y,,0,N,\"\r\n", "^XA^TOR:*,E:*^XZ^XA^ID*:*.*^XZ",
	} {
		f.Add([]byte(s), 3)
	}
	f.Fuzz(func(t *testing.T, data []byte, at int) {
		if len(data) > 4096 {
			return
		}
		at = max(0, min(at, len(data)))
		clock := newClock()
		o := Options{Profile: testProfile(), Clock: clock}
		o.Profile.Buffer, o.Profile.RAM, o.Profile.Flash = 1000, 5000, 5000
		p := New(o)
		defer p.Close()
		one, two := p.plug(overUSB, true), p.plug(overTCP, false)
		for _, part := range []struct {
			l *port
			b []byte
		}{{one, data[:at]}, {two, data[at:]}} {
			for range 50 {
				part.b = part.b[part.l.receive(part.b):]
				if s := p.State(); s.Buffer > 1000 || s.Buffer < 0 || s.Formats < 0 || s.Remaining < 0 || s.Total < 0 {
					t.Fatalf("%v", s)
				}
				clock.pass(10 * time.Second)
			}
		}
		if len(one.out) > mostReplies || len(two.out) > mostReplies || p.store.used('R') > 5000 || p.store.used('E') > 5000 {
			t.Error("too much is kept")
		}
		one.unplug()
		if _, err := p.Do("power-off"); err != nil {
			t.Fatal(err)
		}
		if _, err := p.Do("power-on"); err != nil {
			t.Fatal(err)
		}
		if s := p.State(); s.Buffer != 0 || !s.Idle() {
			t.Errorf("after a power cut: %v", s)
		}
	})
}

// However the bytes arrive, the same labels come out.
func FuzzPieces(f *testing.F) {
	f.Add([]byte(text("A")+"\r\n"+text("B")), 5)
	f.Add([]byte("^XA^FO1,1^GFB,4,4,1,^~\n,^FS^XZ~HS"), 20)
	f.Fuzz(func(t *testing.T, data []byte, at int) {
		if len(data) > 1000 || bytes.Contains(bytes.ToUpper(data), []byte("~J")) || bytes.Contains(data, []byte("~P")) {
			return // the moment matters for these
		}
		at = max(0, min(at, len(data)))
		whole, parts := &scanner{pre: &prefixes{'^', '~', ','}, fresh: true}, &scanner{pre: &prefixes{'^', '~', ','}, fresh: true}
		a, b := flatten(whole, data), flatten(parts, data[:at])+flatten(parts, data[at:])
		if a != b {
			t.Errorf("%q\n%q", a, b)
		}
	})
}

// flatten writes what a scanner makes of data, so that the pieces do not show.
func flatten(s *scanner, data []byte) string {
	var out bytes.Buffer
	s.feed(data, func(g segment) {
		switch g.kind {
		case begins:
			out.WriteString("[" + g.name + ":")
		case continues:
			out.Write(g.raw)
		default:
			out.WriteString("]" + g.name + "<" + string(g.args) + ">")
		}
	})
	return out.String()
}
