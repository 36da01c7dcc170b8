package masking

// elementSecrets makes the hidden numbers of a cut line secret, with enough
// of the text before them not to be bare numbers.
func (m *masker) elementSecrets(f fieldID, line string, c *cut) {
	if c.tail {
		m.tailSecret(f, line, c)
	}
	for i := 0; i < len(m.addr.elems); i++ {
		e := &m.addr.elems[i]
		from := e.at
		if e.at < c.from && c.from < e.end {
			from = c.from
		}
		if from < c.from || from >= c.to {
			continue
		}
		if e.kind == numberStars {
			return
		}
		j := i
		if e.digits >= phoneDigits {
			continue // hiddenPhones knows it
		}
		for j+1 < len(m.addr.elems) && m.addr.elems[j+1].glued && m.addr.elems[j+1].digits < phoneDigits {
			j++
		}
		m.partSecret(f, line, from, m.addr.elems[j].end)
		m.roomSecrets(f, line, from, i, j)
		if k := m.lastUnit(i, j); k < j {
			m.partSecret(f, line, from, m.addr.elems[k].end)
		}
		if c.dash && from > e.at+1 { // 5-2-301: also -2-301 with the digit before it
			m.secrets.addTerm(f, howAddress, line[m.offsets[from-2]:m.offsets[m.addr.elems[j].end]], minSecretRunes, false)
			m.secrets.wholeWord()
		}
		if last := &m.addr.elems[j]; j > i && last.end-last.at >= 4 {
			m.partSecret(f, line, last.at, last.end)
		}
		i = j
	}
}

// tailSecret makes the first words secret that no rule explained.
func (m *masker) tailSecret(f fieldID, line string, c *cut) {
	from := c.from
	for from < c.to && isSign(m.addr.runes[from]) {
		from++
	}
	to := from
	for to < c.to && !isSign(m.addr.runes[to]) {
		to++
	}
	if to > from && !isMaskRune(m.addr.runes[from]) {
		m.partSecret(f, line, from, to)
	}
}

// minRoomDigits is from where a number is a secret without its unit word.
const minRoomDigits = 3

// roomSecrets makes the number of the room secret, in elements i..j that are
// hidden from rune from on, alone and with what leads to it, both without the
// unit word: remarks say 3单元1503 and 1503门口 of 3单元1503室.
func (m *masker) roomSecrets(f fieldID, line string, from, i, j int) {
	for k := i; k <= j; k++ {
		e := &m.addr.elems[k]
		if e.level != levelNone && e.level != levelRoom {
			continue
		}
		to := e.at
		if m.addr.at(to) == '#' {
			to++
		}
		start, digits := to, 0
		for ; to < e.end; to++ {
			if r := m.addr.runes[to]; m.addr.isJoint(to) {
				start, digits = to+1, 0
			} else if isDigitRune(r) || m.addr.isNumeral(to) {
				digits++
			} else if !isLowerRune(r) && !(r == ' ' && to < e.num) {
				break
			}
		}
		if start >= from && digits >= minRoomDigits && digits < phoneDigits {
			m.roomSecret(f, line[m.offsets[start]:m.offsets[to]])
		}
		if to < e.end && from < to && to-from >= minSecretRunes && k > i {
			m.secrets.addTerm(f, howAddress, line[m.offsets[from]:m.offsets[to]], minSecretRunes, false)
		}
	}
}

func (m *masker) roomSecret(f fieldID, number string) {
	n := len(m.secrets.terms)
	m.secrets.addTerm(f, howRoom, number, minRoomDigits, false)
	if len(m.secrets.terms) > n {
		m.secrets.wholeWord()
	}
}

// lastUnit returns the last of elements i..j that has a unit word, j if none
// has: bare numbers behind it may be something else.
func (m *masker) lastUnit(i, j int) int {
	for k := j; k >= i; k-- {
		if m.addr.elems[k].level != levelNone {
			return k
		}
	}
	return j
}

// minSecretRunes is how long a part of an address must be to be told from
// chance; shorter ones take the text before them along.
const minSecretRunes = 4

func (m *masker) partSecret(f fieldID, line string, from, to int) {
	for steps := 0; from > 0 && steps < 8; steps++ {
		runes, letters := 0, 0
		for _, r := range m.addr.runes[from:to] {
			if !isSeparator(r) {
				runes++
			}
			if !isDigitRune(r) && !isSeparator(r) {
				letters++
			}
		}
		// A whole number goes along, not its last digits.
		if runes >= minSecretRunes && letters > 0 && !(isDigitRune(m.addr.runes[from]) && isDigitRune(m.addr.runes[from-1])) {
			break
		}
		from--
	}
	m.secrets.addTerm(f, howAddress, line[m.offsets[from]:m.offsets[to]], minSecretRunes-1, false)
}

// lineSecrets makes the household of a line secret that is hidden from byte
// end on, by another rule than from unit.
func (m *masker) lineSecrets(f fieldID, v string, end int) {
	m.lineTerms(f, v, end)
	m.hiddenPhones(f, v[end:])
}

func (m *masker) lineTerms(f fieldID, v string, end int) {
	if isLatinAddress(v) {
		m.cuts = cutLatin(v, m.cuts[:0])
		for _, c := range m.cuts {
			if c.from >= end {
				m.secrets.addTerm(f, howAddress, v[c.from:c.to], 4, false)
			}
		}
		return
	}
	m.load(v)
	m.addr.scan()
	c, ok := m.addr.findCut(addrContext{region: m.regions[f.side()]})
	if !ok {
		return
	}
	for c.from < len(m.addr.runes) && int(m.offsets[c.from]) < end {
		c.from++
		c.dash = false
	}
	c.to = len(m.addr.runes)
	m.elementSecrets(f, v, &c)
}

// hiddenPhones makes the numbers secret that stand in a hidden text.
func (m *masker) hiddenPhones(f fieldID, v string) {
	if len(v) < windowLen {
		return
	}
	m.loadText(v)
	m.text.scan()
	for _, sp := range m.text.spans {
		m.spanSecret(f, v, sp)
	}
}
