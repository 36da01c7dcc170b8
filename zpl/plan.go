package zpl

import (
	"waybill/internal/font"
	"waybill/label"
)

// A Plan looks at the documents of a job, before any of them is sent, for what
// they have in common. Its memory does not grow with their number.
//
//	plan := NewPlan(profile, fonts)
//	for each document { plan.See(d) }
//	setup, err := plan.Settle()
//
// It serves one goroutine.
type Plan struct {
	layer  layer
	fonts  *font.Set
	size   label.Size
	labels int // documents of that size
	expect int // labels that the caller expects, 0 for those seen

	items  map[string]*known
	order  []*known // by first appearance
	slots  map[slot]*use
	groups [][]*use // slots that had the same data in every document
	fresh  []*use   // slots that the document at hand shows first
}

// known is an item that was seen.
type known struct {
	key   string
	item  label.Item
	count int // documents that have it
	last  int // the latest of them
}

// use is what is known of a slot.
type use struct {
	slot  slot
	count int // documents that fill it
	last  int // the latest of them
	data  uint64
	bytes int // data in all
}

// Bounds of what a plan remembers: items and slots beyond them go with each
// label.
const (
	maxItems = 1 << 16
	maxSlots = 1 << 12
)

// NewPlan returns a Plan for labels that a Formatter of p and fonts would
// write.
func NewPlan(p Profile, fonts *font.Set) *Plan {
	pl := &Plan{
		layer: newLayer(p, fonts),
		fonts: fonts,
		items: map[string]*known{},
		slots: map[slot]*use{},
	}
	pl.layer.sep = ""
	if p.Text == Download {
		pl.layer.typist.collecting = true
		pl.layer.typist.chars = new(runeSet)
	}
	return pl
}

// Expect tells how many labels will follow where not all of them can be seen
// beforehand. What is taken for common to them is then what the template says
// is static; a label that lacks some of it is sent whole.
func (p *Plan) Expect(labels int) { p.expect = labels }

// See takes one document into account. Documents of another size than the
// first are sent without what the job stores. It fails where no label of the
// profile could have the size of d.
func (p *Plan) See(d *label.Document) error {
	if p.labels == 0 {
		p.size = d.Size
	}
	if d.Size != p.size {
		return nil
	}
	l := &p.layer
	if err := l.open(d.Size); err != nil {
		return err
	}
	p.labels++
	for _, it := range d.Items {
		p.seeItem(it)
		if b, ok := it.(label.Box); ok && b.Filled {
			for _, t := range b.Knockout {
				l.typist.slot(t, l.media())
			}
		}
		var s slot
		var ok bool
		if l.content, s, ok = l.field(l.content[:0], it); ok {
			p.seeField(s, l.content)
		}
	}
	p.regroup()
	return nil
}

func (p *Plan) seeItem(it label.Item) {
	l := &p.layer
	var ok bool
	if l.key, ok = appendKey(l.key[:0], it); !ok {
		return
	}
	k := p.items[string(l.key)]
	if k == nil {
		if len(p.items) >= maxItems {
			return
		}
		k = &known{key: string(l.key), item: it}
		p.items[k.key] = k
		p.order = append(p.order, k)
	}
	if k.last != p.labels {
		k.count++
		k.last = p.labels
	}
}

func (p *Plan) seeField(s slot, content []byte) {
	u := p.slots[s]
	fresh := u == nil
	if fresh {
		if len(p.slots) >= maxSlots {
			return
		}
		u = &use{slot: s}
		p.slots[s] = u
	}
	if u.last == p.labels {
		return // two items in one place
	}
	u.count++
	u.last = p.labels
	u.bytes += len(content)
	u.data = checksum(content)
	if fresh {
		p.fresh = append(p.fresh, u)
	}
}

// regroup parts slots that this document filled differently. Whether slots
// share their data is only guessed here, by a checksum: labels compare it.
func (p *Plan) regroup() {
	for i := 0; i < len(p.groups); i++ {
		if len(p.groups[i]) < 2 {
			continue
		}
		var same, other []*use
		first := p.datum(p.groups[i][0])
		for _, u := range p.groups[i] {
			if p.datum(u) == first {
				same = append(same, u)
			} else {
				other = append(other, u)
			}
		}
		if other != nil {
			p.groups[i] = same
			p.groups = append(p.groups, other) // parted further when its turn comes
		}
	}
	// New slots were all empty in every earlier document.
	from := len(p.groups)
	for _, u := range p.fresh {
		at := from
		for at < len(p.groups) && p.groups[at][0].data != u.data {
			at++
		}
		if at == len(p.groups) {
			p.groups = append(p.groups, nil)
		}
		p.groups[at] = append(p.groups[at], u)
	}
	p.fresh = p.fresh[:0]
}

// datum is the checksum of what the document at hand puts into a slot, 0 for
// nothing.
func (p *Plan) datum(u *use) uint64 {
	if u.last == p.labels {
		return u.data
	}
	return 0
}

// checksum is FNV-1a, never 0.
func checksum(b []byte) uint64 {
	h := uint64(14695981039346656037)
	for _, c := range b {
		h = (h ^ uint64(c)) * 1099511628211
	}
	return max(h, 1)
}
