package graphic

import (
	"bytes"
	"compress/zlib"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"strconv"
)

// ErrDamaged is in the errors of Base64 and zlib data that break off or are
// none.
var ErrDamaged = errors.New("damaged data")

// decodeWrapped decodes what follows :B64: or :Z64:, text and checksum.
//
// The checksum goes over the Base64 text without line ends. It decides before
// the text does: a text with a right one and damaged all the same was made so.
func decodeWrapped(kind byte, data []byte, size int) ([]byte, Notes, error) {
	var notes Notes
	text, sum, found := bytes.Cut(data, []byte{':'})
	text = withoutBlanks(text)
	crcErr := checkCRC(text, sum, found, &notes)

	// Base64 of more than the object needs is not decoded: zlib never makes
	// data larger than this.
	most := size + size/1000 + 1024
	if need := base64.RawStdEncoding.EncodedLen(most); len(text) > need+4 {
		text = text[:need-need%4]
		notes.Excess = true
	}
	packed, err := decodeBase64(text, &notes)
	object := make([]byte, size)
	n := 0
	if kind == 'B' {
		n = copy(object, packed)
		notes.Excess = notes.Excess || len(packed) > size
	} else {
		var inflateErr error
		n, inflateErr = inflate(object, packed, &notes)
		err = errors.Join(err, inflateErr)
	}
	notes.Short = size - n
	if crcErr != nil {
		return object, notes, crcErr
	}
	return object, notes, err
}

// checkCRC compares the checksum of text with what stands behind it.
func checkCRC(text, sum []byte, found bool, notes *Notes) error {
	sum = withoutBlanks(sum)
	if !found || len(sum) == 0 {
		notes.NoCRC = true
		return nil
	}
	want := CRC(text)
	got, err := strconv.ParseUint(string(sum), 16, 16)
	if err != nil || len(sum) != 4 {
		return &CRCError{Want: want}
	}
	if uint16(got) != want {
		return &CRCError{Sent: string(sum), Want: want}
	}
	return nil
}

// withoutBlanks returns text without line ends and blanks.
func withoutBlanks(text []byte) []byte {
	if !bytes.ContainsAny(text, " \t\r\n") {
		return text
	}
	out := make([]byte, 0, len(text))
	for _, c := range text {
		if c != ' ' && c != '\t' && c != '\r' && c != '\n' {
			out = append(out, c)
		}
	}
	return out
}

// decodeBase64 decodes text, with or without its padding, as far as it goes.
func decodeBase64(text []byte, notes *Notes) ([]byte, error) {
	text = bytes.TrimRight(text, "=")
	if len(text)%4 == 1 { // six bits more than whole bytes
		notes.Foreign++
		text = text[:len(text)-1]
	}
	out := make([]byte, base64.RawStdEncoding.DecodedLen(len(text)))
	n, err := base64.RawStdEncoding.Decode(out, text)
	if err != nil {
		return out[:n], fmt.Errorf("base64: %w", ErrDamaged)
	}
	return out, nil
}

// inflate decompresses packed into object and returns how many bytes came.
func inflate(object, packed []byte, notes *Notes) (int, error) {
	zr, err := zlib.NewReader(bytes.NewReader(packed))
	if err != nil {
		return 0, fmt.Errorf("zlib: %w", ErrDamaged)
	}
	n, err := io.ReadFull(zr, object)
	switch {
	case err == nil:
		// One byte further stands either more data or the stream's own check.
		var more [1]byte
		k, end := zr.Read(more[:])
		notes.Excess = notes.Excess || k > 0
		if k == 0 && end != io.EOF {
			return n, fmt.Errorf("zlib: %w", ErrDamaged)
		}
		return n, nil
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF) && streamEnded(zr):
		return n, nil
	}
	return n, fmt.Errorf("zlib: %w", ErrDamaged)
}

// streamEnded reports whether zr stands at the proper end of its stream.
func streamEnded(zr io.Reader) bool {
	var more [1]byte
	n, err := zr.Read(more[:])
	return n == 0 && err == io.EOF
}
