package zpl

import (
	"path"
	"slices"
	"strings"

	"waybill/zpl/reply"
)

// Asker sends a query to a printer and returns what it answers. An error, or
// an answer that cannot be read, leaves the question open: many devices never
// answer some of them.
type Asker interface {
	Ask(query []byte) ([]byte, error)
}

// answers reports whether the printer can be asked.
func (e *Encoder) answers(what string) bool {
	return e.Asker != nil && slices.Contains(e.profile.Answers, what)
}

// directory asks what objects the printer has (^HW).
func (e *Encoder) directory(pattern string) (reply.Directory, bool) {
	if !e.answers(AnswersObjects) {
		return reply.Directory{}, false
	}
	answer, err := e.Asker.Ask([]byte("^XA^HW" + pattern + "^XZ"))
	if err != nil {
		return reply.Directory{}, false
	}
	d, err := reply.ParseDirectory(answer)
	return d, err == nil
}

// ask makes the Setup one that the printer can hold. A font that the printer
// says it lacks would print boxes: text goes as graphics then.
func (e *Encoder) ask() {
	if e.profile.Text == Resident && e.profile.Font != nil {
		file := e.profile.Font.File
		drive, name, ok := strings.Cut(file, ":")
		if !ok {
			drive, name = "*", file
		}
		if d, known := e.directory(drive + ":*" + path.Ext(name)); known && !d.Has(file) {
			e.refuse()
		}
	}
	if e.setup.bytes > 0 && e.answers(AnswersMemory) {
		answer, err := e.Asker.Ask([]byte("~HM"))
		if err != nil {
			return
		}
		// Half as much again: the printer keeps formats while it prints them.
		if m, err := reply.ParseMemory(answer); err == nil && m.Free*1024 < e.setup.bytes*3/2 {
			e.refuse()
		}
	}
}

// refuse gives up the Setup: labels stand on their own, with all text as
// graphics.
func (e *Encoder) refuse() {
	p := e.profile
	p.Text = Raster
	e.setup = emptySetup(p, e.fonts)
}

// confirm asks whether everything was stored. Labels do without a Setup of
// which something is missing; what is there is taken out at the end.
func (e *Encoder) confirm() {
	d, known := e.directory(drive + "*.*")
	if !known {
		return
	}
	for _, name := range e.setup.objects {
		if !d.Has(name) {
			end := e.setup.end
			e.refuse()
			e.setup.end = end
			e.f = e.setup.NewFormatter()
			return
		}
	}
}
