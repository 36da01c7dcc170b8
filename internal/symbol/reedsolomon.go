package symbol

// gf929Check returns k check words over the integers modulo 929 for the data,
// highest power first: the remainder, negated, of division by the product of
// (x - 3^i), i from 1 to k (ISO/IEC 15438 5.8).
func gf929Check(data []int, k int) []int {
	const p = 929
	gen := make([]int, k+1) // gen[i] belongs to x^i
	gen[0] = 1
	root := 1
	for i := 1; i <= k; i++ {
		root = root * 3 % p
		for j := i; j > 0; j-- {
			gen[j] = (gen[j-1] + (p-root)*gen[j]) % p
		}
		gen[0] = gen[0] * (p - root) % p
	}
	rest := make([]int, k) // rest[i] belongs to x^i
	for _, d := range data {
		t := (d + rest[k-1]) % p
		for j := k - 1; j > 0; j-- {
			rest[j] = (rest[j-1] + (p-t)*gen[j]) % p
		}
		rest[0] = (p - t) * gen[0] % p
	}
	out := make([]int, k)
	for i := range out {
		out[i] = (p - rest[k-1-i]) % p
	}
	return out
}

// A gf2 is a field of 2^n elements with the logarithms to base 2.
type gf2 struct {
	size     int
	exp, log []int
}

// newGF2 returns the field of the primitive polynomial, whose highest power
// gives the size.
func newGF2(poly int) *gf2 {
	size := 1
	for size*2 <= poly {
		size *= 2
	}
	f := &gf2{size: size, exp: make([]int, 2*size), log: make([]int, size)}
	x := 1
	for i := range size - 1 {
		f.exp[i], f.exp[i+size-1] = x, x
		f.log[x] = i
		if x *= 2; x >= size {
			x ^= poly
		}
	}
	return f
}

func (f *gf2) mul(a, b int) int {
	if a == 0 || b == 0 {
		return 0
	}
	return f.exp[f.log[a]+f.log[b]]
}

// check returns k check words for the data, highest power first: the
// remainder of division by the product of (x - 2^i), i from 1 to k.
func (f *gf2) check(data []int, k int) []int {
	gen := make([]int, k+1)
	gen[0] = 1
	for i := 1; i <= k; i++ {
		for j := i; j > 0; j-- {
			gen[j] = gen[j-1] ^ f.mul(gen[j], f.exp[i%(f.size-1)])
		}
		gen[0] = f.mul(gen[0], f.exp[i%(f.size-1)])
	}
	rest := make([]int, k)
	for _, d := range data {
		t := d ^ rest[k-1]
		for j := k - 1; j > 0; j-- {
			rest[j] = rest[j-1] ^ f.mul(t, gen[j])
		}
		rest[0] = f.mul(t, gen[0])
	}
	out := make([]int, k)
	for i := range out {
		out[i] = rest[k-1-i]
	}
	return out
}
