package font

import "sync/atomic"

// glyphCache remembers what the chain answered for each character. It is
// filled on demand; racing goroutines store the same answer, so it needs no
// lock.
type glyphCache struct {
	pages [0x110000 / pageSize]atomic.Pointer[[pageSize]atomic.Uint64]
}

const pageSize = 256

// entry is one answer: from the lowest bit 16 bits of glyph, 8 of face, 32 of
// advance, and flags. Zero is no answer yet.
type entry uint64

const (
	entryKnown entry = 1 << (60 + iota)
	entryInvisible
	entryMissing

	missingEntry   = entryKnown | entryMissing
	invisibleEntry = entryKnown | entryInvisible
)

func newEntry(face int, id uint16, advance Em) entry {
	return entryKnown | entry(id) | entry(face)<<16 | entry(uint32(advance))<<24
}

func (e entry) missing() bool { return e&entryMissing != 0 }
func (e entry) id() uint16    { return uint16(e) }
func (e entry) advance() Em   { return Em(uint32(e >> 24)) }

// face returns the position in the chain, and false for an invisible character.
func (e entry) face() (int, bool) { return int(uint8(e >> 16)), e&entryInvisible == 0 }

func (c *glyphCache) load(r rune) entry {
	if r < 0 || int(r) >= len(c.pages)*pageSize {
		return missingEntry
	}
	page := c.pages[r/pageSize].Load()
	if page == nil {
		return 0
	}
	return entry(page[r%pageSize].Load())
}

func (c *glyphCache) store(r rune, e entry) {
	slot := &c.pages[r/pageSize]
	page := slot.Load()
	if page == nil {
		slot.CompareAndSwap(nil, new([pageSize]atomic.Uint64))
		page = slot.Load()
	}
	page[r%pageSize].Store(uint64(e))
}

func (c *glyphCache) reset() {
	for i := range c.pages {
		c.pages[i].Store(nil)
	}
}
