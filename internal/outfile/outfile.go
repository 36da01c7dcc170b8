// Package outfile writes output files that appear complete or not at all.
package outfile

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// ErrSameFile says that the output would overwrite the input.
var ErrSameFile = errors.New("output is the input file")

// File is a file being written. Until Commit nothing stands under its name,
// and a device or pipe has received nothing.
type File struct {
	path string
	tmp  *os.File
	buf  *bufio.Writer
	// device is true for what cannot be renamed over: it gets a copy.
	device bool
	done   bool
}

// Create begins a file of mode 0600. Where path is a symbolic link, what it
// leads to is replaced.
func Create(path string) (*File, error) {
	if target, err := filepath.EvalSymlinks(path); err == nil {
		path = target
	}
	if st, err := os.Stat(path); err == nil {
		if st.IsDir() {
			return nil, fmt.Errorf("%s is a folder", path)
		}
		if !st.Mode().IsRegular() {
			f, err := Spool()
			if err != nil {
				return nil, err
			}
			f.path, f.device = path, true
			return f, nil
		}
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".waybill-*.tmp") // 0600
	if err != nil {
		return nil, err
	}
	return &File{path: path, tmp: f, buf: bufio.NewWriterSize(f, 64<<10)}, nil
}

// Write implements io.Writer.
func (f *File) Write(p []byte) (int, error) { return f.buf.Write(p) }

// Commit makes the file appear under its name: flush, fsync, rename, fsync of
// the folder. On an error nothing appears. A nil File is nothing to write. A device or pipe is written now;
// an error may leave it with a part.
func (f *File) Commit() error {
	if f == nil || f.done {
		return nil
	}
	if f.device {
		defer f.Abort()
		return f.toDevice()
	}
	err := f.buf.Flush()
	if err == nil {
		err = f.tmp.Sync()
	}
	if cerr := f.tmp.Close(); err == nil {
		err = cerr
	}
	f.done = true
	if err == nil {
		err = os.Rename(f.tmp.Name(), f.path)
	}
	if err != nil {
		os.Remove(f.tmp.Name())
		return err
	}
	return syncDir(filepath.Dir(f.path))
}

func (f *File) toDevice() error {
	d, err := os.OpenFile(f.path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	err = f.CopyTo(d)
	if cerr := d.Close(); err == nil {
		err = cerr
	}
	return err
}

// Abort removes what was written. After Commit it does nothing.
func (f *File) Abort() {
	if f == nil || f.done {
		return
	}
	f.done = true
	f.tmp.Close()
	os.Remove(f.tmp.Name())
}

// CopyTo sends what was written so far to w instead of committing it: output
// for a pipe that must not begin before all records are known to be good.
func (f *File) CopyTo(w io.Writer) error {
	if err := f.buf.Flush(); err != nil {
		return err
	}
	if _, err := f.tmp.Seek(0, io.SeekStart); err != nil {
		return err
	}
	_, err := io.Copy(w, f.tmp)
	return err
}

// Spool begins a temporary file that is only ever copied elsewhere. It has no
// name where the system allows that, so that nothing stays after a crash.
func Spool() (*File, error) {
	f, err := os.CreateTemp("", ".waybill-*.tmp")
	if err != nil {
		return nil, err
	}
	// Unlinked at once on systems that can; elsewhere Abort removes it.
	_ = os.Remove(f.Name())
	return &File{tmp: f, buf: bufio.NewWriterSize(f, 64<<10)}, nil
}

// Distinct returns ErrSameFile where out already exists and is the file in.
func Distinct(in, out string) error {
	a, err1 := os.Stat(in)
	b, err2 := os.Stat(out)
	if err1 == nil && err2 == nil && a.Mode().IsRegular() && os.SameFile(a, b) {
		return fmt.Errorf("%s: %w", out, ErrSameFile)
	}
	return nil
}
