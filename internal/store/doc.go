// Package store opens the SQLite files that must not lose anything: the job
// journal, the ledger of relay numbers, the vault.
//
// Every file is in WAL mode with synchronous=FULL: of all settings measured,
// only that one and the slower rollback journal lost no acknowledged write to a
// power cut. Files are 0600 in a folder of 0700; deleted rows are overwritten.
package store
