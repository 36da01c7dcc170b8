package masking

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"waybill"
)

func TestProfilesKeepTheirStandard(t *testing.T) {
	for _, name := range Profiles() {
		p := mustLoad(t, name)
		for _, problem := range p.Check() {
			t.Errorf("%s: %v", name, problem)
		}
		if p.Name() != name || p.Title("zh") == name || p.Title("en") == name || len(p.Source()) == 0 {
			t.Errorf("%s: name, titles or source missing", name)
		}
		if standard, reason := p.Standard(); standard == "none" && reason == "" {
			t.Errorf("%s: no reason", name)
		}
	}
	for _, name := range []string{"legacy-344", "smile"} {
		if len(mustLoad(t, name).Warnings()) == 0 {
			t.Errorf("%s: no warning", name)
		}
	}
}

func TestCheckFindsReveals(t *testing.T) {
	for _, c := range []struct{ rule, problem string }{
		{"names: [{keep: all}]", "names[0]: shows the whole name"},
		{"names: [{keep: first, single: keep}]", "one character"},
		{"phones: [{keep-first: 3, keep-last: 4, hide-at-least: 4}]", "phones[0]: hides 4 digits"},
		{"phones: [{show: all}]", "phones[0]: hides 0 digits"},
		{"phones: [{when: {country: HK}, keep-last: 4, hide-at-least: 4}]", "phones[0]: hides 4 digits"},
		{"phones: [{when: {country: KR}, keep-last: 8, hide-at-least: 0}]", "phones[0]: hides"},
		{"phones: [{when: {country: MO}, keep-last: 3, hide-at-least: 5}]", "phones[0]: hides 5 digits"},
		{"phones: [{when: {country: other}, show: all}]", "phones[0]: hides 0 digits"},
		{"phones: [{when: {kind: [virtual, mobile]}, show: all}]", "phones[0]: hides 0 digits"},
		{"names: [{when: {class: minority}, keep: all}]", "names[0]: shows the whole name"},
		{"names: [{when: {class: nickname}, keep: all}]", "names[0]: shows the whole name"},
		{"names: [{when: {class: single}, keep: all}]", "names[0]: shows"},
		{"names: [{when: {class: latin, party: sender}, keep: all}]", "names[0]: shows the whole name"},
		{"addresses: [{hide-from: room}]", "addresses[0]: shows the unit"},
		{"addresses: [{keep-first: 9}]", "addresses[0]"},
		{"text: [{scan: [e-mail]}]", "text[0]"},
	} {
		p, err := Parse([]byte("name: mine\nextends: cn-gbt41833\n"+c.rule), "mine.yaml")
		if err != nil {
			t.Errorf("%s: %v", c.rule, err)
			continue
		}
		problems := p.Check()
		if len(problems) != 1 || !strings.Contains(problems[0].String(), c.problem) {
			t.Errorf("%s: got %v, want one with %q", c.rule, problems, c.problem)
		}
		none, err := Parse([]byte("name: mine\nextends: cn-gbt41833\nstandard: none\nreason: test\n"+c.rule), "mine.yaml")
		if err != nil || none.Check() != nil {
			t.Errorf("%s: with standard none: %v, %v", c.rule, err, none.Check())
		}
	}
}

func TestParseErrorsHavePlaces(t *testing.T) {
	for _, c := range []struct {
		src  string
		line int
		want string
	}{
		{"name: x\nstandard: gbt41833\nnmaes: []\n", 3, "nmaes"},
		{"name: x\nstandard: gbt\n", 2, "unknown"},
		{"name: x\nstandard: none\n", 2, "reason"},
		{"name: x\nstandard: gbt41833\nnames:\n  - keep: surnam\n", 4, "surname"},
		{"name: x\nextends: nope\n", 2, "no built-in profile"},
		{"name: x\nstandard: gbt41833\nphones:\n  - when: {kind: fax}\n    show: all\n", 4, "landline"},
		{"name: x\nstandard: gbt41833\nnames:\n  - keep: first\n    length: 99\n", 5, "1 to 10"},
		{"name: x\nstandard: gbt41833\nnames:\n  - keep: first\n    mask: \"1\"\n", 5, "no digits"},
		{"standard: none\nname: [\n", 2, ""},
		{"standard: gbt41833\n", 0, "name"},
		{"name: x\n", 0, "standard"},
	} {
		_, err := Parse([]byte(c.src), "f.yaml")
		pe, ok := err.(*PolicyError)
		if !ok {
			t.Errorf("%q: %v", c.src, err)
			continue
		}
		if c.line > 0 && (pe.Line != c.line || pe.Column == 0 || !strings.Contains(pe.Excerpt, "^")) || !strings.Contains(pe.Error(), c.want) {
			t.Errorf("%q: got line %d column %d\n%v", c.src, pe.Line, pe.Column, pe)
		}
	}
	if _, err := Load("nope"); err == nil {
		t.Error("unknown profile loaded")
	}
}

func TestLint(t *testing.T) {
	s := &waybill.Shipment{Row: 1, WaybillNo: "T1", Remark: waybill.NewText("放门口"),
		Sender:    waybill.Party{Name: waybill.NewText("样品商行"), Phone: waybill.NewText("400-000-1234")},
		Recipient: waybill.Party{Name: waybill.NewText("张试样"), Phone: waybill.NewText("13800001234"), Detail: waybill.NewText("样例路1号2栋3单元401室")}}
	for profile, want := range map[string]int{Default: 0, "cn-strict": 0, "legacy-344": 1, "eu-min": 2, "platform-middle": 0} {
		m, err := mustLoad(t, profile).Apply(s, testClock)
		if err != nil {
			t.Fatal(err)
		}
		if got := Lint(s, m); len(got) != want {
			t.Errorf("%s: %v, want %d findings", profile, got, want)
		}
	}
}

func TestCandidatesIn(t *testing.T) {
	for _, c := range []struct {
		shown, place string
		want         int
	}{
		{"138****5678", "深圳市", 143}, {"138****5678", "广东省深圳市南山区样例路1号", 143}, {"*******5678", "深圳", 6050},
		{"139****5678", "阿拉善盟", 9}, {"139****5678", "内蒙古自治区阿拉善盟", 9}, {"139******78", "阿拉善盟", 900}, {"1390***5678", "阿拉善盟", 1},
		{"132****5678", "延边朝鲜族自治州", 17}, {"132****5678", "延边州", 17}, {"139****5678", "海南省三亚市", 122}, {"138****5678", "天津市天津市", 231}, {"138****5678", "襄阳市", 32},
		{"138****5678", "香港", 16}, {"138****5678", "", 16}, {"134****5678", "阿拉善盟", 16}, // no 134 there: the median
	} {
		if n, ok := CandidatesIn(c.shown, c.place); !ok || n != c.want {
			t.Errorf("%s in %s: %d %v, want %d", c.shown, c.place, n, ok, c.want)
		}
	}
}

// TestBlocks holds the numbers that docs/masking.md gives for the table.
func TestBlocks(t *testing.T) {
	var totals, ofPrefix []int
	sum := 0
	for _, c := range allBlocks() {
		if c.city == "" || c.all == 0 {
			t.Errorf("%q: %d blocks", c.city, c.all)
		}
		totals, sum = append(totals, c.all), sum+c.all
		for prefix, n := range c.byPrefix {
			if len(prefix) != 3 || n < 0 {
				t.Errorf("%s %q: %d", c.city, prefix, n)
			}
			if n > 0 {
				ofPrefix = append(ofPrefix, n)
			}
		}
	}
	slices.Sort(totals)
	slices.Sort(ofPrefix)
	if len(totals) != 340 || sum != 321_117 || (totals[169]+totals[170])/2 != blocksOfCity || ofPrefix[len(ofPrefix)/2] != blocksOfPrefix {
		t.Errorf("%d cities, %d blocks, medians %d and %d", len(totals), sum, totals[len(totals)/2], ofPrefix[len(ofPrefix)/2])
	}
	// Most of the cities that addresses name are in it.
	known, all := 0, 0
	for line := range strings.Lines(divisions) {
		if name := strings.TrimSpace(line); strings.HasPrefix(name, "-") && name != "-县" && name != "-市辖区" && !strings.Contains(name, "直辖") {
			all++
			if _, ok := blocksOf(strings.TrimPrefix(name, "-")); ok {
				known++
			} else {
				t.Logf("no blocks: %s", name)
			}
		}
	}
	if known < all {
		t.Errorf("%d of %d cities are known", known, all)
	}
}

func TestCandidates(t *testing.T) {
	for shown, want := range map[string]int{"138****5678": 16, "*******5678": 620, "138******78": 1600, "+86 138****5678": 16} {
		if n, ok := Candidates(shown); !ok || n != want {
			t.Errorf("%s: %d %v, want %d", shown, n, ok, want)
		}
	}
	for _, s := range []string{"", "010-******78", "张**"} {
		if _, ok := Candidates(s); ok {
			t.Errorf("%q: estimated", s)
		}
	}
}

// TestParseOtherFiles: of a file that is no policy nothing is shown.
func TestParseOtherFiles(t *testing.T) {
	for _, src := range []string{
		"运单号,收件人,电话\nT1,张试样,13800001234\n",
		"id: 1\nname: 张试样\nphone: 13800001234\n",
		"- 张试样: [13800001234\n",
		`{"waybill_no": "T1", "recipient": {"name": "张试样", "phone": "13800001234"}}`,
		"names: [张试样]\nphones: [13800001234]\n",
		"name: 张试样\n",
		"张试样",
		"\x00\xff张试样",
	} {
		_, err := Parse([]byte(src), "f.csv")
		if err == nil {
			t.Errorf("%q: taken for a policy", src)
			continue
		}
		for _, private := range []string{"张试样", "13800001234", "T1"} {
			if strings.Contains(err.Error(), private) {
				t.Errorf("%q: the error shows %q", src, private)
			}
		}
		if !strings.Contains(err.Error(), "not a masking policy") {
			t.Errorf("%q: %v", src, err)
		}
	}
	for _, more := range []string{"", "names: [\n", "nmaes: []\n"} {
		_, err := Parse([]byte("name: x\nstandard: "+strings.Repeat("x", 5000)+"\n"+more), "f.yaml")
		if pe, ok := err.(*PolicyError); !ok || pe.Excerpt == "" || len(pe.Error()) > 800 || strings.Count(pe.Excerpt, "\n") > 2 {
			t.Errorf("%q: %v", more, err)
		}
	}
}

func TestRecordErrorSaysRowOnce(t *testing.T) {
	s := &waybill.Shipment{Row: 7, WaybillNo: "13800001234", Recipient: waybill.Party{Phone: waybill.NewText("13800001234")}}
	_, err := mustLoad(t, Default).Apply(s, testClock)
	var re *RecordError
	if !errors.As(err, &re) || !errors.Is(err, ErrLeak) {
		t.Fatal(err)
	}
	if re.Row != 7 || re.Field != "waybill_no" || re.Reason() != "waybill_no: "+ErrLeak.Error() || re.Error() != "row 7: "+re.Reason() {
		t.Errorf("%d, %q, %q, %q", re.Row, re.Field, re.Reason(), re.Error())
	}
}
