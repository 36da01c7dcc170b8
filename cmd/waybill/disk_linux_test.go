package main

import (
	"os"
	"strings"
	"syscall"
	"testing"
)

// TestFullDisk renders onto a file system of 64 kB.
func TestFullDisk(t *testing.T) {
	sample, err := os.ReadFile("../../testdata/shipments.csv")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=64k"); err != nil {
		t.Skipf("cannot mount a small disk here: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, 0); err != nil {
			t.Error(err)
		}
	})
	for _, args := range [][]string{
		{"-o", dir + "/out.zpl"},
		{"-o", dir + "/out.zpl", "--dpi", "300"},
		{"--to", "png", "-o", dir + "/png/"},
		{"--to", "pdf", "-o", dir + "/pdf/"},
	} {
		code, _, stderr := runHere(t, string(sample), append([]string{"render", "-"}, args...)...)
		if code != exitFailure || !strings.Contains(stderr, "no space left") {
			t.Errorf("%v: exit code %d: %s", args, code, stderr)
		}
		entries, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		if len(entries) > 0 {
			t.Errorf("%v left %d files behind", args, len(entries))
		}
	}
}
