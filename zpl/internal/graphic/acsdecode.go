package graphic

import "slices"

// decodeACS decodes hex digits in the ASCII compression scheme. Line ends and
// blanks may stand anywhere; what is no part of the scheme is passed over.
func decodeACS(data []byte, r Rows) ([]byte, Notes) {
	d := acsDecoder{object: make([]byte, r.Size), rows: r, end: 2 * r.Size}
	for i := 0; i < len(data); i++ {
		if d.at >= d.end {
			d.notes.Excess = slices.ContainsFunc(data[i:], func(c byte) bool { return !blank(c) })
			break
		}
		if d.letters == 0 && d.at%2 == 0 && i+1 < len(data) {
			// Two digits that make a byte, as in plain hex.
			if high, low := hexValues[data[i]], hexValues[data[i+1]]; high|low < 0x10 && d.at+1 < d.end {
				d.object[d.at/2] = high<<4 | low
				d.at += 2
				i++
				continue
			}
		}
		d.token(data[i])
	}
	// An odd last digit has its half of a byte already.
	d.notes.Short = r.Size - (d.at+1)/2
	return d.object, d.notes
}

// acsDecoder fills an object digit by digit, 4 bits each.
type acsDecoder struct {
	object  []byte
	rows    Rows
	at, end int // digits

	count   int // of the next digit, the sum of its letters
	letters int
	notes   Notes
}

// token takes one byte of data.
func (d *acsDecoder) token(c byte) {
	switch {
	case blank(c):
		return
	case c >= 'G' && c <= 'Y':
		d.add(int(c-'G') + 1)
		return
	case c >= 'g' && c <= 'z':
		d.add(20 * (int(c-'g') + 1))
		return
	}
	count := max(d.count, 1)
	if d.letters > 2 || d.count > maxRun {
		d.notes.Letters = true
	}
	counted := d.letters > 0
	d.count, d.letters = 0, 0
	if v := hexValues[c]; v < 0x10 {
		d.fill(v, d.at+count)
		return
	}
	if counted || d.rows.Stride <= 0 || c != ',' && c != '!' && c != ':' {
		// A count belongs to a digit; before anything else it counts nothing.
		d.notes.Foreign++
		if d.rows.Stride <= 0 {
			return
		}
	}
	switch c {
	case ',':
		d.fill(0, d.rowEnd())
	case '!':
		d.notes.Bang++
		if d.rows.BangAsOne {
			d.fill(1, d.rowEnd())
		} else {
			d.fill(0xF, d.rowEnd())
		}
	case ':':
		d.repeat()
	}
}

// add adds a letter to the count of the next digit. No count is larger than
// the object.
func (d *acsDecoder) add(n int) {
	d.count = min(d.count+n, max(d.end, maxRun+1))
	d.letters++
}

// rowEnd is the digit behind the row that the next digit is in.
func (d *acsDecoder) rowEnd() int {
	width := 2 * d.rows.Stride
	return (d.at/width + 1) * width
}

// fill writes digit v up to the digit before end.
func (d *acsDecoder) fill(v byte, end int) {
	end = min(end, d.end)
	for ; d.at < end && d.at%2 != 0; d.at++ {
		d.object[d.at/2] |= v
	}
	if v != 0 {
		for i := d.at / 2; i < end/2; i++ {
			d.object[i] = v<<4 | v
		}
	}
	if d.at < end {
		d.at = end &^ 1
		if d.at < end {
			d.object[d.at/2] = v << 4
			d.at = end
		}
	}
}

// repeat copies the row above, or of a row that has begun what is left of it.
// Above the first row all is blank.
func (d *acsDecoder) repeat() {
	width := 2 * d.rows.Stride
	if d.at%width != 0 || d.at < width {
		d.notes.Colons++
	}
	for end := min(d.rowEnd(), d.end); d.at < end; {
		if d.at < width {
			d.fill(0, end)
			return
		}
		above := d.at - width
		if d.at%2 == 0 && end-d.at >= 2 { // whole bytes, the row's rest
			d.at += 2 * copy(d.object[d.at/2:end/2], d.object[above/2:])
			continue
		}
		d.fill(d.object[above/2]>>(4-4*(above%2))&0xF, d.at+1)
	}
}

// hexValues are the values of hex digits in either case, 0xFF of other bytes.
var hexValues = func() (t [256]byte) {
	for c := range t {
		t[c] = 0xFF
	}
	for v := range byte(16) {
		t[hexDigits[v]] = v
		t[hexDigits[v]|0x20] = v // digits have that bit already
	}
	return t
}()

// blank reports whether c may stand between digits without a meaning.
func blank(c byte) bool { return c == '\r' || c == '\n' || c == ' ' || c == '\t' }
