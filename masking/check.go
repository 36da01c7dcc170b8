package masking

import (
	"fmt"

	"waybill"
)

// probeNames are invented names, one of each class that names a person wholly:
// a surname with a title does not.
var probeNames = [...]string{"李例", "张试样", "欧阳样例", "歐陽樣", "例", "阿例·样试", "古样K", "John Sample", "홍샘플", "さんぷる"}

// probePhones are numbers that nobody has, one of each shape and region.
var probePhones = [...]string{"13800000000", "010-80000000", "0755-8000000", "0571-80000000-8001", "+852 5000 0000", "+853 6000 0000",
	"+886 900-000-000", "+886 2 2000 0000", "+82-10-0000-0000", "+81 90-0000-0000", "+1 212-555-0100", "+44 20 7000 0000", "1380000000"}

// Check returns where the policy reveals more than the standard it declares,
// rule by rule; nil for a policy that declares none. It looks at the three
// numbers known of GB/T 41833: one Han character of a name, six digits of a
// phone, and unit and room of an address are hidden.
func (p *Policy) Check() []Problem {
	if p.standard != standardGBT {
		return nil
	}
	var all []Problem
	for i := range p.rules.names {
		r := &p.rules.names[i]
		if reason := checkName(r); reason != "" {
			all = append(all, Problem{r.id, reason})
		}
	}
	for i := range p.rules.phones {
		r := &p.rules.phones[i]
		if reason := checkPhone(r); reason != "" {
			all = append(all, Problem{r.id, reason})
		}
	}
	for i := range p.rules.addresses {
		r := &p.rules.addresses[i]
		switch op := &r.op; {
		case op.keepFirst > 0:
			all = append(all, Problem{r.id, "a number of characters may hold unit and room"})
		case !op.numbers && (op.from == fromNothing || op.from == fromRoom || op.from == fromFloor):
			all = append(all, Problem{r.id, "shows the unit; hide from unit or higher up"})
		}
	}
	for i := range p.rules.texts {
		r := &p.rules.texts[i]
		if !r.op.drop && (r.op.scan == 0 || !r.op.scan.has(int(textPhone)) || !r.op.scan.has(int(textID))) {
			all = append(all, Problem{r.id, "does not look for phone and id-number"})
		}
	}
	return all
}

// checkName applies a rule to the probes that its condition lets through.
func checkName(r *rule[nameOp]) string {
	if !r.when.who.has(int(person)) || r.op.replace {
		return ""
	}
	var vis []visibility
	for _, probe := range probeNames {
		n := parseName(probe, nil)
		if !r.when.classes.has(int(n.class)) {
			continue
		}
		vis = n.plan(&r.op, vis)
		hidden := 0
		for _, v := range vis {
			if v == hide && r.op.keep != keepAll { // all is shown without a plan
				hidden++
			}
		}
		if hidden == 0 && !(n.class == nameSingle && r.op.keepSingle) {
			return "shows the whole name; at least 1 character is to be hidden"
		}
	}
	if r.op.keepSingle {
		return "shows names of one character"
	}
	return ""
}

// checkPhone applies a rule to the probes that its condition lets through.
func checkPhone(r *rule[phoneOp]) string {
	for _, probe := range probePhones {
		ph := parsePhone(probe, regionCN, waybill.PhoneReal)
		if !r.when.kinds.has(int(ph.kind)) || !r.when.regions.has(int(ph.region)) {
			continue
		}
		shown := countDigits(string(ph.appendMasked(nil, &r.op, extZhuan)))
		if ph.code != "" && r.op.code == codeKeep {
			shown -= len(ph.code)
		}
		if hidden := ph.n - shown; hidden < gbtDigits && !(ph.kind == phoneUnknown && shown == 0) {
			return fmt.Sprintf("hides %d digits of a %s number, at least %d are to be hidden", max(hidden, 0), ph.kind, gbtDigits)
		}
	}
	return ""
}
