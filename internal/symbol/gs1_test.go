package symbol

import (
	"bytes"
	"strings"
	"testing"
)

func TestGS1Tokens(t *testing.T) {
	for _, tt := range []struct{ data, want string }{ // ^ is FNC1
		{"(00)395011015300012342", "^00395011015300012342"},
		{"(01)09501101530003(10)ABC123", "^010950110153000310ABC123"},
		{"(10)ABC123(01)09501101530003", "^10ABC123^0109501101530003"},
		{"(420)100000(00)395011015300012342", "^420100000^00395011015300012342"},
		{"(410)9501101530003(10)A", "^410950110153000310A"},
		{"(402)39501101530001234(10)A", ""}, // check digit
		{"(422)156(10)A", "^422156^10A"},    // one length, but not predefined
		{"(3103)001750(3922)1", ""},         // 3922 is not known here
		{"(3103)001750(37)12", "^310300175037" + "12"},
		{"(10)A(B)C", "^10A(B)C"}, // parentheses are in the character set
		{"(10)A(1)C", "^10A(1)C"}, // and this is no identifier
		{"(91)" + strings.Repeat("x", 46), "^91" + strings.Repeat("x", 46)},
	} {
		got, err := gs1Tokens(tt.data)
		if tt.want == "" {
			if err == nil {
				t.Errorf("%s was taken", tt.data)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", tt.data, err)
			continue
		}
		if s := string(bytes.ReplaceAll(got, []byte{fnc1}, []byte("^"))); s != tt.want {
			t.Errorf("%s: %s, want %s", tt.data, s, tt.want)
		}
	}
}

func TestGS1Refused(t *testing.T) {
	for _, data := range []string{
		"0109501101530003",
		"(01)",
		"(01)0950110153000",
		"(01)09501101530004",
		"(01)0950110153000a",
		"(00)395011015300012343",
		"(17)271301",
		"(17)270132",
		"(17)2701",
		"(10)",
		"(10)" + strings.Repeat("A", 21),
		"(10)a b",
		"(10)caf\u00e9",
		"(10)\xf1",
		"(10)a\x1d21b",
		"(88)1",
		"(1)1",
		"(12345)1",
		"()1",
		"(01",
		"(3106)123456",
		"(91)" + strings.Repeat("x", 47),
	} {
		refused(t, GS1128, data, Options{})
	}
}

func TestGS1Symbol(t *testing.T) {
	s := mustEncode(t, GS1128, "(00)395011015300012342", Options{})
	// Start C, FNC1, ten digit pairs, check, stop: the width of every SSCC.
	if len(s.Codewords) != 14 || s.W != 156 || s.Codewords[0] != 105 || s.Codewords[1] != valFNC1 {
		t.Errorf("% d, %d modules", s.Codewords, s.W)
	}
	if s.Text != "(00)395011015300012342" {
		t.Errorf("text %s", s.Text)
	}
}

func TestGS1Check(t *testing.T) {
	// Worked examples of check digits: GTIN-13, GTIN-14, GTIN-8, SSCC.
	for _, s := range []string{"6291041500213", "09501101530003", "96385074", "376104250021234569"} {
		if !gs1Checked(s) {
			t.Errorf("%s", s)
		}
	}
}

// FuzzGS1128 wants what is taken to read back as its element strings without
// parentheses, with a separator where one is due.
func FuzzGS1128(f *testing.F) {
	for _, s := range []string{"(00)395011015300012342", "(10)A(21)B", "(10)(", "(10)A((01)09501101530003", ")("} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, data string) {
		s, err := Encode(GS1128, data, Options{})
		if err != nil {
			checkError(t, err, data)
			return
		}
		tokens := readAll(t, s.Codewords)
		if tokens[0] != fnc1 || tokens[len(tokens)-1] == fnc1 {
			t.Fatalf("%q: FNC1 first and never last, got %q", data, tokens)
		}
		plain := bytes.ReplaceAll(tokens, []byte{fnc1}, nil)
		if strip := strings.NewReplacer("(", "", ")", ""); strip.Replace(string(plain)) != strip.Replace(data) {
			t.Fatalf("%q reads as %q", data, plain)
		}
	})
}
