package symbol

import "strings"

// Class is a class of characters that a field of a label may hold.
type Class int

// Classes, each holding the one before.
const (
	Digits Class = iota // 0-9
	Alnum               // 0-9 A-Z
	ASCII               // printable ASCII
)

// Worst returns data of n characters of a class that makes the largest symbol
// of the kind, for checks of a template before there is data. Encode refuses
// it where the kind cannot hold such data at all.
//
// For GS1-128 the n characters are the value behind an identifier of two
// digits. EAN-13 has one length, whatever n. ITF takes one digit more if n is
// odd. Aztec has no worst case in closed form: the data changes between
// letters and digits at every character, which comes close to it.
func Worst(k Kind, n int, c Class) string {
	one := [...]string{Digits: "0", Alnum: "A", ASCII: "a"}[c]
	switch {
	case k == EAN13 && c == Digits:
		return strings.Repeat("0", 13)
	case k == ITF:
		n += n % 2
	case k == GS1128:
		return "(99)" + strings.Repeat(one, n)
	case k == Aztec && c != Digits:
		return strings.Repeat(one+"1", (n+1)/2)[:n]
	case k == Code39 && c == ASCII:
		// Lower case is not in the set, the rest of ASCII has one width.
		one = "A"
	}
	return strings.Repeat(one, n)
}
