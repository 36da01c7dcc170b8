package graphic

import (
	"encoding/binary"
	"hash/adler32"
	"math"
	"math/bits"
)

// Sizes of deflate (RFC 1951, 3.2.5).
const (
	minMatch = 3
	maxMatch = 258
	window   = 1 << 15
)

// What the search does was tuned on the rows of 300 waybills; docs/performance.md
// has figures.
const (
	hashBits = 12
	// farShort is from where a match of minMatch costs more than its bytes.
	farShort = 1024
	// enough is the length from which no longer match is looked for.
	enough = 32
	// lazy is the length from which the next byte is not tried first.
	lazy = 8
	// remembered is how much of a long match is entered in the table, at its
	// end: mostly it is blank paper, which says nothing about what follows.
	remembered = 4
	// maxTokens is how many literals and matches a block holds.
	maxTokens = 1 << 15
)

// rowDeflater compresses the rows of 1-bit pictures. It finds what repeats in
// them, the row above first of all, with less search than a general deflater
// and so in less time, and codes it as any inflater expects. The same rows
// give the same bytes, whatever came before. The zero value is ready.
type rowDeflater struct {
	last   [1 << hashBits]int32 // place after base where a hash was seen
	base   int32                // of the present data: older places are below
	tokens []token
	lit    [numLit]uint32 // how often each symbol is in tokens
	dist   [numDist]uint32
	coder  blockCoder
}

// A token is a byte, or a match: flag, length-3 and distance-1.
type token uint32

const isMatch token = 1 << 31

func (t token) length() uint32   { return uint32(t>>16) & 0xff } // less minMatch
func (t token) distance() uint32 { return uint32(t) & 0xffff }   // less 1

// appendZlib appends data as a zlib stream (RFC 1950). stride is the bytes of
// a row, 0 if there are none.
func (d *rowDeflater) appendZlib(dst, data []byte, stride int) []byte {
	if d.base == 0 || int64(d.base)+int64(len(data)) > math.MaxInt32-1 {
		clear(d.last[:])
		d.base = 1
	}
	// Deflate with a window of 32 KB, middle effort.
	d.coder.begin(append(dst, 0x78, 0x9C))
	for at := 0; ; {
		at = d.parse(data, at, stride)
		d.coder.block(d.tokens, &d.lit, &d.dist, at == len(data))
		if at == len(data) {
			break
		}
	}
	d.base += int32(len(data)) + 1
	return binary.BigEndian.AppendUint32(d.coder.end(), adler32.Checksum(data))
}

// parse turns data from at into tokens of one block and returns where it
// stopped.
func (d *rowDeflater) parse(data []byte, at, stride int) int {
	d.tokens = d.tokens[:0]
	clear(d.lit[:])
	clear(d.dist[:])
	for at < len(data) && len(d.tokens) < maxTokens {
		length, dist := d.find(data, at, stride, minMatch-1)
		d.remember(data, at)
		if length < minMatch || length == minMatch && dist > farShort && dist != stride {
			d.literal(data[at])
			at++
			continue
		}
		// A byte and then a longer match is better than a short one.
		for length < lazy && at+1 < len(data) {
			longer, further := d.find(data, at+1, stride, length)
			if longer <= length {
				break
			}
			d.literal(data[at])
			at++
			d.remember(data, at)
			length, dist = longer, further
		}
		d.match(length, dist)
		end := at + length
		if length > 4*remembered {
			at = end - remembered - 1
		}
		for at++; at < end; at++ {
			d.remember(data, at)
		}
	}
	return at
}

// find returns the length and distance of what stood before and goes on at at
// for more than best bytes, 2 or more; the length is best where there is
// nothing.
func (d *rowDeflater) find(data []byte, at, stride, best int) (length, dist int) {
	most := min(len(data)-at, maxMatch)
	length = best
	if length >= most || most < 4 {
		return length, 0
	}
	v := binary.LittleEndian.Uint32(data[at:])
	// A match has its first three bytes in common: most places fail there.
	const three = 1<<24 - 1
	if at > 0 && (binary.LittleEndian.Uint32(data[at-1:])^v)&three == 0 {
		if n := matchLen(data, at-1, at, most); n > length {
			length, dist = n, 1
		}
	}
	if stride > 0 && stride <= window && at >= stride && (binary.LittleEndian.Uint32(data[at-stride:])^v)&three == 0 {
		if n := matchLen(data, at-stride, at, most); n > length {
			length, dist = n, stride
		}
	}
	if length >= enough || length >= most {
		return length, dist
	}
	seen := d.last[hash(v)]
	p := int(seen - d.base)
	if seen < d.base || at-p > window || binary.LittleEndian.Uint32(data[p:]) != v {
		return length, dist
	}
	// Other distances cost more bits than a row's: one byte more does not pay.
	if n := matchLen(data, p, at, most); n >= length+2 || n > length && (dist == 0 || at-p < 4*dist) {
		length, dist = n, at-p
	}
	return length, dist
}

// remember enters the place at in the table.
func (d *rowDeflater) remember(data []byte, at int) {
	if at+4 <= len(data) {
		d.last[hash(binary.LittleEndian.Uint32(data[at:]))] = d.base + int32(at)
	}
}

func (d *rowDeflater) literal(b byte) {
	d.tokens = append(d.tokens, token(b))
	d.lit[b]++
}

func (d *rowDeflater) match(length, dist int) {
	t := isMatch | token(length-minMatch)<<16 | token(dist-1)
	d.tokens = append(d.tokens, t)
	d.lit[firstLength+int(lengthSymbol[t.length()])]++
	d.dist[distSymbol(t.distance())]++
}

// hash is the place in the table of 4 bytes.
func hash(v uint32) uint32 { return v * 2654435761 >> (32 - hashBits) } // 2^32 by the golden ratio

// matchLen returns how many bytes, at most most, are the same from a and b on.
func matchLen(data []byte, a, b, most int) int {
	n := 0
	for ; n+8 <= most; n += 8 {
		if x := binary.LittleEndian.Uint64(data[a+n:]) ^ binary.LittleEndian.Uint64(data[b+n:]); x != 0 {
			return n + bits.TrailingZeros64(x)/8
		}
	}
	for n < most && data[a+n] == data[b+n] {
		n++
	}
	return n
}
