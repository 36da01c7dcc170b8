package job

import (
	"bytes"
	"errors"
	"iter"
	"os"
	"path/filepath"
	"testing"
	"time"
)

var testKey = bytes.Repeat([]byte{7}, keySize)

func journal(t *testing.T) (*Journal, string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "state", "jobs.db")
	return reopen(t, path), path
}

func reopen(t *testing.T, path string) *Journal {
	t.Helper()
	j, err := OpenJournal(t.Context(), path, testKey)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { j.Close() })
	return j
}

func labels(names ...string) iter.Seq2[Label, error] {
	return func(yield func(Label, error) bool) {
		for _, n := range names {
			if !yield(Label{n, []byte("^XA^FD" + n + "^FS^XZ")}, nil) {
				return
			}
		}
	}
}

func submit(t *testing.T, j *Journal, names ...string) string {
	t.Helper()
	id, err := j.Submit(t.Context(), Submission{Printer: "tcp://p:9100", Address: "tcp://p:9100?timeout=1s", Media: Media{800, 1200, 203}, Labels: labels(names...)})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func next(t *testing.T, j *Journal, id string) Work {
	t.Helper()
	w, ok, err := j.Next(t.Context(), id, 0)
	if err != nil || !ok {
		t.Fatalf("next: %v, %v", ok, err)
	}
	return w
}

func take(t *testing.T, j *Journal, w Work, states ...State) {
	t.Helper()
	for _, s := range states {
		if err := j.Take(t.Context(), Step{Job: w.Job, Seq: w.Seq, To: s}); err != nil {
			t.Fatalf("to %s: %v", s, err)
		}
	}
}

func TestJournal(t *testing.T) {
	j, path := journal(t)
	id := submit(t, j, "A1", "A2")
	w := next(t, j, id)
	if w.Seq != 1 || string(w.ZPL) != "^XA^FDA1^FS^XZ" {
		t.Errorf("first label: %+v", w)
	}
	take(t, j, w, Sending, Delivered)
	if err := j.Take(t.Context(), Step{Job: id, Seq: 1, To: Confirmed, Evidence: ByCounter}); err != nil {
		t.Fatal(err)
	}
	j.Close()
	// All of it is there after the process has ended.
	j = reopen(t, path)
	if w := next(t, j, id); w.Seq != 2 {
		t.Errorf("next label: %d", w.Seq)
	}
	list, err := j.Labels(t.Context(), id)
	if err != nil || len(list) != 2 || list[0].State != Confirmed || list[0].Evidence != ByCounter || list[0].Name != "A1" || list[1].State != Queued {
		t.Errorf("labels: %+v, %v", list, err)
	}
	s, err := j.Job(t.Context(), id)
	if err != nil || s.Total() != 2 || !s.Open() || s.Counts[Confirmed] != 1 {
		t.Errorf("summary: %+v, %v", s, err)
	}
	events, err := j.History(t.Context(), id)
	if err != nil || len(events) != 5 {
		t.Errorf("history: %+v, %v", events, err)
	}
	if _, err := j.Job(t.Context(), "none"); !errors.Is(err, ErrNoJob) {
		t.Errorf("no job: %v", err)
	}
}

// Every change of state but those of the table is refused, so that a confirmed
// label cannot go out again.
func TestSteps(t *testing.T) {
	all := []State{Queued, Sending, Delivered, Confirmed, Uncertain, Failed, Canceled}
	allowed := 0
	for _, from := range all {
		for _, to := range all {
			if from.to(to) == nil {
				allowed++
			}
		}
	}
	if allowed != 12 {
		t.Errorf("%d changes of state are allowed", allowed)
	}
	for _, from := range []State{Confirmed, Failed, Canceled} {
		if from.Open() || len(steps[from]) > 0 {
			t.Errorf("%s is not the end", from)
		}
	}
	j, _ := journal(t)
	w := next(t, j, submit(t, j, "A1"))
	take(t, j, w, Sending, Delivered, Confirmed)
	var e *StateError
	if err := j.Take(t.Context(), Step{Job: w.Job, Seq: 1, To: Queued}); !errors.As(err, &e) || e.From != Confirmed {
		t.Errorf("a confirmed label queued: %v", err)
	}
	if err := j.Take(t.Context(), Step{Job: w.Job, Seq: 9, To: Queued}); !errors.Is(err, ErrNoLabel) {
		t.Errorf("no label: %v", err)
	}
}

func TestSubmitTwice(t *testing.T) {
	j, _ := journal(t)
	id := submit(t, j, "A1")
	s := Submission{Printer: "tcp://p:9100", Labels: labels("A1")}
	var d *DuplicateError
	if _, err := j.Submit(t.Context(), s); !errors.As(err, &d) || d.Job != id {
		t.Errorf("the same labels: %v", err)
	}
	s.Again = true
	if _, err := j.Submit(t.Context(), s); err != nil {
		t.Errorf("again: %v", err)
	}
	s.Again, s.Printer = false, "tcp://q:9100"
	if _, err := j.Submit(t.Context(), s); err != nil {
		t.Errorf("another printer: %v", err)
	}
	if n, err := j.Cancel(t.Context(), submit(t, j, "B1"), "wrong file"); n != 1 || err != nil {
		t.Errorf("canceled %d, %v", n, err)
	}
	submit(t, j, "B1") // what was taken back can be sent
}

func TestSubmitAllOrNothing(t *testing.T) {
	j, _ := journal(t)
	bad := errors.New("row 2 is bad")
	_, err := j.Submit(t.Context(), Submission{Labels: func(yield func(Label, error) bool) {
		_ = yield(Label{"A1", []byte("^XA^XZ")}, nil) && yield(Label{}, bad)
	}})
	if !errors.Is(err, bad) {
		t.Fatalf("submit: %v", err)
	}
	if list, err := j.Jobs(t.Context()); err != nil || len(list) != 0 {
		t.Errorf("%d jobs, %v", len(list), err)
	}
	if _, err := j.Submit(t.Context(), Submission{Labels: labels()}); err == nil {
		t.Error("a job without labels was taken")
	}
}

func TestRecover(t *testing.T) {
	j, _ := journal(t)
	id := submit(t, j, "A1", "A2", "A3")
	first := next(t, j, id)
	take(t, j, first, Sending)
	second := next(t, j, id)
	take(t, j, second, Sending, Delivered)
	if n, err := j.Recover(t.Context(), "tcp://other:9100"); n != 0 || err != nil {
		t.Errorf("another printer: %d, %v", n, err)
	}
	if n, err := j.Recover(t.Context(), "tcp://p:9100"); n != 2 || err != nil {
		t.Errorf("%d labels, %v", n, err)
	}
	s, _ := j.Job(t.Context(), id)
	if s.Counts[Uncertain] != 2 || s.Counts[Queued] != 1 {
		t.Errorf("%v", s.Counts)
	}
	if w := next(t, j, id); w.Seq != 3 {
		t.Errorf("label %d would be sent again", w.Seq)
	}
}

func TestReprint(t *testing.T) {
	j, _ := journal(t)
	id := submit(t, j, "A1", "A2")
	mark := func(zpl []byte, n int, m Media) ([]byte, error) {
		if m != (Media{800, 1200, 203}) {
			t.Errorf("media %v", m)
		}
		return append(zpl, byte('0'+n)), nil
	}
	var e *StateError
	if _, err := j.Reprint(t.Context(), id, 1, "torn", mark); !errors.As(err, &e) {
		t.Errorf("a queued label reprinted: %v", err)
	}
	take(t, j, next(t, j, id), Sending, Delivered, Confirmed)
	take(t, j, next(t, j, id), Sending, Delivered, Confirmed)
	for n := 1; n <= 2; n++ {
		seq, err := j.Reprint(t.Context(), id, 1, "torn", mark)
		if err != nil || seq != 2+n {
			t.Fatalf("reprint %d: %d, %v", n, seq, err)
		}
	}
	if _, err := j.Reprint(t.Context(), id, 3, "torn", mark); err == nil {
		t.Error("a queued reprint was reprinted")
	}
	w := next(t, j, id)
	if w.Seq != 3 || w.Reprint != 1 || !bytes.HasSuffix(w.ZPL, []byte("^XZ1")) {
		t.Errorf("%+v", w)
	}
	list, err := j.Labels(t.Context(), id)
	if err != nil || list[3].Reprint != 2 || list[3].Name != "A1" {
		t.Errorf("%+v, %v", list, err)
	}
}

// The files hold no name and no label in the clear, and open only with their
// key.
func TestSealed(t *testing.T) {
	j, path := journal(t)
	submit(t, j, "SECRETNAME")
	files, err := filepath.Glob(path + "*")
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(b, []byte("SECRETNAME")) || bytes.Contains(b, []byte("^XA")) {
			t.Errorf("%s holds it in the clear", filepath.Ext(f))
		}
	}
	if _, err := OpenJournal(t.Context(), path, bytes.Repeat([]byte{8}, keySize)); !errors.Is(err, ErrKey) {
		t.Errorf("another key: %v", err)
	}
	s, _ := newSealer(testKey)
	box := s.seal([]byte("x"), place("a", 1, "name"))
	if _, err := s.open(box, place("a", 2, "name")); !errors.Is(err, ErrKey) {
		t.Errorf("a value in another row: %v", err)
	}
}

func TestLoadKey(t *testing.T) {
	path := filepath.Join(t.TempDir(), "config", "journal.key")
	key, err := LoadKey(path)
	if err != nil || len(key) != keySize {
		t.Fatalf("%d bytes, %v", len(key), err)
	}
	again, err := LoadKey(path)
	if err != nil || !bytes.Equal(key, again) {
		t.Errorf("another key the second time, %v", err)
	}
	if info, _ := os.Stat(path); info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v", info.Mode())
	}
	if err := os.WriteFile(path, []byte("short"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := LoadKey(path); !errors.Is(err, ErrKey) {
		t.Errorf("a short key: %v", err)
	}
}

func TestForget(t *testing.T) {
	j, _ := journal(t)
	old := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	j.now = func() time.Time { return old }
	done, open := submit(t, j, "A1"), submit(t, j, "A2")
	take(t, j, next(t, j, done), Canceled)
	j.now = func() time.Time { return old.AddDate(0, 2, 0) }
	if n, err := j.Forget(t.Context(), 24*time.Hour); n != 1 || err != nil {
		t.Errorf("%d jobs, %v", n, err)
	}
	if list, _ := j.Jobs(t.Context()); len(list) != 1 || list[0].ID != open {
		t.Errorf("left: %+v", list)
	}
}

func BenchmarkTake(b *testing.B) {
	j, err := OpenJournal(b.Context(), filepath.Join(b.TempDir(), "s", "jobs.db"), testKey)
	if err != nil {
		b.Fatal(err)
	}
	defer j.Close()
	names := make([]string, b.N)
	for i := range names {
		names[i] = "YT0000000000001"
	}
	id, err := j.Submit(b.Context(), Submission{Labels: labels(names...)})
	if err != nil {
		b.Fatal(err)
	}
	b.ResetTimer()
	for i := range b.N {
		for _, s := range []State{Sending, Delivered, Confirmed} {
			if err := j.Take(b.Context(), Step{Job: id, Seq: i + 1, To: s}); err != nil {
				b.Fatal(err)
			}
		}
	}
}
