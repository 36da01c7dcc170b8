package masking

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// TestElementLeads keeps the quick look of addrScan.scan true to the words.
func TestElementLeads(t *testing.T) {
	for r := rune(0x4E00); r <= 0x9FFF; r++ {
		want := isSide(r) || isStem(r) || isHanNumeral(r) || isSpokenDigit(r) || isInnerLead(r)
		if got := strings.ContainsRune(elementLeads, r); got != want {
			t.Errorf("%c: lead %v, want %v", r, got, want)
		}
	}
	for _, w := range innerWords {
		if r, _ := utf8.DecodeRuneInString(w); !isInnerLead(r) {
			t.Errorf("%s begins with no lead", w)
		}
	}
}

// TestUnitFold has a character of each block that is folded.
func TestUnitFold(t *testing.T) {
	for in, want := range map[rune]rune{'樓': '楼', '號': '号', '條': '条', '弎': '三', '佰': '百', '楼': '楼', '样': '样', 'Ａ': 'a', 'Z': 'z',
		'〇': '零', '◯': '○', '③': '3', 'Ⅸ': '9', '，': ',', '－': '-', '　': ' ', '５': '5'} {
		if got := unitFold(in); got != want {
			t.Errorf("%c: got %c, want %c", in, got, want)
		}
	}
}

// TestHanAt compares hanAt with the decoder of the standard library.
func TestHanAt(t *testing.T) {
	check := func(s string) {
		want, _ := utf8.DecodeRuneInString(s)
		if want < 0x4E00 || want > 0x9FFF {
			want = 0
		}
		if got := hanAt(s, 0); got != want {
			t.Errorf("%q: %U, want %U", s, got, want)
		}
	}
	for r := rune(0); r <= 0x10FFFF; r++ {
		check(string(r))
	}
	for a := 0xE3; a <= 0xEA; a++ {
		for b := range 256 {
			for _, c := range []byte{0, 0x7F, 0x80, 0xBF, 0xC0, 0xFF} {
				check(string([]byte{byte(a), byte(b), c}))
			}
			check(string([]byte{byte(a), byte(b)}))
		}
	}
}
