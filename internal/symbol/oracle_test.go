package symbol

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/makiuchi-d/gozxing"
	zaztec "github.com/makiuchi-d/gozxing/aztec"
	zdatamatrix "github.com/makiuchi-d/gozxing/datamatrix"
	"github.com/makiuchi-d/gozxing/oned"
	"github.com/makiuchi-d/gozxing/qrcode"

	"waybill/internal/bitmap"
)

// render draws a symbol with its quiet zone, three dots a module; a bar code
// 60 dots high.
func render(s *Symbol) *bitmap.Bitmap {
	const n = 3
	ny := n
	if !s.TwoD() {
		ny = 60
	}
	q := s.Quiet
	// Eight dots more than asked for stand for the paper around it, which
	// the readers' detectors want to see.
	const paper = 8
	b := bitmap.New(n*(q.Left+s.W+q.Right)+2*paper, ny*s.H+n*(q.Top+q.Bottom)+2*paper)
	b.Or(s.Bits.ScaleXY(n, ny), n*q.Left+paper, n*q.Top+paper)
	return b
}

// zxing decodes a symbol's picture with gozxing.
func zxing(t testing.TB, s *Symbol) (string, error) {
	t.Helper()
	var reader gozxing.Reader
	switch s.Kind {
	case Code128, GS1128:
		reader = oned.NewCode128Reader()
	case ITF:
		reader = oned.NewITFReader()
	case Code39:
		reader = oned.NewCode39Reader()
	case EAN13:
		reader = oned.NewEAN13Reader()
	case QR:
		reader = qrcode.NewQRCodeReader()
	case DataMatrix:
		reader = zdatamatrix.NewDataMatrixReader()
	case Aztec:
		reader = zaztec.NewAztecReader()
	}
	hints := map[gozxing.DecodeHintType]any{}
	if s.Kind == QR || s.Kind == DataMatrix {
		// Without it, gozxing's detector fails on 1-2 % of good symbols.
		hints[gozxing.DecodeHintType_PURE_BARCODE] = true
	}
	if s.Kind == ITF {
		hints[gozxing.DecodeHintType_ALLOWED_LENGTHS] = []int{len(s.Data)}
	}
	if s.Kind == GS1128 {
		hints[gozxing.DecodeHintType_ASSUME_GS1] = true
	}
	if s.Kind == QR {
		hints[gozxing.DecodeHintType_CHARACTER_SET] = "UTF-8"
	}
	bmp, err := gozxing.NewBinaryBitmapFromImage(render(s).Paletted())
	if err != nil {
		t.Fatal(err)
	}
	r, err := reader.Decode(bmp, hints)
	if err != nil {
		return "", err
	}
	return r.GetText(), nil
}

// scanned is what a reader gives for a symbol.
func scanned(s *Symbol) string {
	switch s.Kind {
	case EAN13:
		return s.Text
	case GS1128:
		tokens, err := gs1Tokens(s.Data)
		if err != nil {
			return ""
		}
		return string(bytes.ReplaceAll(tokens[1:], []byte{fnc1}, []byte{0x1d}))
	}
	return s.Data
}

// samples holds data of every symbology, invented.
var samples = []struct {
	kind Kind
	data string
	o    Options
}{
	{Code128, "YT1234567890123", Options{}},
	{Code128, "78123456789012", Options{}},
	{Code128, "SF1300123456789", Options{}},
	{Code128, "a", Options{}},
	{Code128, "1", Options{}},
	{Code128, "Az09 ~`{}^_>\"", Options{}},
	{Code128, strings.Repeat("8", 80), Options{}},
	{GS1128, "(00)395011015300012342", Options{}},
	{GS1128, "(01)09501101530003(10)ABC123", Options{}},
	{GS1128, "(10)ABC123(01)09501101530003", Options{}},
	{GS1128, "(01)09501101530003(17)270131(10)AB-12(21)X9", Options{}},
	{ITF, "123456", Options{}},
	{ITF, "12345678901231", Options{}},
	{ITF, "0055115500", Options{Ratio: 2}},
	{Code39, "WAYBILL-39 $/+%.", Options{}},
	{Code39, "ABCDEFGHIJKLMNOPQRSTUVWXYZ", Options{Ratio: 2}},
	{Code39, "0123456789", Options{}},
	{EAN13, "6901234567892", Options{}},
	{EAN13, "690123456789", Options{}},
	{EAN13, "0012345678905", Options{}},
	{QR, "YT1234567890123", Options{}},
	{QR, "12345678901234567890", Options{Level: 'H'}},
	{QR, "https://example.com/w?n=1", Options{Level: 'L'}},
	{QR, "面单 waybill 運單", Options{Level: 'Q', MinVersion: 7}},
	{DataMatrix, "YT1234567890123", Options{}},
	{DataMatrix, "a lower case text, with 1 and 22 and 333", Options{}},
	{DataMatrix, "1", Options{}},
	{Aztec, "YT1234567890123", Options{}},
	{Aztec, "Mixed case, digits 12345 and \"signs\" #$%", Options{}},
}

func mustEncode(t testing.TB, k Kind, data string, o Options) *Symbol {
	t.Helper()
	s, err := Encode(k, data, o)
	if err != nil {
		t.Fatal(err)
	}
	if s.Kind != k || s.Data != data || s.W != s.Bits.W || s.H != s.Bits.H || s.Quiet != k.Quiet() {
		t.Fatalf("%s: incomplete symbol", k)
	}
	if s.TwoD() == (s.Text != "") {
		t.Fatalf("%s: text %q", k, s.Text)
	}
	return s
}

func TestDecodeZXing(t *testing.T) {
	for i, tt := range samples {
		s := mustEncode(t, tt.kind, tt.data, tt.o)
		got, err := zxing(t, s)
		if err != nil {
			t.Errorf("%d %s %q: %v", i, tt.kind, tt.data, err)
			continue
		}
		want := scanned(s)
		if tt.kind == GS1128 {
			want = "]C1" + want // the identifier that tells GS1-128 from Code 128
		}
		if got != want {
			t.Errorf("%d %s: read %q, want %q", i, tt.kind, got, want)
		}
	}
}

func TestDecodeZbar(t *testing.T) {
	zbarimg, err := exec.LookPath("zbarimg")
	if err != nil {
		t.Skip("SKIP-EXTERNAL: zbarimg is missing (Debian package zbar-tools)")
	}
	dir := t.TempDir()
	for i, tt := range samples {
		if tt.kind == DataMatrix || tt.kind == Aztec || len(tt.data) == 1 {
			continue // zbar reads no such matrix codes, and wants more than a character
		}
		s := mustEncode(t, tt.kind, tt.data, tt.o)
		name := filepath.Join(dir, strconv.Itoa(i)+".png")
		f, err := os.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := render(s).WritePNG(f, 8000); err != nil {
			t.Fatal(err)
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
		out, err := exec.Command(zbarimg, "-q", "--raw", name).Output()
		if err != nil {
			t.Errorf("%d %s %q: zbarimg %v", i, tt.kind, tt.data, err)
			continue
		}
		if got, want := strings.TrimSuffix(string(out), "\n"), scanned(s); got != want {
			t.Errorf("%d %s: read %q, want %q", i, tt.kind, got, want)
		}
	}
}
