//go:build unix

package device

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// A named pipe is a file device with somebody at the other end.
func pipeBench(t *testing.T) bench {
	path := filepath.Join(t.TempDir(), "printer")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Fatal(err)
	}
	far, err := os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { far.Close() })
	c, err := Open(t.Context(), URI{Scheme: "file", Name: path, Path: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return bench{conn: c, received: far, holds: true, cut: func() { far.Close() }}
}

func TestPipe(t *testing.T) { conform(t, pipeBench) }

func TestFileAppendsAndKeeps(t *testing.T) {
	path := filepath.Join(t.TempDir(), "labels.zpl")
	for range 2 {
		c, err := Open(t.Context(), URI{Scheme: "file", Name: path, Path: true})
		if err != nil {
			t.Fatal(err)
		}
		writeAll(t, c, []byte("^XA^XZ"))
		if err := c.Drain(t.Context()); err != nil {
			t.Error(err)
		}
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	}
	got, err := os.ReadFile(path)
	if err != nil || string(got) != "^XA^XZ^XA^XZ" {
		t.Errorf("%q, %v", got, err)
	}
	if info, _ := os.Stat(path); info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v", info.Mode())
	}
}

func TestFileOpenErrors(t *testing.T) {
	dir := t.TempDir()
	if _, err := Open(t.Context(), URI{Scheme: "file", Name: dir, Path: true}); err == nil {
		t.Error("a folder is a device")
	}
	if _, err := Open(t.Context(), URI{Scheme: "file", Name: filepath.Join(dir, "no", "such"), Path: true}); !errors.Is(err, ErrNotFound) || !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no folder: %v", err)
	}
	pipe := filepath.Join(dir, "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), URI{Scheme: "file", Name: pipe, Path: true}); !errors.Is(err, ErrNotFound) {
		t.Errorf("a pipe without reader: %v", err)
	}
	if _, err := Open(t.Context(), URI{Scheme: "spool", Name: "queue"}); !errors.Is(err, ErrUnsupported) {
		t.Errorf("a kind that is not there: %v", err)
	}
}
