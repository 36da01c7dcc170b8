package zpl

import (
	"bytes"
	"compress/zlib"
	"encoding/base64"
	"fmt"
	"io"
	"strconv"
	"strings"
	"testing"

	"waybill/internal/bitmap"
	"waybill/internal/symbol"
)

// A printer draws the commands that the encoder emits, written from the
// guide, not from the encoder. Anything else fails the test.
type printer struct {
	t            *testing.T
	page         *bitmap.Bitmap
	x, y         int
	module, high int    // ^BY
	code         string // bar code command of the open field
	codeH, mag   int
	copies       int
}

// printZPL draws one format on a page of w by h dots.
func printZPL(t *testing.T, zpl []byte, w, h int) *printer {
	t.Helper()
	p := &printer{t: t, page: bitmap.New(w, h), module: 2, high: 10}
	for _, c := range splitCommands(t, zpl) {
		if err := p.run(c.name, c.args); err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
	}
	return p
}

type command struct{ name, args string }

// splitCommands cuts text-only ZPL at its prefixes.
func splitCommands(t *testing.T, zpl []byte) []command {
	t.Helper()
	var list []command
	s := string(zpl)
	if s == "" || s[0] != '^' {
		t.Fatal("format does not begin with a command")
	}
	for s != "" {
		end := strings.IndexAny(s[1:], "^~") + 1
		if end == 0 {
			end = len(s)
		}
		c := strings.TrimRight(s[:end], "\n")
		if len(c) < 3 {
			t.Fatalf("command of %d bytes", len(c))
		}
		list = append(list, command{c[:3], c[3:]})
		s = s[end:]
	}
	return list
}

func (p *printer) run(name, args string) error {
	switch name {
	case "^XA", "^XZ", "^CI", "^LH", "^LR", "^PM", "^FW":
		return nil
	case "^PQ":
		_, err := fmt.Sscanf(args, "%d", &p.copies)
		return err
	case "^FS":
		p.code = ""
		return nil
	case "^FO":
		_, err := fmt.Sscanf(args, "%d,%d", &p.x, &p.y)
		if p.x < 0 || p.y < 0 {
			return fmt.Errorf("negative origin")
		}
		return err
	case "^GB":
		return p.box(args)
	case "^GF":
		return p.graphic(args)
	case "^BY":
		f := strings.Split(args, ",")
		p.module, _ = strconv.Atoi(f[0])
		if len(f) > 2 {
			p.high, _ = strconv.Atoi(f[2])
		}
		return nil
	case "^BC":
		p.code = name
		if !strings.HasPrefix(args, "N,") || !strings.HasSuffix(args, ",N,N,N,N") {
			return fmt.Errorf("unexpected parameters")
		}
		_, err := fmt.Sscanf(args, "N,%d", &p.codeH)
		return err
	case "^BQ":
		p.code = name
		_, err := fmt.Sscanf(args, "N,2,%d", &p.mag)
		return err
	case "^FD":
		if p.code == "^BC" {
			return p.code128(args)
		}
		return p.qr(args)
	}
	return fmt.Errorf("unexpected command")
}

func (p *printer) box(args string) error {
	var w, h, t int
	if _, err := fmt.Sscanf(args, "%d,%d,%d", &w, &h, &t); err != nil {
		return err
	}
	w, h = max(w, t), max(h, t)
	p.page.Fill(p.x, p.y, w, t)
	p.page.Fill(p.x, p.y+h-t, w, t)
	p.page.Fill(p.x, p.y, t, h)
	p.page.Fill(p.x+w-t, p.y, t, h)
	return nil
}

func (p *printer) graphic(args string) error {
	f := strings.SplitN(args, ",", 5)
	if len(f) != 5 || f[0] != "A" {
		return fmt.Errorf("parameters")
	}
	b, _ := strconv.Atoi(f[1])
	c, _ := strconv.Atoi(f[2])
	d, _ := strconv.Atoi(f[3])
	if b != c || c < 1 || c > 99999 || d < 1 || c%d != 0 {
		return fmt.Errorf("counts %d %d %d", b, c, d)
	}
	rows, err := decodeGraphic(f[4], d)
	if err != nil {
		return err
	}
	if len(rows) != c {
		return fmt.Errorf("%d bytes, not %d", len(rows), c)
	}
	p.page.Or(&bitmap.Bitmap{W: 8 * d, H: c / d, Stride: d, Bits: rows}, p.x, p.y)
	return nil
}

func decodeGraphic(data string, stride int) ([]byte, error) {
	if !strings.HasPrefix(data, ":") {
		return decodeACS(data, stride)
	}
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

// xmodem is bitwise long division, unlike the encoder.
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

// decodeACS is strict: "!" is refused, as are a first ":" and more than two
// count letters.
func decodeACS(data string, stride int) ([]byte, error) {
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

// widths128 are the bar and space widths of Code 128 values 0 to 105 and of
// stop (ISO/IEC 15417 table 1).
const widths128 = "212222222122222221121223121322131222122213122312132212221213221312231212" +
	"112232122132122231113222123122123221223211221132221231213212223112312131" +
	"311222321122321221312212322112322211212123212321232121111323131123131321" +
	"112313132113132311211313231113231311112133112331132131113123113321133121" +
	"313121211331231131213113213311213131311123311321331121312113312311332111" +
	"314111221411431111111224111422121124121421141122141221112214112412122114" +
	"122411142112142211241211221114413111241112134111111242121142121241114212" +
	"124112124211411212421112421211212141214121412121111143111341131141114113" +
	"114311411113411311113141114131311141411131211412211214211232" + "2331112"

func (p *printer) code128(data string) error {
	values, err := values128(data)
	if err != nil {
		return err
	}
	sum := values[0]
	for i, v := range values {
		sum += i * v
	}
	x := p.x
	for _, v := range append(values, sum%103, 106) {
		n := 6
		if v == 106 {
			n = 7
		}
		for k, w := range widths128[6*v : 6*v+n] {
			w := int(w-'0') * p.module
			if k%2 == 0 {
				p.page.Fill(x, p.y, w, p.codeH)
			}
			x += w
		}
	}
	return nil
}

// values128 reads ^BC data by the guide's table of invocation characters.
func values128(data string) ([]int, error) {
	var values []int
	set := byte('B')
	if !strings.HasPrefix(data, ">:") && !strings.HasPrefix(data, ">;") {
		values = append(values, 104)
	}
	for data != "" {
		if data[0] == '>' {
			if len(data) < 2 {
				return nil, fmt.Errorf("lone >")
			}
			switch data[1] {
			case ':':
				values, set = append(values, 104), 'B'
			case ';':
				values, set = append(values, 105), 'C'
			case '5':
				values, set = append(values, 99), 'C'
			case '6':
				values, set = append(values, 100), 'B'
			case '8':
				values = append(values, 102)
			default:
				return nil, fmt.Errorf("code >%c", data[1])
			}
			data = data[2:]
			continue
		}
		if set == 'C' {
			if len(data) < 2 {
				return nil, fmt.Errorf("unpaired digit")
			}
			v, err := strconv.Atoi(data[:2])
			if err != nil {
				return nil, err
			}
			values = append(values, v)
			data = data[2:]
			continue
		}
		values = append(values, int(data[0])-32)
		data = data[1:]
	}
	return values, nil
}

// qr draws as printers were seen to: below the origin by ^BY's height.
func (p *printer) qr(data string) error {
	if len(data) < 4 || data[1:3] != "M," || strings.IndexByte("NA", data[3]) < 0 {
		return fmt.Errorf("QR prefix")
	}
	s, err := symbol.Encode(symbol.QR, data[4:], symbol.Options{Level: data[0]})
	if err != nil {
		return err
	}
	p.page.Or(s.Bits.Scale(p.mag), p.x, p.y+p.high)
	return nil
}
