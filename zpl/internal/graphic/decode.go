package graphic

import (
	"bytes"
	"fmt"
)

// Notes are what a decoder met and went on from. Counts are of bytes of the
// decoded object unless said otherwise.
type Notes struct {
	Bang    int  // "!" tokens, which producers use with two meanings
	Letters bool // counts above 419, or of more than two letters
	Colons  int  // ":" without a row above or within a row
	Foreign int  // bytes of the data that are no part of the coding
	Short   int  // bytes that are missing at the end and were left 0
	Excess  bool // more data than the object's size, ignored
	NoCRC   bool // :B64: or :Z64: without its checksum
}

// Rows says how large a decoded object is and how it is made of rows.
type Rows struct {
	// Size is the object's size in bytes. Decoders give that many and never
	// take more memory than a small multiple of it.
	Size int
	// Stride is the bytes of a row; 0 says that the object has none, so the
	// tokens for whole rows mean nothing.
	Stride int
	// BangAsOne reads "!" as filling the row with hex digit 1 instead of F
	// (docs/zpl.md).
	BangAsOne bool
}

// CRCError says that the checksum of :B64: or :Z64: is not that of its text.
// Zebra's printers drop such an object, some clones draw it.
type CRCError struct {
	Sent string // what stands in the data, "" if it is no checksum at all
	Want uint16
}

func (e *CRCError) Error() string {
	if e.Sent == "" {
		return fmt.Sprintf("crc is not four hex digits, %04X is right", e.Want)
	}
	return fmt.Sprintf("crc is %s, %04X is right", e.Sent, e.Want)
}

// DecodeText returns the object that the data of format A stand for: :B64: or
// :Z64: if they say so, else hex digits in the ASCII compression scheme, of
// which plain hex is a case (the guide, chapters ^GF and ~DG).
//
// The object has r.Size bytes whatever the data hold; a Size of 0 or less
// gives none. On a *CRCError it is whole all the same, for who wants to draw
// it; on any other error it is what was decoded until there. Notes are valid
// in each case.
func DecodeText(data []byte, r Rows) ([]byte, Notes, error) {
	if r.Size <= 0 {
		return nil, Notes{}, nil
	}
	if kind, rest := wrapping(data); kind != 0 {
		return decodeWrapped(kind, rest, r.Size)
	}
	object, notes := decodeACS(data, r)
	return object, notes, nil
}

// DecodeBinary returns r.Size bytes of data as they are.
func DecodeBinary(data []byte, r Rows) ([]byte, Notes) {
	if r.Size <= 0 {
		return nil, Notes{}
	}
	object := make([]byte, r.Size)
	n := copy(object, data)
	return object, Notes{Short: r.Size - n, Excess: len(data) > r.Size}
}

// wrapping returns 'B' or 'Z' and what follows if data announce :B64: or
// :Z64:, else 0.
func wrapping(data []byte) (kind byte, rest []byte) {
	data = bytes.TrimLeft(data, " \t\r\n")
	const intro = len(":Z64:")
	if len(data) < intro {
		return 0, nil
	}
	switch string(bytes.ToUpper(data[:intro])) {
	case ":B64:":
		return 'B', data[intro:]
	case ":Z64:":
		return 'Z', data[intro:]
	}
	return 0, nil
}
