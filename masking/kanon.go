package masking

// Medians of libphonenumber's geocoding data for Chinese mobiles (321,117
// blocks of 10,000 numbers in 341 cities): blocks of one three-digit prefix
// in one city, and blocks of all prefixes in one city.
const (
	blocksOfPrefix = 16
	blocksOfCity   = 620
)

// Candidates estimates how many numbers fit a masked Chinese mobile when the
// city stands on the same label, as it does: the middle four digits of a
// mobile say which city issued it, so that 138****5678 leaves about 16. It is
// a median over cities; in a small one a tenth is left. ok is false for
// anything but 11 symbols of a mobile.
func Candidates(shown string) (n int, ok bool) {
	l := cutPhone(shown)
	ds := l.join(0, l.n)
	if len(ds) == 13 && ds[0] == '8' && ds[1] == '6' {
		ds = ds[2:]
	}
	if l.odd || len(ds) != 11 || ds[0] != '1' && ds[0] != '*' {
		return 0, false
	}
	n = blocksOfPrefix
	for _, d := range ds[:3] {
		if d == '*' {
			n = blocksOfCity
		}
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
