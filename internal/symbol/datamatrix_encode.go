package symbol

import "slices"

// A dmCoded is data in codewords up to what depends on the symbol's size.
type dmCoded struct {
	words  []int
	mode   int   // the encodation in force
	values []int // of a group that is not complete
	// Of the run of tokens in the encodation in force: the tokens, how many
	// values each has, and where the run's first codeword stands in words.
	run   []int
	sizes []int
	first int
}

// dmEncode divides tokens into encodations by the look-ahead of
// ISO/IEC 16022 annex P.
func dmEncode(tokens []int) dmCoded {
	var c dmCoded
	back := -1 // the token at which ASCII was gone back to: it is taken there
	for i := 0; i < len(tokens); {
		t := tokens[i]
		if c.mode == dmASCII && dmDigit(t) && i+1 < len(tokens) && dmDigit(tokens[i+1]) {
			c.words = dmAppendASCII(c.words, tokens[i:i+2])
			i += 2
			continue
		}
		if len(c.values) == 0 && back != i {
			if to := dmLookAhead(tokens[i:], c.mode); to != c.mode {
				c.change(to)
				if to == dmASCII {
					back = i
					continue
				}
			}
		}
		if c.mode == dmASCII {
			c.words = dmAppendASCII(c.words, tokens[i:i+1])
			i++
			continue
		}
		values, ok := dmValues(t, c.mode)
		if !ok {
			// The look-ahead keeps an encodation for a token it lacks only in
			// the middle of a group.
			c.words, _ = c.close(len(c.words) + 1<<20)
			c.mode, c.values, back = dmASCII, nil, i
			continue
		}
		c.run, c.sizes = append(c.run, t), append(c.sizes, len(values))
		c.values = append(c.values, values...)
		if c.mode != dmBase256 {
			c.words, c.values = dmAppendGroups(c.words, c.values, c.mode)
		} else {
			c.values = nil // a run of bytes is written when it ends
		}
		i++
	}
	return c
}

// dmValues returns a token's values in an encodation other than ASCII, and
// false if it has none.
func dmValues(t, mode int) ([]int, bool) {
	switch mode {
	case dmC40, dmText:
		v := dmC40Values(nil, t, mode == dmText)
		return v, v != nil
	case dmX12:
		v := dmX12Value(t)
		return []int{v}, v >= 0
	case dmEDIFACT:
		return []int{t & 0x3f}, t >= ' ' && t <= '^'
	}
	return []int{t}, t < 256
}

// change goes to another encodation between groups.
func (c *dmCoded) change(to int) {
	if c.mode != dmASCII {
		c.words, _ = c.close(len(c.words) + 1<<20)
	}
	c.values, c.run, c.sizes, c.mode = nil, nil, nil, to
	if to != dmASCII {
		c.words = append(c.words, dmLatch[to])
	}
	c.first = len(c.words)
}

// end returns the codewords for a symbol that holds room of them, unpadded,
// and false if they are too many.
func (c dmCoded) end(room int) ([]int, bool) {
	words := slices.Clone(c.words)
	if c.mode != dmASCII {
		c.words = words
		words, _ = c.close(room)
	}
	return words, len(words) <= room
}

// close ends the encodation in force and returns the codewords, without the
// one that goes back to ASCII where the symbol ends (ISO/IEC 16022 5.2.5.2,
// 5.2.7.2, 5.2.8.2).
func (c *dmCoded) close(room int) ([]int, bool) {
	words := c.words
	switch c.mode {
	case dmBase256:
		return dmAppendBase256(words, c.run), true
	case dmEDIFACT:
		k := len(c.values)
		if rest := c.run[len(c.run)-k:]; room-len(words) <= 2 && k <= room-len(words) {
			return dmAppendASCII(words, rest), true
		}
		return appendSixes(words, append(slices.Clone(c.values), 31)), true
	}
	// Tokens are taken back until no group is open, or one of two values,
	// which a shift without a character fills.
	keep, open := len(c.run), len(c.values)
	for keep > 0 && (open == 1 || open == 2 && c.mode == dmX12) {
		keep--
		open = (open - c.sizes[keep] + 6) % 3
	}
	rest := c.run[keep:]
	if len(rest) == 0 && open == 0 {
		if len(words) < room {
			words = append(words, dmUnlatch)
		}
		return words, true
	}
	words = slices.Clone(words[:c.first])
	var values []int
	for _, t := range c.run[:keep] {
		v, _ := dmValues(t, c.mode)
		values = append(values, v...)
	}
	if open == 2 {
		values = append(values, 0)
	}
	words, _ = dmAppendGroups(words, values, c.mode)
	tail := dmAppendASCII(nil, rest)
	if len(rest) == 0 && len(words) == room || len(tail) == 1 && len(words)+1 == room {
		return append(words, tail...), true
	}
	return append(append(words, dmUnlatch), tail...), true
}

// appendSixes appends values of six bits, the last byte filled with zeros.
func appendSixes(out, values []int) []int {
	bits, n := 0, 0
	for _, v := range values {
		bits, n = bits<<6|v, n+6
		if n >= 8 {
			n -= 8
			out = append(out, bits>>n&0xff)
		}
	}
	if n > 0 {
		out = append(out, bits<<(8-n)&0xff)
	}
	return out
}
