package interp

import (
	"bytes"

	"waybill/zpl/internal/token"
)

// An entry is a command of a format, kept until the format ends: only then is
// it known what the fields of recalled formats hold.
type entry struct {
	offset     int64
	name       string
	args, data []byte
	delim      byte
	short      bool
}

// entrySize is what an entry takes of memory beside its bytes.
const entrySize = 96

func (e *entry) size() int { return entrySize + len(e.args) + len(e.data) }

// clone returns e with bytes of its own.
func (e *entry) clone() entry {
	c := *e
	c.args, c.data = bytes.Clone(e.args), bytes.Clone(e.data)
	return c
}

// params returns the parameters of e.
func (e *entry) params() [][]byte {
	return token.Command{Args: e.args, Data: e.data, Delim: e.delim}.Params(-1)
}

// head returns the first n parameters and what follows them.
func (e *entry) head(n int) ([][]byte, []byte) {
	if e.data != nil {
		list := e.params()
		return list[:min(n, len(list))], e.data
	}
	list := token.Command{Args: e.args, Delim: e.delim}.Params(n + 1)
	if len(list) > n {
		return list[:n], list[n]
	}
	return list, nil
}

// entries are the commands of the open format.
type entries struct {
	list  []entry
	arena []byte // room for their bytes; earlier arenas live on in list
	used  int
	// numbered: there may be fields to be filled (^FN, ^XF).
	numbered bool
}

func (l *entries) reset() {
	clear(l.list)
	l.list, l.arena, l.used, l.numbered = l.list[:0], l.arena[:0], 0, false
}

// add keeps a copy of e; false beyond limit.
func (l *entries) add(e entry, limit int) bool {
	if l.used += e.size(); l.used > limit {
		return false
	}
	e.args = l.keep(e.args)
	if e.data != nil {
		e.data = l.keep(e.data)
	}
	l.numbered = l.numbered || e.name == "^FN" || e.name == "^XF"
	l.list = append(l.list, e)
	return true
}

func (l *entries) keep(b []byte) []byte {
	if len(l.arena)+len(b) > cap(l.arena) {
		l.arena = make([]byte, 0, max(4096, len(b), 2*min(cap(l.arena), 1<<20)))
	}
	n := len(l.arena)
	l.arena = append(l.arena, b...)
	return l.arena[n:len(l.arena):len(l.arena)]
}
