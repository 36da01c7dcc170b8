package job

import "waybill/internal/store"

// schema of the journal. label.zpl is emptied when a label can no longer be
// needed: what is gone cannot leak.
var schema = store.Schema{ID: 0x7762_6a6f, Steps: []string{`
CREATE TABLE job (
	id      TEXT PRIMARY KEY,
	created TEXT NOT NULL,             -- RFC 3339, UTC
	printer TEXT NOT NULL,             -- its URI without options: what tells printers apart
	address TEXT NOT NULL,             -- its URI with options: how it is opened again
	width   INTEGER NOT NULL,          -- of its labels, in dots
	height  INTEGER NOT NULL,
	dpi     INTEGER NOT NULL,
	source  TEXT NOT NULL              -- SHA-256 of its labels, to find a job sent twice
) STRICT;

CREATE TABLE label (
	job      TEXT NOT NULL REFERENCES job(id) ON DELETE CASCADE,
	seq      INTEGER NOT NULL,         -- 1 ..
	token    TEXT NOT NULL UNIQUE,     -- opaque id that may travel in a format
	state    TEXT NOT NULL,
	evidence TEXT NOT NULL DEFAULT '',
	counter  INTEGER,                  -- the printer's label counter before it was sent
	reprint  INTEGER NOT NULL DEFAULT 0, -- 补打 n
	name     BLOB NOT NULL,            -- sealed: the waybill number
	zpl      BLOB,                     -- sealed
	PRIMARY KEY (job, seq)
) STRICT;
CREATE INDEX label_state ON label(state);

CREATE TABLE event (
	id    INTEGER PRIMARY KEY,
	at    TEXT NOT NULL,
	job   TEXT NOT NULL,
	seq   INTEGER NOT NULL,
	state TEXT NOT NULL,
	note  TEXT NOT NULL DEFAULT ''     -- never a personal value
) STRICT;
`}}
