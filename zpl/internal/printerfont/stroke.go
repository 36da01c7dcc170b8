package printerfont

import "waybill/internal/bitmap"

// The minimum-stroke rule. A stroke thinner than half a dot, or one that falls
// between two rows of dots, covers none of them enough to ink it, and 三
// becomes 二. So strokes are looked for in what is covered but not inked: where
// a column crosses thin covered places without meeting ink, the dot that is
// covered most is a candidate; candidates that line up to a run as long as a
// stroke is are inked. Edges of thick strokes meet ink and are left alone, and
// the bulge of a curve gives no run.

// thinnest is the share of a dot, of 255, that a stroke must cover in all to
// be one. 0.2 dots: a hairline of 1/100 em at 20 dots.
const thinnest = 51

// maxThin is how many dots across a lost stroke can touch: it is thinner than
// one dot, or it would be inked.
const maxThin = 3

// maxRescued is the em, in dots, from which on no stroke of a font is thinner
// than a dot.
const maxRescued = 256

// rescue inks the strokes that b lost. coverage has a byte for every dot of b.
func rescue(b *bitmap.Bitmap, coverage []byte, em int) {
	least := max(3, em/8)
	inRuns(b, coverage, b.W, b.H, 1, b.W, least, func(x, y int) { b.Set(x, y, true) })
	inRuns(b, coverage, b.H, b.W, b.W, 1, least, func(y, x int) { b.Set(x, y, true) })
}

// inRuns finds lost strokes along one direction: u counts along it, v across,
// and coverage of (u, v) stands at u*du+v*dv.
func inRuns(b *bitmap.Bitmap, coverage []byte, nu, nv, du, dv, least int, set func(u, v int)) {
	inked := func(u, v int) bool {
		at := u*du + v*dv
		return b.At(at%b.W, at/b.W)
	}
	candidate := make([]bool, nu*nv)
	found := false
	for u := range nu {
		for v := 0; v < nv; {
			if coverage[u*du+v*dv] == 0 {
				v++
				continue
			}
			start, sum, peak, best, met := v, 0, 0, v, false
			for ; v < nv; v++ {
				c := int(coverage[u*du+v*dv])
				if c == 0 {
					break
				}
				sum += c
				if c > peak {
					peak, best = c, v
				}
				met = met || inked(u, v)
			}
			if !met && v-start <= maxThin && sum >= thinnest {
				candidate[best*nu+u] = true
				found = true
			}
		}
	}
	if !found {
		return
	}
	// Runs may step by one across: a stroke that is not quite level.
	for v := range nv {
		for u := range nu {
			if !candidate[v*nu+u] {
				continue
			}
			run := []int{v*nu + u}
			candidate[v*nu+u] = false
			for at, n := v, u+1; n < nu; n++ {
				switch {
				case candidate[at*nu+n]:
				case at+1 < nv && candidate[(at+1)*nu+n]:
					at++
				case at > 0 && candidate[(at-1)*nu+n]:
					at--
				default:
					n = nu
					continue
				}
				candidate[at*nu+n] = false
				run = append(run, at*nu+n)
			}
			if len(run) >= least {
				for _, i := range run {
					set(i%nu, i/nu)
				}
			}
		}
	}
}
