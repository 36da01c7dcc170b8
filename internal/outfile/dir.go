package outfile

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
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
	f, err := os.OpenFile(filepath.Join(d.staging, name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	if err == nil {
		err = f.Sync()
	}
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		d.names = append(d.names, name)
	}
	return err
}

// Commit moves the files into place. A name that is taken by a folder, or any
// other failure, takes back the files moved so far.
func (d *Dir) Commit() error {
	for i, name := range d.names {
		if err := os.Rename(filepath.Join(d.staging, name), filepath.Join(d.path, name)); err != nil {
			for _, moved := range d.names[:i] {
				os.Remove(filepath.Join(d.path, moved))
			}
			d.Abort()
			return err
		}
	}
	os.RemoveAll(d.staging)
	d.staging = ""
	return syncDir(d.path)
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
