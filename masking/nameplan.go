package masking

import (
	"unicode"
	"unicode/utf8"
)

// visibility of a cluster in the masked name.
type visibility uint8

const (
	hide visibility = iota
	keep
	separate // stays and counts for nothing: blanks and hyphens of Latin names
	drop     // neither shown nor counted: blanks between ideographs
)

// plan decides per cluster what stays visible. vis has one entry per cluster.
func (n *name) plan(op *nameOp, vis []visibility) []visibility {
	vis = vis[:0]
	for range n.clusters {
		vis = append(vis, hide)
	}
	n.planSeparators(vis)
	switch k := op.keep; {
	case n.class == nameMasked:
	case n.body == 1 && !op.keepSingle:
	case k == keepNone:
	case k == keepAll:
		for i := range vis {
			vis[i] = keep
		}
	case n.class == nameLatin && k != keepFirst:
		n.planLatin(op, vis)
	case n.class == nameMinority || n.class == nameNick || n.class == nameKana:
		n.show(vis, 0)
	default:
		n.planHan(k, vis)
	}
	if op.keep != keepAll && !op.keepSingle {
		n.ensureHidden(vis)
	}
	return vis
}

func (n *name) planSeparators(vis []visibility) {
	for i, c := range n.clusters {
		switch {
		case c.script == scriptBlank:
			vis[i] = drop
			if n.class == nameLatin {
				vis[i] = separate
			}
		case n.class == nameMinority && n.isDot(i):
			vis[i] = separate
		case n.class == nameLatin && (c.script == scriptDot || isLatinJoint(narrow(c.first))):
			vis[i] = separate
		}
	}
}

// isLatinJoint knows what stands between the words of a Latin name.
func isLatinJoint(r rune) bool { return r == '-' || r == '.' || r == ',' }

// planHan handles names whose parts are a surname and a given name.
func (n *name) planHan(k nameKeep, vis []visibility) {
	last := n.body - 1
	switch k {
	case keepSurname:
		for i := 0; i < n.surname; i++ {
			n.show(vis, i)
		}
	case keepFirst:
		n.show(vis, 0)
	case keepLast:
		if last > 0 {
			n.show(vis, last)
		}
	case keepFirstLast, keepSurnameLast:
		n.show(vis, 0)
		if last < 2 {
			return
		}
		n.show(vis, last)
		if k == keepSurnameLast && n.surname < last {
			for i := 1; i < n.surname; i++ {
				n.show(vis, i)
			}
		}
	}
}

// planLatin shows the first letter of each word, and with keepFamilyWord a
// first word in capitals before words that are not (CHAN Tai Man).
func (n *name) planLatin(op *nameOp, vis []visibility) {
	start := true
	word := 0
	for i, c := range n.clusters {
		if vis[i] == separate {
			if !start {
				word++
			}
			start = true
			continue
		}
		if start && c.script == scriptLatin {
			vis[i] = keep
		}
		start = false
	}
	if op.keep == keepFamilyWord {
		if end := n.familyWord(); end > 0 {
			for i := 0; i < end; i++ {
				vis[i] = keep
			}
		}
	}
}

// familyWord returns the end of a leading word in capitals, 0 if there is
// none, or if later words are in capitals too and it may be a given name.
func (n *name) familyWord() int {
	end := 0
	for end < n.body && n.clusters[end].script == scriptLatin {
		if !unicode.IsUpper(n.clusters[end].first) {
			return 0
		}
		end++
	}
	if end < 2 || end == n.body {
		return 0
	}
	for _, c := range n.clusters[end:] {
		if unicode.IsLower(c.first) || c.script == scriptMark { // masked before: CHAN T** M**
			return end
		}
	}
	return 0
}

// show keeps cluster i, unless it is a mark without a base character: no
// lone variation selector may remain.
func (n *name) show(vis []visibility, i int) {
	c := n.clusters[i]
	if vis[i] != hide || isExtender(c.first) {
		return
	}
	switch c.script {
	case scriptHan, scriptHangul, scriptKana, scriptLatin:
		vis[i] = keep
	case scriptMark:
	default:
		if i > 0 {
			return // a digit or a symbol at the end tells nothing and may be all
		}
		if c.script == scriptOther {
			vis[i] = keep
		}
	}
}

// ensureHidden hides all if the plan hides nothing.
func (n *name) ensureHidden(vis []visibility) {
	for i := range vis {
		if vis[i] == hide {
			return
		}
	}
	for i := range vis {
		if vis[i] == keep {
			vis[i] = hide
		}
	}
}

// appendMasked writes the masked name.
func (n *name) appendMasked(dst []byte, op *nameOp, vis []visibility) []byte {
	if op.replace {
		return append(dst, op.with...)
	}
	if op.fixed == 0 {
		for i, c := range n.clusters {
			switch vis[i] {
			case keep:
				dst = n.appendCluster(dst, c)
			case hide:
				dst = append(dst, op.mask...)
			case separate:
				dst = n.appendSeparator(dst, c)
			}
		}
		return append(append(dst, n.rest...), n.suffix...)
	}
	head, tail := 0, len(vis)
	for head < tail && vis[head] == keep {
		head++
	}
	for tail > head && vis[tail-1] == keep {
		tail--
	}
	for _, c := range n.clusters[:head] {
		dst = n.appendCluster(dst, c)
	}
	if head < len(vis) || op.keepSingle {
		for range op.fixed {
			dst = append(dst, op.mask...)
		}
	}
	for _, c := range n.clusters[tail:] {
		dst = n.appendCluster(dst, c)
	}
	return append(append(dst, n.rest...), n.suffix...)
}

// appendCluster writes a kept character; Latin letters lose their full width.
func (n *name) appendCluster(dst []byte, c cluster) []byte {
	if c.first >= 0xFF01 && c.first <= 0xFF5E {
		return utf8.AppendRune(dst, narrow(c.first))
	}
	return append(dst, n.text[c.at:c.end]...)
}

func (n *name) appendSeparator(dst []byte, c cluster) []byte {
	if n.class == nameMinority {
		return append(dst, "·"...)
	}
	return utf8.AppendRune(dst, narrow(c.first))
}
