package masking

import (
	"math/rand/v2"
	"strings"
	"testing"

	"waybill"
)

// The addresses below are made so that a leak shows: what may stay has digits
// from 1 to 4 only, unit and room have only others. So no digit of a room may
// be in the output, in whatever spelling.
const (
	keptDigits   = "1234"
	hiddenDigits = "056789"
)

// digitStyles spell the digits 0 to 9.
var digitStyles = [...][10]string{
	{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"},
	{"０", "１", "２", "３", "４", "５", "６", "７", "８", "９"},
	{"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"},
	{"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"},
	{"○", "一", "二", "三", "四", "五", "六", "七", "八", "九"},
	{"O", "一", "二", "三", "四", "五", "六", "七", "八", "九"},
	{"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"},
	{"零", "壹", "貳", "參", "肆", "伍", "陸", "柒", "捌", "玖"},
	{"⓪", "①", "②", "③", "④", "⑤", "⑥", "⑦", "⑧", "⑨"},
	{"0", "⑴", "⑵", "⑶", "⑷", "⑸", "⑹", "⑺", "⑻", "⑼"},
	{"0", "Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ", "Ⅵ", "Ⅶ", "Ⅷ", "Ⅸ"},
	{"零", "㈠", "㈡", "㈢", "㈣", "㈤", "㈥", "㈦", "㈧", "㈨"},
	{"洞", "幺", "两", "三", "四", "五", "六", "拐", "八", "勾"},
}

const (
	styleASCII = 0
	styleHan   = 2
)

// chooser picks from a list by the bytes of a fuzzer.
type chooser struct {
	data []byte
	at   int
}

func (c *chooser) n(n int) int {
	if c.at >= len(c.data) {
		return 0
	}
	c.at++
	return int(c.data[c.at-1]) % n
}

func (c *chooser) of(list ...string) string { return list[c.n(len(list))] }

// number is n digits from a set, in one style or in a new one for each digit,
// with sep between them.
func (c *chooser) number(n int, digits string, style int, sep string) string {
	var b strings.Builder
	hidden := digits == hiddenDigits
	for i := range n {
		if i > 0 {
			b.WriteString(sep)
		}
		k := style
		if k < 0 {
			k = c.n(len(digitStyles))
		}
		if i == 0 {
			digits = strings.TrimPrefix(digits, "0") // no room begins with 0
		} else if i == 1 && hidden {
			digits = hiddenDigits
		}
		b.WriteString(digitStyles[k][digits[c.n(len(digits))]-'0'])
	}
	return b.String()
}

func (c *chooser) style() int { return c.n(len(digitStyles)+1) - 1 }

// roomAddress is an address and the part of it that must stay.
type roomAddress struct{ line, kept string }

// address composes road, house number, estate, building, unit and room.
func (c *chooser) address() roomAddress {
	kept := c.of("浙江省杭州市西湖区文新街道", "", "样县样镇") + c.of("样城路", "建样大街", "样里巷", "环样大道") + c.number(1+c.n(3), keptDigits, styleASCII, "") + "号"
	kept += c.of("阳光样园", "样馨苑", "", "样河小区", "样达广场")
	if c.n(8) == 7 { // 4-3-1503: of this the first number is the building
		kept += "样园" + c.number(1, keptDigits, c.oneOf(styleASCII, styleHan, 1, 8, 10), "")
		unit := c.number(1, hiddenDigits, c.style(), "")
		if c.n(2) == 0 {
			unit = ""
		}
		return roomAddress{kept + c.of("-", "－", "—") + joined(unit, c.number(3+c.n(2), hiddenDigits, c.style(), "")) + c.trailer(), kept}
	}
	if c.n(8) == 7 { // a building with a name only
		kept += c.of("样大厦", "样州大楼", "样馨公寓", "样城写字楼", "职工宿舍")
		room := c.number(1+c.n(4), hiddenDigits, c.style(), c.of("", "", " "))
		return roomAddress{kept + c.of("", " ", "-", "第", "丙", c.number(1, hiddenDigits, c.style(), "")+"单元") + room + c.of("", "室", "层") + c.of("", "放门口", "（丙）", " 谢谢"), kept}
	}
	if c.n(8) == 7 { // an estate, and two numerals read one by one
		kept += c.of("样园", "样馨苑", "样达广场")
		return roomAddress{kept + c.of("", " ") + c.number(2, hiddenDigits, c.oneOf(styleHan, 3, 6, 7), "") + c.of("", "放门口", " 谢谢"), kept}
	}
	building := c.number(1+c.n(2), keptDigits, c.style(), "") + c.of("号楼", "栋", "幢", "座", "#", "#楼", "号宿舍楼", " 号楼", "号 楼", "棟", "號樓", "号院1号楼", "栋A座")
	line := kept + building
	kept = line
	unit := c.of("", "", c.number(1, hiddenDigits, c.style(), "")+c.of("单元", "门", "梯", " 单元", "單元", "单元 ", "单元-", "层", "楼"), "-"+c.number(1, hiddenDigits, c.style(), "")+"-", "丙", "丙单元", "西单元", "门牌", "房号", " ", "，", "-", "里面", "内", "东边", "B", "#")
	room := c.number(2+c.n(3), hiddenDigits, c.style(), c.of("", "", "", " ", "-", " - ", "　"))
	return roomAddress{line + unit + room + c.of("", "室", "号", "房", " 室", "户", "号房", "房间") + c.trailer(), kept}
}

func (c *chooser) oneOf(list ...int) int { return list[c.n(len(list))] }

func joined(unit, room string) string {
	if unit == "" {
		return room
	}
	return unit + "-" + room
}

func (c *chooser) trailer() string {
	return c.of("", "", "（放菜鸟驿站）", "放门口", " 谢谢", "（丙）", "，样先生收", "旁边")
}

// foldDigits writes every digit, in whatever disguise, as ASCII.
func foldDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if d := anyDigit(r); d >= 0 {
			return '0' + rune(d)
		}
		switch r {
		case '○', 'O', 'o':
			return '0'
		case '两':
			return '2'
		}
		return r
	}, s)
}

// checkRoom masks an address and looks for the digits of its room.
func checkRoom(t *testing.T, profile string, p *Policy, a roomAddress) {
	t.Helper()
	s := &waybill.Shipment{Row: 1, WaybillNo: "T1", Recipient: waybill.Party{Detail: waybill.NewText(a.line)}}
	m, err := p.Apply(s, testClock)
	if err != nil {
		t.Fatalf("%s: %q: %v", profile, a.line, err)
	}
	got, _ := m.Field("recipient.detail")
	if profile == "platform-middle" && strings.Contains(a.line, "○") {
		return // it stars digits one by one, and that is no digit when it stands alone
	}
	if strings.ContainsAny(foldDigits(got), hiddenDigits) {
		t.Errorf("%s: %q is printed as %q", profile, a.line, got)
	}
	if found := Lint(s, m); found != nil {
		t.Errorf("%s: %q, printed as %q: lint finds %v", profile, a.line, got, found)
	}
	_, again, err := applyOne(t, p, "detail", got)
	if err != nil || again != got {
		t.Errorf("%s: %q is printed as %q, masked again as %q, %v", profile, a.line, got, again, err)
	}
	if profile == Default && !strings.HasPrefix(got, a.kept) {
		t.Errorf("%q is printed as %q, which should begin with %q", a.line, got, a.kept)
	}
	if profile != Default || strings.Contains(a.line, "○") { // which is a mask as well
		return
	}
	m.r.shown[fieldRecipient+fieldID(partDetail)] = a.line
	if Lint(s, m) == nil {
		t.Errorf("%q, if it is printed: lint finds nothing", a.line)
	}
}

var roomProfiles = []string{Default, "cn-gbt41833-min", "cn-virtual", "cn-strict", "platform-middle", "legacy-344", "hk", "tw"}

func loadRoomPolicies(t testing.TB) map[string]*Policy {
	policies := map[string]*Policy{}
	for _, name := range roomProfiles {
		policies[name] = mustLoad(t, name)
	}
	return policies
}

// TestRoomDigitsNeverSurvive holds for addresses put together by chance, the
// same ones every time.
func TestRoomDigitsNeverSurvive(t *testing.T) {
	policies := loadRoomPolicies(t)
	rng := rand.New(rand.NewPCG(1, 2))
	data := make([]byte, 48)
	for i := range 6000 {
		for k := range data {
			data[k] = byte(rng.Uint32())
		}
		profile := roomProfiles[0]
		if i%2 == 1 {
			profile = roomProfiles[1+i/2%(len(roomProfiles)-1)]
		}
		c := &chooser{data: data}
		checkRoom(t, profile, policies[profile], c.address())
		if t.Failed() {
			break
		}
	}
}

// FuzzRoomDigits is TestRoomDigitsNeverSurvive for addresses that a fuzzer chooses.
func FuzzRoomDigits(f *testing.F) {
	f.Add([]byte(nil))
	f.Add([]byte("0123456789abcdefghijklmnopqrstuvwxyz"))
	policies := loadRoomPolicies(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		c := &chooser{data: data}
		name := roomProfiles[c.n(len(roomProfiles))]
		checkRoom(t, name, policies[name], c.address())
	})
}
