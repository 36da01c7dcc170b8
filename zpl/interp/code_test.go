package interp

import (
	"fmt"
	"image"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/oned"

	"waybill/internal/bitmap"
)

// says collects what is reported.
type says []string

func (s *says) report(format string, args ...any) {
	*s = append(*s, fmt.Sprintf(format, args...))
}

func newTestTypesetter() *typesetter {
	o := Options{}.filled()
	return newTypesetter(o, newMemory(o.Limits.ObjectBytes))
}

// spec reads a command such as "^BCN,100,N,N,N" with the ^BY before it.
func spec(module, ratio, height int, command, data string) codeSpec {
	args := strings.Split(command[3:], ",")
	for i := range args {
		args[i] = strings.TrimSpace(args[i])
	}
	return codeSpec{command: command[:3], args: args, module: module, ratio: ratio, height: height, raw: []byte(data), text: data}
}

func mustDraw(t testing.TB, s codeSpec) (drawn, says) {
	t.Helper()
	var said says
	d, ok := drawCode(s, newTestTypesetter(), said.report)
	if !ok {
		t.Fatalf("%s is not drawn: %q", s.command, said)
	}
	return d, said
}

// onPaper returns the bars with enough white around.
func onPaper(d drawn) *bitmap.Bitmap {
	const quiet = 60
	b := bitmap.New(d.box.W+2*quiet, d.box.H+40)
	b.Or(d.box, quiet, 20)
	return b
}

// barWidth is the width of the bars.
func barWidth(d drawn) int { return d.box.Ink().Dx() }

// TestCodesDecode reads what the commands draw.
func TestCodesDecode(t *testing.T) {
	itf := map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_ALLOWED_LENGTHS: []int{6, 8, 10, 12, 14, 20}}
	gs1 := map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_ASSUME_GS1: true}
	for _, tt := range []struct {
		command, data string
		reader        gozxing.Reader
		hints         map[gozxing.DecodeHintType]any
		want          string
	}{
		{"^B2N,80,N,N,N", "12345678", oned.NewITFReader(), itf, "12345678"},
		{"^B2N,80,N,N,N", "1234567", oned.NewITFReader(), itf, "01234567"},
		{"^B2N,80,N,N,Y", "1234567890123", oned.NewITFReader(), itf, "12345678901231"},
		{"^B3N,N,80,N,N", "WAYBILL-39", oned.NewCode39Reader(), nil, "WAYBILL-39"},
		{"^B3N,N,80,N,N", "waybill", oned.NewCode39Reader(), nil, "WAYBILL"},
		{"^B3N,Y,80,N,N", "WAYBILL", oned.NewCode39ReaderWithCheckDigitFlag(true), nil, "WAYBILL"},
		{"^B3N,N,80,N,N", "+AB+C$M", oned.NewCode39ReaderWithFlags(false, true), nil, "aBc\r"},
		{"^BLN,80,N", "LOGMARS1", oned.NewCode39ReaderWithCheckDigitFlag(true), nil, "LOGMARS1"},
		{"^BAN,80,N,N,N", "12345ABCDE", oned.NewCode93Reader(), nil, "12345ABCDE"},
		{"^BAN,80,N,N,N", "a)BC", oned.NewCode93Reader(), nil, "abC"},
		{"^BAN,80,N,N,N", "1&M2", oned.NewCode93Reader(), nil, "1\r2"},
		{"^BKN,N,80,N,N,A,D", "123-456", oned.NewCodaBarReader(), nil, "123-456"},
		{"^B8N,80,N,N", "1234567", oned.NewEAN8Reader(), nil, "12345670"},
		{"^BEN,80,N,N", "690123456789", oned.NewEAN13Reader(), nil, "6901234567892"},
		{"^BEN,80,N,N", "6901234567892", oned.NewEAN13Reader(), nil, "6901234567892"},
		{"^BEN,80,N,N", "12345678901", oned.NewEAN13Reader(), nil, "0123456789012"},
		{"^BUN,80,N,N,Y", "07000002198", oned.NewUPCAReader(), nil, "070000021985"},
		{"^B9N,80,N,N,Y", "1230000045", oned.NewUPCEReader(), nil, "01234531"},
		{"^B9N,80,N,N,Y", "123453", oned.NewUPCEReader(), nil, "01234531"},
		{"^B9N,80,N,N,Y", "01234531", oned.NewUPCEReader(), nil, "01234531"},
		{"^BCN,80,N,N,N", "Az09 ~", oned.NewCode128Reader(), nil, "Az09 ~"},
		{"^BCN,80,N,N,N", ">:SF>51234567890", oned.NewCode128Reader(), nil, "SF1234567890"},
		{"^BCN,80,N,N,N", ">;123456>6AB", oned.NewCode128Reader(), nil, "123456AB"},
		{"^BCN,80,N,N,N", ">933347364>6a", oned.NewCode128Reader(), nil, "AB\t\x00a"},
		{"^BCN,80,N,N,N", ">;382436>6CODE128>752375152", oned.NewCode128Reader(), nil, "382436CODE128TEST"}, // the guide
		{"^BCN,80,N,N,N", "A>0B><C>=D", oned.NewCode128Reader(), nil, "A>B^C~D"},
		{"^BCN,80,N,N,N", ">;>8420123", oned.NewCode128Reader(), gs1, "]C1420123"},
		{"^BCN,80,N,N,Y", ">;>80012345123451234512", oned.NewCode128Reader(), gs1, "]C100123451234512345120"},
		{"^BCN,80,N,N,N,A", "A1234567890123456789", oned.NewCode128Reader(), nil, "A1234567890123456789"},
		{"^BCN,80,N,N,N,A", "tab\there", oned.NewCode128Reader(), nil, "tab\there"},
		{"^BCN,80,N,N,N,U", "0123451234512345121", oned.NewCode128Reader(), gs1, "]C101234512345123451215"},
		{"^BCN,80,N,N,N,D", "(00) 0 0123456789012345", oned.NewCode128Reader(), gs1, "]C100001234567890123452"},
		{"^BCN,80,N,N,N,D", "(00)39501101530001234", oned.NewCode128Reader(), gs1, "]C100395011015300012342"},
		{"^BCN,80,N,N,N,D", "(10)ABC>8(21)X9", oned.NewCode128Reader(), gs1, "]C110ABC\x1d21X9"},
	} {
		for _, by := range [][2]int{{2, 30}, {3, 25}} {
			d, said := mustDraw(t, spec(by[0], by[1], 10, tt.command, tt.data))
			bmp, err := gozxing.NewBinaryBitmapFromImage(onPaper(d).Paletted())
			if err != nil {
				t.Fatal(err)
			}
			r, err := tt.reader.Decode(bmp, tt.hints)
			if err != nil {
				t.Errorf("%s ^FD%s: %v (%q)", tt.command, tt.data, err, said)
				continue
			}
			if r.GetText() != tt.want {
				t.Errorf("%s ^FD%s reads %q, want %q (%q)", tt.command, tt.data, r.GetText(), tt.want, said)
			}
		}
	}
}

// TestCodesZbar reads some with another reader.
func TestCodesZbar(t *testing.T) {
	t.Parallel()
	zbarimg, err := exec.LookPath("zbarimg")
	if err != nil {
		t.Skip("SKIP-EXTERNAL: zbarimg is missing (Debian package zbar-tools)")
	}
	dir := t.TempDir()
	for i, tt := range [][3]string{
		{"^B2N,80,N,N,N", "12345678", "12345678"},
		{"^B3N,N,80,N,N", "WAYBILL-39", "WAYBILL-39"},
		{"^BAN,80,N,N,N", "12345ABCDE", "12345ABCDE"},
		{"^BKN,N,80,N,N,A,B", "123456", "A123456B"},
		{"^BKN,N,80,N,N,*,E", "123456", "C123456D"},
		{"^BEN,80,N,N", "690123456789", "6901234567892"},
		{"^B8N,80,N,N", "1234567", "12345670"},
		{"^BCN,80,N,N,N", ">:SF>51234567890", "SF1234567890"},
	} {
		d, _ := mustDraw(t, spec(3, 30, 10, tt[0], tt[1]))
		name := filepath.Join(dir, fmt.Sprint(i, ".png"))
		f, err := os.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := onPaper(d).WritePNG(f, 8000); err != nil {
			t.Fatal(err)
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
		out, err := exec.Command(zbarimg, "-q", "--raw", "-Sean8.enable", name).Output()
		if got := strings.TrimSpace(string(out)); err != nil || got != tt[2] {
			t.Errorf("%s: zbarimg read %q, %v", tt[0], got, err)
		}
	}
}

// TestCodeWidths states widths in dots by the symbologies' formulas.
func TestCodeWidths(t *testing.T) {
	for _, tt := range []struct {
		module, ratio int
		command, data string
		want          int
	}{
		{2, 30, "^BCN,80,N,N,N", "123456", 202},
		{2, 30, "^BCN,80,N,N,N,A", "123456", 2 * (11*5 + 13)},
		{2, 30, "^B3N,N,80,N,N", "CODE39", 254},
		{3, 25, "^B3N,N,80,N,N", "A", 3*(6*3+3*7) + 2*3}, // 7.5 dots are 7
		{1, 25, "^B3N,N,80,N,N", "A", 3*(6+3*2) + 2},
		{2, 30, "^BIN,80,N,N", "12345678", 262},
		{2, 30, "^BJN,80,N,N", "1", 4*2 + (2*6 + 3*2 + 5*2) + (6 + 2*2)},
		{2, 30, "^BMN,A,80,N,N,N", "1", 2 + 6 + 4*8 + 10},
		{2, 30, "^B1N,Y,80,N,N", "0", 2*(3*2+2*6) + 2*(4*2+6) + 3*2},
		{2, 30, "^BPN,N,80,N,N", "0", 16*8 + 8 + 4*2 + 4*6},
		{2, 30, "^BZN,80,N,N", "12345", 157},
		{2, 30, "^B5N,80,N,N", "12345678901", 307},
		{2, 30, "^BZN,80,N,N,3", "01234567094987654321", 64*5 + 2},
		{2, 30, "^BSN,80,N,N", "42", 40},
		{2, 30, "^BSN,80,N,N", "123", 2 * (4 + 5*7 + 4*2)},
		{2, 30, "^BEN,80,N,N", "123456789012", 190},
		{2, 30, "^B8N,80,N,N", "1234567", 134},
		{2, 30, "^B9N,80,N,N", "1230000045", 102},
	} {
		d, _ := mustDraw(t, spec(tt.module, tt.ratio, 10, tt.command, tt.data))
		if got := barWidth(d); got != tt.want {
			t.Errorf("^BY%d,%d %s ^FD%s: %d dots wide, want %d", tt.module, tt.ratio, tt.command, tt.data, got, tt.want)
		}
	}
}

// TestCodeHeights: the parameter, or ^BY's; bars of EAN that reach down hang
// below the base.
func TestCodeHeights(t *testing.T) {
	for _, tt := range []struct {
		command    string
		ink, base  int
		complaints int
	}{
		{"^BCN,80,N", 80, 80, 0},
		{"^BCN,,N", 10, 10, 0},
		{"^BC", 10, 10, 0},
		{"^BCN,80.9,N", 80, 80, 0},
		{"^BCN,0,N", 1, 1, 1},
		{"^BCN,-5,N", 1, 1, 1},
		{"^BCN,99999,N", 32000, 32000, 1},
		{"^BCN,x,N", 10, 10, 1},
		{"^BEN,80,N", 93, 80, 0},
		{"^BUN,80,N", 93, 80, 0},
	} {
		s := spec(2, 30, 10, tt.command, "12345678901")
		if s.command == "^BE" {
			s.raw = []byte("123456789012")
		}
		s.args = append(s.args, make([]string, 5)...)[:6]
		s.args[2] = "N"
		d, said := mustDraw(t, s)
		if got := d.box.Ink().Dy(); got != tt.ink || d.base != tt.base || len(said) != tt.complaints {
			t.Errorf("%s: %d dots high, base %d, says %q", tt.command, got, d.base, said)
		}
	}
}

// TestCodeComplaints: data that does not fit is cut, filled up or left out as
// the guide says, and said, never quoted.
func TestCodeComplaints(t *testing.T) {
	for _, tt := range []struct {
		command, data string
		drawn         bool
		says          string
	}{
		{"^BEN,80,N,N", "", false, "no data"},
		{"^BEN,80,N,N", "abc", false, "character set"},
		{"^BEN,80,N,N", "123", true, "zeros are put before"},
		{"^BEN,80,N,N", "6901234567890", true, "check digit is wrong"},
		{"^BEN,80,N,N", "69012345678901234", true, "left out"},
		{"^B9N,80,N,N", "9999999999", false, "cannot be suppressed"},
		{"^B9N,80,N,N", "21230000045", false, "number system"},
		{"^BSN,80,N,N", "1", true, "zero is put before"},
		{"^BSN,80,N,N", "1234567", true, "left out"},
		{"^BCN,80,N,N,N", "a\tb", true, "1 bytes of the data"},
		{"^BCN,80,N,N,N", "a\xe9", true, "1 bytes of the data"},
		{"^BCN,80,N,N,N", ">;123", true, "1 bytes of the data"},
		{"^BCN,80,N,N,N", ">;1a23", true, "2 bytes of the data"},
		{"^BCN,80,N,N,N", ">;a123>6x", true, "2 bytes of the data"},
		{"^BCN,80,N,N,N", ">;", false, "no data"},
		{"^BCN,80,N,N,Y", "98765", true, "UCC check digit"},
		{"^BCN,80,N,N,N,U", "123", true, "zeros are put behind"},
		{"^BCN,80,N,N,N,U", "123456789012345678901", true, "left out"},
		{"^BCN,80,N,N,N,X", "123", true, "parameter 6"},
		{"^BCN,80,X,N,N", "123", true, "parameter 3"},
		{"^BMN,D,80,N,N", "6", false, "modulo 11"},
		{"^BMN,X,80,N,N", "7", true, "parameter 2"},
		{"^BZN,80,N,N", "1234", true, "POSTNET has"},
		{"^BZN,80,N,N,3", "1234", false, "need 20"},
		{"^BZN,80,N,N,2", "1234", false, "reserved"},
		{"^B5N,80,N,N", "1234", true, "PLANET has"},
		{"^B3N,N,80,N,N", strings.Repeat("A", 4000), true, "3072 bytes"},
	} {
		var said says
		_, ok := drawCode(spec(2, 30, 10, tt.command, tt.data), newTestTypesetter(), said.report)
		if ok != tt.drawn || !slices.ContainsFunc(said, func(s string) bool { return strings.Contains(s, tt.says) }) {
			t.Errorf("%s ^FD%.20s: drawn %v, says %q, want %q", tt.command, tt.data, ok, said, tt.says)
		}
		for _, s := range said {
			if len(tt.data) > 4 && strings.Contains(s, tt.data) {
				t.Errorf("%s: the data is quoted", tt.command)
			}
		}
	}
}

func FuzzDrawCode(f *testing.F) {
	var commands []string
	for c := range linearCodes {
		commands = append(commands, c)
	}
	slices.Sort(commands)
	f.Add(uint(7), "N,100,Y,Y,Y,D", []byte("(00)123>8>9>;12"), 3, 25, 100)
	f.Add(uint(3), "N,Y,32000,Y,Y,,,", []byte("12345678901234567890"), 1<<30, -5, 1<<30)
	t := newTestTypesetter()
	f.Fuzz(func(tt *testing.T, n uint, args string, data []byte, module, ratio, height int) {
		s := spec(module, ratio, height, commands[n%uint(len(commands))]+args, string(data))
		var said says
		d, ok := drawCode(s, t, said.report)
		if ok && (d.box == nil || d.box.W*d.box.H > defaultFieldDots) {
			tt.Fatal("no dots, or too many")
		}
		if !ok && len(said) == 0 {
			tt.Fatal("nothing drawn and nothing said")
		}
		for _, m := range said {
			if len(data) > 8 && strings.Contains(m, string(data)) {
				tt.Fatal("the data is quoted")
			}
		}
	})
}

// TestCodeHangsOver: the field's place is that of the bars, however it is
// turned and wherever its digits stand.
func TestCodeHangsOver(t *testing.T) {
	for _, by := range []string{"^FO200,200", "^FT200,300"} {
		for _, code := range []string{"^BC%c,60,%c,%c^FD123456^FS", "^BE%c,60,%c,%c^FD690123456789^FS", "^BU%c,60,%c,%c^FD07000002198^FS"} {
			for _, turn := range "NRIB" {
				plain := printLabel(t, 600, 600, "^XA^BY2"+by+fmt.Sprintf(code, turn, 'N', 'N')+"^XZ")
				for _, above := range "NY" {
					lined := printLabel(t, 600, 600, "^XA^BY2"+by+fmt.Sprintf(code, turn, 'Y', above)+"^XZ")
					if lined.Count() <= plain.Count() {
						t.Errorf("%s%s %c: no line", by, code, turn)
					}
					// All of the bars' dots are where they are without.
					plain := plain.Crop(image.Rect(0, 0, plain.W, plain.H))
					plain.AndNot(lined, 0, 0)
					if plain.Count() != 0 {
						t.Errorf("%s%s %c, above %c: the bars moved", by, code, turn, above)
					}
				}
			}
		}
	}
}

// TestCodeGS1Line: how far the line of mode D reaches below the bars at modules of
// one to five dots, as it was measured in pictures of printers' output, and
// that it keeps within the bars.
func TestCodeGS1Line(t *testing.T) {
	for i, want := range []int{21, 34, 52, 66, 82} {
		d, _ := mustDraw(t, spec(i+1, 30, 60, "^BCN,60,Y,N,N,D", "(01)09501101530003"))
		under := d.box.Crop(image.Rect(0, d.over.top+d.base, d.box.W, d.box.H)).Ink()
		if got := under.Max.Y; got < want-2 || got > want+2 {
			t.Errorf("module %d: %d dots below, want %d", i+1, got, want)
		}
		w, _ := d.cell()
		if under.Dx() > w || under.Dx() < w*9/10 {
			t.Errorf("module %d: line %d dots wide, bars %d", i+1, under.Dx(), w)
		}
	}
}
