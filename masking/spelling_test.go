package masking

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"waybill"
)

// numberClass makes random numbers of one kind that nobody is known to have,
// as the groups of digits that people write.
type numberClass struct {
	name   string
	groups func(r *rand.Rand) []string
	code   string // country code, "" if the number is not written with one
}

func digits(r *rand.Rand, n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte('0' + r.IntN(10))
	}
	return string(b)
}

func among(r *rand.Rand, words ...string) string { return words[r.IntN(len(words))] }

var numberClasses = []numberClass{
	{"mobile", func(r *rand.Rand) []string {
		return []string{"1" + among(r, "3", "4", "5", "6", "7", "8", "9") + digits(r, 1), digits(r, 4), digits(r, 4)}
	}, "86"},
	{"landline 3+8", func(r *rand.Rand) []string {
		return []string{among(r, "010", "021", "029"), among(r, "5", "6", "8") + digits(r, 3), digits(r, 4)}
	}, ""},
	{"landline 4+7", func(r *rand.Rand) []string {
		return []string{among(r, "0571", "0755", "0451"), among(r, "5", "6", "8") + digits(r, 2), digits(r, 4)}
	}, ""},
	{"Hong Kong", func(r *rand.Rand) []string { return []string{among(r, "5", "6", "9") + digits(r, 3), digits(r, 4)} }, "852"},
	{"Taiwan", func(r *rand.Rand) []string { return []string{"9" + digits(r, 2), digits(r, 3), digits(r, 3)} }, "886"},
	{"Korea", func(r *rand.Rand) []string { return []string{"10", digits(r, 4), digits(r, 4)} }, "82"},
}

// spellings are how people write a number given in groups.
var spellings = []func(r *rand.Rand, groups []string) string{
	func(_ *rand.Rand, g []string) string { return strings.Join(g, "") },
	func(_ *rand.Rand, g []string) string { return strings.Join(g, "-") },
	func(_ *rand.Rand, g []string) string { return strings.Join(g, " ") },
	func(_ *rand.Rand, g []string) string { return strings.Join(g, ".") },
	func(_ *rand.Rand, g []string) string { return strings.Join(g, "—") },
	func(_ *rand.Rand, g []string) string { return "(" + g[0] + ")" + strings.Join(g[1:], "") },
	func(_ *rand.Rand, g []string) string { return "（" + g[0] + "）" + strings.Join(g[1:], "-") },
	func(_ *rand.Rand, g []string) string { return wide(strings.Join(g, "-")) },
	func(_ *rand.Rand, g []string) string {
		return hanDigits(strings.Join(g, ""), "〇一二三四五六七八九")
	},
	func(_ *rand.Rand, g []string) string {
		return hanDigits(strings.Join(g, ""), "零壹贰叁肆伍陆柒捌玖")
	},
	func(r *rand.Rand, g []string) string { return mixed(r, strings.Join(g, "")) },
	func(_ *rand.Rand, g []string) string { return " " + strings.Join(g, "") + "\u3000" },
	func(_ *rand.Rand, g []string) string { return "电话：" + strings.Join(g, "") },
	func(_ *rand.Rand, g []string) string { return strings.Join(g, "") + "（家）" },
}

func hanDigits(s, script string) string {
	han := []rune(script)
	return strings.Map(func(r rune) rune { return han[r-'0'] }, s)
}

// mixed writes each digit in a script of its own.
func mixed(r *rand.Rand, s string) string {
	var b strings.Builder
	for _, c := range s {
		switch r.IntN(3) {
		case 0:
			b.WriteRune(c)
		case 1:
			b.WriteRune(c + 0xFEE0)
		case 2:
			b.WriteString(hanDigits(string(c), "〇一二三四五六七八九"))
		}
	}
	return b.String()
}

// write spells a number, with its country code where it needs one.
func (c numberClass) write(r *rand.Rand, g []string) string {
	s := spellings[r.IntN(len(spellings))](r, g)
	if c.code == "" || c.code == "86" && r.IntN(3) > 0 {
		return s
	}
	if strings.Contains(s, "电话") {
		return "电话：" + among(r, "+", "00") + c.code + strings.TrimPrefix(s, "电话：")
	}
	return among(r, "+"+c.code+" ", "+"+c.code+"-", "00"+c.code+" ", "(+"+c.code+")", "＋"+c.code) + strings.TrimSpace(s)
}

// TestEverySpelling: whatever a number looks like, six digits of it are
// hidden, no six stand together, and no other text of the record shows it.
func TestEverySpelling(t *testing.T) {
	r := rand.New(rand.NewPCG(41833, 2022))
	for _, profile := range Profiles() {
		p := mustLoad(t, profile)
		if p.standard != standardGBT {
			continue
		}
		for range 400 {
			c := numberClasses[r.IntN(len(numberClasses))]
			g := c.groups(r)
			number, in := strings.Join(g, ""), c.write(r, g)
			s := &waybill.Shipment{WaybillNo: "T", Row: 1, Recipient: waybill.Party{Phone: waybill.NewText(in)},
				Remark: waybill.NewText("联系" + c.write(r, g) + "谢谢")}
			m, err := p.Apply(s, testClock)
			if err != nil {
				t.Fatalf("%s: %s %q: %v", profile, c.name, in, err)
			}
			out := field(m, "recipient.phone")
			shown := phoneDigitsOf(out)
			if code := "+" + c.code; c.code != "" && strings.HasPrefix(out, code) {
				shown -= len(c.code)
			}
			if hidden := len(number) - shown; hidden < gbtDigits {
				t.Errorf("%s: %s %q: %q hides %d digits", profile, c.name, in, out, hidden)
			}
			for _, name := range []string{"recipient.phone", "remark"} {
				if v := field(m, name); holdsWindow(plain(v), number) || m.Secrets().Find(v) != nil {
					t.Errorf("%s: %s %q, remark %q: %s %q shows six digits together", profile, c.name, in, s.Remark.Reveal(), name, v)
				}
			}
			if n := phoneDigitsOf(field(m, "remark")); n > 0 {
				t.Errorf("%s: %s: remark %q: %q shows %d digits", profile, c.name, s.Remark.Reveal(), field(m, "remark"), n)
			}
		}
	}
}

// TestOneShape: in every profile the masked numbers of one class look alike,
// however they are written; nothing but the digits shown tells them apart.
func TestOneShape(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, profile := range Profiles() {
		p := mustLoad(t, profile)
		for _, c := range numberClasses {
			for _, coded := range []bool{false, true} {
				var shapes []string
				example := map[string]string{}
				for _, spell := range spellings {
					in := spell(r, c.groups(r))
					switch {
					case coded && (c.code == "" || strings.HasPrefix(in, "电话")):
						continue
					case coded:
						in = "+" + c.code + " " + strings.TrimSpace(in)
					case c.code != "" && c.code != "86":
						continue // without its code it is another number
					case p.rules.home == regionKR && strings.HasPrefix(c.name, "landline"):
						continue // 010 is a mobile there
					}
					shape := shapeOf(one(t, p, "phone", in, waybill.PhoneUnknown))
					if !slices.Contains(shapes, shape) {
						shapes = append(shapes, shape)
						example[shape] = in
					}
				}
				if len(shapes) > 1 {
					t.Errorf("%s: %s: %d shapes: %q", profile, c.name, len(shapes), example)
				}
			}
		}
	}
}

// shapeOf replaces every digit by 9.
func shapeOf(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return '9'
		}
		return r
	}, s)
}

// TestSevenDigitsChange: any field of seven digits and more changes, unless it
// is a service or relay number.
func TestSevenDigitsChange(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	alphabet := []rune("0123456789０１２３一二三〇-－ ()+#转/.*x室a")
	for _, profile := range Profiles() {
		p := mustLoad(t, profile)
		for range 800 {
			in := make([]rune, 7+r.IntN(14))
			for i := range in {
				if in[i] = alphabet[r.IntN(10)]; r.IntN(3) == 0 {
					in[i] = alphabet[r.IntN(len(alphabet))]
				}
			}
			s := strings.TrimSpace(string(in))
			if phoneDigitsOf(s) < 7 || one(t, p, "phone", s, waybill.PhoneUnknown) != s {
				continue
			}
			for part := range strings.SplitSeq(strings.ReplaceAll(s, "/", " "), " ") {
				if !publicNumber.MatchString(foldedDigits(s)) && !publicNumber.MatchString(foldedDigits(part)) {
					t.Errorf("%s: %q is shown whole", profile, s)
				}
			}
		}
	}
}

// publicNumber is a service or relay number with its extension, as digits; up
// to six digits are no number of a person.
var publicNumber = regexp.MustCompile(`^(|\d{1,6}|(400|800)\d{7,13}|700\d{12}|95013\d{6,14}|(170|171|162|165|167)\d{11,12})$`)

func foldedDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if d := anyDigit(r); d >= 0 {
			return '0' + rune(d)
		}
		return -1
	}, s)
}

// TestNameLengths: the mask of a fixed-length profile tells a name's surname
// and nothing of its length, for names of 2 to 30 characters of every class.
func TestNameLengths(t *testing.T) {
	for _, profile := range []string{"cn-strict", "cn-gbt41833-min"} {
		p := mustLoad(t, profile)
		for first, rest := range map[string]string{"王": "样", "欧阳": "例", "歐陽": "例", "𠮷": "样", "葛󠄀城": "样", "J": "o", "홍": "샘", "さ": "ん", "阿卜·": "样"} {
			var want string
			for n := 2; n <= 28; n++ {
				got := one(t, p, "name", first+strings.Repeat(rest, n), "")
				if n == 2 {
					want = got
				} else if got != want {
					t.Errorf("%s: %s with %d characters: %q, with 2 %q", profile, first, n, got, want)
				}
			}
		}
	}
}

// TestRelayAlone: where a relay number is printed, no digit of the real one is,
// but for the tail number that its own column gives.
func TestRelayAlone(t *testing.T) {
	const relay, real, tail = "17000001234", "13800205679", "5679"
	for _, profile := range Profiles() {
		p := mustLoad(t, profile)
		s := &waybill.Shipment{WaybillNo: "T", Row: 1, Remark: waybill.NewText("打" + real + "或138-0020-5679"), OrderNo: "D" + real,
			Recipient: waybill.Party{Name: waybill.NewText("王样"), Phone: waybill.NewText(relay + "转6543"), PhoneKind: waybill.PhoneVirtual,
				PhoneTail: waybill.NewText(tail), Detail: waybill.NewText("样例路2号 电话" + real)}}
		m, err := p.Apply(s, testClock)
		if err != nil {
			t.Fatal(err)
		}
		if got := field(m, "recipient.phone"); got != "" && got != relay+"转6543" {
			t.Errorf("%s: %q", profile, got)
		}
		for _, name := range FieldNames() {
			v := field(m, name)
			if strings.Contains(v, tail) && name != "recipient.tail" || strings.Contains(plain(v), real[:6]) || strings.Contains(plain(v), real[3:8]) {
				t.Errorf("%s: %s shows %q", profile, name, v)
			}
		}
		if got := field(m, "recipient.tail"); got != "" && got != tail[len(tail)-p.rules.tail:] {
			t.Errorf("%s: tail %q", profile, got)
		}
	}
}

// TestSameTwice: the same record gives the same result, changes and all.
func TestSameTwice(t *testing.T) {
	for _, profile := range Profiles() {
		p, again := mustLoad(t, profile), mustLoad(t, profile)
		for _, s := range append(benchShipments(), leakRecord(), peerRecord()) {
			var first string
			for i, policy := range []*Policy{p, again, p} {
				m, err := policy.Apply(s, testClock)
				if err != nil {
					t.Fatal(err)
				}
				all := fmt.Sprint(m.Changes(), m.Notes())
				for _, name := range FieldNames() {
					all += "\n" + field(m, name)
				}
				if i == 0 {
					first = all
				} else if all != first {
					t.Errorf("%s: record of %s: two results", profile, s.WaybillNo)
				}
			}
		}
	}
}
