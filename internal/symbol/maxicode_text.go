package symbol

import (
	"slices"
	"strings"
)

// The code sets of MaxiCode (ISO/IEC 16023 table A.1). A set that is locked
// in is the state; C, D and E are also shifted to.
const (
	maxiA = iota
	maxiB
	maxiC
	maxiD
	maxiE
	maxiSets
)

// Values of the sets with a meaning of their own.
const (
	maxiNumber = 31 // nine digits follow in five codewords
	maxiPad    = 33 // in sets A and B
)

// maxiChars has the Latin-1 characters of each set's values; "_" marks values
// that are no characters, but for its own in set B.
var maxiChars = [maxiSets]string{
	"\rABCDEFGHIJKLMNOPQRSTUVWXYZ_\x1c\x1d\x1e_ _\"#$%&'()*+,-./0123456789:_____",
	"`abcdefghijklmnopqrstuvwxyz_\x1c\x1d\x1e_{_}~\x7f;<=>?[\\]^_ ,./:@!|_________",
	"\xc0\xc1\xc2\xc3\xc4\xc5\xc6\xc7\xc8\xc9\xca\xcb\xcc\xcd\xce\xcf\xd0\xd1\xd2\xd3\xd4\xd5\xd6\xd7\xd8\xd9\xda_\x1c\x1d\x1e_" +
		"\xdb\xdc\xdd\xde\xdf\xaa\xac\xb1\xb2\xb3\xb5\xb9\xba\xbc\xbd\xbe\x80\x81\x82\x83\x84\x85\x86\x87\x88\x89_ ____",
	"\xe0\xe1\xe2\xe3\xe4\xe5\xe6\xe7\xe8\xe9\xea\xeb\xec\xed\xee\xef\xf0\xf1\xf2\xf3\xf4\xf5\xf6\xf7\xf8\xf9\xfa_\x1c\x1d\x1e_" +
		"\xfb\xfc\xfd\xfe\xff\xa1\xa8\xab\xaf\xb0\xb4\xb7\xb8\xbb\xbf\x8a\x8b\x8c\x8d\x8e\x8f\x90\x91\x92\x93\x94_ ____",
	"\x00\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c\x0d\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a___\x1b_" +
		"\x1c\x1d\x1e\x1f\x9f\xa0\xa2\xa3\xa4\xa5\xa6\xa7\xa9\xad\xae\xb6\x95\x96\x97\x98\x99\x9a\x9b\x9c\x9d\x9e_ ____",
}

// maxiValue returns the value of c in a set, or -1.
func maxiValue(set int, c byte) int {
	if c == '_' {
		if set == maxiB {
			return 46
		}
		return -1
	}
	return strings.IndexByte(maxiChars[set], c)
}

// A maxiEdge takes characters, or none, from one set to another.
type maxiEdge struct {
	cost, from, chars int
	words             []int
}

// maxiLock returns the codewords that change from a set to another for good.
func maxiLock(from, to int) []int {
	switch {
	case from == maxiA && to == maxiB, from > maxiB && to == maxiB:
		return []int{63}
	case from == maxiB && to == maxiA:
		return []int{63}
	case from > maxiB && to == maxiA:
		return []int{58}
	}
	// A shift and its lock-in.
	return []int{57 + to + 1, 57 + to + 1}
}

// maxiCodewords returns the fewest codewords for data from set A on: a
// dynamic programme over (position, set).
func maxiCodewords(data []byte) []int {
	const never = 1 << 20
	way := make([][maxiSets]maxiEdge, len(data)+10)
	for i := range way {
		for s := range way[i] {
			way[i][s].cost = never
		}
	}
	way[0][maxiA] = maxiEdge{from: -1}
	for i := range len(data) + 1 {
		at := &way[i]
		reach := func(from, to, chars int, words ...int) {
			if c := at[from].cost + len(words); c < way[i+chars][to].cost {
				way[i+chars][to] = maxiEdge{c, from, chars, words}
			}
		}
		for range 2 { // a change may go by way of A or B
			for from := range maxiSets {
				for to := range maxiSets {
					if from != to && (from < maxiC || to < maxiC) {
						reach(from, to, 0, maxiLock(from, to)...)
					}
				}
			}
		}
		if i == len(data) {
			break
		}
		rest := data[i:]
		for s := range maxiSets {
			if at[s].cost >= never {
				continue
			}
			if v := maxiValue(s, rest[0]); v >= 0 {
				reach(s, s, 1, v)
			}
			for to := range maxiSets {
				v := maxiValue(to, rest[0])
				if v < 0 || to == s {
					continue
				}
				switch {
				case to >= maxiC:
					reach(s, s, 1, 57+to+1, v)
				case s <= maxiB:
					reach(s, s, 1, 59, v)
				}
			}
			if s == maxiB {
				// Shifts of two and three characters of set A.
				words := []int{0}
				for k := 1; k <= 3 && k <= len(rest); k++ {
					v := maxiValue(maxiA, rest[k-1])
					if v < 0 {
						break
					}
					words = append(words, v)
					if k > 1 {
						reach(s, s, k, append([]int{54 + k}, words[1:]...)...)
					}
				}
			}
			if len(rest) >= 9 && allDigits(string(rest[:9])) {
				n := 0
				for _, d := range rest[:9] {
					n = n*10 + int(d-'0')
				}
				reach(s, s, 9, maxiNumber, n>>24, n>>18&63, n>>12&63, n>>6&63, n&63)
			}
		}
	}
	end := 0
	for s := range maxiSets {
		if way[len(data)][s].cost < way[len(data)][end].cost {
			end = s
		}
	}
	// The rest of the symbol is padding, which sets C and D lack and E has
	// elsewhere.
	var parts [][]int
	if end >= maxiC {
		parts = append(parts, maxiLock(end, maxiA))
	}
	pad := len(parts)
	for i, s := len(data), end; way[i][s].from >= 0; {
		e := way[i][s]
		parts = append(parts, e.words)
		i, s = i-e.chars, e.from
	}
	slices.Reverse(parts[pad:])
	if pad == 1 {
		parts = append(parts[1:], parts[0])
	}
	return slices.Concat(parts...)
}
