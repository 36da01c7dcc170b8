package emulator

import (
	"path"
	"slices"
	"strings"
)

// A store is what a printer keeps of objects: R: while it has power, E: for
// good. The interpreter holds the objects themselves; the store knows their
// sizes and how to make them again.
type store struct {
	limit   map[byte]int
	objects []stored // in order of making
}

type stored struct {
	name string // "E:LOGO.GRF"
	size int
	job  []byte // that makes it
}

func newStore(ram, flash int) store {
	return store{limit: map[byte]int{'R': ram, 'E': flash}}
}

// entrySize is what an object takes of the memory beside its bytes.
const entrySize = 64

// mostObjects is how many objects all drives hold together.
const mostObjects = 1000

// used returns how many bytes of a drive are taken.
func (s *store) used(drive byte) int {
	n := 0
	for _, o := range s.objects {
		if o.name[0] == drive {
			n += o.size + entrySize
		}
	}
	return n
}

// free returns how many bytes of a drive are left.
func (s *store) free(drive byte) int { return max(0, s.limit[drive]-s.used(drive)) }

// put keeps an object; false where the drive is full or not there.
func (s *store) put(name string, size int, job []byte) bool {
	limit, ok := s.limit[name[0]]
	if !ok {
		return false
	}
	used := s.used(name[0]) + size + entrySize
	at := slices.IndexFunc(s.objects, func(o stored) bool { return o.name == name })
	if at >= 0 {
		used -= s.objects[at].size + entrySize
	}
	// What makes the object may be longer than it is: hex, comments.
	const longest = 4
	if used > limit || len(job) > longest*limit || at < 0 && len(s.objects) >= mostObjects {
		return false
	}
	if at >= 0 {
		s.objects = slices.Delete(s.objects, at, at+1)
	}
	s.objects = append(s.objects, stored{name, size, slices.Clone(job)})
	return true
}

// remove deletes what a name with * and ? matches.
func (s *store) remove(pattern string) {
	s.objects = slices.DeleteFunc(s.objects, func(o stored) bool { return matches(pattern, o.name) })
}

// matches reports whether a name is one that a pattern with * and ? means.
func matches(pattern, name string) bool {
	ok, err := path.Match(strings.NewReplacer(`\`, `\\`, "[", `\[`, "]", `\]`).Replace(pattern), name)
	return ok && err == nil
}

// powerOff loses R:.
func (s *store) powerOff() { s.remove("R:*") }

// kept returns the jobs that make the objects of E: again.
func (s *store) kept() [][]byte {
	var jobs [][]byte
	for _, o := range s.objects {
		if o.name[0] == 'E' {
			jobs = append(jobs, o.job)
		}
	}
	return jobs
}

// objectName completes an object's name by R: and an extension, in capitals.
func objectName(name, ext string) string {
	name = strings.ToUpper(name)
	if len(name) < 2 || name[1] != ':' {
		name = "R:" + name
	}
	if len(name) == 2 {
		name += "UNKNOWN"
	}
	if !strings.Contains(name, ".") {
		name += ext
	}
	return name
}

// downloads lists the commands that store an object, with the extension of
// its name and the parameter that gives its size; -1: as long as its text.
var downloads = map[string]struct {
	ext  string
	size int
}{
	"~DG": {".GRF", 1}, "~DU": {".FNT", 1}, "~DT": {".DAT", 1}, "~DS": {".FNT", 1},
	"~DB": {".FNT", -1}, "~DE": {".DAT", 1}, "~DL": {".FNT", -1}, "~DY": {"", 3},
}

// extensions are those of ~DY.
var extensions = map[byte]string{'G': ".GRF", 'P': ".PNG", 'T': ".TTF", 'E': ".TTE", 'B': ".BMP", 'X': ".PCX"}

// download reads which object a command stores, and false for other commands.
// length is that of the whole command.
func download(s segment, length int, delim byte) (size int, name string, ok bool) {
	d, ok := downloads[s.name]
	if !ok {
		return 0, "", false
	}
	args := split(s.args, delim)
	name, size = arg(args, 0), length
	if s.name == "~DY" {
		if d.ext = extensions[letter(args, 2, 'G')]; d.ext == "" {
			d.ext = ".DAT"
		}
		name, _, _ = strings.Cut(name, ".")
	}
	if d.size > 0 {
		if n, ok := decimal([]byte(arg(args, d.size))); ok {
			size = n
		}
	}
	return size, objectName(name, d.ext), true
}

// transfer is ^TO: copies of objects under other names.
func (p *Printer) transfer(args []string) {
	from, to := objectName(arg(args, 0), ".*"), strings.ToUpper(arg(args, 1))
	for _, o := range slices.Clone(p.store.objects) {
		if !matches(from, o.name) {
			continue
		}
		name := o.name[2:]
		if _, as, found := strings.Cut(to, ":"); found && as != "" && !strings.ContainsAny(as, "*?") {
			name = as
		}
		drive := "R:"
		if len(to) > 1 && to[1] == ':' {
			drive = to[:2]
		}
		again := "^XA^TO" + o.name + "," + drive + name + "^XZ"
		if drive == "E:" && o.name[0] == 'R' {
			again += "^XA^ID" + o.name + "^XZ" // it will not be there any more
		}
		p.store.put(drive+name, o.size, append(slices.Clone(o.job), again...))
	}
}
