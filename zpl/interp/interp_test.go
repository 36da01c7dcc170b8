package interp

import (
	"fmt"
	"strings"
	"testing"

	"waybill/internal/bitmap"
)

// result is what a job gave.
type result struct {
	labels      []*bitmap.Bitmap
	copies      []int
	fields      [][]Field
	diagnostics []Diagnostic
	queries     []string
	err         error
}

func run(o Options, zpl string) *result {
	r := &result{}
	r.err = New(o, r.handler()).Run([]byte(zpl))
	return r
}

func (r *result) handler() Handler {
	return Handler{
		Label: func(l *Label) error {
			r.labels = append(r.labels, l.Take())
			r.copies = append(r.copies, l.Copies)
			r.fields = append(r.fields, append([]Field(nil), l.Fields...))
			return nil
		},
		Diagnostic: func(d Diagnostic) { r.diagnostics = append(r.diagnostics, d) },
		Query:      func(name string, args []byte) { r.queries = append(r.queries, name+string(args)) },
	}
}

// said joins what was said: "offset command severity".
func (r *result) said() string {
	var b strings.Builder
	for _, d := range r.diagnostics {
		fmt.Fprintf(&b, "%d %s %s\n", d.Offset, d.Command, d.Severity)
	}
	return b.String()
}

// picture writes a bitmap as lines of # and . with trailing blanks cut.
func picture(b *bitmap.Bitmap) string {
	var out strings.Builder
	for y := range b.H {
		line := make([]byte, b.W)
		for x := range b.W {
			line[x] = '.'
			if b.At(x, y) {
				line[x] = '#'
			}
		}
		out.WriteString(strings.TrimRight(string(line), ".") + "\n")
	}
	return strings.TrimRight(out.String(), "\n")
}

// tiny is a label of 12 by 8 dots.
var tiny = Options{Width: 12, Height: 8, Fields: true}

// drawnAs runs one label and compares its picture, without saying anything.
func drawnAs(t *testing.T, zpl string, want ...string) {
	t.Helper()
	r := run(tiny, zpl)
	if r.err != nil || len(r.labels) != 1 {
		t.Fatalf("%s: %d labels, error %v", zpl, len(r.labels), r.err)
	}
	if len(r.diagnostics) > 0 {
		t.Errorf("%s: %v", zpl, r.diagnostics)
	}
	if got, want := picture(r.labels[0]), strings.TrimRight(strings.Join(want, "\n"), "\n"); got != want {
		t.Errorf("%s: got\n%s\nwant\n%s", zpl, got, want)
	}
}

func TestShapes(t *testing.T) {
	drawnAs(t, "^XA^FO1,1^GB5,4,1^FS^XZ", "", ".#####", ".#...#", ".#...#", ".#####")
	drawnAs(t, "^XA^FO1,1^GB5,4,2^FS^XZ", "", ".#####", ".#####", ".#####", ".#####")
	drawnAs(t, "^XA^FO0,0^GB5,0,2^FS^XZ", "#####", "#####")
	drawnAs(t, "^XA^FO0,0^GB0,3,1^FS^XZ", "#", "#", "#")
	drawnAs(t, "^XA^FO0,0^GB^FS^XZ", "#")
	// Over the edge, which is said.
	if r := run(tiny, "^XA^FO10,7^GB5,4,1^FS^XZ"); len(r.labels) != 1 || picture(r.labels[0]) != strings.Repeat("\n", 7)+"..........##" {
		t.Errorf("over the edge: %d labels", len(r.labels))
	}
	drawnAs(t, "^XA^FO0,0^GB7,7,7^FS^FO1,1^GB3,3,3,W^FS^XZ", "#######", "#...###", "#...###", "#...###", "#######", "#######", "#######")
	drawnAs(t, "^XA^FT2,5^GB3,2,1^FS^XZ", "", "", "", "..###", "..###")
	drawnAs(t, "^XA^FO8,1,1^GB3,2,1^FS^XZ", "", ".....###", ".....###")
	drawnAs(t, "^XA^FO0,0^GC7,1^FS^XZ", "..###", ".#...#", "#.....#", "#.....#", "#.....#", ".#...#", "..###")
	drawnAs(t, "^XA^FO0,0^GC7,9^FS^XZ", "..###", ".#####", "#######", "#######", "#######", ".#####", "..###")
	drawnAs(t, "^XA^FO0,0^GE12,6,1^FS^XZ", "...######", ".##......##", "#..........#", "#..........#", ".##......##", "...######")
	drawnAs(t, "^XA^FO0,0^GB8,8,1,B,8^FS^XZ", "..####", ".#....#", "#......#", "#......#", "#......#", "#......#", ".#....#", "..####")
	drawnAs(t, "^XA^FO0,0^GD6,3,2,B,L^FS^XZ", ".##", "...##", ".....##")
	drawnAs(t, "^XA^FO0,0^GD6,3,2^FS^XZ", ".....##", "...##", ".##")
}

func TestReverse(t *testing.T) {
	box := "^FO0,0^GB6,3,3^FS"
	drawnAs(t, "^XA"+box+"^FO4,1^FR^GB4,1,1^FS^XZ", "######", "####..##", "######")
	drawnAs(t, "^XA"+box+"^FO4,1^GB4,1,1^FR^FS^XZ", "######", "####..##", "######")
	drawnAs(t, "^XA"+box+"^FO4,1^GB4,1,1^FS^XZ", "######", "########", "######")
	drawnAs(t, "^XA^LRY"+box+"^FO4,1^GB4,1,1^FS^LRN^XZ", "######", "####..##", "######")
	drawnAs(t, "^XA"+box+"^FO1,1^FR^GFA,1,1,1,A0^FS^XZ", "######", "#.#.##", "######")
}

func TestPlaces(t *testing.T) {
	dot := "^GB1,1,1^FS"
	drawnAs(t, "^XA^LH2,3^FO1,1"+dot+"^XZ", "", "", "", "", "...#")
	drawnAs(t, "^XA^LS1^LT2^FO1,1"+dot+"^XZ", "", "", "", "#")
	drawnAs(t, "^XA^PMY^FO1,1"+dot+"^XZ", "", "..........#")
	drawnAs(t, "^XA^POI^FO1,1"+dot+"^XZ", "", "", "", "", "", "", "..........#")
	drawnAs(t, "^XA^POI^PMY^FO1,1"+dot+"^XZ", "", "", "", "", "", "", ".#")
	drawnAs(t, "^XA^MUM,^FO.5,.25^GB.25,.25,.25^FS^XZ", "", "", "....##", "....##")
	drawnAs(t, "^XA^MUD,150,300^FO1,1"+dot+"^XZ", "", "", "..##", "..##")
	drawnAs(t, "^XA^JMB^FO1,1"+dot+"^XZ", "", "", "..##", "..##")
	drawnAs(t, "^XA^FO1"+dot+"^FO,1"+dot+"^XZ", ".#", "#")
	drawnAs(t, "^XA"+dot+"^XZ", "#")
}

func TestSizes(t *testing.T) {
	r := run(tiny, "^XA^PW20^LL4^FO0,0^GB2,1,1^FS^XZ^XA^FO0,0^GB1,1,1^FS^XZ^XA^FO0,0^GB1,1,1^FS^LL9^XZ")
	if len(r.labels) != 3 {
		t.Fatalf("%d labels", len(r.labels))
	}
	for i, want := range []int{4, 4, 9} {
		if b := r.labels[i]; b.W != 20 || b.H != want {
			t.Errorf("label %d is %dx%d", i, b.W, b.H)
		}
		if !r.labels[i].At(0, 0) {
			t.Errorf("label %d lost its dot", i)
		}
	}
	o := tiny
	o.FixedSize = true
	if b := run(o, "^XA^PW20^LL4^FO0,0^GB2,1,1^FS^XZ").labels[0]; b.W != 12 || b.H != 8 {
		t.Errorf("fixed size became %dx%d", b.W, b.H)
	}
}

func TestFormats(t *testing.T) {
	dot := "^FO1,0^GB1,1,1^FS"
	tests := []struct {
		name, zpl string
		labels    int
		said      string
	}{
		{"nothing", "", 0, ""},
		{"one", "^XA" + dot + "^XZ", 1, ""},
		{"settings only", "^XA^CI28^PW10^XZ", 0, ""},
		{"empty", "^XA^XZ", 0, ""},
		{"no end", "^XA" + dot, 1, "0 ^XA warning\n"},
		{"second beginning", "^XA" + dot + "^XA" + dot + "^XZ", 2, "0 ^XA warning\n"},
		{"end only", "^XZ", 0, "0 ^XZ note\n"},
		{"outside", dot, 0, "0 ^FO warning\n6 ^GB warning\n"},
		{"junk before", "\xef\xbb\xbfjunk\r\n^XA" + dot + "^XZ", 1, ""},
		{"text between", "^XA" + dot + "text\n^XZ\n", 1, "20  note\n"},
		{"no separator", "^XA^FO1,0^GB1,1,1" + dot + "^XZ", 1, "17 ^FO warning\n"},
		{"no separator at the end", "^XA^FO1,0^GB1,1,1^XZ", 1, "9 ^GB warning\n"},
		{"unknown", "^XA^QQ1" + dot + "^XZ", 1, "3 ^QQ warning\n"},
		{"setup", "^XA^MMT^MNY~SD15^PR4~TA000~JSN^LT0^MTT^JUS^XB^XZ", 0, ""},
		{"query", "~HS^XA^HH^XZ", 0, "0 ~HS note\n6 ^HH note\n"},
		{"cancelled", "^XA" + dot + "~JA^XZ", 0, "20 ~JA note\n23 ^XZ note\n"},
		{"bad number", "^XA^FOx,0^GB1,1,1^FS^XZ", 1, "3 ^FO warning\n"},
		{"out of range", "^XA^FO0,0^GB1,1,1,B,9^FS^XZ", 1, "9 ^GB warning\n"},
		{"bad letter", "^XA^FO0,0^GB1,1,1,Q^FS^XZ", 1, "9 ^GB warning\n"},
		{"changed prefix", "^XA^CC!!FO1,0!GB1,1,1!FS!XZ", 1, ""},
		{"changed delimiter", "^XA^CD;^FO1;0^GB1;1;1^FS^XZ", 1, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := run(tiny, tt.zpl)
			if len(r.labels) != tt.labels || r.said() != tt.said {
				t.Errorf("%d labels, want %d; said\n%swant\n%s", len(r.labels), tt.labels, r.said(), tt.said)
			}
		})
	}
}

func TestCopies(t *testing.T) {
	r := run(tiny, "^XA^FO0,0^GB1,1,1^FS^PQ7,2^XZ^XA^FO0,0^GB1,1,1^FS^XZ")
	if fmt.Sprint(r.copies) != "[7 1]" {
		t.Errorf("copies %v", r.copies)
	}
}

// A field drawn twice turns itself over: what is left shows what was drawn.
func TestMapClear(t *testing.T) {
	fixed, moving := "^FO0,0^GB2,1,1^FS", "^FO0,1^GB1,1,1^FS"
	r := run(tiny, "^XA^MCN"+fixed+"^XZ^XA"+moving+"^XZ^XA"+moving+"^XZ")
	var got []string
	for _, b := range r.labels {
		got = append(got, picture(b))
	}
	if want := "##|##\n#|\n#"; strings.Join(got, "|") != want {
		t.Errorf("got %q, want %q", strings.Join(got, "|"), want)
	}
}

func TestImages(t *testing.T) {
	drawnAs(t, "^XA^FO1,0^GB2,1,1^FS^ISR:A.GRF,N^XZ^XA^ILR:A.GRF^FO0,1^GB1,1,1^FS^XZ", ".##", "#")
	drawnAs(t, "^XA^FO1,0^GB2,1,1^FS^ISR:A.GRF,N^XZ^XA^FO2,1^IMA.GRF^FS^XZ", "", "...##")
	drawnAs(t, "^XA^FO1,0^GB2,1,1^FS^ISR:A,Y^FS^XZ^XA^IDR:*.GRF^XZ", ".##")
	r := run(tiny, "^XA^FO1,0^GB2,1,1^FS^ISR:A,N^XZ^XA^IDR:*.GRF^XZ^XA^FO0,0^XGR:A.GRF^FS^XZ")
	if !strings.HasSuffix(r.said(), "^XG error\n") {
		t.Errorf("deleted, yet said %q", r.said())
	}
}
