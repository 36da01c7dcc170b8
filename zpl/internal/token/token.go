// Package token cuts a stream of ZPL II into commands as a printer does: with
// changed prefixes, with binary data whose bytes are no commands, and with
// whatever stands between commands. It knows where a command ends, not what it
// means.
package token

import "bytes"

// A Command is one command of a stream. All commands together, in order, cover
// every byte of it.
type Command struct {
	Offset int64 // of its prefix in the stream
	Size   int   // bytes in the stream, prefix and data included
	// Name is as printed in the guide ("^FD", "~DG"), in capitals, whatever
	// ^CC or ^CT chose. It is "" for what stands where no command is: before
	// the first, behind one that takes no parameters, behind a cut one.
	Name  string
	Args  []byte // up to the next prefix; before Data, the delimiter included
	Data  []byte // binary data of ^GF or ~DY
	Delim byte   // the delimiter in force
	// Cut: longer than Scanner.Limit. The rest follows under empty names.
	Cut bool
	// Short: the stream ended within binary data or within the name.
	Short bool
}

// unitSeparator, and the two below, are what prefixes and delimiter look like
// in printer memory and in the output of drivers (the guide, on ^KN and
// Mirror). They hold whatever ^CC, ^CT and ^CD say.
const (
	unitSeparator   = 0x1F // ,
	recordSeparator = 0x1E // ^
	dataLinkEscape  = 0x10 // ~
)

// Params splits Args at the delimiter, at most n parts; n < 0: all.
func (c Command) Params(n int) [][]byte {
	args := c.Args
	if c.Data != nil && len(args) > 0 {
		args = args[:len(args)-1]
	}
	if c.Delim != unitSeparator && bytes.IndexByte(args, unitSeparator) >= 0 {
		args = bytes.Clone(args)
		for i, b := range args {
			if b == unitSeparator {
				args[i] = c.Delim
			}
		}
	}
	return bytes.SplitN(args, []byte{c.Delim}, n)
}

// shape is how a command ends.
type shape uint8

const (
	open   shape = iota // at the next prefix
	bare                // behind its name
	one                 // behind one byte, whatever it is
	two                 // behind two bytes or at the next prefix
	binary              // as open, unless its parameters announce binary data
)

// shapes lists commands that end before the next prefix. A printer acts on
// them at once, so a stream must not wait for more.
var shapes = map[string]shape{
	"^XA": bare, "^XZ": bare, "^FS": bare,
	"~HS": bare, "~HI": bare, "~HM": bare, "~HD": bare, "~HU": bare,
	"~JA": bare, "~JC": bare, "~JD": bare, "~JE": bare, "~JG": bare,
	"~JL": bare, "~JN": bare, "~JO": bare, "~JP": bare, "~JR": bare, "~JX": bare,
	"~PH": bare, "~PP": bare, "~PR": bare, "~PS": bare, "~WC": bare, "~WL": bare,
	"~DN": bare, "~EG": bare, "~EF": bare, "~KB": bare, "~NT": bare, "~NR": bare,
	"^CC": one, "~CC": one, "^CT": one, "~CT": one, "^CD": one, "~CD": one,
	"~HQ": two,
	"^GF": binary, "~DY": binary,
}
