package masking

import (
	"fmt"
	"strings"
)

// explain says in a few words what the rule does, for Change.Reason.
func (op *nameOp) explain() string {
	switch {
	case op.replace && op.with == "":
		return "dropped"
	case op.replace:
		return "replaced"
	}
	s := [...]string{
		keepNone: "nothing stays", keepSurname: "surname stays", keepFirst: "first character stays", keepLast: "last character stays",
		keepFirstLast: "first and last character stay", keepSurnameLast: "surname and last character stay",
		keepFamilyWord: "family name stays", keepAll: "shown",
	}[op.keep]
	if op.fixed > 0 && op.keep != keepAll {
		s += ", mask of fixed length"
	}
	return s
}

// explain says in a few words what the rule does, for Change.Reason.
func (op *phoneOp) explain() string {
	switch {
	case op.replace && op.with == "":
		return "dropped"
	case op.replace:
		return "replaced"
	case op.showAll:
		return "shown in the policy's spelling"
	case op.hideLast > 0:
		return fmt.Sprintf("last %d digits hidden", op.hideLast)
	}
	var stay []string
	if op.keepFirst > 0 {
		stay = append(stay, fmt.Sprintf("first %d", op.keepFirst))
	}
	if op.keepLast > 0 {
		stay = append(stay, fmt.Sprintf("last %d", op.keepLast))
	}
	switch {
	case len(stay) == 0:
		return "no digit stays"
	case op.written:
		return strings.Join(stay, " and ") + " characters stay"
	}
	return fmt.Sprintf("%s digits stay, at least %d hidden", strings.Join(stay, " and "), op.hideMin)
}

// Reasons for values that no rule, or no shape, explains.
const (
	reasonNoRule  = "no rule fits; hidden as a whole"
	reasonNoShape = "no known shape; hidden as a whole"
	reasonSingle  = "a single character is hidden"
)
