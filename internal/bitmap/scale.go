package bitmap

// Scale returns b with every dot n by n dots large.
func (b *Bitmap) Scale(n int) *Bitmap { return b.ScaleXY(n, n) }

// ScaleXY returns b with every dot nx dots wide and ny high. A factor below 1
// gives an empty bitmap.
func (b *Bitmap) ScaleXY(nx, ny int) *Bitmap {
	nx, ny = max(nx, 0), max(ny, 0)
	out := New(b.W*nx, b.H*ny)
	if len(out.Bits) == 0 {
		return out
	}
	for y := range b.H {
		first := out.Row(y * ny)
		if nx == 1 {
			copy(first, b.Row(y))
		} else {
			widenRow(first, b.Row(y), b.W, nx)
		}
		for k := 1; k < ny; k++ {
			copy(out.Row(y*ny+k), first)
		}
	}
	return out
}

// widenRow inks in dst, blank, each run of ink of src made n times as wide.
func widenRow(dst, src []byte, w, n int) {
	for x := 0; x < w; {
		if src[x>>3] == 0 {
			x = x&^7 + 8
			continue
		}
		if src[x>>3]&(0x80>>(x&7)) == 0 {
			x++
			continue
		}
		start := x
		for x < w && src[x>>3]&(0x80>>(x&7)) != 0 {
			x++
		}
		inkRun(dst, start*n, x*n)
	}
}
