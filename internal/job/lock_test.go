package job

import (
	"context"
	"errors"
	"os"
	"testing"
	"time"
)

func TestLock(t *testing.T) {
	dir := t.TempDir()
	l, err := TryLock(dir, "tcp://p:9100")
	if err != nil {
		t.Fatal(err)
	}
	var held *HeldError
	if _, err := TryLock(dir, "tcp://p:9100"); !errors.As(err, &held) || held.PID != os.Getpid() {
		t.Errorf("a second taker: %v", err)
	}
	other, err := TryLock(dir, "tcp://q:9100")
	if err != nil {
		t.Errorf("another printer: %v", err)
	}
	other.Close()
	told := make(chan *HeldError, 10)
	go func() {
		<-told
		l.Close()
	}()
	again, err := WaitLock(t.Context(), dir, "tcp://p:9100", func(h *HeldError) { told <- h })
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if _, err := WaitLock(ctx, dir, "tcp://p:9100", nil); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a wait without end: %v", err)
	}
	again.Close()
}
