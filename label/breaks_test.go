package label

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// pieces splits s at every place where a line may end.
func pieces(s string) []string {
	cl := clusters(s)
	ok := opportunities(cl)
	var out []string
	cur := ""
	for i, c := range cl {
		cur += c
		if ok[i] {
			out = append(out, cur)
			cur = ""
		}
	}
	return out
}

func TestLineBreaks(t *testing.T) {
	for in, want := range map[string]string{
		"幸福小区":                   "幸|福|小|区",
		"北京，上海。":                 "北|京，|上|海。",
		"《地图》一本":                 "《地|图》|一|本",
		"放门口（勿敲）谢谢":              "放|门|口|（勿|敲）|谢|谢",
		"3-2-501室":               "3-2-501|室",
		"3栋***":                  "3|栋***",
		"*******5678":            "*******5678",
		"010-******78":           "010-******78",
		"+86 *******5678":        "+86 |*******5678",
		"Mei Foo Sun Chuen, 9/F": "Mei |Foo |Sun |Chuen, |9/F",
		"阿***·***":               "阿***·***",
		"¥268.00元":               "¥268.00|元",
		"代收 ¥268.00":             "代|收 |¥268.00",
		"龙井茶250g×2":              "龙|井|茶|250g|×2",
		"“你好”":                   "“你|好”",
		"테헤란로 238":               "테|헤|란|로 |238",
		"カタカナー":                  "カ|タ|カ|ナー",
		"J*** S****":             "J*** |S****",
		"１２３号":                   "１２３|号",
	} {
		if got := strings.Join(pieces(in), "|"); got != want {
			t.Errorf("%q breaks as %s, want %s", in, got, want)
		}
	}
}

func TestClustersKeepMarksWithTheirBase(t *testing.T) {
	for in, want := range map[string]int{
		"葛\U000E0100城":    2, // variation selector
		"e\u0301a":        2, // combining acute
		"👨\u200d👩\u200d👧": 1, // joined emoji
		"𠮷田":              2,
		"":                0,
		"👍🏽x":             2, // skin tone
		"\u0301":          1, // a mark without base
		"ก\u0e48า":        2, // Thai tone mark
		"가나":              2,
		"が":               1,
	} {
		got := clusters(in)
		if len(got) != want {
			t.Errorf("%q has %d clusters %q, want %d", in, len(got), got, want)
		}
		if strings.Join(got, "") != in {
			t.Errorf("clusters of %q lose text", in)
		}
	}
}

func FuzzBreaks(f *testing.F) {
	for _, s := range []string{"北京，上海。", "3-2-501室", "葛\U000E0100城", "a\u200db", "（）", "\n \t", "\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		cl := clusters(s)
		if strings.Join(cl, "") != s {
			t.Fatal("clusters lose text")
		}
		ok := opportunities(cl)
		if len(cl) > 0 && !ok[len(ok)-1] {
			t.Fatal("the end of the text is no break")
		}
		if !utf8.ValidString(s) {
			return
		}
		for i := range len(cl) - 1 {
			if !ok[i] {
				continue
			}
			if r := firstRune(cl[i+1]); strings.ContainsRune(noBegin, r) {
				t.Fatalf("a line may begin with %q", r)
			}
			if r := firstRune(cl[i]); strings.ContainsRune(noEnd, r) {
				t.Fatalf("a line may end with %q", r)
			}
			if a, b := firstRune(cl[i]), firstRune(cl[i+1]); unicode.IsDigit(a) && unicode.IsDigit(b) && a < 0x2E80 && b < 0x2E80 {
				t.Fatal("a number may break")
			}
		}
		if slices.Contains(cl, "") {
			t.Fatal("empty cluster")
		}
	})
}
