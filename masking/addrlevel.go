package masking

// adjust moves a cut that was found for "from unit" to another level. Of what
// no rule explained no level is known, and all of it is hidden.
func (s *addrScan) adjust(c cut, from addrFrom) cut {
	if c.tail && from < fromUnit {
		return c
	}
	switch from {
	case fromBuilding, fromRoad:
		if a, ok := s.above(from); ok && a.from < c.from {
			return a
		}
	case fromFloor:
		return s.below(c, levelFloor)
	case fromRoom:
		return s.below(c, levelRoom)
	}
	return c
}

// above finds the first building or house number: where hiding begins when
// more than the unit is hidden.
func (s *addrScan) above(from addrFrom) (cut, bool) {
	if from != fromBuilding && from != fromRoad {
		return cut{}, false
	}
	for i := range s.elems {
		e := &s.elems[i]
		building := e.level == levelBuilding || e.level == levelNone && e.chain > 1
		road := e.level == levelRoad || e.level == levelGroup || e.level == levelYard || e.level == levelNone && e.kind == numberDigits
		if building || from == fromRoad && road {
			c := cut{from: e.at, to: len(s.runes), level: e.level}
			s.extendBack(&c)
			return c, true
		}
	}
	return cut{}, false
}

// below moves a cut to the first element at or below lv; a bare number is a
// room, and of a chain the last number.
func (s *addrScan) below(c cut, lv level) cut {
	for i := range s.elems {
		e := &s.elems[i]
		if e.end <= c.from {
			continue
		}
		if e.chain > 1 {
			for k := e.end - 1; k > e.at; k-- {
				if s.isJoint(k) {
					c.from, c.dash = k+1, true
					return c
				}
			}
		}
		l := e.level
		if l == levelStorey {
			l = levelFloor
		}
		if l >= lv || l == levelNone {
			c.from = max(e.at, c.from)
			s.extendBack(&c)
			return c
		}
	}
	return c
}
