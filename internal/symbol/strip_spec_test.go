package symbol

import (
	"math/bits"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
)

// widths writes a strip as n, w for narrow and wide, and digits for modules.
func widths(s Strip) string {
	var b strings.Builder
	for _, w := range s.Widths {
		switch w {
		case 1:
			b.WriteByte('n')
		case Wide:
			b.WriteByte('w')
		case WideNarrow:
			b.WriteByte('x')
		default:
			b.WriteString(strconv.Itoa(int(w)))
		}
	}
	return b.String()
}

// TestPublishedPatterns holds symbols element by element as the symbologies'
// descriptions print them, none made by this package.
func TestPublishedPatterns(t *testing.T) {
	for _, tt := range []struct {
		name string
		s    Strip
		err  error
		want string
	}{
		{name: "code 11 123-45, check 5: 10110010 1101011 1001011 1100101 101101 1011011 1101101 1101101 1011001",
			want: "nnwwn n wnnnw n nwnnw n wwnnn n nnwnn n nnwnw n wnwnn n wnwnn n nnwwn"},
		{name: "msi 1234567 check 4", want: "wn nwnwnwwn nwnwwnnw nwnwwnwn nwwnnwnw nwwnnwwn nwwnwnnw nwwnwnwn nwwnnwnw nwn"},
		{name: "industrial 1: start, 10001, stop", want: "wnwnn n wnnnnnnnw n wnnnw"},
		{name: "standard 1: start, 10001, stop", want: "nnn n wnnnnnnnw n wnn"},
		{name: "plessey 1: start 1101, 1000, crc", want: "wnwnnwwn wnnwnwnw"},
	} {
		switch {
		case strings.HasPrefix(tt.name, "code 11"):
			tt.s, tt.err = StripCode11("123-45", false)
		case strings.HasPrefix(tt.name, "msi"):
			tt.s, tt.err = StripMSI("1234567", MSIMod10)
		case strings.HasPrefix(tt.name, "industrial"):
			tt.s, tt.err = StripIndustrial25("1")
		case strings.HasPrefix(tt.name, "standard"):
			tt.s, tt.err = StripStandard25("1")
		case strings.HasPrefix(tt.name, "plessey"):
			tt.s, tt.err = StripPlessey("1")
			tt.s.Widths = tt.s.Widths[:16]
		}
		if tt.err != nil {
			t.Fatal(tt.err)
		}
		if got, want := widths(tt.s), strings.ReplaceAll(tt.want, " ", ""); got != want {
			t.Errorf("%s:\n%s, want\n%s", tt.name, got, want)
		}
	}
}

// bitsOf reads bars and spaces as 1 (wide bar, narrow space) and 0.
func bitsOf(t *testing.T, w string) string {
	t.Helper()
	out := ""
	for i := 0; i < len(w); i += 2 {
		switch w[i : i+2] {
		case "wn":
			out += "1"
		case "nw":
			out += "0"
		default:
			t.Fatalf("elements %s at %d", w[i:i+2], i)
		}
	}
	return out
}

// TestMSIReadBack reads MSI by its rules and recomputes its check digits from
// their other definition: the Luhn sum with the check digit is a multiple of
// ten; the modulo 11 sum with the check digit at weight 1 is one of eleven.
func TestMSIReadBack(t *testing.T) {
	luhn := func(d string) int {
		sum := 0
		for i := range len(d) {
			v := int(d[len(d)-1-i] - '0')
			if i%2 == 1 {
				v *= 2
			}
			sum += v/10 + v%10
		}
		return sum % 10
	}
	rng := rand.New(rand.NewPCG(11, 1))
	for range 500 {
		data := draw(rng, digits10, 1+rng.IntN(14))
		for check, n := range map[MSICheck]int{MSINone: 0, MSIMod10: 1, MSIMod1010: 2, MSIMod11Mod10: 2} {
			s, err := StripMSI(data, check)
			if err != nil {
				if check != MSIMod11Mod10 {
					t.Fatal(err)
				}
				continue
			}
			w := widths(s)
			if !strings.HasPrefix(w, "wn") || !strings.HasSuffix(w, "nwn") {
				t.Fatalf("start or stop of %s", w)
			}
			b := bitsOf(t, w[2:len(w)-3])
			got := ""
			for i := 0; i < len(b); i += 4 {
				v, err := strconv.ParseUint(b[i:i+4], 2, 8)
				if err != nil {
					t.Fatal(err)
				}
				got += strconv.Itoa(int(v))
			}
			if got != data+s.Check || len(s.Check) != n {
				t.Fatalf("read %s, want %s and %d check digits", got, data, n)
			}
			if n > 0 && luhn(got) != 0 {
				t.Fatalf("check digit of %s", got)
			}
			if check == MSIMod1010 && luhn(got[:len(got)-1]) != 0 {
				t.Fatalf("first check digit of %s", got)
			}
			if check == MSIMod11Mod10 {
				sum := 0
				for i, c := range []byte(data) {
					sum += int(c-'0') * []int{2, 3, 4, 5, 6, 7}[(len(data)-1-i)%6]
				}
				if (sum+int(s.Check[0]-'0'))%11 != 0 {
					t.Fatalf("modulo 11 digit of %s", got)
				}
			}
		}
	}
}

// TestPlesseyReadBack reads Plessey by its rules; data and CRC together are a
// multiple of the generator.
func TestPlesseyReadBack(t *testing.T) {
	rng := rand.New(rand.NewPCG(12, 1))
	for range 500 {
		data := draw(rng, "0123456789ABCDEF", 1+rng.IntN(10))
		s, err := StripPlessey(data)
		if err != nil {
			t.Fatal(err)
		}
		w := widths(s)
		const stop = "xwnwnnwnw"
		if !strings.HasSuffix(w, stop) {
			t.Fatalf("stop of %s", w)
		}
		b := bitsOf(t, w[:len(w)-len(stop)])
		if !strings.HasPrefix(b, "1101") {
			t.Fatalf("start of %s", b)
		}
		b = b[4:]
		got := ""
		for i := 0; i < len(b); i += 4 {
			v, err := strconv.ParseUint(b[i:i+4], 2, 8)
			if err != nil {
				t.Fatal(err)
			}
			got += strings.ToUpper(strconv.FormatUint(uint64(bits.Reverse8(uint8(v))>>4), 16))
		}
		if got != data+s.Check {
			t.Fatalf("read %s, want %s with %s", got, data, s.Check)
		}
		rest := []byte(b)
		for i := 0; i+8 < len(rest); i++ {
			if rest[i] == '1' {
				for k, g := range []byte("111101001") {
					rest[i+k] = '0' + (rest[i+k] - '0') ^ (g - '0')
				}
			}
		}
		if strings.Contains(string(rest), "1") {
			t.Fatalf("remainder %s of %s", rest, data)
		}
	}
}

// TestCode11Checks takes the check characters of published symbols.
func TestCode11Checks(t *testing.T) {
	for data, want := range map[string]string{"123-45": "5", "12345": "2", "123-455": "2"} {
		s, err := StripCode11(data, false)
		if err != nil || s.Check != want {
			t.Errorf("%s: check %s, %v, want %s", data, s.Check, err, want)
		}
	}
	s, err := StripCode11("12345", true)
	if err != nil || s.Check != "28" {
		t.Errorf("two checks %s, %v", s.Check, err)
	}
}

// TestPostalBars takes the bars of ZIP 12345, check 5, as USPS prints them.
func TestPostalBars(t *testing.T) {
	const want = "1 00011 00101 00110 01001 01010 01010 1"
	for _, k := range []Kind{Postnet, Planet} {
		tall, check, err := PostalBars(k, "12345")
		if err != nil || check != "5" {
			t.Fatalf("check %s, %v", check, err)
		}
		got := ""
		for i, b := range tall {
			if k == Planet && i > 0 && i < len(tall)-1 {
				b = !b
			}
			got += map[bool]string{true: "1", false: "0"}[b]
		}
		if got != strings.ReplaceAll(want, " ", "") {
			t.Errorf("%s: %s", k, got)
		}
	}
}

// TestUPCESuppression tries every seventh six digits both ways.
func TestUPCESuppression(t *testing.T) {
	for n := 0; n < 1_000_000; n += 7 {
		six := strconv.Itoa(1_000_000 + n)[1:]
		full, ok := ExpandUPCE("0" + six)
		if !ok || len(full) != 11 {
			t.Fatalf("%s expands to %s", six, full)
		}
		short, ok := suppressZeros(full[1:])
		if !ok {
			t.Fatalf("%s expands to %s, which has no short form", six, full)
		}
		if again, _ := ExpandUPCE("0" + short); again != full {
			t.Fatalf("%s is short for %s, not %s", short, again, full)
		}
	}
	if s, err := StripUPCE("01230000045"); err != nil || s.Text != "0123453" && s.Text != "0124530" || len(s.Widths) != 33 {
		t.Errorf("the guide's example: %+v, %v", s, err)
	}
	for _, bad := range []string{"01234500001", "21230000045", "0123000004", "0123000004x"} {
		if _, err := StripUPCE(bad); err == nil {
			t.Errorf("%s was taken", bad)
		}
	}
}

// TestCode128Switched states where sets change.
func TestCode128Switched(t *testing.T) {
	for _, tt := range []struct {
		data string
		want string
	}{
		{"ab", "104 65 66"},
		{"1234", "105 12 34"},
		{"12", "105 12"},
		{"123", "104 17 18 19"},
		{"12345", "105 12 34 100 21"},
		{"A12345", "104 33 17 99 23 45"},
		{"A1234", "104 33 99 12 34"},
		{"A123", "104 33 17 18 19"},
		{"\n1", "103 74 17"},
		{"a\nb", "104 65 98 74 66"},
		{"a\n\n", "104 65 101 74 74"},
		{"\na\n", "103 74 98 65 74"},
		{"\x0112345A", "103 65 17 99 23 45 100 33"},
		{"\xf112345678", "105 102 12 34 56 78"},
		{"\xf14032+\xf1", "105 102 40 32 100 11 102"},
	} {
		v, err := Code128Switched([]byte(tt.data))
		if err != nil {
			t.Fatal(err)
		}
		got := make([]string, len(v))
		for i := range v {
			got[i] = strconv.Itoa(int(v[i]))
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("%q: %v, want %s", tt.data, got, tt.want)
		}
	}
}

func FuzzStrips(f *testing.F) {
	f.Add("12345678901", byte('A'))
	f.Add("+A%/$ .Z", byte(3))
	f.Add("\xf1\x00a", byte('D'))
	f.Fuzz(func(t *testing.T, data string, b byte) {
		check := func(s Strip, err error) {
			if err != nil {
				checkError(t, err, data)
				return
			}
			if len(s.Widths)%2 != 1 {
				t.Fatal("the last element is a space")
			}
			for i, w := range s.Widths {
				if w == 0 || w > 9 && w != Wide && w != WideNarrow {
					t.Fatalf("element %d is %d modules", i, w)
				}
			}
		}
		check(StripCode39(data, b%2 == 0))
		check(StripCode93(data))
		check(StripCode11(data, b%2 == 0))
		check(StripInterleaved25(data, b%2 == 0))
		check(StripIndustrial25(data))
		check(StripStandard25(data))
		check(StripCodabar(data, b, 'A'))
		check(StripMSI(data, MSICheck(b%4)))
		check(StripPlessey(data))
		check(StripEAN13(data))
		check(StripEAN8(data))
		check(StripUPCA(data))
		check(StripUPCE(data))
		check(StripAddOn(data))
		check(StripCode128([]byte(data)))
		values, err := Code128Switched([]byte(data))
		if err != nil {
			checkError(t, err, data)
			return
		}
		s, err := StripCode128(values)
		check(s, err)
		sum := int(values[0])
		for i, v := range values[1:] {
			sum += (i + 1) * int(v)
		}
		if got := readAll(t, append(values, byte(sum%103), valStop)); string(got) != data {
			t.Fatalf("%q reads as %q", data, got)
		}
	})
}
