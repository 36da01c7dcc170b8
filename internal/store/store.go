package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"runtime"

	_ "modernc.org/sqlite" // the driver "sqlite"
)

// ErrNewer says that a file was written by a later version of the program,
// which this one must not touch.
var ErrNewer = errors.New("written by a newer version")

// ErrNotOurs says that a file is a database of something else.
var ErrNotOurs = errors.New("not a file of this program")

// ErrOpenToOthers says that others may read or write the file or its folder.
var ErrOpenToOthers = errors.New("open to other users")

// Schema is what a store holds.
type Schema struct {
	// ID is the file's application_id: another store's file is refused.
	ID int32
	// Steps are SQL scripts, run once each and in order; their number is the
	// file's user_version. Steps that a release had are never changed.
	Steps []string
}

// pragmas of every connection. The wait is for other processes: a command
// beside a running station.
const pragmas = "_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)" +
	"&_pragma=secure_delete(ON)&_pragma=foreign_keys(ON)&_pragma=wal_autocheckpoint(200)&_txlock=immediate"

// Open opens the store at path and brings it to the schema. Its folder is made
// if it is not there. Transactions begin IMMEDIATE: two writers wait for each
// other instead of failing halfway.
func Open(ctx context.Context, path string, s Schema) (_ *sql.DB, err error) {
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("store: %w", err)
	}
	if err := private(dir); err != nil {
		return nil, fmt.Errorf("store: %w", err)
	}
	// SQLite would make it readable by all that the umask lets in.
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("store: %w", err)
	}
	if err := errors.Join(f.Close(), private(path)); err != nil {
		return nil, fmt.Errorf("store: %w", err)
	}
	db, err := sql.Open("sqlite", dsn(path))
	if err != nil {
		return nil, fmt.Errorf("store: %w", err)
	}
	defer func() {
		if err != nil {
			db.Close()
			err = fmt.Errorf("store %s: %w", filepath.Base(path), err)
		}
	}()
	// One connection: SQLite has one writer, and readers of ours are short.
	db.SetMaxOpenConns(1)
	if err := durable(ctx, db); err != nil {
		return nil, err
	}
	if err := migrate(ctx, db, s); err != nil {
		return nil, err
	}
	return db, SyncFolder(dir)
}

func dsn(path string) string {
	return (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: filepath.ToSlash(path)}).EscapedPath(), RawQuery: pragmas}).String()
}

// private refuses what others may read. Windows has no such bits: there the
// folder of the user's profile is private by its ACL.
func private(path string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	if info.Mode().Perm()&0o077 != 0 {
		return &fs.PathError{Op: "open", Path: path, Err: ErrOpenToOthers}
	}
	return nil
}

// durable reads back what the file system and the driver made of the pragmas:
// a journal mode is refused silently.
func durable(ctx context.Context, db *sql.DB) error {
	var mode string
	var sync int
	if err := db.QueryRowContext(ctx, "PRAGMA journal_mode").Scan(&mode); err != nil {
		return err
	}
	if err := db.QueryRowContext(ctx, "PRAGMA synchronous").Scan(&sync); err != nil {
		return err
	}
	if mode != "wal" || sync < 2 {
		return fmt.Errorf("not durable on this file system: journal %s, synchronous %d", mode, sync)
	}
	return nil
}

func migrate(ctx context.Context, db *sql.DB, s Schema) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	var id int32
	var version, tables int
	for query, to := range map[string]any{
		"PRAGMA application_id":              &id,
		"PRAGMA user_version":                &version,
		"SELECT count(*) FROM sqlite_schema": &tables,
	} {
		if err := tx.QueryRowContext(ctx, query).Scan(to); err != nil {
			return err
		}
	}
	switch {
	case id != s.ID && (id != 0 || tables > 0):
		return ErrNotOurs
	case version > len(s.Steps):
		return ErrNewer
	case version == len(s.Steps):
		return nil
	}
	for i, step := range s.Steps[version:] {
		if _, err := tx.ExecContext(ctx, step); err != nil {
			return fmt.Errorf("step %d: %w", version+i+1, err)
		}
	}
	// Pragmas take no parameters; both are numbers of ours.
	if _, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id=%d; PRAGMA user_version=%d", s.ID, len(s.Steps))); err != nil {
		return err
	}
	return tx.Commit()
}

// SyncFolder makes the names of new files durable, which an fsync of the files
// does not. Windows keeps them by itself.
func SyncFolder(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
