package font

import (
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// mustDefault returns the embedded Set.
func mustDefault(tb testing.TB) *Set {
	tb.Helper()
	s, err := Default()
	if errors.Is(err, ErrNoFonts) {
		tb.Skip(err)
	}
	if err != nil {
		tb.Fatal(err)
	}
	return s
}

func mustGlyph(tb testing.TB, s *Set, r rune) Glyph {
	tb.Helper()
	g, ok := s.Glyph(r)
	if !ok {
		tb.Fatalf("no glyph for U+%04X", r)
	}
	return g
}

// smallFont returns a TrueType file of a few glyphs of the main font: each rune
// of codes drawn as the glyph of its value.
func smallFont(tb testing.TB, codes map[rune]rune) []byte {
	tb.Helper()
	s := mustDefault(tb)
	chars := make(map[rune]uint16)
	for code, r := range codes {
		g := mustGlyph(tb, s, r)
		if g.Face.Index() != 0 {
			tb.Fatalf("U+%04X is not in the main font", r)
		}
		chars[code] = g.ID
	}
	ttf, err := s.Faces()[0].Subset(chars)
	if err != nil {
		tb.Fatal(err)
	}
	return ttf
}

// collection joins fonts into a .ttc whose tables are not aligned, as those of
// some Chinese system fonts are not.
func collection(fonts ...[]byte) []byte {
	out := binary.BigEndian.AppendUint32([]byte("ttcf\x00\x01\x00\x00"), uint32(len(fonts)))
	at := 12 + 4*len(fonts) + 1
	for _, f := range fonts {
		out = binary.BigEndian.AppendUint32(out, uint32(at))
		at += len(f)
	}
	at = 12 + 4*len(fonts) + 1
	out = append(out, 0)
	for _, f := range fonts {
		moved := append([]byte(nil), f...)
		for i := range int(binary.BigEndian.Uint16(moved[4:])) {
			offset := moved[12+16*i+8:]
			binary.BigEndian.PutUint32(offset, binary.BigEndian.Uint32(offset)+uint32(at))
		}
		out = append(out, moved...)
		at += len(f)
	}
	return out
}

func writeFile(tb testing.TB, dir, name string, data []byte) string {
	tb.Helper()
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		tb.Fatal(err)
	}
	return path
}
