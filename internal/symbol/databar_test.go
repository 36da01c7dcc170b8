package symbol

import (
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/oned/rss"

	"waybill/internal/bitmap"
)

// onWhite draws modules n dots wide and high ones with white around.
func onWhite(b *bitmap.Bitmap, n, high int) *bitmap.Bitmap {
	paper := bitmap.New(b.W*n+80, b.H*high+80)
	paper.Or(b.ScaleXY(n, high), 40, 40)
	return paper
}

func gtin(rng *rand.Rand, first string) string {
	d := first + text(rng, digitChars, 13-len(first))
	return d + string(gs1Check(d))
}

// TestDataBar reads symbols back with gozxing, which does not find all (zbar
// and zxing-cpp do). Stacked rows side by side are the symbol in one row but
// for their guards.
func TestDataBar(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(8, 8))
	unread := 0
	n := 200
	if raceBuild {
		n = 20
	}
	for i := range n {
		data := gtin(rng, "")
		if i == 0 {
			data = "00000000000000"
		}
		b, err := EncodeDataBar(data[:13+i%2])
		if err != nil {
			t.Fatal(err)
		}
		if b.W != 96 {
			t.Fatalf("%d modules", b.W)
		}
		bmp, err := gozxing.NewBinaryBitmapFromImage(onWhite(b, 3, 40).Paletted())
		if err != nil {
			t.Fatal(err)
		}
		got, err := rss.NewRSS14Reader().Decode(bmp, map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_TRY_HARDER: true})
		switch {
		case err != nil:
			unread++
		case got.GetText() != data:
			t.Errorf("%s: read %q", data, got)
		}
		for _, omni := range []bool{false, true} {
			rows, err := EncodeDataBarStacked(data, omni)
			if err != nil {
				t.Fatal(err)
			}
			top, bottom := rows[0].Bits, rows[len(rows)-1].Bits
			for x := range 48 {
				if top.At(x, 0) != b.At(x, 0) || bottom.At(x+2, 0) != b.At(x+48, 0) {
					t.Fatalf("%s: rows differ at %d", data, x)
				}
			}
			for _, r := range rows {
				if r.Bits.W != 50 {
					t.Fatalf("a row of %d modules", r.Bits.W)
				}
			}
		}
	}
	if unread > n/5 {
		t.Errorf("%d of %d are not read", unread, n)
	}
}

// TestDataBarLimitedChecks: the 89 check characters differ, as those of the
// standard's table do, and have 18 modules.
func TestDataBarLimitedChecks(t *testing.T) {
	seen := map[string]bool{}
	for v := range 89 {
		key, sum := "", 0
		for _, w := range dbLimitedCheck(v) {
			key += strconv.Itoa(w)
			sum += w
		}
		if seen[key] || sum != 18 || len(key) != 14 {
			t.Errorf("check %d: %s", v, key)
		}
		seen[key] = true
	}
}

// TestDataBarLimitedExample is a symbol that another encoder and a reader
// agreed on.
func TestDataBarLimitedExample(t *testing.T) {
	b, err := EncodeDataBarLimited("0112345678901")
	if err != nil {
		t.Fatal(err)
	}
	const want = ".#.#.....##.#.....##...#.#.#.#..#.##.#.#..##.#..#.###.#.#..##....#..####.#....."
	for x := range len(want) {
		if b.At(x, 0) != (want[x] == '#') {
			t.Fatalf("module %d", x)
		}
	}
	if _, err := EncodeDataBarLimited("2000000000000"); err == nil {
		t.Error("a number that begins with 2")
	}
}

// TestDataBarZbar reads omnidirectional and expanded symbols with zbar.
func TestDataBarZbar(t *testing.T) {
	t.Parallel()
	zbarimg, err := exec.LookPath("zbarimg")
	if err != nil {
		t.Skip("SKIP-EXTERNAL: zbarimg is missing (Debian package zbar-tools)")
	}
	rng := rand.New(rand.NewPCG(8, 9))
	// One picture of all: the program takes longer to start than to read.
	var names, want []string
	dir := t.TempDir()
	add := func(data, reads string, b *bitmap.Bitmap, err error) {
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Join(dir, strconv.Itoa(len(names))+".png")
		f, err := os.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := onWhite(b, 3, 40*3).WritePNG(f, 8000); err != nil {
			t.Fatal(err)
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
		names, want = append(names, name), append(want, reads)
	}
	for range 12 {
		data := gtin(rng, "")
		b, err := EncodeDataBar(data)
		add(data, "01"+data, b, err)
	}
	for _, data := range []string{
		"0112345678901231", "01" + gtin(rng, "") + "1012ABC", "9012345", "901", "90A", "90ABCDEF123456", "90abc,def-GHI123",
		"01" + gtin(rng, "9") + "10AB\x1d2112345", "9001234567890123456789", "21abc?!\"%&'()*+,-./:;<=>_", "10ABC\x1d211234567890",
		"21" + text(rng, digitChars, 20), "21" + text(rng, alphaChars, 20),
	} {
		b, err := EncodeDataBarExpanded(data)
		add(data, strings.ReplaceAll(data, "\x1d", ""), b, err)
	}
	out, err := exec.Command(zbarimg, append([]string{"-q", "--raw", "-Sdatabar.enable", "-Sdatabar-exp.enable"}, names...)...).Output()
	if err != nil {
		t.Fatal(err)
	}
	got := strings.Split(strings.TrimSuffix(string(out), "\n"), "\n")
	for i := range got {
		got[i] = strings.ReplaceAll(got[i], "\x1d", "")
	}
	if len(got) != len(want) {
		t.Fatalf("%d read of %d: %q", len(got), len(want), got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("read %q, want %q", got[i], want[i])
		}
	}
}

func FuzzDataBar(f *testing.F) {
	f.Add("0112345678901231")
	f.Add("90abc\x1d1234A")
	f.Fuzz(func(t *testing.T, data string) {
		if b, err := EncodeDataBar(data); err != nil {
			checkError(t, err, data)
		} else if b.W != 96 {
			t.Errorf("%d modules", b.W)
		}
		if _, err := EncodeDataBarLimited(data); err != nil {
			checkError(t, err, data)
		}
		if b, err := EncodeDataBarExpanded(data); err != nil {
			checkError(t, err, data)
		} else if pairs, rest := (b.W-4)/49, (b.W-4)%49; pairs > 11 || rest != 0 && rest != 32 {
			t.Errorf("%d modules", b.W)
		}
	})
}
