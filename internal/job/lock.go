package job

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// Lock keeps other processes of this program from a printer while one drives
// it. The system frees it when the process ends, however it ends.
type Lock struct{ f *os.File }

// HeldError says who drives a printer.
type HeldError struct {
	PID   int // 0 if it could not be read
	Since time.Time
}

func (e *HeldError) Error() string {
	if e.PID == 0 {
		return "the printer is in use by another process of this program"
	}
	return fmt.Sprintf("the printer is in use by process %d since %s", e.PID, e.Since.Local().Format(time.TimeOnly))
}

// errLocked is what lockFile returns for a file that another process holds.
var errLocked = errors.New("locked")

// TryLock takes a printer, and fails with a *HeldError if it is taken.
func TryLock(dir, printer string) (*Lock, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("printer lock: %w", err)
	}
	sum := sha256.Sum256([]byte(printer))
	f, err := os.OpenFile(filepath.Join(dir, "printer-"+hex.EncodeToString(sum[:6])+".lock"), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("printer lock: %w", err)
	}
	if err := lockFile(f); err != nil {
		defer f.Close()
		if errors.Is(err, errLocked) {
			return nil, holder(f)
		}
		return nil, fmt.Errorf("printer lock: %w", err)
	}
	// For people only: the lock itself is the system's.
	if err := f.Truncate(0); err == nil {
		fmt.Fprintf(f, "%d %s\n", os.Getpid(), time.Now().UTC().Format(time.RFC3339))
	}
	return &Lock{f}, nil
}

func holder(f *os.File) *HeldError {
	buf := make([]byte, 64)
	n, _ := f.Read(buf)
	pid, since, _ := strings.Cut(strings.TrimSpace(string(buf[:n])), " ")
	e := &HeldError{}
	if id, err := strconv.Atoi(pid); err == nil {
		if t, err := time.Parse(time.RFC3339, since); err == nil {
			e.PID, e.Since = id, t
		}
	}
	return e
}

// WaitLock takes a printer as soon as it is free. wait is told once who holds
// it; nil tells nobody.
func WaitLock(ctx context.Context, dir, printer string, wait func(*HeldError)) (*Lock, error) {
	for {
		l, err := TryLock(dir, printer)
		var held *HeldError
		if !errors.As(err, &held) {
			return l, err
		}
		if wait != nil {
			wait(held)
			wait = nil
		}
		if err := sleep(ctx, 200*time.Millisecond); err != nil {
			return nil, err
		}
	}
}

// Close frees the printer.
func (l *Lock) Close() error { return l.f.Close() }
