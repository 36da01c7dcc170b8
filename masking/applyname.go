package masking

import "strings"

// hideName is what is done where no rule fits.
var hideName = nameOp{keep: keepNone, fixed: 2, mask: "*", reason: reasonNoRule}

// maskNames masks both names. The persons' names become secrets first: the
// name of an organisation may hold the other party's.
func (m *masker) maskNames() {
	for sd := sender; sd <= recipient; sd++ {
		p := m.party(sd)
		m.names[sd] = parseName(p.Name.Reveal(), m.clusters[sd])
		m.clusters[sd] = m.names[sd].clusters
		m.regions[sd] = m.regionOf(sd)
	}
	for sd := sender; sd <= recipient; sd++ {
		m.maskName(sd)
	}
	for sd := sender; sd <= recipient; sd++ {
		m.showOrganisation(sd)
	}
}

// maskName masks a name by the first rule that fits, wholly if none does. A
// name that the rule shows is left to showOrganisation.
func (m *masker) maskName(sd side) {
	n := &m.names[sd]
	if n.class == nameEmpty {
		return
	}
	f := sd.field(partName)
	sub := m.subject(sd)
	op := &hideName
	id := "no rule"
	if r := pick(m.policy.rules.names, &sub); r != nil {
		op, id = &r.op, r.id
	}
	if op.keep == keepAll && !op.replace {
		return
	}
	if op.replace && n.text == op.with {
		m.r.shown[f] = op.with // masked before: nobody's name
		return
	}
	from := len(m.out)
	m.vis = n.plan(op, m.vis)
	m.out = n.appendMasked(m.out, op, m.vis)
	m.put(&m.r.shown[f], from)
	if n.masked {
		m.note(f, NoteMasked, "the input was masked before; the clear name is unknown")
	}
	if string(m.out[from:]) != m.party(sd).Name.Reveal() {
		reason := op.reason
		if n.class == nameSingle && !op.replace {
			reason = reasonSingle
		}
		m.change(f, id, n.class.String(), reason)
	}
	m.nameSecrets(f, op)
}

// nameSecrets makes the name, and the parts of it that the plan hides, secret.
func (m *masker) nameSecrets(f fieldID, op *nameOp) {
	n, vis := &m.names[f.side()], m.vis
	s := &m.secrets
	if n.class == nameLatin {
		m.latinSecrets(f, n, vis)
		return
	}
	s.addTerm(f, howFullName, n.text, 2, n.body >= 3 && !m.namesDivision(n.text))
	for i := 0; i < len(vis); {
		if vis[i] != hide && !op.replace {
			i++
			continue
		}
		j := i
		for j < len(vis) && (vis[j] == hide || op.replace) {
			j++
		}
		if j-i >= 2 && j-i < n.body {
			s.addTerm(f, howNamePart, n.text[n.clusters[i].at:n.clusters[j-1].end], 2, false)
		}
		if j-i >= 3 { // the surname may have been longer than was seen
			s.addTerm(f, howNamePart, n.text[n.clusters[j-2].at:n.clusters[j-1].end], 2, false)
		}
		i = j
	}
}

// namesDivision reports whether a name is that of a division which stands in
// an address of the record, such as 海淀区: then it proves nothing by itself.
// The columns alone do not make a division.
func (m *masker) namesDivision(name string) bool {
	for sd := sender; sd <= recipient; sd++ {
		p := m.party(sd)
		if strings.Contains(p.City.Reveal(), name) || strings.Contains(p.District.Reveal(), name) {
			return isDivision(name)
		}
	}
	return false
}

// latinSecrets makes the whole name and its words of three letters and more
// secret.
func (m *masker) latinSecrets(f fieldID, n *name, vis []visibility) {
	s := &m.secrets
	words := 0
	for i := 0; i < len(vis); {
		if vis[i] == separate {
			i++
			continue
		}
		j, hidden := i, false
		for j < len(vis) && vis[j] != separate {
			hidden = hidden || vis[j] == hide
			j++
		}
		if hidden && j-i >= 3 {
			s.addTerm(f, howNamePart, n.text[n.clusters[i].at:n.clusters[j-1].end], 3, false)
			s.addTerm(f, howNamePart, n.text[n.clusters[i+1].at:n.clusters[j-1].end], 4, false)
		}
		words++
		i = j
	}
	if words > 1 || n.body >= 5 {
		s.addTerm(f, howFullName, n.text, 5, true)
	}
}

// showOrganisation prints a name that the policy shows, without the numbers
// and the persons' names that may stand in it.
func (m *masker) showOrganisation(sd side) {
	n := &m.names[sd]
	sub := m.subject(sd)
	r := pick(m.policy.rules.names, &sub)
	if n.class == nameEmpty || r == nil || r.op.keep != keepAll || r.op.replace {
		return
	}
	f := sd.field(partName)
	sub.field = textCompany
	m.maskText(&m.r.shown[f], f, m.party(sd).Name.Reveal(), &sub)
}

// side returns the party of a party's field.
func (f fieldID) side() side {
	if f >= fieldRecipient {
		return recipient
	}
	return sender
}
