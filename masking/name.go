package masking

import (
	"strings"
	"unicode/utf8"
)

// nameClass is what the engine takes a name for. Where it cannot tell, it
// takes the class that hides more.
type nameClass uint8

const (
	nameEmpty nameClass = iota
	nameHan
	nameSingle   // one character
	nameCompound // Han with a surname of two characters or more
	nameMinority // parts joined by dots
	nameTitle    // surname and title: 张先生
	nameLatin    // alphabetic, words
	nameHangul
	nameKana
	nameNick // mixed scripts, digits, emoji
	nameOrganisation
	nameMasked // nothing but mask characters
)

var nameClassNames = [...]string{"empty", "han", "single", "compound", "minority", "title", "latin", "hangul", "kana", "nickname", "organisation", "masked"}

func (c nameClass) String() string { return nameClassNames[c] }

// cluster is one user-perceived character of a name.
type cluster struct {
	at, end int // bytes in name.text
	script  script
	first   rune
}

// name is a name taken apart.
type name struct {
	text     string
	class    nameClass
	clusters []cluster
	body     int    // clusters of the body: all, or those before a suffix "[1234]"
	surname  int    // clusters of the surname, at least 1 for names with one
	rest     string // the shop behind a person: -样样旗舰店
	suffix   string // "[1234]", the extension of a virtual number
	masked   bool   // the input holds mask characters
}

// parseName takes s apart; clusters is scratch space.
func parseName(s string, clusters []cluster) name {
	s = composed(strings.TrimSpace(s))
	n := name{text: s, clusters: clusters[:0]}
	if s == "" {
		return n
	}
	if open := strings.LastIndexByte(s, '['); open > 0 && isBracketExtension(s[open:]) {
		n.text, n.suffix = s[:open], s[open:]
	}
	n.splitShop()
	var seen [scriptPunct + 1]int
	joined := false
	for i, r := range n.text {
		size := utf8.RuneLen(r)
		if r == utf8.RuneError {
			_, size = utf8.DecodeRuneInString(n.text[i:])
		}
		if k := len(n.clusters); k > 0 && (joined || isExtender(r)) {
			n.clusters[k-1].end = i + size
			joined = r == 0x200D
			continue
		}
		sc := scriptOf(r)
		n.clusters = append(n.clusters, cluster{i, i + size, sc, r})
		seen[sc]++
		joined = false
	}
	n.masked = seen[scriptMark] > 0
	n.body = len(n.clusters)
	n.classify(&seen)
	return n
}

// isBracketExtension reports whether s is "[" 2–6 digits "]".
func isBracketExtension(s string) bool {
	if len(s) < 4 || len(s) > 8 || s[len(s)-1] != ']' {
		return false
	}
	for _, c := range []byte(s[1 : len(s)-1]) {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}

func (n *name) classify(seen *[scriptPunct + 1]int) {
	han, hangul, kana, latin := seen[scriptHan], seen[scriptHangul], seen[scriptKana], seen[scriptLatin]
	odd := seen[scriptDigit] + seen[scriptOther]
	n.surname = 1
	switch {
	case n.isOrganisation(han):
		n.class = nameOrganisation
	case han+hangul+kana+latin+odd == 0:
		n.class = nameMasked
		if !n.masked {
			n.class = nameNick
		}
	case han+hangul+kana == 0 && latin > 0:
		n.class = nameLatin
	case n.hasInnerDot():
		n.class = nameMinority
	case latin > 0 || odd > 0:
		n.class = nameNick
	case n.body == 1:
		n.class = nameSingle
	case hangul > 0:
		n.class = nameHangul
		n.surname = n.longestSurname(hangulSurnames, 2)
	case kana > 0:
		n.class = nameKana
	default:
		n.classifyHan()
	}
}

func (n *name) classifyHan() {
	n.class = nameHan
	if n.surname = n.longestSurname(compoundSurnames, 4); n.surname > 1 {
		n.class = nameCompound
	}
	rest := n.text[n.clusters[n.surname-1].end:]
	if rest != "" && titles.has(rest) {
		n.class = nameTitle
	}
}

// longestSurname returns how many clusters the longest listed surname has, 1
// if none fits. It leaves at least one cluster, so that two characters are
// never taken for a surname alone: 欧阳 may be 欧 + 阳.
func (n *name) longestSurname(list wordSet, longest int) int {
	for k := min(longest, n.body-1); k > 1; k-- {
		if list.has(n.text[:n.clusters[k-1].end]) {
			return k
		}
	}
	return 1
}

// hasInnerDot reports a dot with letters on both sides; the full stop counts
// between ideographs.
func (n *name) hasInnerDot() bool {
	for i := 1; i+1 < n.body; i++ {
		if n.isDot(i) {
			return true
		}
	}
	return false
}

func (n *name) isDot(i int) bool {
	c := n.clusters[i]
	switch {
	case c.script == scriptDot && c.first != '．':
		return true
	case narrow(c.first) != '.' && c.first != '。' || i == 0 || i+1 >= len(n.clusters):
		return false
	}
	before, after := n.clusters[i-1].script, n.clusters[i+1].script
	return (before == scriptHan || before == scriptMark) && (after == scriptHan || after == scriptMark)
}

func (n *name) isOrganisation(han int) bool {
	if n.masked {
		return false
	}
	if han == 0 {
		return n.isLatinOrganisation()
	}
	if n.body < 3 {
		return false
	}
	s := n.text
	if last, _ := utf8.DecodeLastRuneInString(s); mayEndOrganisation[last>>6&15]>>(last&63)&1 == 0 || !strings.ContainsRune(organisationLast, last) {
		return false
	}
	if i := strings.LastIndexAny(s, "（("); i > 0 && (strings.HasSuffix(s, "）") || strings.HasSuffix(s, ")")) {
		s = s[:i] // 某某公司（杭州）
		if !strings.HasSuffix(s, "公司") {
			return false
		}
	}
	for _, end := range organisationEndings {
		if !strings.HasSuffix(s, end) {
			continue
		}
		runes := utf8.RuneCountInString(end)
		return n.body >= 4 || n.body == runes // 李医院 may be a person
	}
	last, size := utf8.DecodeLastRuneInString(s)
	if !strings.ContainsRune(organisationShortEndings, last) {
		return false
	}
	return n.body >= 5 && n.longestSurname(compoundSurnames, 4) == 1 && !n.hasInnerDot() || tradeWords.has(s[:len(s)-size])
}

// isLatinOrganisation looks at the last word: "Acme Trading Co., Ltd.".
func (n *name) isLatinOrganisation() bool {
	s := strings.TrimRight(n.text, "., ")
	i := strings.LastIndexAny(s, " ,.")
	if i <= 0 {
		return false
	}
	return latinOrganisations.has(strings.ToLower(s[i+1:]))
}
