package masking

import "strings"

// Medians of libphonenumber's geocoding data for Chinese mobiles (321,117
// blocks of 10,000 numbers in 341 cities): blocks of one three-digit prefix
// in one city, and blocks of all prefixes in one city.
const (
	blocksOfPrefix = 16
	blocksOfCity   = 620
)

// Candidates is [CandidatesIn] for no city in particular: medians over cities.
func Candidates(shown string) (n int, ok bool) { return CandidatesIn(shown, "") }

// CandidatesIn estimates how many numbers fit a masked Chinese mobile when the
// place stands on the same label, as it does: the middle four digits of a
// mobile say which city issued it, so that 138****5678 leaves about 16, and in
// a small city 3. place is the city, or an address that begins with province
// and city; for a place that the table does not know, or that issued no number
// of the prefix shown, the median over cities is taken. ok is false for
// anything but 11 symbols of a mobile.
func CandidatesIn(shown, place string) (n int, ok bool) {
	l := cutPhone(shown)
	ds := l.join(0, l.n)
	if len(ds) == 13 && ds[0] == '8' && ds[1] == '6' {
		ds = ds[2:]
	}
	if l.odd || len(ds) != 11 || ds[0] != '1' && ds[0] != '*' {
		return 0, false
	}
	c, _ := blocksOf(place)
	prefix := string(ds[:3])
	if strings.Contains(prefix, "*") {
		if n = c.all; n == 0 {
			n = blocksOfCity
		}
	} else if n = c.byPrefix[prefix]; n == 0 {
		n = blocksOfPrefix
	}
	for _, d := range ds[3:7] {
		if d != '*' {
			n = max(n/10, 1)
		}
	}
	for _, d := range ds[7:] {
		if d == '*' {
			n *= 10
		}
	}
	return n, true
}

// TailCounter counts equal tail numbers (尾号) of a batch: two parcels of one
// outlet with the same four digits are handed out by name, or wrongly.
type TailCounter struct{ rows map[string][]int }

// Add counts the recipient's tail number, if the record shows one.
func (c *TailCounter) Add(m Masked) {
	tail, _ := m.Field("recipient.tail")
	if tail == "" {
		return
	}
	if c.rows == nil {
		c.rows = map[string][]int{}
	}
	c.rows[tail] = append(c.rows[tail], m.Row())
}

// Pairs returns how many pairs of records share a tail number, and the rows
// that do, in no particular order.
func (c *TailCounter) Pairs() (pairs int, rows [][]int) {
	for _, r := range c.rows {
		if n := len(r); n > 1 {
			pairs += n * (n - 1) / 2
			rows = append(rows, r)
		}
	}
	return pairs, rows
}
