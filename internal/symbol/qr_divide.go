package symbol

import (
	"strings"

	"rsc.io/qr/coding"
)

// qrModes are the modes of a division, the preferred first.
const qrModes = "BAN"

// qrAlpha are the characters of mode A.
const qrAlpha = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"

// qrDivide divides data into the modes that take the fewest bits in versions
// of v's class. It is a dynamic programme over (position, mode) in sixths of
// a bit, as three digits take ten bits and two capitals eleven.
func qrDivide(data string, v coding.Version) []QRSegment {
	const never = 1 << 30
	head := [3]int{
		6 * coding.String("").Bits(v),
		6 * coding.Alpha("").Bits(v),
		6 * coding.Num("").Bits(v),
	}
	n := len(data)
	// cost[m] is the least for data[:i] with data[i-1] in mode m; from[i][m]
	// is the mode of the character before.
	cost := head
	from := make([][3]byte, n+1)
	for i := range n {
		c := data[i]
		one := [3]int{48, never, never}
		if strings.IndexByte(qrAlpha, c) >= 0 {
			one[1] = 33
		}
		if isDigit(c) {
			one[2] = 20
		}
		var next [3]int
		for m := range next {
			best, at := cost[m], byte(m)
			if i > 0 {
				for p := range cost {
					// A segment ends on a whole bit.
					if t := (cost[p]+5)/6*6 + head[m]; p != m && t < best {
						best, at = t, byte(p)
					}
				}
			}
			next[m], from[i][m] = min(best+one[m], never), at
		}
		cost = next
	}
	m := byte(0)
	for k := range cost {
		if (cost[k]+5)/6 < (cost[m]+5)/6 {
			m = byte(k)
		}
	}
	var out []QRSegment
	end := n
	for i := n - 1; i >= 0; i-- {
		p := from[i][m]
		if i == 0 || p != m {
			out = append(out, QRSegment{Mode: qrModes[m], Data: data[i:end]})
			end = i
		}
		m = p
	}
	for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
		out[i], out[j] = out[j], out[i]
	}
	return out
}
