package outfile

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func names(t *testing.T, dir string) string {
	t.Helper()
	es, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range es {
		out = append(out, e.Name())
	}
	return strings.Join(out, " ")
}

func TestFileAppearsOnlyOnCommit(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "out.zpl")
	f, err := Create(path)
	if err != nil {
		t.Fatal(err)
	}
	f.Write([]byte("label"))
	if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
		t.Fatal("file exists before Commit")
	}
	if err := f.Commit(); err != nil {
		t.Fatal(err)
	}
	f.Abort() // must not undo it
	b, err := os.ReadFile(path)
	if err != nil || string(b) != "label" {
		t.Fatalf("%q, %v", b, err)
	}
	if st, _ := os.Stat(path); runtime.GOOS != "windows" && st.Mode().Perm() != 0o600 {
		t.Errorf("mode %v", st.Mode())
	}
	if n := names(t, dir); n != "out.zpl" {
		t.Errorf("left behind: %s", n)
	}
}

func TestAbortKeepsTheOldFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "out.zpl")
	os.WriteFile(path, []byte("old"), 0o600)
	f, err := Create(path)
	if err != nil {
		t.Fatal(err)
	}
	f.Write(bytes.Repeat([]byte("x"), 1<<20))
	f.Abort()
	if b, _ := os.ReadFile(path); string(b) != "old" {
		t.Errorf("old file is now %d bytes", len(b))
	}
	if n := names(t, dir); n != "out.zpl" {
		t.Errorf("left behind: %s", n)
	}
}

func TestFullDevice(t *testing.T) {
	if _, err := os.Stat("/dev/full"); err != nil {
		t.Skip("no /dev/full on this system")
	}
	f, err := Create("/dev/full")
	if err != nil {
		t.Fatal(err)
	}
	f.Write([]byte("label"))
	if err := f.Commit(); err == nil {
		t.Fatal("a full device took the label")
	}
}

// TestDeviceGetsNothingBeforeCommit uses a pipe: a printer that receives the
// beginning of a job prints it.
func TestDeviceGetsNothingBeforeCommit(t *testing.T) {
	path := filepath.Join(t.TempDir(), "pipe")
	if err := exec.Command("mkfifo", path).Run(); err != nil {
		t.Skip("no named pipes on this system")
	}
	f, err := Create(path)
	if err != nil {
		t.Fatal(err)
	}
	f.Write(bytes.Repeat([]byte("label"), 1<<20))
	f.Abort() // would hang or have written if the pipe were open

	f, err = Create(path)
	if err != nil {
		t.Fatal(err)
	}
	f.Write([]byte("label"))
	got := make(chan string)
	go func() {
		b, _ := os.ReadFile(path)
		got <- string(b)
	}()
	if err := f.Commit(); err != nil {
		t.Fatal(err)
	}
	if s := <-got; s != "label" {
		t.Errorf("the pipe got %q", s)
	}
}

func TestCreateFollowsSymlinks(t *testing.T) {
	dir := t.TempDir()
	target, link := filepath.Join(dir, "target"), filepath.Join(dir, "link")
	os.WriteFile(target, []byte("old"), 0o600)
	if err := os.Symlink(target, link); err != nil {
		t.Skip("no symbolic links on this system")
	}
	f, err := Create(link)
	if err != nil {
		t.Fatal(err)
	}
	f.Write([]byte("new"))
	if err := f.Commit(); err != nil {
		t.Fatal(err)
	}
	if b, _ := os.ReadFile(target); string(b) != "new" {
		t.Errorf("target holds %q", b)
	}
	if st, _ := os.Lstat(link); st.Mode()&os.ModeSymlink == 0 {
		t.Error("the link was replaced")
	}
}

// TestFailedCommitPutsOldFilesBack makes the last of three names a folder.
func TestFailedCommitPutsOldFilesBack(t *testing.T) {
	dir := t.TempDir()
	os.WriteFile(filepath.Join(dir, "1.png"), []byte("old"), 0o600)
	if err := os.Mkdir(filepath.Join(dir, "3.png"), 0o700); err != nil {
		t.Fatal(err)
	}
	d, err := CreateDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range []string{"1.png", "2.png", "3.png"} {
		if err := d.Add(n, []byte("new")); err != nil {
			t.Fatal(err)
		}
	}
	if err := d.Commit(); err == nil {
		t.Fatal("a folder was overwritten")
	}
	if n := names(t, dir); n != "1.png 3.png" {
		t.Errorf("folder holds %s", n)
	}
	if b, _ := os.ReadFile(filepath.Join(dir, "1.png")); string(b) != "old" {
		t.Errorf("the old file now holds %q", b)
	}
}

func TestSpoolIsCopied(t *testing.T) {
	f, err := Spool()
	if err != nil {
		t.Fatal(err)
	}
	defer f.Abort()
	f.Write([]byte("label"))
	var b bytes.Buffer
	if err := f.CopyTo(&b); err != nil || b.String() != "label" {
		t.Fatalf("%q, %v", b.String(), err)
	}
}

func TestDistinct(t *testing.T) {
	dir := t.TempDir()
	in := filepath.Join(dir, "in.csv")
	os.WriteFile(in, nil, 0o600)
	if err := os.Link(in, filepath.Join(dir, "link.csv")); err == nil {
		if err := Distinct(in, filepath.Join(dir, "link.csv")); !errors.Is(err, ErrSameFile) {
			t.Errorf("hard link: %v", err)
		}
	}
	if err := Distinct(in, in); !errors.Is(err, ErrSameFile) {
		t.Errorf("same path: %v", err)
	}
	if err := Distinct(in, filepath.Join(dir, "other")); err != nil {
		t.Errorf("other path: %v", err)
	}
}

func TestDirAllOrNothing(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "labels")
	d, err := CreateDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range []string{"1.png", "2.png"} {
		if err := d.Add(n, []byte(n)); err != nil {
			t.Fatal(err)
		}
	}
	if err := d.Add("1.png", nil); err == nil {
		t.Error("a name was taken twice")
	}
	if err := d.Add("../x", nil); err == nil {
		t.Error("a name left the folder")
	}
	if n := names(t, dir); strings.Contains(n, ".png") {
		t.Errorf("visible before Commit: %s", n)
	}
	if err := d.Commit(); err != nil {
		t.Fatal(err)
	}
	if n := names(t, dir); n != "1.png 2.png" {
		t.Errorf("folder holds %s", n)
	}

	gone := filepath.Join(t.TempDir(), "gone")
	d, err = CreateDir(gone)
	if err != nil {
		t.Fatal(err)
	}
	d.Add("1.png", nil)
	d.Abort()
	if _, err := os.Stat(gone); !errors.Is(err, os.ErrNotExist) {
		t.Error("Abort left the folder")
	}
}
