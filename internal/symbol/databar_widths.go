package symbol

// dbWidths returns the widths of n elements that number value stands for:
// total modules in all, none wider than widest, and, where narrow is set, at
// least one of them one module wide (ISO/IEC 24724 annex B).
func dbWidths(value, total, n, widest int, narrow bool) []int {
	widths := make([]int, n)
	mask := 0
	for bar := range n - 1 {
		w, count := 1, 0
		mask |= 1 << bar
		for {
			count = dbCombinations(total-w-1, n-bar-2)
			if narrow && mask == 0 && total-w-(n-bar-1) >= n-bar-1 {
				count -= dbCombinations(total-w-(n-bar), n-bar-2)
			}
			if n-bar-1 > 1 {
				less := 0
				for wide := total - w - (n - bar - 2); wide > widest; wide-- {
					less += dbCombinations(total-w-wide-1, n-bar-3)
				}
				count -= less * (n - 1 - bar)
			} else if total-w > widest {
				count--
			}
			if value -= count; value < 0 {
				break
			}
			w++
			mask &^= 1 << bar
		}
		value += count
		total -= w
		widths[bar] = w
	}
	widths[n-1] = total
	return widths
}

// dbCombinations returns n over r.
func dbCombinations(n, r int) int {
	if r < 0 || n < r {
		return 0
	}
	v := 1
	for i := 1; i <= r; i++ {
		v = v * (n - r + i) / i
	}
	return v
}

// A dbGroup is a range of character values that share their numbers of
// modules (ISO/IEC 24724 tables 2, 3, 5 and 7).
type dbGroup struct {
	first            int // value
	other            int // how many values the inner set has
	odd, even        int // modules
	oddWide, evnWide int
}

// dbPick returns the group of a value.
func dbPick(groups []dbGroup, value int) dbGroup {
	k := 0
	for k+1 < len(groups) && groups[k+1].first <= value {
		k++
	}
	return groups[k]
}

// dbInterleave puts odd and even elements in turn.
func dbInterleave(odd, even []int) []int {
	out := make([]int, 0, 2*len(odd))
	for i := range odd {
		out = append(out, odd[i], even[i])
	}
	return out
}
