package zpl

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"waybill/internal/symbol"
	"waybill/label"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// smallDoc shows each form of item once.
func smallDoc(t testing.TB) *label.Document {
	return &label.Document{Size: label.Size{W: 60 * mm, H: 40 * mm}, Copies: 2, Items: []label.Item{
		label.Box{R: rect(1, 1, 58, 38), Thickness: label.Millimetres(0.3)},
		label.Line{R: rect(1, 10, 58, 0.25)},
		label.Line{R: rect(1, 28, 58, 0.25), Dash: 1 * mm},
		label.Text{X: 3 * mm, Baseline: label.Millimetres(7.5), Size: 5 * mm, Bold: true, String: "远山速运"},
		label.Box{R: rect(45, 2, 12, 6), Filled: true, Knockout: []label.Text{
			{X: 47 * mm, Baseline: label.Millimetres(6.4), Size: 4 * mm, String: "到付"}}},
		code(t, symbol.Code128, "YT1234567890123", rect(2, 12, 42, 10), 0.25),
		code(t, symbol.QR, "YT1234567890123", rect(44, 11, 15, 15), 0.4),
		label.Text{X: 6 * mm, Baseline: 26 * mm, Size: 3 * mm, String: "YT1234567890123"},
		label.Text{X: 3 * mm, Baseline: 34 * mm, Size: 4 * mm, String: "欧*娜 138****0000"},
		code(t, symbol.DataMatrix, "573-A12", rect(46, 29, 9, 9), 0.5),
	}}
}

func TestGolden(t *testing.T) {
	set := fonts(t)
	for _, p := range profiles(label.DPI203) {
		t.Run(p.Name, func(t *testing.T) {
			var got bytes.Buffer
			e := NewEncoder(&got, p, set)
			d := smallDoc(t)
			if err := errors.Join(e.Begin(d), e.Label(d), e.End()); err != nil {
				t.Fatal(err)
			}
			path := filepath.Join("testdata", "small-203-"+p.Name+".zpl")
			if *update {
				if err := os.WriteFile(path, got.Bytes(), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(inflate(t, got.Bytes()), inflate(t, want)) {
				t.Errorf("differs from %s; look at it, then run with -update", path)
			}
		})
	}
}

// inflate replaces :Z64: data by the rows in hex: another release of Go may
// compress otherwise.
func inflate(t *testing.T, zpl []byte) []byte {
	t.Helper()
	return regexp.MustCompile(`:Z64:[^:]*:[0-9A-F]{4}`).ReplaceAllFunc(zpl, func(data []byte) []byte {
		rows, err := decodeGraphic(string(data), 1)
		if err != nil {
			t.Fatal(err)
		}
		return fmt.Appendf(nil, "%x", rows)
	})
}

// failWriter fails from its n-th write on.
type failWriter struct{ n int }

var errFull = errors.New("full")

func (w *failWriter) Write(p []byte) (int, error) {
	if w.n--; w.n < 0 {
		return 0, errFull
	}
	return len(p), nil
}

func TestEncoderErrors(t *testing.T) {
	e := NewEncoder(&failWriter{n: 1}, Generic(label.DPI203), fonts(t))
	if err := e.Label(smallDoc(t)); err != nil {
		t.Error(err)
	}
	if err := e.Label(smallDoc(t)); !errors.Is(err, errFull) {
		t.Errorf("full writer: %v", err)
	}

	var out bytes.Buffer
	e = NewEncoder(&out, Generic(label.DPI203), fonts(t))
	narrow := code(t, symbol.Code128, "YT1234567890123", rect(0, 0, 10, 10), 0.25)
	var symErr *label.SymbolError
	err := e.Label(&label.Document{Size: label.Size{W: 50 * mm, H: 50 * mm}, Items: []label.Item{narrow}})
	if !errors.As(err, &symErr) || out.Len() != 0 {
		t.Errorf("narrow symbol: %v, %d bytes written", err, out.Len())
	}
	if err := e.Label(&label.Document{}); err == nil || out.Len() != 0 {
		t.Errorf("no media: %v, %d bytes written", err, out.Len())
	}
	if err := e.Label(&label.Document{Size: label.Size{W: 50 * mm, H: 5000 * mm}}); err == nil {
		t.Error("5 m of media taken")
	}
}
