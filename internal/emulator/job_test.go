package emulator

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"iter"
	"net"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"waybill/internal/device"
	"waybill/internal/job"
)

// bench is a printer that runs in real time, quickly, and a journal of jobs
// for it. Every test compares what the journal believes with what the printer
// counted.
type bench struct {
	*testing.T
	p       *Printer
	journal *job.Journal
	id      string
	labels  []string
	open    func(context.Context) (device.Conn, error)

	mu      sync.Mutex
	printed map[[32]byte]int
}

var quick = job.Timing{Answer: 300 * time.Millisecond, Stall: 200 * time.Millisecond, Settle: 20 * time.Millisecond, Held: 2 * time.Second, Print: time.Second, Poll: time.Millisecond, Wait: 10 * time.Millisecond}

// newBench makes a printer on which a label takes 5 ms, and a job of n labels.
func newBench(t *testing.T, n int, change func(*Options)) *bench {
	b := &bench{T: t, printed: map[[32]byte]int{}}
	o := Options{Profile: testProfile(), Counter: 500, Label: func(l Printed) {
		b.mu.Lock()
		defer b.mu.Unlock()
		b.printed[l.Format]++
	}}
	o.Profile.Speed = 400
	if change != nil {
		change(&o)
	}
	b.p = New(o)
	t.Cleanup(b.p.Close)
	b.open = func(context.Context) (device.Conn, error) { return b.p.Dial(), nil }
	var err error
	if b.journal, err = job.OpenJournal(t.Context(), filepath.Join(t.TempDir(), "state", "jobs.db"), make([]byte, 32)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.journal.Close() })
	for i := range n {
		b.labels = append(b.labels, text(fmt.Sprintf("L%03d", i)))
	}
	b.id, err = b.journal.Submit(t.Context(), job.Submission{Printer: "tcp://p:9100", Labels: iter.Seq2[job.Label, error](func(yield func(job.Label, error) bool) {
		for i, l := range b.labels {
			if !yield(job.Label{Name: fmt.Sprint(i), ZPL: []byte(l)}, nil) {
				return
			}
		}
	})})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// overTCPSocket puts a socket between job and printer.
func (b *bench) overTCPSocket() {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- b.p.ServeTCP(ctx, l) }()
	b.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			b.Error(err)
		}
	})
	b.openURI("tcp://" + l.Addr().String())
}

func (b *bench) openURI(s string) {
	u, err := device.Parse(s)
	if err != nil {
		b.Fatal(err)
	}
	b.open = func(ctx context.Context) (device.Conn, error) { return device.Open(ctx, u) }
}

// run runs the job once.
func (b *bench) run() error {
	b.Helper()
	r := job.Runner{Journal: b.journal, Printer: "tcp://p:9100", Open: b.open, Timing: quick}
	err := r.Run(b.Context(), b.Context(), b.id)
	b.check()
	return err
}

// check holds the journal against the printer's own count.
func (b *bench) check() {
	b.Helper()
	list, err := b.journal.Labels(b.Context(), b.id)
	if err != nil {
		b.Fatal(err)
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	known, missing := 0, 0
	for i, e := range list {
		n := b.printed[sha256.Sum256([]byte(b.labels[i]))]
		known += n
		switch {
		case n > 1:
			b.Errorf("label %d was printed %d times", i, n)
		case e.State == job.Confirmed && n == 0:
			missing++
		case e.State == job.Queued && n > 0:
			b.Errorf("label %d is queued and was printed", i)
		}
	}
	all := 0
	for _, n := range b.printed {
		all += n
	}
	if all > known {
		b.Errorf("%d labels came out that nobody sent", all-known)
	}
	if missing > 0 {
		b.Errorf("%d labels are confirmed and were not printed", missing)
	}
}

// resume runs the job until it is done, at most times times. What the journal
// cannot know, a person tells it, who looks at what came out.
func (b *bench) resume(times int) {
	b.Helper()
	var err error
	for range times {
		if err = b.run(); err == nil {
			break
		}
		var s *job.Stop
		if !errors.As(err, &s) {
			b.Fatal(err)
		}
		if errors.Is(err, job.ErrUncertain) {
			b.decide()
		}
	}
	s, e := b.journal.Job(b.Context(), b.id)
	if err != nil || e != nil || s.Counts[job.Confirmed] != len(b.labels) {
		b.Errorf("at the end: %v, %v, %v; the printer %v", s.Counts, err, e, b.p.State())
	}
}

// decide is the person.
func (b *bench) decide() {
	b.Helper()
	list, err := b.journal.Labels(b.Context(), b.id)
	if err != nil {
		b.Fatal(err)
	}
	for i, e := range list {
		if e.State != job.Uncertain {
			continue
		}
		step := job.Step{Job: b.id, Seq: e.Seq, To: job.Queued, Note: "not on paper"}
		b.mu.Lock()
		if b.printed[sha256.Sum256([]byte(b.labels[i]))] > 0 {
			step.To, step.Evidence = job.Confirmed, job.ByPerson
		}
		b.mu.Unlock()
		if err := b.journal.Take(b.Context(), step); err != nil {
			b.Fatal(err)
		}
	}
}

// links are the ways to a printer that jobs are tried on.
var links = map[string]func(*bench){
	"process": func(*bench) {},
	"tcp":     (*bench).overTCPSocket,
}

func TestJobs(t *testing.T) {
	for name, connect := range links {
		for kind, c := range map[string]struct {
			faults []Fault
			change func(*Options)
			labels int
		}{
			"nothing happens":   {},
			"paper out":         {faults: []Fault{{Kind: "paper-out", At: 7, Heal: 100 * time.Millisecond}, {Kind: "paper-out", At: 20, Heal: 50 * time.Millisecond}}, labels: 50},
			"silent paper out":  {faults: []Fault{{Kind: "paper-out", At: 7, Heal: 500 * time.Millisecond}}, change: func(o *Options) { o.Profile.SilentInError = true }},
			"head open and hot": {faults: []Fault{{Kind: "head-open", At: 3, Heal: 50 * time.Millisecond}, {Kind: "over-temp", At: 9, Heal: 50 * time.Millisecond}}},
			"power cut":         {faults: []Fault{{Kind: "power-cut", At: 12, Heal: 100 * time.Millisecond}}, labels: 50},
			"cut":               {faults: []Fault{{Kind: "cut", At: 1000}}, change: func(o *Options) { o.Profile.DropPartial = true }, labels: 50},
			"small buffer":      {change: func(o *Options) { o.Profile.Buffer = 64 }},
			"byte by byte":      {faults: []Fault{{Kind: "one-byte-reads"}}},
		} {
			t.Run(name+"/"+kind, func(t *testing.T) {
				t.Parallel()
				b := newBench(t, max(c.labels, 20), func(o *Options) {
					o.Faults = c.faults
					if c.change != nil {
						c.change(o)
					}
				})
				connect(b)
				b.resume(4)
			})
		}
	}
}

// The link is cut at bytes all over the first labels, on printers that forget
// what was half received and on printers that go on with it. On the latter the
// ^XA of a query (^XA^HH^XZ) would print the half that came, which the printer
// would count, if the runner did not cancel it (~JX, ~JA) before it asks.
func TestCutAnywhere(t *testing.T) {
	for at := int64(1); at < 500; at += 46 {
		for name, drop := range map[string]bool{"drops": true, "keeps": false} {
			t.Run(fmt.Sprint(at, "/", name), func(t *testing.T) {
				t.Parallel()
				b := newBench(t, 5, func(o *Options) {
					o.Profile.DropPartial = drop
					o.Faults = []Fault{{Kind: "cut", At: at}}
				})
				b.resume(5)
			})
		}
	}
}
