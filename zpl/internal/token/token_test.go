package token

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// cut lists commands as "name args|data", with marks for cut and short ones.
func cut(s *Scanner) []string {
	var out []string
	for {
		c, ok := s.Next()
		if !ok {
			return out
		}
		line := c.Name + " " + string(c.Args)
		if c.Data != nil {
			line += "|" + string(c.Data)
		}
		if c.Cut {
			line += " (cut)"
		}
		if c.Short {
			line += " (short)"
		}
		out = append(out, line)
	}
}

func TestCommands(t *testing.T) {
	tests := []struct {
		name, in string
		want     []string
	}{
		{"label", "^XA^FO1,2^A0N,30^FDhi there^FS\r\n^XZ\n", []string{"^XA ", "^FO 1,2", "^A0 N,30", "^FD hi there", "^FS ", " \r\n", "^XZ ", " \n"}},
		{"lower case", "^xa^fdx", []string{"^XA ", "^FD x"}},
		{"before the first", "\xef\xbb\xbf10CT\r\n\x1b##\x00\x00^XA", []string{" \xef\xbb\xbf10CT\r\n\x1b##\x00\x00", "^XA "}},
		{"driver's head", "\x10CT~~CD,~CC^~CT~^XA", []string{"~CT ~", "~CD ,", "~CC ^", "~CT ~", "^XA "}},
		{"control forms", "\x1eXA\x1eFO1\x1f2\x10HS\x1eFDa\x1e\x1e \x10\x1eXZ", []string{"^XA ", "^FO 1\x1f2", "~HS ", "^FD a\x1e\x1e \x10", "^XZ "}},
		{"changed prefixes", "^XA^CC!!CT#!CD;!FO1;2!FD^~,#HS!CC^^FDx", []string{"^XA ", "^CC !", "^CT #", "^CD ;", "^FO 1;2", "^FD ^~,", "~HS ", "^CC ^", "^FD x"}},
		{"immediate inside a field", "^FDab~HScd^FS", []string{"^FD ab", "~HS ", " cd", "^FS "}},
		{"query ends by itself", "~HQESx~HQ^XA", []string{"~HQ ES", " x", "~HQ ", "^XA "}},
		{"prefix within a name", "^F^FDx^^~", []string{"^F ", "^FD x", "^ ", "^ ", "~  (short)"}},
		{"binary graphic", "^GFB,4,4,1,^~\n,^FS", []string{"^GF B,4,4,1,|^~\n,", "^FS "}},
		{"binary graphic, changed", "^CD;^GFb; 4 ;4;1;^~\n,^FS", []string{"^CD ;", "^GF b; 4 ;4;1;|^~\n,", "^FS "}},
		{"binary graphic ends early", "^GFB,400,4,1,^~", []string{"^GF B,400,4,1,|^~ (short)"}},
		{"binary graphic without a count", "^GFB,,4,1,ab^FS", []string{"^GF B,,4,1,ab", "^FS "}},
		{"binary graphic without data", "^GFB,4^FS", []string{"^GF B,4", "^FS "}},
		{"text graphic", "^GFA,4,4,1,FF^FS", []string{"^GF A,4,4,1,FF", "^FS "}},
		{"binary download", "~DYR:X,B,T,3,,^^^^XA", []string{"~DY R:X,B,T,3,,|^^^", "^XA "}},
		{"PNG as it is", "~DYR:X,P,P,6,,\x89PNG^~^XA", []string{"~DY R:X,P,P,6,,|\x89PNG^~", "^XA "}},
		{"PNG in hex", "~DYR:X,P,P,6,,8950^XA", []string{"~DY R:X,P,P,6,,8950", "^XA "}},
		{"change at the end", "^CC", []string{"^CC  (short)"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, step := range []int{0, 1, 2, 7} {
				s := &Scanner{Controls: true}
				if diff := cmp.Diff(tt.want, inPieces(s, []byte(tt.in), step)); diff != "" {
					t.Errorf("in pieces of %d:\n%s", step, diff)
				}
			}
		})
	}
}

// inPieces cuts a stream that comes in pieces of step bytes; 0: whole.
func inPieces(s *Scanner, in []byte, step int) []string {
	if step == 0 {
		s.Reset(in)
		return cut(s)
	}
	var out []string
	for len(in) > 0 {
		n := min(step, len(in))
		s.Feed(in[:n])
		in = in[n:]
		out = append(out, cut(s)...)
	}
	s.Close()
	return append(out, cut(s)...)
}

// A printer answers and prints when the command is there, not when the next
// one begins.
func TestAtOnce(t *testing.T) {
	for in, want := range map[string]string{
		"~HS":           "~HS ",
		"^XZ":           "^XZ ",
		"~HQES":         "~HQ ES",
		"^CC!":          "^CC !",
		"^FDabc":        "",
		"~SD1":          "",
		"^GFB,3,3,1,ab": "",
	} {
		s := &Scanner{}
		s.Feed([]byte(in))
		if got := strings.Join(cut(s), ";"); got != want {
			t.Errorf("%s: got %q, want %q", in, got, want)
		}
	}
}

func TestLimit(t *testing.T) {
	const in = "^FD123456789012345^FS^FD1234567^GFB,25,25,1,ABCDEFGHIJKLMNOPQRSTUVWXY^XZ"
	want := []string{"^FD 1234567 (cut)", " 89012345", "^FS ", "^FD 1234567", "^GF B,25,25,1,|A (cut)", " |BCDEFGHIJK", " |LMNOPQRSTU", " |VWXY", "^XZ "}
	for _, step := range []int{0, 1, 3, 11, 30} {
		s := &Scanner{Limit: 10}
		if diff := cmp.Diff(want, inPieces(s, []byte(in), step)); diff != "" {
			t.Errorf("in pieces of %d:\n%s", step, diff)
		}
	}
}

func TestMaxGraphic(t *testing.T) {
	s := New([]byte("^GFB,9,9,1,123456789^FS"))
	s.MaxGraphic = 5
	if diff := cmp.Diff([]string{"^GF B,9,9,1,|12345", " 6789", "^FS "}, cut(s)); diff != "" {
		t.Error(diff)
	}
}

func TestParams(t *testing.T) {
	c := Command{Args: []byte("1,2\x1f3,"), Data: []byte{}, Delim: ','}
	if got := fmt.Sprintf("%q", c.Params(-1)); got != `["1" "2" "3"]` {
		t.Error(got)
	}
	if got := fmt.Sprintf("%q", Command{Args: []byte("a,b,c"), Delim: ','}.Params(2)); got != `["a" "b,c"]` {
		t.Error(got)
	}
}

// FuzzScanner: the commands cover the stream, and do not depend on the pieces
// in which it comes.
func FuzzScanner(f *testing.F) {
	for _, s := range []string{
		"^XA^FO1,2^FDx^FS^XZ", "^CC!!FDx!CC", "\x10CT~~CD,~CC^~CT~", "^GFB,3,3,1,^^^^FS", "~DYR:A,B,G,2,1,ab~HS",
		"~DYE:A,P,P,9,,\x89PN", "\x1eFD\x1f", "^FD\x10", "~HQE^", "^GFB,99,1,1,abc",
	} {
		f.Add([]byte(s), uint8(1), uint8(0))
		f.Add([]byte(s), uint8(3), uint8(5))
	}
	f.Fuzz(func(t *testing.T, in []byte, step, limit uint8) {
		whole := &Scanner{Controls: true, Limit: int(limit)}
		whole.Reset(in)
		at := 0
		for {
			c, ok := whole.Next()
			if !ok {
				break
			}
			if c.Offset != int64(at) || c.Size < 1 {
				t.Fatalf("command of %d bytes at %d, want it at %d", c.Size, c.Offset, at)
			}
			if len(c.Args)+len(c.Data)+len(c.Name) > c.Size {
				t.Fatalf("%d bytes of a command of %d", len(c.Args)+len(c.Data)+len(c.Name), c.Size)
			}
			at += c.Size
		}
		if at != len(in) || whole.Waiting() != 0 {
			t.Fatalf("commands cover %d of %d bytes", at, len(in))
		}
		if step == 0 {
			return
		}
		whole.Reset(in)
		want := cut(whole)
		got := inPieces(&Scanner{Controls: true, Limit: int(limit)}, in, int(step))
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatal(diff)
		}
	})
}

func BenchmarkScanner(b *testing.B) {
	label := []byte("^XA^FO10,10^A0N,30,30^FDsome text^FS^FO1,1^GFA,800,800,10," + strings.Repeat("0F", 800) + "^FS^XZ\n")
	stream := []byte(strings.Repeat(string(label), 50))
	s := &Scanner{Controls: true}
	b.SetBytes(int64(len(stream)))
	b.ReportAllocs()
	for b.Loop() {
		s.Reset(stream)
		for {
			if _, ok := s.Next(); !ok {
				break
			}
		}
	}
}
