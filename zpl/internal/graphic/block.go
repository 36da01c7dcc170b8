package graphic

import (
	"encoding/binary"
	"math/bits"
)

// Alphabets of deflate (RFC 1951, 3.2.5 to 3.2.7).
const (
	numLit      = 286 // bytes, end of block, lengths
	numDist     = 30
	numLengths  = 19 // how the code lengths of the two are written
	endOfBlock  = 256
	firstLength = 257
)

// The symbols of lengths: which one a length has (less minMatch), from where
// each counts and the bits that say how far from there.
var (
	lengthSymbol [256]uint8
	lengthFrom   [29]uint16
	lengthBits   [29]uint8
)

func init() {
	from := 0
	for s := range 28 {
		if s >= 8 {
			lengthBits[s] = uint8(s/4 - 1)
		}
		lengthFrom[s] = uint16(from)
		for range 1 << lengthBits[s] {
			if from < len(lengthSymbol) {
				lengthSymbol[from] = uint8(s)
			}
			from++
		}
	}
	// The longest has a symbol of its own.
	lengthSymbol[255], lengthFrom[28] = 28, 255
}

// distSymbol returns the symbol of a distance less 1.
func distSymbol(d uint32) uint32 {
	if d < 2 {
		return d
	}
	k := uint32(bits.Len32(d)) - 2
	return 2*k + d>>k
}

// distBits returns the bits behind the symbol of a distance less 1.
func distBits(d uint32) (v uint64, n uint) {
	if d < 4 {
		return 0, 0
	}
	n = uint(bits.Len32(d)) - 2
	return uint64(d & (1<<n - 1)), n
}

// blockCoder writes blocks of deflate.
type blockCoder struct {
	bitWriter
	huffman        huffman
	lit, dist, len codes
	head           []lengthRun // the code lengths, as written
}

// lengthRun is a symbol of the alphabet of code lengths: a length, or 16 to 18
// for repetitions, and the number behind it.
type lengthRun struct{ symbol, more uint8 }

const (
	repeatLast  = 16 // 3 to 6 times, 2 bits
	repeatZero  = 17 // 3 to 10 times, 3 bits
	repeatZeros = 18 // 11 to 138 times, 7 bits
)

// moreBits is how many bits are behind the repetitions.
var moreBits = [numLengths]uint{repeatLast: 2, repeatZero: 3, repeatZeros: 7}

// lengthOrder is the order in which the lengths of the lengths' codes come.
var lengthOrder = [numLengths]uint8{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15}

// block writes tokens, whose symbols occur as often as lit and dist say, with
// codes of their own, or with the fixed ones where that is shorter.
func (c *blockCoder) block(tokens []token, lit *[numLit]uint32, dist *[numDist]uint32, last bool) {
	lit[endOfBlock] = 1
	c.huffman.build(lit[:], 15, &c.lit)
	c.huffman.build(dist[:], 15, &c.dist)
	litN, distN := used(c.lit.length[:numLit], firstLength), used(c.dist.length[:numDist], 1)
	counts := c.lengths(litN, distN)
	c.huffman.build(counts[:], 7, &c.len)
	lenN := numLengths
	for lenN > 4 && c.len.length[lengthOrder[lenN-1]] == 0 {
		lenN--
	}

	own := 14 + 3*lenN + cost(lit[:], &c.lit) + cost(dist[:], &c.dist) + cost(counts[:], &c.len)
	for s, n := range moreBits {
		own += int(counts[s]) * int(n)
	}
	final := uint64(0)
	if last {
		final = 1
	}
	if cost(lit[:], &fixedLit)+cost(dist[:], &fixedDist) <= own {
		c.put(final|1<<1, 3)
		c.write(tokens, &fixedLit, &fixedDist)
		return
	}
	c.put(final|2<<1, 3)
	c.put(uint64(litN-firstLength)|uint64(distN-1)<<5|uint64(lenN-4)<<10, 14)
	for _, s := range lengthOrder[:lenN] {
		c.put(uint64(c.len.length[s]), 3)
	}
	for _, r := range c.head {
		c.put(uint64(c.len.bits[r.symbol]), uint(c.len.length[r.symbol]))
		c.put(uint64(r.more), moreBits[r.symbol])
	}
	c.write(tokens, &c.lit, &c.dist)
}

// write writes tokens and the end of the block.
func (c *blockCoder) write(tokens []token, lit, dist *codes) {
	for _, t := range tokens {
		if t&isMatch == 0 {
			c.put(uint64(lit.bits[t]), uint(lit.length[t]))
			continue
		}
		l := t.length()
		s := lengthSymbol[l]
		n := uint(lit.length[firstLength+int(s)])
		c.put(uint64(lit.bits[firstLength+int(s)])|uint64(uint16(l)-lengthFrom[s])<<n, n+uint(lengthBits[s]))
		d := distSymbol(t.distance())
		v, more := distBits(t.distance())
		n = uint(dist.length[d])
		c.put(uint64(dist.bits[d])|v<<n, n+more)
	}
	c.put(uint64(lit.bits[endOfBlock]), uint(lit.length[endOfBlock]))
}

// lengths sets c.head to the lengths of the first codes of both alphabets, and
// returns how often each of its symbols occurs.
func (c *blockCoder) lengths(litN, distN int) (counts [numLengths]uint32) {
	var all [numLit + numDist]uint8
	n := copy(all[:], c.lit.length[:litN])
	n += copy(all[n:], c.dist.length[:distN])
	c.head = c.head[:0]
	add := func(symbol uint8, more int) {
		c.head = append(c.head, lengthRun{symbol, uint8(more)})
		counts[symbol]++
	}
	for i := 0; i < n; {
		v, run := all[i], 1
		for i+run < n && all[i+run] == v {
			run++
		}
		i += run
		if v != 0 { // a repetition needs a length before it
			add(v, 0)
			run--
		}
		for run >= 3 {
			k := min(run, 6)
			switch {
			case v != 0:
				add(repeatLast, k-3)
			case run > 10:
				k = min(run, 138)
				add(repeatZeros, k-11)
			default:
				k = run
				add(repeatZero, k-3)
			}
			run -= k
		}
		for range run {
			add(v, 0)
		}
	}
	return counts
}

// used returns how many lengths there are up to the last that is not 0, least
// if fewer.
func used(lengths []uint8, least int) int {
	n := len(lengths)
	for n > least && lengths[n-1] == 0 {
		n--
	}
	return n
}

// cost is the bits of codes for symbols that occur as often as counts say; the
// bits behind the codes are the same for all codes.
func cost(counts []uint32, c *codes) int {
	n := 0
	for s, k := range counts {
		n += int(k) * int(c.length[s])
	}
	return n
}

// The fixed codes (RFC 1951, 3.2.6). Two symbols of each are never used and
// only shift no other's code.
var fixedLit, fixedDist = fixedCodes()

func fixedCodes() (lit, dist codes) {
	for s := range lit.length {
		switch {
		case s < 144:
			lit.length[s], lit.bits[s] = 8, bits.Reverse16(uint16(0x30+s))>>8
		case s < 256:
			lit.length[s], lit.bits[s] = 9, bits.Reverse16(uint16(0x190+s-144))>>7
		case s < 280:
			lit.length[s], lit.bits[s] = 7, bits.Reverse16(uint16(s-256))>>9
		default:
			lit.length[s], lit.bits[s] = 8, bits.Reverse16(uint16(0xC0+s-280))>>8
		}
	}
	for s := range numDist {
		dist.length[s], dist.bits[s] = 5, bits.Reverse16(uint16(s))>>11
	}
	return lit, dist
}

// bitWriter writes bits, the lowest first.
type bitWriter struct {
	out []byte
	acc uint64
	n   uint // bits in acc, below 32 between calls
}

func (w *bitWriter) begin(dst []byte) { *w = bitWriter{out: dst} }

// put writes the n lowest bits of v, at most 32; those above must be 0.
func (w *bitWriter) put(v uint64, n uint) {
	w.acc |= v << w.n
	if w.n += n; w.n >= 32 {
		w.out = binary.LittleEndian.AppendUint32(w.out, uint32(w.acc))
		w.acc >>= 32
		w.n -= 32
	}
}

// end fills the last byte and returns all.
func (w *bitWriter) end() []byte {
	for ; w.n > 0; w.n -= min(w.n, 8) {
		w.out = append(w.out, byte(w.acc))
		w.acc >>= 8
	}
	return w.out
}
