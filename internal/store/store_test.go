package store

import (
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var first = Schema{ID: 0x7762_0001, Steps: []string{`CREATE TABLE label (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT`}}

func open(t *testing.T, path string, s Schema) *sql.DB {
	t.Helper()
	db, err := Open(t.Context(), path, s)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

func TestOpen(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state", "a ?#%b.db")
	db := open(t, path, first)
	if _, err := db.Exec("INSERT INTO label (name) VALUES (?)", "one"); err != nil {
		t.Fatal(err)
	}
	for pragma, want := range map[string]string{"journal_mode": "wal", "synchronous": "2", "secure_delete": "1", "foreign_keys": "1"} {
		var got string
		if err := db.QueryRow("PRAGMA " + pragma).Scan(&got); err != nil || got != want {
			t.Errorf("%s is %s, %v", pragma, got, err)
		}
	}
	for _, p := range []string{path, path + "-wal"} {
		info, err := os.Stat(p)
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode().Perm() != 0o600 {
			t.Errorf("%s: mode %v", filepath.Ext(p), info.Mode())
		}
	}
	db.Close()
	var name string
	if err := open(t, path, first).QueryRow("SELECT name FROM label").Scan(&name); err != nil || name != "one" {
		t.Errorf("after reopening: %q, %v", name, err)
	}
}

func TestMigrate(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s", "x.db")
	open(t, path, first).Close()
	second := Schema{first.ID, append(first.Steps, "ALTER TABLE label ADD COLUMN state TEXT NOT NULL DEFAULT 'queued'")}
	db := open(t, path, second)
	if _, err := db.Exec("INSERT INTO label (name) VALUES ('a')"); err != nil {
		t.Fatal(err)
	}
	var state string
	if err := db.QueryRow("SELECT state FROM label").Scan(&state); err != nil || state != "queued" {
		t.Errorf("the new column: %q, %v", state, err)
	}
	db.Close()
	if _, err := Open(t.Context(), path, first); !errors.Is(err, ErrNewer) {
		t.Errorf("a newer file: %v", err)
	}
	other := first
	other.ID++
	if _, err := Open(t.Context(), path, other); !errors.Is(err, ErrNotOurs) {
		t.Errorf("another store's file: %v", err)
	}
}

// A step that fails leaves the file as it was.
func TestMigrateWholeOrNot(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s", "x.db")
	open(t, path, first).Close()
	bad := Schema{first.ID, append(first.Steps, "CREATE TABLE extra (id INTEGER); CREATE NONSENSE")}
	if _, err := Open(t.Context(), path, bad); err == nil || !strings.Contains(err.Error(), "step 2") {
		t.Fatalf("a bad step: %v", err)
	}
	var n int
	if err := open(t, path, first).QueryRow("SELECT count(*) FROM sqlite_schema WHERE name='extra'").Scan(&n); err != nil || n != 0 {
		t.Errorf("%d tables of a failed step, %v", n, err)
	}
}

func TestOpenToOthers(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "s", "x.db")
	open(t, path, first).Close()
	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), path, first); !errors.Is(err, ErrOpenToOthers) {
		t.Errorf("a readable file: %v", err)
	}
	os.Chmod(path, 0o600)
	os.Chmod(filepath.Dir(path), 0o755)
	if _, err := Open(t.Context(), path, first); !errors.Is(err, ErrOpenToOthers) {
		t.Errorf("a readable folder: %v", err)
	}
}

func TestNotADatabase(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	os.Chmod(filepath.Dir(path), 0o700)
	if err := os.WriteFile(path, []byte(strings.Repeat("no database at all ", 100)), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), path, first); err == nil {
		t.Error("a text file was opened")
	}
	if got, _ := os.ReadFile(path); !strings.HasPrefix(string(got), "no database") {
		t.Error("the file was changed")
	}
}
