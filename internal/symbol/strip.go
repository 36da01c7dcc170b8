package symbol

import "strings"

// Kinds of bar codes that label printers draw and templates do not offer:
// they stand in a DataError only. The functions that encode them return a
// Strip.
const (
	Code93       Kind = "code93"
	Code11       Kind = "code11"
	Industrial25 Kind = "industrial 2 of 5"
	Standard25   Kind = "standard 2 of 5"
	Codabar      Kind = "codabar"
	MSI          Kind = "msi"
	Plessey      Kind = "plessey"
	EAN8         Kind = "ean8"
	UPCA         Kind = "upc-a"
	UPCE         Kind = "upc-e"
	AddOn        Kind = "upc/ean add-on"
	Postnet      Kind = "postnet"
	Planet       Kind = "planet"
)

// Widths of a Strip that are not a number of modules.
const (
	Wide       = 0xf0 + iota // a wide element, whatever the ratio
	WideNarrow               // a wide element grown together with a narrow one
)

// A Strip is a bar code of one row as printers take it: widths of elements,
// free of the ratio of wide to narrow. (A Symbol has whole modules.)
type Strip struct {
	// Widths are those of bars and spaces in turn, a bar first and last: in
	// modules, or Wide or WideNarrow.
	Widths []byte
	// Text is the data as encoded, start, stop and check characters not
	// included, to be printed beside the bars.
	Text string
	// Check holds the check characters that stand in the symbol behind Text,
	// as they are printed.
	Check string
	// Long are the parts of an EAN or UPC, in modules from the left, whose
	// bars reach down between the digits.
	Long [][2]int
}

// Dots returns the widths in dots for a module and a wide element of so many.
func (s Strip) Dots(module, wide int) []int {
	dots := make([]int, len(s.Widths))
	for i, w := range s.Widths {
		switch w {
		case Wide:
			dots[i] = wide
		case WideNarrow:
			dots[i] = wide + module
		default:
			dots[i] = int(w) * module
		}
	}
	return dots
}

// add appends elements written as digits, modules each.
func (s *Strip) add(modules string) {
	for i := range len(modules) {
		s.Widths = append(s.Widths, modules[i]-'0')
	}
}

// addTwo appends elements written as 0 for narrow and 1 for wide.
func (s *Strip) addTwo(pattern string) {
	for i := range len(pattern) {
		w := byte(1)
		if pattern[i] == '1' {
			w = Wide
		}
		s.Widths = append(s.Widths, w)
	}
}

// checkSet refuses no data and data of other characters than those of set.
func checkSet(k Kind, data, set string) error {
	if data == "" {
		return refuse(k, "no data")
	}
	for i := range len(data) {
		if strings.IndexByte(set, data[i]) < 0 {
			return refuse(k, "byte %d is not in the character set", i+1)
		}
	}
	return nil
}

const digits10 = "0123456789"
