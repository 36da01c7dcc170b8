package symbol

// What stands at a module of the mapping matrix other than a bit of a
// codeword.
const (
	dmLight = -1
	dmDark  = -2
)

// A dmMap is a mapping matrix being filled: each module holds codeword*8 +
// bit, the most significant bit 0.
type dmMap struct {
	h, w int
	at   []int
}

// dmPlacement returns which bit stands at each module of the mapping matrix
// (ISO/IEC 16022 annex F).
func dmPlacement(h, w int) []int {
	const free = -3
	m := dmMap{h: h, w: w, at: make([]int, h*w)}
	for i := range m.at {
		m.at[i] = free
	}
	word := 0
	row, col := 4, 0
	for row < h || col < w {
		switch {
		case row == h && col == 0:
			m.corner(word, [8][2]int{{h - 1, 0}, {h - 1, 1}, {h - 1, 2}, {0, w - 2}, {0, w - 1}, {1, w - 1}, {2, w - 1}, {3, w - 1}})
			word++
		case row == h-2 && col == 0 && w%4 != 0:
			m.corner(word, [8][2]int{{h - 3, 0}, {h - 2, 0}, {h - 1, 0}, {0, w - 4}, {0, w - 3}, {0, w - 2}, {0, w - 1}, {1, w - 1}})
			word++
		}
		if row == h-2 && col == 0 && w%8 == 4 {
			m.corner(word, [8][2]int{{h - 3, 0}, {h - 2, 0}, {h - 1, 0}, {0, w - 2}, {0, w - 1}, {1, w - 1}, {2, w - 1}, {3, w - 1}})
			word++
		}
		if row == h+4 && col == 2 && w%8 == 0 {
			m.corner(word, [8][2]int{{h - 1, 0}, {h - 1, w - 1}, {0, w - 3}, {0, w - 2}, {0, w - 1}, {1, w - 3}, {1, w - 2}, {1, w - 1}})
			word++
		}
		for {
			if row < h && col >= 0 && m.at[row*w+col] == free {
				m.utah(word, row, col)
				word++
			}
			row, col = row-2, col+2
			if row < 0 || col >= w {
				break
			}
		}
		row, col = row+1, col+3
		for {
			if row >= 0 && col < w && m.at[row*w+col] == free {
				m.utah(word, row, col)
				word++
			}
			row, col = row+2, col-2
			if row >= h || col < 0 {
				break
			}
		}
		row, col = row+3, col+1
	}
	// Where the codewords do not fill the matrix its corner is a pattern.
	for i, v := range m.at {
		if v != free {
			continue
		}
		y, x := i/w, i%w
		m.at[i] = dmLight
		if y == x-w+h {
			m.at[i] = dmDark
		}
	}
	return m.at
}

// utah places a codeword in its usual shape, its last bit at row, col.
func (m *dmMap) utah(word, row, col int) {
	for bit, d := range [8][2]int{{-2, -2}, {-2, -1}, {-1, -2}, {-1, -1}, {-1, 0}, {0, -2}, {0, -1}, {0, 0}} {
		y, x := row+d[0], col+d[1]
		if y < 0 {
			y, x = y+m.h, x+4-(m.h+4)%8
		}
		if x < 0 {
			x, y = x+m.w, y+4-(m.w+4)%8
		}
		m.at[y*m.w+x] = word*8 + bit
	}
}

// corner places a codeword in one of the shapes of the corners.
func (m *dmMap) corner(word int, at [8][2]int) {
	for bit, p := range at {
		m.at[p[0]*m.w+p[1]] = word*8 + bit
	}
}
