package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"strings"
	"testing"

	"waybill/zpl/interp"
)

// cancelled gives a job in one piece, and interrupts the program as it does.
type cancelled struct {
	job    io.Reader
	cancel context.CancelFunc
}

func (c cancelled) Read(p []byte) (int, error) {
	c.cancel()
	return c.job.Read(p)
}

// TestPreviewInterrupt stops a preview in the middle of a piece of the job:
// a piece may be the work of minutes.
func TestPreviewInterrupt(t *testing.T) {
	const labels = 400
	job := strings.Repeat("^XA^PW2000^LL2000^FO0,0^GB2000,2000,900^FS^XZ", labels)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	seen := 0
	p := interp.New(interp.Options{}, interp.Handler{
		Label:   func(*interp.Label) error { seen++; return nil },
		Working: ctx.Err,
	})
	err := feed(ctx, p, cancelled{strings.NewReader(job), cancel}, &lineIndex{})
	if !errors.Is(err, context.Canceled) || seen > labels/4 {
		t.Errorf("%d of %d labels, error %v", seen, labels, err)
	}

	// The command does the same, and leaves nothing behind.
	dir := t.TempDir()
	t.Chdir(dir)
	ctx, cancel = context.WithCancel(t.Context())
	defer cancel()
	var stdout, stderr bytes.Buffer
	code := run(ctx, []string{"preview", "-", "-o", "out.png"}, cancelled{strings.NewReader(job), cancel}, &stdout, &stderr)
	if code != exitInterrupted {
		t.Errorf("exit code %d: %s", code, stderr.String())
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) > 0 || stdout.Len() > 0 {
		t.Errorf("left behind: %v, %d bytes: %v", entries, stdout.Len(), err)
	}
}
