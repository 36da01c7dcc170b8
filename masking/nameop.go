package masking

// nameKeep is what of a name stays visible.
type nameKeep uint8

const (
	keepNone        nameKeep = iota
	keepSurname              // Han and Hangul surname; initials of Latin words; else the first character
	keepFirst                // first character
	keepLast                 // last character
	keepFirstLast            // both, from three characters on
	keepSurnameLast          // surname and last character, if one stays hidden between
	keepFamilyWord           // as surname, and a Latin family name written in capitals
	keepAll
)

// nameOp is what a rule does to a name.
type nameOp struct {
	keep       nameKeep
	keepSingle bool   // a name of one character stays
	fixed      int    // number of mask characters; 0: one for each hidden character
	mask       string // usually "*"
	replace    bool   // the whole name becomes with
	with       string
	reason     string // for Change.Reason
}
