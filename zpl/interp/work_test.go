package interp

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math/rand/v2"
	"path"
	"strings"
	"testing"
)

// ended runs a job and says how much of it was done when it ended at the limit.
func ended(t *testing.T, o Options, job string) (*Printer, *result) {
	t.Helper()
	r := &result{}
	p := New(o, r.handler())
	if r.err = p.Run([]byte(job)); !errors.Is(r.err, ErrLimit) {
		t.Fatalf("error %v, want %v", r.err, ErrLimit)
	}
	return p, r
}

// Deleting by a pattern looks at every object: what that costs is counted, so
// a job of little more than names ends.
func TestDeleteWork(t *testing.T) {
	t.Parallel()
	const objects, deletes = 10_000, 400
	var store strings.Builder
	for i := range objects {
		fmt.Fprintf(&store, "~DGR:A%06d,1,1,FF", i)
	}
	for name, command := range map[string]string{"pattern": "^IDR:*Z*Q.*", "formats": "^EF"} {
		t.Run(name, func(t *testing.T) {
			o := Options{Limits: Limits{Work: objects*commandWork + 1<<26, WorkPerByte: 1}}
			_, r := ended(t, o, store.String()+strings.Repeat(command, deletes))
			if n := len(r.diagnostics); n > 50 {
				t.Errorf("%d commands ran before the limit", n)
			}
		})
	}
	// What cannot be paid for is not begun.
	o := Options{Limits: Limits{Work: (objects+1)*commandWork + objects*visitWork/2, WorkPerByte: 1}}
	if p, _ := ended(t, o, store.String()+"~EG"); len(p.mem.objects) != objects {
		t.Errorf("%d objects are left, want all %d", len(p.mem.objects), objects)
	}
	// A name without * and ? is looked up, not searched for.
	o = Options{Limits: Limits{Work: (objects+deletes)*commandWork + 1<<26, WorkPerByte: 1}}
	if r := run(o, store.String()+strings.Repeat("^IDR:NONE.GRF", deletes)); r.err != nil {
		t.Errorf("deleting by name: %v", r.err)
	}
}

// A format that is stored again and again under other names is not counted
// anew, which would take its length each time.
func TestTransferSize(t *testing.T) {
	p := New(Options{}, Handler{})
	job := "^XA^DFR:A.ZPL^FS" + strings.Repeat("^FO1,1^FDx^FS", 100) + "^XZ" +
		"^TOR:A.ZPL,R:LONGER.ZPL^TOR:A.ZPL,E:A.ZPL"
	if err := p.Run([]byte(job)); err != nil {
		t.Fatal(err)
	}
	used, names := 0, 0
	for name, o := range p.mem.objects {
		if o.content == 0 || o.content != o.count() {
			t.Errorf("%s: %d bytes, counted %d", name, o.content, o.count())
		}
		used += len(name) + 64 + o.count()
		names += len(name)
	}
	if len(p.mem.objects) != 3 || p.mem.used != used || p.mem.names != names {
		t.Errorf("%d objects, %d bytes used, %d of names; want 3, %d, %d", len(p.mem.objects), p.mem.used, p.mem.names, used, names)
	}
	if err := p.Run([]byte("^IDR:*.ZPL^IDE:A.ZPL")); err != nil || p.mem.used != 0 || p.mem.names != 0 {
		t.Errorf("%d bytes used, %d of names after deleting all: %v", p.mem.used, p.mem.names, err)
	}
}

// matches is what path.Match makes of * and ? in names without slashes.
func TestMatches(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	from := func(letters string, most int) string {
		b := make([]byte, random.IntN(most+1))
		for i := range b {
			b[i] = letters[random.IntN(len(letters))]
		}
		return string(b)
	}
	hits := 0
	for range 100_000 {
		pattern, name := from("AB*?.", 8), from("AB.", 8)
		want, err := path.Match(pattern, name)
		if err != nil {
			t.Fatal(err)
		}
		if got := matches(pattern, name); got != want {
			t.Fatalf("%q matches %q: %v, want %v", pattern, name, got, want)
		}
		if want {
			hits++
		}
	}
	if hits < 1000 {
		t.Errorf("only %d of the names match", hits)
	}
	if !matches(`R:[A\].*`, `R:[A\].GRF`) || matches("R:[AB].GRF", "R:A.GRF") {
		t.Error("brackets and backslashes are no letters like others")
	}
}

// A picture is paid for by its pixels before they are decoded: a few kilobytes
// may be millions.
func TestPictureWork(t *testing.T) {
	t.Parallel()
	var file bytes.Buffer
	img := image.NewPaletted(image.Rect(0, 0, 2048, 1024), color.Palette{color.Black, color.White})
	if err := png.Encode(&file, img); err != nil {
		t.Fatal(err)
	}
	const pictures = 20
	var job strings.Builder
	for i := range pictures {
		fmt.Fprintf(&job, "~DYR:A%d,P,P,%d,0,%x", i, file.Len(), file.Bytes())
	}
	each := pictureWork(file.Bytes(), Options{})
	if each < 2048*1024 {
		t.Fatalf("%d for a picture of %d pixels", each, 2048*1024)
	}
	o := Options{Limits: Limits{Work: 5*each/2 + 1<<20, WorkPerByte: 1}}
	p, _ := ended(t, o, job.String())
	if n := len(p.mem.objects); n != 2 {
		t.Errorf("%d pictures were decoded, want 2", n)
	}
	for name, c := range map[string]struct {
		file []byte
		o    Options
	}{
		"no picture": {[]byte("GIF89a"), Options{}},
		"damaged":    {file.Bytes()[:20], Options{}},
		"too large":  {file.Bytes(), Options{Limits: Limits{FieldDots: 1000}}},
	} {
		if work := pictureWork(c.file, c.o); work != 0 {
			t.Errorf("%s: %d, though it is not decoded", name, work)
		}
	}
}

// A download is paid for by the size that it unpacks to.
func TestPayloadWork(t *testing.T) {
	t.Parallel()
	o := Options{Limits: Limits{Work: 1 << 20, WorkPerByte: 1}}
	for _, job := range []string{"~DYR:A,A,T,9000000,,00", "~DUR:A,9000000,00"} {
		if p, _ := ended(t, o, job); len(p.mem.objects) != 0 {
			t.Errorf("%.4s: stored", job)
		}
	}
}

// Handler.Working stops a job in the middle of a format.
func TestWorking(t *testing.T) {
	t.Parallel()
	stop := errors.New("enough")
	asked, labels := 0, 0
	p := New(Options{}, Handler{
		Label: func(*Label) error { labels++; return nil },
		Working: func() error {
			if asked++; asked == 3 {
				return stop
			}
			return nil
		},
	})
	job := "^XA^LL9000" + strings.Repeat("^FO0,0^GB800,9000,400^FS", 3000) + "^XZ"
	if err := p.Run([]byte(job)); !errors.Is(err, stop) || asked != 3 || labels != 0 {
		t.Errorf("error %v, asked %d times, %d labels", err, asked, labels)
	}
	// The next job is not held up by it.
	if err := p.Run([]byte("^XA^FDx^FS^XZ")); err != nil || labels != 1 {
		t.Errorf("error %v, %d labels", err, labels)
	}
}
