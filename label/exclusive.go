package label

import "strconv"

// maxCombinations bounds what exclusive tries: templates have a dozen or two,
// hostile ones billions.
const maxCombinations = 10_000

// exclusive reports whether a and b are never true together, judged by trying
// every combination of the values that matter to them, and false where there
// are too many of these. Nil means always.
func exclusive(a, b *Cond) bool {
	if a == nil || b == nil {
		return false
	}
	cands := map[string]map[string]bool{}
	collectValues(a.root, cands)
	collectValues(b.root, cands)
	names, combinations := make([]string, 0, len(cands)), 1
	for n, values := range cands {
		names = append(names, n)
		if combinations *= len(values); combinations > maxCombinations {
			return false
		}
	}
	env := map[string]string{}
	get := func(f string) string { return env[f] }
	var try func(i int) bool
	try = func(i int) bool {
		if i == len(names) {
			return a.Eval(get) && b.Eval(get)
		}
		for v := range cands[names[i]] {
			env[names[i]] = v
			if try(i + 1) {
				return true
			}
		}
		return false
	}
	return !try(0)
}

func collectValues(n condNode, into map[string]map[string]bool) {
	add := func(f string, vs ...string) {
		if into[f] == nil {
			into[f] = map[string]bool{"": true, "x": true, "1": true}
		}
		for _, v := range vs {
			into[f][v] = true
		}
	}
	num := func(f float64) string { return strconv.FormatFloat(f, 'g', -1, 64) }
	switch n := n.(type) {
	case condOr:
		collectValues(n.a, into)
		collectValues(n.b, into)
	case condAnd:
		collectValues(n.a, into)
		collectValues(n.b, into)
	case condNot:
		collectValues(n.a, into)
	case condHas:
		add(n.field)
	case condCmp:
		if n.isNum {
			add(n.field, num(n.num), num(n.num-1), num(n.num+1))
		} else {
			add(n.field, n.text, n.text+"x")
		}
	}
}
