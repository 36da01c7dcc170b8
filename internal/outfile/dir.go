package outfile

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
)

// Dir is a folder that receives a set of files: all of them or none.
type Dir struct {
	path    string
	staging string
	names   []string
	seen    map[string]bool
	created bool // the folder itself is ours
}

// CreateDir begins a set of files in path, which is made if need be.
func CreateDir(path string) (*Dir, error) {
	_, err := os.Stat(path)
	created := errors.Is(err, os.ErrNotExist)
	if err := os.MkdirAll(path, 0o700); err != nil {
		return nil, err
	}
	staging, err := os.MkdirTemp(path, ".waybill-*.tmp")
	if err != nil {
		if created {
			os.Remove(path)
		}
		return nil, err
	}
	return &Dir{path: path, staging: staging, seen: map[string]bool{}, created: created}, nil
}

// Add writes one file of the set. A name may come only once.
func (d *Dir) Add(name string, content []byte) error {
	if filepath.Base(name) != name || name == "" || name[0] == '.' {
		return fmt.Errorf("%q is no plain file name", name)
	}
	if d.seen[name] {
		return fmt.Errorf("two labels would have the file name %s", name)
	}
	d.seen[name] = true
	f, err := os.OpenFile(d.staged(name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		d.names = append(d.names, name)
	}
	return err
}

func (d *Dir) staged(name string) string { return filepath.Join(d.staging, name) }

// replaced is where a file waits that had the name before; no added file's
// name begins with a dot.
func (d *Dir) replaced(name string) string { return filepath.Join(d.staging, "."+name) }

// Commit moves the files into place. On an error the files that they had
// replaced are put back. Each file appears whole; a crash of the system
// between two of them leaves new ones beside old ones.
func (d *Dir) Commit() error {
	if err := d.sync(); err != nil {
		d.Abort()
		return err
	}
	for i, name := range d.names {
		if err := d.move(name); err != nil {
			for _, moved := range d.names[:i] {
				d.putBack(moved)
			}
			d.Abort()
			return err
		}
	}
	os.RemoveAll(d.staging)
	d.staging = ""
	return syncDir(d.path)
}

// move puts a staged file in its place and the file that had the name aside.
func (d *Dir) move(name string) error {
	target := filepath.Join(d.path, name)
	switch st, err := os.Lstat(target); {
	case errors.Is(err, os.ErrNotExist):
	case err != nil:
		return err
	case st.IsDir():
		return fmt.Errorf("%s is a folder", target)
	default:
		if err := os.Rename(target, d.replaced(name)); err != nil {
			return err
		}
	}
	err := os.Rename(d.staged(name), target)
	if err != nil {
		os.Rename(d.replaced(name), target)
	}
	return err
}

// putBack undoes move.
func (d *Dir) putBack(name string) {
	target := filepath.Join(d.path, name)
	if os.Rename(d.replaced(name), target) != nil {
		os.Remove(target)
	}
}

// syncers is how many files are flushed at once: a file system writes what
// they wait for together.
const syncers = 16

// sync makes the staged files durable.
func (d *Dir) sync() error {
	names := make(chan string)
	errs := make([]error, syncers)
	var wg sync.WaitGroup
	for i := range syncers {
		wg.Go(func() {
			for name := range names {
				if err := syncFile(d.staged(name)); err != nil {
					errs[i] = err
				}
			}
		})
	}
	for _, name := range d.names {
		names <- name
	}
	close(names)
	wg.Wait()
	return errors.Join(errs...)
}

func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	err = f.Sync()
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	return err
}

// Abort removes the set. After Commit it does nothing.
func (d *Dir) Abort() {
	if d.staging == "" {
		return
	}
	os.RemoveAll(d.staging)
	d.staging = ""
	if d.created {
		os.Remove(d.path) // only if it is empty
	}
}
