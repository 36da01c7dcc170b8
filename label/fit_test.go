package label

import (
	"errors"
	"strings"
	"testing"

	"waybill/internal/font"
)

func testFonts(t testing.TB) *font.Set {
	t.Helper()
	set, err := font.Default()
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func spec(w, h, lo, hi float64) textSpec {
	return textSpec{
		box: Rect{10 * Millimetre, 20 * Millimetre, Millimetres(w), Millimetres(h)},
		min: Millimetres(lo), max: Millimetres(hi), lineHeight: 1.18,
	}
}

func strs(lines []Text) string {
	var s []string
	for _, l := range lines {
		s = append(s, l.String)
	}
	return strings.Join(s, "|")
}

func TestFitTakesTheLargestSizeThatHoldsAll(t *testing.T) {
	set := testFonts(t)
	// Ten Han characters are ten ems: one line of 40 mm at 4 mm.
	lines, ok, err := fit(set, "一二三四五六七八九十", spec(40, 4, 2, 4))
	if err != nil || !ok || strs(lines) != "一二三四五六七八九十" || lines[0].Size != 4*Millimetre {
		t.Fatalf("%v %v %v", lines, ok, err)
	}
	if w := lines[0].Width; w != 40*Millimetre {
		t.Errorf("width %v, want 40 mm", w)
	}
	// One more needs a smaller size on one line …
	s := spec(40, 4, 2, 4)
	s.maxLines = 1
	lines, ok, _ = fit(set, "一二三四五六七八九十一", s)
	if !ok || len(lines) != 1 || lines[0].Size >= 4*Millimetre || lines[0].Width > 40*Millimetre {
		t.Errorf("eleven characters: %v %v", ok, lines)
	}
	// … also where a second line has room: no orphan.
	lines, ok, _ = fit(set, "一二三四五六七八九十一", spec(40, 9, 2, 4))
	if !ok || len(lines) != 1 || lines[0].Size < 3500 {
		t.Errorf("eleven characters, two lines of room: %v %v", ok, lines)
	}
	// More than that takes the second line at full size.
	lines, ok, _ = fit(set, "一二三四五六七八九十一二三四", spec(40, 9, 2, 4))
	if !ok || strs(lines) != "一二三四五六七八九十|一二三四" || lines[0].Size != 4*Millimetre {
		t.Errorf("two lines: %v %v", ok, lines)
	}
}

func TestFitNeverCuts(t *testing.T) {
	set := testFonts(t)
	long := strings.Repeat("江苏省南京市鼓楼区", 20)
	lines, ok, err := fit(set, long, spec(40, 10, 2, 4))
	if ok || err != nil || lines != nil {
		t.Fatalf("text that cannot fit was laid out: %v %v", lines, err)
	}
}

func TestFitStaysInsideItsBox(t *testing.T) {
	set := testFonts(t)
	for _, text := range []string{
		"内蒙古自治区锡林郭勒盟东乌珠穆沁旗乌里雅斯太镇宝拉格嘎查3栋***",
		"Flat ***, Tower 2, Mei Foo Sun Chuen, Lai Chi Kok, Kowloon, Hong Kong",
		"阿***·*** *******5678", "J*** S****-L****", "경기도 성남시 분당구 정자동 178-1 ***",
	} {
		for _, align := range []Align{Left, Center, Right} {
			for _, va := range []VAlign{Top, Middle, Bottom} {
				s := spec(33, 16, 2, 5)
				s.align, s.valign = align, va
				lines, ok, err := fit(set, text, s)
				if err != nil || !ok {
					t.Fatalf("%q: %v %v", text, ok, err)
				}
				for _, l := range lines {
					if b := l.Bounds(); !inside(b, s.box) {
						t.Errorf("line %q at %+v leaves %+v", l.String, b, s.box)
					}
				}
				joined := strings.ReplaceAll(strs(lines), "|", "")
				if strings.ReplaceAll(joined, " ", "") != strings.ReplaceAll(text, " ", "") {
					t.Errorf("%q became %q", text, joined)
				}
			}
		}
	}
}

func TestFitBreaksAWordOnlyAsALastResort(t *testing.T) {
	set := testFonts(t)
	word := strings.Repeat("A1", 20)
	lines, ok, _ := fit(set, word, spec(30, 8, 2, 4))
	if !ok || len(lines) < 2 || strings.ReplaceAll(strs(lines), "|", "") != word {
		t.Fatalf("a long word: %v %v", ok, lines)
	}
	// It shrinks first if the whole word then fits.
	lines, ok, _ = fit(set, word[:20], spec(30, 8, 2, 4))
	if !ok || len(lines) != 1 {
		t.Errorf("a word that fits at a smaller size was broken: %v", lines)
	}
}

func TestFitKeepsHardBreaks(t *testing.T) {
	lines, ok, err := fit(testFonts(t), "第一行\n 第二行 \n\n第三行", spec(40, 20, 2, 4))
	if err != nil || !ok || strs(lines) != "第一行|第二行|第三行" {
		t.Fatalf("%v %v %v", strs(lines), ok, err)
	}
}

func TestFitNamesTheMissingCharacter(t *testing.T) {
	_, _, err := fit(testFonts(t), "王\U000F0000", spec(40, 20, 2, 4))
	var me *font.MissingError
	if !errors.As(err, &me) || !strings.Contains(err.Error(), "U+F0000") {
		t.Fatalf("error %v", err)
	}
}

func TestCenteredLinesAreBalanced(t *testing.T) {
	s := spec(30, 12, 3, 3)
	s.align = Center
	lines, ok, _ := fit(testFonts(t), "一二三四五六七八九十一二", s)
	if !ok || strs(lines) != "一二三四五六|七八九十一二" {
		t.Errorf("%s", strs(lines))
	}
}

func FuzzFit(f *testing.F) {
	set, err := font.Default()
	if err != nil {
		f.Fatal(err)
	}
	f.Add("江苏省南京市 3-2-501，ABC（门口）", 30.0, 12.0, uint8(0))
	f.Add(" \n\t\u3000", 10.0, 10.0, uint8(1))
	f.Fuzz(func(t *testing.T, text string, w, h float64, n uint8) {
		if !(w > 1 && w < 200 && h > 2 && h < 200) || len(text) > 2000 {
			return
		}
		s := spec(w, h, 2, 4)
		s.maxLines = int(n % 5)
		s.align = Align(n % 3)
		lines, ok, err := fit(set, text, s)
		if err != nil || !ok {
			return
		}
		squeeze := func(s string) string {
			return strings.Join(strings.Fields(s), "")
		}
		var all string
		for _, l := range lines {
			all += l.String
			if !inside(l.Bounds(), s.box) {
				t.Fatalf("a line leaves its box: %+v in %+v", l.Bounds(), s.box)
			}
		}
		if squeeze(all) != squeeze(text) {
			t.Fatal("text was lost")
		}
	})
}

func TestEllipsis(t *testing.T) {
	s := spec(20, 3, 2, 3)
	s.ellipsis = true
	lines, ok, err := fit(testFonts(t), "春夏新款纯棉短袖T恤男女同款宽松", s)
	if err != nil || !ok || strs(lines) != "春夏新款纯棉短袖T…" {
		t.Errorf("%q %v %v", strs(lines), ok, err)
	}
	lines, ok, _ = fit(testFonts(t), "春夏新款", s)
	if !ok || strs(lines) != "春夏新款" {
		t.Errorf("a text that fits became %q", strs(lines))
	}
	for _, field := range []string{"recipient.name", "sender.address", "waybill_no"} {
		src := head + "  - {type: text, box: [1, 1, 20, 4], size: 3, text: \"{" + field + "}\", overflow: ellipsis}\n"
		if _, err := Parse([]byte(src), "t", nil); err == nil || !strings.Contains(err.Error(), "never cut") {
			t.Errorf("%s may be cut: %v", field, err)
		}
	}
}
