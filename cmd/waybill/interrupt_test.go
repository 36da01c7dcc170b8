package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// slowInput sends a header and some records, then interrupts the program and
// stays silent: a pipe that never ends.
type slowInput struct {
	records int
	cancel  context.CancelFunc
	block   chan struct{}
}

func (s *slowInput) Read(p []byte) (int, error) {
	switch s.records--; {
	case s.records > 0:
		return copy(p, "A1,周小川,13700001234,浙江省杭州市西湖区文三路1号\n"), nil
	case s.records == 0:
		s.cancel()
	}
	<-s.block
	return 0, io.EOF
}

// TestInterruptLeavesNothing stops every command that writes in the middle.
func TestInterruptLeavesNothing(t *testing.T) {
	for _, args := range [][]string{
		{"render", "-", "-o", "out.zpl"},
		{"render", "-", "-o", "out.pdf"},
		{"render", "-", "--to", "png", "-o", "out/"},
		{"render", "-", "--to", "zpl"},
		{"mask", "-", "--to", "csv", "-o", "out.csv"},
		{"mask", "-"},
		{"lint", "-"},
	} {
		t.Run(strings.Join(args, " "), func(t *testing.T) {
			dir := t.TempDir()
			t.Chdir(dir)
			old := filepath.Join(dir, "out.zpl")
			if err := os.WriteFile(old, []byte("old"), 0o600); err != nil {
				t.Fatal(err)
			}
			ctx, cancel := context.WithCancel(t.Context())
			in := &slowInput{records: 200, cancel: cancel, block: make(chan struct{})}
			defer close(in.block)
			var stdout, stderr bytes.Buffer
			code := run(ctx, args, io.MultiReader(strings.NewReader("运单号,收件人姓名,收件人手机,收件人地址\n"), in), &stdout, &stderr)
			if code != exitInterrupted {
				t.Fatalf("exit code %d: %s", code, stderr.String())
			}
			if stdout.Len() > 0 {
				t.Errorf("%d bytes on standard output", stdout.Len())
			}
			entries, err := os.ReadDir(dir)
			if err != nil {
				t.Fatal(err)
			}
			if b, _ := os.ReadFile(old); len(entries) != 1 || string(b) != "old" {
				t.Errorf("left behind: %v", entries)
			}
		})
	}
}
