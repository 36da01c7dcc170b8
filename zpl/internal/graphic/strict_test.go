package graphic

import (
	"bytes"
	"compress/zlib"
	"encoding/base64"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// The decoders here are written from the guide, apart from those of the
// package, and refuse what it merely tolerates: they judge the encoders.

// strictZ64 decodes :Z64:.
func strictZ64(data string) ([]byte, error) {
	f := strings.Split(data, ":")
	if len(f) != 4 || f[1] != "Z64" || len(f[3]) != 4 {
		return nil, fmt.Errorf("not :Z64:text:crc")
	}
	if want := fmt.Sprintf("%04X", xmodem(f[2])); f[3] != want {
		return nil, fmt.Errorf("crc %s, want %s", f[3], want)
	}
	comp, err := base64.StdEncoding.DecodeString(f[2])
	if err != nil {
		return nil, err
	}
	zr, err := zlib.NewReader(bytes.NewReader(comp))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(zr)
}

// xmodem is bitwise long division, unlike CRC.
func xmodem(text string) int {
	rem := 0
	for _, b := range append([]byte(text), 0, 0) {
		for k := 7; k >= 0; k-- {
			rem = rem<<1 | int(b>>k)&1
			if rem&0x10000 != 0 {
				rem ^= 0x11021
			}
		}
	}
	return rem
}

// strictACS is strict: "!" is refused, as are a first ":" and more than two
// count letters.
func strictACS(data string, stride int) ([]byte, error) {
	var digits []byte
	width := 2 * stride
	count, letters := 0, 0
	for i := range len(data) {
		c := data[i]
		switch {
		case c >= 'G' && c <= 'Y':
			count += int(c-'G') + 1
			letters++
		case c >= 'g' && c <= 'z':
			count += 20 * (int(c-'g') + 1)
			letters++
		case strings.IndexByte("0123456789ABCDEF", c) >= 0:
			for range max(count, 1) {
				digits = append(digits, c)
			}
			count, letters = 0, 0
		case c == ',':
			// An even number of digits is filled, as byte decoders do.
			rest := width - len(digits)%width
			if i == 0 || rest%2 != 0 || count > 0 {
				return nil, fmt.Errorf("comma at %d", i)
			}
			for range rest {
				digits = append(digits, '0')
			}
		case c == ':':
			if i == 0 || len(digits)%width != 0 || count > 0 {
				return nil, fmt.Errorf("colon at %d", i)
			}
			digits = append(digits, digits[len(digits)-width:]...)
		default:
			return nil, fmt.Errorf("byte %q at %d", c, i)
		}
		if letters > 2 {
			return nil, fmt.Errorf("three count letters at %d", i)
		}
	}
	if len(digits)%2 != 0 {
		return nil, fmt.Errorf("odd digits")
	}
	out := make([]byte, len(digits)/2)
	for i := range out {
		v, err := strconv.ParseUint(string(digits[2*i:2*i+2]), 16, 8)
		if err != nil {
			return nil, err
		}
		out[i] = byte(v)
	}
	return out, nil
}
