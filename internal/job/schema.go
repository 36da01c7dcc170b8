package job

import "waybill/internal/store"

// schema of the journal. What names a person, and what a person wrote, is
// sealed. A job is ready when all its labels are there; until then nobody sees
// it.
var schema = store.Schema{ID: 0x7762_6a6f, Steps: []string{`
CREATE TABLE job (
	id      TEXT PRIMARY KEY,
	created TEXT NOT NULL,             -- RFC 3339, UTC
	touched TEXT NOT NULL,             -- while it is not ready: when its last labels came
	ready   INTEGER NOT NULL,
	printer TEXT NOT NULL,             -- its URI without options: what tells printers apart
	address TEXT NOT NULL,             -- its URI with options: how it is opened again
	width   INTEGER NOT NULL,          -- of its labels, in dots
	height  INTEGER NOT NULL,
	dpi     INTEGER NOT NULL
) STRICT;

CREATE TABLE label (
	job      TEXT NOT NULL REFERENCES job(id) ON DELETE CASCADE,
	seq      INTEGER NOT NULL,         -- 1 ..
	state    TEXT NOT NULL,
	evidence TEXT NOT NULL DEFAULT '',
	counter  INTEGER,                  -- the printer's label counter before it was sent
	reprint  INTEGER NOT NULL DEFAULT 0, -- 补打 n
	mark     BLOB NOT NULL,            -- keyed hash of the waybill number, to find a label sent twice
	name     BLOB NOT NULL,            -- sealed: the waybill number
	zpl      BLOB NOT NULL,            -- sealed
	PRIMARY KEY (job, seq)
) STRICT;
CREATE INDEX label_state ON label(state);
CREATE INDEX label_mark ON label(mark);

CREATE TABLE event (
	id    INTEGER PRIMARY KEY,
	at    TEXT NOT NULL,
	job   TEXT NOT NULL REFERENCES job(id) ON DELETE CASCADE,
	seq   INTEGER NOT NULL,
	state TEXT NOT NULL,
	note  BLOB                         -- sealed, NULL for none
) STRICT;
CREATE INDEX event_job ON event(job);
`}}
