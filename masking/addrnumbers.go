package masking

// maskNumbers puts one mask for every number: *栋*单元*室. What no rule
// explains behind a building is one number.
func (m *masker) maskNumbers(f fieldID, dst *string, v string, id string, r region) {
	m.load(v)
	m.addr.scan()
	end := len(m.addr.runes)
	c, ok := m.addr.findCut(addrContext{region: r, building: m.inBuilding})
	m.inBuilding = f.part() == partStreet && m.addr.endsInBuilding()
	if ok = ok && !m.addr.maskedAt(c.from); ok {
		end = c.from
		m.addr.scan() // findCut settles levels
	}
	from := len(m.out)
	done := m.starNames(v, end)
	end = max(end, done)
	changed := done > 0
	switch {
	case ok && c.tail:
		m.note(f, NoteUnparsed, unexplained)
		m.out = append(m.out, v[m.offsets[done]:m.offsets[end]]...)
		m.out = append(m.out, '*')
		done, changed = len(m.addr.runes), true
	case ok:
		if to := m.starInside(v, done, end); to > done {
			done, changed = to, true
		}
	}
	if !changed {
		m.out = m.out[:from]
		*dst = v
		return
	}
	m.out = append(m.out, v[m.offsets[done]:]...)
	m.put(dst, from)
	m.change(f, id, "address", "numbers")
	m.lineSecrets(f, v, 0)
}

// maskedAt reports whether what stands at i, behind signs and the words that
// lead to a number, was masked before.
func (s *addrScan) maskedAt(i int) bool {
	for i < len(s.runes) && !isMaskRune(s.runes[i]) && (isSign(s.runes[i]) || isNumberLead(s.runes[i])) {
		i++
	}
	return isMaskRune(s.at(i))
}

// isNumberLead knows what extendBack takes along: 第3, 负1, 地下1.
func isNumberLead(r rune) bool {
	return r == '第' || r == '负' || r == '之' || r == '地' || r == '下'
}

// starNames writes the line up to its last number before rune end, a star for
// each number that is not part of a name, and returns how far that is.
func (m *masker) starNames(v string, end int) int {
	done := 0
	for i := range m.addr.elems {
		e := &m.addr.elems[i]
		if e.at >= end {
			break
		}
		if e.kind == numberStars || e.kind == numberWordOnly || e.kind == numberLetter && e.level == levelNone {
			continue
		}
		if e.kind == numberHan && (e.level <= levelPlace || m.addr.settleNumeral(e, e.level, &state{}) == levelPlace) {
			continue
		}
		m.out = append(m.out, v[m.offsets[done]:m.offsets[e.at]]...)
		m.out = m.addr.appendStars(m.out, e.at, e.num)
		done = m.addr.behindMarks(e.num)
	}
	return done
}

// starInside goes on from rune done; from rune from on the line is the inside
// of a building, where any numeral or letter is part of a number, and sides
// and stems before a unit word are.
func (m *masker) starInside(v string, done, from int) int {
	i, k := max(done, from), 0
	for i < len(m.addr.runes) {
		for k < len(m.addr.elems) && m.addr.elems[k].end <= i {
			k++
		}
		to := i
		if k < len(m.addr.elems) && m.addr.elems[k].at == i && m.addr.elems[k].kind != numberStars {
			if to = m.addr.elems[k].num; to == i && (isSide(m.addr.runes[i]) || isStem(m.addr.runes[i])) {
				to++
			}
		}
		for to < len(m.addr.runes) && m.addr.isPartOfNumber(to) {
			to++
		}
		if to == i {
			i++
			continue
		}
		m.out = append(m.out, v[m.offsets[done]:m.offsets[i]]...)
		m.out = m.addr.appendStars(m.out, i, to)
		done = m.addr.behindMarks(to)
		i = done
	}
	return done
}

// behindMarks moves an end behind the marks that belong to the rune before.
func (s *addrScan) behindMarks(i int) int {
	for i < len(s.runes) && isExtender(s.runes[i]) {
		i++
	}
	return i
}

func (s *addrScan) isPartOfNumber(i int) bool {
	r := s.runes[i]
	return isLowerRune(r) || anyDigit(r) >= 0 || scriptOf(r) == scriptDigit || s.isNumeral(i)
}

// appendStars writes a star for each number of the chain [from,to): *-*-* for
// 3-2-501.
func (s *addrScan) appendStars(dst []byte, from, to int) []byte {
	for k := from; k < to; k++ {
		switch {
		case s.isJoint(k):
			dst = append(dst, '-')
		case s.runes[k] == '#':
			dst = append(dst, '#')
		case k == from || s.isJoint(k-1) || s.runes[k-1] == '#':
			dst = append(dst, '*')
		}
	}
	return dst
}
