package intake

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// Encodings a Source may report.
const (
	UTF8    = "utf-8"
	UTF8BOM = "utf-8 with byte order mark"
	UTF16   = "utf-16"
	GB18030 = "gb18030"
)

// sniffSize is how much of a stream is looked at to guess its encoding.
const sniffSize = 64 << 10

// parseEncoding returns the encoding of an option, "" to detect it.
func parseEncoding(name string) (string, error) {
	switch normalize(name) {
	case "", "auto":
		return "", nil
	case "utf8", "utf8bom", "unicode", "utf8withbyteordermark":
		return UTF8, nil
	case "utf16", "utf16le", "utf16be":
		return UTF16, nil
	case "gb18030", "gbk", "gb2312", "cp936", "ansi":
		return GB18030, nil
	}
	return "", &OptionError{Option: "encoding", Err: fmt.Errorf("unknown encoding %q: use utf-8, utf-16 or gb18030", name)}
}

var (
	bomUTF8    = []byte{0xef, 0xbb, 0xbf}
	bomUTF16LE = []byte{0xff, 0xfe}
	bomUTF16BE = []byte{0xfe, 0xff}
)

// detectEncoding returns the wanted encoding or guesses it, and removes a
// UTF-8 byte order mark from r. It waits for no more of a stream than it needs:
// a header that is plainly UTF-8 is enough.
func detectEncoding(r *bufio.Reader, want string) (string, error) {
	mark, err := r.Peek(len(bomUTF8))
	if err != nil && err != io.EOF {
		return "", err
	}
	switch {
	case bytes.HasPrefix(mark, bomUTF8) && (want == "" || want == UTF8):
		_, err := r.Discard(len(bomUTF8))
		return UTF8BOM, err
	case want != "":
		return want, nil
	case bytes.HasPrefix(mark, bomUTF16LE), bytes.HasPrefix(mark, bomUTF16BE):
		return UTF16, nil
	}
	head, err := peekRecord(r)
	if err != nil {
		return "", err
	}
	if valid, invalid := countUTF8(head); invalid == 0 && valid >= 4 {
		return UTF8, nil
	}
	if head, err = r.Peek(sniffSize); err != nil && err != io.EOF {
		return "", err
	}
	return guessEncoding(head), nil
}

// peekRecord returns the first record of a text file, which ends with the
// first line that is not blank and opens no quote, or as much of it as fits the
// window.
func peekRecord(r *bufio.Reader) ([]byte, error) {
	quotes, blank, seen := 0, true, 0
	for {
		head, _ := r.Peek(r.Buffered())
		for ; seen < len(head); seen++ {
			switch b := head[seen]; {
			case b == '\n' && !blank && quotes%2 == 0:
				return head[:seen+1], nil
			case b == '"':
				quotes++
			}
			blank = blank && head[seen] <= ' '
		}
		if seen >= sniffSize {
			return head, nil
		}
		if _, err := r.Peek(seen + 1); err == io.EOF {
			return head, nil
		} else if err != nil {
			return nil, err
		}
	}
}

// guessEncoding tells UTF-8 from GB18030. GB18030 text hardly ever contains
// valid UTF-8 sequences, UTF-8 text with a damaged byte contains mostly such:
// the more frequent kind wins, and the damage is then found row by row.
func guessEncoding(head []byte) string {
	if valid, invalid := countUTF8(head); invalid > valid {
		return GB18030
	}
	return UTF8
}

// countUTF8 counts the characters beyond ASCII and the bytes that are no part
// of one.
func countUTF8(head []byte) (valid, invalid int) {
	for len(head) > 0 {
		if head[0] < utf8.RuneSelf {
			head = head[1:]
			continue
		}
		r, size := utf8.DecodeRune(head)
		if r == utf8.RuneError && size == 1 {
			if !utf8.FullRune(head) {
				break // cut by the end of the window
			}
			invalid++
		} else {
			valid++
		}
		head = head[size:]
	}
	return valid, invalid
}

// toUTF8 returns r as UTF-8. What is not valid becomes U+FFFD, which no field
// accepts.
func toUTF8(r io.Reader, encoding string) io.Reader {
	switch encoding {
	case UTF16:
		return transform.NewReader(r, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder())
	case GB18030:
		return transform.NewReader(r, simplifiedchinese.GB18030.NewDecoder())
	}
	return r
}

// gbDecoder returns a function that decodes one GB18030 cell. Delimiters and
// quotes are never the second byte of a character in GB18030, so a file can be
// split before it is decoded, and damage stays in its cell.
func gbDecoder() func(string) (string, Kind) {
	d := simplifiedchinese.GB18030.NewDecoder()
	return func(raw string) (string, Kind) {
		s, err := d.String(raw)
		if err != nil || strings.Contains(s, "\uFFFD") {
			return "", BadEncoding
		}
		return s, OK
	}
}
