package graphic

import (
	"math/bits"
	"slices"
)

// codes are the Huffman codes of an alphabet, each as written, first bit
// lowest. A length of 0 is a symbol that has none.
type codes struct {
	length [numLit]uint8
	bits   [numLit]uint16
}

// huffman makes codes. It holds room for that.
type huffman struct {
	keys   [numLit]uint32     // count and symbol of those in use, rarest first
	weight [2 * numLit]uint32 // of the tree's nodes, leaves in the order of keys
	parent [2 * numLit]uint16 // of each node; later its depth
}

// build sets c to codes of at most limit bits for symbols that occur as often
// as counts say, the shortest possible unless the limit is in the way.
//
// At least two symbols get codes: inflaters refuse an alphabet of one.
func (h *huffman) build(counts []uint32, limit int, c *codes) {
	const symbolBits = 9
	keys := h.keys[:0]
	for s, n := range counts {
		c.length[s] = 0
		if n > 0 {
			keys = append(keys, n<<symbolBits|uint32(s))
		}
	}
	for s := uint32(0); len(keys) < 2; s++ {
		if counts[s] == 0 {
			keys = append(keys, 1<<symbolBits|s)
		}
	}
	slices.Sort(keys)
	lengths := h.lengths(keys, symbolBits, limit)
	i := 0
	for l := limit; l > 0; l-- {
		for range lengths[l] {
			c.length[keys[i]&(1<<symbolBits-1)] = uint8(l)
			i++
		}
	}
	c.assign(len(counts))
}

// maxDepth is deeper than a tree of 2^23 tokens gets.
const maxDepth = 40

// lengths returns how many codes there are of each length.
func (h *huffman) lengths(keys []uint32, symbolBits, limit int) [maxDepth]int {
	n := len(keys)
	for i, k := range keys {
		h.weight[i] = k >> symbolBits
	}
	// Leaves and inner nodes are both in order: the lightest two are in front.
	leaf, inner := 0, n
	root := 2*n - 2
	for node := n; node <= root; node++ {
		h.weight[node] = 0
		for range 2 {
			light := inner
			if leaf < n && (inner >= node || h.weight[leaf] <= h.weight[inner]) {
				light = leaf
				leaf++
			} else {
				inner++
			}
			h.weight[node] += h.weight[light]
			h.parent[light] = uint16(node)
		}
	}
	var lengths [maxDepth]int
	h.parent[root] = 0
	for i := root - 1; i >= 0; i-- {
		h.parent[i] = h.parent[h.parent[i]] + 1
		if i < n {
			lengths[min(int(h.parent[i]), maxDepth-1)]++
		}
	}
	shorten(&lengths, limit)
	return lengths
}

// shorten brings codes longer than limit to it, and lengthens others until
// all fit.
func shorten(lengths *[maxDepth]int, limit int) {
	room := 1 << limit
	for l := maxDepth - 1; l > limit; l-- {
		lengths[limit] += lengths[l]
		lengths[l] = 0
	}
	for l := 1; l <= limit; l++ {
		room -= lengths[l] << (limit - l)
	}
	for ; room < 0; room++ {
		// A leaf of the longest below the limit becomes a node of two: itself
		// and one of those at the limit, whose place is gained.
		l := limit - 1
		for lengths[l] == 0 {
			l--
		}
		lengths[limit]--
		lengths[l]--
		lengths[l+1] += 2
	}
}

// assign sets the codes of n symbols by their lengths (RFC 1951, 3.2.2).
func (c *codes) assign(n int) {
	var count, next [16]uint16
	for _, l := range c.length[:n] {
		count[l]++
	}
	count[0] = 0
	for l := 1; l < len(next); l++ {
		next[l] = (next[l-1] + count[l-1]) << 1
	}
	for s, l := range c.length[:n] {
		if l > 0 {
			c.bits[s] = bits.Reverse16(next[l]) >> (16 - l)
			next[l]++
		}
	}
}
