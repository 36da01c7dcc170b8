package masking

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"
)

// TestSampleScore masks the 2,000 records of the sample and scores them as
// check-masked.mjs does, with the profile whose names keep no more than the
// sample's upper bound; the default profile follows masking-examples.csv,
// which shows the initials of every word.
func TestSampleScore(t *testing.T) {
	shipments, expected := readShared(t, "sample-shipments.csv"), readShared(t, "sample-expected.csv")
	for _, profile := range []string{Default, "cn-gbt41833-min", "cn-strict"} {
		p := mustLoad(t, profile)
		score := map[string]int{}
		for i, r := range shipments {
			m, err := p.Apply(sampleShipment(i+1, r), testClock)
			if err != nil {
				t.Errorf("%s: %s: %v", profile, r["id"], err)
				continue
			}
			scoreRecord(score, m, r, expected[i])
		}
		t.Logf("%s: %v", profile, score)
		limits := map[string]int{ // of 4,000 parties or 2,000 records
			"name leak": 0, "phone leak": 0, "service or relay damaged": 0, "address leak": 4, "address not exact": 60,
			"remark leak": 0, "remark false positive": 4, "forbidden": 0, "invalid": 0, "gate misses": 0, "gate refuses": 0,
		}
		switch profile {
		case Default:
			limits["name leak"] = 221 // two initials of Latin names, the dots of minority names: as in the examples
		case "cn-strict":
			limits["address not exact"] = 4000 // hides more
			limits["service or relay damaged"] = 89
		}
		for what, limit := range limits {
			if score[what] > limit {
				t.Errorf("%s: %d × %s, at most %d", profile, score[what], what, limit)
			}
		}
	}
}

func scoreRecord(score map[string]int, m Masked, in, want map[string]string) {
	for _, side := range []struct{ csv, field string }{{"sender", "sender"}, {"receiver", "recipient"}} {
		scoreName(score, field(m, side.field+".name"), in[side.csv+"_name"], want[side.csv+"_name_keep_max"], want[side.csv+"_name_hide"])
		scorePhone(score, field(m, side.field+".phone"), in[side.csv+"_phone"], want[side.csv+"_phone_digits"])
		pre := in[side.csv+"_province"] + in[side.csv+"_city"] + in[side.csv+"_district"] + in[side.csv+"_street"]
		scoreAddress(score, columns(m, side.field), pre, side.csv, in, want)
	}
	var hide, never []string
	json.Unmarshal([]byte(want["remark_hide"]), &hide)
	json.Unmarshal([]byte(want["never_on_label"]), &never)
	remark := field(m, "remark")
	for _, h := range hide {
		if holdsWindow(plain(remark), strings.TrimPrefix(plain(h), "+86")) {
			score["remark leak"]++
		}
	}
	if len(hide) == 0 && remark != in["remark"] {
		score["remark false positive"]++
	}
	var label strings.Builder
	for _, name := range FieldNames() {
		v := field(m, name)
		if !utf8.ValidString(v) {
			score["invalid"]++
		}
		if m.Secrets().Find(v) != nil {
			score["gate refuses"]++
		}
		switch name {
		case "waybill_no", "cod", "cod_amount", "weight":
		default:
			label.WriteString(v + "\n")
		}
	}
	for _, n := range never {
		if strings.Contains(label.String(), n) {
			score["forbidden"]++
		}
		if utf8.RuneCountInString(n) > 3 && m.Secrets().Find(n) == nil && !strings.Contains(label.String()+in["waybill_no"], n) {
			score["gate misses"]++

		}
	}
}

const maskRunes = "*＊×○●█■▇…某"

func scoreName(score map[string]int, out, in, keepMax, hidden string) {
	shown := strings.Map(func(r rune) rune {
		if strings.ContainsRune(maskRunes, r) {
			return -1
		}
		return r
	}, out)
	switch {
	case hidden == "" && out != in:
		score["name hides more"]++
	case hidden != "" && !strings.HasPrefix(keepMax, shown):
		score["name leak"]++
	case hidden != "" && shown != keepMax:
		score["name hides more"]++
	}
}

func scorePhone(score map[string]int, out, in, digits string) {
	if digits == "" {
		if out != in && out != strings.TrimSpace(in) {
			score["service or relay damaged"]++
		}
		return
	}
	parts := strings.Split(digits, "|")
	leak := asciiDigits(in)-asciiDigits(out) < 6*len(parts)
	for _, d := range parts {
		leak = leak || holdsWindow(plain(out), d)
	}
	if leak {
		score["phone leak"]++
	}
}

func scoreAddress(score map[string]int, out, pre, side string, in, want map[string]string) {
	o := plain(out)
	nk := plain(pre + want[side+"_addr_keep"])
	english := want[side+"_addr_template"] == "hk-en"
	tail, kept := strings.CutPrefix(o, nk)
	if english {
		kept = strings.Contains(o, plain(want[side+"_addr_keep"]))
	}
	var hide []string
	json.Unmarshal([]byte(want[side+"_addr_hide"]), &hide)
	leak := false
	switch {
	case want[side+"_addr_hide_level"] == "must" && english:
		leak = strings.Contains(o, plain(hide[0]))
	case want[side+"_addr_hide_level"] == "must" && kept:
		if i := strings.IndexAny(tail, "（(电手,，"); i >= 0 {
			tail = tail[:i]
		}
		leak = strings.ContainsAny(tail, "0123456789甲乙丙东西中左右") || strings.ContainsFunc(tail, func(r rune) bool { return r < 0x80 && scriptOf(r) == scriptLatin })
	case want[side+"_addr_hide_level"] == "none" && o != plain(pre+in[side+"_detail"]):
		kept = false
	}
	if len(hide) > 1 && holdsWindow(o, strings.TrimPrefix(plain(hide[len(hide)-1]), "+86")) {
		leak = true
	}
	if leak {
		score["address leak"]++
	}
	if !kept {
		score["address not exact"]++
	}
}

// plain folds width and digits and drops separators.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if d := anyDigit(r); d >= 0 {
			return '0' + rune(d)
		}
		if r = narrow(r); isSeparator(r) {
			return -1
		}
		return r
	}, s)
}

func holdsWindow(text, digits string) bool {
	for i := 0; i+6 <= len(digits); i++ {
		if strings.Contains(text, digits[i:i+6]) {
			return true
		}
	}
	return false
}

func asciiDigits(s string) int {
	n := 0
	for _, r := range s {
		if digit(r) >= 0 {
			n++
		}
	}
	return n
}
