package intake

import (
	"bufio"
	"bytes"
	"io"
)

// ndjsonLines yields the lines of an NDJSON file.
type ndjsonLines struct {
	r    *bufio.Reader
	line int
	buf  []byte
}

func (n *ndjsonLines) record() ([]byte, int, Kind, error) {
	for {
		long, err := n.read()
		if err != nil && err != io.EOF {
			return nil, n.line, OK, err
		}
		raw := bytes.TrimSpace(n.buf)
		switch {
		case long:
			return nil, n.line, RecordTooLong, nil
		case len(raw) > 0:
			return raw, n.line, OK, nil
		case err == io.EOF:
			return nil, n.line, OK, io.EOF
		}
	}
}

// read reads one line into buf; of a line beyond maxRecord only the end is
// looked for.
func (n *ndjsonLines) read() (long bool, err error) {
	n.buf = n.buf[:0]
	n.line++
	for {
		part, err := n.r.ReadSlice('\n')
		if len(n.buf)+len(part) > maxRecord {
			long = true
		}
		if !long {
			n.buf = append(n.buf, part...)
		}
		if err != bufio.ErrBufferFull {
			return long, err
		}
	}
}
