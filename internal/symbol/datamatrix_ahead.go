package symbol

import "slices"

// dmLookAhead returns the encodation that the tokens call for when mode is in
// force (ISO/IEC 16022 annex P, steps J to S). Counts are in twelfths of a
// codeword.
func dmLookAhead(tokens []int, mode int) int {
	n := [dmModes]int{0, 12, 12, 12, 12, 15}
	if mode != dmASCII {
		n = [dmModes]int{12, 24, 24, 24, 24, 27}
		n[mode] = 0
	}
	for i, t := range tokens {
		dmCount(&n, t)
		if i < 3 {
			continue
		}
		if to := dmDecide(n, tokens[i+1:]); to >= 0 {
			return to
		}
	}
	for m := range n {
		n[m] = (n[m] + 11) / 12
	}
	least := slices.Min(n[:])
	for _, m := range []int{dmASCII, dmBase256, dmEDIFACT, dmText, dmX12} {
		others := 0
		for _, v := range n {
			if v == least {
				others++
			}
		}
		if n[m] == least && (m == dmASCII || others == 1) {
			return m
		}
	}
	return dmC40
}

// dmCount adds what the token costs in each encodation (steps L to Q).
func dmCount(n *[dmModes]int, t int) {
	high := t > 127
	third := func(basic bool, other, extended int) int {
		switch {
		case basic:
			return 8
		case high:
			return extended
		}
		return other
	}
	c := byte(t)
	if high {
		c = 0
	}
	upper, lower := c >= 'A' && c <= 'Z', c >= 'a' && c <= 'z'
	plain := isDigit(c) || c == ' '
	switch {
	case dmDigit(t):
		n[dmASCII] += 6
	case high && t < 256:
		n[dmASCII] = (n[dmASCII]+11)/12*12 + 24
	default:
		n[dmASCII] = (n[dmASCII]+11)/12*12 + 12
	}
	n[dmC40] += third(plain || upper, 16, 32)
	n[dmText] += third(plain || lower, 16, 32)
	n[dmX12] += third(!high && dmX12Value(t) >= 0, 40, 52)
	switch {
	case c >= ' ' && c <= '^':
		n[dmEDIFACT] += 9
	case high:
		n[dmEDIFACT] += 51
	default:
		n[dmEDIFACT] += 39
	}
	if t > 255 {
		n[dmBase256] += 48
	} else {
		n[dmBase256] += 12
	}
}

// dmDecide returns the encodation that has won after four tokens and more, or
// -1 (step R).
func dmDecide(n [dmModes]int, rest []int) int {
	less := func(m int, than ...int) bool {
		for _, o := range than {
			if n[m]+12 >= n[o] {
				return false
			}
		}
		return true
	}
	switch {
	case n[dmASCII]+12 <= slices.Min(n[1:]):
		return dmASCII
	case n[dmBase256]+12 <= n[dmASCII] || less(dmBase256, dmC40, dmText, dmX12, dmEDIFACT):
		if n[dmBase256] <= slices.Min(n[:]) {
			return dmBase256
		}
	}
	switch {
	case less(dmEDIFACT, dmASCII, dmC40, dmText, dmX12, dmBase256):
		return dmEDIFACT
	case less(dmText, dmASCII, dmC40, dmX12, dmEDIFACT, dmBase256):
		return dmText
	case less(dmX12, dmASCII, dmC40, dmText, dmEDIFACT, dmBase256):
		return dmX12
	case less(dmC40, dmASCII, dmText, dmEDIFACT, dmBase256):
		switch {
		case n[dmC40] < n[dmX12]:
			return dmC40
		case n[dmC40] == n[dmX12]:
			for _, t := range rest {
				if t == '\r' || t == '*' || t == '>' {
					return dmX12
				}
				if dmX12Value(t) < 0 {
					break
				}
			}
			return dmC40
		}
	}
	return -1
}
