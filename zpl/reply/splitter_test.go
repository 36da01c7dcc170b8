package reply

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// all returns every piece that is whole.
func all(s *Splitter) (list []Piece) {
	for {
		p, ok := s.Next()
		if !ok {
			return list
		}
		list = append(list, p)
	}
}

var mixed = []byte("\x00noise\r\n\x02" + status1 + "\x03\r\nALERT: PAUSED [1] [2]\r\n\x02" + status2 + "\x03\r\n\"7336\"\"?\"" +
	"\x02cut off\x02" + status3 + "\x03<?xml?><ZEBRA-ELTRON-PERSONALITY>\r\n\"</ZEBRA-ELTRON-PERSONALITY>tail")

func mixedPieces() []Piece {
	return []Piece{
		{Line, []byte("noise")}, {Frame, []byte(status1)}, {Line, []byte("ALERT: PAUSED [1] [2]")},
		{Frame, []byte(status2)}, {Value, []byte("7336")}, {Value, []byte("?")}, {Frame, []byte(status3)},
		{XML, []byte("<?xml?><ZEBRA-ELTRON-PERSONALITY>\r\n\"</ZEBRA-ELTRON-PERSONALITY>")},
	}
}

func TestSplitterWhole(t *testing.T) {
	var s Splitter
	s.Write(mixed)
	if diff := cmp.Diff(mixedPieces(), all(&s)); diff != "" {
		t.Error(diff)
	}
	if p, ok := s.Flush(); !ok || string(p.Data) != "tail" {
		t.Errorf("the rest is %q, %v", p.Data, ok)
	}
	if _, ok := s.Flush(); ok {
		t.Error("the rest came twice")
	}
}

// Replies arrive in pieces of any size; what they say must not depend on it.
func TestSplitterByteByByte(t *testing.T) {
	var s Splitter
	var got []Piece
	for i := range mixed {
		s.Write(mixed[i : i+1])
		got = append(got, all(&s)...)
	}
	if diff := cmp.Diff(mixedPieces(), got); diff != "" {
		t.Error(diff)
	}
}

func TestSplitterKeepsLittle(t *testing.T) {
	var s Splitter
	chunk := bytes.Repeat([]byte("x"), 64<<10)
	for range 40 {
		s.Write(chunk)
		if p, ok := s.Next(); ok {
			t.Fatalf("a piece of %d bytes without end", len(p.Data))
		}
		if len(s.buf) > MaxPiece+len(chunk) {
			t.Fatalf("%d bytes kept", len(s.buf))
		}
	}
	if s.Dropped() == 0 {
		t.Error("nothing was dropped")
	}
	s.Write([]byte("\r\n\x02" + status1 + "\x03"))
	pieces := all(&s)
	if last := pieces[len(pieces)-1]; last.Kind != Frame || string(last.Data) != status1 {
		t.Errorf("after noise: %v", last)
	}
}

// FuzzSplitter checks that cutting does not depend on how the bytes arrive.
func FuzzSplitter(f *testing.F) {
	f.Add(mixed, 3)
	f.Add([]byte("\x02\x02\x03\"\x02"), 1)
	f.Fuzz(func(t *testing.T, data []byte, at int) {
		if len(data) > 4096 {
			return
		}
		at = max(0, min(at, len(data)))
		var one, two Splitter
		one.Write(data)
		whole := all(&one)
		two.Write(data[:at])
		parts := all(&two)
		two.Write(data[at:])
		parts = append(parts, all(&two)...)
		if diff := cmp.Diff(whole, parts); diff != "" {
			t.Error(diff)
		}
	})
}

// FuzzParse runs every parser on any bytes, as they come from printers and
// from what is no printer at all.
func FuzzParse(f *testing.F) {
	for _, s := range []string{status1, status2, status3, "ZD410-200dpi,V84.20.18Z,8,8192KB", "1024,0780,0512",
		"DIR E: \r\n* A.TTF 12 P\r\n-12 bytes free", "ERRORS: 1 00000000 00000005", "  20.0  DARKNESS",
		"TOTAL NONRESETTABLE: 8560 \"", "<A><STATUS><PAUSE>Y</PAUSE></STATUS></A>", "MFG:Z;CMD:ZPL;", "ALERT: PAUSED [1] [2]"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if h, err := ParseHostStatus(data); err == nil && (h.Remaining < 0 || h.Formats < 0) {
			t.Error("negative count")
		}
		HostStatusPart(data)
		ParseIdentity(data)
		ParseMemory(data)
		if s, err := ParseExtendedStatus(data); err == nil && (s.Errors == 0) != (s.Errors.String() == "none") {
			t.Error("an error without a name")
		}
		if c, err := ParseConfiguration(data); err == nil {
			c.PrintWidth()
			c.LabelsPrinted()
		}
		if d, err := ParseDirectory(data); err == nil {
			for _, o := range d.Objects {
				if !d.Has(o.Name) {
					t.Error("an object that is listed is not there")
				}
			}
		}
		ParseMeters(data)
		ParsePersonality(data)
		ParseDeviceID(data)
		ParseAlert(data)
	})
}
