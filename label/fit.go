package label

import (
	"strings"
	"unicode"

	"waybill/internal/font"
)

// fitStep is how much smaller each try is when text shrinks: a dot at 203 dpi.
const fitStep = 125 * Micrometre

// textSpec is what fitting needs to know of a text element.
type textSpec struct {
	box        Rect
	min, max   Length // em size
	bold       bool
	align      Align
	valign     VAlign
	maxLines   int     // 0: as many as fit
	lineHeight float64 // of the size
	ellipsis   bool    // cut what does not fit, with "…" at the end
}

// VAlign is a vertical alignment in a text element's box.
type VAlign uint8

// Vertical alignments.
const (
	Top VAlign = iota
	Middle
	Bottom
)

// measured is a text cut into clusters with their advances.
type measured struct {
	cl    []string
	width []font.Em
	ok    []bool // a line may end after cluster i
	hard  []bool // a line must end after cluster i
}

// measure prepares one text. Missing glyphs are *font.MissingError.
func measure(fonts *font.Set, s string) (measured, error) {
	var m measured
	for i, para := range strings.Split(s, "\n") {
		para = strings.TrimFunc(para, unicode.IsSpace)
		cl := clusters(para)
		if i > 0 && len(m.hard) > 0 {
			m.hard[len(m.hard)-1] = true
		}
		m.cl = append(m.cl, cl...)
		m.ok = append(m.ok, opportunities(cl)...)
		for range cl {
			m.hard = append(m.hard, false)
		}
	}
	m.width = make([]font.Em, len(m.cl))
	for i, c := range m.cl {
		w, err := fonts.Advance(c)
		if err != nil {
			return m, err
		}
		m.width[i] = w
	}
	return m, nil
}

// span is a line: clusters [from,to), trailing blanks left out.
type span struct {
	from, to int
	width    font.Em
}

// wrap breaks greedily into lines of at most limit. With emergency, a word
// longer than a whole line is broken inside; without it, wrap fails.
func (m measured) wrap(limit font.Em, maxLines int, emergency bool) ([]span, bool) {
	var lines []span
	for i := 0; i < len(m.cl); {
		if len(lines) == maxLines {
			return nil, false
		}
		var w font.Em
		end, endW := -1, font.Em(0) // after the last opportunity that fits
		j := i
		for ; j < len(m.cl); j++ {
			hang := unicode.IsSpace(firstRune(m.cl[j]))
			if !hang && w+m.width[j] > limit {
				break
			}
			w += m.width[j]
			if m.ok[j] || m.hard[j] {
				end, endW = j+1, w
			}
			if m.hard[j] {
				break
			}
		}
		if end < 0 {
			if !emergency || j == i {
				return nil, false
			}
			end, endW = j, w
		}
		to, width := end, endW
		for to > i && unicode.IsSpace(firstRune(m.cl[to-1])) {
			to--
			width -= m.width[to]
		}
		lines = append(lines, span{i, to, width})
		for i = end; i < len(m.cl) && unicode.IsSpace(firstRune(m.cl[i])); i++ {
		}
	}
	return lines, true
}

// balance rebreaks into the same number of lines with the shortest possible
// longest line, so that a two-line name is not one long line and one character.
func (m measured) balance(lines []span, limit font.Em, emergency bool) []span {
	if len(lines) < 2 {
		return lines
	}
	lo, hi := limit/2, limit
	for hi-lo > 250 {
		mid := (lo + hi) / 2
		if l, ok := m.wrap(mid, len(lines), emergency); ok {
			lines, hi = l, mid
		} else {
			lo = mid
		}
	}
	return lines
}

// fit lays out s in spec's box: the largest size from max down to min at
// which all of it fits, or a little less where that saves a line. ok is false
// where even the smallest does not fit.
func fit(fonts *font.Set, s string, spec textSpec) (lines []Text, ok bool, err error) {
	m, err := measure(fonts, s)
	if err != nil || len(m.cl) == 0 {
		return nil, err == nil, err
	}
	for _, emergency := range []bool{false, true} {
		size, spans := m.largest(spec, spec.max, spec.min, spec.maxLines, emergency)
		if spans == nil {
			continue
		}
		// A line less, a little smaller, reads better than an orphan at the end.
		for len(spans) > 1 && int64(spans[len(spans)-1].width)*int64(size)*orphan < int64(spec.box.W)*1000 {
			least := max(spec.min, size*fewerLines/100)
			smaller, fewer := m.largest(spec, size, least, len(spans)-1, emergency)
			if fewer == nil {
				break
			}
			size, spans = smaller, fewer
		}
		if spec.align == Center {
			limit := font.Em(int64(spec.box.W) * 1000 / int64(size))
			spans = m.balance(spans, limit, emergency)
		}
		return m.place(spans, size, spec), true, nil
	}
	if spec.ellipsis {
		return fitCut(fonts, m, spec)
	}
	return nil, false, nil
}

// fitCut lays out as much of m as fits, with an ellipsis.
func fitCut(fonts *font.Set, m measured, spec textSpec) ([]Text, bool, error) {
	spec.ellipsis = false
	var lines []Text
	// Fitting is monotonic but for line breaks; the longest of a binary search
	// is never more than fits.
	lo, hi := 0, len(m.cl)-1
	for lo <= hi {
		n := (lo + hi) / 2
		cut, ok, err := fit(fonts, strings.TrimSpace(strings.Join(m.cl[:n], ""))+"…", spec)
		if err != nil {
			return nil, false, err
		}
		if ok {
			lines, lo = cut, n+1
		} else {
			hi = n - 1
		}
	}
	return lines, lines != nil, nil
}

// orphan is how many times a last line must fit its box to be one.
const orphan = 4

// fewerLines is the part of the size, in hundredths, that text gives up to
// take a line less.
const fewerLines = 80

// largest finds the largest size from hi down to lo at which m fits spec's
// box in at most maxLines lines (0: as many as the box holds), nil if none.
func (m measured) largest(spec textSpec, hi, lo Length, maxLines int, emergency bool) (Length, []span) {
	for size := hi; ; size = max(size-fitStep, lo) {
		if size <= spec.box.H {
			n := 1 + int((spec.box.H-size)/spec.pitch(size))
			if maxLines > 0 {
				n = min(n, maxLines)
			}
			limit := font.Em(int64(spec.box.W) * 1000 / int64(size))
			if spans, ok := m.wrap(limit, n, emergency); ok {
				return size, spans
			}
		}
		if size <= lo {
			return 0, nil
		}
	}
}

// pitch is the distance of baselines at a size.
func (s textSpec) pitch(size Length) Length { return Length(float64(size) * s.lineHeight) }

func (m measured) place(spans []span, size Length, spec textSpec) []Text {
	lh := spec.pitch(size)
	h := size + lh*Length(len(spans)-1)
	y := spec.box.Y
	switch spec.valign {
	case Middle:
		y += (spec.box.H - h) / 2
	case Bottom:
		y += spec.box.H - h
	}
	out := make([]Text, 0, len(spans))
	for i, sp := range spans {
		w := Length(int64(sp.width) * int64(size) / 1000)
		x := spec.box.X
		switch spec.align {
		case Center:
			x += (spec.box.W - w) / 2
		case Right:
			x += spec.box.W - w
		}
		out = append(out, Text{
			X:        x,
			Baseline: y + lh*Length(i) + size*ascent/100,
			Size:     size,
			Width:    w,
			Bold:     spec.bold,
			String:   strings.Join(m.cl[sp.from:sp.to], ""),
		})
	}
	return out
}

// ascent is the part of the em above the baseline, in hundredths: the design
// box of CJK fonts stands 0.88 em above and 0.12 em below.
const ascent = 88
