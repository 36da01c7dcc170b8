package zpl

import (
	"bytes"
	"strconv"

	"waybill/label"
)

// A storedLabel matches documents with the stored format of a Setup. Only a
// document that has everything that is fixed in the format can be printed by
// it; fields fill what they fit, the rest of the document goes beside it.
type storedLabel struct {
	places []place
	fields []fill // by number, from 1
	data   []byte
	pinned []bool // which fixed items were seen
}

// place says what becomes of an item.
type place struct {
	kind  placeKind
	field int
}

type placeKind uint8

const (
	beside placeKind = iota // sent with the label
	fixed                   // part of the format
	filled                  // data of a field of the format
)

// fill is the data of a field. Several items share it where all of them have
// the same data.
type fill struct {
	from, to int // in data
	have     int // items with this data
	odd      bool
}

func (p place) stored(s *storedLabel) bool {
	return p.kind == fixed || p.kind == filled && s.fields[p.field].have > 0
}

// match returns what becomes of the items of d, nil where the format does not
// serve: there is none, or d lacks something that the format prints.
func (s *storedLabel) match(l *layer, d *label.Document) []place {
	if l.setup == nil || l.setup.recall == nil || !l.setup.sameSize(d) {
		return nil
	}
	setup := l.setup
	s.places, s.data = s.places[:0], s.data[:0]
	if len(s.fields) != len(setup.members) {
		s.fields = make([]fill, len(setup.members))
		s.pinned = make([]bool, len(setup.fixed))
	}
	clear(s.fields)
	clear(s.pinned)
	missing := len(setup.fixed)
	for _, it := range d.Items {
		var p place
		var ok bool
		if l.key, ok = appendKey(l.key[:0], it); ok {
			if n, found := setup.fixed[string(l.key)]; found && !s.pinned[n] {
				s.pinned[n] = true
				missing--
				s.places = append(s.places, place{kind: fixed})
				continue
			}
		}
		from := len(s.data)
		if data, sl, ok := l.field(s.data, it); ok {
			if n, found := setup.slots[sl]; found && s.put(n, from, data) {
				p = place{kind: filled, field: n}
			}
		}
		s.places = append(s.places, p)
	}
	if missing > 0 {
		return nil
	}
	// A number fills all its fields alike: it is used only where all of them
	// are wanted.
	for n := 1; n < len(s.fields); n++ {
		if f := &s.fields[n]; f.odd || f.have != setup.members[n] {
			f.have = 0
		}
	}
	return s.places
}

// put takes data, which ends in the datum of an item of field n.
func (s *storedLabel) put(n, from int, data []byte) bool {
	f := &s.fields[n]
	if f.have == 0 {
		s.data = data
		f.from, f.to = from, len(data)
	} else if !bytes.Equal(data[from:], s.data[f.from:f.to]) {
		f.odd = true
	}
	f.have++
	return true
}

// appendFields appends the data of the fields.
func (s *storedLabel) appendFields(dst []byte) []byte {
	for n, f := range s.fields {
		if f.have > 0 {
			dst = strconv.AppendInt(append(dst, "^FN"...), int64(n), 10)
			dst = append(append(dst, s.data[f.from:f.to]...), "^FS"...)
		}
	}
	return dst
}
