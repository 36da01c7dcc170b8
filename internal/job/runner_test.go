package job

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"waybill/internal/device"
)

var quick = Timing{Answer: 100 * time.Millisecond, Stall: 50 * time.Millisecond, Held: time.Second, Print: 300 * time.Millisecond, Settle: 30 * time.Millisecond, Poll: time.Millisecond, Wait: 5 * time.Millisecond}

func runner(j *Journal, p *fakePrinter) *Runner {
	return &Runner{Journal: j, Printer: "tcp://p:9100", Open: p.open, Timing: quick}
}

func names(n int) []string {
	list := make([]string, n)
	for i := range list {
		list[i] = fmt.Sprintf("L%03d", i+1)
	}
	return list
}

// states returns how many labels of a job are in each state, and their
// evidence.
func states(t *testing.T, j *Journal, id string) (map[State]int, []Evidence) {
	t.Helper()
	list, err := j.Labels(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	n := map[State]int{}
	var evidence []Evidence
	for _, e := range list {
		n[e.State]++
		evidence = append(evidence, e.Evidence)
	}
	return n, slices.Compact(evidence)
}

// atMostOnce checks the invariant of the whole package on the fake's own count.
func atMostOnce(t *testing.T, j *Journal, p *fakePrinter, id string) {
	t.Helper()
	printed := p.count()
	for name, n := range printed {
		if n > 1 {
			t.Errorf("%s was printed %d times", name, n)
		}
	}
	list, err := j.Labels(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range list {
		if e.State == Confirmed && printed[e.Name] == 0 {
			t.Errorf("%s is confirmed and was not printed", e.Name)
		}
		if e.State == Queued && printed[e.Name] > 0 {
			t.Errorf("%s is queued and was printed", e.Name)
		}
	}
}

func TestRun(t *testing.T) {
	for name, c := range map[string]struct {
		status, counter bool
		state           State
		evidence        Evidence
	}{
		"counter": {true, true, Confirmed, ByCounter},
		"status":  {true, false, Confirmed, ByIdle},
		"silent":  {false, false, Delivered, Sent},
	} {
		t.Run(name, func(t *testing.T) {
			j, _ := journal(t)
			p := newFakePrinter(t)
			p.status, p.counter = c.status, c.counter
			id := submit(t, j, names(5)...)
			r := runner(j, p)
			var last Progress
			r.Report = func(p Progress) { last = p }
			if err := r.Run(t.Context(), t.Context(), id); err != nil {
				t.Fatal(err)
			}
			for range 5 {
				<-p.changes
			}
			atMostOnce(t, j, p, id)
			n, evidence := states(t, j, id)
			if n[c.state] != 5 || !slices.Equal(evidence, []Evidence{c.evidence}) {
				t.Errorf("%v by %v", n, evidence)
			}
			if len(p.count()) != 5 || last.Done != 5 || last.Total != 5 {
				t.Errorf("printed %d, reported %+v", len(p.count()), last)
			}
		})
	}
}

func TestPaperOut(t *testing.T) {
	for _, silent := range []bool{false, true} {
		j, _ := journal(t)
		p := newFakePrinter(t)
		p.silentOnPaperOut = silent
		id := submit(t, j, names(4)...)
		r := runner(j, p)
		waits := make(chan Need, 100)
		r.Report = func(pr Progress) {
			if pr.Waits != NoNeed {
				waits <- pr.Waits
			}
		}
		go func() {
			<-p.changes
			<-p.changes
			p.set(func() { p.paperOut = true })
			need := <-waits
			if want := map[bool]Need{false: OutOfPaper, true: NoAnswer}[silent]; need != want {
				t.Errorf("told %q", need)
			}
			time.Sleep(2 * quick.Print) // longer than any limit for a label
			p.set(func() { p.paperOut = false })
		}()
		if err := r.Run(t.Context(), t.Context(), id); err != nil {
			t.Fatalf("silent %v: %v", silent, err)
		}
		atMostOnce(t, j, p, id)
		if n, _ := states(t, j, id); n[Confirmed] != 4 {
			t.Errorf("silent %v: %v", silent, n)
		}
	}
}

// A link that breaks at any byte never prints a label twice; what a counter
// proves is settled by itself when the job is resumed.
func TestCutAndResume(t *testing.T) {
	for cut := 1; cut < 900; cut += 41 {
		j, _ := journal(t)
		p := newFakePrinter(t)
		id := submit(t, j, names(5)...)
		p.cutAt = cut
		err := runner(j, p).Run(t.Context(), t.Context(), id)
		if err != nil {
			var s *Stop
			if !errors.As(err, &s) || s.Job != id {
				t.Fatalf("cut at %d: %v", cut, err)
			}
		}
		atMostOnce(t, j, p, id)
		p.set(func() { p.cutAt = 0 }) // it had less to send
		if err := runner(j, p).Run(t.Context(), t.Context(), id); err != nil {
			t.Fatalf("cut at %d, resumed: %v", cut, err)
		}
		atMostOnce(t, j, p, id)
		if n, _ := states(t, j, id); n[Confirmed] != 5 {
			t.Errorf("cut at %d: %v", cut, n)
		}
	}
}

// Without a counter the label under way stays uncertain, and the others come.
func TestCutWithoutCounter(t *testing.T) {
	j, _ := journal(t)
	p := newFakePrinter(t)
	p.counter, p.labelTime = false, 20*time.Millisecond
	id := submit(t, j, names(4)...)
	go func() {
		<-p.changes
		p.set(func() { p.conn.Close() })
	}()
	err := runner(j, p).Run(t.Context(), t.Context(), id)
	var s *Stop
	if !errors.As(err, &s) || !errors.Is(err, device.ErrGone) && !s.Uncertain {
		t.Fatalf("cut: %v", err)
	}
	err = runner(j, p).Run(t.Context(), t.Context(), id)
	n, _ := states(t, j, id)
	// Whatever the instant, nothing is left queued, and what is uncertain is
	// told.
	if (n[Uncertain] > 0) != errors.Is(err, ErrUncertain) || n[Queued]+n[Sending] > 0 {
		t.Errorf("%v, %v", n, err)
	}
	atMostOnce(t, j, p, id)
}

// A power cut loses what the printer held. Its counter shows that, and resuming
// sends it again; without a counter nobody may.
func TestPowerCut(t *testing.T) {
	for _, counter := range []bool{true, false} {
		j, _ := journal(t)
		p := newFakePrinter(t)
		p.counter, p.labelTime = counter, 30*time.Millisecond
		id := submit(t, j, names(3)...)
		go func() {
			<-p.changes
			for lost := false; !lost; time.Sleep(time.Millisecond) {
				p.set(func() {
					if lost = len(p.buffer) > 0; lost { // the second label
						p.off, p.buffer = true, nil
					}
				})
			}
			time.Sleep(250 * time.Millisecond)
			p.set(func() { p.off = false })
		}()
		err := runner(j, p).Run(t.Context(), t.Context(), id)
		var s *Stop
		if !errors.As(err, &s) || !s.Uncertain {
			t.Fatalf("counter %v: %v", counter, err)
		}
		atMostOnce(t, j, p, id)
		err = runner(j, p).Run(t.Context(), t.Context(), id)
		atMostOnce(t, j, p, id)
		n, _ := states(t, j, id)
		if counter && (err != nil || n[Confirmed] != 3) {
			t.Errorf("with a counter: %v, %v", n, err)
		}
		if !counter && (!errors.Is(err, ErrUncertain) || n[Uncertain] != 1 || n[Confirmed] != 2) {
			t.Errorf("without: %v, %v", n, err)
		}
	}
}

func TestInterrupted(t *testing.T) {
	j, _ := journal(t)
	p := newFakePrinter(t)
	p.labelTime = 10 * time.Millisecond
	id := submit(t, j, names(20)...)
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		<-p.changes
		cancel()
	}()
	err := runner(j, p).Run(ctx, t.Context(), id)
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("%v", err)
	}
	n, _ := states(t, j, id)
	if n[Uncertain]+n[Sending]+n[Delivered] > 0 || n[Queued] == 0 {
		t.Errorf("after an orderly end: %v", n)
	}
	atMostOnce(t, j, p, id)
	if err := runner(j, p).Run(t.Context(), t.Context(), id); err != nil {
		t.Fatal(err)
	}
	if n, _ := states(t, j, id); n[Confirmed] != 20 {
		t.Errorf("resumed: %v", n)
	}
	atMostOnce(t, j, p, id)
}

// The counter of a label that stayed undecided proves nothing once another
// label was printed: it must never be confirmed by that one's count.
func TestCounterOfAnotherLabel(t *testing.T) {
	j, _ := journal(t)
	p := newFakePrinter(t)
	first := submit(t, j, "A1")
	w := next(t, j, first)
	before := 7000
	if err := j.Take(t.Context(), Step{Job: first, Seq: w.Seq, To: Sending, Counter: &before}, Step{Job: first, Seq: w.Seq, To: Uncertain}); err != nil {
		t.Fatal(err)
	}
	// Another label is printed before anybody has decided about A1.
	second := submit(t, j, "B1")
	take(t, j, next(t, j, second), Sending, Delivered, Confirmed)
	p.set(func() { p.printed = append(p.printed, "B1") }) // the counter is 7001
	err := runner(j, p).Run(t.Context(), t.Context(), first)
	n, _ := states(t, j, first)
	if !errors.Is(err, ErrUncertain) || n[Uncertain] != 1 {
		t.Errorf("%v, %v", n, err)
	}
}

// Idle is no evidence after the printer wanted paper: somebody may have
// canceled the label at its panel.
func TestCanceledAtThePanel(t *testing.T) {
	j, _ := journal(t)
	p := newFakePrinter(t)
	p.counter, p.labelTime = false, 20*time.Millisecond
	id := submit(t, j, "A1")
	p.set(func() { p.stuck = true })
	go func() {
		for lost := false; !lost; time.Sleep(time.Millisecond) {
			p.set(func() {
				if lost = len(p.buffer) > 0; lost {
					p.paperOut = true
				}
			})
		}
		time.Sleep(50 * time.Millisecond)
		p.set(func() { p.buffer, p.paperOut, p.stuck = nil, false, false })
	}()
	err := runner(j, p).Run(t.Context(), t.Context(), id)
	var s *Stop
	if !errors.As(err, &s) || !s.Uncertain {
		t.Errorf("canceled at the panel: %v", err)
	}
	atMostOnce(t, j, p, id)
}

// A printer that cannot say anything holds the flow while it has no paper: it
// is waited for, and told of.
func TestHeldFlow(t *testing.T) {
	j, _ := journal(t)
	p := newFakePrinter(t)
	p.status = false
	id := submit(t, j, names(3)...)
	r := runner(j, p)
	held := make(chan bool, 100)
	r.Report = func(pr Progress) {
		if pr.Held {
			held <- true
		}
	}
	p.set(func() { p.deaf = true })
	go func() {
		<-held
		p.set(func() { p.deaf = false })
	}()
	if err := r.Run(t.Context(), t.Context(), id); err != nil {
		t.Fatal(err)
	}
	if n, _ := states(t, j, id); n[Delivered] != 3 {
		t.Errorf("%v", n)
	}
}
