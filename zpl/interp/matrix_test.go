package interp

import (
	"fmt"
	"image"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/makiuchi-d/gozxing"
	zaztec "github.com/makiuchi-d/gozxing/aztec"
	zdatamatrix "github.com/makiuchi-d/gozxing/datamatrix"
	"github.com/makiuchi-d/gozxing/qrcode"

	"waybill/internal/bitmap"
)

// readMatrix decodes a drawn symbol.
func readMatrix(t testing.TB, command string, box *bitmap.Bitmap) (string, error) {
	t.Helper()
	paper := bitmap.New(box.W+80, box.H+80)
	paper.Or(box, 40, 40)
	bmp, err := gozxing.NewBinaryBitmapFromImage(paper.Paletted())
	if err != nil {
		t.Fatal(err)
	}
	hints := map[gozxing.DecodeHintType]any{}
	var reader gozxing.Reader = zaztec.NewAztecReader()
	switch command {
	case "^BQ":
		reader = qrcode.NewQRCodeReader()
		hints[gozxing.DecodeHintType_PURE_BARCODE] = true
		hints[gozxing.DecodeHintType_CHARACTER_SET] = "UTF-8"
	case "^BX":
		reader = zdatamatrix.NewDataMatrixReader()
		hints[gozxing.DecodeHintType_PURE_BARCODE] = true
	}
	result, err := reader.Decode(bmp, hints)
	if err != nil {
		return "", err
	}
	return result.GetText(), nil
}

func TestMatrixDecode(t *testing.T) {
	for _, tt := range []struct {
		command, data, want string
		size                int // dots
	}{
		{"^BQN,2,4", "QA,Hello World", "Hello World", 84},
		{"^BQN,2,5", "HM,N0123456789", "0123456789", 105},
		{"^BQN,2,5", "MM,AAC-42", "AC-42", 105},
		{"^BQN,2,3", "LM,B0005hello", "hello", 63},
		{"^BQN,2,5", "MA,顺丰速运", "顺丰速运", 105},
		{"^BQN,2,4", "MM,K点茗", "点茗", 84},
		{"^BQN,2,4", "D03048F,LM,N0123456789,A12AABB,B0006qrcode", "012345678912AABBqrcode", 100},
		{"^BQN,2,4,H,3", "HA,MASK", "MASK", 84},
		{"^BQ", "QA,1", "1", 42},
		{"^BXN,4,200", "A|Ingrid Tester|Copenhagen", "A|Ingrid Tester|Copenhagen", 80},
		{"^BXN,6,200,18,18,,,1", "PX6719400000", "PX6719400000", 108},
		{"^BXN,4,200,32,8,,,2", "PX67", "PX67", 128},
		{"^BXN,4,200,,,,,2", "0123456789", "0123456789", 72},
		{"^BXN,4,200,,,,_", "_A_d066__C", "\x01B_C", 48},
		{"^BXN,5,200,20,20,6,_", "_142098028_192055903031965", "42098028\x1d92055903031965", 100},
		{"^BXN,3", "ABC", "ABC", 30},
		{"^B0N,4,N,0", "Aztec123", "Aztec123", 60},
		{"^BON,5,,95", "Part:123;Warehouse:BYZA;Position:12-12-1", "Part:123;Warehouse:BYZA;Position:12-12-1", 395},
		{"^B0N,3,N,102", "A", "A", 57},
		{"^B0N,3,N,205", "A", "A", 111},
	} {
		d, said := mustDraw(t, spec(2, 30, 10, tt.command, tt.data))
		got, err := readMatrix(t, tt.command[:3], d.box)
		if tt.command[:3] == "^BO" || tt.command[:3] == "^B0" || tt.command[:3] == "^BX" || tt.command[:3] == "^BQ" {
			if err != nil || strings.TrimLeft(got, "\x1d") != tt.want {
				t.Errorf("%s: read %q, want %q: %v %q", tt.command, got, tt.want, err, said)
			}
		}
		if d.box.W != tt.size {
			t.Errorf("%s: %d dots wide, want %d", tt.command, d.box.W, tt.size)
		}
	}
}

// TestQRPlace: printers put a symbol below ^FO by the height of ^BY.
func TestQRPlace(t *testing.T) {
	for _, height := range []int{10, 100} {
		d, _ := mustDraw(t, spec(2, 30, height, "^BQN,2,5", "MA,HELLO WORLD"))
		if d.dx != 0 || d.dy != height || d.base != 105+15 {
			t.Errorf("height %d: %d, %d, base %d", height, d.dx, d.dy, d.base)
		}
	}
}

func TestMatrixSays(t *testing.T) {
	for _, tt := range []struct{ command, data, want string }{
		{"^BQN,1,4", "QA,X", "model 1"},
		{"^BQN,2,4", "HM,B0015顺丰速运", "count of QR bytes is 15 for 12"},
		{"^BQN,2,4", "HM,Bhello", "count of four digits"},
		{"^BQN,2,4", "EXAMPLE CODE", "level, input mode"},
		{"^BQN,2,4", "XA,A", "not H, Q, M or L"},
		{"^BQN,2,4", "MM,A3S|B", "left out"},
		{"^BQN,2,400", "MA,A", "more than 100"},
		{"^BXN,4,80", "A", "ECC 200"},
		{"^BXN,4,200,10,10", "A LONG TEXT", "smallest size"},
		{"^BXN,4,200,11,11", "A", "odd"},
		{"^B7N,10,1,1,3", "A LONG TEXT", "columns and rows"},
		{"^BFN,2,0", "A LONG TEXT THAT IS LONGER", "smallest size"},
		{"^BD2", "NO CARRIER", "mode 4"},
		{"^BBN,8,Y,6,,A", "STACKED", "as CODABLOCK F"},
		{"^BBN,8,Y,4,2,F", "CODABLOCK OF MANY", "chosen by the data"},
		{"^BRN,1,2,1", "0112345678901|10ABC", "two-dimensional part"},
		{"^BRN,6,2,1,25,5", "01123456789012311012ABC", "parameter 6 is odd"},
		{"^BRN,3,2,1", "012345678901234", "14 at most"},
		{"^B0N,3,N,101", strings.Repeat("A LONG TEXT", 9), "smallest size"},
	} {
		_, said := mustDraw(t, spec(2, 30, 10, tt.command, tt.data))
		if !strings.Contains(strings.Join(said, "\n"), tt.want) {
			t.Errorf("%s: %q", tt.command, said)
		}
		for _, s := range said {
			if len(tt.data) > 4 && strings.Contains(s, tt.data) {
				t.Errorf("%s: the data are in what it says", tt.command)
			}
		}
	}
}

// TestMatrixBounds draws every matrix and stacked code of the corpus and
// compares all dots with the picture.
func TestMatrixBounds(t *testing.T) {
	t.Parallel()
	// Why some are not the same.
	apart := map[string]string{
		"barcode_codablock_standard": "the picture shows the data as small text: the other renderer drew no symbol",
	}
	seen := 0
	for _, tt := range boundedCases(t) {
		s := codeOf(t, tt.ZPL)
		if _, ok := matrixCodes[s.command]; !ok || apart[tt.ID] != "" {
			continue
		}
		seen++
		t.Run(tt.ID, func(t *testing.T) {
			d, said := mustDraw(t, s)
			want := readInk(t, filepath.Join(corpus, "ZPLab/labelary_images", tt.Picture))
			b := tt.Bounds
			want = upright(want.Crop(image.Rect(b.X, b.Y, b.X+b.Width, b.Y+b.Height)), s.args[0])
			want = want.Crop(want.Ink()) // DataBar begins with a light module
			if got := d.box.Crop(d.box.Ink()); !got.Equal(want) {
				t.Errorf("%d by %d dots, want %d by %d, or other dots: %q", got.W, got.H, want.W, want.H, said)
			}
		})
	}
	if seen != 10 {
		t.Errorf("%d symbols", seen)
	}
}

// TestOwnLabQR reads the probe of UTF-8 in QR symbols, whose first has a
// wrong count.
func TestOwnLabQR(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join(corpus, "own-lab", "t23_bq_utf8.zpl"))
	if err != nil {
		t.Skip("SKIP-EXTERNAL: the ZPL corpus is not beside the repository")
	}
	n := 0
	for _, part := range strings.Split(string(raw), "^BQ")[1:] {
		args, data, ok := strings.Cut(part, "^FD")
		if !ok {
			t.Fatal("no ^FD behind ^BQ")
		}
		data, _, _ = strings.Cut(data, "^FS")
		d, _ := mustDraw(t, spec(2, 30, 10, "^BQ"+args, data))
		if got, err := readMatrix(t, "^BQ", d.box); err != nil || got != "顺丰速运" {
			t.Errorf("symbol %d: read %q, %v", n+1, got, err)
		}
		n++
	}
	if n != 2 {
		t.Errorf("%d symbols", n)
	}
}

// TestMaxiCodeDots: the symbol has one size in millimetres at every
// resolution, and its bull's eye is dark, light and dark where it should be.
func TestMaxiCodeDots(t *testing.T) {
	for head, want := range map[int]int{6: 150, 8: 200, 12: 300, 24: 600} {
		s := spec(2, 30, 10, "^BD4", "MAXICODE")
		s.head = head
		d, _ := mustDraw(t, s)
		if d.box.W != want || d.box.H < 192*head/8 || d.box.H > 194*head/8 {
			t.Errorf("%d dots/mm: %d by %d dots", head, d.box.W, d.box.H)
		}
		ring := func(r float64) bool { return d.box.At(int((eyeX+r)*float64(head)/8), int(eyeY*float64(head)/8)) }
		for r, dark := range map[float64]bool{0: false, 6: true, 12: false, 17: true, 22: false, 27: true} {
			if ring(r) != dark {
				t.Errorf("%d dots/mm: ring at %g", head, r)
			}
		}
	}
}

func FuzzMatrix(f *testing.F) {
	for command := range matrixCodes {
		f.Add(command, "N,4,200,,,,_,1", []byte("QA,Hello_1"), 2, 10, 8)
		f.Add(command, ",,,9,9", []byte("D0102FF,HM,B0009\xff,K\x81"), 100, 32000, 24)
	}
	f.Fuzz(func(t *testing.T, command, args string, data []byte, module, height, head int) {
		if matrixCodes[command] == nil || len(data) > 400 {
			return
		}
		s := spec(module, 30, height, command+args, string(data))
		s.head = head
		said := 0
		d, ok := drawMatrix(s, newTestTypesetter(), func(format string, a ...any) {
			said++
			_ = fmt.Sprintf(format, a...)
		})
		if ok && (d.box == nil || d.box.W*d.box.H > defaultFieldDots || d.box.Count() == 0) {
			t.Fatalf("%s draws nothing, or too much", command)
		}
		if !ok && said == 0 && len(data) > 0 {
			t.Errorf("%s draws nothing and says nothing", command)
		}
	})
}
