package interp

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
)

// shows runs a job and joins the texts of its labels: fields by blanks, labels
// by bars.
func shows(t *testing.T, zpl string) string {
	t.Helper()
	r := run(tiny, zpl)
	if r.err != nil {
		t.Fatal(r.err)
	}
	var labels []string
	for i := range r.labels {
		labels = append(labels, strings.Join(texts(r, i), " "))
	}
	return strings.Join(labels, "|")
}

func TestStoredFormats(t *testing.T) {
	const form = "^XA^DFR:F.ZPL^FS^FO1,1^FN1^FS^FO1,1^FN2^FDtwo^FS^FO1,1^FDfix^FS^XZ"
	for _, tt := range []struct{ name, zpl, want string }{
		{"stored only", form, ""},
		{"filled", form + "^XA^XFR:F.ZPL^FS^FN1^FDone^FS^XZ", "one two fix"},
		{"default replaced", form + "^XA^XFR:F.ZPL^FS^FN1^FDone^FS^FN2^FDzwei^FS^XZ", "one zwei fix"},
		{"any drive, no extension", form + "^XA^XFf^FS^FN1^FDone^FS^XZ", "one two fix"},
		{"not filled", form + "^XA^XFR:F.ZPL^FS^XZ", "two fix"},
		{"filled before", form + "^XA^FN1^FDone^FS^XFR:F.ZPL^FS^XZ", "one two fix"},
		{"twice", form + "^XA^XFR:F.ZPL^FS^FN1^FDa^FS^XZ^XA^XFR:F.ZPL^FS^FN1^FDb^FS^XZ", "a two fix|b two fix"},
		{"in hex", form + "^XA^CI28^XFR:F.ZPL^FS^FN1^FH^FD_41^FS^XZ", "A two fix"},
		{"beside fields", form + "^XA^XFR:F.ZPL^FS^FO1,1^FDown^FS^XZ", "two fix own"},
		{"one number twice", "^XA^DFF^FS^FO1,1^FN1^FS^FO1,1^FN1^FS^XZ^XA^XFF^FS^FN1^FDx^FS^XZ", "x x"},
		{"data of a field fill the others", "^XA^FO1,1^FN3^FDx^FS^FO1,1^FN3^FS^XZ", "x x"},
		{"prompt", `^XA^FO1,1^FN1"Name"^FDx^FS^XZ`, "x"},
		{"deleted", form + "^XA^IDR:F.*^FS^XZ^XA^XFR:F.ZPL^FS^FO1,1^FDx^FS^XZ", "x"},
		{"formats erased", form + "^XA^EF^XZ^XA^XFR:F.ZPL^FS^FO1,1^FDx^FS^XZ", "x"},
		{"in a format", form + "^XA^DFG^FS^XFF^FS^FO1,1^FDg^FS^XZ^XA^XFG^FS^FN1^FD1^FS^XZ", "1 two fix g"},
		{"copied", form + "^XA^TOR:F.ZPL,E:G.ZPL^FS^IDR:F.ZPL^XZ^XA^XFE:G.ZPL^FS^XZ", "two fix"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := shows(t, tt.zpl); got != tt.want {
				t.Errorf("shows %q, want %q", got, tt.want)
			}
		})
	}
}

func TestRecursion(t *testing.T) {
	r := run(tiny, "^XA^DFA^FS^FO1,1^FDx^FS^XFB^FS^XZ^XA^DFB^FS^XFA^FS^XFA^FS^XZ^XA^XFA^FS^XZ")
	if len(r.labels) != 1 || !strings.Contains(fmt.Sprint(r.diagnostics), "deep") {
		t.Errorf("%d labels, said %d things", len(r.labels), len(r.diagnostics))
	}
	var deep strings.Builder
	for i := range 7 {
		fmt.Fprintf(&deep, "^XA^DFF%d^FS%s^XZ", i, strings.Repeat(fmt.Sprintf("^XFF%d^FS", i+1), 200))
	}
	o := tiny
	o.Limits = Limits{Work: 1 << 24, WorkPerByte: 1}
	if r := run(o, deep.String()+"^XA^XFF0^FS^XZ"); !errors.Is(r.err, ErrLimit) {
		t.Errorf("error %v", r.err)
	}
}

func TestSerial(t *testing.T) {
	for _, tt := range []struct{ zpl, want string }{
		{"^FO1,1^SN001,1,Y^FS^PQ3", "001|002|003"},
		{"^FO1,1^SN001,1,N^FS^PQ3", "1|2|3"},
		{"^FO1,1^SN^FS^PQ2", "1|2"},
		{"^FO1,1^SNA98B,1,Y^FS^PQ3", "A98B|A99B|A00B"},
		{"^FO1,1^SN10,-5,Y^FS^PQ4", "10|05|00|95"},
		{"^FO1,1^SN5,1,Y^FS^PQ4,0,2", "5|6"},
		{"^FO1,1^SN5,1,Y^FS^FO1,1^FDx^FS^PQ2", "5 x|6 x"},
		{"^PQ2^FO1,1^SNnone,1,Y^FS", "none|none"},
		{"^FO1,1^FD18Z^SFddA,1^FS^PQ3", "18Z|18Z|18Z"},
		{"^FO1,1^FD18^SFdd,1^FS^PQ3", "18|19|20"},
		{"^FO1,1^FD9E^SFhh^FS^PQ3", "9E|9F|A0"},
		{"^FO1,1^FDAZ^SFAA,B^FS^PQ2", "AZ|BA"},
		{"^FO1,1^FD1x9^SFd%d,1^FS^PQ2", "1x9|2x0"},
		{"^FO1,1^FD99^SFdd,1^FS^PQ2", "99|00"},
	} {
		if got := shows(t, "^XA"+tt.zpl+"^XZ"); got != tt.want {
			t.Errorf("%s shows %q, want %q", tt.zpl, got, tt.want)
		}
	}
	r := run(tiny, "^XA^FO1,1^SN5,1,Y^FS^PQ5,0,2^XZ")
	if fmt.Sprint(r.copies) != "[2 2 1]" {
		t.Errorf("copies %v", r.copies)
	}
	// Numbers go on in another label of the same job only if that says so.
	if got := shows(t, "^XA^DFF^FS^FO1,1^FN1^FS^XZ^XA^XFF^FS^FN1^SN07,1,Y^FS^PQ2^XZ"); got != "07|08" {
		t.Errorf("recalled: %q", got)
	}
}

// What is said once is not said for every copy.
func TestCopiesSayNothingAgain(t *testing.T) {
	r := run(tiny, "^XA^QQ^FO1,1^SN1,1,Y^FS^PQ5^XZ")
	n := 0
	for _, d := range r.diagnostics {
		if d.Command == "^QQ" {
			n++
		}
	}
	if n != 1 || len(r.labels) != 5 {
		t.Errorf("said %d times over %d labels", n, len(r.labels))
	}
}

func TestDownloads(t *testing.T) {
	drawnAs(t, "~DGR:A.GRF,2,1,A0C0^XA^FO1,1^XGR:A.GRF^FS^XZ", "", ".#.#", ".##")
	drawnAs(t, "~DGR:A.GRF,2,1,A0C0^XA^FO1,1^XGA,2,2^FS^XZ", "", ".##..##", ".##..##", ".####", ".####")
	drawnAs(t, "^XA~DGR:A.GRF,2,1,A0C0^FO1,1^IMR:A.GRF^FS^XZ", "", ".#.#", ".##")
	drawnAs(t, "~DYE:A,B,G,2,1,\xa0\xc0^XA^FO1,1^XGE:A.GRF^FS^XZ", "", ".#.#", ".##")
	drawnAs(t, "~DYE:A,A,G,2,1,A0C0~DGE:B.GRF,1,1,80^XA^FO1,1^XGE:A.GRF^FS^XZ", "", ".#.#", ".##")
	drawnAs(t, "^XA^FO1,1^GFB,2,2,1,\xa0\xc0^FS^XZ", "", ".#.#", ".##")
	r := run(tiny, "~DGR:A.GRF,2,1,A0C0~EG^XA^FO1,1^XGR:A.GRF^FS^FO0,0^GB1,1,1^FS^XZ")
	if picture(r.labels[0]) != "#" || len(r.diagnostics) != 1 {
		t.Errorf("after ~EG: %q, said %v", picture(r.labels[0]), r.diagnostics)
	}
}

func TestMemoryLimit(t *testing.T) {
	o := tiny
	o.Limits.ObjectBytes = 1000
	p := New(o, Handler{})
	for i := range 100 {
		if err := p.Run(fmt.Appendf(nil, "~DGR:A%d.GRF,100,10,%s", i, strings.Repeat("FF", 100))); err != nil {
			t.Fatal(err)
		}
		if p.mem.used > 1000 {
			t.Fatalf("%d bytes used", p.mem.used)
		}
	}
	if n := len(p.mem.objects); n == 0 || n > 9 {
		t.Errorf("%d objects", n)
	}
	// The same name again takes no more room; deleting gives it back.
	r := &result{}
	p = New(o, r.handler())
	for range 10 {
		if err := p.Run([]byte("~DGR:A.GRF,400,10," + strings.Repeat("FF", 400))); err != nil {
			t.Fatal(err)
		}
	}
	if err := p.Run([]byte("^XA^IDR:*.*^FS^XZ")); err != nil || p.mem.used != 0 || len(r.diagnostics) > 0 {
		t.Errorf("%d bytes used, said %v", p.mem.used, r.diagnostics)
	}
}

func TestLimits(t *testing.T) {
	o := tiny
	o.Limits = Limits{Labels: 3}
	r := run(o, "^XA^FO1,1^GB1,1,1^FS^PQ9^XZ^XA^FO1,1^GB1,1,1^FS^XZ")
	if !errors.Is(r.err, ErrLimit) || fmt.Sprint(r.copies) != "[3]" {
		t.Errorf("labels: %v, copies %v", r.err, r.copies)
	}
	o.Limits = Limits{Labels: 3}
	if r = run(o, "^XA^FO1,1^SN1^FS^PQ9^XZ"); !errors.Is(r.err, ErrLimit) || len(r.labels) != 3 {
		t.Errorf("serial labels: %v, %d", r.err, len(r.labels))
	}
	o.Limits = Limits{Diagnostics: 2}
	if r = run(o, "^XA^QA^QB^QC^QD^XZ"); len(r.diagnostics) != 3 || !strings.Contains(r.diagnostics[2].Message, "left out") {
		t.Errorf("diagnostics: %v", r.diagnostics)
	}
	o.Limits = Limits{Work: 100_000, WorkPerByte: 1}
	if r = run(o, strings.Repeat("^XA^FO1,1^GB1,1,1^FS^XZ", 1000)); !errors.Is(r.err, ErrLimit) || len(r.labels) == 0 || len(r.labels) == 1000 {
		t.Errorf("work: %v, %d labels", r.err, len(r.labels))
	}
	o.Limits = Limits{LabelDots: 1000}
	if r = run(o, "^XA^PW9000^LL9000^FO1,1^GB1,1,1^FS^XZ"); len(r.labels) != 1 || r.labels[0].W*r.labels[0].H > 1000 || len(r.diagnostics) == 0 {
		t.Errorf("label size: %v", r.diagnostics)
	}
	o.Limits = Limits{FormatBytes: 1000}
	if r = run(o, "^XA"+strings.Repeat("^FO1,1^GB1,1,1^FS", 100)+"^XZ"); len(r.labels) != 1 || len(r.diagnostics) != 1 {
		t.Errorf("format: %d labels, %v", len(r.labels), r.diagnostics)
	}
	o.Limits = Limits{CommandBytes: 100}
	r = run(o, "^XA^FO1,1^FD"+strings.Repeat("x", 1000)+"^FS^FO1,1^GB1,1,1^FS^XZ")
	if len(r.labels) != 1 || picture(r.labels[0]) != "\n.#" || len(r.diagnostics) != 1 {
		t.Errorf("command: %v", r.diagnostics)
	}
}

// A printer takes its stream in any pieces.
func TestFeed(t *testing.T) {
	const job = "~DGR:A.GRF,2,1,A0C0^XA^FO1,1^XGR:A.GRF^FS^XZ~HS^XA^FO1,1^GFB,2,2,1,^~^FS^XZ^XA^FO0,0^GB2,2,1^FS"
	want := run(tiny, job)
	for _, step := range []int{1, 2, 5, 1000} {
		got := &result{}
		p := New(tiny, got.handler())
		for rest := []byte(job); len(rest) > 0; {
			n := min(step, len(rest))
			piece := bytes.Clone(rest[:n])
			if err := p.Feed(piece); err != nil {
				t.Fatal(err)
			}
			clear(piece) // the caller's again
			rest = rest[n:]
		}
		if len(got.labels) != 2 {
			t.Errorf("in pieces of %d: %d labels before the end, want 2", step, len(got.labels))
		}
		if err := p.Close(); err != nil {
			t.Fatal(err)
		}
		if len(got.labels) != len(want.labels) || got.said() != want.said() || fmt.Sprint(got.queries) != "[~HS]" {
			t.Fatalf("in pieces of %d: %d labels, said %q, asked %q", step, len(got.labels), got.said(), got.queries)
		}
		for i := range want.labels {
			if !got.labels[i].Equal(want.labels[i]) {
				t.Errorf("in pieces of %d: label %d differs", step, i)
			}
		}
	}
}

// Settings and memory outlive a job, a reset ends them.
func TestJobs(t *testing.T) {
	r := &result{}
	p := New(tiny, r.handler())
	for _, job := range []string{
		"~DGR:A.GRF,1,1,80^XA^LH3,0^FO0,0^GB1,1,1^FS^XZ",
		"^XA^FO0,1^XGA^FS^XZ",
		"~JR^XA^FO0,0^GB1,1,1^FS^XZ",
		"^XA^FO0,0^XGA^FS^XZ",
	} {
		if err := p.Run([]byte(job)); err != nil {
			t.Fatal(err)
		}
	}
	var got []string
	for _, b := range r.labels {
		got = append(got, picture(b))
	}
	if want := "...#|\n...#|#|"; strings.Join(got, "|") != want {
		t.Errorf("got %q, want %q", strings.Join(got, "|"), want)
	}
}

// The caller's error ends the job.
func TestHandlerError(t *testing.T) {
	stop := errors.New("enough")
	n := 0
	p := New(tiny, Handler{Label: func(*Label) error { n++; return stop }})
	job := []byte(strings.Repeat("^XA^FO1,1^GB1,1,1^FS^XZ", 3))
	if err := p.Run(job); !errors.Is(err, stop) || n != 1 {
		t.Errorf("error %v after %d labels", err, n)
	}
	if err := p.Run(job); !errors.Is(err, stop) || n != 2 {
		t.Errorf("next job: error %v after %d labels", err, n)
	}
}
