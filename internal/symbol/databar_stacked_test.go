package symbol

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"waybill/internal/bitmap"
)

// dark returns the modules of a row as text.
func dark(b *bitmap.Bitmap) string {
	out := make([]byte, b.W)
	for x := range out {
		out[x] = '.'
		if b.At(x, 0) {
			out[x] = '#'
		}
	}
	return string(out)
}

// unstack returns the modules between the guards of all rows as one row has
// them: rows that are turned round begin with a dark module where others have
// a light one, or are moved by one module.
func unstack(t testing.TB, rows []DataBarRow, segments int) string {
	t.Helper()
	var all strings.Builder
	n := 0
	for i, r := range rows {
		if r.Height == 1 {
			if i%4 == 0 {
				t.Fatalf("row %d is a separator", i)
			}
			continue
		}
		if i%4 != 0 || r.Height != 34 {
			t.Fatalf("row %d is %d high", i, r.Height)
		}
		row := strings.TrimRight(dark(r.Bits), ".")
		switch second := n%2 == 1; {
		case second && segments%4 == 0 && strings.HasPrefix(row, "..#"): // moved
			row = row[1:]
		case second && segments%4 == 0: // turned round
			row = strings.TrimLeft(dark(mirrored(r.Bits)), ".")
			row = "." + strings.TrimRight(row, ".")
		case second && row[0] != '#':
			t.Fatalf("row %d begins with a light module", i)
		}
		n++
		// Guards are two modules on both sides, of which the last may be light.
		const pair, single = 49, 32
		modules := (len(row) - 2) / pair * pair
		if (len(row)-2)%pair > single {
			modules += single
		}
		all.WriteString(row[2 : 2+modules])
	}
	return all.String()
}

// TestDataBarExpandedStacked: the rows' modules in their order are those of
// the symbol in one row.
func TestDataBarExpandedStacked(t *testing.T) {
	rng := rand.New(rand.NewPCG(24, 724))
	seen := map[int]bool{}
	for range 300 {
		data := "01" + gtin(rng, "") + "10" + text(rng, digitChars, 1+rng.IntN(18)) + text(rng, "ABCXYZ", rng.IntN(12))
		segments := 2 + 2*rng.IntN(11)
		rows, err := EncodeDataBarExpandedStacked(data, segments)
		if err != nil {
			t.Fatal(err)
		}
		values, err := dbExpandedValues(data, segments)
		if err != nil {
			t.Fatal(err)
		}
		chars, finders := dbExpandedCharacters(values)
		if len(chars)%segments == 1 || len(rows) != 4*((len(chars)+segments-1)/segments)-3 {
			t.Fatalf("%d characters in rows of %d: %d rows", len(chars), segments, len(rows))
		}
		one := dark(dbRow(dbExpandedElements(chars, finders), false))
		if got, want := unstack(t, rows, segments), one[2:len(one)-2]; got != want {
			t.Fatalf("%d characters in rows of %d:\n%s\n%s", len(chars), segments, got, want)
		}
		seen[len(chars)] = true
		for i, r := range rows {
			if r.Bits.W != rows[0].Bits.W {
				t.Fatalf("row %d has %d modules", i, r.Bits.W)
			}
		}
	}
	if len(seen) < 10 {
		t.Errorf("only %d lengths", len(seen))
	}
	for _, segments := range []int{0, 1, 3, 24} {
		if _, err := EncodeDataBarExpandedStacked("0112345678901231", segments); err == nil {
			t.Errorf("rows of %d characters", segments)
		}
	}
}

// TestDataBarExpandedStackedExample are symbols that another encoder and a
// reader agreed on, among them one with a row turned round and one with a row
// moved.
func TestDataBarExpandedStackedExample(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join("testdata", "databar-stacked.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for _, block := range strings.Split(strings.TrimSpace(string(raw)), "\n\n") {
		head, want, _ := strings.Cut(block, "\n")
		data, n, _ := strings.Cut(head, " ")
		segments, err := strconv.Atoi(n)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := EncodeDataBarExpandedStacked(strings.ReplaceAll(data, "~", "\x1d"), segments)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, r := range rows {
			got = append(got, dark(r.Bits))
		}
		if strings.Join(got, "\n") != want {
			t.Errorf("%s in rows of %d:\n%s\nwant\n%s", data, segments, strings.Join(got, "\n"), want)
		}
	}
}
